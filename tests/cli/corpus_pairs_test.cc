// Non-interference over the real corpus: two reports that differ only inside withheld passages give
// byte-identical versions, as text and as PDF.
//
// A pair is a document and its copy in which one tagged stretch (an identifier, or a passage of
// health, residence status or the couple) was replaced by a stretch of the same categories from
// another document. Pairs count when both are wholly withheld and everything outside the stretch was
// decided alike; the share that counts has a bound of its own, so that the test cannot become empty.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "detectors/detector.h"
#include "pipeline/version/decide.h"
#include "pipeline/version/document_rules.h"
#include "pipeline/evaluate.h"
#include "pipeline/read/read.h"
#include "pipeline/render/render.h"
#include "pipeline/version/transmitted_text.h"
#include "pipeline/version/version.h"
#include "policies/sheet.h"

namespace expurge {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = EXPURGE_SOURCE_DIR;

std::vector<TaggedDocument> Corpus(const std::string& part) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kSource / "samples" / "corpus" / part)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<TaggedDocument> documents;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    Result<TaggedDocument> document = ParseTagged(bytes, path.stem().string());
    EXPECT_TRUE(document) << path;
    documents.push_back(std::move(*document));
  }
  return documents;
}

bool Exchangeable(const CategorySet& categories) {
  const std::vector<Category> list = categories.List();
  return std::all_of(list.begin(), list.end(), [](Category category) {
    return IsWithin(category, "sante") || IsWithin(category, "sejour") ||
           IsWithin(category, "conjugal") || IsWithin(category, "identite");
  });
}

struct Made {
  Document document;
  std::vector<Decision> decisions;
};

class CorpusPairs : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    policy_ = new Policy(*Policy::Load(kSource / "policies" / "data"));
    DetectorOptions options;
    options.data = kSource / "detectors" / "data";
    detector_ = Detector::Load(options)->release();
  }
  static void TearDownTestSuite() {
    delete policy_;
    delete detector_;
  }

  Made Make(const std::string& text) const {
    Made made;
    made.document = *ReadText(text);
    Analysis analysis = detector_->Detect(made.document);
    ProtectAddresses(analysis);
    made.decisions =
        Decide(made.document, analysis,
               {policy_->Find("commission_aide"), Jurisdiction::kFrance, {"finances", "logement"}});
    return made;
  }

  // For each byte outside `hole`: withheld, transmitted as neutral text, as a name, as a finding.
  static std::string Marks(const Made& made, const TextRange& hole) {
    std::string marks(made.document.text.size(), '.');
    for (const Decision& decision : made.decisions) {
      if (!decision.transmitted()) continue;
      const char mark = decision.categories.empty() ? 'n' : IsNameOnly(decision) ? 'i' : 'f';
      std::fill(marks.begin() + static_cast<long>(decision.range.begin),
                marks.begin() + static_cast<long>(decision.range.end), mark);
    }
    return marks.substr(0, hole.begin) + marks.substr(hole.end);
  }
  static bool Withheld(const Made& made, const TextRange& range) {
    return std::none_of(made.decisions.begin(), made.decisions.end(), [&](const Decision& d) {
      return d.transmitted() && d.range.Overlaps(range);
    });
  }

  static const Policy* policy_;
  static const Detector* detector_;
};
const Policy* CorpusPairs::policy_ = nullptr;
const Detector* CorpusPairs::detector_ = nullptr;

TEST_F(CorpusPairs, WithheldStretchesOfOtherDocumentsChangeNoByte) {
  const std::vector<TaggedDocument> corpus = Corpus("train");
  std::map<std::vector<Category>, std::vector<std::string>> donors;
  for (const TaggedDocument& document : corpus) {
    for (const auto& tag : document.tags) {
      donors[tag.categories.List()].emplace_back(tag.range.In(document.text));
    }
  }
  const Frame frame =
      MakeFrame(*DraftSheet("commission_aide", {"finances", "logement"}, *policy_),
                *policy_->Find("commission_aide"), *policy_, {});
  size_t tried = 0, withheld = 0, alike = 0, pdfs = 0;
  for (size_t d = 0; d < corpus.size(); d += 2) {
    const TaggedDocument& document = corpus[d];
    const Made first = Make(document.text);
    size_t taken = 0;
    for (size_t t = d % 5; t < document.tags.size() && taken < 6; t += 5) {
      const TaggedDocument::Tag& tag = document.tags[t];
      if (!Exchangeable(tag.categories) || !Withheld(first, tag.range)) continue;
      const std::vector<std::string>& others = donors[tag.categories.List()];
      const std::string& other = others[(d * 31 + t * 7) % others.size()];
      ++taken;
      ++tried;
      const std::string text = document.text.substr(0, tag.range.begin) + other +
                               document.text.substr(tag.range.end);
      const Made second = Make(text);
      const TextRange hole{tag.range.begin, tag.range.begin + other.size()};
      if (!Withheld(second, hole)) continue;
      ++withheld;
      if (Marks(first, tag.range) != Marks(second, hole)) continue;
      ++alike;
      const Version a = MakeVersion(first.document, first.decisions);
      const Version b = MakeVersion(second.document, second.decisions);
      ASSERT_EQ(RenderText(a, frame), RenderText(b, frame)) << document.name << " tag " << t;
      if (alike % 8 != 0) continue;
      ++pdfs;
      ASSERT_EQ(*RenderPdf(a, frame), *RenderPdf(b, frame)) << document.name << " tag " << t;
    }
  }
  std::cout << "pairs tried " << tried << ", both withheld " << withheld << ", decided alike "
            << alike << ", compared as PDF " << pdfs << "\n";
  EXPECT_GE(tried, 200u);
  EXPECT_GE(withheld * 10, tried * 6);
  EXPECT_GE(alike * 10, withheld * 5);
  EXPECT_GE(pdfs, 8u);
}

}  // namespace
}  // namespace expurge
