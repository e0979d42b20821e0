#include "detectors/lexicon_stamp.h"

#include <fcntl.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>
#include <string>

namespace expurge {
namespace {

constexpr size_t kBlock = 32;
constexpr uint64_t kFactor = 0x9fb21c651e98df25u;

}  // namespace

void LexiconStamp::AddBlocks(const char* bytes, size_t blocks) {
  std::array<uint64_t, 4> lanes = lanes_;
  for (; blocks > 0; --blocks, bytes += kBlock) {
    for (size_t i = 0; i < lanes.size(); ++i) {
      uint64_t word = 0;
      std::memcpy(&word, bytes + 8 * i, sizeof word);
      lanes[i] = std::rotl((lanes[i] ^ word) * kFactor, 29);
    }
  }
  lanes_ = lanes;
}

void LexiconStamp::AddText(std::string_view text) {
  std::string padded(text);
  padded.resize((text.size() / kBlock + 1) * kBlock);
  AddBlocks(padded.data(), padded.size() / kBlock);
}

bool LexiconStamp::AddFile(const std::filesystem::path& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  std::array<char, 1u << 16> buffer;
  size_t filled = 0, total = 0;
  bool good = true;
  while (true) {
    const ssize_t n = read(fd, buffer.data() + filled, buffer.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      good = n == 0;
      break;
    }
    filled += static_cast<size_t>(n);
    total += static_cast<size_t>(n);
    const size_t blocks = filled / kBlock;
    AddBlocks(buffer.data(), blocks);
    filled -= blocks * kBlock;
    std::memmove(buffer.data(), buffer.data() + blocks * kBlock, filled);
  }
  close(fd);
  AddText({buffer.data(), filled});
  AddText(path.filename().string() + " " + std::to_string(total));
  return good;
}

uint64_t LexiconStamp::Value() const {
  uint64_t value = 0;
  for (const uint64_t lane : lanes_) {
    value = (std::rotl(value, 23) ^ lane) * kFactor;
    value ^= value >> 32;
  }
  return value;
}

}  // namespace expurge
