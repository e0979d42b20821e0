#include "detectors/train/dataset.h"

#include <algorithm>
#include <cmath>

namespace expurge {
namespace {

uint64_t LaneBits(const CategorySet& categories) {
  const std::vector<Category>& lanes = TaggerCategories();
  uint64_t bits = 0;
  for (size_t k = 0; k < lanes.size(); ++k) {
    if (categories.Has(lanes[k])) bits |= uint64_t{1} << k;
  }
  return bits;
}

}  // namespace

void Dataset::Add(const TaggedDocument& tagged, float weight) {
  const Observation seen = layers_.Observe(tagged.document);
  const FeatureContext context = layers_.Prepare(tagged.document, seen);
  std::vector<Feature> features;
  size_t next = 0;
  for (const Span& span : seen.segments.block_tokens) {
    if (span.first == span.last) continue;
    Entry entry;
    entry.name = tagged.name;
    TrainingSequence& sequence = entry.sequence;
    sequence.weight = weight;
    sequence.starts.push_back(0);
    for (uint32_t t = span.first; t < span.last; ++t) {
      layers_.extractor().Describe(context, t, features);
      for (const Feature& feature : features) {
        const auto [at, fresh] =
            numbers_.try_emplace(feature.key, static_cast<uint32_t>(keys_.size()));
        if (fresh) {
          keys_.push_back(feature.key);
          counts_.push_back(0);
          lexical_.push_back(feature.group <= FeatureGroup::kPhrase ? 1 : 0);
        }
        ++counts_[at->second];
        sequence.features.push_back(at->second);
      }
      sequence.starts.push_back(static_cast<uint32_t>(sequence.features.size()));
      const TextRange range = seen.segments.tokens[t].range;
      while (next < tagged.stretches.size() && tagged.stretches[next].range.end <= range.begin) {
        ++next;
      }
      const bool inside =
          next < tagged.stretches.size() && tagged.stretches[next].range.Overlaps(range);
      sequence.inside.push_back(inside ? 1 : 0);
      sequence.categories.push_back(inside ? LaneBits(tagged.stretches[next].categories) : 0);
    }
    entries_.push_back(std::move(entry));
  }
}

void Dataset::Prune(uint32_t count) {
  std::vector<uint32_t> renumbered(keys_.size(), kUnseen), kept;
  for (size_t i = 0; i < keys_.size(); ++i) {
    if (counts_[i] < count) continue;
    renumbered[i] = static_cast<uint32_t>(kept.size());
    counts_[kept.size()] = counts_[i];
    lexical_[kept.size()] = lexical_[i];
    kept.push_back(keys_[i]);
  }
  counts_.resize(kept.size());
  lexical_.resize(kept.size());
  keys_ = std::move(kept);
  for (Entry& entry : entries_) {
    TrainingSequence& sequence = entry.sequence;
    std::vector<uint32_t> features, starts = {0};
    for (size_t t = 0; t < sequence.size(); ++t) {
      for (uint32_t f = sequence.starts[t]; f < sequence.starts[t + 1]; ++f) {
        const uint32_t number = renumbered[sequence.features[f]];
        if (number != kUnseen) features.push_back(number);
      }
      starts.push_back(static_cast<uint32_t>(features.size()));
    }
    sequence.features = std::move(features);
    sequence.starts = std::move(starts);
  }
}

std::vector<const TrainingSequence*> Dataset::Select(
    const std::function<bool(const std::string& name)>& use) const {
  std::vector<const TrainingSequence*> out;
  for (const Entry& entry : entries_) {
    if (use(entry.name)) out.push_back(&entry.sequence);
  }
  return out;
}

std::vector<std::pair<uint32_t, Tagger::Row>> Dataset::Rows(const LearnedModel& model,
                                                           size_t limit) const {
  struct Candidate {
    float worth;
    uint32_t feature;
  };
  std::vector<Candidate> candidates;
  const size_t lanes = model.category.empty() ? 0 : TaggerCategories().size();
  for (uint32_t f = 0; f < keys_.size(); ++f) {
    float largest = 0;
    for (size_t k = 0; k < kTaggerStateLanes; ++k) {
      largest = std::max(largest, std::abs(model.state[f][k]));
    }
    for (size_t k = 0; k < lanes; ++k) largest = std::max(largest, model.category[f][k] / 2);
    // A weight is worth what it moves, as often as it does.
    const auto count = static_cast<float>(counts_[f]);
    if (largest > 0.01f) candidates.push_back({largest * std::sqrt(count), f});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.feature < b.feature;
  });
  candidates.resize(std::min(candidates.size(), limit));
  std::vector<std::pair<uint32_t, Tagger::Row>> out;
  for (const Candidate& candidate : candidates) {
    Tagger::Row row{};
    for (size_t k = 0; k < kTaggerStateLanes; ++k) row[k] = model.state[candidate.feature][k];
    for (size_t k = 0; k < lanes; ++k) {
      row[kTaggerStateLanes + k] = model.category[candidate.feature][k];
    }
    out.emplace_back(keys_[candidate.feature], row);
  }
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

}  // namespace expurge
