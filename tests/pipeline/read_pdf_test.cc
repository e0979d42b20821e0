#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/read/read.h"
#include "tests/pipeline/pdf_builder.h"

namespace expurge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Line;
using testing::Lines;
using testing::PdfBuilder;

Document MustRead(const std::string& bytes) {
  auto document = Read(bytes, {});
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().id);
  return document ? std::move(*document) : Document();
}

std::string TextOf(const std::string& bytes) {
  return std::string(MustRead(bytes).text.Reveal());
}

std::string OnePage(const std::string& content, const std::string& resources = "",
                    const std::string& page = "") {
  PdfBuilder builder;
  builder.AddPage(content, resources, page);
  return builder.Build();
}

std::vector<std::string> Blocks(const Document& document) {
  std::vector<std::string> blocks;
  for (const Block& block : document.blocks) {
    blocks.emplace_back(block.range.In(document.text.Reveal()));
  }
  return blocks;
}

std::vector<std::vector<std::string>> Rows(const Document& document) {
  std::vector<std::vector<std::string>> rows;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::kTableRow) continue;
    rows.emplace_back();
    for (const TextRange& cell : block.cells) {
      rows.back().emplace_back(cell.In(document.text.Reveal()));
    }
  }
  return rows;
}

// -- Paragraphs --------------------------------------------------------------------------------

TEST(ReadPdf, JoinsLinesOfAParagraph) {
  const Document document = MustRead(OnePage(Lines(
      72, 760,
      {"La famille occupe un logement de trois pièces depuis le printemps et souhaite le",
       "garder. Le bailleur accepte un plan de paiement sur vingt-quatre mois, sous la",
       "condition que le loyer courant soit payé.", "Un second entretien est prévu."})));
  EXPECT_THAT(Blocks(document),
              ElementsAre("La famille occupe un logement de trois pièces depuis le printemps et "
                          "souhaite le garder. Le bailleur accepte un plan de paiement sur "
                          "vingt-quatre mois, sous la condition que le loyer courant soit payé.",
                          "Un second entretien est prévu."));
}

TEST(ReadPdf, DropsTheTypesettersHyphenAndKeepsTheWords) {
  const Document document = MustRead(OnePage(Lines(
      72, 760,
      {"Le service a proposé de nouveau une aide à la gestion du budget, puis un accompa-",
       "gnement plus long, à partir du mois de mai, à la demande du couple et du rendez-",
       "vous de bilan, en présence de Marie-Claire et de la conseillère du secteur nord."})));
  const std::string text(document.text.Reveal());
  EXPECT_THAT(text, HasSubstr("accompagnement plus"));
  EXPECT_THAT(text, HasSubstr("rendez-vous de bilan"));
  EXPECT_THAT(text, HasSubstr("Marie-Claire"));
}

TEST(ReadPdf, LetsTheDocumentDecideAHyphen) {
  const std::string text = TextOf(OnePage(Lines(
      72, 760,
      {"Le porte-drapeau du quartier est venu au premier entretien avec toute sa famille.",
       "Il est revenu deux fois au cours du mois, toujours accompagné du même porte-",
       "drapeau, sans que la raison en soit connue du service ni de la mairie."})));
  EXPECT_THAT(text, HasSubstr("même porte-drapeau,"));
}

TEST(ReadPdf, ContinuesAParagraphOverAPageBreak) {
  PdfBuilder builder;
  builder.AddPage(Lines(72, 300, {"Le premier entretien a eu lieu au service en présence de la",
                                  "conseillère, et le second au domicile de la famille avec un"}));
  builder.AddPage(Lines(72, 760, {"interprète. La prochaine rencontre est fixée au mois de juin."}));
  const Document document = MustRead(builder.Build());
  ASSERT_EQ(document.blocks.size(), 1u);
  EXPECT_THAT(Blocks(document)[0], HasSubstr("avec un interprète. La prochaine"));
}

TEST(ReadPdf, KeepsFormLinesApart) {
  const Document document =
      MustRead(OnePage(Lines(72, 760, {"Nom : Exemple", "Adresse : à Creil", "Objet : aide"})));
  EXPECT_THAT(Blocks(document), ElementsAre("Nom : Exemple", "Adresse : à Creil", "Objet : aide"));
}

TEST(ReadPdf, TellsHeadingsAndListItems) {
  const Document document = MustRead(OnePage(
      Line(72, 780, "Note de situation", 18, "F2") + Line(72, 740, "Ressources", 11, "F2") +
      Line(72, 720, "Le ménage perçoit un salaire et une prestation, sans autre revenu connu.") +
      Line(72, 706, "- première demande") + Line(72, 692, "- seconde demande")));
  ASSERT_EQ(document.blocks.size(), 5u);
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(document.blocks[0].level, 1);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kHeading);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kParagraph);
  EXPECT_EQ(document.blocks[3].kind, BlockKind::kListItem);
  EXPECT_EQ(document.blocks[4].kind, BlockKind::kListItem);
}

// -- Columns and tables ------------------------------------------------------------------------

TEST(ReadPdf, ReadsColumnsOneAfterTheOther) {
  const Document document = MustRead(OnePage(
      Lines(72, 500, {"La famille a été reçue trois fois", "au cours du printemps, et elle a",
                      "demandé une aide pour payer le", "loyer en retard depuis mars."}) +
      Lines(320, 500, {"Le bailleur a été joint ensuite", "par la conseillère, qui lui a fait",
                       "part de la situation du ménage", "et de ses démarches en cours."})));
  EXPECT_THAT(Blocks(document),
              ElementsAre("La famille a été reçue trois fois au cours du printemps, et elle a "
                          "demandé une aide pour payer le loyer en retard depuis mars.",
                          "Le bailleur a été joint ensuite par la conseillère, qui lui a fait part "
                          "de la situation du ménage et de ses démarches en cours."));
}

TEST(ReadPdf, ReadsAlignedLinesAsRows) {
  const Document document = MustRead(OnePage(
      Lines(72, 400, {"Loyer", "Électricité", "Assurance"}) +
      Lines(300, 400, {"430 €", "92 €", "18 €"})));
  EXPECT_THAT(Rows(document), ElementsAre(ElementsAre("Loyer", "430 €"),
                                          ElementsAre("Électricité", "92 €"),
                                          ElementsAre("Assurance", "18 €")));
}

TEST(ReadPdf, ReadsARuledTableWithEmptyAndWrappedCells) {
  std::string content = "0.5 w\n";
  for (const char* y : {"500", "470", "430"}) {
    content += std::string("72 ") + y + " m 500 " + y + " l S\n";
  }
  for (const char* x : {"72", "200", "350", "500"}) {
    content += std::string(x) + " 430 m " + x + " 500 l S\n";
  }
  content += Line(76, 482, "Nature") + Line(204, 482, "Montant") + Line(76, 456, "Salaire") +
             Line(354, 456, "contrat renouvelé au") + Line(354, 442, "mois de juin");
  const Document document = MustRead(OnePage(content));
  EXPECT_THAT(Rows(document),
              ElementsAre(ElementsAre("Nature", "Montant", ""),
                          ElementsAre("Salaire", "", "contrat renouvelé au mois de juin")));
}

// -- Headers and footers -----------------------------------------------------------------------

TEST(ReadPdf, GivesRepeatedLinesOnceAndDropsPageNumbers) {
  PdfBuilder builder;
  const std::vector<std::string> bodies = {"Premier paragraphe.", "Deuxième paragraphe.",
                                           "Troisième paragraphe."};
  for (size_t i = 0; i < bodies.size(); ++i) {
    builder.AddPage(Line(72, 805, "Service social de Creil") + Line(72, 600, bodies[i]) +
                    Line(280, 30, "Page " + std::to_string(i + 1) + "/3"));
  }
  const Document document = MustRead(builder.Build());
  EXPECT_THAT(Blocks(document), ElementsAre("Service social de Creil", bodies[0], bodies[1],
                                            bodies[2]));
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kPageHeader);
  EXPECT_EQ(document.blocks[2].page, 2);
}

TEST(ReadPdf, KeepsASentenceThatOnlyRepeatsInTheBody) {
  PdfBuilder builder;
  for (int i = 0; i < 3; ++i) {
    builder.AddPage(Line(72, 600, "Rien à signaler cette semaine."));
  }
  EXPECT_EQ(MustRead(builder.Build()).blocks.size(), 3u);
}

// -- Glyphs ------------------------------------------------------------------------------------

TEST(ReadPdf, ReadsTextDrawnTwiceOnce) {
  EXPECT_EQ(TextOf(OnePage(Line(72, 700, "Conclusion") + Line(72.3, 700, "Conclusion"))),
            "Conclusion");
  EXPECT_EQ(TextOf(OnePage(Line(72, 700, "balle ville"))), "balle ville");
}

TEST(ReadPdf, JoinsSpacedLetters) {
  EXPECT_EQ(TextOf(OnePage("BT /F1 11 Tf 4 Tc 72 700 Td (RAPPORT) Tj ET")), "RAPPORT");
  EXPECT_EQ(TextOf(OnePage(Line(72, 700, "R A P P O R T   S O C I A L"))), "RAPPORT SOCIAL");
  EXPECT_EQ(TextOf(OnePage(Line(72, 700, "à la vue"))), "à la vue");
}

TEST(ReadPdf, ComposesAnAccentDrawnApart) {
  // The acute of Helvetica is 3.7 points wide at 11, the e 6.1: it stands over its middle.
  EXPECT_EQ(TextOf(OnePage(Line(72, 700, "caf") + "BT /F1 11 Tf 87.6 700 Td (\\264) Tj ET\n" +
                           Line(86.7, 700, "e"))),
            "café");
}

TEST(ReadPdf, OrdersGlyphsByPlaceNotByTime) {
  std::string content;
  const std::string word = "logement";
  std::vector<double> at = {72};
  for (char c : word) {
    const double width = c == 'l' ? 2.44 : c == 'm' ? 9.16 : c == 't' ? 3.06 : 6.12;
    at.push_back(at.back() + width);
  }
  for (size_t i : {5u, 0u, 7u, 2u, 1u, 6u, 4u, 3u}) content += Line(at[i], 700, word.substr(i, 1));
  EXPECT_EQ(TextOf(OnePage(content)), word);
}

TEST(ReadPdf, TurnsRotatedPages) {
  EXPECT_EQ(TextOf(OnePage(Lines(72, 500, {"Première ligne", "Deuxième ligne"}), "",
                           "/Rotate 90")),
            "Première ligne\nDeuxième ligne");
  EXPECT_EQ(TextOf(OnePage("BT /F1 11 Tf 0 1 -1 0 200 100 Tm (Premi\\350re ligne) Tj ET\n"
                           "BT /F1 11 Tf 0 1 -1 0 214 100 Tm (Deuxi\\350me ligne) Tj ET\n")),
            "Première ligne\nDeuxième ligne");
}

TEST(ReadPdf, MapsEveryCharacterToItsGlyph) {
  const Document document =
      MustRead(OnePage(Line(72, 700, "Deuxième ligne") + Line(72, 760, "Première ligne")));
  EXPECT_EQ(document.text.Reveal(), "Première ligne\nDeuxième ligne");
  ASSERT_EQ(document.runs.size(), 2u);
  EXPECT_EQ(document.runs[0].first, 14u);  // drawn second
  EXPECT_EQ(document.runs[0].count, 14u);
  EXPECT_EQ(document.runs[0].range.In(document.text.Reveal()), "Première ligne");
  EXPECT_EQ(document.runs[1].first, 0u);
  EXPECT_EQ(document.runs[1].page, 1);
}

// -- What cannot be seen -----------------------------------------------------------------------

TEST(ReadPdf, LeavesOutWhatThePageDoesNotShow) {
  const std::string seen = Line(72, 760, "visible");
  const std::string hidden = Line(72, 700, "secret");
  EXPECT_EQ(TextOf(OnePage(seen + "3 Tr\n" + hidden)), "visible");
  EXPECT_EQ(TextOf(OnePage(seen + "1 g\n" + hidden)), "visible");
  EXPECT_EQ(TextOf(OnePage(seen + Line(700, 700, "secret"))), "visible");
  EXPECT_EQ(TextOf(OnePage(seen + hidden + "0 g 60 690 100 30 re f\n")), "visible");
}

TEST(ReadPdf, LeavesOutWhatIsClippedAway) {
  const std::string seen = Line(72, 760, "visible");
  const std::string hidden = Line(72, 700, "secret");
  for (const std::string clip :
       {"0 0 0 0 re W n", "72 500 400 50 re W n", "72 700 400 0.2 re W n",
        // The box around these paths holds the text; the paths do not.
        "0 0 10 10 re 500 800 10 10 re W n", "0 0 m 595 842 l 595 0 l h W n",
        "0 0 595 842 re 20 650 500 100 re W* n",
        "BT /F1 11 Tf 7 Tr 72 500 Td (ailleurs) Tj ET BT 0 Tr ET"}) {
    EXPECT_EQ(TextOf(OnePage(seen + "q " + clip + "\n" + hidden + "Q\n")), "visible") << clip;
  }
}

TEST(ReadPdf, ReadsWhatAClipShows) {
  const std::string text = Line(72, 700, "Ressources");
  for (const std::string clip :
       {"70 695 100 20 re W n", "72 700 100 7 re W n", "0 0 10 10 re 70 690 200 30 re W n",
        "0 0 m 0 842 l 595 842 l h W n", "0 0 595 842 re 20 450 500 100 re W* n",
        "0 600 m 0 900 500 900 500 600 c h W n"}) {
    EXPECT_EQ(TextOf(OnePage("q " + clip + "\n" + text + "Q\n")), "Ressources") << clip;
    EXPECT_EQ(TextOf(OnePage("q 0 0 0 0 re W n Q q " + clip + " q Q\n" + text + "Q\n")),
              "Ressources") << clip;
  }
}

TEST(ReadPdf, LeavesOutWhatIsTooSmallToRead) {
  const std::string seen = Line(72, 760, "visible");
  EXPECT_EQ(TextOf(OnePage(seen + Line(72, 700, "secret", 0.1))), "visible");
  EXPECT_EQ(TextOf(OnePage(seen + "q 0.1 0 0 0.1 0 0 cm\n" + Line(720, 7000, "secret") + "Q\n")),
            "visible");
  EXPECT_EQ(TextOf(OnePage(seen + "BT /F1 11 Tf 1 0 0 0.01 72 700 Tm (secret) Tj ET\n")),
            "visible");
  EXPECT_EQ(TextOf(OnePage(seen + "BT 1 Tz /F1 11 Tf 72 700 Td (secret) Tj ET\n")), "visible");
  EXPECT_EQ(TextOf(OnePage("BT /F1 0.1 Tf 100 0 0 100 72 700 Tm (grand) Tj ET\n")), "grand");
  EXPECT_EQ(TextOf(OnePage(Line(7, 70, "grand", 1.1), "", "/UserUnit 10")), "grand");
}

TEST(ReadPdf, ReadsWhiteTextOnADarkGround) {
  EXPECT_EQ(TextOf(OnePage("0 0 0.4 rg 60 690 200 30 re f 1 g\n" + Line(72, 700, "Ressources"))),
            "Ressources");
  // A frame is no cover.
  EXPECT_EQ(TextOf(OnePage(Line(72, 700, "Ressources") + "60 690 200 30 re S\n")), "Ressources");
}

TEST(ReadPdf, LeavesOutHiddenLayers) {
  PdfBuilder builder;
  const int layer = builder.Add("<</Type/OCG/Name(calque)>>");
  builder.AddToCatalog("/OCProperties<</OCGs[" + PdfBuilder::Ref(layer) + "]/D<</OFF[" +
                       PdfBuilder::Ref(layer) + "]>>>>");
  builder.AddPage(Line(72, 760, "visible") + "/OC /L BDC\n" + Line(72, 700, "secret") + "EMC\n",
                  "/Properties<</L " + PdfBuilder::Ref(layer) + ">>");
  EXPECT_EQ(TextOf(builder.Build()), "visible");
}

std::string ScannedPage(PdfBuilder& builder) {
  const int image = builder.AddStream(
      "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "z");
  return "/XObject<</Im " + PdfBuilder::Ref(image) + ">>";
}

TEST(ReadPdf, ReadsTheTextLayerOfARecognisedScan) {
  const std::string image = "q 595 0 0 842 0 0 cm /Im Do Q\n";
  PdfBuilder above;
  above.AddPage(image + "3 Tr\n" + Line(72, 700, "texte reconnu"), ScannedPage(above));
  EXPECT_EQ(TextOf(above.Build()), "texte reconnu");
  PdfBuilder below;
  below.AddPage(Line(72, 700, "texte reconnu") + image, ScannedPage(below));
  EXPECT_EQ(TextOf(below.Build()), "texte reconnu");
}

TEST(ReadPdf, RefusesAScanAndNamesPagesWithoutText) {
  const std::string image = "q 595 0 0 842 0 0 cm /Im Do Q\n";
  PdfBuilder scan;
  scan.AddPage(image, ScannedPage(scan));
  EXPECT_EQ(Read(scan.Build(), {}).error().id, "read.scan");
  PdfBuilder mixed;
  mixed.AddPage(Line(72, 700, "Une page de texte."));
  mixed.AddPage(image, ScannedPage(mixed));
  mixed.AddPage("");  // blank: nothing is missing
  const Document document = MustRead(mixed.Build());
  EXPECT_THAT(document.pages_without_text, ElementsAre(2));
  EXPECT_EQ(document.page_count, 3);
}

// -- Forms -------------------------------------------------------------------------------------

TEST(ReadPdf, ReadsFieldsAsShownAndNoComments) {
  PdfBuilder builder;
  const int value = builder.AddStream(
      "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 3 0 R>>>>",
      "BT /F1 11 Tf 2 5 Td (deux enfants) Tj ET");
  const int field = builder.Add(
      "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(deux enfants)/F 4/Rect[150 696 350 716]/AP<</N " +
      PdfBuilder::Ref(value) + ">>>>");
  const std::string box = "<</Type/Annot/Subtype/Widget/FT/Btn/F 4";
  const int on = builder.Add(box + "/T(b)/AS/Oui/Rect[72 650 84 662]>>");
  const int off = builder.Add(box + "/T(c)/AS/Off/Rect[72 630 84 642]>>");
  const int comment = builder.Add(
      "<</Type/Annot/Subtype/Text/Rect[300 300 320 320]/Contents(commentaire)>>");
  builder.AddPage(Line(72, 701, "Composition :") + Line(90, 652, "suivi") + Line(90, 632, "clos"),
                  "",
                  "/Annots[" + PdfBuilder::Ref(field) + " " + PdfBuilder::Ref(on) + " " +
                      PdfBuilder::Ref(off) + " " + PdfBuilder::Ref(comment) + "]");
  const std::string text = TextOf(builder.Build());
  EXPECT_THAT(text, HasSubstr("Composition : deux enfants"));
  EXPECT_THAT(text, HasSubstr("☑ suivi"));
  EXPECT_THAT(text, HasSubstr("☐ clos"));
  EXPECT_THAT(text, Not(HasSubstr("commentaire")));
}

// -- Bad files ---------------------------------------------------------------------------------

TEST(ReadPdf, DoesNotBelieveCountNorFollowLoops) {
  PdfBuilder lies;
  lies.AddPage(Line(72, 700, "une page"));
  lies.LieAboutCount(2147483647);
  EXPECT_EQ(MustRead(lies.Build()).page_count, 1);
  PdfBuilder loop;
  loop.AddPage(Line(72, 700, "une page"));
  loop.AddKid(loop.pages_object());
  EXPECT_EQ(MustRead(loop.Build()).page_count, 1);
}

TEST(ReadPdf, RefusesAStreamThatInflatesToTooMuch) {
  std::string bomb;  // 130 MiB of zeros
  for (int i = 0; i < 130 << 13; ++i) bomb += std::string("\x81\0", 2);
  for (const std::string type : {"", "/Type/XObject/Subtype/Image"}) {
    PdfBuilder builder;
    builder.AddPage(Line(72, 700, "une page"), "",
                    "/Contents " + PdfBuilder::Ref(builder.AddStream(
                                       type + "/Filter/RunLengthDecode", bomb)));
    const auto document = Read(builder.Build(), {});
    ASSERT_FALSE(document.has_value());
    EXPECT_EQ(document.error().id, "read.limit");
  }
}

TEST(ReadPdf, WalksEachFormFieldOnce) {
  PdfBuilder builder;
  int field = builder.Add("<</FT/Tx/Parent 1 0 R>>");
  for (int level = 0; level < 40; ++level) {
    const std::string child = PdfBuilder::Ref(field);
    field = builder.Add("<</Parent 1 0 R/Kids[" + child + " " + child + "]>>");
  }
  builder.AddToCatalog("/AcroForm<</NeedAppearances true/Fields[" + PdfBuilder::Ref(field) + "]>>");
  builder.AddPage(Line(72, 700, "une page"));
  EXPECT_EQ(TextOf(builder.Build()), "une page");
}

TEST(ReadPdf, ReadsOrRefusesATruncatedFileWithoutAWord) {
  std::string bytes = OnePage(Lines(72, 700, {"secret un", "secret deux"}));
  for (size_t size = 5; size < bytes.size(); size += 37) {
    ::testing::internal::CaptureStderr();
    ::testing::internal::CaptureStdout();
    const auto document = Read(bytes.substr(0, size), {});
    const std::string err = ::testing::internal::GetCapturedStderr();
    EXPECT_THAT(::testing::internal::GetCapturedStdout(), IsEmpty());
    EXPECT_THAT(err, IsEmpty());
    if (document) continue;
    EXPECT_EQ(document.error().kind, ErrorKind::kUnreadable);
    for (const std::string& argument : document.error().args) {
      EXPECT_THAT(argument, Not(HasSubstr("secret")));
    }
  }
}

TEST(ReadPdf, KeepsItsPromisesAboutBlocksAndRuns) {
  PdfBuilder builder;
  for (int page = 0; page < 3; ++page) {
    builder.AddPage(Line(72, 805, "En-tête") + Lines(72, 700, {"Nom : A", "- un", "- deux"}) +
                    Lines(72, 400, {"Loyer", "Eau"}) + Lines(300, 400, {"430 €", "20 €"}));
  }
  const Document document = MustRead(builder.Build());
  const std::string_view text = document.text.Reveal();
  size_t at = 0;
  for (const Block& block : document.blocks) {
    EXPECT_LT(block.range.begin, block.range.end);
    EXPECT_EQ(text.substr(at, block.range.begin - at).find_first_not_of(" \n\t"),
              std::string_view::npos);
    at = block.range.end;
    for (const TextRange& cell : block.cells) EXPECT_TRUE(block.range.Contains(cell));
  }
  EXPECT_EQ(at, text.size());
  std::set<std::pair<int, size_t>> glyphs;
  size_t end = 0;
  for (const SourceRun& run : document.runs) {
    EXPECT_GE(run.range.begin, end);
    end = run.range.end;
    for (size_t i = 0; i < run.count; ++i) {
      EXPECT_TRUE(glyphs.insert({run.page, run.first + i}).second);
    }
  }
}

}  // namespace
}  // namespace expurge
