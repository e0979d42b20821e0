#include "detectors/words.h"

#include <algorithm>
#include <cstring>

namespace expurge {
namespace {

constexpr char kMagic[8] = {'E', 'X', 'P', 'W', 'O', 'R', 'D', '1'};
constexpr uint32_t kClassBits = 15;
constexpr uint32_t kClassMask = (1U << kClassBits) - 1;

}  // namespace

Result<WordTable> WordTable::Load(const std::filesystem::path& file) {
  auto mapped = MappedFile::Open(file);
  const std::string_view bytes = mapped ? mapped->bytes() : std::string_view();
  if (!bytes.starts_with(std::string_view(kMagic, sizeof(kMagic))) ||
      (bytes.size() - sizeof(kMagic)) % sizeof(Entry) != 0) {
    return Fail(ErrorKind::kUsage, "detect.data",
                {file.filename().string(), "0", "0", "une table de mots (words.bin)"});
  }
  static_assert(sizeof(kMagic) % alignof(Entry) == 0);
  WordTable table;
  table.entries_ = {reinterpret_cast<const Entry*>(bytes.data() + sizeof(kMagic)),
                    (bytes.size() - sizeof(kMagic)) / sizeof(Entry)};
  table.mapped_ = std::move(mapped);
  table.Index();
  return table;
}

WordTable WordTable::Build(std::vector<Entry> entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
  WordTable table;
  for (const Entry& entry : entries) {
    if (!table.built_.empty() && table.built_.back().hash == entry.hash) {
      table.built_.back().packed |= entry.packed & kClassMask;
    } else {
      table.built_.push_back(entry);
    }
  }
  table.entries_ = table.built_;
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
