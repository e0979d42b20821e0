// Segments of one page to lines in reading order: columns one after the other, tables row by row.
//
// A stretch of the page with a clear gutter is either columns (read down, then across) or a table
// (read across, then down). Ruled lines decide; without them, rows whose cells stand on one
// baseline make a table, and running prose on both sides of the gutter makes columns.
//
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/document.h"
#include "pipeline/read/pdf_glyphs.h"
#include "pipeline/read/pdf_lines.h"

namespace expurge {

// Text of one line (or of one line of a cell), with runs relative to `text`.
struct LineText {
  std::string text;  // UTF-8
  std::vector<SourceRun> runs;
};

using Cell = std::vector<LineText>;  // its lines, from top to bottom

struct PdfLine {
  LineText text;
  std::vector<Cell> cells;  // a table row: then `text` is empty
  int table = 0;            // rows of one table share a number, from 1 within the page
  int column = 0;           // lines of one run of text share a number
  bool narrow = false;   // stands in one of several columns
  bool alone = false;        // stands beside other text: joined to no other line
  bool bold = false;
  float x0 = 0;
  float x1 = 0;
  float y = 0;     // baseline, points from the top
  float size = 0;  // of the font
  float first_word = 0;
  float left = 0;   // edges of the column it stands in
  float right = 0;
};

struct PdfPage {
  int number = 0;
  float width = 0;
  float height = 0;
  std::vector<PdfLine> lines;
  bool readable = true;  // false: shows an image or unknown letters where text should be
};

PdfPage LayOutPage(int number, const PageGlyphs& glyphs);

}  // namespace expurge
