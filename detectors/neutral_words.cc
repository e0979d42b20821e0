#include "detectors/neutral_words.h"

#include <algorithm>
#include <utility>

#include "base/file_system.h"

namespace expurge {
namespace {

constexpr size_t kFileMax = size_t{8} << 20;

}  // namespace

Result<NeutralWords> NeutralWords::Load(const std::filesystem::path& file) {
  Result<std::string> bytes = ReadWhole(PosixFileSystem(), file.string(), kFileMax);
  if (!bytes) {
    return Fail(ErrorKind::kUsage, "detect.data", {file.filename().string(), "1", "1", "fichier"});
  }
  NeutralWords out;
  out.words_.reserve(bytes->size() / 8);
  std::vector<std::pair<size_t, size_t>> places;
  size_t line = 1;
  for (size_t at = 0; at < bytes->size(); ++line) {
    const size_t end = std::min(bytes->find('\n', at), bytes->size());
    if (end > at && (*bytes)[at] != '#') {
      const std::string_view word = std::string_view(*bytes).substr(at, end - at);
      if (!places.empty()) {
        const std::string_view before =
            std::string_view(*bytes).substr(places.back().first, places.back().second);
        if (before >= word) {
          return Fail(ErrorKind::kUsage, "detect.data",
                      {file.filename().string(), std::to_string(line), "1", "ordre croissant"});
        }
      }
      places.emplace_back(at, end - at);
    }
    at = end + 1;
  }
  // A short string would be copied on a move and the views left behind: the file never is short,
  // and a heap string keeps its place.
  out.bytes_ = std::move(*bytes);
  out.bytes_.reserve(64);
  for (const auto& [begin, size] : places) {
    out.words_.push_back(std::string_view(out.bytes_).substr(begin, size));
  }
  return out;
}

bool NeutralWords::Has(std::string_view folded) const {
  return std::binary_search(words_.begin(), words_.end(), folded);
}

}  // namespace expurge
