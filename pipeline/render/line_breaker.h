// Breaks a text into lines by width, with the habits of French typography: no break before : ; ? !
// » % €, after «, inside a number written in groups, or between "M.", "Mme", "n°" and what follows.
//
// A line never ends inside a word at a hyphen: readers of PDF drop a hyphen at a line end, and
// "Jean-" would lose it. Only a word wider than the whole line is cut, between two characters.
//
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/render/pdf_fonts.h"

namespace expurge {

struct BrokenLine {
  std::u16string text;  // plain spaces only, none at the ends
  double width = 0;     // points
};

struct LineStyle {
  Face face = Face::kSerif;
  double size = 11;         // points
  double width = 450;       // points available
  double first_indent = 0;  // points taken from the first line
};

// `text` as DrawableText() returns it. No line for an empty text. Linear in the text.
std::vector<BrokenLine> BreakLines(std::u16string_view text, const LineStyle& style,
                                   const TextMetrics& metrics);

// The widest piece that BreakLines would not break, in points.
double WidestPiece(std::u16string_view text, Face face, double size, const TextMetrics& metrics);

}  // namespace expurge
