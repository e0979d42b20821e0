// Folds what a person typed into a sheet so that it can be compared with our own words: lower
// case, no accents, one kind of apostrophe, dash and space. For sheets only; reports are folded by
// the detectors, which have stricter needs.
//
// Thread-safe: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace expurge {

struct PlainText {
  std::string text;
  std::vector<size_t> origin;  // offset in the source of each byte; one more for the end
};

PlainText PlainFold(std::string_view utf8);

// The words (letters and digits) of the folded text.
std::vector<std::string> PlainWords(std::string_view utf8);

// Number of code points; the width of French text on a terminal.
size_t CodePoints(std::string_view utf8);

// `text` with every occurrence of `phrase` (compared folded, whole words) replaced.
// Sets `found` when there was one.
std::string ReplacePhrase(std::string_view text, std::string_view phrase,
                          std::string_view replacement, bool& found);

}  // namespace expurge
