// Blocks of a version: what goes with what was withheld, and what is counted anew.
#include "pipeline/version/version.h"

#include <gtest/gtest.h>

#include "pipeline/version/numbering.h"
#include "tests/pipeline/marked_report.h"

namespace expurge {
namespace {

TEST(VersionTest, EmptiedParagraphsAndItemsGo) {
  EXPECT_EQ(LinesOf(VersionOf("⟦Elle boit.⟧\n- ⟦suivi au CMP⟧\n- {loyer de 450 €}")),
            "- loyer de 450 €");
}

TEST(VersionTest, HeadingGoesWithItsSection) {
  EXPECT_EQ(LinesOf(VersionOf("# Santé\n⟦Elle boit.⟧\n# Logement\n{Loyer de 450 €.}")),
            "Logement\nLoyer de 450 €.");
}

TEST(VersionTest, OuterHeadingGoesWhenAllInnerOnesWent) {
  EXPECT_EQ(LinesOf(VersionOf("# Personnes\n## Santé\n⟦Elle boit.⟧\n## Couple\n⟦Il crie.⟧\n"
                              "# Logement\nLe bail court.")),
            "Logement\nLe bail court.");
}

TEST(VersionTest, OuterHeadingStaysForOneInnerSection) {
  EXPECT_EQ(LinesOf(VersionOf("# Personnes\n## Santé\n⟦Elle boit.⟧\n## Budget\n{Elle doit 30 €.}")),
            "Personnes\nBudget\nElle doit 30 €.");
}

TEST(VersionTest, HeadingWithoutAnySectionIsATitle) {
  EXPECT_EQ(LinesOf(VersionOf("# NOTE SOCIALE\n# Logement\nLe bail court.")),
            "NOTE SOCIALE\nLogement\nLe bail court.");
}

TEST(VersionTest, LabelLineGoesWithTheParagraphAfterIt) {
  EXPECT_EQ(LinesOf(VersionOf("Santé :\n⟦Elle boit.⟧\nLe bail court.")), "Le bail court.");
}

TEST(VersionTest, LabelLineStaysForWhatIsLeftOfItsList) {
  EXPECT_EQ(LinesOf(VersionOf("Pièces jointes :\n- ⟦certificat⟧\n- {trois quittances}")),
            "Pièces jointes :\n- trois quittances");
}

TEST(VersionTest, WordsAroundAGapNeverGrowTogether) {
  const std::string line =
      LinesOf(VersionOf("Le bail du père (⟦x⟧{3 852} euros, ⟦y⟧) court jusqu'en mars."));
  EXPECT_EQ(line.find("père3"), std::string::npos) << line;
}

TEST(VersionTest, NumbersOfItemsShowNoGap) {
  EXPECT_EQ(LinesOf(VersionOf("1. Bail signé\n2. ⟦Cure⟧\n3. {Plan de 45 €}\n4. ⟦x⟧\n5. Visite faite")),
            "1. Bail signé\n2. Plan de 45 €\n3. Visite faite");
}

TEST(VersionTest, NumbersOfHeadingsShowNoGapAtAnyDepth) {
  EXPECT_EQ(LinesOf(VersionOf("# 1. Cadre\nBail signé.\n# 2. Santé\n⟦x⟧\n# 3. Budget\n"
                              "## 3.1 Soins\n⟦x⟧\n## 3.2 Dettes\n{Elle doit 30 €.}")),
            "1. Cadre\nBail signé.\n2. Budget\n2.1 Dettes\nElle doit 30 €.");
}

TEST(VersionTest, ListAfterAHeadingBeginsAtOne) {
  EXPECT_EQ(LinesOf(VersionOf("1. Bail signé\n2. Visite faite\n# Suite\n⟦x⟧\n3. {Plan de 45 €}")),
            "1. Bail signé\n2. Visite faite\nSuite\n1. Plan de 45 €");
}

TEST(VersionTest, TableLosesRowsAndColumnsThatWereWithheld) {
  EXPECT_EQ(LinesOf(VersionOf("|Poste | Montant | Motif\n|AAH | ⟦1 033 €⟧ | ⟦handicap⟧\n"
                              "|Loyer | {450 €} | ⟦x⟧\n|Eau | {30 €} | ⟦y⟧")),
            "Poste|Montant\nLoyer|450 €\nEau|30 €");
}

TEST(VersionTest, WithheldCellBecomesEmpty) {
  EXPECT_EQ(LinesOf(VersionOf("|Poste | Montant | Motif\n|Loyer | {450 €} | ⟦x⟧\n"
                              "|Eau | {30 €} | relevé")),
            "Poste|Montant|Motif\nLoyer|450 €|\nEau|30 €|relevé");
}

TEST(VersionTest, TableWithoutAnyRowLeftGoesWithItsHead) {
  EXPECT_EQ(LinesOf(VersionOf("|Poste | Montant\n|AAH | ⟦1 033 €⟧")), "");
}

TEST(VersionTest, NameThatWouldBeLostStandsAloneOnce) {
  EXPECT_EQ(LinesOf(VersionOf("M. {N:Lestrade} ⟦boit⟧.\nM. {N:Lestrade} ⟦fugue⟧.")),
            "M. Lestrade.");
}

TEST(VersionTest, HostileNestingCostsNoMoreThanItsSize) {
  for (const char* part : {"(", "« ", "a : ", "(a ", "A : ", "que ", "; "}) {
    std::string text = "⟦x⟧ ";
    for (int i = 0; i < 100000; ++i) text += part;
    text += "⟦y⟧";
    for (int i = 0; i < 100000; ++i) text += ")";
    VersionOf(text);
  }
}

TEST(VersionTest, NothingTransmittedGivesAnEmptyVersion) {
  EXPECT_TRUE(VersionOf("# ⟦Santé⟧\n⟦Elle boit.⟧").blocks.empty());
  EXPECT_TRUE(MakeVersion(Document{}, {}).blocks.empty());
}

TEST(NumberingTest, LeavesDatesAndYearsAlone) {
  Numbering numbering;
  EXPECT_EQ(numbering.Renumber("12.11.98", "list1"), "12.11.98");
  EXPECT_EQ(numbering.Renumber("03.02", "list1"), "03.02");
  EXPECT_EQ(numbering.Renumber("1987.", "list1"), "1987.");
}

TEST(NumberingTest, GoesOnWhileNumbersRiseAndBeginsAgainWhenTheyFall) {
  Numbering numbering;
  EXPECT_EQ(numbering.Renumber("2)", "list1"), "1)");
  EXPECT_EQ(numbering.Renumber("7)", "list1"), "2)");
  EXPECT_EQ(numbering.Renumber("1)", "list1"), "1)");
  EXPECT_EQ(numbering.Renumber("IV.", "heading"), "I.");
  EXPECT_EQ(numbering.Renumber("VI.", "heading"), "II.");
  EXPECT_EQ(numbering.Renumber("c)", "list1"), "a)");
  EXPECT_EQ(numbering.Renumber("–", "list1"), "–");
}

}  // namespace
}  // namespace expurge
