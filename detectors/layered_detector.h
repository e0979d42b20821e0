// The detector itself: runs the layers and the tagger, and lets each clause be understood.
//
// Apart from Detector::Load so that the trainer can run it with weights that are not shipped.
//
// Thread-safe: immutable.
#pragma once

#include <cstdint>
#include <vector>

#include "detectors/detector.h"
#include "detectors/layers.h"
#include "detectors/neutral.h"
#include "detectors/passages.h"
#include "detectors/tagger.h"

namespace expurge {

// What leaving one author out chose; see docs for the curve.
struct Tuning {
  float bias = 0;            // added to the tagger's log-odds of a protected token
  float lexicon_veto = 0.2f;  // a term that is sure alone counts from this probability on
  float busy = 0.45f;         // mean probability of a document that speaks of persons
  float calm = 2.0f;          // how far the bias falls in a document that says nothing at all
  NeutralLimits neutral;
};

// How far each setting moves the operating point.
Tuning TuningFor(Prudence prudence, float model_bias);

class LayeredDetector final : public Detector {
 public:
  // `layers` and `tagger` must outlive the detector.
  LayeredDetector(const Layers& layers, const Tagger& tagger, const Tuning& tuning)
      : layers_(layers), tagger_(tagger), tuning_(tuning) {}

  Analysis Detect(const Document& document) const override;
  // The same for a document that was observed and described before.
  Analysis Combine(const Observation& seen, const FeatureContext& context,
                   std::vector<TokenScores> scores) const;
  // The tagger's scores of every token.
  std::vector<TokenScores> ScoreTokens(const FeatureContext& context) const;

 private:
  const Layers& layers_;
  const Tagger& tagger_;
  Tuning tuning_;
};

}  // namespace expurge
