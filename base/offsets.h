// Converts byte offsets of a UTF-8 text into code points and UTF-16 units, in one pass.
//
// Not thread-safe: keeps its place. Offsets may be asked for in any order; ascending ones are fast.
#pragma once

#include <cstddef>
#include <string_view>

namespace expurge {

struct Offset {
  size_t bytes = 0;
  size_t code_points = 0;
  size_t utf16 = 0;
};

class OffsetConverter {
 public:
  explicit OffsetConverter(std::string_view text) : text_(text) {}

  // The offset of the code point that begins at or before byte `bytes`; the end for one beyond it.
  Offset At(size_t bytes) {
    if (bytes < at_.bytes) at_ = {};
    for (; at_.bytes < bytes && at_.bytes < text_.size(); ++at_.bytes) {
      const auto byte = static_cast<unsigned char>(text_[at_.bytes]);
      if ((byte & 0xC0) == 0x80) continue;
      ++at_.code_points;
      at_.utf16 += byte >= 0xF0 ? 2 : 1;
    }
    return at_;
  }

 private:
  std::string_view text_;
  Offset at_;
};

}  // namespace expurge
