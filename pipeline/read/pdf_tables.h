// Ruled tables: the grid that lines on a page draw, and which cell a piece of text stands in.
//
// Thread-safe: pure functions.
#pragma once

#include <vector>

#include "pipeline/read/pdf_glyphs.h"

namespace expurge {

struct Grid {
  std::vector<float> columns;  // x of the vertical lines, ascending; n + 1 for n columns
  std::vector<float> rows;     // y of the horizontal lines
  float left() const { return columns.front(); }
  float right() const { return columns.back(); }
  float top() const { return rows.front(); }
  float bottom() const { return rows.back(); }
};

// Grids of at least two columns and one row, or the other way round, from top to bottom.
std::vector<Grid> FindGrids(const std::vector<Rule>& rules);

// Index of the interval of `edges` that holds `value`; the first or last for one outside.
size_t IntervalOf(const std::vector<float>& edges, float value);

}  // namespace expurge
