#include "detectors/train/learn.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace expurge {
namespace {

// SplitMix64: the same numbers on every machine.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }

 private:
  uint64_t state_;
};

std::vector<size_t> Shuffled(size_t n, Random& random) {
  std::vector<size_t> order(n);
  std::iota(order.begin(), order.end(), size_t{0});
  for (size_t i = n; i > 1; --i) std::swap(order[i - 1], order[random.Below(i)]);
  return order;
}

float LogSum(float a, float b) {
  const float top = std::max(a, b);
  return top + std::log1p(std::exp(-std::abs(a - b)));
}

// The factor of a step after squared gradients that sum to `square`.
float Step(float square, float power) {
  if (power == 0.5f) return 1 / (std::sqrt(square) + 1e-3f);
  if (power == 0) return 1;
  return std::pow(square + 1e-4f, -power);
}

float Sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

struct Posterior {
  std::vector<float> inside, enter, leave;
};

// Forward-backward over two states: 0 outside, 1 inside.
Posterior ForwardBackward(const std::vector<std::array<float, 3>>& scores, float bias) {
  const size_t n = scores.size();
  Posterior out;
  out.inside.resize(n);
  out.enter.resize(n);
  out.leave.resize(n);
  if (n == 0) return out;
  std::vector<std::array<float, 2>> alpha(n), beta(n);
  alpha[0] = {0, scores[0][0] + bias + scores[0][1]};
  for (size_t t = 1; t < n; ++t) {
    alpha[t][0] = LogSum(alpha[t - 1][0], alpha[t - 1][1] + scores[t][2]);
    alpha[t][1] =
        scores[t][0] + bias + LogSum(alpha[t - 1][0] + scores[t][1], alpha[t - 1][1]);
  }
  beta[n - 1] = {0, 0};
  for (size_t t = n - 1; t > 0; --t) {
    const float in = scores[t][0] + bias + beta[t][1];
    beta[t - 1][0] = LogSum(beta[t][0], in + scores[t][1]);
    beta[t - 1][1] = LogSum(beta[t][0] + scores[t][2], in);
  }
  const float total = LogSum(alpha[n - 1][0], alpha[n - 1][1]);
  for (size_t t = 0; t < n; ++t) {
    out.inside[t] = std::exp(alpha[t][1] + beta[t][1] - total);
    if (t == 0) {
      out.enter[t] = out.inside[t];
      continue;
    }
    out.enter[t] = std::exp(alpha[t - 1][0] + scores[t][1] + scores[t][0] + bias + beta[t][1] -
                            total);
    out.leave[t] = std::exp(alpha[t - 1][1] + scores[t][2] + beta[t][0] - total);
  }
  return out;
}

}  // namespace

std::vector<float> Marginals(const std::vector<std::array<float, 3>>& scores, float bias) {
  return ForwardBackward(scores, bias).inside;
}

LearnedModel LearnStates(const std::vector<const TrainingSequence*>& data, size_t feature_count,
                         const LearnOptions& options) {
  LearnedModel model;
  auto& weights = model.state;
  weights.assign(feature_count, {0, 0, 0, 0});
  std::vector<std::array<float, 4>> squares(feature_count, {0, 0, 0, 0});
  std::vector<std::array<double, 3>> sums(feature_count, {0, 0, 0});
  Random random(options.seed);
  const auto hidden = static_cast<uint64_t>(options.dropout * 4294967296.0);
  const auto blind = static_cast<uint64_t>(options.blind * 4294967296.0);
  const float keep = 1 / (1 - options.dropout);
  int averaged = 0;
  std::vector<uint32_t> active, active_starts;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (size_t s : Shuffled(data.size(), random)) {
      const TrainingSequence& sequence = *data[s];
      active.clear();
      active_starts.assign(1, 0);
      std::vector<std::array<float, 3>> scores(sequence.size(), {0, 0, 0});
      for (size_t t = 0; t < sequence.size(); ++t) {
        const bool is_blind = blind > 0 && (random.Next() & 0xffffffffU) < blind;
        for (uint32_t f = sequence.starts[t]; f < sequence.starts[t + 1]; ++f) {
          const uint32_t id = sequence.features[f];
          if (id == kUnseen || (random.Next() & 0xffffffffU) < hidden) continue;
          if (is_blind && options.lexical[id] != 0) continue;
          active.push_back(id);
          for (size_t k = 0; k < 3; ++k) scores[t][k] += weights[id][k] * keep;
        }
        active_starts.push_back(static_cast<uint32_t>(active.size()));
      }
      const Posterior posterior = ForwardBackward(scores, 0);
      for (size_t t = 0; t < sequence.size(); ++t) {
        const bool in = sequence.inside[t] != 0;
        const bool was = t > 0 && sequence.inside[t - 1] != 0;
        const std::array<float, 3> gradient = {
            (posterior.inside[t] - float(in)) * sequence.weight,
            (posterior.enter[t] - float(in && !was)) * sequence.weight,
            (posterior.leave[t] - float(!in && was)) * sequence.weight};
        for (uint32_t a = active_starts[t]; a < active_starts[t + 1]; ++a) {
          auto& w = weights[active[a]];
          auto& q = squares[active[a]];
          for (size_t k = 0; k < 3; ++k) {
            const float g = gradient[k] * keep + options.decay * w[k];
            q[k] += g * g;
            w[k] -= options.rate * g * Step(q[k], options.power);
          }
        }
      }
    }
    if (epoch * 2 >= options.epochs) {
      ++averaged;
      for (size_t f = 0; f < feature_count; ++f) {
        for (size_t k = 0; k < 3; ++k) sums[f][k] += double(weights[f][k]);
      }
    }
  }
  for (size_t f = 0; f < feature_count; ++f) {
    for (size_t k = 0; k < 3; ++k) weights[f][k] = static_cast<float>(sums[f][k] / averaged);
  }
  return model;
}

void LearnCategories(const std::vector<const TrainingSequence*>& data, size_t feature_count,
                     size_t lanes, const LearnOptions& options, LearnedModel& model) {
  auto& weights = model.category;
  weights.assign(feature_count, std::vector<float>(lanes, 0));
  std::vector<std::vector<float>> squares(feature_count, std::vector<float>(lanes, 0));
  std::vector<std::vector<float>> sums(feature_count, std::vector<float>(lanes, 0));
  Random random(options.seed + 1);
  const auto hidden = static_cast<uint64_t>(options.dropout * 4294967296.0);
  const float keep = 1 / (1 - options.dropout);
  std::vector<uint32_t> active;
  std::vector<float> score(lanes);
  int averaged = 0;
  for (int epoch = 0; epoch < options.category_epochs; ++epoch) {
    for (size_t s : Shuffled(data.size(), random)) {
      const TrainingSequence& sequence = *data[s];
      for (size_t t = 0; t < sequence.size(); ++t) {
        if (sequence.inside[t] == 0) continue;
        active.clear();
        std::fill(score.begin(), score.end(), 0.0f);
        for (uint32_t f = sequence.starts[t]; f < sequence.starts[t + 1]; ++f) {
          const uint32_t id = sequence.features[f];
          if (id == kUnseen || (random.Next() & 0xffffffffU) < hidden) continue;
          active.push_back(id);
          const std::vector<float>& row = weights[id];
          for (size_t k = 0; k < lanes; ++k) score[k] += row[k] * keep;
        }
        for (size_t k = 0; k < lanes; ++k) {
          const float target = (sequence.categories[t] >> k & 1) != 0 ? 1.0f : 0.0f;
          score[k] = (Sigmoid(score[k] - 3) - target) * sequence.weight * keep;
          if (std::abs(score[k]) < 1e-4f) score[k] = 0;
        }
        for (uint32_t id : active) {
          float* w = weights[id].data();
          float* q = squares[id].data();
          for (size_t k = 0; k < lanes; ++k) {
            if (score[k] == 0) continue;
            const float g = score[k] + options.decay * w[k];
            q[k] += g * g;
            w[k] -= options.category_rate * g * Step(q[k], options.power);
          }
        }
      }
    }
    if (epoch * 2 >= options.category_epochs) {
      ++averaged;
      for (size_t f = 0; f < feature_count; ++f) {
        for (size_t k = 0; k < lanes; ++k) sums[f][k] += weights[f][k];
      }
    }
  }
  for (size_t f = 0; f < feature_count; ++f) {
    for (size_t k = 0; k < lanes; ++k) weights[f][k] = sums[f][k] / float(averaged);
  }
}

}  // namespace expurge
