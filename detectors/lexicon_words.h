// The words of a document as lexicon patterns see them: hyphens and apostrophes part words, dotted
// acronyms are one word, inclusive endings ("suivi·e·s", "reçu(e)") belong to the word before, a
// number with its currency is one amount.
//
// Breaks say what stands before a word, so that a pattern never runs over the end of a sentence.
//
// Thread-safe: pure function.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "detectors/segment.h"

namespace expurge {

struct LexiconWord {
  enum class Kind : uint8_t { kWord, kNumber, kAmount, kPercent };
  enum class Break : uint8_t {
    kNone,
    kSoft,  // a comma, a dash, a parenthesis
    kHard,  // another sentence, a semicolon, another cell or block
  };

  std::string_view text;  // folded letters and digits; the first number of an amount
  uint32_t token = 0, last_token = 0;  // first and last token it covers
  Kind kind = Kind::kWord;
  Break before = Break::kHard;
  bool capitals = false;  // written in capitals, two letters or more, or dotted
  bool shouting = false;  // its neighbours are in capitals too: capitals prove nothing
};

struct LexiconWords {
  std::vector<LexiconWord> words;
  std::deque<std::string> joined;  // owns the text of dotted acronyms
};

LexiconWords WordsOf(const Segmentation& segments);

}  // namespace expurge
