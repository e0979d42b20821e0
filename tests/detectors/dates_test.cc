#include "detectors/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detectors/identity_testing.h"

namespace expurge::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Births(std::string_view text) {
  return Found(text, Category::kIdentiteNaissance);
}

TEST(Births, ParticipleWithDateAndPlace) {
  EXPECT_THAT(Births("M. Prat, né le 17/03/1979 à Vannes, vit seul."),
              ElementsAre("né le 17/03/1979 à Vannes"));
  EXPECT_THAT(Births("Elle est née en 2012."), ElementsAre("née en 2012"));
  EXPECT_THAT(Births("Née au Havre, elle y est restée."), ElementsAre("Née au Havre"));
  EXPECT_THAT(Births("NEE LE VINGT DEUX OCTOBRE MIL NEUF CENT QUARANTE TROIS A ROUBAIX"),
              ElementsAre("NEE LE VINGT DEUX OCTOBRE MIL NEUF CENT QUARANTE TROIS A ROUBAIX"));
}

TEST(Births, NegationAndNameOfBirthAreNone) {
  EXPECT_THAT(Births("Il ne vient plus le mardi."), IsEmpty());
  EXPECT_THAT(Births("Mme Poirier née Alvarez est venue."), IsEmpty());
}

TEST(Births, AbroadTellsTheStatusToo) {
  const Finding finding = OnlyFinding("Il est né à Craiova, Roumanie, le 3 mars 1974.",
                                      Category::kIdentiteNaissance);
  EXPECT_TRUE(finding.categories.Has(Category::kSejour));
}

TEST(Births, Labels) {
  EXPECT_THAT(Births("DDN 01/01/1990, jour attribué."), Contains("01/01/1990"));
  EXPECT_THAT(Births("Date de naissance : 04-11-1988"), Contains("04-11-1988"));
}

TEST(Births, DatesOfMeetingsAreNone) {
  EXPECT_THAT(Births("Monsieur a été reçu le 12 mars 2024 à 14 h 30."), IsEmpty());
  EXPECT_THAT(Births("La loi du 5 mars 2007 s'applique."), IsEmpty());
}

TEST(Ages, OfPersons) {
  EXPECT_THAT(Births("L'intéressée, âgée de cinquante-deux ans, vit seule."),
              ElementsAre("cinquante-deux ans"));
  EXPECT_THAT(Births("Enzo (14 ans) dort."), ElementsAre("14 ans"));
  EXPECT_THAT(Births("Eloïse a dix ans et demi."), ElementsAre("dix ans et demi"));
  EXPECT_THAT(Births("Trois garçons de 2, 5 et 11 ans jouaient."), ElementsAre("2, 5 et 11 ans"));
  EXPECT_THAT(Births("À quatre-vingt-neuf ans, il monte encore."),
              ElementsAre("quatre-vingt-neuf ans"));
  EXPECT_THAT(Births("Pt 58a, vit seul."), ElementsAre("58a"));
  EXPECT_THAT(Births("Fratrie : Sohan (9), Ezio (2)."), ElementsAre("9", "2"));
  EXPECT_THAT(Births("Septuagénaire, elle marche."), ElementsAre("Septuagénaire"));
}

TEST(Ages, DurationsAreNone) {
  for (const char* text :
       {"Suivi depuis 14 ans.", "Après 3 ans de procédure, le dossier est clos.",
        "Deux ans plus tard, rien.", "Les moins de 18 ans sont reçus.", "Il y a dix ans déjà.",
        "Les jeunes de 16 à 25 ans sont invités.", "Une mesure de cinq ans renouvelable.",
        "Le délai est de deux mois."}) {
    EXPECT_THAT(Births(text), IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace expurge::testing
