// What the first characters of a line tell: list marker, form label, tick box, numbered heading.
//
// Both readers ask here, so that a text and the PDF made from it fall into the same blocks. Only
// the beginning of a line counts, never how long it is: its end may be withheld.
//
// Thread-safe: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace expurge {

enum class MarkKind : uint8_t {
  kNone,
  kBullet,    // "- ", "• ", "* ", "→ "…
  kNumbered,  // "1. ", "a) ", "2° ", "IV. "
  kTickBox,   // "☐ ", "[x] "
  kLabel,     // "Adresse : …" and "Objet :"
  kDate,      // "12/02/01 …", an entry of a log
};

struct LineMark {
  MarkKind kind = MarkKind::kNone;
  size_t bytes = 0;  // marker with the white space after it; for a label, up to its value
};

// `line` is one line of UTF-8 without white space before it.
LineMark MarkOf(std::string_view line);

// Whether the first letter is lower-case: the line continues another.
bool StartsLower(std::string_view line);
bool StartsUpper(std::string_view line);
// Ends with . ! ? … ; : or one of these before a closing quote or bracket.
bool EndsSentence(std::string_view line);
// Two letters or more, none of them lower-case.
bool IsCapitals(std::string_view line);
size_t CountWords(std::string_view line);
size_t CountCodePoints(std::string_view line);
// "-----", "=====", "* * *": a ruler, no text.
bool IsRuler(std::string_view line);

}  // namespace expurge
