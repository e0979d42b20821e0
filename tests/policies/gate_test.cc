// One test a check, with a hit and a near miss, each taken from a sheet that passes.
#include "policies/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shipped_policy.h"

namespace expurge {
namespace {

using ::testing::HasSubstr;

TEST(GateTest, ACompleteSheetPassesForEveryRecipientWhoGetsAVersion) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      const Mode mode = recipient.ModeIn(jurisdiction);
      if (mode == Mode::kRefuse) continue;
      Sheet sheet = CompleteSheet(recipient.id, jurisdiction);
      EXPECT_EQ(Failures(sheet, {.many = mode == Mode::kAggregate}), "") << recipient.id;
    }
  }
}

TEST(GateTest, AllFailuresComeTogether) {
  Sheet sheet;
  sheet.recipient = "ccapex_instruction";
  EXPECT_EQ(Failures(sheet),
            "G0.nom G0.fonction G0.service G0.base G1.objectif G1.plus_value G4a.date G4b.accord "
            "G6.secret G7.objet G9.canal G9.fin G11.nom G11.fonction G11.contact G11.date");
}

TEST(GateTest, EveryFailureSaysWhatIsMissingWhyAndWhatToDo) {
  for (const auto& [id, text] : Shipped().gate().texts) {
    EXPECT_FALSE(text.missing.empty()) << id;
    EXPECT_FALSE(text.why.empty()) << id;
    EXPECT_FALSE(text.remedy.empty()) << id;
  }
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.legal_basis.clear();
  const auto failures = CheckGate(sheet, Profile(sheet.recipient), Shipped(), {});
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_EQ(failures[0].gate, "G0");
  EXPECT_THAT(failures[0].remedy, HasSubstr("7-2"));
}

TEST(GateTest, RefusedRecipientsHearWhatTheLawProvides) {
  for (const char* id : {"clspd", "police", "tiers"}) {
    Sheet sheet = CompleteSheet(id);
    const auto failures = CheckGate(sheet, Profile(id), Shipped(), {.many = true});
    ASSERT_EQ(failures.size(), 1u) << id;
    EXPECT_EQ(failures[0].id, "G3.refuser");
    EXPECT_EQ(failures[0].remedy, Profile(id).refusal);
    EXPECT_GT(failures[0].remedy.size(), 100u) << id;
  }
}

TEST(GateTest, ASingleReportIsNeverCounted) {
  for (const char* id : {"hierarchie_non_soumise", "statistique"}) {
    const auto failures = CheckGate(CompleteSheet(id), Profile(id), Shipped(), {});
    ASSERT_EQ(failures.size(), 1u) << id;
    EXPECT_EQ(failures[0].id, "G3.agreger");
    EXPECT_THAT(failures[0].remedy, HasSubstr("expurge lot"));
  }
}

TEST(GateTest, ADraftPassesEverythingButTheMode) {
  const auto draft = [](const std::string& id) { return *DraftSheet(id, {}, Shipped()); };
  EXPECT_EQ(Failures(draft("ccapex_instruction")), "");
  EXPECT_EQ(Failures(draft("maire")), "");
  EXPECT_EQ(Failures(draft("clspd")), "G3.refuser");
  EXPECT_EQ(Failures(draft("statistique")), "G3.agreger");
}

TEST(GateTest, TheProfileMustExistInTheJurisdiction) {
  Sheet sheet = CompleteSheet("maire");
  sheet.jurisdiction = Jurisdiction::kLuxembourg;
  EXPECT_EQ(Failures(sheet), "G0.juridiction");
}

TEST(GateTest, TheReceiverIsNamed) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.receiver.name = " … ";
  EXPECT_EQ(Failures(sheet), "G0.nom");
  sheet = CompleteSheet("personne_concernee");
  sheet.receiver.function = sheet.receiver.service = sheet.receiver.secrecy = "";
  EXPECT_EQ(Failures(sheet), "");  // the person has no function in her own file
}

TEST(GateTest, MayorAndPresidentAreElectedOrExpresslyDelegated) {
  for (const char* id : {"maire", "pcd"}) {
    Sheet sheet = CompleteSheet(id);
    sheet.receiver.elected = false;
    EXPECT_EQ(Failures(sheet), "G0.elu");
    sheet.receiver.delegation = "2026-07-01";
    EXPECT_EQ(Failures(sheet), "");
    sheet.receiver.delegation = "2026-11-21";
    EXPECT_EQ(Failures(sheet), "G0.delegation");
  }
}

TEST(GateTest, TheHeatWavePlanIsRefusedWithItsExplanation) {
  Sheet sheet = CompleteSheet("pro_action_sociale");
  sheet.legal_basis = "art. L. 116-3 du CASF";
  const auto failures = CheckGate(sheet, Profile(sheet.recipient), Shipped(), {});
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_THAT(failures[0].why, HasSubstr("plan d'alerte et d'urgence"));
  EXPECT_THAT(failures[0].why, HasSubstr("ne fonde pas un partage d'informations"));
}

TEST(GateTest, ABasisOfAnotherRecipientIsRefused) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.legal_basis = "CASF, art. L. 226-2-2";
  EXPECT_EQ(Failures(sheet), "G0.base_refusee");
}

TEST(GateTest, AnEmptyPurposeIsRefusedHoweverItIsDressed) {
  for (const char* purpose :
       {"Pour information", "coordination partenariale", "Partage d'informations entre partenaires",
        "suivi", "Évaluation de la situation", "à compléter"}) {
    Sheet sheet = CompleteSheet("ccapex_instruction");
    sheet.purpose = purpose;
    EXPECT_EQ(Failures(sheet), "G1.objectif_vague") << purpose;
  }
  for (const char* purpose : {"Coordination partenariale pour éviter l'expulsion",
                              "Plan d'apurement", "Obtenir un délai"}) {
    Sheet sheet = CompleteSheet("ccapex_instruction");
    sheet.purpose = purpose;
    EXPECT_EQ(Failures(sheet), "") << purpose;
  }
}

TEST(GateTest, ProsecutorJudgeAndPersonHaveAPurposeSetByLaw) {
  for (const char* id : {"parquet_signalement", "juge_mandant", "personne_concernee"}) {
    Sheet sheet = CompleteSheet(id);
    sheet.purpose = sheet.added_value = "";
    EXPECT_EQ(Failures(sheet), "") << id;
  }
  Sheet sheet = CompleteSheet("crip");
  sheet.purpose = "";
  EXPECT_EQ(Failures(sheet), "G1.objectif");
}

TEST(GateTest, ThePersonIsInformedBeforeTheSignature) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.information_date = "2026-11-21";
  EXPECT_EQ(Failures(sheet), "G4a.tardive");
  sheet.information_date = "2026-11-20";
  EXPECT_EQ(Failures(sheet), "");
  sheet.information_mode = "";
  EXPECT_EQ(Failures(sheet), "G4a.mode");
}

TEST(GateTest, OnlyDangerFreesFromInforming) {
  Sheet sheet = CompleteSheet("crip");
  sheet.information_date = sheet.agreement_date = "";
  sheet.exception = "E2";
  sheet.exception_reason = "information préoccupante";
  EXPECT_EQ(Failures(sheet), "G4a.motif");
  sheet.information_exception_reason = "Les parents empêcheraient l'enfant de parler.";
  EXPECT_EQ(Failures(sheet), "");
  sheet = CompleteSheet("ccapex_instruction");  // E6 frees from the agreement, not from informing
  sheet.information_date = sheet.agreement_date = "";
  sheet.exception = "E6";
  sheet.exception_reason = "loi de 1990";
  sheet.information_exception_reason = "pressé";
  EXPECT_EQ(Failures(sheet), "G4a.date");
}

TEST(GateTest, TheScopeLiesWithinTheAgreement) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.scope = {"logement.expulsion", "finances", "emploi"};
  EXPECT_EQ(Failures(sheet), "G4b.portee");
  sheet.agreement_scope = {"logement", "finances", "emploi"};
  EXPECT_EQ(Failures(sheet), "");
  sheet.scope = {"logement"};
  sheet.agreement_scope = {"logement.expulsion"};  // the child was agreed, not all of it
  EXPECT_EQ(Failures(sheet), "G4b.portee");
}

TEST(GateTest, AnExceptionNeedsNoScopeOfAgreement) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.agreement_date = "";
  sheet.agreement_scope.clear();
  EXPECT_EQ(Failures(sheet), "G4b.accord");
  sheet.exception = "E6";
  EXPECT_EQ(Failures(sheet), "G4b.motif");
  sheet.exception_reason = "La loi demande de fournir ces informations.";
  EXPECT_EQ(Failures(sheet), "");
}

TEST(GateTest, AnExceptionFitsTheRecipientOrIsRefused) {
  const std::pair<const char*, const char*> fits[] = {
      {"E1", "maire"}, {"E1", "pcd"},  {"E2", "crip"},         {"E2", "pro_protection_enfance"},
      {"E3", "crip"},  {"E3", "parquet_signalement"},          {"E4", "parquet_signalement"},
      {"E5", "mdph_equipe"},           {"E6", "ccapex_instruction"}, {"E7", "juge_mandant"}};
  for (const auto& [exception, id] : fits) {
    Sheet sheet = CompleteSheet(id);
    sheet.agreement_date = "";
    sheet.exception = exception;
    sheet.exception_reason = "motif écrit";
    EXPECT_EQ(Failures(sheet), "") << exception << " " << id;
  }
  const std::pair<const char*, const char*> misfits[] = {
      {"E1", "ccapex_instruction"}, {"E2", "pro_action_sociale"}, {"E3", "bailleur"},
      {"E4", "caf"},                {"E5", "partenaire"},         {"E6", "commission_aide"},
      {"E7", "crip"},               {"E8", "juge_mandant"},       {"E9", "parquet_signalement"}};
  for (const auto& [exception, id] : misfits) {
    Sheet sheet = CompleteSheet(id);
    sheet.agreement_date = "";
    sheet.exception = exception;
    sheet.exception_reason = "motif écrit";
    EXPECT_EQ(Failures(sheet), "G4b.inadaptee") << exception << " " << id;
  }
  Sheet sheet = CompleteSheet("maire");
  sheet.exception = "E11";
  EXPECT_EQ(Failures(sheet), "G4b.inconnue");
}

TEST(GateTest, ViolenceOnAnAdultIsNoExceptionForSocialWorkers) {
  for (const Recipient& recipient : Shipped().recipients()) {
    if (recipient.ModeIn(Jurisdiction::kFrance) == Mode::kRefuse) continue;
    if (!recipient.agreement_required) continue;
    Sheet sheet = CompleteSheet(recipient.id);
    sheet.exception = "E10";
    sheet.exception_reason = "danger immédiat";
    const auto failures = CheckGate(sheet, recipient, Shipped(), {});
    ASSERT_EQ(failures.size(), 1u) << recipient.id;
    EXPECT_THAT(failures[0].why, HasSubstr("pas le travailleur social"));
  }
}

TEST(GateTest, ACommissionListsWhoIsPresent) {
  Sheet sheet = CompleteSheet("commission_aide");
  sheet.participants[0].service = "";
  EXPECT_EQ(Failures(sheet), "G5.participant");
  sheet.participants.clear();
  EXPECT_EQ(Failures(sheet), "G5.participants");
  sheet = CompleteSheet("ccapex_instruction");  // the service that prepares, not the table
  EXPECT_EQ(Failures(sheet), "");
}

TEST(GateTest, AParticipantBoundByNothingHasAProfileOfTheirOwn) {
  Sheet sheet = CompleteSheet("commission_aide");
  sheet.participants[0].secrecy = "Non soumis";
  EXPECT_EQ(Failures(sheet), "G5.non_soumis");
  sheet.participants[0].recipient = "partenaire";
  EXPECT_EQ(Failures(sheet), "");
  const auto profiles = ProfilesPresent(sheet, Shipped());
  ASSERT_EQ(profiles.size(), 2u);
  EXPECT_EQ(profiles[0]->id, "commission_aide");
  sheet.participants[0].recipient = "police";
  EXPECT_EQ(Failures(sheet), "G3.refuser");
}

TEST(GateTest, TheReceiverSaysWhatBindsThem) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.receiver.secrecy = "";
  EXPECT_EQ(Failures(sheet), "G6.secret");
  sheet.receiver.secrecy = "non soumis";
  EXPECT_EQ(Failures(sheet), "G6.non_soumis");
  sheet = CompleteSheet("maire");
  sheet.receiver.secrecy = "non soumis";
  EXPECT_EQ(Failures(sheet), "");
}

TEST(GateTest, ThePointAtHandIsDeclared) {
  Sheet sheet = CompleteSheet("commission_aide");
  sheet.scope.clear();
  EXPECT_EQ(Failures(sheet), "G7.objet");
  sheet = CompleteSheet("maire");  // composed: nothing of the report is in any scope
  sheet.scope.clear();
  EXPECT_EQ(Failures(sheet), "");
}

TEST(GateTest, AComposedVersionNeedsTheHouseholdAndItsFields) {
  Sheet sheet = CompleteSheet("bailleur");
  sheet.household_name = "";
  sheet.statement_fields.clear();
  EXPECT_EQ(Failures(sheet), "G0.menage G7.enonce");
}

TEST(GateTest, OneRecipientOneVersion) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.copies = {"CAF"};
  EXPECT_EQ(Failures(sheet), "G8.copies");
  sheet.copies = {""};
  EXPECT_EQ(Failures(sheet), "");
}

TEST(GateTest, OrdinaryMailIsRefused) {
  for (const char* channel : {"courriel", "E-mail", "mail du service", "messagerie", "Outlook",
                              "messagerie non sécurisée", "SMS", "Télécopie", "WhatsApp"}) {
    Sheet sheet = CompleteSheet("ccapex_instruction");
    sheet.channel = channel;
    EXPECT_EQ(Failures(sheet), "G9.canal_refuse") << channel;
  }
  for (const char* channel : {"messagerie sécurisée", "courriel chiffré", "MSSanté",
                              "messagerie MSSanté", "pli fermé", "remise en main propre"}) {
    Sheet sheet = CompleteSheet("ccapex_instruction");
    sheet.channel = channel;
    EXPECT_EQ(Failures(sheet), "") << channel;
  }
}

TEST(GateTest, AVersionEndsAfterItBegins) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.retention_end = sheet.signed_on;
  EXPECT_EQ(Failures(sheet), "G9.fin_passee");
  sheet.retention_end = "2026-11-21";
  EXPECT_EQ(Failures(sheet), "");
  sheet = CompleteSheet("personne_concernee");
  sheet.retention_end = "";
  EXPECT_EQ(Failures(sheet), "");  // hers to keep
}

TEST(GateTest, AnAddressIsDecidedOnceViolenceIsFound) {
  Sheet sheet = CompleteSheet("maire");
  sheet.household_address = "12 rue des Lilas, 91000 Évry";
  EXPECT_EQ(Failures(sheet), "");
  EXPECT_EQ(Failures(sheet, {.conjugal_violence = true}), "G10.adresse");
  EXPECT_EQ(Failures(sheet, {.protected_address = true}), "G10.adresse");
  sheet.address_protected = false;
  EXPECT_EQ(Failures(sheet, {.conjugal_violence = true}), "");
  sheet.address_protected.reset();
  sheet.household_address = "";
  EXPECT_EQ(Failures(sheet, {.conjugal_violence = true}), "");
}

TEST(GateTest, SomeoneSigns) {
  Sheet sheet = CompleteSheet("ccapex_instruction");
  sheet.signatory_name = sheet.signatory_contact = "";
  EXPECT_EQ(Failures(sheet), "G11.nom G11.contact");
}

}  // namespace
}  // namespace expurge
