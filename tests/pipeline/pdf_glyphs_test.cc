#include "pipeline/read/pdf_glyphs.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/read/pdf_normalise.h"
#include "pipeline/read/pdf_symbols.h"
#include "tests/pipeline/pdf_builder.h"

namespace expurge {
namespace {

using ::testing::ElementsAre;
using testing::PdfBuilder;

// The glyphs of the first page, read as the reader does: from the normalised bytes.
PageGlyphs GlyphsOf(PdfBuilder& builder) {
  const auto normalised = NormalisePdf(builder.Build(), "");
  EXPECT_TRUE(normalised.has_value());
  auto reader = GlyphReader::Open(normalised->bytes);
  EXPECT_TRUE(reader.has_value());
  return (*reader)->ReadPage(1);
}

PageGlyphs GlyphsOf(const std::string& content) {
  PdfBuilder builder;
  builder.AddPage(content);
  return GlyphsOf(builder);
}

std::vector<std::string> RawStrings(const PageGlyphs& page) {
  std::vector<std::string> strings;
  for (const ShowOperator& op : page.operators) {
    strings.push_back(page.raw.substr(op.raw_begin, op.raw_size));
  }
  return strings;
}

TEST(GlyphReader, NumbersEveryStringAndKeepsItsRawBytes) {
  const PageGlyphs page = GlyphsOf(
      "BT /F1 11 Tf 72 700 Td (a\\050b) Tj [(cd) -200 (e)] TJ <6667> Tj 14 TL (h) ' ET");
  EXPECT_THAT(RawStrings(page), ElementsAre("a(b", "cd", "e", "fg", "h"));
  for (size_t i = 0; i < page.operators.size(); ++i) {
    EXPECT_EQ(page.operators[i].ordinal, i);
    EXPECT_EQ(page.operators[i].stream, 0);
  }
  ASSERT_EQ(page.glyphs.size(), 9u);
  const Glyph& d = page.glyphs[4];
  EXPECT_EQ(page.TextOf(d), U"d");
  EXPECT_EQ(page.operators[d.op].ordinal, 1u);
  EXPECT_EQ(d.raw_offset, 1u);
  EXPECT_EQ(d.code_bytes, 1u);
}

TEST(GlyphReader, CountsPerFormAndStartsAnewEachTimeItIsDrawn) {
  PdfBuilder builder;
  const int form = builder.AddStream(
      "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>",
      "BT /F1 11 Tf 72 600 Td (dans) Tj ( la forme) Tj ET");
  builder.AddPage("BT /F1 11 Tf 72 700 Td (avant) Tj ET /Fm Do /Fm Do "
                  "BT /F1 11 Tf 72 500 Td (apres) Tj ET",
                  "/XObject<</Fm " + PdfBuilder::Ref(form) + ">>");
  const PageGlyphs page = GlyphsOf(builder);
  ASSERT_EQ(page.operators.size(), 6u);
  std::vector<uint32_t> ordinals;
  for (const ShowOperator& op : page.operators) ordinals.push_back(op.ordinal);
  EXPECT_THAT(ordinals, ElementsAre(0, 0, 1, 0, 1, 1));
  EXPECT_EQ(page.operators[0].stream, 0);
  EXPECT_NE(page.operators[1].stream, 0);
  EXPECT_EQ(page.operators[1].stream, page.operators[3].stream);
  EXPECT_EQ(page.operators[5].stream, 0);
}

TEST(GlyphReader, PlacesGlyphsFromTheTopLeftCorner) {
  const PageGlyphs page = GlyphsOf("BT /F1 10 Tf 100 742 Td (H) Tj ET");
  ASSERT_EQ(page.glyphs.size(), 1u);
  EXPECT_NEAR(page.glyphs[0].x, 100, 0.01);
  EXPECT_NEAR(page.glyphs[0].y, 100, 0.01);
  EXPECT_NEAR(page.glyphs[0].dx, 7.22, 0.01);
  EXPECT_NEAR(page.operators[0].size, 10, 0.01);
  EXPECT_NEAR(page.width, 595, 0.01);
}

TEST(GlyphReader, MarksWhatCannotBeSeenAndStillGivesIt) {
  const PageGlyphs page = GlyphsOf(
      "BT /F1 10 Tf 72 700 Td (a) Tj 3 Tr (b) Tj 0 Tr 1 g (c) Tj 0 g 900 0 Td (d) Tj ET "
      "BT /F1 10 Tf 72 600 Td (e) Tj ET 60 590 50 30 re f");
  std::vector<Sight> sights;
  for (const Glyph& glyph : page.glyphs) sights.push_back(glyph.sight);
  EXPECT_THAT(sights, ElementsAre(Sight::kVisible, Sight::kNoPaint, Sight::kSameColour,
                                  Sight::kOffPage, Sight::kPaintedOver));
}

TEST(GlyphReader, ReportsStringsOfHiddenLayersWithoutGlyphs) {
  PdfBuilder builder;
  const int layer = builder.Add("<</Type/OCG/Name(calque)>>");
  builder.AddToCatalog("/OCProperties<</OCGs[" + PdfBuilder::Ref(layer) + "]/D<</OFF[" +
                       PdfBuilder::Ref(layer) + "]>>>>");
  builder.AddPage("/OC /L BDC BT /F1 11 Tf 72 700 Td (cache) Tj ET EMC "
                  "BT /F1 11 Tf 72 600 Td (vu) Tj ET",
                  "/Properties<</L " + PdfBuilder::Ref(layer) + ">>");
  const PageGlyphs page = GlyphsOf(builder);
  EXPECT_THAT(RawStrings(page), ElementsAre("cache", "vu"));
  EXPECT_EQ(page.glyphs.size(), 2u);
}

TEST(GlyphReader, LeavesOutCodePointsThatNoPageShows) {
  PdfBuilder builder;
  const int map = builder.AddStream(
      "", "1 begincodespacerange <00> <FF> endcodespacerange\n"
          "6 beginbfchar <61> <007F> <62> <202E0062> <63> <200B> <64> <200E> <65> <00AD> "
          "<66> <0066FEFF> endbfchar");
  const int font = builder.Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding"
                               "/WinAnsiEncoding/ToUnicode " + PdfBuilder::Ref(map) + ">>");
  builder.AddPage("BT /F9 11 Tf 72 700 Td (abcdefg) Tj ET", "",
                  "/Resources<</Font<</F9 " + PdfBuilder::Ref(font) + ">>>>");
  const PageGlyphs page = GlyphsOf(builder);
  EXPECT_EQ(page.glyphs.size(), 7u);
  EXPECT_EQ(page.text, U"b\u00ADfg");
}

TEST(GlyphReader, TellsBoldFonts) {
  const PageGlyphs page =
      GlyphsOf("BT /F1 11 Tf 72 700 Td (a) Tj /F2 11 Tf (b) Tj /F1 11 Tf 2 Tr (c) Tj ET");
  ASSERT_EQ(page.operators.size(), 3u);
  EXPECT_FALSE(page.operators[0].bold);
  EXPECT_TRUE(page.operators[1].bold);
  EXPECT_TRUE(page.operators[2].bold);
}

TEST(NormalisePdf, LeavesBehindWhatNoPageShows) {
  PdfBuilder builder;
  builder.Add("(orphan with a secret)");
  const int info = builder.Add("<</Secret(metadata)>>");
  builder.AddToCatalog("/Metadata " + PdfBuilder::Ref(info) + "/Outlines " + PdfBuilder::Ref(info));
  builder.AddPage("", "", "/AA<</O<</S/JavaScript/JS(secret)>>>>");
  const auto normalised = NormalisePdf(builder.Build(), "");
  ASSERT_TRUE(normalised.has_value());
  EXPECT_EQ(normalised->bytes.find("secret"), std::string::npos);
  EXPECT_EQ(normalised->bytes.find("metadata"), std::string::npos);
  EXPECT_EQ(NormalisePdf(builder.Build(), "")->bytes, normalised->bytes);
}

TEST(SymbolToUnicode, MapsBoxesOfSymbolFonts) {
  EXPECT_EQ(SymbolFontOf("ABCDEF+Wingdings-Regular"), SymbolFont::kWingdings);
  EXPECT_EQ(SymbolFontOf("LiberationSerif"), SymbolFont::kNone);
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kWingdings, 0xF0FE, 0xFE), U'☑');
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kWingdings, 'o', 'o'), U'☐');
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kNone, 0xF0A8, 1), U'☐');
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kNone, 'o', 'o'), U'o');
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kSymbol, 0xF0B7, 0xB7), U'•');
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kNone, 0xF8EB, 1), U'⎛');
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kNone, 0xF8FE, 1), U'⎭');
  EXPECT_EQ(SymbolToUnicode(SymbolFont::kNone, 0xF8FF, 1), char32_t{0xF8FF});
}

}  // namespace
}  // namespace expurge
