// The pattern language of the lexicon files (docs/lexicon.md), parsed into a small tree.
//
// Some little words stand for a family ("de" also reads "d'", "du", "des", and a determiner after
// it): a jurist writes plain French and need not think of elisions.
//
// Thread-safe: pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace expurge {

struct PatternNode {
  enum class Kind : uint8_t {
    kWord,      // any of `forms`
    kAcronym,   // `forms[0]`, written in capitals
    kLemma,     // every inflected form of `forms[0]`
    kNumber,    // any number
    kAmount,    // a number with its currency
    kPercent,   // a number with %
    kGap,       // up to four words
    kWideGap,   // up to eight words, over commas
    kGroup,     // one of `children`, each a sequence
    kSequence,  // all of `children`
  };
  Kind kind = Kind::kWord;
  bool optional = false;
  std::vector<std::string> forms;  // folded
  std::vector<PatternNode> children;
};

struct PatternError {
  size_t column = 0;     // code points from 0, within the pattern
  std::string expected;  // French
};

// The alternatives of a named set ("@prestation"), or null when there is none.
using PatternSets = std::function<const std::string*(std::string_view)>;

// A sequence. Errors: what was expected and where.
[[nodiscard]] tl::expected<PatternNode, PatternError> ParsePattern(std::string_view pattern,
                                                                   const PatternSets& sets);

// The singular given, and its regular plural for words of four letters and more.
std::vector<std::string> WithPlural(std::string_view folded);

}  // namespace expurge
