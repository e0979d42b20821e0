// A report as every reader hands it on: one UTF-8 text, its blocks in reading order, and for each
// code point the place it came from.
//
// The text is the text as read (no normalisation), so that offsets mean the same to the person who
// wrote it; detectors fold on their own and map back. Blocks are disjoint, ascending, and cover
// every byte that is not white space. A range may hold line feeds: inside a block they are soft
// breaks of the source, and nothing may depend on how long a line was (its words may be withheld).
//
// Immutable once read; safe for concurrent use.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/secret_text.h"
#include "base/text_range.h"

namespace expurge {

enum class BlockKind : uint8_t {
  kParagraph,
  kHeading,
  kListItem,    // the range starts at the marker ("-", "•", "1.", "a)"), which belongs to it
  kTableRow,    // `cells` holds the ranges of the cells, left to right; an empty cell is empty
  kPageHeader,  // a line that repeats at the top of pages; given once, before the first block
  kPageFooter,  // likewise at the bottom; page numbers are dropped by the reader
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  TextRange range;
  int page = 1;                  // page on which the block begins, 1-based; 1 for plain text
  int level = 0;                 // headings: 1 to 3; list items: depth from 1
  int table = 0;                 // rows of one table share a number from 1; 0 outside tables
  std::vector<TextRange> cells;  // table rows only
  bool starts_section = false;   // a blank line or a larger gap stands before it in the source
};

// Where a run of bytes came from. Runs are ascending and disjoint; separators that a reader put in
// (a line feed between blocks, the space that stands for a line end) have no run.
struct SourceRun {
  TextRange range;  // bytes of the document's text
  int page = 0;     // 1-based; 0 for plain text, where `first` is the byte offset in the file
  size_t first = 0; // PDF: ordinal of the first glyph on the page, in the order Poppler drew them
  size_t count = 0; // PDF: number of glyphs (or of file bytes); may differ from the code points
};

struct Document {
  enum class Source { kText, kPdf };

  Source source = Source::kText;
  SecretText text;
  std::vector<Block> blocks;
  std::vector<SourceRun> runs;
  int page_count = 1;
  size_t replaced = 0;   // invalid bytes that were read as U+FFFD
  std::string encoding;  // plain text: "UTF-8", "windows-1252"…, for messages
  std::vector<int> pages_without_text;  // PDF: pages that show an image and no text, 1-based
};

}  // namespace expurge
