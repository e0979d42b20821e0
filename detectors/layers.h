// The layers that know rather than learn: identifiers, names, lexicon. The trainer runs the very
// same ones, because their findings are features of the tagger.
//
// Thread-safe: immutable once loaded.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/error.h"
#include "detectors/features.h"
#include "detectors/layer.h"
#include "detectors/lexicon.h"
#include "detectors/neutral_words.h"
#include "detectors/words.h"

namespace expurge {

// What the layers say of one document.
struct Observation {
  Segmentation segments;
  std::vector<Finding> identity;  // identifiers and names
  std::vector<Finding> lexicon;
  std::vector<LexiconHit> hits;
};

class Layers {
 public:
  // `data`: folder with identity/, lexicon/ and model/words.bin. Errors: kUsage "detect.data".
  [[nodiscard]] static Result<Layers> Load(const std::filesystem::path& data,
                                           const std::vector<std::filesystem::path>& lexicons);

  Observation Observe(const Document& document) const;
  // `observation` must outlive the context.
  FeatureContext Prepare(const Document& document, const Observation& observation) const;

  const FeatureExtractor& extractor() const { return *extractor_; }
  const Lexicon& lexicon() const { return *lexicon_; }
  const NeutralWords& neutral_words() const { return *neutral_words_; }

 private:
  Layers() = default;
  std::unique_ptr<const WordTable> words_;
  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const NeutralWords> neutral_words_;
  std::unique_ptr<const Layer> identity_layer_;
  std::unique_ptr<const FeatureExtractor> extractor_;
};

}  // namespace expurge
