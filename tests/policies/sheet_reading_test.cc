#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policies/sheet_template.h"
#include "policies/strict_toml.h"
#include "shipped_policy.h"

namespace expurge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kSheet = R"(destinataire = "ccapex_instruction"
juridiction  = "FR"

[recepteur]
nom = "Mme Claude Vautrin"
fonction = "instructrice"
service = "service du logement"
secret = "loi n° 90-449, art. 7-2"

[[participants]]
nom = "M. Alix Brenot"
fonction = "conseiller"
service = "CCAS"
secret = "CASF, art. L. 133-5"
destinataire = "commission_aide"

[transmission]
objectif = "Examen d'un plan d'apurement"
plus_value = "Madame garde son logement"
base_legale = "loi n° 90-449, art. 7-2"
objet = ["logement", "identite"]
canal = "messagerie sécurisée"
copies = []
fin_conservation = 2027-05-31

[information]
date = 2026-11-02
mode = "entretien"

[accord]
date = 2026-11-03
portee = ["logement", "identite"]

[menage]
nom = "Mme Odile Marchenoir"
adresse_protegee = true

[enonce]
interlocuteur = "Mme Faubert"
visites = 3

[signataire]
nom = "Mme Jeanne Faubert"
fonction = "assistante de service social"
contact = "01 99 00 12 34"
date = 2026-11-20
)";

std::string ErrorOf(const std::string& toml) {
  const auto sheet = ReadSheet(toml, "f.toml", Shipped());
  if (sheet) return "";
  std::string text = sheet.error().id;
  for (const std::string& argument : sheet.error().args) text += " " + argument;
  return text;
}

TEST(SheetReadingTest, ReadsEverySection) {
  const auto sheet = ReadSheet(kSheet, "f.toml", Shipped());
  ASSERT_TRUE(sheet) << sheet.error().id;
  EXPECT_EQ(sheet->recipient, "ccapex_instruction");
  EXPECT_EQ(sheet->receiver.name, "Mme Claude Vautrin");
  ASSERT_EQ(sheet->participants.size(), 1u);
  EXPECT_EQ(sheet->participants[0].recipient, "commission_aide");
  EXPECT_THAT(sheet->scope, ElementsAre("logement", "identite"));
  EXPECT_EQ(sheet->retention_end, "2027-05-31");
  EXPECT_EQ(sheet->agreement_date, "2026-11-03");
  EXPECT_EQ(sheet->address_protected, true);
  EXPECT_EQ(sheet->statement_fields.at("visites"), "3");
  EXPECT_EQ(sheet->signed_on, "2026-11-20");
  EXPECT_EQ(sheet->hash.size(), 64u);
  EXPECT_FALSE(sheet->draft);
  EXPECT_TRUE(sheet->notes.empty());
}

TEST(SheetReadingTest, MissingKeysAreLeftToTheGate) {
  const auto sheet = ReadSheet("destinataire = \"maire\"\n", "f.toml", Shipped());
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->jurisdiction, Jurisdiction::kFrance);
  EXPECT_FALSE(Failures(*sheet).empty());
}

TEST(SheetReadingTest, ASheetWithoutRecipientNeedsAHuman) {
  const auto sheet = ReadSheet("juridiction = \"FR\"\n", "f.toml", Shipped());
  ASSERT_FALSE(sheet);
  EXPECT_EQ(sheet.error().id, "sheet.no_recipient");
  EXPECT_EQ(sheet.error().kind, ErrorKind::kNeedsHuman);
}

TEST(SheetReadingTest, NamesWhatIsWrongAndWhere) {
  EXPECT_EQ(ErrorOf("destinatair = \"maire\"\n"),
            "sheet.unknown_key f.toml 1 1 destinatair destinataire");
  EXPECT_EQ(ErrorOf("destinataire = \"maire\"\n[recepteur]\nnoms = \"x\"\n"),
            "sheet.unknown_key f.toml 3 1 noms nom");
  EXPECT_EQ(ErrorOf("destinataire = 3\n"),
            "sheet.type f.toml 1 16 destinataire un texte entre guillemets");
  EXPECT_EQ(ErrorOf("destinataire = \"mairie\"\n"), "sheet.recipient f.toml 1 16 mairie maire");
  EXPECT_EQ(ErrorOf("destinataire = \"maire\"\njuridiction = \"BE\"\n"),
            "sheet.value f.toml 2 15 juridiction BE FR, LU");
  EXPECT_EQ(ErrorOf("destinataire = \"maire\"\n[transmission]\nobjet = [\"finance\"]\n"),
            "sheet.category f.toml 3 10 finance finances");
  EXPECT_EQ(ErrorOf("destinataire = \"maire\"\n[transmission]\nobjet = [\"inconnu\"]\n"),
            "sheet.category f.toml 3 10 inconnu ");
  EXPECT_EQ(ErrorOf("destinataire = \"maire\"\n[transmission]\nobjet = \"finances\"\n"),
            "sheet.type f.toml 3 9 objet une liste de textes : [\"…\", \"…\"]");
  EXPECT_EQ(ErrorOf("destinataire = \"maire\"\n[[participants]]\ndestinataire = \"cafe\"\n"),
            "sheet.recipient f.toml 3 16 cafe caf");
  EXPECT_EQ(ErrorOf("destinataire = \"maire\"\n[recepteur]\nelu = \"oui\"\n"),
            "sheet.type f.toml 3 7 elu true ou false");
  EXPECT_EQ(ErrorOf("recepteur = \"maire\"\n"),
            "sheet.type f.toml 1 13 recepteur une section : [recepteur]");
}

TEST(SheetReadingTest, ADateThatDoesNotExistIsAnError) {
  const std::string head = "destinataire = \"maire\"\n[signataire]\n";
  EXPECT_THAT(ErrorOf(head + "date = 2026-02-30\n"), HasSubstr("sheet.date f.toml 3 "));
  EXPECT_THAT(ErrorOf(head + "date = 2026-13-01\n"), HasSubstr("sheet.date f.toml 3 "));
  EXPECT_THAT(ErrorOf(head + "date = 2025-02-29\n"), HasSubstr("sheet.date f.toml 3 "));
  EXPECT_EQ(ErrorOf(head + "date = 2028-02-29\n"), "");
  EXPECT_THAT(ErrorOf(head + "date = \"2026-11-20\"\n"), HasSubstr("sheet.type f.toml 3 8 date"));
}

TEST(SheetReadingTest, WhatIsNoTomlIsSaidWithoutRepeatingIt) {
  const std::string report = "Madame Marchenoir est suivie au CMP depuis mars.\n";
  const std::string error = ErrorOf(report);
  EXPECT_THAT(error, HasSubstr("sheet.syntax f.toml 1 "));
  EXPECT_EQ(error.find("Marchenoir"), std::string::npos);
  const std::string quoted = ErrorOf("\"Madame est suivie au CMP\" = 1\n");
  EXPECT_EQ(quoted, "sheet.unknown_key f.toml 1 1 … ");
}

TEST(SheetReadingTest, DatesOfTheCalendar) {
  EXPECT_TRUE(IsDate("2028-02-29"));
  EXPECT_FALSE(IsDate("2100-02-29"));
  EXPECT_FALSE(IsDate("2026-4-1"));
  EXPECT_FALSE(IsDate("2026-00-10"));
  EXPECT_EQ(FrenchDate("2026-11-20"), "20 novembre 2026");
  EXPECT_EQ(FrenchDate("2026-12-01"), "1er décembre 2026");
  EXPECT_EQ(FrenchDate("2026-08-09"), "9 août 2026");
}

TEST(SheetReadingTest, CorrectsOldNamesAndReferencesWithANote) {
  const auto with_basis = [](const std::string& basis) {
    return *ReadSheet("destinataire = \"maire\"\n[transmission]\nbase_legale = \"" + basis +
                          "\"\n[recepteur]\nservice = \"Conseil général de l'Aisne\"\n",
                      "f.toml", Shipped());
  };
  const Sheet sheet = with_basis("L226-13 du Code pénal ; CASF L. 121-6-2");
  EXPECT_EQ(sheet.legal_basis, "art. 226-13 du code pénal ; CASF L. 121-6-2");
  EXPECT_EQ(sheet.receiver.service, "conseil départemental de l'Aisne");
  EXPECT_EQ(sheet.notes.size(), 2u);
  EXPECT_EQ(with_basis("loi de 2002").notes.size(), 2u);
  EXPECT_EQ(with_basis("loi de 2002").legal_basis, "loi de 2002");
  EXPECT_EQ(with_basis("CASF L. 121-6-2").notes.size(), 1u);  // the service alone
}

TEST(SheetReadingTest, ADraftChecksRecipientAndScope) {
  const auto sheet = DraftSheet("commission_aide", {"finances"}, Shipped());
  ASSERT_TRUE(sheet);
  EXPECT_TRUE(sheet->draft);
  const auto unknown = DraftSheet("comission_aide", {}, Shipped());
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().id, "policy.recipient");
  EXPECT_EQ(unknown.error().args.back(), "commission_aide");
  const auto category = DraftSheet("commission_aide", {"finance"}, Shipped());
  ASSERT_FALSE(category);
  EXPECT_EQ(category.error().id, "policy.category");
}

TEST(SheetReadingTest, EveryTemplateCanBeReadAndFailsOnlyForWhatIsEmpty) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      const std::string toml = WriteSheetTemplate(recipient, Shipped(), jurisdiction);
      const auto sheet = ReadSheet(toml, "f.toml", Shipped());
      ASSERT_TRUE(sheet) << recipient.id << " " << sheet.error().id << "\n" << toml;
      const auto gaps = SheetGaps(*sheet, recipient, Shipped());
      EXPECT_FALSE(gaps.empty()) << recipient.id;
      for (const GateFailure& gap : gaps) {
        EXPECT_EQ(gap.id.find("_refuse"), std::string::npos) << recipient.id << " " << gap.id;
      }
    }
  }
}

}  // namespace
}  // namespace expurge
