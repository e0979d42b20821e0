// A run of groups of digits as people type numbers: "06.39.98 14 62", "2 84 07 35 612 018 / 47",
// "FR76 1027 8O61". Scanners read from any group on and ask for the digits, OCR look-alikes put
// right.
//
// Plain values; safe for concurrent use.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace expurge {

struct NumberGroup {
  size_t begin = 0, end = 0;  // bytes of the folded text
  size_t size() const { return end - begin; }
};

struct NumberRun {
  std::vector<NumberGroup> groups;
  size_t begin() const { return groups.front().begin; }
  size_t end() const { return groups.back().end; }
};

// The digit that a letter was misread from ('o' → '0', 'l' → '1'); the character itself otherwise.
char DigitBehind(char c);

// The run that holds the digit at `digit` of folded text; groups are cut at 24, so that the work is
// linear whatever the input. Starts no earlier than `floor`.
NumberRun NumberRunAt(std::string_view folded, size_t digit, size_t floor);

// Groups [first, last) joined, OCR look-alikes as digits; other letters stay.
std::string JoinDigits(std::string_view folded, const NumberRun& run, size_t first, size_t last);

}  // namespace expurge
