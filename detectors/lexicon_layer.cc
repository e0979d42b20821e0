// Findings of the lexicon alone: around each hit, the passage that has to go.
//
// The subject stays outside, on purpose: "Madame" tells nothing, and a version reads better when
// the sentence keeps its opening.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "detectors/lexicon.h"
#include "detectors/lexicon_words.h"

namespace expurge {
namespace {

using Break = LexiconWord::Break;

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& sorted) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Words that open what precedes a predicate: whoever does it. Sorted.
constexpr std::array<std::string_view, 62> kSubjects = {
    "adolescent", "adolescente", "aine", "ainee", "benjamin", "benjamine", "cadet", "cadette",
    "chacun", "compagne", "compagnon", "concubin", "conjoint", "conjointe", "couple", "dame",
    "elle", "elles", "enfant", "enfants", "epouse", "epoux", "famille", "fille", "filles", "fils",
    "fratrie", "frere", "garcon", "il", "ils", "interesse", "interessee", "intervenante", "iel",
    "j", "je", "jeune", "m", "madame", "maman", "mari", "melle", "menage", "mere", "mineur",
    "mineure", "mlle", "mme", "monsieur", "mr", "nous", "on", "papa", "parents", "pere",
    "personne", "petit", "petite", "qui", "soeur", "usager"};

// Little words that belong to what follows them. Sorted.
constexpr std::array<std::string_view, 85> kGlue = {
    "a",     "ai",    "aient", "ait",   "apres",  "as",    "au",    "aucun", "aucune", "aura",
    "aurait", "aux",  "avait", "avec",  "avoir",  "ayant", "ce",    "ces",   "cet",    "cette",
    "chez",  "d",     "dans",  "de",    "depuis", "des",   "du",    "en",    "es",     "est",
    "et",    "etait", "etant", "ete",   "etre",   "eu",    "fait",  "furent", "fut",   "jamais",
    "l",     "la",    "le",    "les",   "leur",   "leurs", "lui",   "ma",    "m",      "mes",
    "mon",   "n",     "ne",    "ni",    "non",    "ont",   "ou",    "par",   "pas",    "peu",
    "plus",  "pour",  "que",   "qu",    "s",      "sa",    "sans",  "se",    "sera",   "serait",
    "ses",   "soit",  "son",   "sont",  "sous",   "sur",   "toujours", "tres", "un",   "une",
    "vers",  "va",    "y",     "n",     "ne"};

template <size_t N>
std::array<std::string_view, N> Sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

constexpr int kContentWordsBefore = 2;
constexpr uint32_t kWordsOverComma = 6;  // so near to the mention a comma does not end a passage
constexpr uint32_t kSentenceWords = 60;  // looked at on each side, for sentences without end
constexpr size_t kThirdPartyBytes = 40;  // between a person's mention and what is said of them

class LexiconLayer final : public Layer {
 public:
  explicit LexiconLayer(const Lexicon& lexicon) : lexicon_(lexicon) {}

  void Find(const Document& document, const Segmentation& segments,
            std::vector<Finding>& findings) const override;

 private:
  struct Context {
    const Document& document;
    const Segmentation& segments;
    const LexiconWords& words;
    std::vector<uint32_t> word_of_token;  // index of the word a token lies in or stands before
  };

  bool OpensPredicate(const Context& context, uint32_t word) const;
  uint32_t Begin(const Context& context, uint32_t first) const;
  uint32_t End(const Context& context, uint32_t last, TermReach reach) const;
  Polarity PolarityOf(const Context& context, uint32_t first, uint32_t last) const;
  Finding MakeFinding(const Context& context, const LexiconTerm& term,
                      const LexiconHit& hit) const;
  bool SpeaksOfNobody(const Context& context, uint32_t word) const;
  void MarkThirdParties(const std::vector<LexiconHit>& hits, const Context& context,
                        std::vector<Finding>& findings, size_t from) const;
  void AddSupportedCues(const Context& context, const std::vector<LexiconHit>& hits,
                        std::vector<Finding>& findings) const;

  const Lexicon& lexicon_;
  const std::array<std::string_view, kSubjects.size()> subjects_ = Sorted(kSubjects);
  const std::array<std::string_view, kGlue.size()> glue_ = Sorted(kGlue);
};

bool LexiconLayer::OpensPredicate(const Context& context, uint32_t word) const {
  const LexiconWord& here = context.words.words[word];
  if (IsOneOf(here.text, subjects_)) return true;
  // A name in mid-sentence: capital, but not an acronym and not the first word.
  const Token& token = context.segments.tokens[here.token];
  return token.capitalised && !here.capitals && here.before == Break::kNone;
}

// Walks left over little words and at most two others; a subject ends it.
uint32_t LexiconLayer::Begin(const Context& context, uint32_t first) const {
  const auto& words = context.words.words;
  uint32_t begin = first;
  int content = 0;
  while (begin > 0 && words[begin].before == Break::kNone) {
    const uint32_t left = begin - 1;
    if (OpensPredicate(context, left)) break;
    if (words[left].text == "que" || words[left].text == "qu") break;
    if (!IsOneOf(words[left].text, glue_) && ++content > kContentWordsBefore) break;
    begin = left;
  }
  return begin;
}

uint32_t LexiconLayer::End(const Context& context, uint32_t last, TermReach reach) const {
  if (reach == TermReach::kMention) return last;
  const auto& words = context.words.words;
  static constexpr std::array<std::string_view, 8> kJoints = {"alors", "car",  "donc",   "et",
                                                              "lequel", "mais", "puis", "tandis"};
  uint32_t end = last;
  while (end + 1 < words.size()) {
    const uint32_t next = end + 1;
    if (words[next].before == Break::kHard) break;
    // A complement often goes on after a comma, but not for long, and not where a subject opens.
    const bool goes_on = reach == TermReach::kClause ||
                         (next + 1 < words.size() && !OpensPredicate(context, next) &&
                          end - last < kWordsOverComma);
    if (words[next].before == Break::kSoft && !goes_on) break;
    if (IsOneOf(words[next].text, kJoints) && next + 1 < words.size() &&
        reach != TermReach::kClause) {
      const uint32_t after = next + 1;
      if (OpensPredicate(context, after)) break;
      const bool article = words[after].text == "le" || words[after].text == "la" ||
                           words[after].text == "l" || words[after].text == "sa" ||
                           words[after].text == "son";
      if (article && after + 1 < words.size() && IsOneOf(words[after + 1].text, subjects_)) break;
    }
    end = next;
  }
  return end;
}

Polarity LexiconLayer::PolarityOf(const Context& context, uint32_t first, uint32_t last) const {
  static constexpr std::array<std::string_view, 9> kNegations = {
      "aucun", "aucune", "jamais", "n", "ne", "ni", "non", "pas", "sans"};
  const auto& words = context.words.words;
  for (uint32_t at = first + 1, steps = 0; at-- > 0 && steps < 5; ++steps) {
    if (at < first && IsOneOf(words[at].text, kNegations)) return Polarity::kNegated;
    if (words[at].before != Break::kNone) break;
  }
  for (uint32_t at = first; at <= last; ++at) {
    if (words[at].text.ends_with("rait") || words[at].text.ends_with("raient")) {
      return Polarity::kConditional;
    }
  }
  return Polarity::kAffirmed;
}

// Whether the sentence of `word` has a mark of the general ("les personnes", "la loi", "l'atelier")
// and no word that stands for somebody. Such a finding is only suspect: "La dépression touche une
// personne sur cinq" is about nobody.
bool LexiconLayer::SpeaksOfNobody(const Context& context, uint32_t word) const {
  static constexpr std::array<std::string_view, 31> kGeneral = {
      "affiche",    "agents",     "article",    "association", "atelier",    "campagne",
      "chaque",     "code",       "colloque",   "commission",  "conference", "decret",
      "dispositif", "familles",   "formation",  "gens",        "guide",      "journee",
      "loi",        "menages",    "parents",    "permanence",  "personnes",  "professionnels",
      "public",     "quiconque",  "reunion",    "service",     "stand",      "toute",
      "usagers"};
  static constexpr std::array<std::string_view, 23> kSomebody = {
      "elle", "il",       "interesse", "interessee", "j",   "je",       "lui", "m",
      "ma",   "madame",   "me",        "melle",      "mes", "mlle",     "mme", "mon",
      "monsieur", "mr",   "sa",        "ses",        "son", "soussigne", "soussignee"};
  const auto& words = context.words.words;
  const uint32_t sentence = context.segments.tokens[words[word].token].sentence;
  bool general = false;
  uint32_t at = word;
  while (at > 0 && context.segments.tokens[words[at - 1].token].sentence == sentence &&
         word - at < kSentenceWords) {
    --at;
  }
  for (; at < words.size() && at < word + kSentenceWords; ++at) {
    const Token& token = context.segments.tokens[words[at].token];
    if (token.sentence != sentence) break;
    if (IsOneOf(words[at].text, kSomebody)) return false;
    general = general || IsOneOf(words[at].text, kGeneral);
  }
  return general;
}

Finding LexiconLayer::MakeFinding(const Context& context, const LexiconTerm& term,
                                  const LexiconHit& hit) const {
  const auto& tokens = context.segments.tokens;
  const auto& words = context.words.words;
  const uint32_t first = context.word_of_token[hit.tokens.first];
  const uint32_t last = context.word_of_token[hit.tokens.last - 1];
  Finding finding;
  finding.categories = term.categories;
  finding.mention = {tokens[hit.tokens.first].range.begin, tokens[hit.tokens.last - 1].range.end};
  const uint32_t begin = term.reach == TermReach::kMention ? first : Begin(context, first);
  const uint32_t end = End(context, last, term.reach);
  finding.passage = {tokens[words[begin].token].range.begin,
                     tokens[words[end].last_token].range.end};
  finding.certainty =
      term.strength == TermStrength::kSure ? Certainty::kSure : Certainty::kProbable;
  if (SpeaksOfNobody(context, first)) finding.certainty = Certainty::kSuspect;
  finding.polarity = PolarityOf(context, first, last);
  finding.rule = term.rule;
  finding.evidence = term.pattern;
  return finding;
}

// Two different cues of one category in one clause make a finding, though neither does alone.
void LexiconLayer::AddSupportedCues(const Context& context, const std::vector<LexiconHit>& hits,
                                    std::vector<Finding>& findings) const {
  std::vector<std::pair<uint32_t, const LexiconHit*>> cues;  // clause, hit
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon_.Term(hit.term);
    if (term.neutral != Neutral::kNone || term.strength != TermStrength::kCue || hit.weak) continue;
    const uint32_t clause = context.segments.tokens[hit.tokens.first].clause;
    for (const auto& [other_clause, other] : cues) {
      const LexiconTerm& before = lexicon_.Term(other->term);
      const bool apart = other->tokens.last <= hit.tokens.first;
      if (other_clause != clause || !apart || !(before.categories == term.categories)) continue;
      LexiconHit both = hit;
      both.tokens.first = other->tokens.first;
      findings.push_back(MakeFinding(context, term, both));
      findings.back().certainty = Certainty::kSuspect;
      break;
    }
    while (!cues.empty() && cues.front().first != clause) cues.erase(cues.begin());
    if (cues.size() < 16) cues.emplace_back(clause, &hit);
  }
}

// A fact said right after "la voisine", "son oncle" is that person's: `tiers` is added.
void LexiconLayer::MarkThirdParties(const std::vector<LexiconHit>& hits, const Context& context,
                                    std::vector<Finding>& findings, size_t from) const {
  const auto& tokens = context.segments.tokens;
  std::vector<std::pair<TextRange, uint32_t>> persons;  // where, clause
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon_.Term(hit.term);
    if (term.strength != TermStrength::kCue || !term.categories.Has(Category::kTiers)) continue;
    const TextRange range = {tokens[hit.tokens.first].range.begin,
                             tokens[hit.tokens.last - 1].range.end};
    persons.emplace_back(range, tokens[hit.tokens.first].clause);
  }
  for (size_t i = from; i < findings.size(); ++i) {
    Finding& finding = findings[i];
    const size_t at = finding.mention.begin;
    const auto next = std::upper_bound(
        persons.begin(), persons.end(), at,
        [](size_t offset, const auto& person) { return offset < person.first.end; });
    if (next == persons.begin()) continue;
    const TextRange& person = std::prev(next)->first;
    const TextRange& clause = context.segments.clauses[std::prev(next)->second].range;
    if (at - person.end <= kThirdPartyBytes && clause.Contains(at)) {
      finding.categories.Add(Category::kTiers);
      finding.holder = Holder::kThirdParty;
    }
  }
}

void LexiconLayer::Find(const Document& document, const Segmentation& segments,
                        std::vector<Finding>& findings) const {
  const LexiconWords words = WordsOf(segments);
  const std::vector<LexiconHit> hits = lexicon_.Match(segments);
  Context context{document, segments, words, std::vector<uint32_t>(segments.tokens.size(), 0)};
  for (uint32_t i = 0; i < words.words.size(); ++i) {
    const uint32_t end = std::min<uint32_t>(words.words[i].last_token + 1,
                                            static_cast<uint32_t>(segments.tokens.size()));
    for (uint32_t t = words.words[i].token; t < end; ++t) context.word_of_token[t] = i;
  }
  const size_t from = findings.size();
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon_.Term(hit.term);
    if (term.neutral != Neutral::kNone || term.strength == TermStrength::kCue || hit.weak) continue;
    findings.push_back(MakeFinding(context, term, hit));
  }
  MarkThirdParties(hits, context, findings, from);
  AddSupportedCues(context, hits, findings);
}

}  // namespace

std::unique_ptr<const Layer> MakeLexiconLayer(const Lexicon& lexicon) {
  return std::make_unique<LexiconLayer>(lexicon);
}

}  // namespace expurge
