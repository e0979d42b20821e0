// Reads the text of a page of a version from its content stream and the ToUnicode maps of its
// fonts, without any PDF library: the second opinion that the verifier asks.
//
// Allow list: only what our own composer writes is understood, so everything else on a page
// (invisible or white text, images, forms, curves, text out of the page) is refused, not skipped.
//
// Thread-safe: pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace expurge {

using UnicodeMap = std::map<uint16_t, std::u16string>;  // character code to text

// The map of a ToUnicode CMap; nothing when it holds a word or an entry that has no place there.
std::optional<UnicodeMap> ParseToUnicode(std::string_view cmap);

struct PageText {
  std::u16string text;  // a line feed after each line that was set
  std::map<std::string, std::set<uint16_t>> codes;  // by resource name ("/F0")
};

// `fonts` by resource name. Nothing when the stream holds an operator, an operand or a character
// code that a version never has.
std::optional<PageText> DecodeContent(std::string_view content,
                                      const std::map<std::string, UnicodeMap>& fonts);

}  // namespace expurge
