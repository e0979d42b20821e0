#include "detectors/features.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace expurge {
namespace {

using Group = FeatureGroup;
using Word = FeatureContext::Word;

// Templates. Numbers are part of the model: add at the end, never renumber without a new
// kFeatureVersion.
enum Template : uint32_t {
  kBias = 1,
  kWordAt,      // + offset
  kLemmaAt = 10,
  kStartAt = 20,
  kEndAt = 30,
  kClassesAt = 40,
  kShapeAt = 50,
  kLexiconAt = 60,
  kLayersAt = 70,
  kPair = 80,        // + which
  kLemmaPair = 90,
  kClauseStem = 100,
  kClauseLexicon,
  kClauseLayers,
  kSentenceLexicon,
  kBeforeLexicon,
  kSectionStem,
  kSectionLexicon,
  kLabelStem,
  kLabelLexicon,
  kColumnStem,
  kSubject,
  kSubjectClasses,
  kSubjectLexicon,
  kPosition,
  kBlockKind,
  kDensity,
  kDensityLexicon,
  kQuoted,
  kStart3At,
  kEnd3,
  kClassesPair,
  kLabelValue,
  kStrengthAt = 140,  // + offset
  kReach = 150,
  kReachClasses,
  kReachCategory,
  kStrengthSubject,
  kClauseStrength,
  kClauseShare,
  kNeighbourStrength,
  kNeighbourLexicon,
  kReachedShare,
  kReachedShareStrength,
};

constexpr uint32_t Mix(uint32_t a, uint32_t b) {
  uint32_t h = a * 0x9e3779b1U ^ (b + 0x7f4a7c15U + (a << 6) + (a >> 2));
  h ^= h >> 16;
  h *= 0x85ebca6bU;
  h ^= h >> 13;
  h *= 0xc2b2ae35U;
  h ^= h >> 16;
  return h == 0 ? 1 : h;
}

// The last pronoun, title or generic plural tells who a clause speaks of.
uint8_t SubjectOf(std::string_view word) {
  struct Entry {
    std::string_view word;
    uint8_t subject;
  };
  static constexpr std::array<Entry, 44> kEntries = {{
      {"adolescent", kSubjectChild},
      {"beneficiaires", kSubjectGeneric},
      {"elle", kSubjectPerson},
      {"elles", kSubjectThey},
      {"enfant", kSubjectChild},
      {"enfants", kSubjectChild},
      {"epouse", kSubjectTitle},
      {"epoux", kSubjectTitle},
      {"equipe", kSubjectWriter},
      {"familles", kSubjectGeneric},
      {"fille", kSubjectChild},
      {"fils", kSubjectChild},
      {"garcon", kSubjectChild},
      {"habitants", kSubjectGeneric},
      {"il", kSubjectPerson},
      {"ils", kSubjectThey},
      {"interesse", kSubjectTitle},
      {"interessee", kSubjectTitle},
      {"j'", kSubjectWriter},
      {"je", kSubjectWriter},
      {"jeune", kSubjectChild},
      {"jeunes", kSubjectGeneric},
      {"loi", kSubjectGeneric},
      {"m", kSubjectTitle},
      {"madame", kSubjectTitle},
      {"mere", kSubjectTitle},
      {"mineur", kSubjectChild},
      {"mlle", kSubjectTitle},
      {"mme", kSubjectTitle},
      {"monsieur", kSubjectTitle},
      {"mr", kSubjectTitle},
      {"nous", kSubjectWriter},
      {"on", kSubjectSomeone},
      {"parents", kSubjectTitle},
      {"partenaires", kSubjectGeneric},
      {"pere", kSubjectTitle},
      {"personnes", kSubjectGeneric},
      {"professionnels", kSubjectGeneric},
      {"salaries", kSubjectGeneric},
      {"service", kSubjectGeneric},
      {"usager", kSubjectTitle},
      {"usagers", kSubjectGeneric},
      {"vous", kSubjectGeneric},
      {"voisin", kSubjectTitle},
  }};
  for (const Entry& entry : kEntries) {
    if (entry.word == word) return entry.subject;
  }
  return kSubjectNone;
}

uint8_t ShapeOf(const Token& token, std::string_view folded) {
  switch (token.kind) {
    case Token::Kind::kNumber: {
      const bool mixed = folded.find_first_of(".,:/") != std::string_view::npos;
      return static_cast<uint8_t>(16 + (mixed ? 8 : 0) + std::min<size_t>(folded.size(), 7));
    }
    case Token::Kind::kPunctuation: return 1;
    case Token::Kind::kSymbol: return 2;
    case Token::Kind::kWord: break;
  }
  const bool digits = folded.find_first_of("0123456789") != std::string_view::npos;
  const uint8_t length = folded.size() <= 2 ? 0 : 1;
  const uint8_t upper = token.all_capitals ? 2 : token.capitalised ? 1 : 0;
  return static_cast<uint8_t>(4 + upper * 4 + length * 2 + (digits ? 1 : 0));
}

class Describer {
 public:
  Describer(const FeatureContext& context, uint32_t index, std::vector<Feature>& out)
      : context_(context), segments_(*context.segments), index_(index), out_(out),
        token_(segments_.tokens[index]), clause_(segments_.clauses[token_.clause]),
        block_(segments_.block_tokens[token_.block]) {}

  void Run() {
    out_.clear();
    Add(kBias, 0, 0, Group::kShape);
    Window();
    Pairs();
    Clause();
    Section();
    SubjectAndPosition();
    Reach();
  }

 private:
  void Add(uint32_t kind, uint32_t a, uint32_t b, Group group) {
    out_.push_back({Mix(Mix(kind, a), b), group});
  }

  // The word `offset` tokens away in the same block; a constant beyond its edges.
  const Word& At(int offset) const {
    static const Word kEdge = [] {
      Word word;
      word.hash = word.lemma = word.start3 = word.start5 = word.end3 = word.end4 = 77;
      return word;
    }();
    const int64_t at = static_cast<int64_t>(index_) + offset;
    if (at < block_.first || at >= block_.last) return kEdge;
    return context_.words[static_cast<size_t>(at)];
  }

  void Bits(uint32_t kind, uint32_t a, uint64_t bits, Group group) {
    for (; bits != 0; bits &= bits - 1) {
      Add(kind, a, static_cast<uint32_t>(std::countr_zero(bits)), group);
    }
  }

  void Groups(uint32_t kind, uint32_t a, uint64_t bits, Group group) {
    for (; bits != 0; bits &= bits - 1) {
      Add(kind, a, (*context_.group_keys)[static_cast<size_t>(std::countr_zero(bits))], group);
    }
  }

  void Window() {
    for (int k = -3; k <= 3; ++k) {
      const Word& word = At(k);
      const auto offset = static_cast<uint32_t>(k + 4);
      if (k >= -2 && k <= 2) Add(kWordAt + offset, word.hash, 0, Group::kWord);
      Add(kLemmaAt + offset, word.lemma, 0, Group::kLemma);
      Add(kStartAt + offset, word.start5, 0, Group::kEnding);
      if (k >= -2 && k <= 2) Add(kClassesAt + offset, word.classes, word.shape, Group::kGrammar);
      Groups(kLexiconAt + offset, 0, word.lexicon, Group::kLexicon);
      Bits(kLayersAt + offset, 0, word.layers, Group::kLayer);
      if (k >= -1 && k <= 1) {
        Add(kEndAt + offset, word.end4, 0, Group::kEnding);
        Add(kShapeAt + offset, word.shape, 0, Group::kShape);
        Add(kStart3At, offset, word.start3, Group::kEnding);
      }
    }
    Add(kEnd3, At(0).end3, 0, Group::kEnding);
  }

  void Pairs() {
    Add(kPair, At(-1).hash, At(0).hash, Group::kPhrase);
    Add(kPair + 1, At(0).hash, At(1).hash, Group::kPhrase);
    Add(kPair + 2, At(-2).hash, At(-1).hash, Group::kPhrase);
    Add(kPair + 3, At(1).hash, At(2).hash, Group::kPhrase);
    Add(kPair + 4, At(-1).hash, At(1).hash, Group::kPhrase);
    Add(kLemmaPair, At(-2).lemma, At(0).lemma, Group::kPhrase);
    Add(kLemmaPair + 1, At(0).lemma, At(2).lemma, Group::kPhrase);
    Add(kLemmaPair + 2, At(-1).lemma, At(0).lemma, Group::kPhrase);
    Add(kLemmaPair + 3, At(0).lemma, At(1).lemma, Group::kPhrase);
    Add(kClassesPair, At(-1).classes, At(0).classes, Group::kGrammar);
    Add(kClassesPair + 100, Mix(At(-1).classes, At(0).classes), At(1).classes, Group::kGrammar);
  }

  void Clause() {
    // Words of the clause around the token, unordered: a fact colours its complements.
    const uint32_t from = std::max(clause_.tokens.first, index_ < 9 ? 0 : index_ - 9);
    const uint32_t to = std::min(clause_.tokens.last, index_ + 10);
    for (uint32_t t = from; t < to; ++t) {
      const Word& word = context_.words[t];
      if (t == index_ || !word.content) continue;
      Add(kClauseStem, t < index_, word.lemma, Group::kClause);
    }
    const FeatureContext::Clause& clause = context_.clauses[token_.clause];
    Groups(kClauseLexicon, 0, clause.lexicon, Group::kClause);
    Bits(kClauseLayers, 0, clause.layers, Group::kClause);
    Groups(kSentenceLexicon, 0, context_.sentence_lexicon[token_.sentence], Group::kClause);
    uint64_t before = 0;
    for (uint32_t t = from; t < index_; ++t) before |= context_.words[t].lexicon;
    Groups(kBeforeLexicon, 0, before, Group::kClause);
  }

  void Stems(uint32_t kind, const Span& span, Group group) {
    const uint32_t last = std::min(span.last, span.first + 8);
    for (uint32_t t = span.first; t < last; ++t) {
      const Word& word = context_.words[t];
      if (word.content) Add(kind, word.lemma, 0, group);
    }
  }

  void Section() {
    const int heading = segments_.section[token_.block];
    if (heading >= 0 && static_cast<uint32_t>(heading) != token_.block) {
      Stems(kSectionStem, segments_.block_tokens[static_cast<size_t>(heading)], Group::kSection);
      Groups(kSectionLexicon, 0, context_.block_lexicon[static_cast<size_t>(heading)],
           Group::kSection);
    }
    Add(kLabelValue, clause_.label, clause_.label_clause >= 0, Group::kLabel);
    if (clause_.label_clause >= 0) {
      const auto label = static_cast<size_t>(clause_.label_clause);
      Stems(kLabelStem, segments_.clauses[label].tokens, Group::kLabel);
      Groups(kLabelLexicon, 0, context_.clauses[label].lexicon, Group::kLabel);
    }
    if (clause_.column_clause >= 0) {
      const auto column = static_cast<size_t>(clause_.column_clause);
      Stems(kColumnStem, segments_.clauses[column].tokens, Group::kLabel);
      Groups(kLabelLexicon, 1, context_.clauses[column].lexicon, Group::kLabel);
    }
  }

  void SubjectAndPosition() {
    const uint32_t subject = context_.clauses[token_.clause].subject;
    const Word& word = At(0);
    Add(kSubject, subject, 0, Group::kSubject);
    Add(kSubjectClasses, subject, word.classes, Group::kSubject);
    Groups(kSubjectLexicon, subject, word.lexicon, Group::kSubject);
    const uint32_t from_start = std::min<uint32_t>(index_ - clause_.tokens.first, 5);
    const uint32_t to_end = std::min<uint32_t>(clause_.tokens.last - 1 - index_, 5);
    Add(kPosition, from_start, to_end, Group::kClause);
    Add(kQuoted, segments_.sentences[token_.sentence].quoted, 0, Group::kShape);
    Add(kDensity, context_.person_density, 0, Group::kDocument);
    Add(kDensity + 1000, context_.person_density, subject, Group::kDocument);
    Groups(kDensityLexicon, context_.person_density, word.lexicon, Group::kDocument);
  }

  // What the terms prove whatever they are about: this is what carries over to a term that the
  // tagged corpus never used.
  void Reach() {
    const Word& word = At(0);
    for (int k = -2; k <= 2; ++k) {
      Add(kStrengthAt + static_cast<uint32_t>(k + 2), At(k).strength, At(k).reach,
          Group::kLexicon);
    }
    Add(kReach, word.reach, word.content, Group::kLexicon);
    Add(kReachClasses, word.reach, word.classes, Group::kLexicon);
    Bits(kReachCategory, 0, word.reached, Group::kLexicon);
    const FeatureContext::Clause& clause = context_.clauses[token_.clause];
    Add(kStrengthSubject, clause.strength, clause.subject, Group::kSubject);
    Add(kClauseStrength, clause.strength, word.content, Group::kClause);
    Add(kClauseShare, clause.share, word.content, Group::kClause);
    const auto strength = [&](std::span<const uint8_t> of, int64_t at) -> uint32_t {
      return at < 0 || at >= static_cast<int64_t>(of.size()) ? 32 : of[static_cast<size_t>(at)];
    };
    const std::vector<uint8_t>& sentences = context_.sentence_strength;
    const int64_t sentence = token_.sentence;
    Add(kNeighbourStrength, strength(sentences, sentence - 1), strength(sentences, sentence + 1),
        Group::kClause);
    uint64_t near = 0;
    if (sentence > 0) near |= context_.sentence_lexicon[static_cast<size_t>(sentence - 1)];
    if (sentence + 1 < static_cast<int64_t>(sentences.size())) {
      near |= context_.sentence_lexicon[static_cast<size_t>(sentence + 1)];
    }
    Groups(kNeighbourLexicon, 0, near, Group::kClause);
    Add(kReachedShare, context_.reached_share, word.content, Group::kDocument);
    Add(kReachedShareStrength, context_.reached_share, Mix(clause.strength, word.reach),
        Group::kDocument);
  }

  const FeatureContext& context_;
  const Segmentation& segments_;
  const uint32_t index_;
  std::vector<Feature>& out_;
  const Token& token_;
  const ClauseInfo& clause_;
  const Span block_;
};

uint8_t StrengthBit(const LexiconTerm& term) {
  if (term.decoy) return kTermDecoy;
  if (term.categories.empty()) return kTermNeutral;
  switch (term.strength) {
    case TermStrength::kSure: return kTermSure;
    case TermStrength::kProbable: return kTermProbable;
    case TermStrength::kCue: break;
  }
  return kTermCue;
}

// Where a token stands in a term's passage: before, in, soon or long after the term itself, and
// how sure the term is. The surest and nearest has the highest number.
uint8_t ReachOf(const Finding& finding, const TextRange& token) {
  const int certainty = finding.certainty == Certainty::kSure       ? 2
                        : finding.certainty == Certainty::kProbable ? 1
                                                                    : 0;
  int place = 1;
  if (token.Overlaps(finding.mention)) place = 4;
  else if (token.begin < finding.mention.begin) place = 3;
  else if (token.begin - finding.mention.end < 24) place = 2;
  return static_cast<uint8_t>(certainty * 4 + place);
}

uint8_t ShareBucket(size_t part, size_t all) {
  if (all == 0) return 7;
  return part == 0 ? 0 : static_cast<uint8_t>(1 + std::min<size_t>(part * 5 / all, 4));
}

uint64_t CategoryBits(const Finding& finding) {
  uint64_t bits = 0;
  for (Category category : finding.categories.List()) {
    bits |= uint64_t{1} << static_cast<unsigned>(category);
  }
  return bits;
}

template <typename Visit>
void ForEachToken(const Segmentation& segments, const TextRange& range, Visit visit) {
  auto token = std::lower_bound(segments.tokens.begin(), segments.tokens.end(), range.begin,
                                [](const Token& t, size_t begin) { return t.range.end <= begin; });
  for (; token != segments.tokens.end() && token->range.begin < range.end; ++token) {
    visit(static_cast<size_t>(token - segments.tokens.begin()));
  }
}

FeatureContext::Word DescribeWord(const Token& token, std::string_view folded,
                                  const WordTable* table) {
  Word word;
  word.shape = ShapeOf(token, folded);
  if (token.kind == Token::Kind::kNumber) {
    // Numbers are their shape: no amount and no date is learned by heart.
    word.hash = word.start3 = word.start5 = word.end3 = word.end4 = Mix(1, word.shape);
    word.lemma = word.hash;
    word.content = true;
    return word;
  }
  word.hash = HashWord(folded);
  const auto start = [&](size_t n) {
    return folded.size() > n ? HashWord(folded.substr(0, n)) : word.hash;
  };
  const auto end = [&](size_t n) {
    return folded.size() > n ? Mix(2, HashWord(folded.substr(folded.size() - n))) : word.hash;
  };
  word.start3 = start(3);
  word.start5 = start(5);
  word.end3 = end(3);
  word.end4 = end(4);
  const WordForm form = table != nullptr ? table->Find(word.hash) : WordForm{};
  word.classes = form.classes;
  word.lemma = form.lemma != 0 ? Mix(3, form.lemma) : word.start5;
  word.content = token.kind == Token::Kind::kWord && folded.size() >= 3 &&
                 (form.classes & kFunctionWord) == 0;
  return word;
}

}  // namespace

std::string_view FeatureGroupName(FeatureGroup group) {
  static constexpr std::array<std::string_view, kFeatureGroupCount> kNames = {
      "mot", "lemme", "forme", "locution", "grammaire", "graphie", "lexique", "identifiant",
      "proposition", "rubrique", "libelle", "sujet", "document"};
  return kNames[static_cast<size_t>(group)];
}

FeatureExtractor::FeatureExtractor(const WordTable* words, const Lexicon* lexicon)
    : words_(words), lexicon_(lexicon), group_keys_(64, 0) {
  if (lexicon == nullptr) return;
  const std::vector<std::string>& groups = lexicon->Groups();
  for (size_t g = 0; g < groups.size(); ++g) group_keys_[g % 64] ^= HashWord(groups[g]);
}

FeatureContext FeatureExtractor::Prepare(const Document& document, const Segmentation& segments,
                                         const std::vector<Finding>& findings,
                                         const std::vector<Finding>& passages,
                                         const std::vector<LexiconHit>& hits) const {
  FeatureContext context;
  context.segments = &segments;
  context.group_keys = &group_keys_;
  context.words.reserve(segments.tokens.size());
  for (const Token& token : segments.tokens) {
    context.words.push_back(DescribeWord(token, segments.Folded(token), words_));
  }
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon_->Term(hit.term);
    const uint64_t bit = uint64_t{1} << (term.group % 64);
    const uint8_t strength = StrengthBit(term);
    for (uint32_t t = hit.tokens.first; t < hit.tokens.last; ++t) {
      context.words[t].lexicon |= bit;
      context.words[t].strength |= strength;
    }
  }
  for (const Finding& finding : findings) {
    const uint64_t bits = CategoryBits(finding);
    ForEachToken(segments, finding.passage, [&](size_t t) { context.words[t].layers |= bits; });
  }
  for (const Finding& finding : passages) {
    const uint64_t bits = CategoryBits(finding);
    ForEachToken(segments, finding.passage, [&](size_t t) {
      Word& word = context.words[t];
      word.reached |= bits;
      word.reach = std::max(word.reach, ReachOf(finding, segments.tokens[t].range));
    });
  }
  context.clauses.resize(segments.clauses.size());
  context.sentence_lexicon.resize(segments.sentences.size());
  context.block_lexicon.resize(document.blocks.size());
  context.sentence_strength.resize(segments.sentences.size());
  size_t content = 0, reached = 0;
  size_t persons = 0;
  uint8_t last = kSubjectNone;
  uint32_t last_sentence = 0;
  for (size_t c = 0; c < segments.clauses.size(); ++c) {
    const ClauseInfo& info = segments.clauses[c];
    FeatureContext::Clause& clause = context.clauses[c];
    if (info.sentence != last_sentence) last = kSubjectNone;
    last_sentence = info.sentence;
    uint8_t subject = kSubjectNone;
    size_t clause_content = 0, clause_reached = 0;
    for (uint32_t t = info.tokens.first; t < info.tokens.last; ++t) {
      const Word& word = context.words[t];
      clause.lexicon |= word.lexicon;
      clause.layers |= word.layers;
      clause.strength |= word.strength;
      clause_content += word.content;
      clause_reached += word.content && word.reach > 4;
      if (segments.tokens[t].kind != Token::Kind::kWord) continue;
      const uint8_t found = SubjectOf(segments.Folded(segments.tokens[t]));
      if (found == kSubjectPerson || found == kSubjectTitle) ++persons;
      if (subject == kSubjectNone) subject = found;
    }
    if (subject != kSubjectNone) last = subject;
    const int inherited = last == kSubjectNone ? 0 : last + 8;
    clause.subject = subject != kSubjectNone ? subject : static_cast<uint8_t>(inherited);
    clause.share = ShareBucket(clause_reached, clause_content);
    content += clause_content;
    reached += clause_reached;
    context.sentence_strength[info.sentence] |= clause.strength;
    context.sentence_lexicon[info.sentence] |= clause.lexicon;
    context.block_lexicon[segments.sentences[info.sentence].block] |= clause.lexicon;
  }
  const size_t per_thousand = persons * 1000 / std::max<size_t>(1, segments.tokens.size());
  context.person_density =
      per_thousand < 2 ? 0 : per_thousand < 8 ? 1 : per_thousand < 20 ? 2 : 3;
  context.reached_share = ShareBucket(reached * 2, content);
  // A line or two prove nothing about the whole: taken for part of a report on persons.
  if (segments.tokens.size() < 60) {
    context.person_density = std::max<uint8_t>(context.person_density, 2);
    context.reached_share = 6;
  }
  return context;
}

void FeatureExtractor::Describe(const FeatureContext& context, uint32_t index,
                                std::vector<Feature>& out) const {
  Describer(context, index, out).Run();
}

}  // namespace expurge
