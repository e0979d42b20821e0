// Each recipient that the founding papers name, with the sentence that founds how it is treated.
#include <gtest/gtest.h>

#include "shipped_policy.h"

namespace expurge {
namespace {

constexpr Jurisdiction kFr = Jurisdiction::kFrance;
constexpr Jurisdiction kLu = Jurisdiction::kLuxembourg;

Action ActionFor(std::string_view recipient, Category category, Jurisdiction jurisdiction = kFr) {
  return Rule({category}, Profile(recipient), jurisdiction, {std::string(CategoryId(category))})
      .action;
}

// « Ces informations ne portent pas sur la nature des difficultés rencontrées mais sur la nécessité
// de mettre en œuvre une coordination. »
TEST(FoundingTextsTest, MayorAndPresidentLearnTheNeedOfCoordinationOnly) {
  for (const char* id : {"maire", "pcd"}) {
    EXPECT_EQ(Profile(id).ModeIn(kFr), Mode::kCompose);
    EXPECT_EQ(Profile(id).neutral_statement, "N1");
    for (size_t i = 0; i < kCategoryCount; ++i) {
      EXPECT_EQ(ActionFor(id, static_cast<Category>(i)), Action::kWithhold) << id;
    }
  }
}

// « à révéler à ces derniers – et à eux seuls » ; « leurs représentants qui sont obligatoirement
// des élus »
TEST(FoundingTextsTest, TheirRepresentativesAreElected) {
  EXPECT_TRUE(Profile("maire").elected_required);
  EXPECT_TRUE(Profile("pcd").elected_required);
}

// « les professionnels de l’action sociale intervenant auprès d’une même personne […] sont
// autorisés à échanger entre eux des informations à caractère secret »
TEST(FoundingTextsTest, SocialWorkersShareThePointAtHand) {
  EXPECT_EQ(ActionFor("pro_action_sociale", Category::kLogement), Action::kTransmit);
  EXPECT_EQ(Rule({Category::kLogement}, Profile("pro_action_sociale"), kFr, {}).action,
            Action::kWithhold);
  EXPECT_EQ(ActionFor("pro_action_sociale", Category::kHypothese), Action::kWithhold);
}

// « le maire […] doit désigner un coordonnateur parmi les professionnels concernés »
TEST(FoundingTextsTest, TheCoordinatorReceivesTheNeedAndWhatTheMissionAsks) {
  EXPECT_EQ(ActionFor("coordonnateur", Category::kCoordination), Action::kTransmit);
  EXPECT_EQ(ActionFor("coordonnateur", Category::kDroits), Action::kTransmit);
  EXPECT_TRUE(Profile("coordonnateur").secrecy_required);
}

// « le partage des informations est une possibilité, pas une obligation, entre professionnels
// participant à la même mission […] en se limitant à ce qui est strictement nécessaire »
TEST(FoundingTextsTest, ChildProtectionSharesBetweenPeopleBoundBySecrecy) {
  EXPECT_EQ(ActionFor("pro_protection_enfance", Category::kEnfanceDanger), Action::kTransmit);
  EXPECT_TRUE(Profile("pro_protection_enfance").secrecy_required);
}

// « Ils ne peuvent dévoiler ni les secrets confiés, ni ce qui est compris, appris, deviné […], sauf
// en matière de protection de l’enfance. »
TEST(FoundingTextsTest, AChildInDangerIsForTheCripAndTheProsecutor) {
  for (const char* id : {"crip", "parquet_signalement"}) {
    EXPECT_EQ(ActionFor(id, Category::kEnfanceDanger), Action::kTransmit) << id;
  }
  for (const char* id : {"maire", "ccapex_instruction", "caf", "bailleur", "partenaire"}) {
    EXPECT_EQ(ActionFor(id, Category::kEnfanceDanger), Action::kWithhold) << id;
  }
}

// « coordination avec des partenaires tels que les services de « réussite éducative » souvent
// municipaux, les commissions de recours à la force publique pour les expulsions, ou les comités
// locaux de sécurité et de prévention de la délinquance »
TEST(FoundingTextsTest, ThePartnersOfTheComplaintGetLittleOrNothing) {
  EXPECT_EQ(ActionFor("reussite_educative", Category::kScolarite), Action::kTransmit);
  for (Category category : {Category::kFinances, Category::kSejour, Category::kSanteMentale,
                            Category::kConjugalConflit}) {
    EXPECT_EQ(ActionFor("reussite_educative", category), Action::kWithhold);
  }
  EXPECT_EQ(Profile("expulsion_force_publique").ModeIn(kFr), Mode::kCompose);
  EXPECT_EQ(Profile("clspd").ModeIn(kFr), Mode::kRefuse);
}

// The same sentence founds that an eviction is prepared by those whom the law of 1990 names.
TEST(FoundingTextsTest, TheEvictionCommissionEvaluatesDebtAndHousingNotHealth) {
  EXPECT_EQ(ActionFor("ccapex_instruction", Category::kLogementExpulsion), Action::kTransmit);
  EXPECT_EQ(ActionFor("ccapex_instruction", Category::kFinances), Action::kTransmit);
  EXPECT_EQ(ActionFor("ccapex_instruction", Category::kSanteMentale), Action::kWithhold);
}

// « Ces dossiers peuvent aussi être saisis par la police en cas de commission rogatoire. »
TEST(FoundingTextsTest, ThePoliceSeizeOriginalsAndGetNoVersion) {
  EXPECT_EQ(Profile("police").ModeIn(kFr), Mode::kRefuse);
  EXPECT_NE(Profile("police").refusal.find("ni confirmer, ni infirmer"), std::string::npos);
}

// « Ecrire ces hypothèses serait leur donner un statut d’information objective » ; « capacités du
// ménage à se mobiliser » ; « freins et les potentialités »
TEST(FoundingTextsTest, TheFileKeepsNoHypothesisNorCapacityNorBrake) {
  for (Category category : {Category::kHypothese, Category::kAppreciationCapacites,
                            Category::kAppreciationFreins}) {
    const Cell cell = Profile("archive").CellFor(category, kFr);
    EXPECT_EQ(cell.symbol, Symbol::kLocked) << CategoryId(category);
  }
  EXPECT_EQ(ActionFor("archive", Category::kIntervention), Action::kTransmit);
}

// « le droit à la vie privée » of the person: the same words are hers to read.
TEST(FoundingTextsTest, ThePersonReadsWhatWasWrittenOfHerButNotOfOthers) {
  EXPECT_EQ(ActionFor("personne_concernee", Category::kHypothese), Action::kTransmit);
  EXPECT_EQ(ActionFor("personne_concernee", Category::kAppreciationFreins), Action::kTransmit);
  EXPECT_EQ(ActionFor("personne_concernee", Category::kTiersIdentite), Action::kWithhold);
}

// « veiller à ce que la transmission des informations à d’autres institutions ne se fasse qu’avec
// l’accord de la personne concernée » (point 8)
TEST(FoundingTextsTest, CommissionsAndPartnersNeedTheAgreement) {
  EXPECT_TRUE(Profile("commission_generique").agreement_required);
  EXPECT_TRUE(Profile("commission_generique").participants_required);
  EXPECT_TRUE(Profile("partenaire").agreement_required);
  EXPECT_EQ(Profile("partenaire").DeliveryIn(kFr), "via_personne");
}

// « Le professionnel intervenant est autorisé à révéler à un tiers (ici l’enseignant, la direction,
// l’éducateur) les informations confidentielles qui sont strictement nécessaires »
TEST(FoundingTextsTest, SchoolsReceiveInLuxembourgOnly) {
  for (const char* id : {"enseignant", "direction_ecole", "educateur_scolaire"}) {
    EXPECT_EQ(Profile(id).ModeIn(kLu), Mode::kFilter) << id;
    EXPECT_EQ(Profile(id).ModeIn(kFr), Mode::kCompose) << id;
    EXPECT_EQ(ActionFor(id, Category::kIdentiteNom, kLu), Action::kTransmit) << id;
    EXPECT_EQ(ActionFor(id, Category::kIdentiteNom, kFr), Action::kWithhold) << id;
    EXPECT_EQ(Profile(id).DeliveryIn(kFr), "via_personne") << id;
  }
}

// « Si le responsable hiérarchique est lui-même tenu au secret professionnel, il peut bénéficier de
// la révélation d’informations, mais à condition qu’elle soit justifiée par l'intérêt de l’usager. »
TEST(FoundingTextsTest, ASuperiorBoundBySecrecyReceivesWhatTheActionNeeds) {
  EXPECT_TRUE(Profile("hierarchie_soumise").secrecy_required);
  EXPECT_EQ(ActionFor("hierarchie_soumise", Category::kLogement), Action::kTransmit);
  EXPECT_EQ(ActionFor("hierarchie_soumise", Category::kSexualite), Action::kWithhold);
}

// « rendre compte de son activité à condition que cela n'entraîne pas la violation du secret »
TEST(FoundingTextsTest, ASuperiorNotBoundReceivesNumbersOnly) {
  EXPECT_EQ(Profile("hierarchie_non_soumise").ModeIn(kFr), Mode::kAggregate);
  EXPECT_EQ(Profile("statistique").ModeIn(kFr), Mode::kAggregate);
}

// « Ces informations ne peuvent être transmises à des tiers sous peine des sanctions prévues à
// l’article 226-13 du code pénal »
TEST(FoundingTextsTest, ThirdPartiesGetNothing) {
  EXPECT_EQ(Profile("tiers").ModeIn(kFr), Mode::kRefuse);
  EXPECT_EQ(Profile("tiers").ModeIn(kLu), Mode::kRefuse);
}

// « L’article L116-3 […] permet aux acteurs de l’action sociale d’échanger des informations à
// caractère secret »: it does not, whoever writes it.
TEST(FoundingTextsTest, NobodyReceivesUnderTheHeatWavePlan) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (const std::string& base : recipient.legal_bases) {
      EXPECT_EQ(base.find("116-3"), std::string::npos) << recipient.id;
    }
  }
}

}  // namespace
}  // namespace expurge
