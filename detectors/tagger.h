// The learned layer's weights and how they are read: for each token the probability that it lies
// in a passage that reveals something, and a score for each category.
//
// The file (data/model/tagger.bin) is made by expurge_train and mapped, not parsed: header, scales,
// keys of an open-addressed table, one row of signed bytes for each key. Byte order is little
// endian. A model made for other features is refused.
//
// Thread-safe: immutable once loaded.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/category.h"
#include "base/error.h"
#include "detectors/features.h"

namespace expurge {

// Columns of a row: three of the state (see below), then the categories of the guide.
inline constexpr size_t kTaggerStateLanes = 3;
inline constexpr size_t kTaggerLanes = 32;

// The categories that the tagger tells apart, in the order of their columns: those of the guide
// but for the identifiers that have a form of their own.
const std::vector<Category>& TaggerCategories();

struct TokenScores {
  float state = 0, enter = 0, leave = 0;  // log-odds: protected; from outside in; from inside out
  std::array<float, kTaggerLanes - kTaggerStateLanes> category{};  // log-odds, given protected
};

// Probability of being protected for each token of a run of tokens, by the forward-backward
// algorithm over two states; `bias` moves the operating point.
std::vector<float> ProtectedProbability(std::span<const TokenScores> scores, float bias);

class Tagger {
 public:
  using Row = std::array<float, kTaggerLanes>;

  // Errors: kUsage "detect.data" (args: file, 0, 0, what was expected).
  [[nodiscard]] static Result<Tagger> Load(const std::filesystem::path& file);
  // The bytes of a model file: rows by feature key, quantised to one byte a weight.
  static std::string Serialize(const std::vector<std::pair<uint32_t, Row>>& rows, float bias);
  // A tagger from those bytes.
  [[nodiscard]] static Result<Tagger> FromBytes(std::string bytes);

  Tagger(Tagger&&) noexcept;
  Tagger& operator=(Tagger&&) noexcept;
  ~Tagger();

  TokenScores Score(const std::vector<Feature>& features) const;
  // How much each group of features speaks for "protected" in these features, in log-odds.
  std::array<float, kFeatureGroupCount> Explain(const std::vector<Feature>& features) const;
  float bias() const { return bias_; }  // the operating point of Prudence::kNormal

 private:
  Tagger() = default;
  [[nodiscard]] bool Bind(const char* bytes, size_t size);
  const int8_t* Find(uint32_t key) const;

  struct Mapping;
  std::unique_ptr<Mapping> mapping_;
  std::array<float, kTaggerLanes> scales_{};
  const uint32_t* slots_ = nullptr;  // pairs of key and row number; key 0 is free
  const int8_t* rows_ = nullptr;
  uint32_t mask_ = 0;
  float bias_ = 0;
};

}  // namespace expurge
