#include "detectors/fold.h"

#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include <random>

namespace expurge {
namespace {

std::string Folded(std::string_view text) { return Fold(text).text; }

// The bytes of the source behind the only occurrence of `needle` in the folded text.
std::string SourceOf(const std::string& text, const std::string& needle) {
  const FoldedText folded = Fold(text);
  const size_t at = folded.text.find(needle);
  if (at == std::string::npos) return "(absent)";
  return std::string(folded.Source(at, at + needle.size()).In(text));
}

TEST(Fold, LowersAndDropsAccents) {
  EXPECT_EQ(Folded("ÉLÉONORE a Été Hébergée"), "eleonore a ete hebergee");
  EXPECT_EQ(Folded("Ça, là, où, naïf, Noël, août"), "ca, la, ou, naif, noel, aout");
}

TEST(Fold, ReadsComposedAndDecomposedAlike) {
  EXPECT_EQ(Folded("e\u0301te\u0301"), Folded("été"));
}

TEST(Fold, OpensLigatures) {
  EXPECT_EQ(Folded("sœur CŒUR ﬁn œdème æquo"), "soeur coeur fin oedeme aequo");
  EXPECT_EQ(SourceOf("sa sœur", "soeur"), "sœur");
}

TEST(Fold, TakesALigatureWholeWhenOnlyHalfOfItMatched) {
  EXPECT_EQ(SourceOf("l'œil", "o"), "œ");
}

TEST(Fold, UnifiesApostrophesDashesAndSpaces) {
  EXPECT_EQ(Folded("l’aide l´aide lʼaide"), "l'aide l'aide l'aide");
  EXPECT_EQ(Folded("rendez‑vous – oui — non"), "rendez-vous - oui - non");
  EXPECT_EQ(Folded("12\u00a0000\u202f€\tet"), "12 000 € et");
}

TEST(Fold, DropsWhatCannotBeSeen) {
  EXPECT_EQ(Folded("dé\u00adpres\u200bsion\ufeff"), "depression");
  EXPECT_EQ(SourceOf("la dé\u00adpres\u200bsion.", "depression"), "dé\u00adpres\u200bsion");
  EXPECT_EQ(Folded("a\x01"
                   "b"),
            "ab");
}

TEST(Fold, ReadsLookAlikeLettersAsLatin) {
  EXPECT_EQ(Folded("\u0430lc\u043e\u043el"), "alcool");  // Cyrillic а and о
  EXPECT_EQ(Folded("\uff21lcool"), "alcool");            // full-width A
}

TEST(Fold, JoinsAWordBrokenAtALineEnd) {
  EXPECT_EQ(Folded("une hospi-\ntalisation"), "une hospitalisation");
  EXPECT_EQ(Folded("une hospi\u00ad\n  talisation"), "une hospitalisation");
  EXPECT_EQ(SourceOf("une hospi-\ntalisation libre", "hospitalisation"), "hospi-\ntalisation");
}

TEST(Fold, DoesNotJoinAcrossADashOrACapital) {
  EXPECT_EQ(Folded("Jean-\nPierre"), "jean- pierre");
  EXPECT_EQ(Folded("présents :\n- un"), "presents : - un");
  EXPECT_EQ(Folded("oui -\nnon"), "oui - non");
}

TEST(Fold, GivesInvalidBytesAsQuestionMarksWithoutShifting) {
  const std::string text = "a\xff\xfe"
                           "b\xc3";
  EXPECT_EQ(Folded(text), "a??b?");
  EXPECT_EQ(Fold(text).origin, (std::vector<uint32_t>{0, 1, 2, 3, 4, 5}));
}

// A slow reading of the contract: ICU decomposes the whole text, one character at a time.
std::string SlowFold(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  const icu::UnicodeString one(c);
  UChar buffer[32];
  const int32_t length =
      unorm2_normalize(nfkd, one.getBuffer(), one.length(), buffer, 32, &status);
  icu::UnicodeString parts(buffer, length), kept;
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    if (u_charType(parts.char32At(i)) != U_NON_SPACING_MARK) kept.append(parts.char32At(i));
  }
  std::string out;
  kept.toLower(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

TEST(Fold, AgreesWithIcuOnEveryLetterOfWesternLanguages) {
  for (UChar32 c = 0x00c0; c < 0x0180; ++c) {
    if (!u_isalpha(c)) continue;
    std::string text;
    icu::UnicodeString(c).toUTF8String(text);
    const std::string slow = SlowFold(c);
    if (slow.size() != 1) continue;  // ligatures and look-alikes have tests of their own
    EXPECT_EQ(Folded(text), slow) << std::hex << c;
  }
}

TEST(Fold, KeepsItsMapExactOnAnyInput) {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {
      "a",      "É",    "œ",     "\u00ad", "-\n",  "-",     "\n",   " ",     "\u00a0", "e\u0301",
      "\u0430", "\xff", "\xe2\x82", "…",   "½",    "\u200b", "😀",  "ﬃ",    "’",      "12",
      "\r\n",   "\t",   "\u202e", "Ⓐ",    "\xc2", "z-\n  b", "-\n-", "«",   "»",      "№"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t n = random() % 20; n > 0; --n) text += parts[random() % parts.size()];
    const FoldedText folded = Fold(text);
    ASSERT_EQ(folded.origin.size(), folded.text.size() + 1);
    ASSERT_EQ(folded.origin.back(), text.size());
    for (size_t i = 0; i + 1 < folded.origin.size(); ++i) {
      ASSERT_LE(folded.origin[i], folded.origin[i + 1]);
      ASSERT_LT(folded.origin[i], text.size());
      // No range starts inside a character.
      const TextRange range = folded.Source(i, i + 1);
      ASSERT_FALSE(range.empty());
      const std::string_view bytes = range.In(text);
      const bool trail = (static_cast<uint8_t>(bytes[0]) & 0xc0) == 0x80;
      ASSERT_TRUE(!trail || folded.text[i] == '?');
    }
    // What is left of the source between two neighbours of the map folds to what the map says:
    // nothing is attributed to a place it did not come from.
    for (size_t i = 0; i < folded.text.size(); ++i) {
      if (folded.text[i] >= '0' && folded.text[i] <= '9' && text[folded.origin[i]] < 0x7f &&
          text[folded.origin[i]] > 0) {
        ASSERT_EQ(text[folded.origin[i]], folded.text[i]);
      }
    }
  }
}

}  // namespace
}  // namespace expurge
