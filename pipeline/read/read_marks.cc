#include "pipeline/read/read_marks.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace expurge {
namespace {

constexpr std::array<std::string_view, 21> kBullets = {
    "-", "–", "—", "•", "◦", "▪", "■", "●", "○", "◆", "❖", "➢",
    "→", "⇒", "=>", "->", "*", "·", "►", "✓", "✗"};
constexpr std::array<std::string_view, 7> kTickBoxes = {"☐", "☑", "☒", "□", "[ ]", "[x]", "[X]"};
constexpr size_t kLabelWords = 7;

bool IsSpace(char c) { return c == ' ' || c == '\t'; }

// Bytes of white space at `at`, no-break spaces included.
size_t SpaceAt(std::string_view line, size_t at) {
  size_t size = 0;
  while (at + size < line.size()) {
    const std::string_view rest = line.substr(at + size);
    if (IsSpace(rest[0])) {
      ++size;
    } else if (rest.starts_with("\u00A0")) {
      size += 2;
    } else if (rest.starts_with("\u202F") || rest.starts_with("\u2003")) {
      size += 3;
    } else {
      break;
    }
  }
  return size;
}

UChar32 CharAt(std::string_view text, size_t& at) {
  UChar32 c = 0;
  int32_t i = 0;
  const std::string_view rest = text.substr(at);
  U8_NEXT(rest.data(), i, static_cast<int32_t>(std::min<size_t>(rest.size(), 8)), c);
  at += static_cast<size_t>(i);
  return c;
}

size_t Marker(std::string_view line, std::string_view marker) {
  if (!line.starts_with(marker)) return 0;
  const size_t space = SpaceAt(line, marker.size());
  return space == 0 ? 0 : marker.size() + space;
}

bool IsRomanNumeral(std::string_view text) {
  return !text.empty() && text.find_first_not_of("IVX") == std::string_view::npos;
}

// "1.", "12)", "3°", "2.1", "1/", "a)", "B.", "IV." with white space behind.
size_t Numbered(std::string_view line) {
  size_t at = 0;
  while (at < line.size() && at < 3 && line[at] >= '0' && line[at] <= '9') ++at;
  bool dotted = false;
  if (at > 0) {
    while (at + 1 < line.size() && line[at] == '.' && line[at + 1] >= '0' && line[at + 1] <= '9') {
      const size_t digits = line.find_first_not_of("0123456789", at + 1);
      const size_t end = digits == std::string_view::npos ? line.size() : digits;
      if (end - at > 3) return 0;
      at = end;
      dotted = true;
    }
  } else {
    size_t letters = 0;
    while (letters < line.size() && letters < 5 &&
           ((line[letters] >= 'A' && line[letters] <= 'Z') ||
            (line[letters] >= 'a' && line[letters] <= 'z'))) {
      ++letters;
    }
    const std::string_view word = line.substr(0, letters);
    if (letters == 0 || (letters > 1 && !IsRomanNumeral(word))) return 0;
    // "M. Durand" and "C. Morel" are people; a letter counts with a bracket, a numeral with either.
    const char after = letters < line.size() ? line[letters] : '\0';
    if (after != ')' && !(after == '.' && IsRomanNumeral(word)) && after != '-') return 0;
    at = letters;
  }
  size_t end = at;
  if (end < line.size() && (line[end] == '.' || line[end] == ')' || line[end] == '/')) {
    ++end;
  } else if (line.substr(end).starts_with("°)")) {
    end += 3;
  } else if (line.substr(end).starts_with("°") || line.substr(end).starts_with("º")) {
    end += 2;
  } else if (line.substr(end).starts_with(" – ") || line.substr(end).starts_with(" - ")) {
    end += line[end + 1] == '-' ? 2 : 4;
  } else if (!dotted) {
    return 0;
  }
  if (end < line.size() && line[end] == ')') ++end;
  const size_t space = SpaceAt(line, end);
  return space == 0 ? 0 : end + space;
}

size_t Date(std::string_view line) {
  size_t at = 0;
  size_t numbers = 0;
  while (at < line.size() && numbers < 3) {
    const size_t end = std::min(line.find_first_not_of("0123456789", at), line.size());
    if (end == at || end - at > 4) return 0;
    ++numbers;
    at = end;
    if (at >= line.size() || (line[at] != '/' && line[at] != '.') || numbers == 3) break;
    if (at + 1 >= line.size() || line[at + 1] < '0' || line[at + 1] > '9') break;
    ++at;
  }
  if (numbers < 2 || at >= line.size()) return 0;
  return line[at] == ' ' || line[at] == ':' || line[at] == ',' ? at + 1 : 0;
}

// "Label : value": the label begins like a sentence and holds no punctuation of one.
size_t Label(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || !StartsUpper(line)) return 0;
  const std::string_view label = line.substr(0, colon);
  if (label.find_first_of(".!?;,\t") != std::string_view::npos ||
      label.find("«") != std::string_view::npos || CountWords(label) > kLabelWords) {
    return 0;
  }
  const bool at_end = colon + 1 == line.size();
  const size_t space = SpaceAt(line, colon + 1);
  return at_end || space > 0 ? colon + 1 + space : 0;
}

}  // namespace

LineMark MarkOf(std::string_view line) {
  for (std::string_view box : kTickBoxes) {
    if (line.starts_with(box)) return {MarkKind::kTickBox, box.size() + SpaceAt(line, box.size())};
  }
  for (std::string_view bullet : kBullets) {
    if (const size_t size = Marker(line, bullet); size > 0) return {MarkKind::kBullet, size};
  }
  if (const size_t size = Numbered(line); size > 0) return {MarkKind::kNumbered, size};
  if (const size_t size = Date(line); size > 0) return {MarkKind::kDate, size};
  if (const size_t size = Label(line); size > 0) return {MarkKind::kLabel, size};
  return {};
}

bool StartsLower(std::string_view line) {
  for (size_t at = 0; at < line.size();) {
    const UChar32 c = CharAt(line, at);
    if (u_isalpha(c)) return u_islower(c);
    if (u_isdigit(c)) return false;
    if (at > 8) return false;
  }
  return false;
}

bool StartsUpper(std::string_view line) {
  if (line.empty()) return false;
  size_t at = 0;
  return u_isupper(CharAt(line, at));
}

bool EndsSentence(std::string_view line) {
  constexpr std::array<std::string_view, 10> kClosing = {"»", "”", "\"", ")",      "]",
                                                         "'", "’", " ",  "\u00A0", "\u202F"};
  constexpr std::array<std::string_view, 6> kFinal = {".", "!", "?", "…", ";", ":"};
  bool stripped = true;
  while (stripped) {
    stripped = false;
    for (std::string_view closing : kClosing) {
      if (!line.ends_with(closing)) continue;
      line.remove_suffix(closing.size());
      stripped = true;
    }
  }
  return std::any_of(kFinal.begin(), kFinal.end(),
                     [&](std::string_view final) { return line.ends_with(final); });
}

bool IsCapitals(std::string_view line) {
  size_t upper = 0;
  for (size_t at = 0; at < line.size();) {
    const UChar32 c = CharAt(line, at);
    if (u_islower(c)) return false;
    upper += u_isupper(c) ? 1 : 0;
  }
  return upper >= 2;
}

size_t CountWords(std::string_view line) {
  size_t words = 0;
  bool inside = false;
  for (size_t at = 0; at < line.size();) {
    const UChar32 c = CharAt(line, at);
    const bool letter = u_isalnum(c);
    words += letter && !inside ? 1 : 0;
    inside = letter || (inside && !u_isUWhiteSpace(c));
  }
  return words;
}

size_t CountCodePoints(std::string_view line) {
  return static_cast<size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool IsRuler(std::string_view line) {
  size_t strokes = 0;
  for (char c : line) {
    if (std::string_view("-=_*.~#+|:").find(c) != std::string_view::npos) {
      ++strokes;
    } else if (!IsSpace(c)) {
      return false;
    }
  }
  return strokes >= 3;
}

}  // namespace expurge
