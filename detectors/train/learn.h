// Learns the weights of the tagger: a two-state conditional random field (protected or not) whose
// transitions see the same features as its states, and one logistic classifier for each category,
// given that a token is protected. Stochastic gradient descent with AdaGrad and averaged weights.
//
// Deterministic: one thread a model, fixed order from a fixed seed.
// Thread-safe: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/category.h"

namespace expurge {

// Columns of the model: the state, entering it, leaving it, then the categories.
inline constexpr size_t kStateLanes = 3;

struct TrainingSequence {
  std::vector<uint32_t> starts;    // first feature of each token, and one past the last
  std::vector<uint32_t> features;  // dense numbers, or kUnseen
  std::vector<uint8_t> inside;     // 1 for a token of a tagged stretch
  std::vector<uint64_t> categories;  // bits of the lanes, for tokens inside
  float weight = 1;
  size_t size() const { return inside.size(); }
};
inline constexpr uint32_t kUnseen = 0xffffffffU;

struct LearnOptions {
  int epochs = 8;
  float rate = 0.15f;
  float decay = 2e-6f;     // L2, applied when a weight is touched
  float power = 0.5f;      // of the squared gradients: 0.5 is AdaGrad, 0 plain descent
  float dropout = 0.25f;   // share of the features hidden from a token at each step
  // Share of the tokens that lose every feature of their words at a step, so that what speaks of
  // words never seen (lexicons, sections, subjects) is learnt for its own sake.
  float blind = 0;
  std::vector<uint8_t> lexical;  // by feature: 1 for those of words
  int category_epochs = 4;
  float category_rate = 0.15f;
  uint64_t seed = 20260101;
};

struct LearnedModel {
  std::vector<std::array<float, 4>> state;  // for each feature: state, enter, leave, unused
  std::vector<std::vector<float>> category;  // [feature][lane]; empty when not learnt
};

LearnedModel LearnStates(const std::vector<const TrainingSequence*>& data, size_t feature_count,
                         const LearnOptions& options);
void LearnCategories(const std::vector<const TrainingSequence*>& data, size_t feature_count,
                     size_t lanes, const LearnOptions& options, LearnedModel& model);

// Probability of being protected, for each token; `bias` is added to the state's score.
std::vector<float> Marginals(const std::vector<std::array<float, 3>>& scores, float bias);

}  // namespace expurge
