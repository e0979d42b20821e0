// Two reports that differ only inside withheld passages give the same bytes (guarantee 2).
//
// Reports are written once with numbered holes; each pair fills them with other withheld text: other
// length, other number of sentences, line breaks, punctuation, two passages where there was one.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "pipeline/render/render.h"
#include "tests/pipeline/marked_report.h"

namespace expurge {
namespace {

constexpr char kHole[] = "@";

const char* const kReports[] = {
    "# NOTE SOCIALE\n"
    "Nom : @\n"
    "Logement : {locataire d'un T3}, @\n"
    "Santé : @ Ressources : {800 € par mois}\n"
    "# 1. Exposé\n"
    "Mme @ {ne règle plus son loyer⏎depuis trois mois}. Elle @ et {doit 1 200 €}. @ Le bail court.\n"
    "Madame, @, a été reçue le 3 mars. Le service a écrit au bailleur, @.\n"
    "# 2. Santé\n"
    "@\n"
    "# 3. Demandes\n"
    "1. @\n"
    "2. {Plan de 45 €} @\n"
    "3. @\n"
    "4. Courrier au bailleur\n"
    "|Poste | Montant | Motif\n"
    "|@ | @ | @\n"
    "|Loyer | {450 €} | @\n"
    "Santé :\n"
    "@\n"
    "Je reste à votre disposition.\n",

    "@ Monsieur @ ({dette de 300 €}, @) « @ » et {gagne 900 €} ; @ ; {le loyer est de 450 €}.\n"
    "- @\n"
    "- {trois quittances}, @\n"
    "@\n"
    "Elle indique, @, que @. M. et Mme @ {perçoivent 320 €}, @ et {60 €}. @\n"
    "## Couple\n"
    "@ Le 3 mars, il @. Madame souffre de @.\n"
    "# Suite\n"
    "Le dossier n° @ {sera présenté en commission}.\n",

    "|Ressources | Montant | Charges | Montant\n"
    "|@ | {684 €} | Électricité | {118 €}\n"
    "|Salaire | {900 €} | @ | {200 €}\n"
    "|Prime @ | @ | Loyer | {450 €} @\n"
    "Mme @ et M. @ {doivent 800 € en mai, quand} @\n"
    "|N° | @ | Montant\n"
    "|1 | @ | {1 012 €}\n"
    "|2 | Loyer | @ {450 €}\n"
    "- @ {200 €}\n"
    "@ Au. @ {20 €.} @\n",
};

const char* const kFillers[] = {
    "⟦x⟧",
    "⟦Lestrade⟧",
    "⟦est hospitalisée depuis mars au service de psychiatrie, sans visite⟧",
    "⟦boit. Elle a fugué deux fois ! Et puis⟧",
    "⟦une phrase⏎coupée en⏎trois lignes⟧",
    "⟦un⟧ ⟦deux⟧",
    "⟦un⟧⏎⟦deux⟧ ⟦trois, (quatre) « cinq »⟧",
    "⟦12, rue Neuve⟧",
    "⟦Elle dort mal.⟧",
};

using Maker = std::function<std::string(const MarkedReport&)>;

std::string Written(const MarkedReport& report) {
  Frame frame;
  frame.title = "Version strictement nécessaire";
  return RenderText(MakeVersion(report.document, report.decisions), frame);
}

std::string Fill(std::string_view report, std::mt19937& random) {
  std::string filled;
  for (char c : report) {
    if (c == kHole[0]) {
      filled += kFillers[random() % std::size(kFillers)];
    } else {
      filled += c;
    }
  }
  return filled;
}

// How many of `pairs` fillings of `report` give other bytes than the first.
size_t CountDifferences(std::string_view report, size_t pairs, const Maker& make) {
  std::mt19937 random(7);
  const std::string reference = make(Marked(Fill(report, random)));
  size_t differences = 0;
  for (size_t i = 0; i < pairs; ++i) {
    if (make(Marked(Fill(report, random))) != reference) ++differences;
  }
  return differences;
}

TEST(NonInterferenceTest, WithheldTextLeavesNoTraceInTheBytes) {
  for (const char* report : kReports) EXPECT_EQ(CountDifferences(report, 400, Written), 0u);
}

// Reports put together at random from transmitted words, marks and holes: no rule of repair may
// look at what is behind a gap, whatever stands beside it.
TEST(NonInterferenceTest, HoldsForReportsPutTogetherAtRandom) {
  const char* const kParts[] = {
      "@ ",  "@, ", "@. ", "@",    "Madame ",  "Mme ",    "M. ",   "elle ",  "et ",    "qui ",
      "ne ", "de ", ", ",  ". ",   "; ",       ": ",      "(",     ") ",     "« ",     "» ",
      "le ", "loyer ",     "doit ", "{800 €} ", "{N:Roux} ", "perçoit ", "Santé : ",
      "\n- ", "\n1. ", "\n2. ", "\n# ", "\n## 1. ", "\n", "⏎",   "lorsque ", "suivie ", "12 ",
      "\n|",  "| ",    "| ",    "| ",   "quand ",    "doivent ", "en mai "};
  std::mt19937 random(11);
  for (int report = 0; report < 300; ++report) {
    std::string text;
    const size_t parts = 5 + random() % 40;
    for (size_t i = 0; i < parts; ++i) text += kParts[random() % std::size(kParts)];
    ASSERT_EQ(CountDifferences(text, 12, Written), 0u) << text;
  }
}

// The check itself must see the leaks it is there for.
TEST(NonInterferenceTest, TheCheckSeesAPlantedDifference) {
  const Maker length = [](const MarkedReport& report) {
    return Written(report) + std::to_string(report.document.text.size());
  };
  const Maker gaps = [](const MarkedReport& report) {
    return Written(report) + std::string(report.decisions.size(), '.');
  };
  const Maker lines = [](const MarkedReport& report) {
    const std::string_view text = report.document.text.Reveal();
    return Written(report) + std::to_string(std::count(text.begin(), text.end(), '\n'));
  };
  for (const Maker& leaky : {length, gaps, lines}) {
    EXPECT_GT(CountDifferences(kReports[0], 50, leaky), 0u);
  }
}

TEST(NonInterferenceTest, TransmittedWordsDoMakeADifference) {
  EXPECT_NE(Written(Marked("Mme ⟦x⟧ {doit 800 €}.")), Written(Marked("Mme ⟦x⟧ {doit 900 €}.")));
}

}  // namespace
}  // namespace expurge
