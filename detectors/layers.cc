#include "detectors/layers.h"

#include "detectors/identity.h"

namespace expurge {

Result<Layers> Layers::Load(const std::filesystem::path& data,
                            const std::vector<std::filesystem::path>& lexicons) {
  Layers out;
  auto words = WordTable::Load(data / "model" / "words.bin");
  if (!words) return tl::unexpected(words.error());
  out.words_ = std::make_unique<const WordTable>(std::move(*words));
  auto neutral_words = NeutralWords::Load(data / "neutral_words.txt");
  if (!neutral_words) return tl::unexpected(neutral_words.error());
  out.neutral_words_ = std::make_unique<const NeutralWords>(std::move(*neutral_words));
  auto lexicon = Lexicon::Load(data / "lexicon", lexicons);
  if (!lexicon) return tl::unexpected(lexicon.error());
  out.lexicon_ = std::move(*lexicon);
  auto identity = LoadIdentityLayer(data / "identity");
  if (!identity) return tl::unexpected(identity.error());
  out.identity_layer_ = std::move(*identity);
  out.extractor_ = std::make_unique<const FeatureExtractor>(out.words_.get(), out.lexicon_.get());
  return out;
}

Observation Layers::Observe(const Document& document) const {
  Observation out;
  out.segments = Segment(document);
  identity_layer_->Find(document, out.segments, out.identity);
  out.hits = lexicon_->Match(out.segments);
  out.lexicon = FindingsFromHits(*lexicon_, out.segments, out.hits);
  return out;
}

FeatureContext Layers::Prepare(const Document& document, const Observation& observation) const {
  return extractor_->Prepare(document, observation.segments, observation.identity,
                             observation.lexicon, observation.hits);
}

}  // namespace expurge
