#include "detectors/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detectors/identity_testing.h"

namespace expurge::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Names(std::string_view text) {
  return Found(text, Category::kIdentiteNom);
}

TEST(Names, AfterCivilityInAnyCase) {
  EXPECT_THAT(Names("Mme Delattre vit à Évry."), ElementsAre("Delattre"));
  EXPECT_THAT(Names("lundi 10h mme bouchareb tjrs pas là"), ElementsAre("bouchareb"));
  EXPECT_THAT(Names("M. Gauthier de La Roncière tient à sa particule."),
              ElementsAre("Gauthier de La Roncière"));
  EXPECT_THAT(Names("Un courrier de Mme d'Hauterive est arrivé."), ElementsAre("d'Hauterive"));
  EXPECT_THAT(Names("M. Le Bars a téléphoné."), ElementsAre("Le Bars"));
  EXPECT_THAT(Names("Mme Petit mesure deux mètres."), ElementsAre("Petit"));
}

TEST(Names, CivilityOfAnOfficeIsNoName) {
  EXPECT_THAT(Names("Monsieur le Président, Madame la Directrice,"), IsEmpty());
  EXPECT_THAT(Names("Madame, Monsieur, chers partenaires,"), IsEmpty());
  EXPECT_THAT(Names("M. le maire a ouvert la séance."), IsEmpty());
}

TEST(Names, Initials) {
  EXPECT_THAT(Names("Mme B. nous est connue."), ElementsAre("B."));
  EXPECT_THAT(Names("J'ai eu M. K. au bout du fil."), ElementsAre("K."));
  EXPECT_THAT(Names("Le jeune D. a été vu."), ElementsAre("D."));
  EXPECT_THAT(Names("L'article L. 226-2 du code s'applique."), IsEmpty());
  EXPECT_THAT(Names("Une A.E.M.O. est en cours au C.M.P.P. du secteur."), IsEmpty());
}

TEST(Names, FirstNamesWithTheirSurnames) {
  EXPECT_THAT(Names("Reçu ce jour Garnier Alain, envoyé par la mairie."),
              ElementsAre("Garnier Alain"));
  EXPECT_THAT(Names("BOUCHAREB Fatiha est venue seule."), ElementsAre("BOUCHAREB Fatiha"));
  EXPECT_THAT(Names("Enzo (14 ans) et Lilou dorment chez elle."), ElementsAre("Enzo", "Lilou"));
}

TEST(Names, UnknownWordWithAnAge) {
  EXPECT_THAT(Names("Enfants concernés : Odval, 12 ans, et Temüüjin (8 ans)."),
              ElementsAre("Odval", "Temüüjin"));
}

TEST(Names, NamesOfBirthAndMarriage) {
  EXPECT_THAT(Names("PEYRAT Ghislaine, née Moulinoux, est venue."),
              ElementsAre("PEYRAT Ghislaine, née Moulinoux"));
  EXPECT_THAT(Names("La famille Vasseur déménage."), ElementsAre("Vasseur"));
  EXPECT_THAT(Names("Les Deschamps ont déménagé."), ElementsAre("Deschamps"));
}

TEST(Names, WordsThatAreAlsoFirstNames) {
  EXPECT_THAT(Names("Pierre après pierre, le mur a été refait."), IsEmpty());
  EXPECT_THAT(Names("La prudence est mère de sûreté."), IsEmpty());
  EXPECT_THAT(Names("Rosalie tousse depuis mardi."), ElementsAre("Rosalie"));
  EXPECT_THAT(Names("J'ai proposé à Victoire de venir sans sa mère."), ElementsAre("Victoire"));
}

TEST(Names, StreetsSchoolsAndAgenciesAreNone) {
  EXPECT_THAT(Names("Le collège Jean-Zay et le centre Françoise Dolto sont fermés."), IsEmpty());
  EXPECT_THAT(Names("Il patiente place Victor Hugo, devant la salle Simone-Veil."), IsEmpty());
  EXPECT_THAT(Names("France Travail impose quinze heures d'activité."), IsEmpty());
}

TEST(Names, FoundAgainEverywhereInTheDocument) {
  const std::vector<std::string> names = Names(
      "Mme Fatiha BOUCHAREB est venue.\n\nAppel : bouchareb a rappelé, puis Bouchareb Karim.\n\n"
      "DOSSIER BOUCHAREB CLOS");
  EXPECT_THAT(names, Contains("bouchareb"));
  EXPECT_THAT(names, Contains("Bouchareb Karim"));
  EXPECT_THAT(names, Contains("BOUCHAREB"));
}

TEST(Names, ProfessionalsActingAsSuchAreApart) {
  for (const char* text :
       {"Hélène Marchais, assistante de service social",
        "Assistante sociale de secteur : Hélène Marchais, permanence le mardi.",
        "Le Dr Marchais consulte le lundi.", "Me Marchais, avocate, plaidera.",
        "L'éducateur spécialisé Karim Marchais anime l'atelier."}) {
    EXPECT_THAT(Names(text), IsEmpty()) << text;
    EXPECT_THAT(Found(text, Category::kIdentiteProfessionnel), Not(IsEmpty())) << text;
  }
}

TEST(Names, WhomAProfessionalSeesIsAPerson) {
  EXPECT_THAT(Names("L'avocate de Kévin Sabatier a écrit."), ElementsAre("Kévin Sabatier"));
  EXPECT_THAT(Names("D'après l'infirmière, Nathan a bien dormi."), ElementsAre("Nathan"));
}

TEST(Names, ProfessionalIsKnownAgainBySurname) {
  EXPECT_THAT(Names("Mme Hélène Marchais, assistante de service social, a reçu Mme Delattre.\n\n"
                    "Mme Marchais rappellera."),
              ElementsAre("Delattre"));
}

}  // namespace
}  // namespace expurge::testing
