#include "detectors/words.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

namespace expurge {
namespace {

constexpr char kMagic[8] = {'E', 'X', 'P', 'W', 'O', 'R', 'D', '1'};
constexpr uint32_t kClassBits = 15;
constexpr uint32_t kClassMask = (1U << kClassBits) - 1;

}  // namespace

Result<WordTable> WordTable::Load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const auto bad = [&] {
    return Fail(ErrorKind::kUsage, "detect.data",
                {file.filename().string(), "0", "0", "une table de mots (words.bin)"});
  };
  if (!in) return bad();
  const auto size = static_cast<size_t>(in.tellg());
  if (size < sizeof(kMagic) || (size - sizeof(kMagic)) % sizeof(Entry) != 0) return bad();
  char magic[sizeof(kMagic)];
  in.seekg(0);
  in.read(magic, sizeof(magic));
  if (std::memcmp(magic, kMagic, sizeof(kMagic)) != 0) return bad();
  WordTable table;
  table.entries_.resize((size - sizeof(kMagic)) / sizeof(Entry));
  in.read(reinterpret_cast<char*>(table.entries_.data()),
          static_cast<std::streamsize>(table.entries_.size() * sizeof(Entry)));
  if (!in) return bad();
  table.Index();
  return table;
}

WordTable WordTable::Build(std::vector<Entry> entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
  WordTable table;
  for (const Entry& entry : entries) {
    if (!table.entries_.empty() && table.entries_.back().hash == entry.hash) {
      table.entries_.back().packed |= entry.packed & kClassMask;
    } else {
      table.entries_.push_back(entry);
    }
  }
  table.Index();
  return table;
}

std::string WordTable::Serialize() const {
  std::string out(kMagic, sizeof(kMagic));
  out.append(reinterpret_cast<const char*>(entries_.data()), entries_.size() * sizeof(Entry));
  return out;
}

void WordTable::Index() {
  buckets_.assign(65537, 0);
  for (const Entry& entry : entries_) ++buckets_[(entry.hash >> 16) + 1];
  for (size_t i = 1; i < buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
}

WordForm WordTable::Find(uint32_t hash) const {
  if (buckets_.empty()) return {};
  const uint32_t end = buckets_[(hash >> 16) + 1];
  for (uint32_t i = buckets_[hash >> 16]; i < end; ++i) {
    if (entries_[i].hash == hash) {
      return {entries_[i].packed >> kClassBits,
              static_cast<uint16_t>(entries_[i].packed & kClassMask)};
    }
  }
  return {};
}

}  // namespace expurge
