// Says how the bytes of a clause that no finding covers are understood.
//
// Neutral needs evidence: the tagger must be positively sure that every content word reveals
// nothing, and most of them must be known words. Everything else stays Neutral::kNone, which
// versions withhold as `inconnu`.
//
// Thread-safe: pure functions.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/features.h"
#include "detectors/lexicon.h"
#include "detectors/segment.h"

namespace expurge {

// Probabilities of being protected below which a word is positively neutral. Calibrated by leaving
// one author out (tools/train --versions).
struct NeutralLimits {
  float word = 0.22f;     // no content word may reach it
  float mean = 0.12f;     // nor the mean over the content words
  float unknown = 0.06f;  // limit for the mean of a clause with many words that nothing knows
  float residue = 0.40f;  // a word or two left over beside a finding
};

// The clauses of the document, with their reason. `probability`: of each token, by the tagger.
// `covered`: 1 for each token that lies in a finding.
std::vector<Clause> UnderstandClauses(const FeatureContext& context,
                                      const std::vector<LexiconHit>& hits, const Lexicon* lexicon,
                                      const std::vector<float>& probability,
                                      const std::vector<uint8_t>& covered,
                                      const NeutralLimits& limits);

}  // namespace expurge
