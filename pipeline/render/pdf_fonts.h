// The faces a version is set in, what each can show, and how wide it is.
//
// A code point is drawn in the wanted face, else in DejaVu Sans, else as U+FFFD, which can be seen:
// PoDoFo draws a glyph that a font lacks as glyph 0, in silence. Code points that share one glyph
// (space and no-break space, hyphen and soft hyphen) are folded before drawing, because a PDF can
// say only one reading of a glyph and the last one drawn would win for all.
//
// Not thread-safe: a book belongs to one document.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace PoDoFo {
class PdfFont;
class PdfMemDocument;
}  // namespace PoDoFo

namespace expurge {

enum class Face : uint8_t { kSerif, kSerifBold, kSerifItalic, kSans, kSansBold, kFallback };
inline constexpr size_t kFaceCount = 6;

inline constexpr char16_t kNoBreakSpace = 0x00A0;
inline constexpr char16_t kReplacement = 0xFFFD;

// UTF-8 as it is drawn: composed (NFC), white space folded to single spaces and none at the ends,
// every no-break space as U+00A0, no soft hyphens, joiners or other invisible characters, ligatures
// opened, one code point for those that share a glyph. Scripts written from right to left, and code
// points above U+FFFF, which this setter cannot set, become U+FFFD each.
std::u16string DrawableText(std::string_view utf8);

// Widths, for setting lines without fonts in tests.
class TextMetrics {
 public:
  virtual ~TextMetrics() = default;
  // Advance in thousandths of the font size.
  virtual double Advance(Face face, char16_t c) const = 0;

  // Width in points.
  double Width(Face face, double size, std::u16string_view text) const {
    double sum = 0;
    for (char16_t c : text) sum += Advance(face, c);
    return sum * size / 1000;
  }
};

// The installed file of the font that a PDF calls `name` ("LiberationSans-Bold"); empty when it is
// none of the faces, or not installed.
std::filesystem::path FontFile(std::string_view name);

// Where a character is found: the face that has it, and its glyph there.
struct Glyph {
  bool known = false;  // looked up before
  Face face = Face::kSerif;
  char16_t drawn = 0;  // the code point, or U+FFFD
  uint16_t id = 0;
  uint16_t advance = 0;  // thousandths of the font size, as the PDF states it
};

class FontBook final : public TextMetrics {
 public:
  // Finds the font files in `folders`; a face is loaded when it is first used. `document` must
  // outlive the book. Errors: kTemporary "render.font" (args: Debian package).
  [[nodiscard]] static Result<std::unique_ptr<FontBook>> Open(
      PoDoFo::PdfMemDocument& document, const std::vector<std::filesystem::path>& folders);
  static std::vector<std::filesystem::path> DefaultFolders();

  // These throw PoDoFo::PdfError when a font file is damaged.
  const Glyph& Find(Face wanted, char16_t c) const;
  double Advance(Face face, char16_t c) const override { return Find(face, c).advance; }

  // Notes that the glyph stands on a page; only such glyphs are embedded.
  void Use(const Glyph& glyph);
  // The fonts with at least one used glyph, each told its glyphs: call once, before writing.
  std::map<Face, PoDoFo::PdfFont*> Embed();

 private:
  using Row = std::array<Glyph, 256>;
  struct Shelf {
    std::filesystem::path file;
    PoDoFo::PdfFont* font = nullptr;  // owned by the document
    std::array<std::unique_ptr<Row>, 256> rows;
    std::vector<bool> used = std::vector<bool>(0x10000);
  };

  explicit FontBook(PoDoFo::PdfMemDocument& document) : document_(document) {}
  PoDoFo::PdfFont& Font(Face face) const;
  bool Look(Face face, char16_t c, Glyph& glyph) const;

  PoDoFo::PdfMemDocument& document_;
  mutable std::array<Shelf, kFaceCount> shelves_;
};

}  // namespace expurge
