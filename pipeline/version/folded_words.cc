#include "pipeline/version/folded_words.h"

#include <algorithm>

#include "detectors/fold.h"

namespace expurge {
namespace {

bool IsWordByte(char c) {
  const unsigned char byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Symbols beyond ASCII that are no letters (« » – … € U+2000 to U+22FF, boxes) separate words.
size_t SymbolAt(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (at + 1 < text.size() && byte(0) == 0xC2) return 2;
  if (at + 2 < text.size() && byte(0) == 0xE2) return 3;
  if (at + 2 < text.size() && byte(0) == 0xE3 && byte(1) == 0x80) return 3;
  return 0;
}

bool IsContent(std::string_view word) {
  size_t letters = 0;
  for (char c : word) {
    if (IsDigit(c)) return true;
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++letters;
  }
  return letters >= 3;
}

}  // namespace

std::vector<std::string> FoldedWords(std::string_view utf8, bool content_only) {
  const std::string folded = Fold(utf8).text;
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty() && (!content_only || IsContent(word))) words.push_back(word);
    word.clear();
  };
  for (size_t i = 0; i < folded.size();) {
    const size_t symbol = SymbolAt(folded, i);
    if (symbol > 0 || !IsWordByte(folded[i])) {
      finish();
      i += std::max<size_t>(symbol, 1);
    } else {
      word += folded[i++];
    }
  }
  finish();
  return words;
}

}  // namespace expurge
