#include "pipeline/version/sentence_repair.h"

#include <algorithm>
#include <optional>

#include "pipeline/version/clause_piece.h"
#include "pipeline/version/french_words.h"

namespace expurge {
namespace {

bool IsFinalMark(const TextToken& token) {
  return token.Is(".") || token.Is("!") || token.Is("?") || token.Is("…");
}
bool IsDash(const TextToken& token) {
  return token.Is("–") || token.Is("—") || (token.Is("-") && token.space_before);
}

Tokens Slice(const Tokens& tokens, size_t first, size_t last) {
  return {tokens.begin() + static_cast<std::ptrdiff_t>(first),
          tokens.begin() + static_cast<std::ptrdiff_t>(last)};
}

void Append(Tokens& to, const Tokens& from) { to.insert(to.end(), from.begin(), from.end()); }

TextToken Mark(std::string_view text) {
  TextToken mark;
  mark.kind = TextToken::Kind::kPunctuation;
  mark.text = mark.key = std::string(text);
  mark.space_before = text != "," && text != ".";
  return mark;
}

// "Logement :", "Date de naissance :" from `at` on: where the colon stands, or 0.
size_t LabelColon(const Tokens& tokens, size_t at) {
  if (at >= tokens.size() || !tokens[at].capital) return 0;
  for (size_t i = at; i < tokens.size() && i < at + 8; ++i) {
    if (tokens[i].Is(":")) return i;
    if (tokens[i].gap() || (i > at && tokens[i].line_start)) return 0;
    if (tokens[i].punctuation() && !tokens[i].Is("(") && !tokens[i].Is(")") &&
        !tokens[i].Is("/") && !tokens[i].Is("&")) {
      return 0;
    }
    if (french::IsFiniteVerb(tokens[i].key) && i > at) return 0;
  }
  return 0;
}

bool HasCapital(const Tokens& tokens, size_t first, size_t last) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                     tokens.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const TextToken& token) { return token.capital; });
}

// "Mme ⟦…⟧" is "Madame": the abbreviation asks for a name.
void FillCivilities(Tokens& tokens) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view full = french::CivilityInFull(tokens[i].key);
    if (full.empty()) continue;
    const bool before_name = i + 1 < tokens.size() && tokens[i + 1].capital &&
                             french::CivilityInFull(tokens[i + 1].key).empty();
    if (before_name || (tokens[i].Is("m") && !tokens[i].capital)) continue;
    const bool gap_follows = i + 1 < tokens.size() && tokens[i + 1].gap();
    const bool last = i + 1 == tokens.size();
    const bool shared = i + 2 < tokens.size() && tokens[i + 1].Is("et") &&
                        french::IsCivility(tokens[i + 2].key);
    if (!gap_follows && !last && !shared) continue;
    tokens[i].text = std::string(full);
    tokens[i].key = full == "Madame" ? "madame" : full == "Monsieur" ? "monsieur"
                    : full == "Mesdames" ? "mesdames" : "messieurs";
  }
}

// For each opening bracket the one that closes it; kNoPartner for everything else.
constexpr size_t kNoPartner = static_cast<size_t>(-1);
std::vector<size_t> Partners(const Tokens& tokens) {
  std::vector<size_t> partners(tokens.size(), kNoPartner);
  std::vector<size_t> rounds, quotes;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].Is("(")) rounds.push_back(i);
    if (tokens[i].Is("«")) quotes.push_back(i);
    std::vector<size_t>* open = tokens[i].Is(")") ? &rounds : tokens[i].Is("»") ? &quotes : nullptr;
    if (open == nullptr || open->empty()) continue;
    partners[open->back()] = i;
    open->pop_back();
  }
  return partners;
}

// Brackets in brackets, values of values: no French sentence goes deeper, hostile input does.
constexpr int kDeepest = 6;
Tokens RepairNested(const Tokens& tokens, RepairKind kind, int depth);

// Brackets with a gap inside: their words are repaired on their own; a quotation that lost words is
// no quotation any more and counts as a gap. Brackets without a gap are copied.
Tokens RepairBrackets(const Tokens& tokens, int depth) {
  Tokens out;
  const std::vector<size_t> partners = Partners(tokens);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool opens = tokens[i].Is("(") || tokens[i].Is("«");
    const size_t partner = partners[i];
    if (!opens || partner == kNoPartner) {
      const bool lone = opens || tokens[i].Is(")") || tokens[i].Is("»");
      if (!(lone && tokens[i].punctuation())) out.push_back(tokens[i]);
      continue;
    }
    const Tokens inner = Slice(tokens, i + 1, partner);
    // "⟦…⟧ (on dit aujourd'hui …)": a remark on what is gone goes with it.
    const bool remark = !out.empty() && out.back().gap() && tokens[i].Is("(") && !HasFinding(inner);
    if (remark) {
      i = partner;
      continue;
    }
    if (!HasGap(inner)) {
      Append(out, Slice(tokens, i, partner + 1));
    } else {
      Tokens kept;
      if (HasFinding(inner)) kept = RepairNested(inner, RepairKind::kShort, depth + 1);
      if (!kept.empty()) {
        out.push_back(tokens[i]);
        Append(out, kept);
        out.push_back(tokens[partner]);
      } else if (tokens[i].Is("«")) {
        TextToken gap;
        gap.kind = TextToken::Kind::kGap;
        out.push_back(gap);
      }
    }
    i = partner;
  }
  return out;
}

// For each token, whether it lies inside brackets (all balanced by now).
std::vector<bool> Inside(const Tokens& tokens) {
  std::vector<bool> inside(tokens.size(), false);
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].Is(")") || tokens[i].Is("»")) --depth;
    inside[i] = depth > 0;
    if (tokens[i].Is("(") || tokens[i].Is("«")) ++depth;
  }
  return inside;
}

std::vector<Tokens> SplitAt(const Tokens& tokens, std::string_view mark) {
  const std::vector<bool> inside = Inside(tokens);
  std::vector<Tokens> parts(1);
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!inside[i] && tokens[i].punctuation() && tokens[i].key == mark) {
      parts.emplace_back();
    } else {
      parts.back().push_back(tokens[i]);
    }
  }
  return parts;
}

// Whether a new clause begins at `at`: "et perçoit", "mais elle", "lorsque", "qui".
bool BeginsClause(const Tokens& tokens, size_t at) {
  const TextToken& token = tokens[at];
  if (french::IsCoordinator(token.key) && at + 1 < tokens.size()) {
    const TextToken& next = tokens[at + 1];
    const bool pronoun = next.Is("il") || next.Is("elle") || next.Is("ils") || next.Is("elles") ||
                         next.Is("on") || next.Is("nous");
    const bool negation = next.Is("ne") || next.Is("n'") || next.Is("se") || next.Is("s'");
    return next.gap() || pronoun || negation ||
           (french::IsFiniteVerb(next.key) && !next.Is("as"));
  }
  return token.Is("qui") || token.Is("dont") || token.Is("lorsque") || token.Is("lorsqu'") ||
         token.Is("quand") || token.Is("puisque") || token.Is("puisqu'") || token.Is("parce") ||
         token.Is("tandis") || token.Is("où") || token.Is("laquelle") || token.Is("lequel");
}

std::vector<Piece> CutPieces(const Tokens& tokens) {
  const std::vector<bool> inside = Inside(tokens);
  std::vector<Piece> pieces;
  Piece piece;
  const auto finish = [&] {
    pieces.push_back(std::move(piece));
    piece = Piece{};
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    const TextToken& token = tokens[i];
    if (!inside[i] && token.gap()) {
      piece.gap_right = true;
      finish();
      piece.gap_left = true;
    } else if (!inside[i] && (token.Is(",") || IsDash(token))) {
      finish();
      piece.comma_before = true;
    } else {
      const bool governed = i > 0 && french::IsPreposition(tokens[i - 1].key);
      if (!inside[i] && !piece.tokens.empty() && !governed && BeginsClause(tokens, i)) finish();
      piece.tokens.push_back(token);
    }
  }
  finish();
  return pieces;
}

// Puts the standing pieces of one clause group together again.
class Assembly {
 public:
  void Add(const Piece& piece, Standing standing) {
    const bool beside_gap = piece.gap_left || gap_before_;
    comma_ = comma_ || piece.comma_before;
    const bool connected = kept_last_ && !beside_gap;
    kept_last_ = false;
    if (standing.tokens.empty()) {
      gap_before_ = true;
      return;
    }
    switch (standing.role) {
      case Role::kNothing: break;
      case Role::kSubject: AddSubject(std::move(standing), !beside_gap && !piece.gap_right); break;
      case Role::kOpen: Hold(std::move(standing)); break;
      case Role::kPredicate: AddPredicate(std::move(standing), connected); break;
      case Role::kClause: AddClause(std::move(standing)); break;
      case Role::kDependent: AddDependent(std::move(standing), connected); break;
      case Role::kPhrase: AddPhrase(std::move(standing), connected, piece); break;
    }
    gap_before_ = !kept_last_ || piece.gap_right;
  }

  bool stands() const { return stands_ || lone_name_; }

  Tokens Take() {
    if (!stands_ && lone_name_) return std::move(lone_name_->tokens);
    return std::move(out_);
  }

 private:
  // Emits after a comma if one stood somewhere before, or if words were lost in between.
  void Emit(const Standing& standing, bool comma, bool with_coordinator) {
    Tokens words;
    if (with_coordinator && !out_.empty()) words = standing.coordinator;
    const bool joined = !words.empty();
    Append(words, standing.tokens);
    if (words.empty()) return;
    if (joined) words[standing.coordinator.size()].space_before = true;
    if (!out_.empty()) {
      if (comma && !joined) out_.push_back(Mark(","));
      const std::string& before = out_.back().text;
      words.front().space_before = !before.ends_with("'") && !before.ends_with("’");
    }
    Append(out_, words);
    ends_in_civility_ = standing.ends_in_civility;
    kept_last_ = true;
    comma_ = false;
  }

  void FlushLeading() {
    for (const Standing& phrase : leading_) Emit(phrase, true, false);
    if (!leading_.empty()) comma_ = true;
    leading_.clear();
  }

  void Hold(Standing standing) {
    held_ = std::move(standing);
    kept_last_ = true;
    comma_ = false;
  }

  // `whole`: nothing was withheld beside it.
  void AddSubject(Standing standing, bool whole) {
    const bool only_name = std::none_of(
        standing.tokens.begin(), standing.tokens.end(),
        [](const TextToken& token) { return token.finding && !token.name; });
    if (standing.finding && !only_name) {
      const bool comma = !out_.empty();
      FlushHeldFor(standing);
      Emit(standing, comma, true);
      stands_ = true;
      return;
    }
    // A name that would otherwise be lost may stand alone, if nothing better comes.
    if (standing.finding && !lone_name_) lone_name_ = standing;
    // "Lundi, Madame ⟦…⟧": what looked like a subject only opens the sentence.
    if (held_ && comma_ && held_whole_ && out_.empty()) {
      const bool noun = french::IsDeterminer(held_->tokens.front().key);
      const bool bare_civility = standing.tokens.size() == 1 && standing.ends_in_civility;
      if (noun && bare_civility) {  // "La mère, Mme ⟦…⟧, est venue": the noun is enough
        kept_last_ = true;
        return;
      }
      const TextToken& first = standing.tokens.front();
      if (noun && (first.name || french::IsCivility(first.key))) {
        held_->tokens.push_back(Mark(","));
        Append(held_->tokens, standing.tokens);
        held_->tokens.push_back(Mark(","));
        kept_last_ = true;
        return;
      }
      leading_.push_back(std::move(*held_));
    }
    held_whole_ = whole && !standing.finding && !standing.ends_in_civility &&
                  !french::IsSubjectPronoun(standing.tokens.front().key) &&
                  !standing.tokens.front().name;
    Hold(std::move(standing));
  }

  // A held subject before a finding that is no predicate: "Madame, mareyeuse".
  void FlushHeldFor(const Standing& next) {
    if (!held_) return;
    const bool open = held_->role == Role::kOpen;
    const bool apposition = comma_ && next.role == Role::kPhrase &&
                            !french::IsSubjectPronoun(held_->tokens.front().key);
    if (open || apposition) {
      const Standing held = std::move(*held_);
      const bool keep_comma = !open;
      FlushLeading();
      Emit(held, !out_.empty(), true);
      comma_ = keep_comma;
    }
    held_.reset();
  }

  void AddPredicate(Standing standing, bool connected) {
    // ", dit l'infirmière": it tells who said what is gone.
    if (comma_ && !standing.finding && french::IsSpeech(standing.tokens.front().key)) return;
    if (held_ && held_->role == Role::kSubject) {
      const Standing subject = std::move(*held_);
      held_.reset();
      FlushLeading();
      Emit(subject, !out_.empty(), true);
      Emit(standing, false, false);
      stands_ = true;
      return;
    }
    held_.reset();
    if (clause_emitted_ || stands_) {
      Emit(standing, !connected || comma_, true);
      stands_ = true;
    } else if (standing.finding) {
      FlushLeading();
      Emit(standing, !out_.empty(), false);
      stands_ = true;
    }
  }

  void AddClause(Standing standing) {
    held_.reset();
    FlushLeading();
    Emit(standing, !out_.empty(), true);
    stands_ = clause_emitted_ = true;
  }

  void AddDependent(Standing standing, bool connected) {
    if (connected && (stands_ || held_)) {
      if (held_) {  // "Madame, qui …, ⟦…⟧ perçoit": the relative goes with its subject
        if (!standing.finding) {
          kept_last_ = true;
          return;
        }
        StripSubordinator(standing);
        FlushHeldFor(standing);
        Emit(standing, comma_, false);
        stands_ = true;
        return;
      }
      Emit(standing, comma_, true);
      stands_ = stands_ || standing.finding;
      return;
    }
    if (!standing.finding) return;
    StripSubordinator(standing);
    FlushHeldFor(standing);
    Emit(standing, !out_.empty(), true);
    stands_ = true;
  }

  void AddPhrase(Standing standing, bool connected, const Piece& piece) {
    if (standing.finding) {
      const bool direct = held_ && held_->role == Role::kOpen;
      FlushHeldFor(standing);
      if (!direct) FlushLeading();
      Emit(standing, !out_.empty() && !direct && (comma_ || !connected), !direct);
      stands_ = true;
      return;
    }
    if (held_) {  // an apposition that belongs to the subject: kept only if it holds words of its own
      kept_last_ = true;
      return;
    }
    const bool after_name = piece.gap_left && ends_in_civility_ && clause_emitted_;
    if (stands_ && (connected || after_name)) {
      Emit(standing, comma_, true);
    } else if (!stands_ && out_.empty() && !piece.gap_left && !piece.gap_right) {
      leading_.push_back(std::move(standing));
      kept_last_ = true;
    }
  }

  static void StripSubordinator(Standing& standing) {
    while (!standing.tokens.empty() && !standing.tokens.front().gap() &&
           french::IsSubordinator(standing.tokens.front().key)) {
      standing.tokens.erase(standing.tokens.begin());
    }
  }

  Tokens out_;
  std::optional<Standing> held_;       // a subject or an open verb that waits
  bool held_whole_ = false;
  std::optional<Standing> lone_name_;  // the first name of the sentence that may stand alone
  std::vector<Standing> leading_;      // phrases that wait for the clause they open
  bool stands_ = false;                // what is out can be a sentence
  bool clause_emitted_ = false;        // a clause with a subject is out
  bool kept_last_ = false;             // the piece before was kept
  bool gap_before_ = false;            // something was lost since
  bool comma_ = false;
  bool ends_in_civility_ = false;
};

bool HasName(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const TextToken& t) { return t.name; });
}

bool OnlyCivilities(const Tokens& tokens) {
  return std::all_of(tokens.begin(), tokens.end(), [](const TextToken& token) {
    return token.punctuation() || french::IsCivility(token.key) ||
           french::IsCoordinator(token.key);
  });
}

// A heading or a cell keeps a noun phrase whose edges are whole.
Tokens RepairPhrase(const Tokens& tokens) {
  Tokens out;
  for (const Piece& piece : CutPieces(tokens)) {
    if (piece.tokens.empty()) continue;
    const bool beside = piece.gap_left || piece.gap_right;
    const bool civility = french::IsCivility(piece.tokens.back().key);
    const bool finding = HasFinding(piece.tokens);
    if (beside && !civility && !finding) continue;
    Tokens words = finding ? Stand(piece).tokens : piece.tokens;
    while (out.empty() && !words.empty() && french::IsCoordinator(words.front().key)) {
      words.erase(words.begin());
    }
    if (words.empty()) continue;
    if (!out.empty()) {
      if (piece.comma_before) out.push_back(Mark(","));
      words.front().space_before = true;
    }
    Append(out, words);
  }
  return out;
}

Tokens RepairGroup(const Tokens& tokens, RepairKind kind) {
  if (!HasGap(tokens)) return tokens;
  Assembly assembly;
  std::vector<Piece> pieces = CutPieces(tokens);
  bool gap_later = false;
  for (size_t i = pieces.size(); i-- > 0;) {
    // "Elle précise, à ma question, ⟦…⟧": the comma does not make the clause whole.
    if (gap_later && EndsInVerb(pieces[i].tokens)) pieces[i].gap_right = true;
    gap_later = gap_later || pieces[i].gap_left || pieces[i].gap_right;
  }
  for (const Piece& piece : pieces) assembly.Add(piece, Stand(piece));
  if (assembly.stands()) return assembly.Take();
  if (kind == RepairKind::kProse) return {};
  Tokens phrase = RepairPhrase(tokens);
  if (kind == RepairKind::kItem && !HasFinding(phrase) && !HasName(phrase)) return {};
  return OnlyCivilities(phrase) ? Tokens{} : phrase;
}

// "Ressources : ⟦…⟧, 320 € d'APL": a label goes with its value.
Tokens RepairColon(const Tokens& tokens, RepairKind kind, int depth) {
  const std::vector<bool> inside = Inside(tokens);
  size_t colon = 0;
  for (size_t i = 1; i < tokens.size() && colon == 0; ++i) {
    if (tokens[i].Is(":") && !inside[i]) colon = i;
  }
  if (colon == 0) return RepairGroup(tokens, kind);
  Tokens left = Slice(tokens, 0, colon);
  const Tokens right = Slice(tokens, colon + 1, tokens.size());
  const bool label = !HasVerb(left);
  const Tokens value = RepairNested(right, label ? RepairKind::kItem : kind, depth + 1);
  if (value.empty()) return HasFinding(left) ? RepairGroup(left, kind) : Tokens{};
  left = HasGap(left) ? RepairGroup(left, RepairKind::kShort) : left;
  if (left.empty()) return value;
  left.push_back(tokens[colon]);
  Append(left, value);
  return left;
}

Tokens RepairNested(const Tokens& sentence, RepairKind kind, int depth) {
  if (!HasGap(sentence)) return sentence;
  if (depth > kDeepest) return {};
  Tokens out;
  for (const Tokens& part : SplitAt(RepairBrackets(sentence, depth), ";")) {
    const Tokens kept = HasGap(part) ? RepairColon(part, kind, depth) : part;
    if (kept.empty()) continue;
    if (!out.empty()) out.push_back(Mark(";"));
    Append(out, kept);
    if (out.size() > kept.size()) out[out.size() - kept.size()].space_before = true;
  }
  return out;
}

}  // namespace

std::vector<Tokens> SplitSentences(const Tokens& tokens) {
  std::vector<Tokens> sentences(1);
  bool colon = false;  // the sentence holds one
  const auto cut = [&] {
    if (!sentences.back().empty()) sentences.emplace_back();
    colon = false;
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    const TextToken& token = tokens[i];
    const bool label_line = token.line_start && LabelColon(tokens, i) != 0;
    const bool after_gap = i > 0 && tokens[i - 1].gap() && token.capital && !token.acronym &&
                           !(i > 1 && french::IsCivility(tokens[i - 2].key) &&
                             LabelColon(tokens, i) == 0);
    const bool label_inside =
        colon && LabelColon(tokens, i) != 0 &&
        !HasCapital(tokens, i + 1, LabelColon(tokens, i));
    if (label_line || label_inside || after_gap) cut();
    sentences.back().push_back(token);
    colon = colon || token.Is(":");
    if (!IsFinalMark(token)) continue;
    while (i + 1 < tokens.size() && (tokens[i + 1].Is("»") || tokens[i + 1].Is(")") ||
                                     IsFinalMark(tokens[i + 1]))) {
      sentences.back().push_back(tokens[++i]);
    }
    const bool more = i + 1 < tokens.size();
    const bool next_begins = more && (tokens[i + 1].capital || tokens[i + 1].gap() ||
                                      tokens[i + 1].kind == TextToken::Kind::kNumber ||
                                      tokens[i + 1].punctuation());
    if (!more || next_begins) cut();
  }
  if (sentences.back().empty()) sentences.pop_back();
  return sentences;
}

Tokens RepairSentence(const Tokens& sentence, RepairKind kind) {
  return RepairNested(sentence, kind, 0);
}

namespace {

struct Line {
  std::string text;     // empty: the sentence went
  bool lost = false;    // it went because of what was withheld
  bool rubric = false;  // "Santé.", "2.": announces the sentences after it
  bool label = false;   // begins with "Logement :"
};

// A few neutral words without a verb, with a full stop: the rubric of what follows in the line.
bool IsRubric(const Tokens& sentence) {
  size_t words = 0;
  for (const TextToken& token : sentence) {
    if (token.finding || token.gap() || token.Is(",") || token.Is(":")) return false;
    words += token.word() ? 1 : 0;
  }
  return words > 0 && words <= 3 && sentence.back().Is(".") && !HasVerb(sentence) &&
         (sentence.front().capital || sentence.front().kind == TextToken::Kind::kNumber);
}

// "N°", "Il", "Mme": nothing but words that wait for others.
bool OnlyShell(const Tokens& tokens) {
  return std::all_of(tokens.begin(), tokens.end(), [](const TextToken& token) {
    return !token.finding && !token.name &&
           (token.punctuation() || french::IsCivility(token.key) || french::Dangles(token.key) ||
            french::IsSubjectPronoun(token.key));
  });
}

// The final mark stays as the sentence had it; a gap before or after it changes nothing.
Line RepairBroken(const Tokens& sentence, RepairKind kind) {
  size_t end = sentence.size();
  while (end > 0 && (IsFinalMark(sentence[end - 1]) || sentence[end - 1].gap())) --end;
  std::string mark;
  for (size_t i = end; i < sentence.size(); ++i) {
    if (sentence[i].gap()) continue;
    const bool spaced = sentence[i].space_before && (sentence[i].Is("?") || sentence[i].Is("!"));
    mark = (spaced ? " " : "") + sentence[i].text;
  }
  Tokens words = Slice(sentence, 0, end);
  if (end < sentence.size() && sentence[end].gap()) words.push_back(sentence[end]);
  words = RepairSentence(words, kind);
  if (OnlyShell(words)) words.clear();
  Line line;
  line.text = SetLine(words);
  while (line.text.ends_with(",") || line.text.ends_with(";") || line.text.ends_with(":") ||
         line.text.ends_with(" ")) {
    line.text.pop_back();
  }
  line.lost = line.text.empty();
  if (line.lost) return line;
  line.label = LabelColon(words, 0) != 0;
  line.text = Capitalised(line.text);
  const bool marked = line.text.ends_with(". »") || line.text.ends_with("! »") ||
                      line.text.ends_with("? »") || line.text.ends_with("… »");
  if (mark.empty() && kind == RepairKind::kProse && !line.label) mark = ".";
  if (!marked && !line.text.ends_with(mark)) line.text += mark;
  return line;
}

// A rubric goes when something stood under it and nothing of that stays.
void DropRubrics(std::vector<Line>& lines) {
  for (size_t i = lines.size(); i-- > 0;) {
    if (!lines[i].rubric) continue;
    bool kept = false, lost = false;
    for (size_t j = i + 1; j < lines.size() && !lines[j].rubric; ++j) {
      (lines[j].lost ? lost : kept) = true;
    }
    if (lost && !kept) lines[i].text.clear();
  }
}

}  // namespace

std::vector<std::string> RepairText(const Tokens& source, RepairKind kind) {
  Tokens tokens = source;
  FillCivilities(tokens);
  std::vector<Line> lines;
  for (const Tokens& sentence : SplitSentences(tokens)) {
    if (HasGap(sentence)) {
      lines.push_back(RepairBroken(sentence, kind));
    } else {
      lines.push_back({SetLine(sentence), false, IsRubric(sentence), LabelColon(sentence, 0) != 0});
    }
  }
  DropRubrics(lines);
  std::vector<std::string> texts;
  bool label_before = false;
  for (const Line& line : lines) {
    if (line.text.empty()) continue;
    if (!texts.empty() && !(line.label && label_before)) {
      texts.back() += " " + line.text;
    } else {
      texts.push_back(line.text);
    }
    label_before = line.label;
  }
  return texts;
}

}  // namespace expurge
