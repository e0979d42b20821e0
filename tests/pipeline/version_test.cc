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

TEST(VersionTest, ItemsAndLinesOfWhichOnlyNumbersAreLeftGo) {
  EXPECT_EQ(LinesOf(VersionOf("- ⟦Amende⟧ {200 €}\n- {200 €}\n⟦Cure :⟧ {20 €.}\n⟦Elle boit.⟧ Au.")),
            "- 200 €");
  EXPECT_EQ(LinesOf(VersionOf("# ⟦Cure⟧ 2026\nLe bail court.")), "Le bail court.");
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

TEST(VersionTest, AClauseLeftWithItsSubjectAloneGoes) {
  EXPECT_EQ(LinesOf(VersionOf("{L'impayé a commencé en mai}, quand Monsieur ⟦a été hospitalisé⟧.")),
            "L'impayé a commencé en mai.");
  EXPECT_EQ(LinesOf(VersionOf("{L'impayé a commencé en mai}, quand Monsieur {a perdu 300 €}.")),
            "L'impayé a commencé en mai, quand Monsieur a perdu 300 €.");
}

TEST(VersionTest, WhatHangsOnAWithheldWordIsNoLabel) {
  EXPECT_EQ(LinesOf(VersionOf("|Ressources | Montant\n|{Salaire de Madame} | {1 012 €}\n"
                              "|⟦Indemnités⟧ de Monsieur | {684 €}")),
            LinesOf(VersionOf("|Ressources | Montant\n|{Salaire de Madame} | {1 012 €}")));
}

TEST(VersionTest, PairsOfColumnsCloseRanksOverAPairThatWent) {
  EXPECT_EQ(LinesOf(VersionOf("|Ressources | Montant | Charges | Montant\n"
                              "|Salaire | {1 012 €} | Loyer | {642 €}\n"
                              "|⟦Indemnités⟧ de Monsieur | {684 €} | Énergie | {118 €}\n"
                              "|Allocation | suspendue | Assurance | {103 €}\n"
                              "|Total | {1 012 €} | Total | {863 €}")),
            LinesOf(VersionOf("|Ressources | Montant | Charges | Montant\n"
                              "|Salaire | {1 012 €} | Loyer | {642 €}\n"
                              "|Allocation | suspendue | Énergie | {118 €}\n"
                              "|Total | {1 012 €} | Assurance | {103 €}\n"
                              "| | | Total | {863 €}")));
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

TEST(VersionTest, RowWithoutItsLabelGoesWithItsAmount) {
  EXPECT_EQ(LinesOf(VersionOf("|Poste | Montant\n|⟦AAH⟧ | {1 012 €}\n|Loyer | {450 €}")),
            "Poste|Montant\nLoyer|450 €");
  EXPECT_EQ(LinesOf(VersionOf("|⟦AAH⟧ : | {1 012 € par mois}\n|Loyer | {450 €}")), "Loyer|450 €");
}

TEST(VersionTest, RowWithoutItsLabelStaysForWordsOfItsOwn) {
  EXPECT_EQ(LinesOf(VersionOf("|Poste | Montant\n|⟦AAH⟧ | {1 012 € de dette}\n|Loyer | {450 €}")),
            "Poste|Montant\n|1 012 € de dette\nLoyer|450 €");
}

TEST(VersionTest, NumberedRowGoesWithItsLabelInTheSecondColumn) {
  EXPECT_EQ(LinesOf(VersionOf("|N° | Poste | Montant\n|1 | ⟦AAH⟧ | {1 012 €}\n"
                              "|2 | Loyer | {450 €}\n|3 | Eau | ⟦30 €⟧")),
            "N°|Poste|Montant\n2|Loyer|450 €\n3|Eau|");
}

TEST(VersionTest, AmountStaysForItsDateWhenTheRemarkBesideItGoes) {
  EXPECT_EQ(LinesOf(VersionOf("|Mois | Dû | Motif\n|03/2026 | {450 €} | ⟦cure⟧\n"
                              "|04/2026 | {450 €} | retard")),
            "Mois|Dû|Motif\n03/2026|450 €|\n04/2026|450 €|retard");
}

TEST(VersionTest, PairsSideBySideAreJudgedEachForItself) {
  EXPECT_EQ(LinesOf(VersionOf("|Ressources | Montant | Charges | Montant\n"
                              "|⟦Indemnités⟧ | {684 €} | Électricité | {118 €}\n"
                              "|Salaire | {900 €} | ⟦Pension⟧ | {200 €}\n"
                              "|Prime | ⟦50 €⟧ | Loyer | {450 €}\n"
                              "|⟦AAH⟧ | {1 012 €} | ⟦Cure⟧ | {30 €}")),
            "Ressources|Montant|Charges|Montant\nSalaire|900 €|Électricité|118 €\n"
            "||Loyer|450 €");
}

TEST(VersionTest, NumbersUnderALostColumnHeadGoWithIt) {
  EXPECT_EQ(LinesOf(VersionOf("|Poste | ⟦AAH⟧ | Dette\n|Mars | {1 012 €} | {450 €}\n"
                              "|Avril | {1 012 €} | {30 €}")),
            "Poste|Dette\nMars|450 €\nAvril|30 €");
}

TEST(VersionTest, FirstRowWithALostAmountIsNoHead) {
  EXPECT_EQ(LinesOf(VersionOf("|Loyer | ⟦450 €⟧ | {30 €}\n|Eau | {20 €} | {10 €}")),
            "Loyer||30 €\nEau|20 €|10 €");
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
