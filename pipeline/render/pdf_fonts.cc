#include "pipeline/render/pdf_fonts.h"

#include <podofo/podofo.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cmath>

namespace expurge {
namespace {

struct FaceFile {
  const char* family;
  const char* name;  // as a PDF calls it
  const char* file;
  bool bold;
  bool italic;
};

constexpr std::array<FaceFile, kFaceCount> kFaces = {{
    {"Liberation Serif", "LiberationSerif", "LiberationSerif-Regular.ttf", false, false},
    {"Liberation Serif", "LiberationSerif-Bold", "LiberationSerif-Bold.ttf", true, false},
    {"Liberation Serif", "LiberationSerif-Italic", "LiberationSerif-Italic.ttf", false, true},
    {"Liberation Sans", "LiberationSans", "LiberationSans-Regular.ttf", false, false},
    {"Liberation Sans", "LiberationSans-Bold", "LiberationSans-Bold.ttf", true, false},
    {"DejaVu Sans", "DejaVuSans", "DejaVuSans.ttf", false, false},
}};

constexpr std::array<const char16_t*, 7> kLigatures = {u"ff",  u"fi", u"fl", u"ffi",
                                                       u"ffl", u"st", u"st"};

bool IsNoBreakSpace(UChar32 c) { return c == 0x00A0 || c == 0x202F || c == 0x2007; }

bool IsInvisible(UChar32 c) {
  if (c == 0x00AD || c == 0x034F || c == 0xFEFF) return true;
  if (c >= 0xFE00 && c <= 0xFE0F) return true;    // variation selectors
  if (c >= 0xE0000 && c <= 0xE01EF) return true;  // tags, variation selectors supplement
  const int8_t type = u_charType(c);
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR;
}

bool IsRightToLeft(UChar32 c) {
  const UCharDirection direction = u_charDirection(c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
         direction == U_ARABIC_NUMBER;
}

// One reading for code points that share a glyph in Liberation or DejaVu, and readable stand-ins
// for the private bullets that word processors write.
char16_t Canonical(char16_t c) {
  switch (c) {
    case 0x2010:
    case 0x2011:
      return u'-';
    case 0x03BC:
      return 0x00B5;  // µ
    case 0x2206:
      return 0x0394;  // Δ
    case 0x2215:
      return 0x2044;  // fraction slash
    case 0x2219:
      return 0x00B7;  // middle dot
    case 0x02C9:
      return 0x00AF;  // macron
    case 0x0162:
      return 0x021A;  // T with comma below
    case 0x0163:
      return 0x021B;
    case 0xF0B7:
    case 0xF0A7:
    case 0xF02D:
      return 0x2022;  // bullets of the Symbol and Wingdings fonts
    case 0xF0A8:
    case 0xF06F:
      return 0x2610;  // empty box
    case 0xF0FE:
    case 0xF052:
      return 0x2611;  // ticked box
    case 0xF0FD:
    case 0xF054:
      return 0x2612;  // crossed box
    default:
      return c;
  }
}

void AppendSpace(std::u16string& out, char16_t space) {
  if (out.empty()) return;
  char16_t& last = out.back();
  // Next to another space there is one space; it holds the words together if one of the two did.
  if (last == u' ' || last == kNoBreakSpace) {
    if (space == kNoBreakSpace) last = kNoBreakSpace;
    return;
  }
  out += space;
}

}  // namespace

std::u16string DrawableText(std::string_view utf8) {
  const icu::UnicodeString raw = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString text = U_SUCCESS(status) ? nfc->normalize(raw, status) : raw;
  if (U_FAILURE(status)) text = raw;

  std::u16string out;
  out.reserve(static_cast<size_t>(text.length()));
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (IsNoBreakSpace(c)) {
      AppendSpace(out, kNoBreakSpace);
    } else if (u_isUWhiteSpace(c)) {
      AppendSpace(out, u' ');
    } else if (IsInvisible(c)) {
      continue;
    } else if (c >= 0xFB00 && c <= 0xFB06) {
      out += kLigatures[static_cast<size_t>(c - 0xFB00)];
    } else if (c > 0xFFFF || U_IS_SURROGATE(c) || IsRightToLeft(c)) {
      out += kReplacement;
    } else {
      out += Canonical(static_cast<char16_t>(c));
    }
  }
  while (!out.empty() && (out.back() == u' ' || out.back() == kNoBreakSpace)) out.pop_back();
  return out;
}

std::vector<std::filesystem::path> FontBook::DefaultFolders() {
  return {"/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/liberation2",
          "/usr/share/fonts/truetype/dejavu"};
}

std::filesystem::path FontFile(std::string_view name) {
  for (const FaceFile& face : kFaces) {
    if (name != face.name) continue;
    for (const std::filesystem::path& folder : FontBook::DefaultFolders()) {
      std::error_code ignored;
      if (std::filesystem::is_regular_file(folder / face.file, ignored)) return folder / face.file;
    }
  }
  return {};
}

Result<std::unique_ptr<FontBook>> FontBook::Open(
    PoDoFo::PdfMemDocument& document, const std::vector<std::filesystem::path>& folders) {
  std::unique_ptr<FontBook> book(new FontBook(document));
  for (size_t i = 0; i < kFaceCount; ++i) {
    for (const std::filesystem::path& folder : folders) {
      std::error_code ignored;
      const std::filesystem::path file = folder / kFaces[i].file;
      if (!std::filesystem::is_regular_file(file, ignored)) continue;
      book->shelves_[i].file = file;
      break;
    }
    if (book->shelves_[i].file.empty()) {
      const bool fallback = static_cast<Face>(i) == Face::kFallback;
      return Fail(ErrorKind::kTemporary, "render.font",
                  {fallback ? "fonts-dejavu-core" : "fonts-liberation"});
    }
  }
  return book;
}

PoDoFo::PdfFont& FontBook::Font(Face face) const {
  const size_t index = static_cast<size_t>(face);
  Shelf& shelf = shelves_[index];
  if (shelf.font == nullptr) {
    const FaceFile& about = kFaces[index];
    // The document owns the font, the font owns the encoding.
    shelf.font = document_.CreateFontSubset(about.family, about.bold, about.italic, false,
                                            new PoDoFo::PdfIdentityEncoding(0, 0xFFFF, true),
                                            shelf.file.c_str());
    if (shelf.font == nullptr) PODOFO_RAISE_ERROR(PoDoFo::ePdfError_InvalidFontFile);
    shelf.font->SetFontSize(1000);
  }
  return *shelf.font;
}

bool FontBook::Look(Face face, char16_t c, Glyph& glyph) const {
  const PoDoFo::PdfFontMetrics& metrics = *Font(face).GetFontMetrics();
  const long id = metrics.GetGlyphId(c);
  if (id <= 0 || id > 0xFFFF) return false;
  glyph.known = true;
  glyph.face = face;
  glyph.drawn = c;
  glyph.id = static_cast<uint16_t>(id);
  glyph.advance = static_cast<uint16_t>(std::lround(metrics.UnicodeCharWidth(c)));
  return true;
}

const Glyph& FontBook::Find(Face wanted, char16_t c) const {
  if (c == kNoBreakSpace) c = u' ';
  std::unique_ptr<Row>& row = shelves_[static_cast<size_t>(wanted)].rows[c >> 8];
  if (!row) row = std::make_unique<Row>();
  Glyph& glyph = (*row)[c & 0xFF];
  if (glyph.known) return glyph;
  if (Look(wanted, c, glyph) || Look(Face::kFallback, c, glyph)) return glyph;
  if (!Look(Face::kFallback, kReplacement, glyph)) {
    PODOFO_RAISE_ERROR(PoDoFo::ePdfError_InvalidFontFile);
  }
  return glyph;
}

void FontBook::Use(const Glyph& glyph) {
  shelves_[static_cast<size_t>(glyph.face)].used[glyph.drawn] = true;
}

std::map<Face, PoDoFo::PdfFont*> FontBook::Embed() {
  std::map<Face, PoDoFo::PdfFont*> fonts;
  for (size_t i = 0; i < kFaceCount; ++i) {
    Shelf& shelf = shelves_[i];
    std::vector<PoDoFo::pdf_utf16be> characters;
    for (size_t c = 0; c < shelf.used.size(); ++c) {
      if (!shelf.used[c]) continue;
      characters.push_back(static_cast<PoDoFo::pdf_utf16be>((c >> 8) | ((c & 0xFF) << 8)));
    }
    if (characters.empty()) continue;
    const auto length = static_cast<PoDoFo::pdf_long>(characters.size());
    shelf.font->AddUsedSubsettingGlyphs(PoDoFo::PdfString(characters.data(), length), length);
    fonts[static_cast<Face>(i)] = shelf.font;
  }
  return fonts;
}

}  // namespace expurge
