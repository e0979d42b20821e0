#include "policies/plain_words.h"

#include <cstdint>

namespace expurge {
namespace {

// One code point and its length in bytes; an invalid byte stands for itself.
struct Decoded {
  uint32_t code = 0;
  size_t size = 1;
};

Decoded Decode(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size <= 1 || at + size > text.size()) return {lead, 1};
  uint32_t code = lead & (0xFFU >> (size + 1));
  for (size_t i = 1; i < size; ++i) code = (code << 6) | (byte(at + i) & 0x3FU);
  return {code, size};
}

// The folded form of a code point that is not ASCII; "" drops it, null keeps it as it is.
const char* FoldCodePoint(uint32_t code) {
  switch (code) {
    case 0xA0: case 0x2007: case 0x2009: case 0x202F: return " ";
    case 0xAD: case 0x200B: case 0x2060: case 0xFEFF: return "";
    case 0x2018: case 0x2019: case 0x02BC: return "'";
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: return "-";
    case 0xB0: case 0xBA: return "~";  // the degree sign of "n°" and "1°"
    case 0xC6: case 0xE6: return "ae";
    case 0x152: case 0x153: return "oe";
    case 0x2026: return "...";
    case 0xAB: case 0xBB: case 0x201C: case 0x201D: return "\"";
    default: break;
  }
  if (code >= 0xC0 && code <= 0xFF) {
    static constexpr char kLetters[] = 
        "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    static const auto kFolded = [] {
      std::vector<std::string> folded;
      for (char letter : std::string_view(kLetters)) folded.emplace_back(1, letter);
      return folded;
    }();
    return kFolded[code - 0xC0].c_str();
  }
  return nullptr;
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

PlainText PlainFold(std::string_view utf8) {
  PlainText result;
  for (size_t at = 0; at < utf8.size();) {
    const Decoded point = Decode(utf8, at);
    if (point.size == 1) {
      const char c = utf8[at];
      const bool space = c == '\t' || c == '\n' || c == '\r';
      result.text += space ? ' ' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
      result.origin.push_back(at);
    } else if (point.code < 0x300 || point.code > 0x36F) {  // combining accents are dropped
      const char* folded = FoldCodePoint(point.code);
      const std::string_view put =
          folded == nullptr ? utf8.substr(at, point.size) : std::string_view(folded);
      result.text += put;
      result.origin.insert(result.origin.end(), put.size(), at);
    }
    at += point.size;
  }
  result.origin.push_back(utf8.size());
  return result;
}

std::vector<std::string> PlainWords(std::string_view utf8) {
  std::vector<std::string> words;
  std::string word;
  for (char c : PlainFold(utf8).text + " ") {
    if (IsWordByte(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

size_t CodePoints(std::string_view utf8) {
  size_t count = 0;
  for (char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

std::string ReplacePhrase(std::string_view text, std::string_view phrase,
                          std::string_view replacement, bool& found) {
  const PlainText folded = PlainFold(text);
  const std::string wanted = PlainFold(phrase).text;
  std::string result;
  size_t kept = 0;
  if (wanted.empty()) return std::string(text);
  for (size_t at = folded.text.find(wanted); at != std::string::npos;
       at = folded.text.find(wanted, at + 1)) {
    const size_t end = at + wanted.size();
    const bool begins = at == 0 || !IsWordByte(folded.text[at - 1]);
    const bool ends = end == folded.text.size() || !IsWordByte(folded.text[end]);
    if (!begins || !ends || folded.origin[at] < kept) continue;
    found = true;
    result += text.substr(kept, folded.origin[at] - kept);
    result += replacement;
    kept = folded.origin[end];
  }
  return result + std::string(text.substr(kept));
}

}  // namespace expurge
