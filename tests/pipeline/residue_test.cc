#include "pipeline/verify/residue.h"

#include <gtest/gtest.h>

#include "tests/pipeline/marked_report.h"

namespace expurge {
namespace {

std::vector<size_t> Find(std::string_view marked, std::string_view written,
                         const Frame& frame = {}) {
  const MarkedReport report = Marked(marked);
  return ResidueSearch(report.document, report.decisions, frame).Find(written);
}

TEST(ResidueTest, FindsThreeWordsOfALongPassage) {
  EXPECT_EQ(Find("Elle ⟦consulte chaque mois un psychiatre du centre⟧.",
                 "On dit que chaque mois un psychiatre la voit.\n"),
            std::vector<size_t>{1});
}

TEST(ResidueTest, TwoCommonWordsOfALongPassageAreNoResidue) {
  EXPECT_TRUE(Find("Elle ⟦consulte chaque mois un psychiatre⟧.", "Loyer payé chaque mois.\n").empty());
}

TEST(ResidueTest, FindsAShortPassageInOtherCaseAccentsAndSpaces) {
  EXPECT_FALSE(Find("Mme ⟦Éléonore  Lestrade⟧ loue.", "ELEONORE\nLESTRADE\n").empty());
  EXPECT_FALSE(Find("Mme ⟦Lestrade⟧ loue.", "lestrade").empty());
  EXPECT_TRUE(Find("Mme ⟦Lestrade⟧ loue.", "Lestradette").empty());
}

TEST(ResidueTest, FindsANumberWhateverStandsBetweenItsDigits) {
  EXPECT_FALSE(Find("Tél. ⟦06 39 98 12 04⟧", "joignable au 0639981204").empty());
  EXPECT_FALSE(Find("Tél. ⟦0639981204⟧", "joignable au 06.39.98.12.04").empty());
  EXPECT_TRUE(Find("Tél. ⟦06 39 98 12 04⟧", "joignable au 06 39 12 04 98").empty());
}

TEST(ResidueTest, WhatIsTransmittedElsewhereIsNoResidue) {
  EXPECT_TRUE(Find("Mme ⟦Lestrade⟧ boit. Mme {N:Lestrade} loue.", "Mme Lestrade loue.").empty());
}

TEST(ResidueTest, WhatTheFrameSaysIsNoResidue) {
  Frame frame;
  frame.closing = {"Anne Lestrade"};
  EXPECT_TRUE(Find("Mme ⟦Lestrade⟧ loue.", "Anne Lestrade", frame).empty());
}

TEST(ResidueTest, FindsWordsThatAReaderBrokeAtALineEnd) {
  EXPECT_FALSE(Find("⟦schizophrénie⟧", "schizo-\nphrénie").empty());
}

TEST(ResidueTest, CountsWordsThatNobodyTransmitted) {
  const MarkedReport report = Marked("Le bail ⟦caché⟧ court.");
  const ResidueSearch search(report.document, report.decisions, Frame{});
  EXPECT_EQ(search.CountUnknownWords("Le bail court. 2 IV", WordsOfRepair()), 0u);
  EXPECT_EQ(search.CountUnknownWords("Madame : le bail court.", WordsOfRepair()), 0u);
  EXPECT_EQ(search.CountUnknownWords("Le bail caché court.", WordsOfRepair()), 1u);
}

TEST(ResidueTest, ComparesWordsByNumber) {
  const Version version = VersionOf("Le bail court.");
  EXPECT_TRUE(CompareWords("Le bail\ncourt.", version, Frame{}, "").none());
  EXPECT_EQ(CompareWords("Le bail bail court.", version, Frame{}, "").foreign, 1u);
  EXPECT_EQ(CompareWords("Le court.", version, Frame{}, "").missing, 1u);
  EXPECT_TRUE(CompareWords("Le bail court. 1/2", version, Frame{}, "1/2").none());
}

}  // namespace
}  // namespace expurge
