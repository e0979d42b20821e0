#include "pipeline/version/transmitted_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "detectors/fold.h"
#include "pipeline/version/french_words.h"

namespace expurge {
namespace {

UChar32 Next(std::string_view text, size_t& at) {
  int32_t index = static_cast<int32_t>(at);
  UChar32 c;
  U8_NEXT(text.data(), index, static_cast<int32_t>(text.size()), c);
  at = static_cast<size_t>(index);
  return c < 0 ? 0xFFFD : c;
}

UChar32 Peek(std::string_view text, size_t at) {
  return at < text.size() ? Next(text, at) : 0;
}

bool IsWhite(UChar32 c) { return u_isUWhiteSpace(c) || c == 0x2060 || c == 0xFEFF; }
bool IsMark(UChar32 c) { return u_charType(c) == U_NON_SPACING_MARK || c == 0x00AD || c == 0x200B; }
bool IsApostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }
bool IsHyphen(UChar32 c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool IsAlnum(UChar32 c) { return u_isalnum(c) || IsMark(c); }

// The part of a word that a "(e)" or "(s)" of inclusive writing makes: its size, or 0.
size_t InclusiveEnding(std::string_view text, size_t at) {
  if (Peek(text, at) != '(') return 0;
  size_t end = at + 1;
  while (end < text.size() && end < at + 6 && u_isalpha(Peek(text, end))) Next(text, end);
  return end > at + 1 && Peek(text, end) == ')' ? end + 1 - at : 0;
}

// Whether a compound word keeps the hyphen that stood at a line end: "peut-" / "être".
bool KeepsHyphen(std::string_view left, std::string_view right) {
  constexpr auto kLeft = std::to_array<std::string_view>(
      {"peut", "c'est", "est", "sous", "ci", "au", "grand", "grands", "demi", "beau", "belle",
       "petit", "petits", "petite", "celui", "celle", "ceux", "celles", "rendez", "après", "avant",
       "mi", "non", "quelques", "vice", "co", "porte", "arrière", "vis", "vis-à", "auto", "socio",
       "ex", "saint", "sainte", "dix", "vingt", "trente", "quarante", "cinquante", "soixante",
       "quatre", "a", "ont", "jean", "marie", "anne", "compte", "main", "centre", "lui", "elle"});
  constexpr auto kRight = std::to_array<std::string_view>(
      {"ce", "ci", "là", "t", "il", "elle", "on", "ils", "elles", "nous", "vous", "je", "même",
       "mêmes", "dessus", "dessous", "être", "à", "vous-même", "en", "y", "moi", "lui", "leur"});
  return std::find(kLeft.begin(), kLeft.end(), left) != kLeft.end() ||
         std::find(kRight.begin(), kRight.end(), right) != kRight.end();
}

std::string Lower(std::string_view text) {
  std::string lower;
  for (size_t at = 0; at < text.size();) {
    UChar32 c = Next(text, at);
    if (IsMark(c) && c != 0x0301) continue;
    c = u_tolower(c == 0x2019 ? '\'' : c);
    char buffer[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(buffer, size, c);
    lower.append(buffer, static_cast<size_t>(size));
  }
  return lower;
}

std::string KeyOf(std::string_view text) {
  const std::string lower = Lower(text);
  if (lower == "à" || lower == "là" || lower == "où") return lower;
  std::string key = Fold(text).text;
  if (lower.ends_with("é") && key.ends_with("e")) key.replace(key.size() - 1, 1, "é");
  if (lower.ends_with("és") && key.ends_with("es")) key.replace(key.size() - 2, 2, "és");
  return key;
}

// Cuts one stretch of transmitted text into tokens.
class Cutter {
 public:
  Cutter(std::string_view text, Tokens& tokens) : text_(text), tokens_(tokens) {}

  // `offset` of text_ in the document; `findings`, `names`: ranges of the document.
  void Run(size_t offset, const std::vector<TextRange>& findings,
           const std::vector<TextRange>& names) {
    bool space = true, line = false;
    const size_t first = tokens_.size();
    for (size_t at = 0; at < text_.size();) {
      size_t next = at;
      const UChar32 c = Next(text_, next);
      if (IsWhite(c)) {
        line = line || c == '\n';
        space = true;
        at = next;
        continue;
      }
      if (c == 0x00AD || c == 0x200B) {
        at = next;
        continue;
      }
      TextToken token = Take(at, c);
      token.space_before = space;
      token.line_start = line && tokens_.size() > first;
      const size_t where = offset + at;
      const auto holds = [&](const TextRange& range) { return range.Contains(where); };
      token.finding = std::any_of(findings.begin(), findings.end(), holds);
      token.name = std::any_of(names.begin(), names.end(), holds);
      at += taken_;
      tokens_.push_back(std::move(token));
      space = line = false;
    }
  }

 private:
  TextToken Take(size_t at, UChar32 first) {
    TextToken token;
    if (u_isdigit(first)) {
      token.kind = TextToken::Kind::kNumber;
      taken_ = NumberEnd(at) - at;
    } else if (u_isalpha(first)) {
      token.kind = TextToken::Kind::kWord;
      return TakeWord(at);
    } else {
      token.kind = TextToken::Kind::kPunctuation;
      size_t end = at;
      Next(text_, end);
      while (first == '.' && Peek(text_, end) == '.') Next(text_, end);
      taken_ = end - at;
      if (taken_ >= 3 && first == '.') {
        token.text = "…";
        token.key = "…";
        return token;
      }
    }
    token.text = std::string(text_.substr(at, taken_));
    token.key = token.kind == TextToken::Kind::kPunctuation ? token.text : KeyOf(token.text);
    return token;
  }

  // Digits, and what joins them: "3,50", "12/03/2021", "14h30", "01.02".
  size_t NumberEnd(size_t at) const {
    while (at < text_.size()) {
      const UChar32 c = Peek(text_, at);
      size_t next = at;
      Next(text_, next);
      const bool joins = c == ',' || c == '.' || c == '/' || c == ':' || IsHyphen(c);
      if (u_isdigit(c) || u_isalpha(c) || (joins && u_isdigit(Peek(text_, next)))) {
        at = next;
      } else {
        break;
      }
    }
    return at;
  }

  TextToken TakeWord(size_t at) {
    TextToken token;
    size_t end = at;
    std::string word;
    while (end < text_.size()) {
      size_t next = end;
      const UChar32 c = Next(text_, next);
      const UChar32 after = Peek(text_, next);
      if (IsApostrophe(c)) {
        word += "’" == text_.substr(end, next - end) ? "’" : "'";
        end = next;
        const std::string so_far = Lower(word);
        if (so_far == "aujourd'" && u_isalpha(after)) continue;
        break;
      }
      if (const size_t ending = InclusiveEnding(text_, end)) {
        word += text_.substr(end, ending);
        end += ending;
        continue;
      }
      if (IsHyphen(c)) {
        if (u_isalnum(after)) {
          word += '-';
          end = next;
          continue;
        }
        const size_t joined = AfterLineBreak(next);
        if (joined == 0) break;
        size_t right_end = joined;
        while (u_isalpha(Peek(text_, right_end))) Next(text_, right_end);
        const std::string_view right = text_.substr(joined, right_end - joined);
        if (KeepsHyphen(Lower(word), Lower(right))) word += '-';
        end = joined;
        continue;
      }
      const bool joins = (c == '@' || c == '.' || c == 0x00B7 || c == '_' || c == '/') &&
                         u_isalnum(after) && !(c == '.' && u_isupper(after) && word.size() > 1);
      const bool number_sign = (c == 0x00B0 || c == 0x00BA) && (word == "n" || word == "N");
      if (!IsAlnum(c) && !joins && !number_sign) break;
      if (c != 0x00AD && c != 0x200B) word += text_.substr(end, next - end);
      end = next;
    }
    token.text = word;
    token.key = KeyOf(word);
    const bool initial = token.text.size() <= 2 && u_isupper(Peek(token.text, 0));
    if (end < text_.size() && text_[end] == '.' &&
        (initial || french::IsAbbreviation(token.key))) {
      token.text += '.';
      token.key += '.';
      ++end;
    }
    size_t index = 0;
    token.capital = u_isupper(Next(token.text, index)) != 0;
    token.acronym = token.capital && index < token.text.size() && Lower(token.text) != token.text;
    for (size_t i = 0; i < token.text.size();) {
      if (u_islower(Next(token.text, i))) token.acronym = false;
    }
    taken_ = end - at;
    return token;
  }

  // Where a word goes on in small letters after a hyphen and a line end; 0 when it does not.
  size_t AfterLineBreak(size_t at) const {
    bool line = false;
    while (at < text_.size() && IsWhite(Peek(text_, at))) {
      line = line || text_[at] == '\n';
      Next(text_, at);
    }
    return line && u_islower(Peek(text_, at)) ? at : 0;
  }

  std::string_view text_;
  Tokens& tokens_;
  size_t taken_ = 0;
};

void AddGap(Tokens& tokens) {
  if (!tokens.empty() && tokens.back().gap()) return;
  TextToken gap;
  gap.kind = TextToken::Kind::kGap;
  tokens.push_back(std::move(gap));
}

bool Opens(const TextToken& token) {
  return token.Is("(") || token.Is("[") || token.Is("«") || token.Is("“");
}
std::string_view ClosingOf(const TextToken& token) {
  if (token.Is("(")) return ")";
  if (token.Is("[")) return "]";
  if (token.Is("«")) return "»";
  return "”";
}
bool Closes(const TextToken& token) {
  return token.Is(")") || token.Is("]") || token.Is("»") || token.Is("”");
}

constexpr size_t kDeepest = 32;

// Indices of tokens that must not be written: brackets without a partner or with nothing inside.
std::vector<bool> Unbalanced(const Tokens& tokens) {
  std::vector<bool> skip(tokens.size(), false);
  std::vector<size_t> open;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].punctuation()) continue;
    if (Opens(tokens[i])) {
      // Deeper than any text goes: hostile input must not cost more than its size.
      if (open.size() < kDeepest) {
        open.push_back(i);
      } else {
        skip[i] = true;
      }
    } else if (Closes(tokens[i])) {
      // "a)" and "1)" are item markers, not the end of a bracket.
      if (open.empty() && i == 1 && tokens[0].text.size() <= 2) continue;
      while (!open.empty() && ClosingOf(tokens[open.back()]) != tokens[i].key) {
        skip[open.back()] = true;
        open.pop_back();
      }
      if (open.empty()) {
        skip[i] = true;
        continue;
      }
      bool words = false;
      for (size_t j = open.back() + 1; j < i; ++j) words = words || (!skip[j] && tokens[j].word());
      if (!words) {
        for (size_t j = open.back(); j <= i; ++j) skip[j] = true;
      }
      open.pop_back();
    }
  }
  for (size_t i : open) skip[i] = true;
  return skip;
}

}  // namespace

bool IsNameOnly(const Decision& decision) {
  CategorySet others = decision.categories;
  others.Remove(Category::kIdentiteNom);
  others.Remove(Category::kIdentiteProfessionnel);
  return decision.transmitted() && others.empty() && !decision.categories.empty();
}

Tokens TransmittedTokens(const Document& document, const std::vector<Decision>& decisions,
                         const TextRange& range, const std::set<size_t>& kept_names) {
  const std::string_view text = document.text.Reveal();
  Tokens tokens;
  auto decision = std::partition_point(decisions.begin(), decisions.end(), [&](const Decision& d) {
    return d.range.end <= range.begin;
  });
  while (decision != decisions.end() && decision->range.begin < range.end) {
    if (!decision->transmitted()) {
      AddGap(tokens);
      ++decision;
      continue;
    }
    // Neighbouring transmitted stretches are read as one, so that no word is cut by a decision.
    TextRange stretch = decision->range;
    std::vector<TextRange> findings, names;
    for (; decision != decisions.end() && decision->transmitted() &&
           decision->range.begin < range.end;
         ++decision) {
      stretch.end = decision->range.end;
      const bool name = IsNameOnly(*decision);
      const auto index = static_cast<size_t>(decision - decisions.begin());
      if (name) names.push_back(decision->range);
      if (decision->categories.empty() || (name && !kept_names.contains(index))) continue;
      findings.push_back(decision->range);
    }
    stretch.begin = std::max(stretch.begin, range.begin);
    stretch.end = std::min(stretch.end, range.end);
    Cutter(stretch.In(text), tokens).Run(stretch.begin, findings, names);
  }
  return tokens;
}

std::string SetLine(const Tokens& all) {
  Tokens tokens;
  std::vector<bool> after_gap;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].gap()) continue;
    tokens.push_back(all[i]);
    after_gap.push_back(i > 0 && all[i - 1].gap());
  }
  const std::vector<bool> skip = Unbalanced(tokens);
  std::string line;
  const TextToken* last = nullptr;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const TextToken& token = tokens[i];
    if (skip[i]) continue;
    const bool light = token.Is(",") || token.Is(";");
    if (token.Is(",") && i + 1 < tokens.size() && tokens[i + 1].Is("(") && !skip[i + 1]) continue;
    if (light && (last == nullptr || last->Is(",") || last->Is(";") || Opens(*last))) continue;
    // Words that only what is gone kept apart ("père (⟦…⟧9908)") must not grow together.
    const bool torn = last != nullptr && last->word() && token.word() &&
                      (after_gap[i] || (i > 0 && skip[i - 1]));
    const bool space =
        token.space_before || torn || (i > 0 && skip[i - 1] && tokens[i - 1].space_before);
    if (last != nullptr && space && !(token.Is(",") || token.Is(".") || token.Is(")")) &&
        !(last->Is("("))) {
      line += ' ';
    }
    line += token.text;
    last = &token;
  }
  return line;
}

bool HasGap(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const TextToken& t) { return t.gap(); });
}

bool HasFinding(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const TextToken& t) { return t.finding; });
}

bool HasName(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const TextToken& t) { return t.name; });
}

std::string Capitalised(std::string_view text) {
  if (text.empty()) return {};
  size_t at = 0;
  const UChar32 first = u_toupper(Next(text, at));
  char buffer[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(buffer, size, first);
  return std::string(buffer, static_cast<size_t>(size)) + std::string(text.substr(at));
}

}  // namespace expurge
