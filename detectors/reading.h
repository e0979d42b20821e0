// A document with its segmentation, as the detectors of identities read it: tokens by index, their
// folded words, what the source wrote, and findings made from folded offsets.
//
// Offsets named `folded` index Segmentation::folded; everything a Finding holds is source bytes.
// Views: keep the document and the segmentation alive. Safe for concurrent use.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "base/finding.h"
#include "detectors/segment.h"

namespace expurge {

class Reading {
 public:
  Reading(const Document& document, const Segmentation& segments)
      : document_(document), segments_(segments), source_(document.text.Reveal()) {}

  const Document& document() const { return document_; }
  const Segmentation& segments() const { return segments_; }
  std::string_view folded() const { return segments_.folded; }
  uint32_t size() const { return static_cast<uint32_t>(segments_.tokens.size()); }
  const Token& token(uint32_t t) const { return segments_.tokens[t]; }
  // The folded word of a token; empty beyond the last one.
  std::string_view Word(uint32_t t) const {
    return t < size() ? segments_.Folded(segments_.tokens[t]) : std::string_view();
  }
  bool Is(uint32_t t, std::string_view word) const { return Word(t) == word; }
  bool IsWord(uint32_t t) const {
    return t < size() && segments_.tokens[t].kind == Token::Kind::kWord;
  }
  bool IsNumber(uint32_t t) const {
    return t < size() && segments_.tokens[t].kind == Token::Kind::kNumber;
  }
  bool IsMark(uint32_t t) const {
    return t < size() && segments_.tokens[t].kind != Token::Kind::kWord &&
           segments_.tokens[t].kind != Token::Kind::kNumber;
  }
  // Whether `b` stands on the same line and cell as `a`, its neighbour before it.
  bool Joined(uint32_t b) const {
    return b > 0 && b < size() && !segments_.tokens[b].wide_gap &&
           segments_.tokens[b].block == segments_.tokens[b - 1].block;
  }
  bool FirstOfSentence(uint32_t t) const {
    return segments_.sentences[segments_.tokens[t].sentence].tokens.first == t;
  }
  std::string_view Source(uint32_t t) const { return segments_.tokens[t].range.In(source_); }
  std::string_view SourceOf(size_t folded_begin, size_t folded_end) const {
    return RangeOf(folded_begin, folded_end).In(source_);
  }
  // Source bytes behind [begin, end) of the folded text, white space at the end left out.
  TextRange RangeOf(size_t folded_begin, size_t folded_end) const {
    return {segments_.origin[folded_begin], segments_.origin[folded_end]};
  }
  TextRange RangeOfTokens(uint32_t first, uint32_t last) const {
    return segments_.Range({first, last});
  }

  // The first token that ends behind `folded_offset`; size() when none does.
  uint32_t TokenAt(size_t folded_offset) const;

 private:
  const Document& document_;
  const Segmentation& segments_;
  std::string_view source_;
};

// A finding of one category on `passage`, which is also its mention.
Finding IdentityFinding(Category category, const TextRange& passage, Certainty certainty,
                        std::string rule, std::string evidence);

}  // namespace expurge
