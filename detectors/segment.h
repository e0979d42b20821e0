// Cuts a document into tokens, clauses and sentences, and says in which section, form line or
// signature block each stands. Every other detector works on this.
//
// No cut after M., Mme., Dr., art., n°, initials, dates, amounts. Tick boxes, labels ("Santé :")
// and table cells bound clauses. A quotation may run over sentences. Nothing depends on where a
// line of the source ends inside a block.
//
// Views point into the Segmentation and the document it was made from; keep both alive.
// Thread-safe: immutable once made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "base/text_range.h"
#include "detectors/fold.h"

namespace expurge {

// A run of letters and digits that starts with a letter ("c2s"), a letter with the apostrophe of
// its elision ("l'", "qu'"; "aujourd'hui" is one), a number ("12,50", "06.39.98", "14:30"), or one
// punctuation mark or symbol. Hyphens stand alone: "rendez-vous" is three tokens.
struct Token {
  enum class Kind : uint8_t { kWord, kNumber, kPunctuation, kSymbol };

  TextRange range;       // bytes of the document's text
  uint32_t fold_begin = 0, fold_end = 0;  // in Segmentation::folded
  Kind kind = Kind::kWord;
  bool capitalised = false;   // first letter is upper case
  bool all_capitals = false;  // two letters or more, all upper case
  bool space_before = false;
  bool line_start = false;    // first token of a line of the source
  bool wide_gap = false;      // three spaces or more, or a tab, stand before it on its line
  uint32_t block = 0, sentence = 0, clause = 0;  // indices
};

struct Span {  // tokens [first, last)
  uint32_t first = 0, last = 0;
};

struct SentenceInfo {
  Span tokens;
  uint32_t block = 0;
  bool quoted = false;  // lies wholly within « »
};

struct ClauseInfo {
  Span tokens;
  TextRange range;  // bytes of the document's text, white space around it left out
  uint32_t sentence = 0;
  bool label = false;  // a form label or heading: "Santé :"
  int label_clause = -1;  // for the value of a form line: index of the clause that is its label
  int column_clause = -1;  // for a cell: index of the clause of its column's first cell
};

struct Segmentation {
  // The folded text of the whole document, with its map (see FoldedText). Tokens are slices of it.
  std::string folded;
  std::vector<uint32_t> origin;
  std::vector<Token> tokens;
  std::vector<ClauseInfo> clauses;
  std::vector<SentenceInfo> sentences;
  // For each block: index of the heading block that opens its section, -1 before the first.
  std::vector<int> section;
  std::vector<Span> block_tokens;  // for each block; empty spans for blocks without tokens

  std::string_view Folded(const Token& token) const {
    return std::string_view(folded).substr(token.fold_begin, token.fold_end - token.fold_begin);
  }
  // The folded text from the first to the last of some tokens, with what stands between them.
  std::string_view Folded(const Span& span) const {
    if (span.first >= span.last) return {};
    const uint32_t begin = tokens[span.first].fold_begin;
    return std::string_view(folded).substr(begin, tokens[span.last - 1].fold_end - begin);
  }
  // Bytes of the document from the first to the last of some tokens.
  TextRange Range(const Span& span) const {
    if (span.first >= span.last) return {};
    return {tokens[span.first].range.begin, tokens[span.last - 1].range.end};
  }
};

// The words of an already folded text as Segment cuts them; for lexicons that are compiled to the
// same tokens. `fold_begin`, `fold_end` and `kind` are filled, nothing else.
std::vector<Token> TokenizeFolded(std::string_view folded);

Segmentation Segment(const Document& document);

}  // namespace expurge
