#include "detectors/date_parts.h"

#include <algorithm>

#include "detectors/word_set.h"

namespace expurge {
namespace {

using std::string_view;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Digits, or letters that OCR makes of digits with a digit beside them.
bool IsMisreadNumber(string_view word) {
  if (word.empty() || word.size() > 4) return false;
  return word.find_first_not_of("0123456789olisb") == string_view::npos;
}

size_t Value(string_view word) {
  size_t value = 0;
  for (char c : word.substr(0, 6)) {
    if (!IsDigit(c)) return 100000;
    value = value * 10 + static_cast<size_t>(c - '0');
  }
  return word.empty() ? 100000 : value;
}

// One token "17/03/1979" or "08.09.53".
bool IsDateToken(string_view word) {
  size_t parts = 1, size = 0, digits[3] = {0, 0, 0};
  for (char c : word) {
    if (IsDigit(c)) {
      if (++size > 4) return false;
      digits[parts - 1] = size;
    } else if ((c == '/' || c == '.') && parts < 3 && size > 0) {
      ++parts;
      size = 0;
    } else {
      return false;
    }
  }
  return parts == 3 && digits[0] <= 2 && digits[1] <= 2 && (digits[2] == 2 || digits[2] == 4);
}

// "4-2-68", "28. 11. l980", "30 07 1979", "O4/l2/37": three parts in separate tokens.
uint32_t ReadSplitDate(const Reading& reading, uint32_t at) {
  uint32_t t = at;
  bool digit = false, separator = false;
  for (int part = 0; part < 3; ++part) {
    const string_view word = reading.Word(t);
    if (!IsMisreadNumber(word) || (part < 2 && word.size() > 2)) return at;
    if (part == 2 && word.size() != 2 && word.size() != 4) return at;
    if (!separator && part == 2 && word.size() != 4) return at;  // "2 5 11" is no date
    digit = digit || std::any_of(word.begin(), word.end(), IsDigit);
    ++t;
    if (part < 2 && (reading.Is(t, "/") || reading.Is(t, "-") || reading.Is(t, "."))) {
      separator = true;
      ++t;
    }
  }
  return digit ? t : at;
}

// "vingt deux octobre mil neuf cent quarante trois", "mars soixante-douze", "premier août".
uint32_t SkipNumberWords(const Reading& reading, uint32_t at) {
  uint32_t t = at;
  while (t - at < 12) {
    if (IsNumberWord(reading.Word(t))) {
      ++t;
    } else if (t > at && (reading.Is(t, "-") || reading.Is(t, "et")) &&
               IsNumberWord(reading.Word(t + 1))) {
      t += 2;
    } else {
      break;
    }
  }
  return t;
}

uint32_t SkipYear(const Reading& reading, uint32_t at) {
  if (IsYear(reading.Word(at))) return at + 1;
  if (reading.IsNumber(at) && reading.Word(at).size() == 2 && !reading.Is(at + 1, "h")) {
    return at + 1;
  }
  if (reading.Is(at, "prochain") || reading.Is(at, "dernier")) return at + 1;
  if (reading.IsWord(at) && IsMisreadNumber(reading.Word(at)) && reading.Word(at).size() == 4) {
    return at + 1;
  }
  return SkipNumberWords(reading, at);
}

}  // namespace

bool IsMonthName(string_view word) {
  static const WordSet kMonths = {
      "janvier", "fevrier", "mars", "avril", "mai",  "juin", "juillet", "aout",
      "septembre", "octobre", "novembre", "decembre", "janv", "fev", "fevr", "avr",
      "juil", "sept", "oct", "nov", "dec", "jan", "a0ut", "ju1llet"};
  return kMonths.Has(word);
}

bool IsNumberWord(string_view word) {
  static const WordSet kWords = {
      "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
      "douze", "treize", "quatorze", "quinze", "seize", "vingt", "trente", "quarante", "cinquante",
      "soixante", "septante", "nonante", "huitante", "cent", "cents", "mil", "mille", "vingts",
      "premier"};
  return kWords.Has(word);
}

bool IsYear(string_view word) {
  return word.size() == 4 && (word.substr(0, 2) == "19" || word.substr(0, 2) == "20") &&
         IsDigit(word[2]) && IsDigit(word[3]);
}

uint32_t ReadDate(const Reading& reading, uint32_t at) {
  if (reading.IsNumber(at) && IsDateToken(reading.Word(at))) return at + 1;
  if (const uint32_t end = ReadSplitDate(reading, at); end != at) return end;
  uint32_t t = at;
  if (reading.IsNumber(t) && Value(reading.Word(t)) <= 31) {
    ++t;
    if (reading.Is(t, "er")) ++t;
  } else if (IsMisreadNumber(reading.Word(t)) && reading.Word(t).size() <= 3) {
    t += 1;
  } else {
    t = SkipNumberWords(reading, t);
  }
  if (!IsMonthName(reading.Word(t))) return at;
  ++t;
  if (reading.Is(t, ".")) ++t;
  return std::max(t, SkipYear(reading, t));
}

uint32_t ReadPlace(const Reading& reading, uint32_t at, bool preposition) {
  static const WordSet kInside = {"de", "du", "des", "la", "le", "les",
                                                          "l'", "d'", "sur", "sous", "en", "da"};
  uint32_t t = at;
  if (preposition) {
    if (!reading.Is(t, "a") && !reading.Is(t, "au") && !reading.Is(t, "aux") &&
        !reading.Is(t, "en")) {
      return at;
    }
    ++t;
  }
  while (reading.Is(t, "la") || reading.Is(t, "l'") || reading.Is(t, "le")) ++t;
  uint32_t end = at;
  while (t < reading.size() && t - at < 12) {
    if (t > at && !reading.Joined(t)) break;
    const Token& token = reading.token(t);
    if (reading.IsWord(t) && token.capitalised) {
      end = ++t;
    } else if (end > at && (reading.Is(t, "-") || reading.Is(t, "'")) && reading.IsWord(t + 1) &&
               !reading.token(t + 1).space_before) {
      end = t + 2;
      t = end;
    } else if (end > at && kInside.Has(reading.Word(t)) && reading.IsWord(t + 1) &&
               reading.token(t + 1).capitalised) {
      ++t;
    } else {
      break;
    }
  }
  if (end == at) return at;
  // "Paris 13e", "(Moldavie)", ", Haïti", "(36)"
  if (reading.IsNumber(end) && reading.Is(end + 1, "e")) end += 2;
  if (reading.Is(end, "(")) {
    uint32_t close = end + 1;
    while (close < reading.size() && close - end < 6 && !reading.Is(close, ")")) ++close;
    const bool place = reading.IsNumber(end + 1) ||
                       (reading.IsWord(end + 1) && reading.token(end + 1).capitalised);
    if (place && reading.Is(close, ")")) return close + 1;
  }
  if (reading.Is(end, ",") && NamesCountryAbroad(reading, end + 1, end + 2)) return end + 2;
  return end;
}

bool NamesCountryAbroad(const Reading& reading, uint32_t first, uint32_t last) {
  static const WordSet kCountries = {
      "afghanistan", "albanie", "algerie", "allemagne", "angola", "argentine", "armenie",
      "azerbaidjan", "bangladesh", "belgique", "benin", "bielorussie", "bolivie", "bosnie",
      "bresil", "bulgarie", "burkina", "burundi", "cambodge", "cameroun", "canada", "centrafrique",
      "chine", "colombie", "comores", "congo", "coree", "cote", "croatie", "cuba", "djibouti",
      "egypte", "equateur", "erythree", "espagne", "ethiopie", "gabon", "gambie", "georgie",
      "ghana", "grece", "guinee", "haiti", "hongrie", "inde", "indonesie", "irak", "iran",
      "italie", "jordanie", "kenya", "kosovo", "koweit", "laos", "liban", "liberia", "libye",
      "macedoine", "madagascar", "mali", "maroc", "maurice", "mauritanie", "moldavie", "mongolie",
      "montenegro", "niger", "nigeria", "ouganda", "pakistan", "palestine", "perou", "philippines",
      "pologne", "portugal", "roumanie", "russie", "rwanda", "senegal", "serbie", "sierra",
      "somalie", "soudan", "sri", "suisse", "surinam", "syrie", "tchad", "togo", "tunisie",
      "turquie", "ukraine"};
  static const WordSet kMore = {"venezuela", "vietnam", "viet", "yemen",
                                                       "urss"};
  for (uint32_t t = first; t < last && t < reading.size(); ++t) {
    if (kCountries.Has(reading.Word(t)) || kMore.Has(reading.Word(t))) return true;
  }
  return false;
}

}  // namespace expurge
