// Cuts a document into tokens, clauses and sentences, and says in which section, form line or
// signature block each stands. Every other detector works on this.
//
// No cut after M., Mme., Dr., art., n°, initials, dates, amounts. Tick boxes, labels ("Santé :")
// and table cells bound clauses. A quotation may run over sentences.
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

namespace expurge {

struct Token {
  enum class Kind : uint8_t { kWord, kNumber, kPunctuation, kSymbol };

  TextRange range;       // bytes of the document's text
  uint32_t fold_begin = 0, fold_end = 0;  // in Segmentation::folded
  Kind kind = Kind::kWord;
  bool capitalised = false;   // first letter is upper case
  bool all_capitals = false;  // two letters or more, all upper case
  bool space_before = false;
  bool line_start = false;    // first token of a line of the source
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
};

struct Segmentation {
  std::string folded;  // the folded text of all tokens, each once
  std::vector<Token> tokens;
  std::vector<ClauseInfo> clauses;
  std::vector<SentenceInfo> sentences;
  // For each block: index of the heading block that opens its section, -1 before the first.
  std::vector<int> section;

  std::string_view Folded(const Token& token) const {
    return std::string_view(folded).substr(token.fold_begin, token.fold_end - token.fold_begin);
  }
};

Segmentation Segment(const Document& document);

}  // namespace expurge
