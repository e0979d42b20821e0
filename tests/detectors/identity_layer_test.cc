#include "detectors/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "detectors/segment.h"
#include "tests/detectors/identity_testing.h"

namespace expurge::testing {

Document MakeDocument(std::string_view text) {
  Document document;
  document.text = SecretText(std::string(text));
  size_t at = 0;
  while (at < text.size()) {
    const size_t end = std::min(text.find("\n\n", at), text.size());
    Block block;
    block.range = {at, end};
    if (end > at) document.blocks.push_back(block);
    at = std::min(end + 2, text.size());
  }
  return document;
}

std::vector<Finding> FindIdentities(const Document& document) {
  static const auto layer = LoadIdentityLayer(EXPURGE_SOURCE_DIR "/detectors/data/identity");
  std::vector<Finding> findings;
  EXPECT_TRUE(layer.has_value());
  if (!layer) return findings;
  (*layer)->Find(document, Segment(document), findings);
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.passage.begin < b.passage.begin;
  });
  return findings;
}

std::vector<std::string> Found(std::string_view text, Category category) {
  const Document document = MakeDocument(text);
  std::vector<std::string> words;
  for (const Finding& finding : FindIdentities(document)) {
    if (!finding.categories.Has(category)) continue;
    std::string word(finding.passage.In(text));
    if (words.empty() || words.back() != word) words.push_back(std::move(word));
  }
  return words;
}

Finding OnlyFinding(std::string_view text, Category category) {
  std::vector<Finding> of_category;
  for (Finding& finding : FindIdentities(MakeDocument(text))) {
    if (finding.categories.Has(category)) of_category.push_back(std::move(finding));
  }
  EXPECT_EQ(of_category.size(), 1U) << text;
  return of_category.empty() ? Finding{} : of_category.front();
}

namespace {

using ::testing::IsEmpty;

TEST(IdentityLayer, EveryFindingLiesInTheTextWithRuleAndEvidence) {
  const Document document = MakeDocument(
      "Mme BOUCHAREB Fatiha, née le 3 mars 1974 à Guéret, 12 rue Haute, 23000 Guéret\n"
      "Tél. 06 39 98 14 62 – NIR 2 74 03 23 096 041 90\n\nFatiha a appelé.");
  const std::vector<Finding> findings = FindIdentities(document);
  EXPECT_GE(findings.size(), 5U);
  for (const Finding& finding : findings) {
    EXPECT_FALSE(finding.categories.empty());
    EXPECT_LT(finding.passage.begin, finding.passage.end);
    EXPECT_LE(finding.passage.end, document.text.size());
    EXPECT_TRUE(finding.passage.Contains(finding.mention));
    EXPECT_FALSE(finding.rule.empty());
    EXPECT_FALSE(finding.evidence.empty());
    EXPECT_EQ(finding.evidence.find("Fatiha"), std::string::npos) << "words of the document";
  }
}

TEST(IdentityLayer, MissingDataIsAnErrorWithTheFile) {
  const auto layer = LoadIdentityLayer("no-such-folder");
  ASSERT_FALSE(layer.has_value());
  EXPECT_EQ(layer.error().id, "detect.data");
  EXPECT_EQ(layer.error().args[0], "first_names.txt");
}

TEST(IdentityLayer, UnsortedDataIsAnErrorWithTheLine) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(EXPURGE_BUILD_DIR) / "identity_unsorted";
  fs::create_directories(folder);
  std::ofstream(folder / "first_names.txt") << "# names\nzoe\nadam\n";
  const auto layer = LoadIdentityLayer(folder);
  ASSERT_FALSE(layer.has_value());
  EXPECT_EQ(layer.error().args[0], "first_names.txt");
  EXPECT_EQ(layer.error().args[1], "3");
}

TEST(IdentityLayer, NeutralTextOfAServiceHoldsNoIdentity) {
  for (const char* text :
       {"Le service est ouvert du lundi au vendredi, de 8 h 45 à 12 h.",
        "La mission locale, ouverte aux 16-25 ans, organise un forum des métiers au gymnase.",
        "L'école élémentaire Marcel-Pagnol comptera une classe de plus à la rentrée.",
        "La loi du 5 mars 2007 a réformé la protection de l'enfance.",
        "Il a choisi une enveloppe rose pour son dessin.",
        "Le barème, voté le 17 décembre, fixe le plafond à 760 € pour une personne seule."}) {
    EXPECT_THAT(FindIdentities(MakeDocument(text)), IsEmpty()) << text;
  }
}

// One megabyte of a single kind of character must neither hang nor report without end.
TEST(IdentityLayer, MonotonousTextsAreReadInLinearTime) {
  for (const char* unit : {"1", "1 ", "A", "A. ", "a@", "Mme ", "Aa ", "12 rue ", ", ", "né "}) {
    std::string text;
    while (text.size() < 200000) text += unit;
    const std::vector<Finding> findings = FindIdentities(MakeDocument(text));
    EXPECT_LT(findings.size(), text.size()) << unit;
  }
}

}  // namespace
}  // namespace expurge::testing
