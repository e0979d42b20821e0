#include "detectors/neutral_words.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/document.h"
#include "detectors/detector.h"

namespace expurge {
namespace {

// Whether some byte of `words` in `line` would be taken for neutral text: no finding covers it and
// its clause is understood as neutral.
class NeutralTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    DetectorOptions options;
    options.data = EXPURGE_SOURCE_DIR "/detectors/data";
    auto loaded = Detector::Load(options);
    ASSERT_TRUE(loaded);
    detector_ = std::move(*loaded);
  }
  static void TearDownTestSuite() { detector_.reset(); }

  static bool PassesAsNeutral(const std::string& line, const std::string& words,
                              BlockKind kind = BlockKind::kParagraph) {
    Document document;
    document.text = SecretText(line);
    document.blocks.push_back(Block{.kind = kind, .range = {0, line.size()}, .cells = {}});
    const Analysis analysis = detector_->Detect(document);
    const size_t begin = line.find(words);
    const TextRange range{begin, begin + words.size()};
    for (const Finding& finding : analysis.findings) {
      if (finding.passage.Overlaps(range)) return false;
    }
    for (const Clause& clause : analysis.clauses) {
      if (clause.range.Overlaps(range) && clause.neutral == Neutral::kNone) return false;
    }
    return true;
  }

  static std::unique_ptr<const Detector> detector_;
};
std::unique_ptr<const Detector> NeutralTest::detector_;

TEST_F(NeutralTest, AHeadingThatNamesASecretIsNotNeutral) {
  const std::vector<std::string> words = {
      "SYPHILIS",    "Cancer du sein", "INCESTE",       "Schizophrénie",        "Toxicomanie", "Sida",
      "IVG",         "Homosexualité",  "Mosquée",       "TENTATIVE DE SUICIDE", "Témoins de Jéhovah",
      "VIOLENCES",   "Handicap"};
  for (const std::string& word : words) {
    EXPECT_FALSE(PassesAsNeutral(word, word, BlockKind::kHeading)) << word;
    EXPECT_FALSE(PassesAsNeutral(word + " :", word)) << word;
    EXPECT_FALSE(PassesAsNeutral("7. " + word, word, BlockKind::kHeading)) << word;
  }
}

TEST_F(NeutralTest, WhatNothingKnowsIsNotNeutral) {
  for (const std::string& line : {std::string("zbrglptfx"), std::string("Elle d é p r i m e."),
                                 std::string(100000, 'a')}) {
    EXPECT_FALSE(PassesAsNeutral(line, line.substr(0, 9)));
  }
}

TEST_F(NeutralTest, RubricsAndActsOfTheServiceAre) {
  EXPECT_TRUE(PassesAsNeutral("Objet : demande de rendez-vous", "Objet"));
  EXPECT_TRUE(PassesAsNeutral("Logement", "Logement", BlockKind::kHeading));
  EXPECT_TRUE(PassesAsNeutral("Ressources", "Ressources", BlockKind::kHeading));
  EXPECT_TRUE(PassesAsNeutral("Madame a été reçue en entretien.", "reçue en entretien"));
}

TEST_F(NeutralTest, AddsWhatStandsBesideMoney) {
  for (const char* const word : {"prostitution", "INCESTE", "Islam", "Prison"}) {
    const std::string line = std::string("Le loyer de 642 euros est impayé (") + word + ").";
    EXPECT_FALSE(PassesAsNeutral(line, word)) << word;
  }
}

}  // namespace
}  // namespace expurge
