// Findings of the lexicon alone: around each hit, the passage that has to go.
//
// The subject stays outside, on purpose: "Madame" tells nothing, and a version reads better when
// the sentence keeps its opening.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "detectors/lexicon.h"
#include "detectors/lexicon_evidence.h"
#include "detectors/lexicon_words.h"

namespace expurge {
namespace {

using Break = LexiconWord::Break;

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& sorted) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

template <size_t N>
constexpr std::array<std::string_view, N> Sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

// Words that open what precedes a predicate: whoever does it.
constexpr auto kSubjects = Sorted(std::array<std::string_view, 62>{
    "adolescent", "adolescente", "aine", "ainee", "benjamin", "benjamine", "cadet", "cadette",
    "chacun", "compagne", "compagnon", "concubin", "conjoint", "conjointe", "couple", "dame",
    "elle", "elles", "enfant", "enfants", "epouse", "epoux", "famille", "fille", "filles", "fils",
    "fratrie", "frere", "garcon", "iel", "il", "ils", "interesse", "interessee", "intervenante",
    "j", "je", "jeune", "m", "madame", "maman", "mari", "melle", "menage", "mere", "mineur",
    "mineure", "mlle", "mme", "monsieur", "mr", "nous", "on", "papa", "parents", "pere", "personne",
    "petit", "petite", "qui", "soeur", "usager"});

// Little words that belong to what follows them.
constexpr auto kGlue = Sorted(std::array<std::string_view, 83>{
    "a", "ai", "aient", "ait", "apres", "as", "au", "aucun", "aucune", "aura", "aurait", "aux",
    "avait", "avec", "avoir", "ayant", "ce", "ces", "cet", "cette", "chez", "d", "dans", "de",
    "depuis", "des", "du", "en", "es", "est", "et", "etait", "etant", "ete", "etre", "eu", "fait",
    "furent", "fut", "jamais", "l", "la", "le", "les", "leur", "leurs", "lui", "m", "ma", "mes",
    "mon", "n", "ne", "ni", "non", "ont", "ou", "par", "pas", "peu", "plus", "pour", "qu", "que",
    "s", "sa", "sans", "se", "sera", "serait", "ses", "soit", "son", "sont", "sous", "sur",
    "toujours", "tres", "un", "une", "va", "vers", "y"});

constexpr int kContentWordsBefore = 2;
constexpr uint32_t kWordsOverComma = 6;  // so near to the mention a comma does not end a passage
constexpr uint32_t kSentenceWords = 60;  // looked at on each side, for sentences without end
constexpr size_t kThirdPartyBytes = 40;  // between a person's mention and what is said of them

// What is made of one document's hits.
class HitReader {
 public:
  HitReader(const Lexicon& lexicon, const Segmentation& segments)
      : lexicon_(lexicon), segments_(segments), words_(WordsOf(segments)),
        word_of_token_(segments.tokens.size(), 0) {
    for (uint32_t i = 0; i < words_.words.size(); ++i) {
      const uint32_t end = std::min<uint32_t>(words_.words[i].last_token + 1,
                                              static_cast<uint32_t>(segments.tokens.size()));
      for (uint32_t t = words_.words[i].token; t < end; ++t) word_of_token_[t] = i;
    }
  }

  std::vector<Finding> Findings(const std::vector<LexiconHit>& hits) const;

 private:
  bool OpensPredicate(uint32_t word) const;
  uint32_t Begin(uint32_t first) const;
  uint32_t End(uint32_t last, TermReach reach) const;
  Polarity PolarityOf(uint32_t first, uint32_t last) const;
  Finding MakeFinding(const LexiconTerm& term, const LexiconHit& hit) const;
  bool SpeaksOfNobody(uint32_t word) const;
  void MarkThirdParties(const std::vector<LexiconHit>& hits, std::vector<Finding>& findings) const;
  void AddSupportedCues(const std::vector<LexiconHit>& hits, std::vector<Finding>& findings) const;

  const Lexicon& lexicon_;
  const Segmentation& segments_;
  const LexiconWords words_;
  std::vector<uint32_t> word_of_token_;  // index of the word a token lies in
  mutable std::unordered_map<std::string, std::string> evidence_;  // by rule and words
};

bool HitReader::OpensPredicate(uint32_t word) const {
  const LexiconWord& here = words_.words[word];
  if (IsOneOf(here.text, kSubjects)) return true;
  // A name in mid-sentence: capital, but not an acronym and not the first word.
  const Token& token = segments_.tokens[here.token];
  return token.capitalised && !here.capitals && here.before == Break::kNone;
}

// Walks left over little words and at most two others; a subject ends it.
uint32_t HitReader::Begin(uint32_t first) const {
  const auto& words = words_.words;
  uint32_t begin = first;
  int content = 0;
  while (begin > 0 && words[begin].before == Break::kNone) {
    const uint32_t left = begin - 1;
    if (OpensPredicate(left)) break;
    if (words[left].text == "que" || words[left].text == "qu") break;
    if (!IsOneOf(words[left].text, kGlue) && ++content > kContentWordsBefore) break;
    begin = left;
  }
  return begin;
}

uint32_t HitReader::End(uint32_t last, TermReach reach) const {
  if (reach == TermReach::kMention) return last;
  const auto& words = words_.words;
  static constexpr std::array<std::string_view, 8> kJoints = {"alors", "car",  "donc",   "et",
                                                              "lequel", "mais", "puis", "tandis"};
  uint32_t end = last;
  while (end + 1 < words.size()) {
    const uint32_t next = end + 1;
    if (words[next].before == Break::kHard) break;
    // A complement often goes on after a comma, but not for long, and not where a subject opens.
    const bool goes_on = reach == TermReach::kClause ||
                         (next + 1 < words.size() && !OpensPredicate(next) &&
                          end - last < kWordsOverComma);
    if (words[next].before == Break::kSoft && !goes_on) break;
    if (IsOneOf(words[next].text, kJoints) && next + 1 < words.size() &&
        reach != TermReach::kClause) {
      const uint32_t after = next + 1;
      if (OpensPredicate(after)) break;
      const bool article = words[after].text == "le" || words[after].text == "la" ||
                           words[after].text == "l" || words[after].text == "sa" ||
                           words[after].text == "son";
      if (article && after + 1 < words.size() && IsOneOf(words[after + 1].text, kSubjects)) break;
    }
    end = next;
  }
  return end;
}

Polarity HitReader::PolarityOf(uint32_t first, uint32_t last) const {
  static constexpr std::array<std::string_view, 9> kNegations = {
      "aucun", "aucune", "jamais", "n", "ne", "ni", "non", "pas", "sans"};
  const auto& words = words_.words;
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
bool HitReader::SpeaksOfNobody(uint32_t word) const {
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
  const auto& words = words_.words;
  const uint32_t sentence = segments_.tokens[words[word].token].sentence;
  bool general = false;
  uint32_t at = word;
  while (at > 0 && segments_.tokens[words[at - 1].token].sentence == sentence &&
         word - at < kSentenceWords) {
    --at;
  }
  for (; at < words.size() && at < word + kSentenceWords; ++at) {
    const Token& token = segments_.tokens[words[at].token];
    if (token.sentence != sentence) break;
    if (IsOneOf(words[at].text, kSomebody)) return false;
    general = general || IsOneOf(words[at].text, kGeneral);
  }
  return general;
}

Finding HitReader::MakeFinding(const LexiconTerm& term,
                                  const LexiconHit& hit) const {
  const auto& tokens = segments_.tokens;
  const auto& words = words_.words;
  const uint32_t first = word_of_token_[hit.tokens.first];
  const uint32_t last = word_of_token_[hit.tokens.last - 1];
  Finding finding;
  finding.categories = term.categories;
  finding.mention = {tokens[hit.tokens.first].range.begin, tokens[hit.tokens.last - 1].range.end};
  const uint32_t begin = term.reach == TermReach::kMention ? first : Begin(first);
  const uint32_t end = End(last, term.reach);
  finding.passage = {tokens[words[begin].token].range.begin,
                     tokens[words[end].last_token].range.end};
  finding.certainty =
      term.strength == TermStrength::kSure ? Certainty::kSure : Certainty::kProbable;
  // What a service adds for itself is meant to go wherever it stands.
  if (!term.local && SpeaksOfNobody(first)) finding.certainty = Certainty::kSuspect;
  finding.polarity = PolarityOf(first, last);
  finding.rule = term.rule;
  // Long patterns take longer to read than to match, and terms recur within a document.
  std::vector<std::string_view> read;
  std::string key = term.rule;
  for (uint32_t i = first; i <= last; ++i) {
    read.push_back(words[i].text);
    key.append(" ").append(words[i].text);
  }
  const auto [evidence, fresh] = evidence_.try_emplace(std::move(key));
  if (fresh) evidence->second = EvidenceOf(term.pattern, read);
  finding.evidence = evidence->second;
  return finding;
}

// Two different cues of one category in one clause make a finding, though neither does alone.
void HitReader::AddSupportedCues(const std::vector<LexiconHit>& hits,
                                    std::vector<Finding>& findings) const {
  std::vector<std::pair<uint32_t, const LexiconHit*>> cues;  // clause, hit
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon_.Term(hit.term);
    if (term.neutral != Neutral::kNone || term.strength != TermStrength::kCue || hit.weak) continue;
    const uint32_t clause = segments_.tokens[hit.tokens.first].clause;
    for (const auto& [other_clause, other] : cues) {
      const LexiconTerm& before = lexicon_.Term(other->term);
      const bool apart = other->tokens.last <= hit.tokens.first;
      if (other_clause != clause || !apart || !(before.categories == term.categories)) continue;
      LexiconHit both = hit;
      both.tokens.first = other->tokens.first;
      findings.push_back(MakeFinding(term, both));
      findings.back().certainty = Certainty::kSuspect;
      break;
    }
    while (!cues.empty() && cues.front().first != clause) cues.erase(cues.begin());
    if (cues.size() < 16) cues.emplace_back(clause, &hit);
  }
}

// A fact said right after "la voisine", "son oncle" is that person's: `tiers` is added.
void HitReader::MarkThirdParties(const std::vector<LexiconHit>& hits,
                                 std::vector<Finding>& findings) const {
  const auto& tokens = segments_.tokens;
  std::vector<std::pair<TextRange, uint32_t>> persons;  // where, clause
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon_.Term(hit.term);
    if (term.strength != TermStrength::kCue || !term.categories.Has(Category::kTiers)) continue;
    const TextRange range = {tokens[hit.tokens.first].range.begin,
                             tokens[hit.tokens.last - 1].range.end};
    persons.emplace_back(range, tokens[hit.tokens.first].clause);
  }
  for (Finding& finding : findings) {
    const size_t at = finding.mention.begin;
    const auto next = std::upper_bound(
        persons.begin(), persons.end(), at,
        [](size_t offset, const auto& person) { return offset < person.first.end; });
    if (next == persons.begin()) continue;
    const TextRange& person = std::prev(next)->first;
    const TextRange& clause = segments_.clauses[std::prev(next)->second].range;
    if (at - person.end <= kThirdPartyBytes && clause.Contains(at)) {
      finding.categories.Add(Category::kTiers);
      finding.holder = Holder::kThirdParty;
    }
  }
}

std::vector<Finding> HitReader::Findings(const std::vector<LexiconHit>& hits) const {
  std::vector<Finding> findings;
  for (const LexiconHit& hit : hits) {
    const LexiconTerm& term = lexicon_.Term(hit.term);
    if (term.neutral != Neutral::kNone || term.strength == TermStrength::kCue) continue;
    if (hit.weak && !term.local) continue;
    findings.push_back(MakeFinding(term, hit));
  }
  MarkThirdParties(hits, findings);
  AddSupportedCues(hits, findings);
  return findings;
}

class LexiconLayer final : public Layer {
 public:
  explicit LexiconLayer(const Lexicon& lexicon) : lexicon_(lexicon) {}

  void Find(const Document& /*document*/, const Segmentation& segments,
            std::vector<Finding>& findings) const override {
    const auto found = FindingsFromHits(lexicon_, segments, lexicon_.Match(segments));
    findings.insert(findings.end(), found.begin(), found.end());
  }

 private:
  const Lexicon& lexicon_;
};

}  // namespace

std::vector<Finding> FindingsFromHits(const Lexicon& lexicon, const Segmentation& segments,
                                      const std::vector<LexiconHit>& hits) {
  if (hits.empty()) return {};
  return HitReader(lexicon, segments).Findings(hits);
}

std::unique_ptr<const Layer> MakeLexiconLayer(const Lexicon& lexicon) {
  return std::make_unique<LexiconLayer>(lexicon);
}

}  // namespace expurge
