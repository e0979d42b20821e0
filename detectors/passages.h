// Turns what the tagger thinks of each token into findings: runs of protected tokens, cut at
// clauses, with the categories that their words speak for.
//
// Thread-safe: pure functions.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/features.h"
#include "detectors/tagger.h"

namespace expurge {

// The tagger's view of a whole document, one entry for each token.
struct TaggedTokens {
  std::vector<TokenScores> scores;
  std::vector<float> probability;
};

// Appends findings. `taken` marks tokens that an identifier or a name already explains: they are
// covered by those findings and say nothing about the categories of the words around them.
void ReportPassages(const FeatureContext& context, const FeatureExtractor& extractor,
                    const Tagger& tagger, const TaggedTokens& tagged,
                    const std::vector<uint8_t>& taken, std::vector<Finding>& findings);

}  // namespace expurge
