// Every glyph of a page as Poppler draws it: Unicode, place, size, weight, and the operator and raw
// bytes that drew it.
//
// Poppler's private API stands behind this header and in its .cc file only. A show operator is
// named by (stream object, ordinal in that stream) and carries its raw string, so that a rewriter
// which walks the same stream can check every match byte for byte. What is drawn but cannot be
// seen (render mode 3, same colour as the ground, painted over, clipped away, too small to read,
// outside the page) is marked, not dropped: the reader leaves it out, the redaction has to remove
// it.
//
// Coordinates are points from the top left corner of the page as it is shown (after /Rotate),
// y downwards. Not thread-safe: Poppler keeps state of its own for the process.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace expurge {

// One string of a show operator (a TJ array holds several).
struct ShowOperator {
  int stream = 0;         // object number of the form drawn; 0 for the contents of the page itself
  int annotation = 0;     // object number of the annotation whose appearance this is; 0 for none
  uint32_t ordinal = 0;   // count of strings shown before in this drawing of the stream
  size_t raw_begin = 0;   // the string, in PageGlyphs::raw
  size_t raw_size = 0;
  float cosine = 1;       // direction of writing on the page as shown, y downwards
  float sine = 0;
  float size = 0;         // of the font, in points on the page
  bool bold = false;
  bool italic = false;
  bool in_soft_mask = false;
};

enum class Sight : uint8_t {
  kVisible,
  kNoPaint,      // render mode 3 or 7, or fully transparent
  kSameColour,   // the colour of what lies below
  kPaintedOver,  // by a filled rectangle
  kUnderImage,   // by an image
  kOffPage,
  kClipped,      // outside the clip path
  kTooSmall,     // to be read by anyone
  kSoftMask,     // part of a mask, not of the page
};

struct Glyph {
  uint32_t op = 0;         // index in PageGlyphs::operators
  uint32_t text = 0;       // first code point, in PageGlyphs::text
  uint8_t text_size = 0;   // code points; 0 when the font does not tell, 2 and more for ligatures
  uint8_t code_bytes = 0;  // bytes of the code in the raw string; 0 for one that we put in
  Sight sight = Sight::kVisible;
  uint16_t raw_offset = 0;  // of the code in the raw string
  float x = 0;              // origin on the baseline
  float y = 0;
  float dx = 0;             // advance, without character and word spacing
  float dy = 0;
};

// A straight line or thin box, as tables and frames are ruled with.
struct Rule {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool horizontal() const { return x1 - x0 >= y1 - y0; }
};

struct PageGlyphs {
  float width = 0;
  float height = 0;
  std::vector<ShowOperator> operators;
  std::vector<Glyph> glyphs;  // in the order drawn; "glyph ordinal" is the index here
  std::u32string text;
  std::string raw;
  std::vector<Rule> rules;
  float image_share = 0;  // of the page, by its largest image, 0 to 1
  bool has_image = false;

  std::u32string_view TextOf(const Glyph& glyph) const {
    return std::u32string_view(text).substr(glyph.text, glyph.text_size);
  }
};

// An open PDF. `bytes` must outlive it.
class GlyphReader {
 public:
  // kUnreadable "read.damaged" when Poppler cannot open it.
  [[nodiscard]] static Result<std::unique_ptr<GlyphReader>> Open(const std::string& bytes);
  virtual ~GlyphReader() = default;

  virtual int page_count() const = 0;
  // `page` from 1. The glyphs of one page only: let them go before the next.
  virtual PageGlyphs ReadPage(int page) = 0;
};

}  // namespace expurge
