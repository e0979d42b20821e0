#include "detectors/addresses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detectors/identity_testing.h"

namespace expurge::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Addresses(std::string_view text) {
  return Found(text, Category::kIdentiteAdresse);
}

TEST(Addresses, NumberAndWayWithTown) {
  EXPECT_THAT(Addresses("Courrier : Mme Perrin, 8 rue Haute, 39100 Dole (et non rue Basse)."),
              ElementsAre("8 rue Haute, 39100 Dole"));
  EXPECT_THAT(Addresses("Elle vit 13 bis, impasse de la Sioule, porte gauche."),
              ElementsAre("13 bis, impasse de la Sioule, porte gauche"));
  EXPECT_THAT(Addresses("Vu au 5 all. des Cèdres ce matin."), ElementsAre("5 all. des Cèdres"));
}

TEST(Addresses, BuildingFloorAndBox) {
  EXPECT_THAT(Addresses("Adresse : bât. Picasso, esc. 4, appt 412, 2 square des Tilleuls, "
                        "94400 Vitry-sur-Seine"),
              ElementsAre("bât. Picasso, esc. 4, appt 412, 2 square des Tilleuls, "
                          "94400 Vitry-sur-Seine"));
  EXPECT_THAT(Addresses("On lui écrit BP 70412, 44000 Nantes cedex 1, jamais ailleurs."),
              ElementsAre("BP 70412, 44000 Nantes cedex 1"));
}

TEST(Addresses, LieuxDits) {
  EXPECT_THAT(Addresses("Ils habitent au lieu-dit Les Bruyères, 71160 Gilly-sur-Loire."),
              ElementsAre("lieu-dit Les Bruyères, 71160 Gilly-sur-Loire"));
}

TEST(Addresses, InstitutionsAndStreetsInPassingAreNone) {
  EXPECT_THAT(Addresses("La réunion se tiendra à la Maison de la famille, 4 place du Théâtre."),
              IsEmpty());
  EXPECT_THAT(Addresses("Le Secours populaire a déménagé au 9 rue des Cordeliers."), IsEmpty());
  EXPECT_THAT(Addresses("La boulangère de la rue Boulanger ferme en août."), IsEmpty());
  EXPECT_THAT(Addresses("Petit à petit, chacun trouve sa place dans le groupe."), IsEmpty());
  EXPECT_THAT(Addresses("Visite le 5 novembre, 10 h 15."), IsEmpty());
}

}  // namespace
}  // namespace expurge::testing
