#include "pipeline/verify/font_program.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace expurge {
namespace {

std::string Word(uint32_t value, int size) {
  std::string bytes;
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>(value >> shift & 0xFF);
  }
  return bytes;
}

// A font of four glyphs: 0, a simple one, one composed of glyph 1, and one more.
struct Font {
  std::map<std::string, std::string> tables;

  explicit Font(bool last_has_outline) {
    const std::string simple = Word(1, 2) + std::string(10, '\0');
    const std::string composed = Word(0xFFFF, 2) + std::string(8, '\0') + Word(0, 2) + Word(1, 2) +
                                 Word(0, 2);
    const std::string last = last_has_outline ? simple : "";
    std::string loca, glyf;
    for (const std::string& outline : {simple, simple, composed, last}) {
      loca += Word(static_cast<uint32_t>(glyf.size()), 4);
      glyf += outline;
    }
    loca += Word(static_cast<uint32_t>(glyf.size()), 4);
    tables["glyf"] = glyf;
    tables["loca"] = loca;
    tables["head"] = std::string(50, '\0') + Word(1, 2) + Word(0, 2);
    tables["maxp"] = Word(0x10000, 4) + Word(4, 2);
    tables["post"] = Word(0x30000, 4) + std::string(28, '\0');
  }

  std::string Bytes() const {
    std::string directory = Word(0x10000, 4) + Word(static_cast<uint32_t>(tables.size()), 2) +
                            std::string(6, '\0');
    std::string data;
    const size_t begin = 12 + 16 * tables.size();
    for (const auto& [tag, table] : tables) {
      directory += tag + Word(0, 4) + Word(static_cast<uint32_t>(begin + data.size()), 4) +
                   Word(static_cast<uint32_t>(table.size()), 4);
      data += table + std::string((4 - table.size() % 4) % 4, '\0');
    }
    return directory + data;
  }
};

TEST(HoldsOnly, AcceptsTheLettersThatAreUsed) {
  EXPECT_TRUE(HoldsOnly(Font(false).Bytes(), {1, 2}));
  EXPECT_TRUE(HoldsOnly(Font(true).Bytes(), {1, 2, 3}));
}

TEST(HoldsOnly, PartsOfAComposedLetterBelongToIt) {
  EXPECT_TRUE(HoldsOnly(Font(false).Bytes(), {2}));
}

TEST(HoldsOnly, FindsAnUnusedLetter) {
  EXPECT_FALSE(HoldsOnly(Font(true).Bytes(), {1, 2}));
  EXPECT_FALSE(HoldsOnly(Font(false).Bytes(), {1}));  // the composed one
}

TEST(HoldsOnly, FindsALetterThatIsNotThere) { EXPECT_FALSE(HoldsOnly(Font(false).Bytes(), {9})); }

TEST(HoldsOnly, FindsNamesAndForeignTables) {
  Font named(false);
  named.tables["name"] = "words";
  EXPECT_FALSE(HoldsOnly(named.Bytes(), {1, 2}));
  Font posted(false);
  posted.tables["post"] = Word(0x20000, 4) + std::string(28, '\0');
  EXPECT_FALSE(HoldsOnly(posted.Bytes(), {1, 2}));
  Font longer(false);
  longer.tables["post"] += "words";
  EXPECT_FALSE(HoldsOnly(longer.Bytes(), {1, 2}));
}

TEST(HoldsOnly, FindsBytesBetweenTables) {
  EXPECT_FALSE(HoldsOnly(Font(false).Bytes() + "words words", {1, 2}));
  Font padded(false);
  padded.tables["glyf"] += "words words!";
  EXPECT_FALSE(HoldsOnly(padded.Bytes(), {1, 2}));
}

// A cmap of format 4 that gives `first` and the next letters the glyphs from 1 on.
std::string CMapFrom(char16_t first, uint32_t letters) {
  const std::string subtable = Word(4, 2) + Word(32, 2) + Word(0, 2) + Word(4, 2) +
                               Word(0, 6) + Word(first + letters - 1, 2) + Word(0xFFFF, 2) +
                               Word(0, 2) + Word(first, 2) + Word(0xFFFF, 2) +
                               Word((0x10001u - first) & 0xFFFF, 2) + Word(1, 2) + Word(0, 2) +
                               Word(0, 2);
  return Word(0, 2) + Word(1, 2) + Word(3, 2) + Word(1, 2) + Word(12, 4) + subtable;
}

TEST(DrawsAs, ComparesOutlinesWithTheInstalledFont) {
  Font whole(true);
  whole.tables["cmap"] = CMapFrom(u'a', 3);
  whole.tables["name"] = "an installed font has names";
  const std::string subset = Font(true).Bytes();
  EXPECT_TRUE(DrawsAs(subset, whole.Bytes(), {{1, u"a"}, {2, u"b"}, {3, u"c"}}));
  EXPECT_TRUE(DrawsAs(subset, whole.Bytes(), {}));
  EXPECT_FALSE(DrawsAs(subset, whole.Bytes(), {{1, u"b"}, {2, u"a"}}));  // drawn as the other
  EXPECT_FALSE(DrawsAs(subset, whole.Bytes(), {{1, u"d"}}));             // no such letter
  EXPECT_FALSE(DrawsAs(subset, whole.Bytes(), {{1, u"ab"}}));
  EXPECT_FALSE(DrawsAs(subset, whole.Bytes(), {{9, u"a"}}));
  EXPECT_FALSE(DrawsAs(subset, "", {{1, u"a"}}));
}

TEST(HoldsOnly, SurvivesEveryTruncation) {
  const std::string bytes = Font(true).Bytes();
  for (size_t size = 0; size + 4 < bytes.size(); ++size) {
    EXPECT_FALSE(HoldsOnly(std::string_view(bytes).substr(0, size), {1, 2, 3})) << size;
  }
}

}  // namespace
}  // namespace expurge
