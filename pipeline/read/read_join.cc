#include "pipeline/read/read_join.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace expurge {
namespace {

// First parts that keep their hyphen, and second parts that follow one.
constexpr auto kBefore = std::to_array<std::string_view>({
    "rendez", "peut", "c'est", "est", "vis", "grand", "grands", "grande", "petit", "petite",
    "petits", "petites", "beau", "beaux", "belle", "belles", "demi", "mi", "non", "ex", "après",
    "avant", "sous", "semi", "quasi", "vice", "celui", "celle", "ceux", "celles", "lui", "elle",
    "eux", "moi", "soi", "saint", "sainte", "canapé", "garde", "chef", "tiers", "tête", "court",
    "haut", "bas", "nord", "sud", "nouveau", "nouvelle", "aide", "machine", "lave", "sèche",
    "main", "ouvre", "porte", "compte", "laissez", "dix", "vingt", "trente", "quarante",
    "cinquante", "soixante", "quatre", "cent", "arc", "mère", "père",
});
constexpr auto kAfter = std::to_array<std::string_view>({
    "t", "il", "elle", "ils", "elles", "on", "je", "tu", "nous", "vous", "ce", "ci", "là", "même",
    "mêmes", "moi", "toi", "lui", "leur", "y", "en", "d", "dessus", "dessous", "delà", "devant",
    "dedans", "dehors",
});

struct HyphenEnd {
  size_t bytes = 0;  // of the hyphen; 0 when the line ends otherwise
  bool soft = false;
};

HyphenEnd HyphenOf(std::string_view line) {
  if (line.ends_with("\u00AD")) return {2, true};
  if (line.ends_with("\u2010")) return {3, false};
  if (line.ends_with("-")) return {1, false};
  return {};
}

// Where the last code point of `text` begins.
size_t LastBegin(std::string_view text) {
  size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

UChar32 FirstChar(std::string_view text) {
  if (text.empty()) return 0;
  UChar32 c = 0;
  int32_t i = 0;
  U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
  return c;
}

UChar32 LastChar(std::string_view text) {
  return text.empty() ? 0 : FirstChar(text.substr(LastBegin(text)));
}

bool InWord(UChar32 c) { return u_isalpha(c) || c == '-' || c == 0x2010 || c == '\''; }

std::string_view LastWord(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0) {
    const size_t last = LastBegin(text.substr(0, begin));
    if (!InWord(FirstChar(text.substr(last)))) break;
    begin = last;
  }
  return text.substr(begin);
}

std::string_view FirstWord(std::string_view text) {
  size_t end = 0;
  while (end < text.size()) {
    int32_t i = static_cast<int32_t>(end);
    UChar32 c = 0;
    U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
    if (!InWord(c)) break;
    end = static_cast<size_t>(i);
  }
  return text.substr(0, end);
}

std::string Fold(std::string_view word) {
  icu::UnicodeString folded = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  folded.foldCase();
  std::string result;
  folded.toUTF8String(result);
  return result;
}

template <size_t N>
bool Has(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void LineJoiner::Expect(std::string_view line, std::string_view next) {
  ++pairs_;
  const HyphenEnd hyphen = HyphenOf(line);
  if (hyphen.bytes == 0 || hyphen.soft) return;
  line.remove_suffix(hyphen.bytes);
  if (!u_isalpha(LastChar(line)) || !u_islower(FirstChar(next))) return;
  const std::string before = Fold(LastWord(line));
  const std::string after = Fold(FirstWord(next));
  ++hyphens_;
  wanted_.insert(before + after);
  wanted_.insert(before + "-" + after);
}

void LineJoiner::Learn(std::string_view line) {
  if (wanted_.empty()) return;
  for (size_t at = 0; at < line.size();) {
    const std::string_view word = FirstWord(line.substr(at));
    if (!word.empty()) {
      const std::string folded = Fold(word);
      if (wanted_.count(folded) > 0) seen_.insert(folded);
      at += word.size();
    } else {
      ++at;
      while (at < line.size() && (line[at] & 0xC0) == 0x80) ++at;
    }
  }
}

Join LineJoiner::Decide(std::string_view line, std::string_view next) const {
  const HyphenEnd hyphen = HyphenOf(line);
  if (hyphen.bytes == 0) {
    const bool elided = line.ends_with("’") || line.ends_with("'");
    return elided && u_isalpha(FirstChar(next)) ? Join::kNothing : Join::kSpace;
  }
  const std::string_view stem = line.substr(0, line.size() - hyphen.bytes);
  if (!u_isalnum(LastChar(stem))) return Join::kSpace;  // a dash, not a hyphen
  if (hyphen.soft) return Join::kDropHyphen;
  const UChar32 first = FirstChar(next);
  if (!u_isalnum(first)) return Join::kSpace;
  if (!u_isalpha(LastChar(stem)) || !u_islower(first)) return Join::kNothing;
  const std::string before = Fold(LastWord(stem));
  const std::string after = Fold(FirstWord(next));
  const bool compound = seen_.count(before + "-" + after) > 0;
  const bool simple = seen_.count(before + after) > 0;
  if (compound != simple) return compound ? Join::kNothing : Join::kDropHyphen;
  // "dit-il", "celui-ci", "rendez-vous", and the middle of "arc-en-ciel".
  const size_t inner = before.rfind('-');
  const std::string_view last =
      std::string_view(before).substr(inner == std::string::npos ? 0 : inner + 1);
  const std::string_view head = std::string_view(after).substr(0, after.find('-'));
  if (Has(kBefore, last) || Has(kAfter, head)) return Join::kNothing;
  return Divides() ? Join::kDropHyphen : Join::kNothing;
}

}  // namespace expurge
