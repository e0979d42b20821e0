#include "detectors/layered_detector.h"

#include <algorithm>
#include <tuple>

#include "detectors/neutral.h"

namespace expurge {
namespace {

uint32_t FirstToken(const Segmentation& segments, size_t begin) {
  const auto token =
      std::lower_bound(segments.tokens.begin(), segments.tokens.end(), begin,
                       [](const Token& t, size_t at) { return t.range.end <= at; });
  return static_cast<uint32_t>(token - segments.tokens.begin());
}

// Marks the tokens that lie in a finding.
void MarkCovered(const Segmentation& segments, const Finding& finding,
                 std::vector<uint8_t>& covered) {
  for (uint32_t t = FirstToken(segments, finding.passage.begin);
       t < segments.tokens.size() && segments.tokens[t].range.begin < finding.passage.end; ++t) {
    covered[t] = 1;
  }
}

// Findings that the corpus guide knows: they cover text for every recipient alike.
bool IsPersonal(const Finding& finding) {
  for (Category category : finding.categories.List()) {
    if (GuideCategory(category)) return true;
  }
  return false;
}

// Terms of the lexicon that are certain on their own, unless the tagger is sure of the contrary.
// Where something was found already the term only adds its category, and no veto holds: money or
// housing may be transmitted, what stands beside it ("prostitution : 300 €") may not.
void AddLexicon(const Segmentation& segments, const std::vector<Finding>& lexicon,
                const std::vector<float>& probability, const std::vector<uint8_t>& covered,
                float veto, std::vector<Finding>& findings) {
  for (const Finding& finding : lexicon) {
    const uint32_t token = FirstToken(segments, finding.mention.begin);
    const bool inside = token < covered.size() && covered[token] != 0;
    // A sentence about nobody in particular; but where something was found it is about somebody.
    if (finding.certainty == Certainty::kSuspect && !inside) continue;
    // What a service adds for itself is never learned away.
    if (finding.rule.starts_with(kLocalLexiconRule)) {
      findings.push_back(finding);
      continue;
    }
    if (token >= probability.size()) continue;
    if (finding.certainty == Certainty::kSure && probability[token] >= veto) {
      findings.push_back(finding);
    } else if (inside && IsSensitive(finding.categories)) {
      findings.push_back(finding);
      findings.back().passage = finding.mention;
    }
  }
}

std::vector<float> Probabilities(const Segmentation& segments,
                                 const std::vector<TokenScores>& scores, float bias) {
  std::vector<float> out;
  out.reserve(scores.size());
  for (const Span& span : segments.block_tokens) {
    const std::vector<float> block = ProtectedProbability(
        std::span(scores).subspan(span.first, span.last - span.first), bias);
    out.insert(out.end(), block.begin(), block.end());
  }
  return out;
}

// The content words and their mean probability.
struct Share {
  size_t words = 0;
  float mean = 0;
};

Share ShareInside(const FeatureContext& context, const std::vector<float>& probability) {
  double sum = 0;
  size_t words = 0;
  for (size_t t = 0; t < probability.size(); ++t) {
    if (!context.words[t].content) continue;
    sum += double(probability[t]);
    ++words;
  }
  return {words, words == 0 ? 0 : static_cast<float>(sum / double(words))};
}

}  // namespace

Tuning TuningFor(Prudence prudence, float model_bias) {
  Tuning tuning;
  tuning.bias = model_bias;
  if (prudence == Prudence::kLow) tuning.bias -= 0.15f;
  if (prudence == Prudence::kHigh) tuning.bias += 0.15f;
  return tuning;
}

std::vector<TokenScores> LayeredDetector::ScoreTokens(const FeatureContext& context) const {
  std::vector<TokenScores> scores;
  scores.reserve(context.words.size());
  std::vector<Feature> features;
  for (uint32_t t = 0; t < context.words.size(); ++t) {
    layers_.extractor().Describe(context, t, features);
    scores.push_back(tagger_.Score(features));
  }
  return scores;
}

Analysis LayeredDetector::Detect(const Document& document) const {
  const Observation seen = layers_.Observe(document);
  const FeatureContext context = layers_.Prepare(document, seen);
  return Combine(seen, context, ScoreTokens(context));
}

Analysis LayeredDetector::Combine(const Observation& seen, const FeatureContext& context,
                                  std::vector<TokenScores> scores) const {
  Analysis out;
  const Segmentation& segments = seen.segments;
  TaggedTokens tagged;
  tagged.probability = Probabilities(segments, scores, tuning_.bias);
  // A document that speaks of nobody in particular (minutes, a circular) uses the same words to
  // say nothing of anyone: where little stands out on the whole, each word has to say more.
  // A few lines are too little to tell.
  const Share share = ShareInside(context, tagged.probability);
  if (share.mean < tuning_.busy) {
    const float seen_enough = std::min(1.0f, static_cast<float>(share.words) / 150);
    const float calm = seen_enough * tuning_.calm * (tuning_.busy - share.mean) / tuning_.busy;
    tagged.probability = Probabilities(segments, scores, tuning_.bias - calm);
  }
  tagged.scores = std::move(scores);
  std::vector<uint8_t> taken(segments.tokens.size(), 0);
  for (const Finding& finding : seen.identity) {
    if (IsPersonal(finding)) MarkCovered(segments, finding, taken);
    out.findings.push_back(finding);
  }
  ReportPassages(context, layers_.extractor(), tagger_, tagged, taken, out.findings);
  std::vector<uint8_t> covered(segments.tokens.size(), 0);
  for (const Finding& finding : out.findings) MarkCovered(segments, finding, covered);
  AddLexicon(segments, seen.lexicon, tagged.probability, covered, tuning_.lexicon_veto,
             out.findings);
  for (const Finding& finding : out.findings) MarkCovered(segments, finding, covered);
  out.clauses = UnderstandClauses(context, seen.hits, &layers_.lexicon(), layers_.neutral_words(),
                                  tagged.probability, covered, tuning_.neutral);
  std::sort(out.findings.begin(), out.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.passage.begin, a.passage.end, a.rule, a.mention.begin) <
           std::tie(b.passage.begin, b.passage.end, b.rule, b.mention.begin);
  });
  return out;
}

}  // namespace expurge
