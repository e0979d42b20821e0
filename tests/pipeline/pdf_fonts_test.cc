#include "pipeline/render/pdf_fonts.h"

#include <gtest/gtest.h>
#include <podofo/podofo.h>

namespace expurge {
namespace {

TEST(DrawableText, KeepsFrenchAsItIs) {
  EXPECT_EQ(DrawableText("L’œuvre d’Éloïse : « ça » – 12 € …"),
            u"L’œuvre d’Éloïse : « ça » – 12 € …");
}

TEST(DrawableText, ComposesAccents) {
  EXPECT_EQ(DrawableText("e\u0301te\u0301"), u"été");
}

TEST(DrawableText, FoldsWhatSharesAGlyph) {
  EXPECT_EQ(DrawableText("peut\u2010être\u2011là"), u"peut-être-là");
  EXPECT_EQ(DrawableText("12\u202F000\u2007€"), u"12\u00A0000\u00A0€");
  EXPECT_EQ(DrawableText("\u03BCg"), u"\u00B5g");
}

TEST(DrawableText, DropsWhatCannotBeSeen) {
  EXPECT_EQ(DrawableText("co\u00ADop\u200Bé\u200Drer\uFEFF\u202E"), u"coopérer");
  EXPECT_EQ(DrawableText("a\u0007b"), u"ab");
}

TEST(DrawableText, OpensLigatures) {
  EXPECT_EQ(DrawableText("\uFB01n, a\uFB00aire, e\uFB03cace"), u"fin, affaire, efficace");
}

TEST(DrawableText, HasSingleSpacesAndNoneAtTheEnds) {
  EXPECT_EQ(DrawableText("  a \t\n b  "), u"a b");
  // Two spaces of which one does not break do not break.
  EXPECT_EQ(DrawableText("a \u00A0: b\u00A0"), u"a\u00A0: b");
  EXPECT_EQ(DrawableText(" \u00A0 "), u"");
}

TEST(DrawableText, ShowsWhatItCannotSet) {
  EXPECT_EQ(DrawableText("x😀y"), u"x\uFFFDy");
  EXPECT_EQ(DrawableText("א"), u"\uFFFD");
  EXPECT_EQ(DrawableText("\xFF"), u"\uFFFD");
}

TEST(DrawableText, ReadsBulletsOfSymbolFonts) {
  EXPECT_EQ(DrawableText("\uF0B7 point"), u"• point");
  EXPECT_EQ(DrawableText("\uF0FE oui"), u"☑ oui");
}

class FontBookTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto book = FontBook::Open(document_, FontBook::DefaultFolders());
    ASSERT_TRUE(book) << book.error().args[0];
    book_ = std::move(*book);
  }
  PoDoFo::PdfMemDocument document_;
  std::unique_ptr<FontBook> book_;
};

TEST_F(FontBookTest, SaysWhichPackageIsMissing) {
  PoDoFo::PdfMemDocument document;
  const auto nothing = FontBook::Open(document, {"/nonexistent"});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().id, "render.font");
  EXPECT_EQ(nothing.error().kind, ErrorKind::kTemporary);
  EXPECT_EQ(nothing.error().args, std::vector<std::string>{"fonts-liberation"});
  const auto half = FontBook::Open(document, {FontBook::DefaultFolders()[0]});
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().args, std::vector<std::string>{"fonts-dejavu-core"});
}

TEST_F(FontBookTest, TakesTheWantedFaceFirst) {
  const Glyph& e = book_->Find(Face::kSansBold, u'é');
  EXPECT_EQ(e.face, Face::kSansBold);
  EXPECT_EQ(e.drawn, u'é');
  EXPECT_NE(e.id, 0);
  EXPECT_EQ(e.advance, 556);  // Liberation Sans has the widths of Helvetica
}

TEST_F(FontBookTest, FallsBackForBoxes) {
  for (char16_t box : {u'☐', u'☑', u'☒'}) {
    const Glyph& glyph = book_->Find(Face::kSerif, box);
    EXPECT_EQ(glyph.face, Face::kFallback);
    EXPECT_EQ(glyph.drawn, box);
    EXPECT_NE(glyph.id, 0);
  }
}

TEST_F(FontBookTest, DrawsAReplacementForWhatNoFaceHas) {
  const Glyph& glyph = book_->Find(Face::kSerif, u'漢');
  EXPECT_EQ(glyph.face, Face::kFallback);
  EXPECT_EQ(glyph.drawn, kReplacement);
  EXPECT_NE(glyph.id, 0);
}

TEST_F(FontBookTest, NoBreakSpaceIsDrawnAsASpace) {
  EXPECT_EQ(book_->Find(Face::kSerif, kNoBreakSpace).drawn, u' ');
}

// A glyph can have one reading only: two code points that DrawableText keeps apart must not meet.
TEST_F(FontBookTest, NoTwoDrawableLettersShareAGlyph) {
  for (Face face : {Face::kSerif, Face::kSerifBold, Face::kSans, Face::kSansBold}) {
    std::map<std::pair<Face, uint16_t>, char16_t> owners;
    for (char32_t c = 0x20; c < 0x2700; ++c) {
      if (c >= 0xD800 && c < 0xE000) continue;
      char16_t unit = static_cast<char16_t>(c);
      std::string utf8;
      if (c < 0x80) {
        utf8 = {static_cast<char>(c)};
      } else if (c < 0x800) {
        utf8 = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
      } else {
        utf8 = {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                static_cast<char>(0x80 | (c & 0x3F))};
      }
      if (DrawableText(utf8) != std::u16string(1, unit)) continue;
      const Glyph& glyph = book_->Find(face, unit);
      if (glyph.drawn == kReplacement) continue;
      const auto [at, fresh] = owners.emplace(std::pair(glyph.face, glyph.id), unit);
      EXPECT_TRUE(fresh) << std::hex << static_cast<int>(unit) << " and "
                         << static_cast<int>(at->second) << " in face "
                         << static_cast<int>(face);
    }
  }
}

TEST_F(FontBookTest, EmbedsOnlyFacesThatAreUsed) {
  (void)book_->Find(Face::kSerifBold, u'a');  // measured, not drawn
  book_->Use(book_->Find(Face::kSans, u'a'));
  const auto fonts = book_->Embed();
  EXPECT_EQ(fonts.size(), 1U);
  EXPECT_EQ(fonts.count(Face::kSans), 1U);
}

}  // namespace
}  // namespace expurge
