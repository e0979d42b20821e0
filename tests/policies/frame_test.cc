// Frames and slips: all from the sheet, nothing from the report, nothing about what was withheld.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "policies/explain.h"
#include "policies/plain_words.h"
#include "policies/slip.h"
#include "shipped_policy.h"

namespace expurge {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string Value(const Frame& frame, std::string_view label) {
  for (const FrameField& field : frame.header) {
    if (field.label == label) return field.value;
  }
  return "(none)";
}

Frame FrameOf(const Sheet& sheet, const std::vector<std::string>& statements = {}) {
  return MakeFrame(sheet, Profile(sheet.recipient), Shipped(), statements);
}

std::string AllText(const Frame& frame) {
  std::string text = frame.title;
  for (const FrameField& field : frame.header) text += "\n" + field.label + ": " + field.value;
  for (const auto* lines : {&frame.composed, &frame.statements, &frame.closing}) {
    for (const std::string& line : *lines) text += "\n" + line;
  }
  return text;
}

TEST(FrameTest, SaysWhoReceivesWhyAndUntilWhen) {
  const Frame frame = FrameOf(CompleteSheet("ccapex_instruction"));
  EXPECT_EQ(frame.title, "Version strictement nécessaire");
  EXPECT_FALSE(frame.draft);
  EXPECT_EQ(Value(frame, "Destinataire"), "Mme Claude Vautrin, instructrice, service du logement");
  EXPECT_EQ(Value(frame, "Base légale"), Profile("ccapex_instruction").legal_bases[0]);
  EXPECT_EQ(Value(frame, "Date"), "20 novembre 2026");
  EXPECT_EQ(Value(frame, "À restituer ou détruire au plus tard le"), "31 mai 2027");
  EXPECT_THAT(frame.composed, IsEmpty());
  EXPECT_THAT(frame.closing, Contains(HasSubstr("01 99 00 12 34")));
}

TEST(FrameTest, StatementsStandOnceEach) {
  const Sheet sheet = CompleteSheet("pro_action_sociale");
  const Frame frame = FrameOf(sheet, {"N4", "N4", "N4"});
  EXPECT_THAT(frame.statements,
              ElementsAre("Une orientation vers un service compétent a été proposée."));
}

TEST(FrameTest, AStatementWithoutItsFieldsIsLeftOut) {
  Sheet sheet = CompleteSheet("archive");
  sheet.statement_fields.clear();
  EXPECT_THAT(FrameOf(sheet, {"N7"}).statements, IsEmpty());
  sheet.statement_fields["regularite"] = "oui";
  EXPECT_THAT(FrameOf(sheet, {"N7"}).statements, ElementsAre(HasSubstr("vérifiée\u00a0: oui.")));
}

// T8, T1: the mayor gets N1 composed, whatever the report says.
TEST(FrameTest, AComposedVersionHoldsTheStatementTheHouseholdAndTheContact) {
  Sheet sheet = CompleteSheet("maire");
  sheet.household_address = "12 rue des Lilas";
  const Frame frame = FrameOf(sheet);
  ASSERT_THAT(frame.composed, SizeIs(4));
  EXPECT_THAT(frame.composed[0], HasSubstr("une coordination apparaît nécessaire"));
  EXPECT_THAT(frame.composed[1], HasSubstr("Mme Odile Marchenoir"));
  EXPECT_THAT(frame.composed[2], HasSubstr("12 rue des Lilas"));
  EXPECT_THAT(frame.composed[3], HasSubstr("Mme Jeanne Faubert"));
}

TEST(FrameTest, AComposedVersionIsTheSameForEveryReport) {
  for (const char* id : {"maire", "pcd", "enseignant", "direction_ecole", "educateur_scolaire",
                         "bailleur", "expulsion_force_publique"}) {
    const Sheet sheet = CompleteSheet(id);
    // What a report can change is which statements its generalised passages ask for.
    EXPECT_EQ(AllText(FrameOf(sheet)), AllText(FrameOf(sheet, {"N1", "N4", "N7"}))) << id;
    EXPECT_THAT(FrameOf(sheet).composed, Not(IsEmpty())) << id;
  }
}

TEST(FrameTest, AProtectedAddressIsLeftOutWithoutATrace) {
  Sheet sheet = CompleteSheet("maire");
  const std::string without = AllText(FrameOf(sheet));
  sheet.household_address = "12 rue des Lilas";
  sheet.address_protected = true;
  EXPECT_EQ(AllText(FrameOf(sheet)), without);
}

TEST(FrameTest, WhatNoTextAllowsToSendIsHandedToThePerson) {
  const Frame frame = FrameOf(CompleteSheet("bailleur"));
  EXPECT_EQ(Value(frame, "Remis à"), "Mme Odile Marchenoir");
  EXPECT_EQ(Value(frame, "Destinataire"), "(none)");
  EXPECT_THAT(AllText(frame), HasSubstr("Vous êtes libre de le transmettre ou non"));
  Sheet commission = CompleteSheet("commission_generique");
  EXPECT_EQ(Value(FrameOf(commission), "Remis à"), "(none)");
  commission.legal_basis = "remise à la personne";
  EXPECT_EQ(Value(FrameOf(commission), "Remis à"), "Mme Odile Marchenoir");
}

TEST(FrameTest, ThePersonReadsHerWaysOfAppeal) {
  const Frame frame = FrameOf(CompleteSheet("personne_concernee"));
  EXPECT_THAT(AllText(frame), HasSubstr("CADA"));
  Sheet sheet = CompleteSheet("personne_concernee", Jurisdiction::kLuxembourg);
  EXPECT_THAT(AllText(FrameOf(sheet)), HasSubstr("CNPD"));
  EXPECT_THAT(AllText(FrameOf(sheet)), Not(HasSubstr("CADA")));
}

TEST(FrameTest, ADraftSaysSoAndNamesTheProfile) {
  const Frame frame = FrameOf(*DraftSheet("bailleur", {}, Shipped()));
  EXPECT_TRUE(frame.draft);
  EXPECT_THAT(frame.composed, ElementsAre(HasSubstr("[à compléter dans la fiche]")));
}

TEST(FrameTest, BracesInANameStayBraces) {
  Sheet sheet = CompleteSheet("maire");
  sheet.household_name = "Mme {nom} {0}";
  EXPECT_THAT(FrameOf(sheet).composed, Contains(HasSubstr("Mme {nom} {0}")));
}

Frame SlipOf(const Sheet& sheet, char digit = 'b') {
  return MakeSlip(sheet, Profile(sheet.recipient), Shipped(), std::string(64, digit));
}

TEST(SlipTest, ForbidsWhatTheLawForbids) {
  const std::string text = AllText(SlipOf(CompleteSheet("ccapex_instruction")));
  for (const char* words : {"226-21", "226-22", "226-20", "226-13", "15 000 euros", "CNIL",
                            "L'absence d'une information n'a pas de signification."}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
  EXPECT_THAT(text, HasSubstr("donné le 2 novembre 2026"));
  EXPECT_THAT(text, Not(HasSubstr("à eux seuls")));
}

TEST(SlipTest, ReferenceDependsOnVersionAndSheetOnly) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  const std::string reference = Value(SlipOf(sheet), "Référence");
  EXPECT_EQ(reference.size(), 12u);
  EXPECT_EQ(Value(SlipOf(sheet), "Référence"), reference);
  EXPECT_NE(Value(SlipOf(sheet, 'c'), "Référence"), reference);
  sheet.hash = std::string(64, 'd');
  EXPECT_NE(Value(SlipOf(sheet), "Référence"), reference);
}

TEST(SlipTest, HasItsVariants) {
  EXPECT_THAT(AllText(SlipOf(CompleteSheet("maire"))), HasSubstr("à eux seuls"));
  const std::string lu =
      AllText(SlipOf(CompleteSheet("enseignant", Jurisdiction::kLuxembourg)));
  EXPECT_THAT(lu, HasSubstr("458"));
  EXPECT_THAT(lu, HasSubstr("CNPD"));
  EXPECT_THAT(lu, Not(HasSubstr("226-")));
  EXPECT_THAT(lu, Not(HasSubstr("CNIL")));
  const std::string person = AllText(SlipOf(CompleteSheet("personne_concernee")));
  EXPECT_THAT(person, HasSubstr("CADA"));
  EXPECT_THAT(person, Not(HasSubstr("interdit")));
}

TEST(SlipTest, NamesTheExceptionThatStandsForTheAgreement) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.agreement_date = "";
  sheet.exception = "E6";
  sheet.exception_reason = "la loi demande de fournir";
  EXPECT_THAT(Value(SlipOf(sheet), "Accord"), HasSubstr("non requis"));
  EXPECT_THAT(Value(SlipOf(sheet), "Accord"), HasSubstr("la loi demande de fournir"));
}

TEST(SlipTest, TextFitsAPage) {
  for (const char* id : {"maire", "ccapex_instruction", "personne_concernee"}) {
    const std::string text = SlipText(SlipOf(CompleteSheet(id)));
    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 66) << id;
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = text.find('\n', begin);
      EXPECT_LE(CodePoints(std::string_view(text).substr(begin, end - begin)), 80u) << id;
      begin = end + 1;
    }
  }
}

TEST(ExplainTest, EveryRecipientFitsOneScreen) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      const std::string text =
          ExplanationText(ExplainRecipient(Shipped(), recipient, jurisdiction), Shipped());
      EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 50) << recipient.id;
      for (size_t begin = 0; begin < text.size();) {
        const size_t end = text.find('\n', begin);
        EXPECT_LE(CodePoints(std::string_view(text).substr(begin, end - begin)), 80u)
            << recipient.id;
        begin = end + 1;
      }
    }
  }
}

TEST(ExplainTest, SaysWhatGoesAndWhatNeverGoes) {
  const Explanation aid =
      ExplainRecipient(Shipped(), Profile("commission_aide"), Jurisdiction::kFrance);
  const std::string text = ExplanationText(aid, Shipped());
  EXPECT_THAT(text, HasSubstr("Attribuer une aide."));
  EXPECT_THAT(text, HasSubstr("L.\u00a0133-5"));
  const auto json = nlohmann::json::parse(ExplanationJson(aid));
  EXPECT_EQ(json["id"], "commission_aide");
  EXPECT_EQ(json["politique"], Shipped().hash());
  bool found = false;
  for (const auto& section : json["sections"]) {
    if (section["cle"] != "part_objet") continue;
    found = true;
    EXPECT_THAT(section["categories"].get<std::vector<std::string>>(), Contains("finances"));
  }
  EXPECT_TRUE(found);
}

TEST(ExplainTest, ARefusalIsExplained) {
  const std::string text = ExplanationText(
      ExplainRecipient(Shipped(), Profile("police"), Jurisdiction::kFrance), Shipped());
  EXPECT_THAT(text, HasSubstr("ni confirmer, ni"));
}

TEST(ExplainTest, ListsAllThirty) {
  const std::string text = RecipientListText(Shipped());
  for (const Recipient& recipient : Shipped().recipients()) {
    EXPECT_THAT(text, HasSubstr(recipient.id));
  }
  EXPECT_EQ(nlohmann::json::parse(RecipientListJson(Shipped()))["destinataires"].size(), 30u);
}

}  // namespace
}  // namespace expurge
