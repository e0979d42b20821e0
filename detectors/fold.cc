#include "detectors/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include <array>

namespace expurge {
namespace {

constexpr char kDrop = '\0';   // folds to nothing
constexpr char kOther = '\1';  // has no one-byte folding: asks FoldRare

// ASCII: one byte each. Control characters other than white space fold to nothing, so that they
// cannot cut a word.
constexpr std::array<char, 128> MakeAscii() {
  std::array<char, 128> table{};
  for (int c = 0; c < 128; ++c) {
    char folded = static_cast<char>(c);
    if (c >= 'A' && c <= 'Z') folded = static_cast<char>(c + 32);
    if (c < 0x20 || c == 0x7f) folded = (c >= 0x09 && c <= 0x0d) ? ' ' : kDrop;
    if (c == '`') folded = '\'';
    table[static_cast<size_t>(c)] = folded;
  }
  return table;
}
constexpr std::array<char, 128> kAscii = MakeAscii();

// U+00A0 to U+00FF, by index from U+00A0. '\1' asks for FoldRare.
constexpr char kLatin1[] =
    " \1\1\1\1\1\1\1\1\1a\1\1\0\1\1"                          // A0: nbsp … ª « ¬ shy ® ¯
    "\1\1\1\1\'\1\1\1\1\1\1\1\1\1\1\1"                        // B0: ° ± ² ³ ´ … º »
    "aaaaaa\1ceeeeiiii" "\1nooooo\1ouuuuy\1\1"                // C0 to DF
    "aaaaaa\1ceeeeiiii" "\1nooooo\1ouuuuy\1y";                // E0 to FF
static_assert(sizeof(kLatin1) == 97);

bool IsInvisible(UChar32 c) {
  return c == 0x00ad || c == 0x034f || c == 0x061c || c == 0x115f || c == 0x1160 ||
         c == 0x17b4 || c == 0x17b5 || c == 0x180e || (c >= 0x180b && c <= 0x180d) ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f) || c == 0x3164 || (c >= 0xfe00 && c <= 0xfe0f) ||
         c == 0xfeff || c == 0xffa0 || (c >= 0xe0000 && c <= 0xe0fff);
}

// The Latin letter that a Greek or Cyrillic letter looks like; 0 for others. Small and capital
// forms are given apart because they look like different letters (Cyrillic в is no Latin v, В is B).
char LookAlike(UChar32 c) {
  struct Pair {
    UChar32 from;
    char to;
  };
  static constexpr Pair kPairs[] = {
      {0x0391, 'a'}, {0x0392, 'b'}, {0x0395, 'e'}, {0x0396, 'z'}, {0x0397, 'h'}, {0x0399, 'i'},
      {0x039a, 'k'}, {0x039c, 'm'}, {0x039d, 'n'}, {0x039f, 'o'}, {0x03a1, 'p'}, {0x03a4, 't'},
      {0x03a5, 'y'}, {0x03a7, 'x'}, {0x03b1, 'a'}, {0x03b9, 'i'}, {0x03ba, 'k'}, {0x03bd, 'v'},
      {0x03bf, 'o'}, {0x03c1, 'p'}, {0x03c4, 't'}, {0x03c5, 'u'}, {0x03c7, 'x'}, {0x03f2, 'c'},
      {0x03f9, 'c'}, {0x0405, 's'}, {0x0406, 'i'}, {0x0408, 'j'}, {0x0410, 'a'}, {0x0412, 'b'},
      {0x0415, 'e'}, {0x041a, 'k'}, {0x041c, 'm'}, {0x041d, 'h'}, {0x041e, 'o'}, {0x0420, 'p'},
      {0x0421, 'c'}, {0x0422, 't'}, {0x0423, 'y'}, {0x0425, 'x'}, {0x0430, 'a'}, {0x0435, 'e'},
      {0x043e, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'},
      {0x0456, 'i'}, {0x0458, 'j'}, {0x04bb, 'h'}, {0x04c0, 'i'}, {0x04cf, 'i'}, {0x0501, 'd'},
      {0x051b, 'q'}, {0x051d, 'w'}, {0x0131, 'i'}, {0x0142, 'l'}, {0x0141, 'l'}, {0x00f8, 'o'},
      {0x00d8, 'o'}, {0x0110, 'd'}, {0x0111, 'd'}, {0x00f0, 'd'}, {0x00d0, 'd'}, {0x0127, 'h'},
      {0x0126, 'h'}, {0x0261, 'g'}, {0x1d00, 'a'}, {0x1d04, 'c'}, {0x1d07, 'e'}, {0x1d0f, 'o'}};
  for (const Pair& pair : kPairs) {
    if (pair.from == c) return pair.to;
  }
  return 0;
}

bool IsDash(UChar32 c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2043 || c == 0xfe58 ||
         c == 0xfe63 || c == 0xff0d;
}

bool IsApostrophe(UChar32 c) {
  return c == 0x2018 || c == 0x2019 || c == 0x201a || c == 0x201b || c == 0x02bc || c == 0x02b9 ||
         c == 0x02bb || c == 0x02bd || c == 0x02c8 || c == 0x2032 || c == 0x00b4 || c == 0xff07;
}

void AppendUtf8(UChar32 c, std::string& out) {
  char buffer[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out.append(buffer, static_cast<size_t>(length));
}

// One character that is no longer decomposable: lower case, look-alike, or nothing for a mark.
void FoldSimple(UChar32 c, std::string& out) {
  if (c < 0x80) {
    const char folded = kAscii[static_cast<size_t>(c)];
    if (folded != kDrop) out.push_back(folded);
    return;
  }
  const int8_t type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || IsInvisible(c)) return;
  if (const char alike = LookAlike(c)) {
    out.push_back(alike);
  } else if (IsDash(c)) {
    out.push_back('-');
  } else if (IsApostrophe(c)) {
    out.push_back('\'');
  } else if (u_isUWhiteSpace(c)) {
    out.push_back(' ');
  } else if (type == U_CONTROL_CHAR) {
    return;
  } else {
    switch (c) {
      case 0x0153: case 0x0152: out += "oe"; return;
      case 0x00e6: case 0x00c6: out += "ae"; return;
      case 0x00df: case 0x1e9e: out += "ss"; return;
      case 0x00ba: case 0x02da: AppendUtf8(0x00b0, out); return;  // nº as n°
      case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033: out.push_back('"'); return;
      case 0x2039: AppendUtf8(0x00ab, out); return;
      case 0x203a: AppendUtf8(0x00bb, out); return;
      case 0x2027: case 0x22c5: case 0x30fb: AppendUtf8(0x00b7, out); return;
      case 0x2044: case 0x2215: out.push_back('/'); return;
      default: AppendUtf8(u_tolower(c), out);
    }
  }
}

// Everything the tables do not answer: compatibility decomposition by ICU, then each part.
void FoldRare(UChar32 c, std::string& out) {
  if (c == 0x00ba || c == 0x02da || c == 0x00b4 || c == 0x2033 || c == 0x2032 || IsInvisible(c)) {
    FoldSimple(c, out);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  UChar parts[32];
  const int32_t length =
      U_SUCCESS(status) ? unorm2_getDecomposition(nfkd, c, parts, 32, &status) : -1;
  if (length < 0 || U_FAILURE(status)) {
    FoldSimple(c, out);
    return;
  }
  for (int32_t i = 0; i < length;) {
    UChar32 part;
    U16_NEXT(parts, i, length, part);
    FoldSimple(part, out);
  }
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Whether the bytes at `at` (just after a hyphen) end a line and go on with a small letter on the
// next one; returns where the word goes on, or 0.
size_t JoinedLine(std::string_view text, size_t at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
  if (at >= text.size() || text[at] != '\n') return 0;
  ++at;
  while (at < text.size() && IsBlank(text[at])) ++at;
  if (at >= text.size()) return 0;
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead >= 'a' && lead <= 'z') return at;
  if (lead < 0x80) return 0;
  UChar32 c;
  size_t next = at;
  U8_NEXT(text.data(), next, text.size(), c);
  return c >= 0 && u_islower(c) ? at : 0;
}

bool EndsInLetter(const std::string& folded) {
  if (folded.empty()) return false;
  const auto last = static_cast<unsigned char>(folded.back());
  return (last >= 'a' && last <= 'z') || last >= 0x80;
}

bool IsSoftHyphen(std::string_view text, size_t at) { return text.substr(at, 2) == "\xc2\xad"; }

// Folds the character at `at` and moves `at` behind it. Appends its folding, except for hyphens,
// white space and what is dropped, which the caller treats: those are returned.
char FoldOne(std::string_view utf8, size_t& at, std::string& out) {
  const auto lead = static_cast<unsigned char>(utf8[at]);
  char folded = kOther;
  if (lead < 0x80) {
    folded = kAscii[lead];
    ++at;
  } else if ((lead == 0xc2 || lead == 0xc3) && at + 1 < utf8.size() &&
             (static_cast<unsigned char>(utf8[at + 1]) & 0xc0) == 0x80) {
    const unsigned c = ((lead & 0x1fU) << 6) | (static_cast<unsigned char>(utf8[at + 1]) & 0x3fU);
    if (c >= 0xa0) folded = kLatin1[c - 0xa0];
    if (folded != kOther) at += 2;
  }
  if (folded == kOther) {
    UChar32 c;
    U8_NEXT(utf8.data(), at, utf8.size(), c);
    if (c < 0) {
      out.push_back('?');
      return kOther;
    }
    const size_t before = out.size();
    FoldRare(c, out);
    if (out.size() == before) return kDrop;
    if (out.size() > before + 1 || (out.back() != '-' && out.back() != ' ')) return kOther;
    folded = out.back();
    out.pop_back();
    return folded;
  }
  if (folded != '-' && folded != ' ' && folded != kDrop) out.push_back(folded);
  return folded;
}

}  // namespace

FoldedText Fold(std::string_view utf8) {
  FoldedText out;
  out.text.reserve(utf8.size());
  out.origin.reserve(utf8.size() + 1);
  const size_t size = utf8.size();
  for (size_t at = 0; at < size;) {
    const size_t begin = at;
    const char folded = FoldOne(utf8, at, out.text);
    if (folded == '-' || folded == kDrop) {
      // A word broken at a line end goes on: the hyphen and the white space are left out.
      if (EndsInLetter(out.text) && (folded == '-' || IsSoftHyphen(utf8, begin))) {
        if (const size_t joined = JoinedLine(utf8, at); joined != 0) {
          at = joined;
          continue;
        }
      }
      if (folded == '-') out.text.push_back('-');
    } else if (folded == ' ') {
      // Runs of white space are one space.
      if (out.text.empty() || out.text.back() != ' ') out.text.push_back(' ');
    }
    out.origin.resize(out.text.size(), static_cast<uint32_t>(begin));
  }
  out.origin.push_back(static_cast<uint32_t>(size));
  return out;
}

}  // namespace expurge
