// Folds French text for matching, keeping an exact map back to the bytes it came from.
//
// Folded text is lower case, without accents, ligatures opened (œ → oe), every apostrophe is ',
// every dash is -, every space is one plain space (also no-break, narrow, tab, line feed), soft
// hyphens, zero-width characters and variation selectors are gone, full-width and homoglyph letters
// (Cyrillic а among Latin letters) are their Latin look-alike, and a word broken by a hyphen at a
// line end is joined. Bytes that are not UTF-8 fold to '?'. Positions never shift: that is what the
// map is for.
//
// Thread-safe: pure function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_range.h"

namespace expurge {

struct FoldedText {
  std::string text;
  // origin[i] is the offset in the source of the first byte that folded byte i came from;
  // origin.back() (index text.size()) is the size of the source. What folds to nothing (a soft
  // hyphen, a combining accent) belongs to the byte before it.
  std::vector<uint32_t> origin;

  // The range of the source behind [begin, end) of the folded text; a character that folds to
  // several bytes (œ) is taken whole as soon as one of them is in the range.
  TextRange Source(size_t begin, size_t end) const {
    if (end <= begin) return {origin[begin], origin[begin]};
    while (end < text.size() && origin[end] == origin[end - 1]) ++end;
    return {origin[begin], origin[end]};
  }
};

FoldedText Fold(std::string_view utf8);

}  // namespace expurge
