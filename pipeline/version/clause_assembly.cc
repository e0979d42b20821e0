#include "pipeline/version/clause_assembly.h"

#include <algorithm>
#include <utility>

#include "pipeline/version/french_words.h"

namespace expurge {
namespace {

bool IsDash(const TextToken& token) {
  return token.Is("–") || token.Is("—") || (token.Is("-") && token.space_before);
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
    if (held_) {  // an apposition to the subject: kept only if it holds words of its own
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

}  // namespace

void Append(Tokens& to, const Tokens& from) {
  to.insert(to.end(), from.begin(), from.end());
}

TextToken Mark(std::string_view text) {
  TextToken mark;
  mark.kind = TextToken::Kind::kPunctuation;
  mark.text = mark.key = std::string(text);
  mark.space_before = text != "," && text != ".";
  return mark;
}

std::vector<bool> InsideBrackets(const Tokens& tokens) {
  std::vector<bool> inside(tokens.size(), false);
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].Is(")") || tokens[i].Is("»")) --depth;
    inside[i] = depth > 0;
    if (tokens[i].Is("(") || tokens[i].Is("«")) ++depth;
  }
  return inside;
}

std::vector<Piece> CutPieces(const Tokens& tokens) {
  const std::vector<bool> inside = InsideBrackets(tokens);
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

std::optional<Tokens> AssembleClauses(const Tokens& tokens) {
  Assembly assembly;
  std::vector<Piece> pieces = CutPieces(tokens);
  bool gap_later = false;
  for (size_t i = pieces.size(); i-- > 0;) {
    // "Elle précise, à ma question, ⟦…⟧": the comma does not make the clause whole.
    if (gap_later && EndsInVerb(pieces[i].tokens)) pieces[i].gap_right = true;
    gap_later = gap_later || pieces[i].gap_left || pieces[i].gap_right;
  }
  for (const Piece& piece : pieces) assembly.Add(piece, Stand(piece));
  if (!assembly.stands()) return std::nullopt;
  return assembly.Take();
}

}  // namespace expurge
