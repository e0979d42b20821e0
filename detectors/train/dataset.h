// Turns tagged documents into what the learner reads: numbered features, and for each token whether
// it lies in a tagged stretch and of which categories.
//
// Thread-safe: one Dataset belongs to one thread while it grows; const use is safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "detectors/layers.h"
#include "detectors/tagger.h"
#include "detectors/train/corpus_reader.h"
#include "detectors/train/learn.h"

namespace expurge {

class Dataset {
 public:
  explicit Dataset(const Layers& layers) : layers_(layers) {}

  // Adds every block of the document as a sequence. `weight` scales its part in training.
  void Add(const TaggedDocument& tagged, float weight);
  // Drops features that fewer than `count` tokens have; call once, after the last Add.
  void Prune(uint32_t count);

  // The sequences of all documents for which `use(author, name)` holds.
  std::vector<const TrainingSequence*> Select(
      const std::function<bool(const std::string& name)>& use) const;

  // By feature number: 1 for the features of words and phrases.
  const std::vector<uint8_t>& lexical() const { return lexical_; }
  size_t feature_count() const { return keys_.size(); }
  // Rows of a model file: the `limit` features that carry the most.
  std::vector<std::pair<uint32_t, Tagger::Row>> Rows(const LearnedModel& model,
                                                     size_t limit) const;

 private:
  struct Entry {
    std::string name;
    TrainingSequence sequence;
  };

  const Layers& layers_;
  std::vector<Entry> entries_;
  std::unordered_map<uint32_t, uint32_t> numbers_;  // by key
  std::vector<uint32_t> keys_, counts_;             // by number
  std::vector<uint8_t> lexical_;                    // by number
};

}  // namespace expurge
