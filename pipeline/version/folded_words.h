// The words of a text as two texts are compared: folded, so that case, accents and typography do not
// matter.
//
// Thread-safe: pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace expurge {

// The words of a text, folded, in order: runs of letters and digits. `content_only` leaves out
// words of fewer than three letters that hold no digit.
std::vector<std::string> FoldedWords(std::string_view utf8, bool content_only);

}  // namespace expurge
