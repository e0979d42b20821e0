#include <gtest/gtest.h>

#define POINTERHOLDER_TRANSITION 4
#include <poppler-document.h>
#include <poppler-font.h>
#include <poppler-page.h>
#include <qpdf/QPDF.hh>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "pipeline/render/pdf_fonts.h"
#include "pipeline/render/render.h"
#include "pipeline/verify/version_pdf_reader.h"

namespace expurge {
namespace {

VersionBlock Block(BlockKind kind, const std::string& text, int level = 0) {
  VersionBlock block;
  block.kind = kind;
  block.level = level;
  block.text = SecretText(text);
  return block;
}
VersionBlock Paragraph(const std::string& text) { return Block(BlockKind::kParagraph, text); }
VersionBlock Row(const std::vector<std::string>& cells, int table) {
  VersionBlock block;
  block.kind = BlockKind::kTableRow;
  block.table = table;
  for (const std::string& cell : cells) block.cells.emplace_back(cell);
  return block;
}

Frame Letter() {
  Frame frame;
  frame.title = "Version strictement nécessaire";
  frame.header = {{"Destinataire", "Service instructeur de la CCAPEX, direction départementale "
                                   "de l’emploi, du travail et des solidarités"},
                  {"Objet", "Prévention de l’expulsion : maintien dans les lieux"},
                  {"Base légale", "Loi n° 90-449 du 31 mai 1990, article 7-2"}};
  frame.closing = {"Jeanne Morvan", "Assistante de service social"};
  return frame;
}

std::string Render(const Version& version, const Frame& frame) {
  const auto bytes = RenderPdf(version, frame);
  EXPECT_TRUE(bytes) << bytes.error().id;
  return bytes ? *bytes : std::string();
}

// Words as a reader of the finished file gets them, joined by one space.
std::string Words(const std::string& bytes, poppler::page::text_layout_enum layout =
                                                poppler::page::non_raw_non_physical_layout) {
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return "(unreadable)";
  std::string words;
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    for (char c : page->text(poppler::rectf(), layout).to_utf8()) {
      const bool space = c == ' ' || c == '\n' || c == '\f';
      if (!space) words += c;
      if (space && !words.empty() && words.back() != ' ') words += ' ';
    }
    if (!words.empty() && words.back() != ' ') words += ' ';
  }
  return words;
}

TEST(RenderPdf, IsReadInTheOrderItWasWritten) {
  Version version;
  version.blocks = {Block(BlockKind::kHeading, "Situation locative", 1),
                    Paragraph("Le loyer résiduel s’élève à 212,40 € ; l’œuvre « Coup de main » a "
                              "coopéré, peut-être, avec Jean-Noël."),
                    Block(BlockKind::kListItem, "☑ bail en cours", 1),
                    Block(BlockKind::kListItem, "- reprise du loyer courant depuis septembre, par "
                                                "virement permanent mis en place avec l’accord de "
                                                "la banque", 1)};
  EXPECT_EQ(Words(Render(version, Letter())),
            "Version strictement nécessaire "
            "Destinataire Service instructeur de la CCAPEX, direction départementale de l’emploi, "
            "du travail et des solidarités "
            "Objet Prévention de l’expulsion : maintien dans les lieux "
            "Base légale Loi n° 90-449 du 31 mai 1990, article 7-2 "
            "Situation locative Le loyer résiduel s’élève à 212,40 € ; l’œuvre « Coup de main » a "
            "coopéré, peut-être, avec Jean-Noël. ☑ bail en cours "
            "- reprise du loyer courant depuis septembre, par virement permanent mis en place avec "
            "l’accord de la banque Jeanne Morvan Assistante de service social 1/1 ");
}

TEST(RenderPdf, FoldsSoftHyphensAndLigaturesAway) {
  Version version;
  version.blocks = {
      Paragraph("Le co\u00ADopérateur a un dossier \uFB01nancier - a\uFB00aire close.")};
  EXPECT_NE(Words(Render(version, Letter())).find("Le coopérateur a un dossier financier - affaire "
                                                  "close."),
            std::string::npos);
}

TEST(RenderPdf, ShowsWhatNoFontHas) {
  Version version;
  version.blocks = {Paragraph("Nom : 漢 (lu)")};
  EXPECT_NE(Words(Render(version, Letter())).find("Nom : \uFFFD (lu)"), std::string::npos);
}

TEST(RenderPdf, BytesDependOnContentAlone) {
  Version version;
  version.blocks = {Paragraph("Un paragraphe."), Row({"Nature", "Montant"}, 1),
                    Row({"Aide", "12,00"}, 1)};
  const std::string first = Render(version, Letter());
  Frame other = Letter();
  other.draft = true;
  other.closing.clear();
  (void)Render(version, other);  // a library that counts fonts has counted by now
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(::testing::TempDir());
  ::setenv("TZ", "Pacific/Auckland", 1);
  ::setenv("LC_ALL", "fr_FR.UTF-8", 1);
  ::sleep(1);
  const std::string again = Render(version, Letter());
  std::filesystem::current_path(here);
  ::unsetenv("TZ");
  ::unsetenv("LC_ALL");
  EXPECT_EQ(first, again);
}

TEST(RenderPdf, TellsNothingOfItsMaking) {
  Version version;
  version.blocks = {Paragraph("Un paragraphe.")};
  const std::string bytes = Render(version, Letter());
  for (const char* word : {"PoDoFo", "Producer", "Creator", "CreationDate", "ModDate", "Author",
                           "Metadata", "D:20"}) {
    EXPECT_EQ(bytes.find(word), std::string::npos) << word;
  }
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  EXPECT_EQ(document->info_keys(), std::vector<std::string>{"Title"});
  EXPECT_EQ(document->get_title(), poppler::ustring::from_utf8("Version strictement nécessaire"));
}

TEST(RenderPdf, EmbedsAndSubsetsEveryFont) {
  Version version;
  version.blocks = {Paragraph("Un paragraphe avec ☑ et œ.")};
  const std::string bytes = Render(version, Letter());
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  ASSERT_FALSE(document->fonts().empty());
  for (const poppler::font_info& font : document->fonts()) {
    EXPECT_TRUE(font.is_embedded()) << font.name();
    EXPECT_TRUE(font.is_subset()) << font.name();
  }
}

TEST(RenderPdf, DependsOnNoFontThatIsNotUsed) {
  Version version;
  version.blocks = {Paragraph("Un paragraphe.")};
  EXPECT_EQ(Render(version, Letter()).find("DejaVu"), std::string::npos);
}

TEST(RenderPdf, ADraftIsMarkedOnEveryPage) {
  Version version;
  for (int i = 0; i < 120; ++i) version.blocks.push_back(Paragraph("Un paragraphe court."));
  Frame frame = Letter();
  frame.draft = true;
  const std::string bytes = Render(version, frame);
  const auto pages = ReadVersionPdf(bytes, true);
  ASSERT_TRUE(pages);
  ASSERT_GT(pages->size(), 2U);
  for (const std::string& page : *pages) EXPECT_TRUE(page.starts_with("BROUILLON\n"));
  EXPECT_FALSE(ReadVersionPdf(bytes, false));
}

TEST(RenderPdf, AComposedVersionHasItsBodyFromTheFrame) {
  Frame frame = Letter();
  frame.composed = {"La commission est saisie de la situation du ménage Lantier."};
  frame.statements = {"Le service reste joignable."};
  const std::string words = Words(Render({}, frame));
  const size_t body = words.find("La commission est saisie");
  const size_t statement = words.find("Le service reste joignable.");
  const size_t closing = words.find("Jeanne Morvan");
  EXPECT_LT(body, statement);
  EXPECT_LT(statement, closing);
  EXPECT_NE(closing, std::string::npos);
}

TEST(RenderPdf, SetsAnEmptyFrame) {
  const std::string bytes = Render({}, {});
  EXPECT_EQ(Words(bytes), "1/1 ");
  QPDF pdf;
  pdf.processMemoryFile("version", bytes.data(), bytes.size());
  EXPECT_FALSE(pdf.anyWarnings());
}

TEST(RenderPdf, SetsLongReports) {
  Version version;
  for (int i = 0; i < 10'000; ++i) {
    version.blocks.push_back(Paragraph("Paragraphe numéro " + std::to_string(i) + "."));
  }
  const std::string bytes = Render(version, Letter());
  const auto pages = ReadVersionPdf(bytes, false);
  ASSERT_TRUE(pages);
  EXPECT_GT(pages->size(), 200U);
  EXPECT_NE(pages->back().find("Jeanne Morvan"), std::string::npos);
  EXPECT_LT(bytes.size() / pages->size(), 3000U);
}

TEST(RenderPdf, ATableOfOneThousandRowsLosesNone) {
  Version version;
  version.blocks.push_back(Row({"Date", "Montant"}, 1));
  for (int i = 0; i < 1000; ++i) version.blocks.push_back(Row({"appel", std::to_string(i)}, 1));
  version.blocks.push_back(Row({"Autre tableau", "x"}, 2));
  const std::string words = Words(Render(version, Letter()), poppler::page::raw_order_layout);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_NE(words.find("appel " + std::to_string(i) + " "), std::string::npos) << i;
  }
}

}  // namespace
}  // namespace expurge
