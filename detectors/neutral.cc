#include "detectors/neutral.h"

#include <algorithm>

namespace expurge {
namespace {

// What the tokens of a clause outside findings look like.
struct Rest {
  size_t content = 0, unknown = 0;
  size_t strange = 0;    // words that the corpus does not use where nothing is protected
  size_t topic = 0;      // of the strange ones, those that name a rubric ("loyer", "école")
  size_t gibberish = 0;  // lower-case words that no dictionary knows, letters standing alone
  bool revealing = false;  // a term of a sensitive category that no finding covers
  float highest = 0, sum = 0;
  Neutral lexicon = Neutral::kNone;  // reason given by a term of the neutral lexicons
  float mean() const { return content == 0 ? 0 : sum / static_cast<float>(content); }
};

// How the lexicons see a token.
struct Term {
  Neutral neutral = Neutral::kNone;
  bool sensitive = false;
  bool rubric = false;  // names a rubric of forms: money, housing, work, school…
};

std::vector<Term> Terms(size_t size, const std::vector<LexiconHit>& hits, const Lexicon& lexicon) {
  std::vector<Term> terms(size);
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon.Term(hit.term);
    const bool sensitive = !hit.weak && !term.decoy && term.strength != TermStrength::kCue &&
                           IsSensitive(term.categories);
    for (uint32_t t = hit.tokens.first; t < hit.tokens.last; ++t) {
      terms[t].sensitive |= sensitive;
      terms[t].rubric |= !term.categories.empty() && !IsSensitive(term.categories);
      if (term.categories.empty() && term.neutral != Neutral::kNone) {
        terms[t].neutral = term.neutral;
      }
    }
  }
  return terms;
}

Rest Survey(const FeatureContext& context, const ClauseInfo& clause,
            const std::vector<float>& probability, const std::vector<uint8_t>& covered,
            const std::vector<Term>& terms, const NeutralWords& neutral_words, bool& found) {
  Rest rest;
  found = false;
  for (uint32_t t = clause.tokens.first; t < clause.tokens.last; ++t) {
    if (covered[t] != 0) {
      found = true;
      continue;
    }
    const FeatureContext::Word& word = context.words[t];
    const Token& token = context.segments->tokens[t];
    const std::string_view folded = context.segments->Folded(token);
    rest.revealing |= terms[t].sensitive;
    if (token.kind == Token::Kind::kWord) {
      // "d é p r i m e": a letter before an apostrophe is an article, and "a", "y" are words.
      const bool elided = t + 1 < context.segments->tokens.size() &&
                          context.segments->Folded(context.segments->tokens[t + 1]) == "'";
      const bool alone = folded.size() == 1 && !elided && folded != "a" && folded != "y" &&
                         !token.capitalised;
      const bool unread = word.content && word.classes == 0 && !token.capitalised;
      rest.gibberish += alone || unread;
    }
    // Function words count when they may carry the sense of a short answer ("oui", "non", "sans").
    const bool says = word.content || token.kind == Token::Kind::kNumber ||
                      (token.kind == Token::Kind::kSymbol && token.range.size() > 2);
    if (!says) continue;
    ++rest.content;
    rest.sum += probability[t];
    rest.highest = std::max(rest.highest, probability[t]);
    if (token.kind == Token::Kind::kWord && word.classes == 0) ++rest.unknown;
    if (token.kind == Token::Kind::kWord && terms[t].neutral == Neutral::kNone &&
        !neutral_words.Has(folded)) {
      ++(terms[t].rubric ? rest.topic : rest.strange);
    }
    if (rest.lexicon == Neutral::kNone) rest.lexicon = terms[t].neutral;
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

bool IsSensitive(const CategorySet& categories) {
  for (const Category category : categories.List()) {
    switch (category) {
      case Category::kSexualite:
      case Category::kSejour:
      case Category::kEnfanceDanger:
      case Category::kComportement:
      case Category::kJustice:
      case Category::kJusticeProtection:
      case Category::kConvictions:
      case Category::kOrigine:
        return true;
      default:
        if (IsWithin(category, "sante") || IsWithin(category, "conjugal")) return true;
    }
  }
  return false;
}

std::vector<Clause> UnderstandClauses(const FeatureContext& context,
                                      const std::vector<LexiconHit>& hits, const Lexicon* lexicon,
                                      const NeutralWords& neutral_words,
                                      const std::vector<float>& probability,
                                      const std::vector<uint8_t>& covered,
                                      const NeutralLimits& limits) {
  const Segmentation& segments = *context.segments;
  const std::vector<Term> terms = Terms(segments.tokens.size(), hits, *lexicon);
  std::vector<Clause> out;
  out.reserve(segments.clauses.size());
  for (size_t c = 0; c < segments.clauses.size(); ++c) {
    const ClauseInfo& info = segments.clauses[c];
    bool found = false;
    const Rest rest = Survey(context, info, probability, covered, terms, neutral_words, found);
    Clause clause;
    clause.range = info.range;
    clause.sentence = static_cast<int>(info.sentence);
    const bool many_unknown = rest.unknown * 2 > rest.content && rest.content > 1;
    const float mean_limit = many_unknown && !info.label ? limits.unknown : limits.mean;
    const bool little = found && rest.content <= 2;
    const bool neutral = little ? rest.highest < limits.residue
                                : rest.highest < limits.word && rest.mean() < mean_limit;
    // The name of a rubric is neutral as a label, and as the subject that a finding left outside.
    const size_t strange = rest.strange + (info.label || found ? 0 : rest.topic);
    const bool known = !rest.revealing && rest.gibberish <= limits.gibberish &&
                       strange <= (rest.content > limits.few ? rest.content / 2 : 0);
    if (known && (rest.content == 0 || neutral)) {
      clause.neutral = Reason(rest, info, context.clauses[c], found);
    }
    out.push_back(clause);
  }
  return out;
}

}  // namespace expurge
