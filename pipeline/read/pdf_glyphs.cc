#include "pipeline/read/pdf_glyphs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <Annot.h>
#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>

#include "pipeline/read/pdf_symbols.h"

namespace expurge {
namespace {

constexpr double kPointsPerInch = 72;
constexpr size_t kMaxPaints = 20000;  // a page of vector art: more would cost time, not insight
constexpr float kThin = 3;            // points; a filled box this thin is a rule
constexpr double kSmallestRead = 1.5;  // points; a font below is a stain on paper, not text
constexpr double kSmallestType3 = 0.8;  // points, of an advance: its boxes are often wrong
constexpr double kShareSeen = 0.25;    // of a letter, each way, that has to lie inside the clip
constexpr size_t kMaxClipPoints = 512;  // of a clip path judged by more than its bounding box

// Messages of Poppler may quote the file, so none is let through.
void Discard(ErrorCategory, Goffset, const char*) {}

// An opaque rectangle or image, and how many glyphs had been drawn before it.
struct Paint {
  float x0, y0, x1, y1;
  size_t order;
  bool is_image;
  bool known;  // whether the colour is
  float red, green, blue;
};

struct Colour {
  bool known = false;
  float red = 0, green = 0, blue = 0;
};

struct FontStyle {
  bool bold = false;
  bool italic = false;
  SymbolFont symbols = SymbolFont::kNone;
  float scale = 1;  // em of the font in units of its nominal size; other than 1 in Type 3 only
};

struct Point {
  double x, y;
};

// The body of a letter on the page, in the coordinates of the device (y upwards).
struct Body {
  double x0, y0, x1, y1;
};

// A path that what is drawn later is clipped to, as polygons.
struct ClipShape {
  std::vector<std::vector<Point>> parts;
  bool even_odd = false;

  bool Contains(double x, double y) const {
    int winding = 0;
    for (const std::vector<Point>& part : parts) {
      for (size_t i = 0; i < part.size(); ++i) {
        const Point& a = part[i];
        const Point& b = part[(i + 1) % part.size()];
        if ((a.y <= y) == (b.y <= y)) continue;
        if (a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y) <= x) continue;
        winding += even_odd || a.y <= y ? 1 : -1;
      }
    }
    return even_odd ? winding % 2 != 0 : winding != 0;
  }

  // Whether some of the letter may be seen: its middle, or a point half way to a corner.
  bool Shows(const Body& body) const {
    const double x = (body.x0 + body.x1) / 2;
    const double y = (body.y0 + body.y1) / 2;
    const double dx = (body.x1 - body.x0) / 4;
    const double dy = (body.y1 - body.y0) / 4;
    return Contains(x, y) || Contains(x - dx, y - dy) || Contains(x + dx, y - dy) ||
           Contains(x - dx, y + dy) || Contains(x + dx, y + dy);
  }
};

// Flattens the current path. Empty for one with too many points, and for a single box: the bounding
// box of the clip says all about that one.
ClipShape ShapeOf(GfxState* state, bool even_odd) {
  ClipShape shape;
  shape.even_odd = even_odd;
  const GfxPath* path = state->getPath();
  size_t points = 0;
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    points += static_cast<size_t>(part->getNumPoints());
    if (points > kMaxClipPoints) return ClipShape();
    std::vector<Point> polygon;
    for (int k = 0; k < part->getNumPoints(); ++k) {
      Point to;
      state->transform(part->getX(k), part->getY(k), &to.x, &to.y);
      if (!part->getCurve(k) || polygon.empty() || k + 2 >= part->getNumPoints()) {
        polygon.push_back(to);
        continue;
      }
      Point second;
      Point end;
      state->transform(part->getX(k + 1), part->getY(k + 1), &second.x, &second.y);
      state->transform(part->getX(k + 2), part->getY(k + 2), &end.x, &end.y);
      const Point from = polygon.back();
      for (int step = 1; step <= 4; ++step) {
        const double t = step / 4.0;
        const double u = 1 - t;
        const double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        polygon.push_back({a * from.x + b * to.x + c * second.x + d * end.x,
                           a * from.y + b * to.y + c * second.y + d * end.y});
      }
      k += 2;
    }
    shape.parts.push_back(std::move(polygon));
  }
  if (shape.parts.size() != 1) return shape;
  const std::vector<Point>& only = shape.parts[0];
  if (only.size() > 5) return shape;
  for (size_t i = 1; i < only.size(); ++i) {
    if (std::abs(only[i].x - only[i - 1].x) > 0.5 && std::abs(only[i].y - only[i - 1].y) > 0.5) {
      return shape;
    }
  }
  return ClipShape();
}

// Controls, marks of direction and joining, and what is no character at all come from a broken map
// of a font: no page shows them, and a version set anew could not either. The soft hyphen stays: it
// tells how a line was divided.
bool IsDrawn(char32_t point) {
  if (point < 0x20) return point == '\t';
  if (point >= 0x7F && point < 0xA0) return false;
  if ((point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E)) return false;
  if ((point >= 0x2060 && point <= 0x206F) || point == 0xFEFF) return false;
  if ((point >= 0xFFF9 && point <= 0xFFFB) || (point >= 0xFDD0 && point <= 0xFDEF)) return false;
  return (point & 0xFFFE) != 0xFFFE && (point < 0xD800 || point > 0xDFFF) && point < 0x110000;
}

Colour ColourOf(GfxState* state, bool stroke) {
  Colour colour;
  GfxColorSpace* space = stroke ? state->getStrokeColorSpace() : state->getFillColorSpace();
  if (space == nullptr || space->getMode() == csPattern) return colour;
  GfxRGB rgb;
  if (stroke) {
    state->getStrokeRGB(&rgb);
  } else {
    state->getFillRGB(&rgb);
  }
  colour.known = true;
  colour.red = static_cast<float>(colToDbl(rgb.r));
  colour.green = static_cast<float>(colToDbl(rgb.g));
  colour.blue = static_cast<float>(colToDbl(rgb.b));
  return colour;
}

bool HasWord(const std::string& name, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) {
    return name.find(word) != std::string::npos;
  });
}

FontStyle StyleOf(const GfxFont& font) {
  FontStyle style;
  const std::string name = font.getName().value_or("");
  style.bold = font.isBold() || font.getWeight() >= GfxFont::W600 ||
               HasWord(name, {"Bold", "bold", "BOLD", "Black", "Heavy", "Semibold", "Demi"});
  style.italic = font.isItalic() || HasWord(name, {"Italic", "Oblique", "italic"});
  style.symbols = SymbolFontOf(name);
  if (font.getType() == fontType3) {
    const double* box = font.getFontBBox();
    const double* matrix = font.getFontMatrix();
    const double height = std::abs((box[3] - box[1]) * matrix[3]);
    style.scale = height > 0 ? static_cast<float>(height / 1.2) : 0;
  }
  return style;
}

class GlyphDevice final : public OutputDev {
 public:
  PageGlyphs TakePage() {
    Judge();
    return std::move(page_);
  }

  bool upsideDown() override { return false; }
  bool useDrawChar() override { return true; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return true; }
  bool needCharCount() override { return true; }

  void startPage(int, GfxState* state, XRef*) override {
    page_ = PageGlyphs();
    paints_.clear();
    colours_.clear();
    styles_.clear();
    streams_.assign(1, Stream_{0, 0});
    clips_.clear();
    clip_marks_.clear();
    text_clip_.parts.clear();
    soft_masks_ = 0;
    annotation_ = 0;
    actual_text_.clear();
    page_.width = static_cast<float>(state->getPageWidth());
    page_.height = static_cast<float>(state->getPageHeight());
    std::copy(state->getCTM(), state->getCTM() + 6, page_matrix_);
  }

  void saveState(GfxState*) override { clip_marks_.push_back(clips_.size()); }
  void restoreState(GfxState*) override {
    if (clip_marks_.empty()) return;
    clips_.resize(clip_marks_.back());
    clip_marks_.pop_back();
  }
  void clip(GfxState* state) override { AddClip(ShapeOf(state, false)); }
  void eoClip(GfxState* state) override { AddClip(ShapeOf(state, true)); }
  // Letters drawn to clip with clip what comes behind their text object.
  void endTextObject(GfxState*) override { AddClip(std::exchange(text_clip_, ClipShape())); }

  void beginForm(Ref id) override { streams_.push_back({id.num, 0}); }
  void endForm(Ref) override {
    if (streams_.size() > 1) streams_.pop_back();
  }
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                              bool for_soft_mask) override {
    groups_.push_back(for_soft_mask);
    soft_masks_ += for_soft_mask ? 1 : 0;
  }
  void endTransparencyGroup(GfxState*) override {
    if (groups_.empty()) return;
    soft_masks_ -= groups_.back() ? 1 : 0;
    groups_.pop_back();
  }

  void beginActualText(GfxState*, const GooString* text) override {
    actual_text_.clear();
    Unicode* points = nullptr;
    const int size = TextStringToUCS4(text->toStr(), &points);
    for (int i = 0; i < size; ++i) actual_text_.push_back(points[i]);
    gfree(points);
    in_actual_text_ = true;
  }
  void endActualText(GfxState*) override { in_actual_text_ = false; }

  void beginString(GfxState* state, const GooString* string) override {
    ShowOperator op;
    op.stream = streams_.back().number;
    op.annotation = annotation_;
    op.ordinal = streams_.back().shown++;
    op.raw_begin = page_.raw.size();
    op.raw_size = static_cast<size_t>(string->getLength());
    op.in_soft_mask = soft_masks_ > 0;
    page_.raw.append(string->c_str(), op.raw_size);
    const double* text_matrix = state->getTextMat();
    double x;
    double y;
    state->transformDelta(text_matrix[0], text_matrix[1], &x, &y);
    const double length = std::hypot(x, y);
    if (length > 0) {
      op.cosine = static_cast<float>(x / length);
      op.sine = static_cast<float>(-y / length);
    }
    op.size = static_cast<float>(std::abs(state->getTransformedFontSize()));
    style_ = FontStyle();
    if (const GfxFont* font = state->getFont().get()) {
      auto [entry, is_new] = styles_.try_emplace(font);
      if (is_new) entry->second = StyleOf(*font);
      style_ = entry->second;
      if (style_.scale > 0) op.size *= style_.scale;
    }
    const int render = state->getRender();
    op.bold = style_.bold || (render & 3) == 2;
    op.italic = style_.italic;
    paints_nothing_ = (render & 3) == 3 || state->getFillOpacity() <= 0;
    clips_text_ = (render & 4) != 0;
    double em_x;
    double em_y;
    const double em = state->getFontSize() * state->getHorizScaling();
    state->transformDelta(text_matrix[0] * em, text_matrix[1] * em, &em_x, &em_y);
    is_type3_ = style_.scale != 1;
    too_small_ = !is_type3_ && std::min(std::hypot(em_x, em_y), static_cast<double>(op.size)) *
                                       unit_ < kSmallestRead;
    const bool stroke = (render & 3) == 1;
    colours_.push_back(ColourOf(state, stroke));
    raw_offset_ = 0;
    page_.operators.push_back(op);
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int code_bytes, const Unicode* unicode,
                int unicode_size) override {
    if (page_.operators.empty()) return;
    Glyph glyph;
    glyph.op = static_cast<uint32_t>(page_.operators.size() - 1);
    glyph.code_bytes = static_cast<uint8_t>(std::clamp(code_bytes, 0, 255));
    glyph.raw_offset = static_cast<uint16_t>(std::min<size_t>(raw_offset_, 65535));
    raw_offset_ += static_cast<size_t>(std::max(code_bytes, 0));
    // The advance holds character and word spacing; the ink does not.
    double spacing = state->getCharSpace() * state->getHorizScaling();
    if (code_bytes == 1 && code == ' ') {
      spacing += state->getWordSpace() * state->getHorizScaling();
    }
    double space_x;
    double space_y;
    state->textTransformDelta(spacing, 0, &space_x, &space_y);
    double at_x;
    double at_y;
    state->transform(x - origin_x, y - origin_y, &at_x, &at_y);
    double advance_x;
    double advance_y;
    state->transformDelta(dx - space_x, dy - space_y, &advance_x, &advance_y);
    glyph.x = static_cast<float>(at_x);
    glyph.y = page_.height - static_cast<float>(at_y);
    glyph.dx = static_cast<float>(advance_x);
    glyph.dy = static_cast<float>(-advance_y);
    SetText(glyph, code, unicode, unicode_size);
    ShowOperator& op = page_.operators.back();
    if (style_.scale <= 0 && op.size < std::abs(glyph.dx)) op.size = std::abs(glyph.dx) * 1.6f;
    if (op.in_soft_mask) {
      glyph.sight = Sight::kSoftMask;
    } else if (paints_nothing_) {
      glyph.sight = Sight::kNoPaint;
    } else if (too_small_ || (is_type3_ && op.size * unit_ < kSmallestRead &&
                              std::hypot(advance_x, advance_y) * unit_ < kSmallestType3)) {
      glyph.sight = Sight::kTooSmall;
    }
    if (glyph.sight == Sight::kVisible || clips_text_) {
      const Body body = BodyOf(at_x, at_y, advance_x, advance_y, op);
      if (glyph.sight == Sight::kVisible && IsClipped(state, body)) glyph.sight = Sight::kClipped;
      if (clips_text_) AddToTextClip(body);
    }
    page_.glyphs.push_back(glyph);
  }

  void fill(GfxState* state) override { RecordFill(state); }
  void eoFill(GfxState* state) override { RecordFill(state); }
  void stroke(GfxState* state) override { RecordStroke(state); }

  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int,
                         int, int, double, double) override {
    return true;
  }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void drawImageMask(GfxState* state, Object* ref, ::Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool inline_image) override {
    RecordImage(state, false);
    SkipInline(state, ref, stream, width, height, invert, interpolate, inline_image);
  }
  void setSoftMaskFromImageMask(GfxState*, Object*, ::Stream*, int, int, bool, bool,
                                double*) override {}
  void unsetSoftMaskFromImageMask(GfxState*, double*) override {}
  void drawImage(GfxState* state, Object* ref, ::Stream* stream, int width, int height,
                 GfxImageColorMap* colours, bool interpolate, const int* mask_colours,
                 bool inline_image) override {
    RecordImage(state, mask_colours == nullptr);
    if (inline_image) {
      OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask_colours,
                           inline_image);
    }
  }
  void drawMaskedImage(GfxState* state, Object*, ::Stream*, int, int, GfxImageColorMap*, bool,
                       ::Stream*, int, int, bool, bool) override {
    RecordImage(state, false);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, ::Stream*, int, int, GfxImageColorMap*,
                           bool, ::Stream*, int, int, GfxImageColorMap*, bool) override {
    RecordImage(state, false);
  }

  // Call before a page: its /UserUnit. Viewers that do not know the key show the page at 1, so less
  // does not count.
  void SetUnit(double unit) { unit_ = std::max(1.0, unit); }

  // Whether Poppler should draw the annotation. A tick box is drawn by us, as a character: the
  // appearance of one that is off is mostly empty, and its emptiness is an answer.
  bool WantsAnnotation(Annot* annotation) {
    streams_.resize(1);
    annotation_ = annotation->getHasRef() ? annotation->getRef().num : -1;
    if (annotation->getType() == Annot::typeFreeText) return true;
    if (annotation->getType() != Annot::typeWidget) return false;
    const int state = TickState(annotation->getAnnotObj());
    if (state < 0) return true;
    constexpr unsigned kUnseen = Annot::flagHidden | Annot::flagNoView;
    if ((annotation->getFlags() & kUnseen) == 0) DrawTick(annotation->getRect(), state == 1);
    return false;
  }

 private:
  struct Stream_ {
    int number;
    uint32_t shown;
  };

  // From the baseline to the middle of a capital, and never without width: an accent that combines
  // advances by nothing.
  static Body BodyOf(double x, double y, double dx, double dy, const ShowOperator& op) {
    const double up_x = -op.sine * op.size * 0.5;
    const double up_y = op.cosine * op.size * 0.5;
    Body body;
    body.x0 = x + std::min(dx, 0.0) + std::min(up_x, 0.0);
    body.x1 = x + std::max(dx, 0.0) + std::max(up_x, 0.0);
    body.y0 = y + std::min(dy, 0.0) + std::min(up_y, 0.0);
    body.y1 = y + std::max(dy, 0.0) + std::max(up_y, 0.0);
    const double least = std::max(0.1 * op.size, 0.01);
    if (body.x1 - body.x0 < 2 * least) body.x0 -= least, body.x1 += least;
    if (body.y1 - body.y0 < 2 * least) body.y0 -= least, body.y1 += least;
    return body;
  }

  bool IsClipped(GfxState* state, const Body& body) const {
    double x0, y0, x1, y1;
    state->getClipBBox(&x0, &y0, &x1, &y1);
    const double seen_x = std::min(x1, body.x1) - std::max(x0, body.x0);
    const double seen_y = std::min(y1, body.y1) - std::max(y0, body.y0);
    if (seen_x < kShareSeen * (body.x1 - body.x0) || seen_y < kShareSeen * (body.y1 - body.y0)) {
      return true;
    }
    return std::any_of(clips_.begin(), clips_.end(),
                       [&](const ClipShape& shape) { return !shape.Shows(body); });
  }

  void AddClip(ClipShape shape) {
    if (!shape.parts.empty()) clips_.push_back(std::move(shape));
  }

  void AddToTextClip(const Body& body) {
    if (text_clip_.parts.size() * 4 >= kMaxClipPoints) return;
    text_clip_.parts.push_back(
        {{body.x0, body.y0}, {body.x1, body.y0}, {body.x1, body.y1}, {body.x0, body.y1}});
  }

  void SetText(Glyph& glyph, CharCode code, const Unicode* unicode, int unicode_size) {
    glyph.text = static_cast<uint32_t>(page_.text.size());
    std::u32string points;
    bool known = unicode_size > 0;
    for (int i = 0; i < unicode_size; ++i) {
      const char32_t point = SymbolToUnicode(style_.symbols, unicode[i], code);
      known = known && point != 0 && point != 0xFFFD;
      if (IsDrawn(point)) points.push_back(point);
    }
    if (unicode_size == 0 && style_.symbols != SymbolFont::kNone) {
      const char32_t point = SymbolToUnicode(style_.symbols, 0, code);
      if (point != 0) points.assign(1, point);
      known = point != 0;
    }
    if (in_actual_text_) {
      // Where the font tells nothing, the tagged text does; a hyphen tagged as U+00AD is one that
      // the producer put in at a line end. Elsewhere what is drawn counts, not what is claimed.
      if (!known || actual_text_ == U"\u00AD") {
        points = actual_text_;
        actual_text_.clear();
      }
    }
    points.resize(std::min<size_t>(points.size(), 255));
    glyph.text_size = static_cast<uint8_t>(points.size());
    page_.text += points;
  }

  // 1 for a tick box that is on, 0 for one that is off, -1 for anything else.
  static int TickState(const Object& annotation) {
    if (!annotation.isDict()) return -1;
    std::string type;
    int flags = 0;
    bool has_flags = false;
    Object node = annotation.copy();
    for (int depth = 0; depth < 16 && node.isDict(); ++depth) {
      const Object field_type = node.dictLookup("FT");
      if (type.empty() && field_type.isName()) type = field_type.getName();
      const Object field_flags = node.dictLookup("Ff");
      if (!has_flags && field_flags.isInt()) {
        flags = field_flags.getInt();
        has_flags = true;
      }
      node = node.dictLookup("Parent");
    }
    constexpr int kPushButton = 1 << 16;
    if (type != "Btn" || (flags & kPushButton) != 0) return -1;
    const Object state = annotation.dictLookup("AS");
    return state.isName() && std::string(state.getName()) != "Off" ? 1 : 0;
  }

  void DrawTick(const PDFRectangle& box, bool on) {
    const double* m = page_matrix_;
    const float x0 = static_cast<float>(m[0] * box.x1 + m[2] * box.y1 + m[4]);
    const float y0 = page_.height - static_cast<float>(m[1] * box.x1 + m[3] * box.y1 + m[5]);
    const float x1 = static_cast<float>(m[0] * box.x2 + m[2] * box.y2 + m[4]);
    const float y1 = page_.height - static_cast<float>(m[1] * box.x2 + m[3] * box.y2 + m[5]);
    ShowOperator op;
    op.annotation = annotation_;
    op.size = std::min(std::abs(y1 - y0), 14.0f);
    page_.operators.push_back(op);
    colours_.push_back(Colour());
    Glyph glyph;
    glyph.op = static_cast<uint32_t>(page_.operators.size() - 1);
    glyph.text = static_cast<uint32_t>(page_.text.size());
    glyph.text_size = 1;
    page_.text.push_back(on ? U'\u2611' : U'\u2610');
    glyph.x = std::min(x0, x1);
    glyph.y = (y0 + y1) / 2 + op.size * 0.35f;
    glyph.dx = std::abs(x1 - x0);
    page_.glyphs.push_back(glyph);
  }

  void SkipInline(GfxState* state, Object* ref, ::Stream* stream, int width, int height,
                  bool invert, bool interpolate, bool inline_image) {
    if (inline_image) {
      OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate,
                               inline_image);
    }
  }

  void AddPaint(const Paint& paint) {
    if (paints_.size() < kMaxPaints && soft_masks_ == 0) paints_.push_back(paint);
  }

  void RecordImage(GfxState* state, bool opaque) {
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    for (int corner = 0; corner < 4; ++corner) {
      double x;
      double y;
      state->transform(corner & 1, corner >> 1, &x, &y);
      x0 = std::min(x0, x), x1 = std::max(x1, x);
      y0 = std::min(y0, y), y1 = std::max(y1, y);
    }
    double clip_x0, clip_y0, clip_x1, clip_y1;
    state->getClipBBox(&clip_x0, &clip_y0, &clip_x1, &clip_y1);
    x0 = std::max(x0, clip_x0), x1 = std::min(x1, clip_x1);
    y0 = std::max(y0, clip_y0), y1 = std::min(y1, clip_y1);
    if (x1 <= x0 || y1 <= y0) return;
    page_.has_image = true;
    const double area = static_cast<double>(page_.width) * page_.height;
    if (area > 0) {
      const double share = std::min(1.0, (x1 - x0) * (y1 - y0) / area);
      page_.image_share = std::max(page_.image_share, static_cast<float>(share));
    }
    opaque = opaque && state->getFillOpacity() >= 0.99 && state->getBlendMode() == gfxBlendNormal;
    if (!opaque) return;
    AddPaint({static_cast<float>(x0), page_.height - static_cast<float>(y1),
              static_cast<float>(x1), page_.height - static_cast<float>(y0),
              page_.glyphs.size(), true, false, 0, 0, 0});
  }

  // Only boxes parallel to the page are judged: with anything else text may still be seen.
  void RecordFill(GfxState* state) {
    if (state->getFillOpacity() < 0.99 || state->getBlendMode() != gfxBlendNormal) return;
    const GfxPath* path = state->getPath();
    Colour colour;
    for (int i = 0; i < path->getNumSubpaths() && paints_.size() < kMaxPaints; ++i) {
      const GfxSubpath* part = path->getSubpath(i);
      const int points = part->getNumPoints();
      if (points < 4 || points > 6) continue;
      double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
      bool straight = true;
      double last_x = 0;
      double last_y = 0;
      for (int k = 0; k < points; ++k) {
        double x;
        double y;
        state->transform(part->getX(k), part->getY(k), &x, &y);
        straight = straight && !part->getCurve(k);
        if (k > 0 && std::abs(x - last_x) > 0.5 && std::abs(y - last_y) > 0.5) straight = false;
        last_x = x, last_y = y;
        x0 = std::min(x0, x), x1 = std::max(x1, x);
        y0 = std::min(y0, y), y1 = std::max(y1, y);
      }
      if (!straight) continue;
      const float top = page_.height - static_cast<float>(y1);
      const float bottom = page_.height - static_cast<float>(y0);
      const float left = static_cast<float>(x0);
      const float right = static_cast<float>(x1);
      if (right - left < kThin || bottom - top < kThin) {
        AddRule({left, top, right, bottom});
        continue;
      }
      double clip_x0, clip_y0, clip_x1, clip_y1;
      state->getClipBBox(&clip_x0, &clip_y0, &clip_x1, &clip_y1);
      if (x1 <= clip_x0 || x0 >= clip_x1 || y1 <= clip_y0 || y0 >= clip_y1) continue;
      if (!colour.known) colour = ColourOf(state, false);
      AddPaint({std::max(left, static_cast<float>(clip_x0)),
                std::max(top, page_.height - static_cast<float>(clip_y1)),
                std::min(right, static_cast<float>(clip_x1)),
                std::min(bottom, page_.height - static_cast<float>(clip_y0)),
                page_.glyphs.size(), false, colour.known, colour.red, colour.green, colour.blue});
    }
  }

  void RecordStroke(GfxState* state) {
    const GfxPath* path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths() && page_.rules.size() < kMaxPaints; ++i) {
      const GfxSubpath* part = path->getSubpath(i);
      double last_x = 0;
      double last_y = 0;
      for (int k = 0; k < part->getNumPoints(); ++k) {
        double x;
        double y;
        state->transform(part->getX(k), part->getY(k), &x, &y);
        if (k > 0 && !part->getCurve(k)) {
          AddRule({static_cast<float>(std::min(x, last_x)),
                   page_.height - static_cast<float>(std::max(y, last_y)),
                   static_cast<float>(std::max(x, last_x)),
                   page_.height - static_cast<float>(std::min(y, last_y))});
        }
        last_x = x, last_y = y;
      }
    }
  }

  void AddRule(const Rule& rule) {
    const float width = rule.x1 - rule.x0;
    const float height = rule.y1 - rule.y0;
    if (std::min(width, height) >= kThin || std::max(width, height) < 8) return;
    if (page_.rules.size() < kMaxPaints && soft_masks_ == 0) page_.rules.push_back(rule);
  }

  // Decides for every glyph whether it can be seen, once all of the page is known.
  void Judge() {
    for (size_t i = 0; i < page_.glyphs.size(); ++i) {
      Glyph& glyph = page_.glyphs[i];
      const bool clipped = glyph.sight == Sight::kClipped;
      if ((glyph.sight != Sight::kVisible && !clipped) || glyph.code_bytes == 0) continue;
      const ShowOperator& op = page_.operators[glyph.op];
      // A point in the middle of the body of the letter.
      const float x = glyph.x + glyph.dx / 2 + op.sine * op.size * 0.3f;
      const float y = glyph.y + glyph.dy / 2 - op.cosine * op.size * 0.3f;
      if (x < 0 || y < 0 || x > page_.width || y > page_.height) {
        glyph.sight = Sight::kOffPage;
        continue;
      }
      if (clipped) continue;
      glyph.sight = SightAt(i, x, y, colours_[glyph.op]);
    }
  }

  Sight SightAt(size_t order, float x, float y, const Colour& colour) const {
    Colour ground{true, 1, 1, 1};
    for (const Paint& paint : paints_) {
      if (x < paint.x0 || x > paint.x1 || y < paint.y0 || y > paint.y1) continue;
      if (paint.order > order) return paint.is_image ? Sight::kUnderImage : Sight::kPaintedOver;
      ground = {paint.known, paint.red, paint.green, paint.blue};
    }
    if (!ground.known || !colour.known) return Sight::kVisible;
    const float difference =
        std::max({std::abs(ground.red - colour.red), std::abs(ground.green - colour.green),
                  std::abs(ground.blue - colour.blue)});
    return difference < 0.03f ? Sight::kSameColour : Sight::kVisible;
  }

  PageGlyphs page_;
  std::vector<Paint> paints_;
  std::vector<Colour> colours_;  // one for each operator
  std::map<const GfxFont*, FontStyle> styles_;
  std::vector<Stream_> streams_;
  std::vector<bool> groups_;
  int soft_masks_ = 0;
  int annotation_ = 0;
  FontStyle style_;
  bool paints_nothing_ = false;
  bool clips_text_ = false;
  bool too_small_ = false;
  bool is_type3_ = false;
  double unit_ = 1;  // points of the page as it is shown in one of its units
  std::vector<ClipShape> clips_;     // in force
  std::vector<size_t> clip_marks_;  // how many there were at each saved state
  ClipShape text_clip_;
  size_t raw_offset_ = 0;
  bool in_actual_text_ = false;
  std::u32string actual_text_;
  double page_matrix_[6] = {1, 0, 0, 1, 0, 0};
};

bool DecideAnnotation(Annot* annotation, void* device) {
  return static_cast<GlyphDevice*>(device)->WantsAnnotation(annotation);
}

class PopplerGlyphReader final : public GlyphReader {
 public:
  explicit PopplerGlyphReader(const std::string& bytes)
      : parameters_(&Discard),
        document_(std::make_unique<PDFDoc>(
            new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)))) {
  }

  bool ok() const { return document_->isOk(); }
  int page_count() const override { return document_->getNumPages(); }

  PageGlyphs ReadPage(int page) override {
    device_.SetUnit(UnitOf(page));
    document_->displayPage(&device_, page, kPointsPerInch, kPointsPerInch, 0, false, true, false,
                           nullptr, nullptr, &DecideAnnotation, &device_);
    return device_.TakePage();
  }

 private:
  double UnitOf(int number) {
    Page* page = document_->getPage(number);
    if (page == nullptr) return 1;
    const Object dictionary = document_->getXRef()->fetch(page->getRef());
    if (!dictionary.isDict()) return 1;
    const Object unit = dictionary.dictLookup("UserUnit");
    return unit.isNum() ? unit.getNum() : 1;
  }

  GlobalParamsIniter parameters_;
  std::unique_ptr<PDFDoc> document_;
  GlyphDevice device_;
};

}  // namespace

Result<std::unique_ptr<GlyphReader>> GlyphReader::Open(const std::string& bytes) {
  auto reader = std::make_unique<PopplerGlyphReader>(bytes);
  if (!reader->ok()) return Fail(ErrorKind::kUnreadable, "read.damaged");
  return reader;
}

}  // namespace expurge
