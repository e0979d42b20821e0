#include "detectors/layers.h"

#include "detectors/identity.h"

namespace expurge {

Result<Layers> Layers::Load(const std::filesystem::path& data,
                            const std::vector<std::filesystem::path>& lexicons) {
  Layers out;
  auto words = WordTable::Load(data / "model" / "words.bin");
  if (!words) return tl::unexpected(words.error());
  out.words_ = std::make_unique<const WordTable>(std::move(*words));
  auto lexicon = Lexicon::Load(data / "lexicon", lexicons);
  if (!lexicon) return tl::unexpected(lexicon.error());
  out.lexicon_ = std::move(*lexicon);
  auto identity = LoadIdentityLayer(data / "identity");
  if (!identity) return tl::unexpected(identity.error());
  out.identity_layer_ = std::move(*identity);
  out.lexicon_layer_ = MakeLexiconLayer(*out.lexicon_);
  out.extractor_ = std::make_unique<const FeatureExtractor>(out.words_.get(), out.lexicon_.get());
  return out;
}

Observation Layers::Observe(const Document& document) const {
  Observation out;
  out.segments = Segment(document);
  identity_layer_->Find(document, out.segments, out.identity);
  lexicon_layer_->Find(document, out.segments, out.lexicon);
  out.hits = lexicon_->Match(out.segments);
  return out;
}

FeatureContext Layers::Prepare(const Document& document, const Observation& observation) const {
  return extractor_->Prepare(document, observation.segments, observation.identity,
                             observation.hits);
}

}  // namespace expurge
