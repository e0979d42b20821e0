// The transmitted words of a block, and a gap wherever something was withheld between them.
//
// A gap has no size: one withheld word and ten withheld lines are the same value, and two gaps side
// by side are one. Line feeds between transmitted words are spaces (a word broken by a hyphen is
// joined); a line feed that touches a gap is part of it. Everything after works on this alone.
//
// Thread-safe: pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "pipeline/version/decide.h"

namespace expurge {

struct TextToken {
  enum class Kind : uint8_t { kWord, kNumber, kPunctuation, kGap };

  Kind kind = Kind::kWord;
  std::string text;           // as it will be written
  std::string key;            // folded, as french_words.h wants it
  bool space_before = false;
  bool capital = false;       // begins with an upper-case letter
  bool acronym = false;       // two letters or more, all upper case
  bool finding = false;       // of a transmitted finding: to be kept if at all possible
  bool name = false;          // of a transmitted name; see `kept_names`
  bool line_start = false;    // first of a line of the source, after a transmitted word

  bool Is(std::string_view other) const { return key == other; }
  bool gap() const { return kind == Kind::kGap; }
  bool punctuation() const { return kind == Kind::kPunctuation; }
  bool word() const { return kind == Kind::kWord || kind == Kind::kNumber; }
};

using Tokens = std::vector<TextToken>;

// Whether a decision transmits a name and nothing else. Alone a name says little but that something
// is gone, so it is treated as neutral, except where it would otherwise be lost (`kept_names`).
bool IsNameOnly(const Decision& decision);

// The tokens of `range`. `decisions` as Decide() returns them; bytes of no decision are white space.
// `kept_names`: indices of decisions whose name counts as a finding.
Tokens TransmittedTokens(const Document& document, const std::vector<Decision>& decisions,
                         const TextRange& range, const std::set<size_t>& kept_names);

// Sets tokens as one line: single spaces, French spacing as the source had it, brackets and
// quotation marks balanced, no doubled or leading punctuation. Gaps are skipped.
std::string SetLine(const Tokens& tokens);

bool HasGap(const Tokens& tokens);
bool HasFinding(const Tokens& tokens);
bool HasName(const Tokens& tokens);

// With a capital first letter.
std::string Capitalised(std::string_view text);

}  // namespace expurge
