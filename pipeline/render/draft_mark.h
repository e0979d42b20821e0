// The mark that lies across every page of a draft: BROUILLON, as drawn lines in light grey.
//
// Drawn and not set as text, because readers of PDF would mix its letters with the lines it
// crosses. The verifier knows these bytes and allows no other curve. Constant; thread-safe.
#pragma once

#include <string_view>

namespace expurge {

// Operators of a content stream; leaves the graphics state as it was.
inline constexpr std::string_view kDraftMark =
    "q 0.93 G 13 w 1 J 1 j 0.6428 0.7660 -0.7660 0.6428 142.2 181.3 cm\n"
    "0 0 m 0 70 l 22 70 l 46 70 46 37 22 37 c 0 37 l 22 37 m 51 37 51 0 22 0 c 0 0 l\n"
    "67 0 m 67 70 l 89 70 l 115 70 115 34 89 34 c 67 34 l 87 34 m 111 0 l\n"
    "165 0 m 181.6 0 195 15.7 195 35 c 195 54.3 181.6 70 165 70 c 148.4 70 135 54.3 135 "
    "35 c 135 15.7 148.4 0 165 0 c h\n"
    "219 70 m 219 25 l 219 -8 265 -8 265 25 c 265 70 l\n"
    "289 0 m 289 70 l\n"
    "313 70 m 313 0 l 351 0 l\n"
    "375 70 m 375 0 l 413 0 l\n"
    "467 0 m 483.6 0 497 15.7 497 35 c 497 54.3 483.6 70 467 70 c 450.4 70 437 54.3 437 "
    "35 c 437 15.7 450.4 0 467 0 c h\n"
    "521 0 m 521 70 l 567 0 l 567 70 l\n"
    "S Q\n";

}  // namespace expurge
