// Cuts plain text into blocks, and tells numbered headings from numbered lists for every reader.
//
// Whether a text is wrapped by hand is a property of the whole of it; where one paragraph ends is
// told by how the next line begins. Neither asks how long a single line is, because its words may
// be withheld and the version must not depend on them.
//
// Thread-safe: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "base/document.h"

namespace expurge {

// Blocks of `text` (any line ends). Disjoint, ascending, covering every byte but white space.
std::vector<Block> BlocksOfText(std::string_view text);

// A numbered line without end punctuation that text follows, and no other number, is a heading.
void PromoteHeadings(Document& document);

}  // namespace expurge
