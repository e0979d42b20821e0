// Tells whether a compiled lexicon was made of exactly the present files.
//
// Sizes and dates would be cheaper but lie: an installation, a copy or a checkout changes dates and
// keeps old ones, and a word corrected for another of its length keeps the size. All bytes of the
// sources (2 MB) are therefore hashed at every start; four independent lanes of eight bytes make
// that less than a millisecond. The hash guards against accidents, not against an adversary, who
// could as well change the program. Not thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace expurge {

class LexiconStamp {
 public:
  // Adds the bytes of a file, with its name and length, so that no two sets of files look alike.
  // False when it cannot be read.
  bool AddFile(const std::filesystem::path& path);
  uint64_t Value() const;

 private:
  void AddText(std::string_view text);
  void AddBlocks(const char* bytes, size_t blocks);  // of 32 bytes

  std::array<uint64_t, 4> lanes_ = {0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu,
                                    0x2545f4914f6cdd1du};
};

}  // namespace expurge
