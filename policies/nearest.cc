#include "policies/nearest.h"

#include <algorithm>
#include <numeric>

namespace expurge {
namespace {

// Levenshtein distance, with a swap of neighbours counted as one edit.
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::string NearestWord(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  size_t best_distance = 0;
  if (word.size() > 64) return {};  // not a typing error, and the table above is quadratic
  // The beginning of a known word ("ccapex" for "ccapex_instruction") is meant more surely than
  // one that only looks like it.
  for (std::string_view candidate : known) {
    if (word.size() >= 3 && candidate.starts_with(word)) return std::string(candidate);
  }
  for (std::string_view candidate : known) {
    const size_t distance = EditDistance(word, candidate);
    const size_t allowed = std::max<size_t>(2, std::max(word.size(), candidate.size()) / 3);
    if (distance > allowed || distance >= candidate.size()) continue;
    if (best.empty() || distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return std::string(best);
}

}  // namespace expurge
