#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/read/read.h"

namespace expurge {
namespace {

using ::testing::ElementsAre;
using namespace std::string_view_literals;

Document MustRead(std::string_view bytes) {
  auto document = ReadText(bytes);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().id);
  return document ? std::move(*document) : Document();
}

std::vector<std::string> Blocks(std::string_view bytes) {
  const Document document = MustRead(bytes);
  std::vector<std::string> blocks;
  for (const Block& block : document.blocks) {
    blocks.emplace_back(block.range.In(document.text.Reveal()));
  }
  return blocks;
}

std::vector<BlockKind> Kinds(std::string_view bytes) {
  std::vector<BlockKind> kinds;
  for (const Block& block : MustRead(bytes).blocks) kinds.push_back(block.kind);
  return kinds;
}

// -- Encodings ---------------------------------------------------------------------------------

TEST(ReadText, HandsUtf8OnUnchanged) {
  const std::string text = "  Été : « dû » – 3 €\r\n\tsuite\n\n";
  const Document document = MustRead(text);
  EXPECT_EQ(document.text.Reveal(), text);
  EXPECT_EQ(document.encoding, "UTF-8");
  EXPECT_EQ(document.replaced, 0u);
}

TEST(ReadText, DropsTheByteOrderMarkAndCountsOffsetsFromTheFile) {
  const Document document = MustRead("\xEF\xBB\xBF\xC3\x89t\xC3\xA9");
  EXPECT_EQ(document.text.Reveal(), "Été");
  ASSERT_EQ(document.runs.size(), 1u);
  EXPECT_EQ(document.runs[0].first, 3u);
  EXPECT_EQ(document.runs[0].count, 5u);
}

TEST(ReadText, ReadsLatin1AndWindows1252) {
  EXPECT_EQ(MustRead("Famille h\xE9" "berg\xE9" "e chez la s\x9Cur : 430 \x80 par mois\n").text.Reveal(),
            "Famille hébergée chez la sœur : 430 € par mois\n");
  const Document document = MustRead("\xC9t\xE9 \xE0 Creil");
  EXPECT_EQ(document.text.Reveal(), "Été à Creil");
  EXPECT_EQ(document.encoding, "windows-1252");
  EXPECT_EQ(document.replaced, 0u);
}

TEST(ReadText, ReadsUtf16WithAndWithoutMark) {
  EXPECT_EQ(MustRead("\xFF\xFE\xC9\0t\0\xE9\0"sv).text.Reveal(), "Été");
  EXPECT_EQ(MustRead("\xFE\xFF\0\xC9\0t\0\xE9"sv).text.Reveal(), "Été");
  EXPECT_EQ(MustRead("N\0o\0m\0 \0:\0 \0\xC9\0l\0i\0e\0"sv).text.Reveal(), "Nom : Élie");
  EXPECT_EQ(MustRead("\xFF\xFE\x3D\xD8\x00\xDE!\0"sv).text.Reveal(), "😀!");
}

TEST(ReadText, ReplacesBrokenUtf8WithoutShiftingWhatFollows) {
  // A cut sequence of three bytes is one error, a stray byte another.
  const Document document = MustRead("É\xE2\x82té \xFF été, déjà\n");
  EXPECT_EQ(document.text.Reveal(), "É\uFFFDté \uFFFD été, déjà\n");
  EXPECT_EQ(document.replaced, 2u);
  size_t checked = 0;
  for (const SourceRun& run : document.runs) {
    if (run.range.In(document.text.Reveal()) == "\uFFFD") {
      EXPECT_EQ(run.first, checked == 0 ? 2u : 8u);
      EXPECT_EQ(run.count, checked == 0 ? 2u : 1u);
      ++checked;
    }
  }
  EXPECT_EQ(checked, 2u);
  EXPECT_EQ(document.runs.back().first + document.runs.back().count, 24u);
}

TEST(ReadText, DoesNotCountAReplacementCharacterThatStandsInTheFile) {
  EXPECT_EQ(MustRead("d\uFFFDj\u00E0 vu").replaced, 0u);
}

TEST(ReadText, RefusesNoiseAndEmptiness) {
  EXPECT_EQ(ReadText("").error().id, "read.empty");
  EXPECT_EQ(ReadText(" \n\t\r\n").error().id, "read.empty");
  EXPECT_EQ(ReadText("\xEF\xBB\xBF").error().id, "read.empty");
  EXPECT_EQ(ReadText("abc\0def"sv).error().id, "read.binary");
  std::mt19937 random(7);
  for (size_t size : {40u, 500u, 20000u}) {
    for (int round = 0; round < 20; ++round) {
      std::string noise;
      for (size_t i = 0; i < size; ++i) noise += static_cast<char>(random() & 0xFF);
      EXPECT_FALSE(ReadText(noise).has_value());
    }
  }
}

// -- Blocks ------------------------------------------------------------------------------------

TEST(TextBlocks, LinesOfAnUnwrappedTextStandAlone) {
  EXPECT_THAT(Blocks("Service social de Creil\nNom : Exemple\nAdresse : à Creil\n\nLe ménage va "
                     "bien. Il paie.\nUn autre paragraphe suit.\n"),
              ElementsAre("Service social de Creil", "Nom : Exemple", "Adresse : à Creil",
                          "Le ménage va bien. Il paie.", "Un autre paragraphe suit."));
}

TEST(TextBlocks, LinesOfAWrappedTextAreOneParagraph) {
  const std::string text =
      "Service social de Creil\nMme Exemple, assistante\n\n"
      "La famille occupe un logement depuis\nle printemps et souhaite le garder.\nLe bailleur "
      "accepte un plan sur\nvingt-quatre mois, sous condition.\n\n"
      "Un second entretien a eu lieu au\nservice, puis un troisième à la\nmairie.\n";
  const std::vector<std::string> blocks = Blocks(text);
  ASSERT_EQ(blocks.size(), 4u);
  EXPECT_EQ(blocks[1], "Mme Exemple, assistante");
  EXPECT_TRUE(blocks[2].ends_with("sous condition."));
  EXPECT_TRUE(blocks[3].starts_with("Un second"));
}

TEST(TextBlocks, WhereAWrappedLineEndsDoesNotMatter) {
  const auto text = [](const std::string& word) {
    return "La famille occupe un logement depuis\nle printemps et " + word +
           "\nle garder. Le bailleur accepte un\nplan sur deux ans et sous condition\nde payer.\n";
  };
  EXPECT_EQ(Blocks(text("veut")).size(), Blocks(text("souhaiterait par-dessus tout")).size());
}

TEST(TextBlocks, TakeTimeInProportionToTheLines) {
  // Time is compared with time, so that a slow machine fails no more often than a fast one.
  const auto seconds = [](int lines) {
    std::string text;
    for (int i = 0; i < lines; ++i) text += "l'\n";
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(Blocks(text).size(), 1u);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double small = std::min(seconds(2000), seconds(2000));
  EXPECT_LT(seconds(40000), small * 20 * 8 + 0.1);
}

TEST(TextBlocks, ListItemsHoldTheirContinuation) {
  const std::string text = "À faire :\n- relancer le bailleur\n  avant la fin du mois\n- clore\n"
                           "• relire\n1) signer\n2) envoyer\n";
  EXPECT_THAT(Blocks(text),
              ElementsAre("À faire :", "- relancer le bailleur\n  avant la fin du mois", "- clore",
                          "• relire", "1) signer", "2) envoyer"));
  const std::vector<BlockKind> kinds = Kinds(text);
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), BlockKind::kListItem), 5);
}

TEST(TextBlocks, InitialsAndAmountsAreNoListMarkers) {
  EXPECT_THAT(Kinds("Vu ce jour.\n\nM. Exemple est venu.\n\n2,5 parts fiscales.\n\nC. Exemple aussi.\n"),
              ElementsAre(BlockKind::kParagraph, BlockKind::kParagraph, BlockKind::kParagraph,
                          BlockKind::kParagraph));
}

TEST(TextBlocks, HeadingsAreCapitalsUnderlinedNumberedOrTitles) {
  const std::string text =
      "RESSOURCES DU FOYER\nLe ménage perçoit un salaire.\n\nCharges\n-------\nLe loyer est payé.\n\n"
      "Lecture de l'équipe\nNous proposons de poursuivre le suivi engagé.\n\n"
      "3. Objectifs\nTrouver un logement plus grand.\n";
  const Document document = MustRead(text);
  std::vector<std::string> headings;
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::kHeading) {
      headings.emplace_back(block.range.In(document.text.Reveal()));
    }
  }
  EXPECT_THAT(headings, ElementsAre("RESSOURCES DU FOYER", "Charges", "Lecture de l'équipe",
                                    "3. Objectifs"));
}

TEST(TextBlocks, NumberedItemsInARowAreNoHeadings) {
  EXPECT_THAT(Kinds("1. Demander des délais\n2. Saisir le fonds\n"),
              ElementsAre(BlockKind::kListItem, BlockKind::kListItem));
}

TEST(TextBlocks, RowsOfPipesTabsAndAlignedGaps) {
  for (const std::string& text :
       {std::string("| Nature | Montant |\n|---|---|\n| Loyer | 430 € |\n"),
        std::string("Nature\tMontant\nLoyer\t430 €\n"),
        std::string("Nature      Montant\nLoyer       430 €\n")}) {
    const Document document = MustRead(text);
    ASSERT_EQ(document.blocks.size(), 2u) << text.size();
    const std::string_view read = document.text.Reveal();
    for (const Block& block : document.blocks) {
      ASSERT_EQ(block.kind, BlockKind::kTableRow);
      ASSERT_EQ(block.cells.size(), 2u);
      EXPECT_EQ(block.table, 1);
    }
    EXPECT_EQ(document.blocks[0].cells[1].In(read), "Montant");
    EXPECT_EQ(document.blocks[1].cells[0].In(read), "Loyer");
    EXPECT_EQ(document.blocks[1].cells[1].In(read), "430 €");
  }
}

TEST(TextBlocks, ALoneWideGapMakesNoTable) {
  EXPECT_THAT(Kinds("Réf : 12      Creil, le 3 mars\n\nMadame,\n"),
              ElementsAre(BlockKind::kParagraph, BlockKind::kParagraph));
}

TEST(TextBlocks, TickBoxesStandAlone) {
  EXPECT_THAT(Blocks("Logement\n☑ Locataire ☐ Propriétaire\n☐ Hébergé\n"),
              ElementsAre("Logement", "☑ Locataire ☐ Propriétaire", "☐ Hébergé"));
}

TEST(TextBlocks, CoverEveryLetterWhateverTheLineEnds) {
  for (const char* end : {"\n", "\r\n", "\r", "\f"}) {
    const std::string text = std::string("Un titre") + end + end + "Une phrase qui dit tout." + end +
                             "- point" + end;
    const Document document = MustRead(text);
    std::string covered;
    for (const Block& block : document.blocks) {
      covered += std::string(block.range.In(document.text.Reveal())) + "|";
    }
    EXPECT_EQ(covered, "Un titre|Une phrase qui dit tout.|- point|");
    EXPECT_TRUE(document.blocks[1].starts_section);
    EXPECT_FALSE(document.blocks[2].starts_section);
  }
}

}  // namespace
}  // namespace expurge
