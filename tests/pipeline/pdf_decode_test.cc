#include "pipeline/verify/pdf_decode.h"

#include <gtest/gtest.h>

namespace expurge {
namespace {

std::string CMap(const std::string& entries) {
  return "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
         "<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n"
         "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n"
         "<0000> <FFFF>\nendcodespacerange\n" + entries +
         "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

TEST(ParseToUnicode, ReadsListsRangesAndCharacters) {
  const auto map = ParseToUnicode(CMap(
      "3 beginbfrange\n<0003> <0003> [ <0020> ]\n<0044> <0046> <0061>\n"
      "<0050> <0051> [<00E9> <00660069>]\nendbfrange\n1 beginbfchar\n<0060> <20AC>\nendbfchar\n"));
  ASSERT_TRUE(map);
  const UnicodeMap expected = {{0x03, u" "}, {0x44, u"a"}, {0x45, u"b"},  {0x46, u"c"},
                               {0x50, u"é"}, {0x51, u"fi"}, {0x60, u"€"}};
  EXPECT_EQ(*map, expected);
}

TEST(ParseToUnicode, HasNoRoomForMore) {
  EXPECT_TRUE(ParseToUnicode(CMap("")));
  EXPECT_FALSE(ParseToUnicode(CMap("(words)\n")));
  EXPECT_FALSE(ParseToUnicode(CMap("/Words\n")));
  EXPECT_FALSE(ParseToUnicode(CMap("<0041>\n")));
  EXPECT_FALSE(ParseToUnicode(CMap("1 beginbfchar\n<41> <0061>\nendbfchar\n")));
  EXPECT_FALSE(ParseToUnicode(CMap("1 beginbfchar\n<0041> words\nendbfchar\n")));
  EXPECT_FALSE(ParseToUnicode(CMap("1 beginbfrange\n<0042> <0041> <0061>\nendbfrange\n")));
  EXPECT_FALSE(ParseToUnicode(CMap("1 beginbfrange\n<0041> <0042> [<0061>]\nendbfrange\n")));
  EXPECT_FALSE(ParseToUnicode(CMap("1 beginbfrange\n<0041>")));
}

const std::map<std::string, UnicodeMap> kFonts = {
    {"/F0", {{1, u"a"}, {2, u"é"}, {3, u" "}}}, {"/F1", {{1, u"☑"}}}};

constexpr char kLine[] = "BT 0 g 1 0 0 1 70.87 700 Tm /F0 11 Tf <000100030002> Tj ET\n";

TEST(DecodeContent, ReadsLines) {
  const auto page = DecodeContent(std::string(kLine) +
                                      "0.2 g 70.87 100 453.54 0.80 re f\n"
                                      "BT 0.35 g 1 0 0 1 70 600 Tm /F1 9 Tf <0001> Tj /F0 9 Tf "
                                      "<0003> Tj ET\n",
                                  kFonts);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->text, u"a é\n☑ \n");
  EXPECT_EQ(page->codes.at("/F0"), (std::set<uint16_t>{1, 2, 3}));
  EXPECT_EQ(page->codes.at("/F1"), (std::set<uint16_t>{1}));
}

TEST(DecodeContent, ReadsAnEmptyPage) {
  const auto page = DecodeContent("", kFonts);
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->text.empty());
}

TEST(DecodeContent, RefusesWhatAVersionNeverHas) {
  const std::string line = kLine;
  EXPECT_TRUE(DecodeContent(line, kFonts));
  const auto with = [&](const std::string& what, const std::string& instead) {
    std::string changed = line;
    changed.replace(changed.find(what), what.size(), instead);
    return DecodeContent(changed, kFonts).has_value();
  };
  EXPECT_FALSE(with("0 g", "1 g"));                    // white
  EXPECT_FALSE(with("0 g", "1 0 0 rg"));               // coloured
  EXPECT_FALSE(with("0 g", "0 g 3 Tr"));               // invisible
  EXPECT_FALSE(with("70.87 700", "-70.87 700"));       // off the page
  EXPECT_FALSE(with("70.87 700", "70.87 1700"));
  EXPECT_FALSE(with("1 0 0 1 ", "0.01 0 0 0.01 "));    // too small to see
  EXPECT_FALSE(with("11 Tf", "1 Tf"));
  EXPECT_FALSE(with("/F0", "/F7"));                    // no such font
  EXPECT_FALSE(with("<000100030002>", "<0009>"));      // a code without a letter
  EXPECT_FALSE(with("<000100030002>", "<00010>"));
  EXPECT_FALSE(with("<000100030002>", "(words)"));
  EXPECT_FALSE(with("<000100030002> Tj", "[<0001> -9000 <0002>] TJ"));
  EXPECT_FALSE(with(" ET", ""));
  EXPECT_FALSE(with("BT ", ""));
  EXPECT_FALSE(with("ET\n", "ET\n/X Do\n"));
  EXPECT_FALSE(with("ET\n", "ET\n/Span << /ActualText (words) >> BDC EMC\n"));
  EXPECT_FALSE(with("ET\n", "ET\n% words\n"));
  EXPECT_FALSE(with("ET\n", "ET\n12\n"));              // operands of no operator
  EXPECT_FALSE(with("ET\n", "ET\n0 0 9 90 re f\n"));   // a box could cover words
}

}  // namespace
}  // namespace expurge
