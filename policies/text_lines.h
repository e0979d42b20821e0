// Breaks French text into lines for a terminal or a plain letter: at plain spaces only, so that a
// no-break space keeps « and ; where they belong.
//
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace expurge {

// Lines of at most `width` code points (a longer word stands alone). The first begins with
// `first`, the others with as many spaces.
std::vector<std::string> WrapLines(std::string_view text, size_t width,
                                   std::string_view first = "");

}  // namespace expurge
