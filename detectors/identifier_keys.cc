// Keys of NIR, IBAN, RIB and cards.
#include <algorithm>
#include <array>
#include <utility>

#include "detectors/identifiers.h"

namespace expurge {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
unsigned Digit(char c) { return static_cast<unsigned>(c - '0'); }

}  // namespace

bool NirKeyIsRight(std::string_view nir) {
  if (nir.size() != 15) return false;
  unsigned long long number = 0;
  for (size_t i = 0; i < 13; ++i) {
    char c = nir[i];
    if (i == 6 && (c == 'a' || c == 'b')) {
      // Corsica: 2A counts as 19, 2B as 18 (décret n° 82-103, annexe).
      number = number - 2 + 1;
      c = c == 'a' ? '9' : '8';
    }
    if (!IsDigit(c)) return false;
    number = number * 10 + Digit(c);
  }
  if (!IsDigit(nir[13]) || !IsDigit(nir[14])) return false;
  return 97 - number % 97 == Digit(nir[13]) * 10 + Digit(nir[14]);
}

bool IbanKeyIsRight(std::string_view iban) {
  if (iban.size() < 15 || iban.size() > 34) return false;
  unsigned rest = 0;
  for (size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];
    if (IsDigit(c)) {
      rest = (rest * 10 + Digit(c)) % 97;
    } else if (c >= 'a' && c <= 'z') {
      rest = (rest * 100 + static_cast<unsigned>(c - 'a') + 10) % 97;
    } else {
      return false;
    }
  }
  return rest == 1;
}

bool RibKeyIsRight(std::string_view rib) {
  if (rib.size() != 23) return false;
  // Letters count as in the table of the RIB: a j = 1, b k s = 2, … i r z = 9.
  static constexpr std::string_view kValues = "12345678912345678923456789";
  unsigned rest = 0;
  for (char c : rib) {
    if (c >= 'a' && c <= 'z') c = kValues[static_cast<size_t>(c - 'a')];
    if (!IsDigit(c)) return false;
    rest = (rest * 10 + Digit(c)) % 97;
  }
  return rest == 0;
}

bool LuhnIsRight(std::string_view digits) {
  unsigned sum = 0;
  bool twice = false;
  for (size_t i = digits.size(); i-- > 0; twice = !twice) {
    if (!IsDigit(digits[i])) return false;
    unsigned value = Digit(digits[i]) * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return !digits.empty() && sum % 10 == 0;
}

size_t IbanLength(std::string_view country) {
  static constexpr std::array<std::pair<std::string_view, size_t>, 42> kLengths = {{
      {"ad", 24}, {"ae", 23}, {"al", 28}, {"at", 20}, {"ba", 20}, {"be", 16}, {"bg", 22},
      {"ch", 21}, {"cy", 28}, {"cz", 24}, {"de", 22}, {"dk", 18}, {"ee", 20}, {"es", 24},
      {"fi", 18}, {"fr", 27}, {"gb", 22}, {"ge", 22}, {"gr", 27}, {"hr", 21}, {"hu", 28},
      {"ie", 22}, {"is", 26}, {"it", 27}, {"li", 21}, {"lt", 20}, {"lu", 20}, {"lv", 21},
      {"mc", 27}, {"md", 24}, {"mk", 19}, {"mt", 31}, {"nl", 18}, {"no", 15}, {"pl", 28},
      {"pt", 25}, {"ro", 24}, {"rs", 22}, {"se", 24}, {"si", 19}, {"sk", 24}, {"tn", 24}}};
  for (const auto& [id, length] : kLengths) {
    if (id == country) return length;
  }
  if (country == "tr") return 26;
  if (country == "ma" || country == "sn" || country == "ci" || country == "ml") return 28;
  return 0;
}

}  // namespace expurge
