#include "pipeline/read/pdf_symbols.h"

#include <array>
#include <string>
#include <utility>

namespace expurge {
namespace {

struct Sign {
  uint8_t code;
  char32_t unicode;
};

constexpr std::array<Sign, 28> kWingdings = {{
    {0x6C, U'●'}, {0x6D, U'○'}, {0x6E, U'■'}, {0x6F, U'☐'}, {0x70, U'☐'}, {0x71, U'☐'},
    {0x72, U'☐'}, {0x73, U'⬧'}, {0x75, U'◆'}, {0x76, U'❖'}, {0x77, U'◆'}, {0x78, U'☒'},
    {0x9E, U'·'}, {0x9F, U'•'}, {0xA0, U'•'}, {0xA1, U'○'}, {0xA7, U'▪'}, {0xA8, U'☐'},
    {0xB7, U'•'}, {0xD8, U'➢'}, {0xE0, U'→'}, {0xE8, U'➔'}, {0xF0, U'⇨'}, {0xFB, U'✗'},
    {0xFC, U'✓'}, {0xFD, U'☒'}, {0xFE, U'☑'}, {0x2A, U'✉'},
}};
constexpr std::array<Sign, 8> kWingdings2 = {{
    {0x4F, U'✗'}, {0x50, U'✓'}, {0x51, U'☒'}, {0x52, U'☑'}, {0x53, U'☒'}, {0x54, U'☒'},
    {0xA3, U'☐'}, {0x97, U'•'},
}};
constexpr std::array<Sign, 4> kSymbol = {{
    {0xB7, U'•'}, {0xAE, U'→'}, {0xDE, U'⇒'}, {0xA0, U'€'},
}};

template <size_t N>
char32_t Find(const std::array<Sign, N>& table, uint32_t code) {
  for (const Sign& sign : table) {
    if (sign.code == code) return sign.unicode;
  }
  return 0;
}

bool Contains(std::string_view name, std::string_view word) {
  return name.find(word) != std::string_view::npos;
}

// OpenSymbol (LibreOffice) has its own private-use bullets.
char32_t OpenSymbol(char32_t unicode) {
  switch (unicode) {
    case 0xE000: return U'◆';
    case 0xE002: return U'➔';
    case 0xE006: return U'☐';
    case 0xE00A: return U'●';
    case 0xE00C: return U'■';
    default: return 0;
  }
}

// Pieces of tall brackets, in the private place that Adobe gave them before Unicode had one.
char32_t BracketPiece(char32_t unicode) {
  constexpr std::array<char32_t, 20> kPieces = {
      0x239B, 0x239C, 0x239D, 0x23A1, 0x23A2, 0x23A3, 0x23A7, 0x23A8, 0x23A9, 0x23AA,
      0x23AE, 0x239E, 0x239F, 0x23A0, 0x23A4, 0x23A5, 0x23A6, 0x23AB, 0x23AC, 0x23AD};
  constexpr char32_t kFirst = 0xF8EB;
  const bool is_piece = unicode >= kFirst && unicode - kFirst < kPieces.size();
  return is_piece ? kPieces[unicode - kFirst] : 0;
}

}  // namespace

SymbolFont SymbolFontOf(std::string_view font_name) {
  if (Contains(font_name, "Wingdings2") || Contains(font_name, "Wingdings-2")) {
    return SymbolFont::kWingdings2;
  }
  if (Contains(font_name, "Wingdings")) return SymbolFont::kWingdings;
  if (Contains(font_name, "OpenSymbol")) return SymbolFont::kNone;
  if (Contains(font_name, "Symbol")) return SymbolFont::kSymbol;
  return SymbolFont::kNone;
}

char32_t SymbolToUnicode(SymbolFont font, char32_t unicode, uint32_t code) {
  const bool is_private = unicode >= 0xE000 && unicode <= 0xF8FF;
  const uint32_t low = is_private ? unicode & 0xFF : code & 0xFF;
  const uint32_t shown = is_private || unicode == 0 ? low : unicode;
  const bool symbol_area = unicode >= 0xF000 && unicode <= 0xF0FF;
  char32_t found = 0;
  switch (font) {
    case SymbolFont::kWingdings:
      // Where the map gives a letter ("o" for an empty box), the code is meant.
      if (is_private || unicode < 0x100) found = Find(kWingdings, shown);
      break;
    case SymbolFont::kWingdings2:
      if (is_private || unicode < 0x100) found = Find(kWingdings2, shown);
      break;
    case SymbolFont::kSymbol:
      if (is_private) found = Find(kSymbol, low);
      break;
    case SymbolFont::kNone:
      if (symbol_area) found = Find(kWingdings, low);
      if (is_private && !symbol_area) found = OpenSymbol(unicode);
      break;
  }
  if (found == 0) found = BracketPiece(unicode);
  return found != 0 ? found : unicode;
}

}  // namespace expurge
