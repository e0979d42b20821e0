#include "policies/legal_basis.h"

#include <gtest/gtest.h>

#include "shipped_policy.h"

namespace expurge {
namespace {

BasisVerdict Verdict(std::string_view recipient, std::string_view text,
                     Jurisdiction jurisdiction = Jurisdiction::kFrance) {
  return CheckLegalBasis(text, Profile(recipient), jurisdiction, Shipped()).verdict;
}

TEST(LegalBasisTest, ReadsTheSameReferenceHoweverItIsWritten) {
  for (const char* text :
       {"CASF, art. L. 121-6-2, al. 5", "L.121-6-2 al 5 du CASF", "l121-6-2 alinéa 5 casf",
        "art. L 121.6.2 du code de l'action sociale et des familles, 5e alinéa",
        "Article L\u00a0121\u20116\u20112, al.\u00a05 (CASF)", "121-6-2 CASF", "L. 121-6-2"}) {
    EXPECT_EQ(Verdict("pro_action_sociale", text), BasisVerdict::kAccepted) << text;
  }
}

TEST(LegalBasisTest, AcceptsWholeReferencesOnly) {
  for (const char* text : {"L. 121-6 CASF", "L. 121-6-1 CASF", "L. 121-6-20 CASF", "L. 121",
                           "R. 121-6-2 CASF", "CASF", "CSP, art. L. 121-6-2", "le code"}) {
    EXPECT_EQ(Verdict("pro_action_sociale", text), BasisVerdict::kNotAccepted) << text;
  }
}

TEST(LegalBasisTest, AnotherParagraphIsAnotherBasis) {
  EXPECT_EQ(Verdict("pro_action_sociale", "CASF, L. 121-6-2, al. 6"), BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("maire", "CASF, L. 121-6-2, al. 1er"), BasisVerdict::kAccepted);
  EXPECT_EQ(Verdict("maire", "CASF, L. 121-6-2, al. 5"), BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("coordonnateur", "CASF, L. 121-6-2, al. 2 à 5"), BasisVerdict::kAccepted);
  EXPECT_EQ(Verdict("coordonnateur", "CASF, L. 121-6-2, al. 1 à 5"), BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("sante_hors_equipe", "CSP L. 1110-4 III al. 2"), BasisVerdict::kAccepted);
  EXPECT_EQ(Verdict("sante_hors_equipe", "CSP L. 1110-4 III al. 1"), BasisVerdict::kNotAccepted);
}

TEST(LegalBasisTest, ReadsActsWithTheirArticle) {
  for (const char* text :
       {"loi n° 90-449, art. 7-2", "art. 7-2 de la loi n° 90-449 du 31 mai 1990",
        "Loi 90-449 du 31 mai 1990 modifiée par la loi n° 2023-668 du 27 juillet 2023, art. 7-2",
        "loi n\u00b0\u00a090-449 art. 7-2 ; décret n° 2026-83"}) {
    EXPECT_EQ(Verdict("ccapex_instruction", text), BasisVerdict::kAccepted) << text;
  }
  for (const char* text : {"loi n° 90-449", "loi n° 90-449, art. 7", "loi n° 90-44, art. 7-2",
                           "décret n° 2026-83", "loi du 31 mai 1990, art. 7-2"}) {
    EXPECT_EQ(Verdict("ccapex_instruction", text), BasisVerdict::kNotAccepted) << text;
  }
}

TEST(LegalBasisTest, OneWrongReferenceSpoilsTheRest) {
  EXPECT_EQ(Verdict("pro_action_sociale", "CASF L. 121-6-2 al. 5 et L. 226-2-2"),
            BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("pro_action_sociale", "CASF L. 121-6-2 al. 5 ; bon sens"),
            BasisVerdict::kNotAccepted);
}

TEST(LegalBasisTest, SecrecyItselfMayBeCitedBesideButNotAlone) {
  EXPECT_EQ(Verdict("pro_action_sociale", "L. 121-6-2 al. 5 CASF ; art. 226-13 du code pénal"),
            BasisVerdict::kAccepted);
  EXPECT_EQ(Verdict("pro_action_sociale", "art. 226-13 du code pénal"),
            BasisVerdict::kNotAccepted);
}

// T13: "Demande fondée sur l'art. L. 116-3 du CASF."
TEST(LegalBasisTest, TheHeatWavePlanFoundsNothingForAnyone) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (const char* text : {"L. 116-3", "art. L116-3 du CASF", "CASF L.116-3 et L. 121-6-2"}) {
      EXPECT_EQ(Verdict(recipient.id, text), BasisVerdict::kPlanAlerte) << recipient.id << text;
    }
  }
  EXPECT_EQ(Verdict("pro_action_sociale", "L. 116-1 ; L. 121-6-2 CASF"), BasisVerdict::kAccepted);
}

TEST(LegalBasisTest, TheThirdCaseOfReportingIsForHealthProfessionals) {
  EXPECT_EQ(Verdict("parquet_signalement", "code pénal, art. 226-14, 3°"),
            BasisVerdict::kViolenceHealthOnly);
  EXPECT_EQ(Verdict("parquet_signalement", "art. 226-14, 1° du code pénal"),
            BasisVerdict::kAccepted);
  EXPECT_EQ(Verdict("parquet_signalement", "CP 226-14, 4°"), BasisVerdict::kNotAccepted);
}

TEST(LegalBasisTest, TwoLawsOfTheSameDayAreNotTakenForEachOther) {
  EXPECT_EQ(Verdict("pro_protection_enfance", "loi du 5 mars 2007"), BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("pro_protection_enfance", "L. 226-2-2 CASF"), BasisVerdict::kAccepted);
}

TEST(LegalBasisTest, RecognisesThatTheVersionIsHandedToThePerson) {
  const auto check = [](std::string_view id, std::string_view text) {
    return CheckLegalBasis(text, Profile(id), Jurisdiction::kFrance, Shipped());
  };
  EXPECT_TRUE(check("bailleur", "Remise à la personne").handed_to_person);
  EXPECT_EQ(check("bailleur", "Pas de remise à la personne").verdict,
            BasisVerdict::kNotAccepted);
  EXPECT_EQ(check("ccapex_instruction", "remise à la personne").verdict,
            BasisVerdict::kNotAccepted);
  EXPECT_FALSE(check("commission_generique", "CASF, art. L. 141-1").handed_to_person);
}

TEST(LegalBasisTest, ACommissionBringsItsOwnWholeReference) {
  EXPECT_EQ(Verdict("commission_generique", "CASF, art. L. 141-1"), BasisVerdict::kAccepted);
  EXPECT_EQ(Verdict("commission_generique", "L. 141-1"), BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("commission_generique", "texte propre de la commission"),
            BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("commission_generique", "L. 116-3 CASF"), BasisVerdict::kPlanAlerte);
}

TEST(LegalBasisTest, FrenchTextsDoNotServeInLuxembourg) {
  const Jurisdiction lu = Jurisdiction::kLuxembourg;
  EXPECT_EQ(Verdict("enseignant", "Code pénal luxembourgeois, art. 458", lu),
            BasisVerdict::kAccepted);
  EXPECT_EQ(Verdict("enseignant", "code pénal, art. 458", lu), BasisVerdict::kNotAccepted);
  EXPECT_EQ(Verdict("enseignant", "remise à la personne", lu), BasisVerdict::kNotAccepted);
}

TEST(LegalBasisTest, EveryShippedBasisIsAcceptedByItsOwnRecipient) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      for (const std::string& base : recipient.LegalBasesIn(jurisdiction)) {
        EXPECT_EQ(Verdict(recipient.id, base, jurisdiction), BasisVerdict::kAccepted)
            << recipient.id << " " << base;
      }
    }
  }
}

TEST(LegalBasisTest, EmptyAndPlaceholderAreMissing) {
  EXPECT_EQ(Verdict("maire", ""), BasisVerdict::kMissing);
  EXPECT_EQ(Verdict("maire", "…"), BasisVerdict::kMissing);
}

}  // namespace
}  // namespace expurge
