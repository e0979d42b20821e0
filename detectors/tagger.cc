#include "detectors/tagger.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

namespace expurge {
namespace {

struct Header {
  char magic[8];
  uint32_t feature_version, lanes, slots, rows;
  float bias;
  uint32_t reserved;
};
constexpr char kMagic[8] = {'E', 'X', 'P', 'T', 'A', 'G', '0', '1'};
static_assert(std::endian::native == std::endian::little, "the model file is little endian");

float LogSum(float a, float b) {
  const float top = std::max(a, b);
  return top + std::log1p(std::exp(-std::abs(a - b)));
}

// Identifiers that their form tells better than any context.
bool HasFormat(Category category) {
  return category >= Category::kIdentiteTelephone && category <= Category::kIdentiteEtranger;
}

// What the constant parts of a logistic score start from: categories are rare.
constexpr float kCategoryPrior = -3;

tl::unexpected<Error> BadModel(const std::string& name) {
  return Fail(ErrorKind::kUsage, "detect.data",
              {name, "0", "0", "un modèle fait par tools/train pour cette version"});
}

}  // namespace

struct Tagger::Mapping {
  std::string bytes;
  void* address = nullptr;
  size_t size = 0;
  ~Mapping() {
    if (address != nullptr) munmap(address, size);
  }
};

Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;
Tagger::~Tagger() = default;

const std::vector<Category>& TaggerCategories() {
  static const std::vector<Category> kCategories = [] {
    std::vector<Category> out;
    for (size_t i = 0; i < kCategoryCount; ++i) {
      const auto category = static_cast<Category>(i);
      if (GuideCategory(category) == category && !HasFormat(category)) out.push_back(category);
    }
    assert(out.size() + kTaggerStateLanes <= kTaggerLanes);
    return out;
  }();
  return kCategories;
}

Result<Tagger> Tagger::Load(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return BadModel(name);
  struct stat status {};
  auto mapping = std::make_unique<Mapping>();
  if (fstat(fd, &status) == 0 && status.st_size > 0) {
    mapping->size = static_cast<size_t>(status.st_size);
    void* address = mmap(nullptr, mapping->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (address != MAP_FAILED) mapping->address = address;
  }
  close(fd);
  if (mapping->address == nullptr) return BadModel(name);
  Tagger tagger;
  tagger.mapping_ = std::move(mapping);
  if (!tagger.Bind(static_cast<const char*>(tagger.mapping_->address), tagger.mapping_->size)) {
    return BadModel(name);
  }
  return tagger;
}

Result<Tagger> Tagger::FromBytes(std::string bytes) {
  Tagger tagger;
  tagger.mapping_ = std::make_unique<Mapping>();
  tagger.mapping_->bytes = std::move(bytes);
  if (!tagger.Bind(tagger.mapping_->bytes.data(), tagger.mapping_->bytes.size())) {
    return BadModel("tagger.bin");
  }
  return tagger;
}

bool Tagger::Bind(const char* bytes, size_t size) {
  Header header;
  if (size < sizeof(header)) return false;
  std::memcpy(&header, bytes, sizeof(header));
  const size_t expected = sizeof(header) + sizeof(float) * kTaggerLanes +
                          size_t{8} * header.slots + size_t{kTaggerLanes} * header.rows;
  if (std::memcmp(header.magic, kMagic, sizeof(kMagic)) != 0 ||
      header.feature_version != kFeatureVersion || header.lanes != kTaggerLanes ||
      !std::has_single_bit(header.slots) || header.rows >= header.slots || size != expected) {
    return false;
  }
  bias_ = header.bias;
  mask_ = header.slots - 1;
  std::memcpy(scales_.data(), bytes + sizeof(header), sizeof(scales_));
  const char* slots = bytes + sizeof(header) + sizeof(scales_);
  slots_ = reinterpret_cast<const uint32_t*>(slots);
  rows_ = reinterpret_cast<const int8_t*>(slots + size_t{8} * header.slots);
  for (uint32_t i = 0; i < header.slots; ++i) {
    if (slots_[2 * i] != 0 && slots_[2 * i + 1] >= header.rows) return false;
  }
  return true;
}

std::string Tagger::Serialize(const std::vector<std::pair<uint32_t, Row>>& rows, float bias) {
  Row scales{};
  for (const auto& [key, row] : rows) {
    for (size_t k = 0; k < kTaggerLanes; ++k) scales[k] = std::max(scales[k], std::abs(row[k]));
  }
  for (float& scale : scales) scale = scale > 0 ? scale / 127 : 1;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof(kMagic));
  header.feature_version = kFeatureVersion;
  header.lanes = kTaggerLanes;
  header.rows = static_cast<uint32_t>(rows.size());
  header.slots = std::bit_ceil(std::max<uint32_t>(16, header.rows * 3 / 2 + 1));
  header.bias = bias;
  std::vector<uint32_t> slots(size_t{2} * header.slots, 0);
  std::string weights;
  for (size_t r = 0; r < rows.size(); ++r) {
    uint32_t slot = rows[r].first & (header.slots - 1);
    while (slots[2 * slot] != 0) slot = (slot + 1) & (header.slots - 1);
    slots[2 * slot] = rows[r].first;
    slots[2 * slot + 1] = static_cast<uint32_t>(r);
    for (size_t k = 0; k < kTaggerLanes; ++k) {
      const float step = std::round(rows[r].second[k] / scales[k]);
      weights.push_back(static_cast<char>(static_cast<int8_t>(std::clamp(step, -127.0f, 127.0f))));
    }
  }
  std::string out(reinterpret_cast<const char*>(&header), sizeof(header));
  out.append(reinterpret_cast<const char*>(scales.data()), sizeof(scales));
  out.append(reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(uint32_t));
  return out + weights;
}

const int8_t* Tagger::Find(uint32_t key) const {
  for (uint32_t slot = key & mask_; slots_[2 * slot] != 0; slot = (slot + 1) & mask_) {
    if (slots_[2 * slot] == key) return rows_ + size_t{kTaggerLanes} * slots_[2 * slot + 1];
  }
  return nullptr;
}

TokenScores Tagger::Score(const std::vector<Feature>& features) const {
  // Nearly every look-up misses the cache: ask for all of them before waiting for the first.
  for (const Feature& feature : features) {
    __builtin_prefetch(slots_ + size_t{2} * (feature.key & mask_));
  }
  constexpr size_t kBatch = 256;  // 127 * 256 fits 16 bits
  std::array<const int8_t*, kBatch> rows;
  std::array<int32_t, kTaggerLanes> sum{};
  for (size_t begin = 0; begin < features.size(); begin += kBatch) {
    const size_t end = std::min(features.size(), begin + kBatch);
    size_t found = 0;
    for (size_t i = begin; i < end; ++i) {
      if (const int8_t* row = Find(features[i].key)) {
        __builtin_prefetch(row);
        rows[found++] = row;
      }
    }
    std::array<int16_t, kTaggerLanes> partial{};
    for (size_t r = 0; r < found; ++r) {
      for (size_t k = 0; k < kTaggerLanes; ++k) {
        partial[k] = static_cast<int16_t>(partial[k] + rows[r][k]);
      }
    }
    for (size_t k = 0; k < kTaggerLanes; ++k) sum[k] += partial[k];
  }
  TokenScores scores;
  scores.state = static_cast<float>(sum[0]) * scales_[0];
  scores.enter = static_cast<float>(sum[1]) * scales_[1];
  scores.leave = static_cast<float>(sum[2]) * scales_[2];
  for (size_t k = kTaggerStateLanes; k < kTaggerLanes; ++k) {
    scores.category[k - kTaggerStateLanes] =
        static_cast<float>(sum[k]) * scales_[k] + kCategoryPrior;
  }
  return scores;
}

std::array<float, kFeatureGroupCount> Tagger::Explain(const std::vector<Feature>& features) const {
  std::array<float, kFeatureGroupCount> out{};
  for (const Feature& feature : features) {
    if (const int8_t* row = Find(feature.key)) {
      out[static_cast<size_t>(feature.group)] += static_cast<float>(row[0]) * scales_[0];
    }
  }
  return out;
}

std::vector<float> ProtectedProbability(std::span<const TokenScores> scores, float bias) {
  const size_t n = scores.size();
  std::vector<float> out(n);
  if (n == 0) return out;
  std::vector<std::array<float, 2>> alpha(n);
  alpha[0] = {0, scores[0].state + bias + scores[0].enter};
  for (size_t t = 1; t < n; ++t) {
    const TokenScores& s = scores[t];
    alpha[t][0] = LogSum(alpha[t - 1][0], alpha[t - 1][1] + s.leave);
    alpha[t][1] = s.state + bias + LogSum(alpha[t - 1][0] + s.enter, alpha[t - 1][1]);
    // Only the difference counts; kept near zero so that a long run loses no precision.
    alpha[t][1] -= alpha[t][0];
    alpha[t][0] = 0;
  }
  std::array<float, 2> beta = {0, 0};
  for (size_t t = n; t-- > 0;) {
    const float logit = alpha[t][1] + beta[1] - alpha[t][0] - beta[0];
    out[t] = 1 / (1 + std::exp(-logit));
    const TokenScores& s = scores[t];
    const float in = s.state + bias + beta[1];
    beta = {LogSum(beta[0], in + s.enter), LogSum(beta[0] + s.leave, in)};
    beta[1] -= beta[0];
    beta[0] = 0;
  }
  return out;
}

}  // namespace expurge
