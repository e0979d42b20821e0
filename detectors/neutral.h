// Says how the bytes of a clause that no finding covers are understood.
//
// Neutral needs evidence: the tagger must be positively sure that every content word reveals
// nothing, the words must be such as the corpus uses where nothing is protected, and no word may be
// one that the lexicon knows as revealing. Everything else stays Neutral::kNone, which versions
// withhold as `inconnu`. A heading or label is no exception: "Schizophrénie :" says it all.
//
// Thread-safe: pure functions.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/features.h"
#include "detectors/lexicon.h"
#include "detectors/neutral_words.h"
#include "detectors/segment.h"

namespace expurge {

// Probabilities of being protected below which a word is positively neutral. Calibrated by leaving
// one author out (tools/train --versions).
struct NeutralLimits {
  float word = 0.22f;     // no content word may reach it
  float mean = 0.12f;     // nor the mean over the content words
  float unknown = 0.06f;  // limit for the mean of a clause with many words that nothing knows
  size_t few = 3;         // up to so many content words all must be neutral ones; beyond, half
  size_t gibberish = 0;   // words that nothing knows, letters standing alone
  float residue = 0.40f;  // a word or two left over beside a finding
};

// Categories that a heading or a lone word gives away as surely as a sentence. The others (money,
// housing, work, school…) name the rubrics of every form.
bool IsSensitive(const CategorySet& categories);

// The clauses of the document, with their reason. `probability`: of each token, by the tagger.
// `covered`: 1 for each token that lies in a finding.
std::vector<Clause> UnderstandClauses(const FeatureContext& context,
                                      const std::vector<LexiconHit>& hits, const Lexicon* lexicon,
                                      const NeutralWords& neutral_words,
                                      const std::vector<float>& probability,
                                      const std::vector<uint8_t>& covered,
                                      const NeutralLimits& limits);

}  // namespace expurge
