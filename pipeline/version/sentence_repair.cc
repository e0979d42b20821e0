#include "pipeline/version/sentence_repair.h"

#include <algorithm>
#include <optional>

#include "pipeline/version/clause_assembly.h"
#include "pipeline/version/clause_piece.h"
#include "pipeline/version/french_words.h"
#include "pipeline/version/remainder.h"

namespace expurge {
namespace {

bool IsFinalMark(const TextToken& token) {
  return token.Is(".") || token.Is("!") || token.Is("?") || token.Is("…");
}

Tokens Slice(const Tokens& tokens, size_t first, size_t last) {
  return {tokens.begin() + static_cast<std::ptrdiff_t>(first),
          tokens.begin() + static_cast<std::ptrdiff_t>(last)};
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

// Whether the first verb of the sentence from `at` on is in the plural; true when there is none.
bool PluralFollows(const Tokens& tokens, size_t at) {
  for (; at < tokens.size() && !IsFinalMark(tokens[at]); ++at) {
    const std::string& key = tokens[at].key;
    if (!tokens[at].word() || !french::IsFiniteVerb(key)) continue;
    return key.ends_with("nt") && !key.ends_with("tient") && !key.ends_with("vient");
  }
  return true;
}

// "Mme ⟦…⟧ et M. ⟦…⟧ doivent": the gap after the first is her name, she stays with him.
void JoinCivilities(Tokens& tokens) {
  Tokens out;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool name = tokens[i].gap() && i > 0 && french::IsCivility(tokens[i - 1].key) &&
                      i + 2 < tokens.size() && (tokens[i + 1].Is("et") || tokens[i + 1].Is("ou")) &&
                      french::IsCivility(tokens[i + 2].key);
    if (!(name && PluralFollows(tokens, i + 3))) out.push_back(tokens[i]);
  }
  tokens = std::move(out);
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

std::vector<Tokens> SplitAt(const Tokens& tokens, std::string_view mark) {
  const std::vector<bool> inside = InsideBrackets(tokens);
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
  if (std::optional<Tokens> clauses = AssembleClauses(tokens)) return *std::move(clauses);
  if (kind == RepairKind::kProse) return {};
  Tokens phrase = RepairPhrase(tokens);
  if (kind == RepairKind::kItem && !HasFinding(phrase) && !HasName(phrase)) return {};
  return OnlyCivilities(phrase) ? Tokens{} : phrase;
}

// "Ressources : ⟦…⟧, 320 € d'APL": a label goes with its value.
Tokens RepairColon(const Tokens& tokens, RepairKind kind, int depth) {
  const std::vector<bool> inside = InsideBrackets(tokens);
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

// "200 €", "au", "en mai 2026": no name, no reference number, no word of its own.
bool IsRemainder(const Tokens& tokens) {
  const bool number_sign = std::any_of(tokens.begin(), tokens.end(), [](const TextToken& token) {
    return token.Is("n°") || token.Is("nº");
  });
  const bool reference = number_sign && HasFinding(tokens);
  return !reference && !HasName(tokens) && !HasWordOfItsOwn(SetLine(tokens));
}

Tokens RepairNested(const Tokens& sentence, RepairKind kind, int depth) {
  if (!HasGap(sentence)) return sentence;
  if (depth > kDeepest) return {};
  Tokens out;
  const std::vector<Tokens> parts = SplitAt(RepairBrackets(sentence, depth), ";");
  for (const Tokens& part : parts) {
    const Tokens kept = HasGap(part) ? RepairColon(part, kind, depth) : part;
    if (kept.empty()) continue;
    // "loyer 450 € ; ⟦…⟧ 60 €": what the amount was for is gone. A single part may be the value of
    // a label.
    if (parts.size() > 1 && HasGap(part) && IsRemainder(kept)) continue;
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
  const bool cut_short = !words.empty() && words.back().gap();
  words = RepairSentence(words, kind);
  if (cut_short) CutDangling(words);
  Line line;
  line.text = SetLine(words);
  // A cell has its label in another one: the row decides.
  const bool empty = kind == RepairKind::kCell ? OnlyShell(words) : IsRemainder(words);
  if (empty) line.text.clear();
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

std::vector<Line> RepairLines(const std::vector<Tokens>& sentences, RepairKind kind) {
  std::vector<Line> lines;
  bool after_gap = false;
  for (const Tokens& sentence : sentences) {
    Line line;
    if (HasGap(sentence)) {
      line = RepairBroken(sentence, kind);
    } else {
      line = {SetLine(sentence), false, IsRubric(sentence), LabelColon(sentence, 0) != 0};
      // "⟦…⟧ Au. 20 €.": whole by its marks only.
      const bool remainder = after_gap && kind != RepairKind::kCell && !line.rubric &&
                             IsRemainder(sentence) && !HasVerb(sentence);
      if (remainder) line = {"", true, false, false};
    }
    after_gap = line.lost || (!sentence.empty() && sentence.back().gap());
    lines.push_back(std::move(line));
  }
  return lines;
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
  JoinCivilities(tokens);
  std::vector<Line> lines = RepairLines(SplitSentences(tokens), kind);
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
