#include "detectors/identity.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "detectors/addresses.h"
#include "detectors/contacts.h"
#include "detectors/dates.h"
#include "detectors/identifiers.h"
#include "detectors/names.h"

namespace expurge {
namespace {

bool SortedContains(const std::vector<TextRange>& ranges, const TextRange& range) {
  const auto it = std::partition_point(ranges.begin(), ranges.end(), [&](const TextRange& r) {
    return r.begin <= range.begin;
  });
  return it != ranges.begin() && std::prev(it)->Contains(range);
}

// A number that a label announced and a key or shape found as well is one number. Where the two
// disagree, the label is right ("Livret A 0 114 882 730 R" is no telephone), unless a key spoke.
void DropRepeated(std::vector<Finding>& findings) {
  std::map<Category, std::vector<TextRange>> shaped, labelled;
  for (const Finding& finding : findings) {
    const bool label = finding.rule == "number.label";
    const bool shape = finding.rule.starts_with("phone.") || finding.rule.starts_with("iban.") ||
                       finding.rule.starts_with("nir.") || finding.rule.ends_with(".shape") ||
                       finding.rule.starts_with("rib.") || finding.rule.starts_with("card.");
    if (!label && !shape) continue;
    (label ? labelled : shaped)[finding.categories.List().front()].push_back(finding.passage);
  }
  const auto by_begin = [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; };
  for (auto& [category, ranges] : shaped) std::sort(ranges.begin(), ranges.end(), by_begin);
  for (auto& [category, ranges] : labelled) std::sort(ranges.begin(), ranges.end(), by_begin);
  std::erase_if(findings, [&](const Finding& finding) {
    const Category own = finding.categories.List().front();
    if (finding.rule == "number.label") return SortedContains(shaped[own], finding.passage);
    if (!finding.rule.starts_with("phone.") && !finding.rule.ends_with(".shape")) return false;
    return std::any_of(labelled.begin(), labelled.end(), [&](const auto& entry) {
      return entry.first != own && SortedContains(entry.second, finding.passage);
    });
  });
}

// A guess at a name inside an address or a mailbox says nothing that the larger finding does not.
void DropWithin(std::vector<Finding>& findings) {
  std::vector<TextRange> larger;
  for (const Finding& finding : findings) {
    if (finding.categories.Has(Category::kIdentiteAdresse) ||
        finding.categories.Has(Category::kIdentiteCourriel)) {
      larger.push_back(finding.passage);
    }
  }
  std::sort(larger.begin(), larger.end(),
            [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
  std::erase_if(findings, [&](const Finding& finding) {
    if (!finding.categories.Has(Category::kIdentiteNom) || finding.rule == "name.civility") {
      return false;
    }
    return SortedContains(larger, finding.passage);
  });
}

class IdentityLayer final : public Layer {
 public:
  explicit IdentityLayer(NameLexicon lexicon) : lexicon_(std::move(lexicon)) {}

  void Find(const Document& document, const Segmentation& segments,
            std::vector<Finding>& findings) const override {
    const Reading reading(document, segments);
    const std::vector<NameRun> runs = ReadNames(reading, lexicon_);
    const NameMarks marks = MarkNames(reading, runs);
    std::vector<Finding> own;
    ReportNames(reading, runs, own);
    FindBirths(reading, marks, own);
    FindAddresses(reading, marks, own);
    FindIdentifiers(reading, own);
    DropWithin(own);
    DropRepeated(own);
    SettleContacts(reading, marks, own);
    findings.insert(findings.end(), std::make_move_iterator(own.begin()),
                    std::make_move_iterator(own.end()));
  }

 private:
  NameLexicon lexicon_;
};

}  // namespace

Result<std::unique_ptr<const Layer>> LoadIdentityLayer(const std::filesystem::path& folder) {
  auto lexicon = NameLexicon::Load(folder);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return std::make_unique<const IdentityLayer>(std::move(*lexicon));
}

}  // namespace expurge
