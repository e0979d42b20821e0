// What a TrueType font program inside a version holds: no more than the letters that are written,
// and those drawn as the installed font draws them.
//
// Subset fonts tell which letters a document used. Ours are made from the version alone; this looks
// at the bytes to prove it: an outline of a glyph that no text uses, a table of names or a table
// nobody asked for is refused.
//
// A ToUnicode map could lie to every reader at once; comparing outlines shows that what is seen is
// what is read, without reading pictures.
//
// Thread-safe: pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace expurge {

// Whether `program` has only the tables that drawing needs, and outlines for no other glyphs than
// `used`, glyph 0 and the parts that these are composed of.
bool HoldsOnly(std::string_view program, const std::set<uint16_t>& used);

// Whether the outline of every glyph of `letters` (glyph to its one character) is, byte for byte,
// that of the same character in `original`, a whole TrueType font.
bool DrawsAs(std::string_view program, std::string_view original,
             const std::map<uint16_t, std::u16string>& letters);

}  // namespace expurge
