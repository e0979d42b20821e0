// The known word nearest to a mistyped one, for "vouliez-vous dire".
//
// Distances are counted in bytes of UTF-8, which is good enough for ids: ours are ASCII.
// Thread-safe: pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace expurge {

// The word of `known` with the fewest edits from `word`, the first one among equals; empty when
// even that one differs in more than a third of its letters (at least two edits are allowed).
std::string NearestWord(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace expurge
