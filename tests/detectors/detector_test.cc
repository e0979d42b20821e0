#include "detectors/detector.h"

#include <gtest/gtest.h>

#include <functional>

#include "base/category.h"

namespace expurge {
namespace {

Document Lines(const std::string& text) {
  Document document;
  document.text = SecretText(text);
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    Block block;
    block.range = {begin, end};
    if (end > begin) document.blocks.push_back(block);
    begin = end + 1;
  }
  return document;
}

class DetectorTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    DetectorOptions options;
    options.data = std::string(EXPURGE_SOURCE_DIR) + "/detectors/data";
    auto loaded = Detector::Load(options);
    ASSERT_TRUE(loaded) << loaded.error().id << " "
                        << (loaded.error().args.empty() ? "" : loaded.error().args[0]);
    detector_ = std::move(*loaded);
  }
  static void TearDownTestSuite() { detector_.reset(); }
  void SetUp() override { ASSERT_NE(detector_, nullptr); }

  // Whether a finding with a category for which `wanted` holds covers `words` in `text`.
  static bool Finds(const std::string& text, const std::string& words,
                    const std::string& category) {
    const size_t at = text.find(words);
    EXPECT_NE(at, std::string::npos);
    for (const Finding& finding : detector_->Detect(Lines(text)).findings) {
      if (finding.passage.begin > at || finding.passage.end < at + words.size()) continue;
      for (Category c : finding.categories.List()) {
        if (IsWithin(c, category)) return true;
      }
    }
    return false;
  }
  // Whether every byte of the text may be sent as neutral.
  static bool IsNeutral(const std::string& text) {
    const Analysis analysis = detector_->Detect(Lines(text));
    for (const Finding& finding : analysis.findings) {
      for (Category c : finding.categories.List()) {
        if (GuideCategory(c)) return false;
      }
    }
    for (const Clause& clause : analysis.clauses) {
      if (clause.neutral == Neutral::kNone) return false;
    }
    return true;
  }

  static std::unique_ptr<const Detector> detector_;
};
std::unique_ptr<const Detector> DetectorTest::detector_;

TEST_F(DetectorTest, FindsHealthInPlainWords) {
  EXPECT_TRUE(Finds("Madame est suivie au CMP pour une dépression.", "dépression", "sante.mentale"));
  EXPECT_TRUE(Finds("Il boit tous les soirs et fréquente le CSAPA.", "CSAPA", "sante.addiction"));
}

TEST_F(DetectorTest, FindsTheRightToStay) {
  EXPECT_TRUE(Finds("Elle a reçu une OQTF en mars.", "OQTF", "sejour"));
}

TEST_F(DetectorTest, FindsViolenceBetweenPartners) {
  EXPECT_TRUE(Finds("Son mari la frappe et la menace de mort.", "frappe", "conjugal.violence"));
}

TEST_F(DetectorTest, FindsANegatedFactToo) {
  EXPECT_TRUE(Finds("Monsieur ne prend plus aucun traitement.", "traitement", "sante"));
}

TEST_F(DetectorTest, FindsDebtsAndArrears) {
  EXPECT_TRUE(Finds("La dette de loyer atteint 2 340 euros.", "dette", "finances") ||
              Finds("La dette de loyer atteint 2 340 euros.", "dette", "logement"));
}

TEST_F(DetectorTest, UnderstandsTheLifeOfTheService) {
  EXPECT_TRUE(IsNeutral("La réunion de service aura lieu mardi à 14 heures en salle 3."));
  EXPECT_TRUE(IsNeutral("Direction de l'action sociale"));
}

TEST_F(DetectorTest, CapitalsAndMissingAccentsHideNothing) {
  EXPECT_TRUE(Finds("MADAME EST SUIVIE AU CMP POUR UNE DEPRESSION.", "DEPRESSION", "sante.mentale"));
}

TEST_F(DetectorTest, InvisibleCharactersAndLookAlikesHideNothing) {
  EXPECT_TRUE(Finds("Madame est suivie au CMP pour une dé\u00adpres\u200bsion.",
                    "dé\u00adpres\u200bsion", "sante.mentale"));
  EXPECT_TRUE(Finds("Il boit de l'\u0430lcool dès le matin.", "\u0430lcool", "sante.addiction"));
}

TEST_F(DetectorTest, SaysWhatSpokeWithoutQuotingTheDocument) {
  const std::string text = "Madame est suivie au CMP pour une dépression.";
  for (const Finding& finding : detector_->Detect(Lines(text)).findings) {
    EXPECT_FALSE(finding.rule.empty());
    EXPECT_FALSE(finding.evidence.empty());
    EXPECT_FALSE(finding.categories.empty());
    EXPECT_TRUE(finding.passage.Contains(finding.mention));
  }
}

TEST_F(DetectorTest, ClausesCoverEveryWord) {
  const std::string text = "Nom : Ravel\n« Bonjour » (dit-il) ; zzyzx.\n\n☑ Oui ☐ Non";
  const Analysis analysis = detector_->Detect(Lines(text));
  size_t at = 0;
  for (const Clause& clause : analysis.clauses) {
    EXPECT_GE(clause.range.begin, at);
    for (char c : text.substr(at, clause.range.begin - at)) EXPECT_TRUE(c == ' ' || c == '\n');
    at = clause.range.end;
  }
  EXPECT_EQ(at, text.size());
}

TEST_F(DetectorTest, IsTheSameTwice) {
  const Document document = Lines("Mme Ravel dort mal.\nElle doit 300 euros à la cantine.");
  const Analysis a = detector_->Detect(document), b = detector_->Detect(document);
  ASSERT_EQ(a.findings.size(), b.findings.size());
  for (size_t i = 0; i < a.findings.size(); ++i) {
    EXPECT_EQ(a.findings[i].passage, b.findings[i].passage);
    EXPECT_EQ(a.findings[i].categories, b.findings[i].categories);
    EXPECT_EQ(a.findings[i].evidence, b.findings[i].evidence);
  }
}

TEST_F(DetectorTest, TakesHostileInput) {
  for (const std::string& text :
       {std::string(1 << 20, 'a'), std::string("\xff\xfe\x80 \xc3"), std::string()}) {
    const Analysis analysis = detector_->Detect(Lines(text));
    for (const Finding& finding : analysis.findings) EXPECT_LE(finding.passage.end, text.size());
  }
  std::string quotes;
  for (int i = 0; i < 1 << 18; ++i) quotes += "«";
  detector_->Detect(Lines(quotes));
}

TEST_F(DetectorTest, RefusesAFolderWithoutWeights) {
  DetectorOptions options;
  options.data = std::string(EXPURGE_SOURCE_DIR) + "/docs";
  const auto loaded = Detector::Load(options);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().id, "detect.data");
}

}  // namespace
}  // namespace expurge
