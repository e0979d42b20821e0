#include "detectors/reading.h"

#include <algorithm>

namespace expurge {

uint32_t Reading::TokenAt(size_t folded_offset) const {
  const auto& tokens = segments_.tokens;
  const auto it = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.fold_end <= folded_offset;
  });
  return static_cast<uint32_t>(it - tokens.begin());
}

Finding IdentityFinding(Category category, const TextRange& passage, Certainty certainty,
                        std::string rule, std::string evidence) {
  Finding finding;
  finding.categories.Add(category);
  finding.passage = passage;
  finding.mention = passage;
  finding.certainty = certainty;
  finding.rule = std::move(rule);
  finding.evidence = std::move(evidence);
  return finding;
}

}  // namespace expurge
