#include "detectors/identifiers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detectors/identity_testing.h"

namespace expurge::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NirKey, CountsCorsicaAsNineteenAndEighteen) {
  // 97 - (1 93 05 19 871 009 mod 97) and the same with 18.
  const auto key = [](unsigned long long number) {
    return std::to_string(100 + 97 - number % 97).substr(1);
  };
  EXPECT_TRUE(NirKeyIsRight("193052a871009" + key(1930519871009ULL)));
  EXPECT_TRUE(NirKeyIsRight("193052b871009" + key(1930518871009ULL)));
  EXPECT_FALSE(NirKeyIsRight("193052a871009" + key(1930518871009ULL)));
  EXPECT_FALSE(NirKeyIsRight("19305"));
}

TEST(Keys, OfBankNumbers) {
  EXPECT_TRUE(IbanKeyIsRight("fr1420041010050500013m02606"));
  EXPECT_TRUE(IbanKeyIsRight("de89370400440532013000"));
  EXPECT_FALSE(IbanKeyIsRight("fr1420041010050500013m02607"));
  EXPECT_TRUE(RibKeyIsRight("20041010050500013m02606"));
  EXPECT_FALSE(RibKeyIsRight("20041010050500013m02616"));
  EXPECT_TRUE(LuhnIsRight("79927398713"));
  EXPECT_FALSE(LuhnIsRight("79927398710"));
}

TEST(Identifiers, NirInEveryWayOfTyping) {
  for (const char* nir :
       {"2 84 07 35 612 018 47", "171021384407796", "1.93.05.2A.871.009 / 55", "1 47 08 97 481 026",
        "8 02 06 44 777 085 21", "1 55 O3 67 9O2 233 64", "1450775113290-09",
        "1 61 09 59 350 211 (30)"}) {
    std::string found;
    for (const std::string& part : Found("N° SS : " + std::string(nir) + ", à vérifier.",
                                         Category::kIdentiteNir)) {
      found += part;
    }
    EXPECT_NE(found.find(std::string(nir).substr(0, 12)), std::string::npos) << nir;
  }
}

TEST(Identifiers, KeepsNirWithWrongKeyAsSuspect) {
  const unsigned long long number = 2840735612018ULL;
  const std::string right = std::to_string(100 + 97 - number % 97).substr(1);
  const std::string wrong = right == "11" ? "12" : "11";
  EXPECT_EQ(OnlyFinding("Connu sous le " + std::to_string(number) + right + ".",
                        Category::kIdentiteNir).certainty, Certainty::kSure);
  EXPECT_EQ(OnlyFinding("Connu sous le " + std::to_string(number) + wrong + ".",
                        Category::kIdentiteNir).certainty, Certainty::kSuspect);
}

TEST(Identifiers, NoNirInAmountsDatesAndSiret) {
  EXPECT_THAT(Found("Budget de 1 234 567,89 € voté le 12/03/2024.", Category::kIdentiteNir),
              IsEmpty());
  EXPECT_THAT(Found("SIRET 389 204 551 00026.", Category::kIdentiteNir), IsEmpty());
}

TEST(Identifiers, IbanWithRightAndWrongKey) {
  const Finding right =
      OnlyFinding("RIB : FR14 2004 1010 0505 0001 3M02 606, La Banque postale",
                  Category::kIdentiteIban);
  EXPECT_EQ(right.certainty, Certainty::kSure);
  EXPECT_EQ(right.rule, "iban.key");
  const Finding wrong = OnlyFinding("FR76 9664 3018 3020 4599 1102 000 (rejeté)",
                                    Category::kIdentiteIban);
  EXPECT_EQ(wrong.certainty, Certainty::kSuspect);
  EXPECT_THAT(Found("un compte allemand, DE89 3704 0044 0532 0130 00.", Category::kIdentiteIban),
              ElementsAre("DE89 3704 0044 0532 0130 00"));
  EXPECT_THAT(Found("Il verse sur FR76 9731 1OO2 18OO O451 (illisible).",
                    Category::kIdentiteIban),
              ElementsAre("FR76 9731 1OO2 18OO O451"));
}

TEST(Identifiers, RibAndCard) {
  EXPECT_THAT(Found("Versement sur 14445 00400 04127783391 62.", Category::kIdentiteIban),
              ElementsAre("14445 00400 04127783391 62"));
  EXPECT_THAT(Found("Carte 4970 01xx xxxx 2281, à caviarder.", Category::kIdentiteIban),
              ElementsAre("4970 01xx xxxx 2281"));
}

TEST(Identifiers, TelephoneInEveryWayOfTyping) {
  for (const char* number :
       {"06 39 98 15 72", "06.39.98.00.41", "06-39-98-71-05", "0639985520", "+33 6 39 98 41 76",
        "+33 (0)6 39 98 66 12", "0032 470 00 12 88", "+212 600 00 45 19", "O6 39 98 8O 12",
        "0262 00 48 17", "27 14 89 93 60", "36.61.91.27", "(73) 61.91.38"}) {
    EXPECT_THAT(Found("Joindre la mère au " + std::string(number) + ", le soir.",
                      Category::kIdentiteTelephone),
                ElementsAre(number));
  }
}

TEST(Identifiers, TelephoneSaidInWords) {
  EXPECT_THAT(Found("Il dicte zéro six trente-neuf quatre-vingt-dix-huit douze zéro trois.",
                    Category::kIdentiteTelephone),
              ElementsAre("zéro six trente-neuf quatre-vingt-dix-huit douze zéro trois"));
  EXPECT_THAT(Found("Il reprend de zéro.", Category::kIdentiteTelephone), IsEmpty());
}

TEST(Identifiers, NoTelephoneInDatesAndReferences) {
  EXPECT_THAT(Found("Reçu le 12/03/2024 et le 04.05.2024, réf. 24/0117.",
                    Category::kIdentiteTelephone),
              IsEmpty());
}

TEST(Identifiers, OfficeLineBelongsToTheService) {
  const char* text = "Permanence du service social le mardi, tél. 03 53 01 22 60.";
  EXPECT_THAT(Found(text, Category::kIdentiteTelephone), IsEmpty());
  EXPECT_THAT(Found(text, Category::kIdentiteProfessionnel), Contains("03 53 01 22 60"));
}

TEST(Identifiers, MailAlsoSpelled) {
  EXPECT_THAT(Found("Mél : vanille_1987@boite.example.", Category::kIdentiteCourriel),
              ElementsAre("vanille_1987@boite.example"));
  EXPECT_THAT(Found("mail perso LE_ROUQUIN59 (at) boite (dot) example", Category::kIdentiteCourriel),
              ElementsAre("LE_ROUQUIN59 (at) boite (dot) example"));
  EXPECT_THAT(Found("Écrire à i.mahmood(arobase)poste.example.", Category::kIdentiteCourriel),
              ElementsAre("i.mahmood(arobase)poste.example"));
  EXPECT_THAT(Found("Elle épelle : lina point saadi arobase poste point example.",
                    Category::kIdentiteCourriel),
              ElementsAre("lina point saadi arobase poste point example"));
  EXPECT_THAT(Found("Écrire à secretariat.solidarites@departement.example.",
                    Category::kIdentiteCourriel),
              IsEmpty());
}

TEST(Identifiers, BenefitNumbersByLabelAndShape) {
  EXPECT_THAT(Found("N° allocataire 3381190 T", Category::kIdentiteCaf), ElementsAre("3381190 T"));
  EXPECT_THAT(Found("Identifiant France Travail 5810337K.", Category::kIdentiteCaf),
              ElementsAre("5810337K"));
  EXPECT_THAT(Found("Allocataire : 971 44 2093 P (Guadeloupe).", Category::kIdentiteCaf),
              ElementsAre("971 44 2093 P"));
  EXPECT_THAT(Found("La CAF verse 512,40 € depuis 2019.", Category::kIdentiteCaf), IsEmpty());
  EXPECT_THAT(Found("La CAF reçoit au 2e étage depuis le 12/03/2024.", Category::kIdentiteCaf),
              IsEmpty());
}

TEST(Identifiers, ForeignersPapers) {
  EXPECT_THAT(Found("AGDREF 7503 448 901", Category::kIdentiteEtranger),
              ElementsAre("7503 448 901"));
  EXPECT_THAT(Found("Passeport comorien NBE 224 881, périmé.", Category::kIdentiteEtranger),
              ElementsAre("NBE 224 881"));
  EXPECT_THAT(Found("Une CNI, D2H6862M2, a été copiée.", Category::kIdentiteEtranger),
              ElementsAre("D2H6862M2"));
  EXPECT_THAT(Found("Titre de séjour valable jusqu'au 12/03/2027.", Category::kIdentiteEtranger),
              IsEmpty());
}

}  // namespace
}  // namespace expurge::testing
