// Characters of symbol fonts (Wingdings, Symbol, OpenSymbol) as the Unicode signs they look like:
// tick boxes and bullets decide what a form says.
//
// Thread-safe: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace expurge {

enum class SymbolFont : uint8_t { kNone, kWingdings, kWingdings2, kSymbol };

// By the name of the font, with or without a subset tag.
SymbolFont SymbolFontOf(std::string_view font_name);

// `unicode` is what the PDF says (0 for nothing), `code` the code in the string. Private-use
// values are mapped for every font, the codes themselves for symbol fonts only. Returns `unicode`
// when there is nothing better.
char32_t SymbolToUnicode(SymbolFont font, char32_t unicode, uint32_t code);

}  // namespace expurge
