#include "detectors/neutral.h"

#include <algorithm>

namespace expurge {
namespace {

// What the tokens of a clause outside findings look like.
struct Rest {
  size_t content = 0, unknown = 0;
  float highest = 0, sum = 0;
  Neutral lexicon = Neutral::kNone;  // reason given by a term of the neutral lexicons
  float mean() const { return content == 0 ? 0 : sum / static_cast<float>(content); }
};

Rest Survey(const FeatureContext& context, const ClauseInfo& clause,
            const std::vector<float>& probability, const std::vector<uint8_t>& covered,
            const std::vector<Neutral>& reasons, bool& found) {
  Rest rest;
  found = false;
  for (uint32_t t = clause.tokens.first; t < clause.tokens.last; ++t) {
    if (covered[t] != 0) {
      found = true;
      continue;
    }
    const FeatureContext::Word& word = context.words[t];
    const Token& token = context.segments->tokens[t];
    // Function words count when they may carry the sense of a short answer ("oui", "non", "sans").
    const bool says = word.content || token.kind == Token::Kind::kNumber ||
                      (token.kind == Token::Kind::kSymbol && token.range.size() > 2);
    if (!says) continue;
    ++rest.content;
    rest.sum += probability[t];
    rest.highest = std::max(rest.highest, probability[t]);
    if (token.kind == Token::Kind::kWord && word.classes == 0) ++rest.unknown;
    if (rest.lexicon == Neutral::kNone) rest.lexicon = reasons[t];
  }
  return rest;
}

Neutral Reason(const Rest& rest, const ClauseInfo& info, const FeatureContext::Clause& clause,
               bool found) {
  if (info.label) return Neutral::kHeading;
  if (found && rest.content <= 3) return Neutral::kResidue;
  if (rest.lexicon != Neutral::kNone) return rest.lexicon;
  switch (clause.subject % 8) {
    case kSubjectWriter: return Neutral::kProcedure;
    case kSubjectGeneric: return Neutral::kInstitution;
    default: return Neutral::kFraming;
  }
}

}  // namespace

std::vector<Clause> UnderstandClauses(const FeatureContext& context,
                                      const std::vector<LexiconHit>& hits, const Lexicon* lexicon,
                                      const std::vector<float>& probability,
                                      const std::vector<uint8_t>& covered,
                                      const NeutralLimits& limits) {
  const Segmentation& segments = *context.segments;
  std::vector<Neutral> reasons(segments.tokens.size(), Neutral::kNone);
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon->Term(hit.term);
    if (!term.categories.empty() || term.neutral == Neutral::kNone) continue;
    for (uint32_t t = hit.tokens.first; t < hit.tokens.last; ++t) reasons[t] = term.neutral;
  }
  std::vector<Clause> out;
  out.reserve(segments.clauses.size());
  for (size_t c = 0; c < segments.clauses.size(); ++c) {
    const ClauseInfo& info = segments.clauses[c];
    bool found = false;
    const Rest rest = Survey(context, info, probability, covered, reasons, found);
    Clause clause;
    clause.range = info.range;
    clause.sentence = static_cast<int>(info.sentence);
    const bool many_unknown = rest.unknown * 2 > rest.content && rest.content > 1;
    const float mean_limit = many_unknown && !info.label ? limits.unknown : limits.mean;
    const bool little = found && rest.content <= 2;
    const bool neutral = little ? rest.highest < limits.residue
                                : rest.highest < limits.word && rest.mean() < mean_limit;
    if (rest.content == 0 || neutral) {
      clause.neutral = Reason(rest, info, context.clauses[c], found);
    }
    out.push_back(clause);
  }
  return out;
}

}  // namespace expurge
