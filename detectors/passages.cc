#include "detectors/passages.h"

#include <algorithm>
#include <array>
#include <functional>

namespace expurge {
namespace {

constexpr float kInside = 0.5f;  // the operating point is moved by the bias, not by this limit

bool IsMark(const Segmentation& segments, uint32_t t) {
  return segments.tokens[t].kind == Token::Kind::kPunctuation;
}

class Reporter {
 public:
  Reporter(const FeatureContext& context, const FeatureExtractor& extractor, const Tagger& tagger,
           const TaggedTokens& tagged, const std::vector<uint8_t>& taken,
           std::vector<Finding>& findings)
      : context_(context), segments_(*context.segments), extractor_(extractor), tagger_(tagger),
        tagged_(tagged), taken_(taken), findings_(findings) {}

  void Run() {
    const auto count = static_cast<uint32_t>(segments_.tokens.size());
    for (uint32_t t = 0; t < count;) {
      if (!Inside(t)) {
        ++t;
        continue;
      }
      const uint32_t clause = segments_.tokens[t].clause;
      uint32_t end = t;
      while (end < count && Inside(end) && segments_.tokens[end].clause == clause) ++end;
      Report({t, end});
      t = end;
    }
  }

 private:
  bool Inside(uint32_t t) const { return tagged_.probability[t] >= kInside && taken_[t] == 0; }

  void Report(Span span) {
    while (span.first < span.last && IsMark(segments_, span.first) &&
           segments_.Folded(segments_.tokens[span.first]) != "\xc2\xab") {
      ++span.first;
    }
    while (span.first < span.last && IsMark(segments_, span.last - 1)) --span.last;
    if (span.first >= span.last) return;
    Finding finding;
    float best_probability = 0, mean = 0;
    uint32_t mention = span.first;
    for (uint32_t t = span.first; t < span.last; ++t) {
      mean += tagged_.probability[t];
      const float weight = tagged_.probability[t] + (context_.words[t].content ? 1.0f : 0.0f) +
                           (context_.words[t].lexicon != 0 ? 0.5f : 0.0f);
      if (weight > best_probability) {
        best_probability = weight;
        mention = t;
      }
    }
    mean /= static_cast<float>(span.last - span.first);
    finding.passage = segments_.Range(span);
    finding.mention = segments_.tokens[mention].range;
    finding.categories = CategoriesOf(span);
    finding.certainty = mean > 0.9f   ? Certainty::kSure
                        : mean > 0.7f ? Certainty::kProbable
                                      : Certainty::kSuspect;
    finding.rule = "appris";
    finding.evidence = EvidenceOf(mention);
    ReadContext(span, finding);
    findings_.push_back(std::move(finding));
  }

  // Polarity, holder and speaker as far as words of the clause tell them. "Sans" is no negation:
  // "sans papiers" is a fact.
  void ReadContext(Span span, Finding& finding) const {
    const uint32_t clause = segments_.tokens[span.first].clause;
    const Span around = segments_.clauses[clause].tokens;
    for (uint32_t t = around.first; t < span.last; ++t) {
      const std::string_view word = segments_.Folded(segments_.tokens[t]);
      if (word == "ne" || word == "n'" || word == "aucun" || word == "aucune" || word == "nie") {
        finding.polarity = Polarity::kNegated;
      } else if (finding.polarity == Polarity::kAffirmed && t >= span.first &&
                 (context_.words[t].classes & kConditional) != 0 &&
                 (context_.words[t].classes & kFuture) == 0) {
        finding.polarity = Polarity::kConditional;
      }
    }
    switch (context_.clauses[clause].subject % 8) {
      case kSubjectPerson: case kSubjectTitle: finding.holder = Holder::kPerson; break;
      case kSubjectChild: finding.holder = Holder::kChild; break;
      default: break;
    }
    const SentenceInfo& sentence = segments_.sentences[segments_.tokens[span.first].sentence];
    if (sentence.quoted) finding.speaker = Speaker::kPerson;
  }

  // The best category, and every other that the words speak for. A category is judged by the
  // words that speak loudest for it: function words know nothing of any.
  CategorySet CategoriesOf(Span span) const {
    constexpr float kSpeaks = 1.0f;
    const std::vector<Category>& categories = TaggerCategories();
    const size_t loudest = 1 + std::min<size_t>((span.last - span.first) / 3, 5);
    std::vector<float> logits(span.last - span.first);
    CategorySet out;
    size_t best = 0;
    float best_score = -1e9f;
    for (size_t k = 0; k < categories.size(); ++k) {
      for (uint32_t t = span.first; t < span.last; ++t) {
        logits[t - span.first] = tagged_.scores[t].category[k];
      }
      std::partial_sort(logits.begin(), logits.begin() + static_cast<long>(loudest), logits.end(),
                        std::greater<>());
      float score = 0;
      for (size_t i = 0; i < loudest; ++i) score += logits[i];
      score /= static_cast<float>(loudest);
      if (score > best_score) {
        best = k;
        best_score = score;
      }
      if (score > kSpeaks) out.Add(categories[k]);
    }
    out.Add(categories[best]);
    return out;
  }

  // The two groups of features that speak loudest for the mention.
  std::string EvidenceOf(uint32_t token) {
    extractor_.Describe(context_, token, features_);
    const std::array<float, kFeatureGroupCount> groups = tagger_.Explain(features_);
    size_t first = 0, second = 1;
    if (groups[second] > groups[first]) std::swap(first, second);
    for (size_t g = 2; g < groups.size(); ++g) {
      if (groups[g] > groups[first]) {
        second = first;
        first = g;
      } else if (groups[g] > groups[second]) {
        second = g;
      }
    }
    return std::string(FeatureGroupName(static_cast<FeatureGroup>(first))) + ", " +
           std::string(FeatureGroupName(static_cast<FeatureGroup>(second)));
  }

  const FeatureContext& context_;
  const Segmentation& segments_;
  const FeatureExtractor& extractor_;
  const Tagger& tagger_;
  const TaggedTokens& tagged_;
  const std::vector<uint8_t>& taken_;
  std::vector<Finding>& findings_;
  std::vector<Feature> features_;
};

}  // namespace

void ReportPassages(const FeatureContext& context, const FeatureExtractor& extractor,
                    const Tagger& tagger, const TaggedTokens& tagged,
                    const std::vector<uint8_t>& taken, std::vector<Finding>& findings) {
  Reporter(context, extractor, tagger, tagged, taken, findings).Run();
}

}  // namespace expurge
