// What a finding says of the term that made it: of a pattern with many alternatives, the one that
// was read. Only words of the lexicon are shown, never those of the document.
//
// Thread-safe: pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace expurge {

inline constexpr size_t kLongestEvidence = 40;  // code points

// `pattern` as in the data; `read`: the folded words that it matched.
std::string EvidenceOf(std::string_view pattern, const std::vector<std::string_view>& read);

}  // namespace expurge
