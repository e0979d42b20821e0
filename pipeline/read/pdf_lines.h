// Glyphs to segments: stretches of text on one baseline without a wide gap, with spaces put where
// the eye sees them.
//
// The order in which a producer drew the glyphs means nothing; only geometry counts. Glyphs drawn
// twice (fake bold, shadows) are read once, accents drawn apart are composed with their letter,
// letter-spaced words are joined, text written at an angle is turned upright.
//
// Thread-safe: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/read/pdf_glyphs.h"

namespace expurge {

inline constexpr uint32_t kNoGlyph = UINT32_MAX;

struct Segment {
  std::u32string text;           // NFC for what was composed here, otherwise as the font says
  std::vector<uint32_t> glyphs;  // one for each code point; kNoGlyph for a space put in
  float x0 = 0;                  // upright coordinates: along the line, then down the page
  float x1 = 0;
  float y = 0;  // baseline
  float size = 0;
  float first_word = 0;  // width of the first word
  bool bold = false;
  int turn = 0;  // 0 for the main direction of the page, then one number a direction
};

struct PageSegments {
  std::vector<Segment> segments;  // by turn, then from top to bottom
  size_t unreadable = 0;          // visible glyphs for which the font gives no Unicode
  size_t readable = 0;            // code points that are not white space
  bool turned = false;            // the main direction is not that of the page: rules do not apply
};

// Text that cannot be seen is left out, except where it lies under an image that covers the page
// and is most of what there is: the text layer of a recognised scan.
PageSegments MakeSegments(const PageGlyphs& page);

}  // namespace expurge
