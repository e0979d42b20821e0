#include "policies/text_lines.h"

#include "policies/plain_words.h"

namespace expurge {

std::vector<std::string> WrapLines(std::string_view text, size_t width, std::string_view first) {
  const size_t indent = CodePoints(first);
  std::vector<std::string> lines;
  std::string line(first);
  size_t used = indent;
  bool fresh = true;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (word.empty()) continue;
    const size_t size = CodePoints(word);
    if (!fresh && used + 1 + size > width) {
      lines.push_back(std::move(line));
      line = std::string(indent, ' ');
      used = indent;
      fresh = true;
    }
    if (!fresh) line += ' ';
    used += size + (fresh ? 0 : 1);
    line += word;
    fresh = false;
  }
  lines.push_back(std::move(line));
  return lines;
}

}  // namespace expurge
