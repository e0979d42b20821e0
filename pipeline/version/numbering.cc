#include "pipeline/version/numbering.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace expurge {
namespace {

enum class Style { kDecimal, kRoman, kLetter };

struct Number {
  Style style = Style::kDecimal;
  bool upper = false;
  std::vector<int> values;
  std::string before, after;  // "§ " and ")"
};

constexpr int kLargest = 49;  // no report counts further; dates and years do

constexpr auto kRomanDigits = std::to_array<std::pair<int, std::string_view>>(
    {{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}});

std::string Roman(int value) {
  std::string roman;
  for (const auto& [worth, digits] : kRomanDigits) {
    for (; value >= worth; value -= worth) roman += digits;
  }
  return roman;
}

// The value of a Roman number in small letters; 0 when it is none below 90.
int FromRoman(std::string_view text) {
  for (int value = 1; value < 90; ++value) {
    if (Roman(value) == text) return value;
  }
  return 0;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

Number Parse(std::string_view marker) {
  Number number;
  size_t at = 0;
  while (at < marker.size() && !IsDigit(marker[at]) && !IsLetter(marker[at])) ++at;
  number.before = std::string(marker.substr(0, at));
  if (at == marker.size()) return number;
  if (IsDigit(marker[at])) {
    while (at < marker.size() && IsDigit(marker[at])) {
      // "03.02.98" is a date, "1987." a year: neither counts anything.
      const bool zero = marker[at] == '0';
      int value = 0;
      for (; at < marker.size() && IsDigit(marker[at]); ++at) {
        value = std::min(value * 10 + (marker[at] - '0'), 100000);
      }
      if (zero || value > kLargest) return Number{};
      number.values.push_back(value);
      const bool deeper = at + 1 < marker.size() && marker[at] == '.' && IsDigit(marker[at + 1]);
      if (!deeper) break;
      ++at;
    }
  } else {
    size_t end = at;
    while (end < marker.size() && IsLetter(marker[end])) ++end;
    std::string word(marker.substr(at, end - at));
    number.upper = word[0] <= 'Z';
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const int roman = FromRoman(word);
    const bool letter = word.size() == 1 && word != "i" && word != "v" && word != "x";
    if (letter) {
      number.style = Style::kLetter;
      number.values.push_back(word[0] - 'a' + 1);
    } else if (roman > 0) {
      number.style = Style::kRoman;
      number.values.push_back(roman);
    }
    at = end;
  }
  number.after = std::string(marker.substr(at));
  return number;
}

std::string Format(const Number& number, const std::vector<int>& values) {
  std::string text = number.before;
  for (size_t i = 0; i < values.size(); ++i) {
    std::string part;
    switch (number.style) {
      case Style::kDecimal: part = std::to_string(values[i]); break;
      case Style::kRoman: part = Roman(values[i]); break;
      case Style::kLetter: part = std::string(1, static_cast<char>('a' + (values[i] - 1) % 26));
    }
    if (number.upper) {
      std::transform(part.begin(), part.end(), part.begin(),
                     [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    }
    text += (i > 0 ? "." : "") + part;
  }
  return text + number.after;
}

}  // namespace

std::string Numbering::Renumber(std::string_view marker, std::string_view list) {
  const Number number = Parse(marker);
  if (number.values.empty()) return std::string(marker);
  // Decimal numbers of all depths are one sequence ("2." and "2.1"); other styles go by their look.
  std::string key(list);
  if (number.style != Style::kDecimal) {
    key += number.upper ? "^" : "_";
    key += number.style == Style::kRoman ? "roman" : "letter";
  }
  Sequence& sequence = sequences_[key];
  const std::vector<int>& values = number.values;
  size_t same = 0;
  while (same < values.size() && same < sequence.source.size() &&
         values[same] == sequence.source[same]) {
    ++same;
  }
  if (same == values.size()) --same;  // the number again: this sequence begins anew
  std::vector<int> given;
  for (size_t i = 0; i < values.size(); ++i) {
    const bool known = i < sequence.source.size();
    if (i < same) {
      given.push_back(sequence.given[i]);
    } else if (i == same && known && values[i] > sequence.source[i]) {
      given.push_back(sequence.given[i] + 1);
    } else {
      given.push_back(1);
    }
  }
  sequence.source = values;
  sequence.given = given;
  return Format(number, given);
}

void Numbering::ForgetLists() {
  std::erase_if(sequences_, [](const auto& entry) { return entry.first.starts_with("list"); });
}

}  // namespace expurge
