// A half-open range [begin, end) of bytes in the UTF-8 text of a Document.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace expurge {

struct TextRange {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool Contains(size_t offset) const { return begin <= offset && offset < end; }
  bool Contains(const TextRange& other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(const TextRange& other) const { return begin < other.end && other.begin < end; }
  // The bytes of `text` in this range; an end beyond the text is cut.
  std::string_view In(std::string_view text) const {
    const size_t from = std::min(begin, text.size());
    return text.substr(from, std::min(end, text.size()) - from);
  }
  auto operator<=>(const TextRange&) const = default;
};

}  // namespace expurge
