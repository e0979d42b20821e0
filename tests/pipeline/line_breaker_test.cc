#include "pipeline/render/line_breaker.h"

#include <gtest/gtest.h>

namespace expurge {
namespace {

// Every character is as wide as the font size: widths in points are counts of characters.
class Monospaced final : public TextMetrics {
 public:
  double Advance(Face, char16_t) const override { return 1000; }
};

std::vector<std::u16string> Break(std::u16string_view text, double columns, double indent = 0) {
  std::vector<std::u16string> lines;
  for (BrokenLine& line : BreakLines(text, {Face::kSerif, 1, columns, indent}, Monospaced())) {
    EXPECT_DOUBLE_EQ(line.width, static_cast<double>(line.text.size()));
    lines.push_back(std::move(line.text));
  }
  return lines;
}

using Lines = std::vector<std::u16string>;

TEST(BreakLines, FillsLines) {
  EXPECT_EQ(Break(u"un deux trois quatre", 9), (Lines{u"un deux", u"trois", u"quatre"}));
  EXPECT_EQ(Break(u"un deux", 7), (Lines{u"un deux"}));
  EXPECT_EQ(Break(u"", 7), Lines{});
}

TEST(BreakLines, TakesTheIndentFromTheFirstLineOnly) {
  EXPECT_EQ(Break(u"un deux trois", 8, 3), (Lines{u"un", u"deux", u"trois"}));
  EXPECT_EQ(Break(u"un de trois un", 8, 3), (Lines{u"un de", u"trois un"}));
}

TEST(BreakLines, KeepsMarksWithTheirWord) {
  EXPECT_EQ(Break(u"un bien : deux", 7), (Lines{u"un", u"bien :", u"deux"}));
  EXPECT_EQ(Break(u"voici « mots » là", 9), (Lines{u"voici", u"« mots »", u"là"}));
  EXPECT_EQ(Break(u"prix 12 €", 7), (Lines{u"prix", u"12 €"}));
  // Near miss: a word that begins with a mark is a word.
  EXPECT_EQ(Break(u"prix €uro", 6), (Lines{u"prix", u"€uro"}));
}

TEST(BreakLines, KeepsGroupsOfDigits) {
  EXPECT_EQ(Break(u"doit 1 846,70", 9), (Lines{u"doit", u"1 846,70"}));
  EXPECT_EQ(Break(u"le 02 61 91 00 12", 15), (Lines{u"le", u"02 61 91 00 12"}));
}

TEST(BreakLines, KeepsTitlesWithNames) {
  EXPECT_EQ(Break(u"vu M. Roy", 7), (Lines{u"vu", u"M. Roy"}));
  EXPECT_EQ(Break(u"loi n° 90", 7), (Lines{u"loi", u"n° 90"}));
  EXPECT_EQ(Break(u"vu AM. Roy", 7), (Lines{u"vu AM.", u"Roy"}));
}

TEST(BreakLines, KeepsNoBreakSpacesAndDrawsThemPlain) {
  EXPECT_EQ(Break(u"le mot\u00A0lié", 8), (Lines{u"le", u"mot lié"}));
}

TEST(BreakLines, NeverEndsALineAtAHyphen) {
  EXPECT_EQ(Break(u"vu Jean-Luc", 8), (Lines{u"vu", u"Jean-Luc"}));
}

TEST(BreakLines, CutsOnlyAWordWiderThanTheLine) {
  EXPECT_EQ(Break(u"un abcdefghij fin", 4), (Lines{u"un", u"abcd", u"efgh", u"ij", u"fin"}));
}

TEST(BreakLines, BreaksADigitRowThatFitsNowhereElse) {
  EXPECT_EQ(Break(u"11 22 33 44", 5), (Lines{u"11 22", u"33 44"}));
}

TEST(BreakLines, LosesNoLetter) {
  const std::u16string text = u"a bb : ccc 1 234 M. X «\u00A0dddddddddddd\u00A0» ee ; f";
  for (double columns = 1; columns < 30; ++columns) {
    std::u16string letters, wanted;
    for (const std::u16string& line : Break(text, columns)) {
      EXPECT_LE(line.size(), std::max(columns, 1.0));
      for (char16_t c : line) {
        if (c != u' ') letters += c;
      }
    }
    for (char16_t c : text) {
      if (c != u' ' && c != kNoBreakSpace) wanted += c;
    }
    EXPECT_EQ(letters, wanted) << columns;
  }
}

TEST(WidestPiece, CountsWhatStaysTogether) {
  EXPECT_DOUBLE_EQ(WidestPiece(u"un deux : trois", Face::kSans, 1, Monospaced()), 6);
  EXPECT_DOUBLE_EQ(WidestPiece(u"", Face::kSans, 1, Monospaced()), 0);
}

}  // namespace
}  // namespace expurge
