#include "pipeline/version/clause_piece.h"

#include <algorithm>

#include "pipeline/version/french_words.h"

namespace expurge {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);

// "la porte", "un compte", "de loge": after these a word is a noun even if it looks like a verb.
bool MakesNoun(const TextToken& token) {
  if (french::IsClitic(token.key) && (token.Is("ne") || token.Is("n'") || token.Is("se") ||
                                      token.Is("s'") || token.Is("y") || token.Is("lui"))) {
    return false;
  }
  return french::IsDeterminer(token.key) ||
         (french::IsPreposition(token.key) && !token.Is("en")) ||
         token.kind == TextToken::Kind::kNumber;
}

size_t FirstVerb(const Tokens& tokens) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].word() || !french::IsFiniteVerb(tokens[i].key)) continue;
    if (i > 0 && MakesNoun(tokens[i - 1]) && !french::IsAuxiliary(tokens[i].key)) continue;
    return i;
  }
  return kNone;
}

size_t LastVerb(const Tokens& tokens) {
  size_t last = kNone;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].word() || !french::IsFiniteVerb(tokens[i].key)) continue;
    if (i > 0 && MakesNoun(tokens[i - 1]) && !french::IsAuxiliary(tokens[i].key)) continue;
    last = i;
  }
  return last;
}

bool BeginsWithVerb(const Tokens& tokens) {
  for (size_t i = 0; i < tokens.size() && i < 4; ++i) {
    if (french::IsFiniteVerb(tokens[i].key)) return true;
    const bool clitic = tokens[i].Is("ne") || tokens[i].Is("n'") || tokens[i].Is("se") ||
                        tokens[i].Is("s'") || tokens[i].Is("lui") || tokens[i].Is("y") ||
                        tokens[i].Is("en") || tokens[i].Is("nous") || tokens[i].Is("vous") ||
                        (i > 0 && french::IsClitic(tokens[i].key)) ||
                        ((tokens[i].Is("l'") || tokens[i].Is("m'") || tokens[i].Is("t'")) &&
                         i + 1 < tokens.size() && french::IsFiniteVerb(tokens[i + 1].key));
    if (!clitic) return false;
    // "nous" and "vous" are mostly subjects: only a second clitic tells otherwise ("nous a dit").
    if ((tokens[i].Is("nous") || tokens[i].Is("vous")) && i + 1 < tokens.size() &&
        !(french::IsFiniteVerb(tokens[i + 1].key) && !tokens[i + 1].key.ends_with("ns") &&
          !tokens[i + 1].key.ends_with("ez"))) {
      return false;
    }
  }
  return false;
}

bool BeginsLikeSubject(const Tokens& tokens) {
  if (tokens.empty()) return false;
  const TextToken& first = tokens.front();
  return french::IsCivility(first.key) || french::IsSubjectPronoun(first.key) ||
         (french::IsDeterminer(first.key) && !first.Is("du") && !first.Is("des")) ||
         (first.capital && (!first.acronym || first.name));
}

Role RoleOf(const Tokens& tokens) {
  if (tokens.empty()) return Role::kNothing;
  const TextToken& first = tokens.front();
  if (BeginsWithVerb(tokens)) return Role::kPredicate;
  const size_t verb = FirstVerb(tokens);
  if (french::IsSubordinator(first.key) && (!first.Is("comme") || verb != kNone)) {
    return Role::kDependent;
  }
  if (verb == kNone) {
    const bool date = first.Is("le") && tokens.size() > 1 &&
                      tokens[1].kind == TextToken::Kind::kNumber;
    if (date) return Role::kPhrase;
    const bool open = french::IsPreposition(first.key) || french::IsParticiple(first.key);
    return !open && BeginsLikeSubject(tokens) ? Role::kSubject : Role::kPhrase;
  }
  return Role::kClause;
}

void TrimTrailing(Tokens& tokens, bool& argument) {
  while (!tokens.empty()) {
    const TextToken& last = tokens.back();
    const bool closes = last.Is(")") || last.Is("»") || last.Is("]") || last.Is("%") ||
                        last.Is("€") || last.Is("”");
    const bool drops = (last.punctuation() && !closes) ||
                       (last.word() && french::Dangles(last.key) &&
                        last.kind != TextToken::Kind::kNumber);
    if (!drops) return;
    if (last.word() && !french::IsAdjunctPreposition(last.key) &&
        !french::IsCoordinator(last.key) && !french::IsAuxiliary(last.key) &&
        !french::IsAdverb(last.key)) {
      argument = true;
    }
    tokens.pop_back();
  }
}

// "a remarqué qu'elle ⟦…⟧": a clause that was only begun goes from its conjunction on.
void TrimRight(Tokens& tokens, bool& argument) {
  TrimTrailing(tokens, argument);
  for (size_t i = tokens.size(); i-- > 0;) {
    if (tokens[i].finding || french::IsFiniteVerb(tokens[i].key)) return;
    const bool opens = tokens[i].Is("que") || tokens[i].Is("qu'") || tokens[i].Is("lorsque") ||
                       tokens[i].Is("quand") || tokens[i].Is("qui") || tokens[i].Is("dont");
    if (!opens) continue;
    tokens.resize(i);
    argument = true;
    TrimTrailing(tokens, argument);
    i = tokens.size();
  }
}

void TrimLeading(Tokens& tokens) {
  const auto begin = std::find_if(tokens.begin(), tokens.end(), [](const TextToken& token) {
    return token.word() || token.Is("(") || token.Is("«") || token.Is("☐") || token.Is("☑");
  });
  tokens.erase(tokens.begin(), begin);
}

Tokens TakeCoordinator(Tokens& tokens) {
  Tokens taken;
  while (!tokens.empty() && tokens.front().kind == TextToken::Kind::kWord &&
         french::IsCoordinator(tokens.front().key)) {
    taken.push_back(tokens.front());
    tokens.erase(tokens.begin());
  }
  return taken;
}

// Whether a clause whose right edge was withheld says something whole by itself. `argument`: a word
// that asks for more ("de", "que", "son") stood at the edge and was taken off.
bool WholeOnTheRight(const Tokens& tokens, bool argument) {
  if (argument || tokens.empty()) return false;
  const size_t verb = LastVerb(tokens);
  if (verb == kNone) return false;
  bool passive = false;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].finding) continue;
    if (french::IsTelling(tokens[i].key) || french::IsSpeech(tokens[i].key)) return false;
    passive = passive || french::IsEtre(tokens[i].key);
  }
  const TextToken& last = tokens.back();
  if (french::IsPlainParticiple(last.key) && passive) return true;
  if (french::IsParticiple(last.key)) return false;
  // Something that completes the verb: a noun, a date, an amount. The participle does not.
  size_t from = verb + 1;
  if (french::IsAuxiliary(tokens[verb].key)) {
    while (from < tokens.size() &&
           (french::IsAdverb(tokens[from].key) || french::IsEtre(tokens[from].key))) {
      ++from;
    }
    // "Madame est une femme ⟦…⟧": the attribute is what went.
    if (french::IsEtre(tokens[verb].key) &&
        !(from < tokens.size() && french::IsParticiple(tokens[from].key))) {
      return false;
    }
    ++from;
  }
  for (size_t i = from; i < tokens.size(); ++i) {
    const std::string& key = tokens[i].key;
    const bool completes = tokens[i].kind == TextToken::Kind::kNumber ||
                           (tokens[i].word() && !french::Dangles(key) && !french::IsAdverb(key) &&
                            !french::IsParticiple(key));
    if (completes) return true;
  }
  return false;
}

// Verbs and copulas that may take as object what stands behind a gap: "perçoit ⟦…⟧ et 320 € d'APL".
bool TakesAmount(const TextToken& verb) {
  static constexpr std::string_view kVerbs[] = {
      "percoit", "percoivent", "touche", "touchent", "recoit",  "recoivent", "doit",  "doivent",
      "regle",   "reglent",    "paie",   "paye",     "verse",   "rembourse", "gagne", "occupe",
      "loue",    "comprend",   "comprennent", "percevait", "percevaient"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb.key) != std::end(kVerbs);
}

// What a neutral clause that lost its right side leaves: its subject, perhaps its verb.
Standing Beginning(Tokens tokens) {
  Standing standing;
  const size_t verb = FirstVerb(tokens);
  if (verb != kNone && verb + 1 == tokens.size() && TakesAmount(tokens[verb]) && verb > 0) {
    standing.role = Role::kOpen;
    standing.tokens = std::move(tokens);
    return standing;
  }
  if (verb != kNone) tokens.resize(verb);
  while (!tokens.empty() && french::IsClitic(tokens.back().key) &&
         !french::IsSubjectPronoun(tokens.back().key)) {
    tokens.pop_back();
  }
  // "c'est en marchant que ⟦…⟧" leaves no subject.
  const bool elided = !tokens.empty() && (tokens.back().text.ends_with("'") ||
                                          tokens.back().text.ends_with("’") ||
                                          tokens.back().Is("ce"));
  if (!elided && BeginsLikeSubject(tokens) && RoleOf(tokens) == Role::kSubject &&
      !(tokens.back().kind == TextToken::Kind::kWord && french::IsPreposition(tokens.back().key))) {
    standing.role = Role::kSubject;
    standing.tokens = std::move(tokens);
  }
  return standing;
}

size_t FirstFinding(const Tokens& tokens) {
  const auto at =
      std::find_if(tokens.begin(), tokens.end(), [](const TextToken& t) { return t.finding; });
  return at == tokens.end() ? kNone : static_cast<size_t>(at - tokens.begin());
}

size_t EndOfFindings(const Tokens& tokens) {
  size_t end = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].finding) end = i + 1;
  }
  return end;
}

// Neutral words before the first finding of a piece whose left side was withheld: kept when they
// begin a clause or belong to the noun, dropped when they hang on what is gone.
void CutHead(Tokens& tokens) {
  const size_t first = FirstFinding(tokens);
  if (first == 0 || first == kNone) return;
  const Tokens head(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(first));
  const Tokens tail(tokens.begin() + static_cast<std::ptrdiff_t>(first), tokens.end());
  size_t keep_from = 0;
  for (size_t i = 0; i < head.size(); ++i) {
    if (french::IsSubordinator(head[i].key)) keep_from = i + 1;
  }
  const bool hanging = french::IsPreposition(head.front().key) &&
                       (BeginsWithVerb(tail) || BeginsLikeSubject(tail));
  if (hanging || keep_from == head.size()) keep_from = head.size();
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(keep_from));
}

// "… depuis que M. Kanté ⟦…⟧": a name kept for its own sake does not hold up the clause around it.
void CutToName(Tokens& tokens) {
  for (size_t i = tokens.size(); i-- > 0;) {
    if (tokens[i].finding && !tokens[i].name) return;
    if (!french::IsSubordinator(tokens[i].key)) continue;
    const Tokens rest(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, tokens.end());
    if (HasFinding(rest) && FirstVerb(rest) == kNone) tokens = rest;
    return;
  }
}

Standing StandWithFinding(const Piece& piece, Tokens tokens) {
  Standing standing;
  standing.finding = true;
  if (piece.gap_right) {
    Tokens whole = tokens;
    bool argument = false;
    TrimRight(whole, argument);
    const size_t end = EndOfFindings(tokens);
    if (end < whole.size() && !WholeOnTheRight(whole, argument)) whole.resize(end);
    bool ignored = false;
    TrimTrailing(whole, ignored);
    // A finding made of function words only ("dont en", a lone figure) stays as it is.
    if (HasFinding(whole)) tokens = std::move(whole);
    CutToName(tokens);
  }
  if (piece.gap_left) CutHead(tokens);
  TrimLeading(tokens);
  standing.role = RoleOf(tokens);
  standing.tokens = std::move(tokens);
  return standing;
}

}  // namespace

bool HasVerb(const Tokens& tokens) { return FirstVerb(tokens) != kNone; }

bool EndsInVerb(const Tokens& tokens) {
  return !tokens.empty() && LastVerb(tokens) == tokens.size() - 1;
}

Standing Stand(const Piece& piece) {
  Tokens tokens = piece.tokens;
  Tokens coordinator = TakeCoordinator(tokens);
  Standing standing;
  if (HasFinding(tokens)) {
    standing = StandWithFinding(piece, std::move(tokens));
  } else if (!piece.gap_left && !piece.gap_right) {
    standing.role = RoleOf(tokens);
    standing.tokens = std::move(tokens);
  } else {
    if (piece.gap_left) TrimLeading(tokens);
    bool argument = false;
    Tokens trimmed = tokens;
    if (piece.gap_right) TrimRight(trimmed, argument);
    const bool auxiliary_lost = trimmed.size() < tokens.size() && !HasVerb(trimmed);
    if (!piece.gap_right || WholeOnTheRight(trimmed, argument)) {
      standing.role = RoleOf(trimmed);
      standing.tokens = std::move(trimmed);
    } else if (!argument || HasVerb(tokens) || auxiliary_lost) {
      standing = Beginning(argument && !HasVerb(trimmed) ? Tokens{} : std::move(trimmed));
    }
    const bool hangs = standing.role == Role::kPhrase || standing.role == Role::kDependent;
    if (hangs) standing = Standing{};
  }
  standing.coordinator = std::move(coordinator);
  standing.ends_in_civility =
      !standing.tokens.empty() && french::IsCivility(standing.tokens.back().key);
  return standing;
}

}  // namespace expurge
