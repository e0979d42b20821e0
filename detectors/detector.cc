#include "detectors/detector.h"

#include "detectors/layered_detector.h"

namespace expurge {
namespace {

// Keeps what a LayeredDetector refers to.
class LoadedDetector final : public Detector {
 public:
  LoadedDetector(Layers layers, Tagger tagger, Prudence prudence)
      : layers_(std::move(layers)), tagger_(std::move(tagger)),
        detector_(layers_, tagger_, TuningFor(prudence, tagger_.bias())) {}

  Analysis Detect(const Document& document) const override { return detector_.Detect(document); }

 private:
  Layers layers_;
  Tagger tagger_;
  LayeredDetector detector_;
};

}  // namespace

Result<std::unique_ptr<const Detector>> Detector::Load(const DetectorOptions& options) {
  auto layers = Layers::Load(options.data, options.lexicons);
  if (!layers) return tl::unexpected(layers.error());
  auto tagger = Tagger::Load(options.data / "model" / "tagger.bin");
  if (!tagger) return tl::unexpected(tagger.error());
  return std::make_unique<const LoadedDetector>(std::move(*layers), std::move(*tagger),
                                                options.prudence);
}

}  // namespace expurge
