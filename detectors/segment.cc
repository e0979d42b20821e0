#include "detectors/segment.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace expurge {
namespace {

using Kind = Token::Kind;

enum class Glyph : uint8_t { kSpace, kLetter, kDigit, kPunctuation, kSymbol };

constexpr std::array<Glyph, 128> MakeGlyphs() {
  std::array<Glyph, 128> table{};
  for (size_t c = 0; c < 128; ++c) {
    table[c] = Glyph::kSymbol;
    if (c <= ' ') table[c] = Glyph::kSpace;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) table[c] = Glyph::kLetter;
    if (c >= '0' && c <= '9') table[c] = Glyph::kDigit;
  }
  for (char c : std::string_view(".,;:!?'\"-()[]{}/|_*~")) {
    table[static_cast<size_t>(c)] = Glyph::kPunctuation;
  }
  return table;
}
constexpr std::array<Glyph, 128> kGlyphs = MakeGlyphs();

// What stands at `at` of folded text; `next` becomes the offset behind it.
Glyph GlyphAt(std::string_view text, size_t at, size_t& next) {
  const auto lead = static_cast<unsigned char>(text[at]);
  next = at + 1;
  if (lead < 0x80) return kGlyphs[lead];
  UChar32 c;
  size_t end = at;
  U8_NEXT(text.data(), end, text.size(), c);
  next = end;
  if (c < 0) return Glyph::kSymbol;
  if (c == 0xab || c == 0xbb || c == 0xb7 || c == 0x2022) return Glyph::kPunctuation;
  if (u_isalpha(c)) return Glyph::kLetter;
  if (u_isdigit(c)) return Glyph::kDigit;
  return u_ispunct(c) ? Glyph::kPunctuation : Glyph::kSymbol;
}

bool IsDigit(std::string_view text, size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Offset behind the number that starts at `at`: digits, and . , : / between digits.
size_t NumberEnd(std::string_view text, size_t at) {
  while (at < text.size()) {
    if (IsDigit(text, at)) {
      ++at;
    } else if ((text[at] == '.' || text[at] == ',' || text[at] == ':' || text[at] == '/') &&
               IsDigit(text, at + 1)) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

// Offset behind the word that starts at `at`, with the apostrophe of an elision.
size_t WordEnd(std::string_view text, size_t at) {
  const size_t begin = at;
  size_t next = at;
  while (at < text.size()) {
    const Glyph glyph = GlyphAt(text, at, next);
    if (glyph != Glyph::kLetter && glyph != Glyph::kDigit) break;
    at = next;
  }
  if (at < text.size() && text[at] == '\'') {
    const std::string_view word = text.substr(begin, at - begin);
    if (word == "aujourd" && text.substr(at, 4) == "'hui") return at + 4;
    if (word == "prud" && text.substr(at, 4) == "'hom") return WordEnd(text, at + 1);
    if (word == "presqu" || word == "quelqu" || word == "puisqu" || word == "lorsqu" ||
        word == "jusqu" || word == "quoiqu" || word.size() <= 2) {
      return at + 1;
    }
  }
  return at;
}

// One token from `at`, which is no white space. Returns the offset behind it.
size_t NextToken(std::string_view text, size_t at, Kind& kind) {
  size_t next = at;
  switch (GlyphAt(text, at, next)) {
    case Glyph::kDigit:
      kind = Kind::kNumber;
      return IsDigit(text, at) ? NumberEnd(text, at) : next;
    case Glyph::kLetter:
      kind = Kind::kWord;
      return WordEnd(text, at);
    case Glyph::kPunctuation:
      kind = Kind::kPunctuation;
      if (text[at] == '.') {
        while (next < text.size() && text[next] == '.') ++next;
      }
      return next;
    default:
      kind = Kind::kSymbol;
      return next;
  }
}

// Upper case, read from the source because folding lost it.
void ReadCase(std::string_view word, Token& token) {
  size_t letters = 0, upper = 0;
  for (size_t at = 0; at < word.size();) {
    UChar32 c;
    const auto lead = static_cast<unsigned char>(word[at]);
    if (lead < 0x80) {
      c = lead;
      ++at;
    } else {
      U8_NEXT(word.data(), at, word.size(), c);
      if (c < 0) continue;
    }
    const bool small = c < 0x80 ? (c >= 'a' && c <= 'z') : u_islower(c);
    const bool large = c < 0x80 ? (c >= 'A' && c <= 'Z') : u_isupper(c);
    if (!small && !large) continue;
    if (letters == 0) token.capitalised = large;
    ++letters;
    upper += large;
    if (small && letters >= 2) break;
  }
  token.all_capitals = letters >= 2 && upper == letters;
}

// Abbreviations whose full stop never ends a sentence (folded, without the stop).
bool IsAbbreviation(std::string_view word) {
  static constexpr std::array<std::string_view, 74> kWords = {
      "adj", "adr", "al", "all", "anc", "appt", "apt", "arr", "art", "asso", "av", "ave", "bat",
      "bd", "bld", "boul", "bt", "c", "cf", "ch", "chap", "circ", "coll", "cpt", "cte", "dept",
      "dir", "dom", "dr", "dre", "ed", "env", "epse", "esc", "et", "ets", "eux", "ex", "fax",
      "fbg", "fg", "hab", "ht", "imm", "inf", "jud", "lt", "m", "max", "me", "med", "mgr", "min",
      "mle", "mlle", "mm", "mme", "mmes", "mr", "n", "no", "nos", "obs", "op", "p", "pl", "pp",
      "pr", "prof", "ref", "rte", "st", "ste", "tel"};
  static_assert(std::is_sorted(kWords.begin(), kWords.end()));
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

// Titles and number signs: no sentence starts right after them whatever follows.
bool StartsNewSubject(std::string_view word) {
  static constexpr std::array<std::string_view, 21> kWords = {
      "ce",    "cela",   "celle", "celui", "elle", "elles", "il",   "ils",   "je",  "leur", "leurs",
      "l'",    "m",      "madame", "mme",  "monsieur", "nous", "on", "qu'", "son", "sa"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Words that open a clause after a comma.
bool OpensClause(std::string_view word) {
  static constexpr std::array<std::string_view, 38> kWords = {
      "afin",   "ainsi",  "alors",   "apres",   "avant",   "bien",   "ce",      "cependant",
      "comme",  "donc",   "dont",    "elle",    "elles",   "et",     "il",      "ils",
      "je",     "lorsque", "lorsqu'", "mais",   "malgre",  "nous",   "on",      "or",
      "ou",     "parce",  "pendant", "pour",    "pourtant", "puis",  "puisque", "quand",
      "qu'",    "que",    "qui",     "si",      "tandis",  "toutefois"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

class Segmenter {
 public:
  explicit Segmenter(const Document& document) : document_(document) {}

  Segmentation Run() {
    FoldedText folded = Fold(document_.text.Reveal());
    out_.folded = std::move(folded.text);
    out_.origin = std::move(folded.origin);
    out_.tokens.reserve(out_.folded.size() / 5);
    size_t fold_at = 0;
    int heading = -1;
    for (size_t b = 0; b < document_.blocks.size(); ++b) {
      const Block& block = document_.blocks[b];
      if (block.kind == BlockKind::kHeading) heading = static_cast<int>(b);
      out_.section.push_back(heading);
      const auto first = static_cast<uint32_t>(out_.tokens.size());
      CutTokens(static_cast<uint32_t>(b), fold_at);
      const auto last = static_cast<uint32_t>(out_.tokens.size());
      out_.block_tokens.push_back({first, last});
      if (first == last) continue;
      if (block.kind == BlockKind::kTableRow && !block.cells.empty()) {
        CutRow(static_cast<uint32_t>(b));
      } else {
        CutSentences({first, last}, static_cast<uint32_t>(b));
      }
    }
    return std::move(out_);
  }

 private:
  std::string_view Word(uint32_t token) const { return out_.Folded(out_.tokens[token]); }
  bool Is(uint32_t token, std::string_view word) const { return Word(token) == word; }
  bool IsWord(uint32_t token) const { return out_.tokens[token].kind == Kind::kWord; }

  void CutTokens(uint32_t b, size_t& fold_at) {
    const std::string_view folded = out_.folded;
    const std::vector<uint32_t>& origin = out_.origin;
    const std::string_view source = document_.text.Reveal();
    const TextRange range = document_.blocks[b].range;
    while (fold_at < folded.size() && origin[fold_at] < range.begin) ++fold_at;
    size_t previous_end = range.begin;
    bool first = true;
    while (fold_at < folded.size() && origin[fold_at] < range.end) {
      if (folded[fold_at] == ' ') {
        ++fold_at;
        continue;
      }
      Token token;
      token.fold_begin = static_cast<uint32_t>(fold_at);
      size_t end = NextToken(folded, fold_at, token.kind);
      // A character that folds to several (…, ½) is never cut.
      while (end < folded.size() && origin[end] == origin[end - 1]) ++end;
      // A word joined over the end of the block (a hyphen there) is two after all.
      while (end > fold_at + 1 && origin[end - 1] >= range.end) --end;
      token.fold_end = static_cast<uint32_t>(end);
      token.range = {origin[fold_at], std::min<size_t>(origin[end], range.end)};
      token.block = b;
      DescribeGap(source.substr(previous_end, token.range.begin - previous_end), first, token);
      if (token.kind == Kind::kWord) ReadCase(token.range.In(source), token);
      previous_end = token.range.end;
      fold_at = end;
      first = false;
      out_.tokens.push_back(token);
    }
  }

  static void DescribeGap(std::string_view gap, bool first, Token& token) {
    token.space_before = first || !gap.empty();
    token.line_start = first;
    size_t blanks = 0;
    for (char c : gap) {
      if (c == '\n') {
        token.line_start = true;
        blanks = 0;
      } else if (c == '\t') {
        blanks += 3;
      } else if (c == ' ') {
        ++blanks;
      }
    }
    token.wide_gap = blanks >= 3 && !token.line_start;
  }

  // A row: every cell is a sentence. The first cell labels the others, and so does the head of
  // the column when the row belongs to the table that the head opened.
  void CutRow(uint32_t b) {
    const Block& block = document_.blocks[b];
    const Span all = out_.block_tokens[b];
    if (block.table != table_ || block.table == 0) {
      table_ = block.table;
      columns_.clear();
    }
    const bool head = columns_.empty();
    int row_label = -1;
    uint32_t at = all.first;
    for (size_t c = 0; c < block.cells.size(); ++c) {
      const uint32_t begin = at;
      while (at < all.last && out_.tokens[at].range.begin < block.cells[c].end) ++at;
      const auto clause = static_cast<uint32_t>(out_.clauses.size());
      if (begin < at) {
        CutSentences({begin, at}, b);
        for (size_t k = clause; k < out_.clauses.size(); ++k) {
          ClauseInfo& info = out_.clauses[k];
          if (!head && c < columns_.size() && columns_[c] >= 0) info.column_clause = columns_[c];
          if (info.label_clause < 0 && !info.label && c > 0) info.label_clause = row_label;
        }
        if (c == 0 && IsWord(begin)) row_label = static_cast<int>(clause);
      }
      if (head) columns_.push_back(begin < at ? static_cast<int>(clause) : -1);
    }
    if (at < all.last) CutSentences({at, all.last}, b);
  }

  // Whether a sentence ends behind token `t`, which is not the last one.
  bool EndsSentence(uint32_t t, uint32_t first, uint32_t last) const {
    const std::string_view mark = Word(t);
    if (mark.empty() || (mark[0] != '.' && mark != "!" && mark != "?")) return false;
    uint32_t next = t + 1;
    while (next < last && IsCloser(next)) ++next;
    if (next >= last) return false;
    const Token& follower = out_.tokens[next];
    if (!follower.space_before) return false;
    const bool dots = mark.size() > 1;
    if (mark == "." && t > first && !out_.tokens[t].space_before) {
      const Token& before = out_.tokens[t - 1];
      const std::string_view word = Word(t - 1);
      if (word == "\xc2\xb0") return false;  // "n°."
      if (before.kind == Kind::kWord) {
        if (word.size() == 1 && before.capitalised && !StartsNewSubject(Word(next))) return false;
        if (word.size() == 1 && !before.capitalised && t - 1 == first) return false;  // "a."
        if (word != "et" && word != "eux" && word != "me" && word != "p" && word != "c" &&
            IsAbbreviation(word) && !(word.size() > 2 && StartsNewSubject(Word(next)))) {
          return false;
        }
        if ((word == "me" || word == "p" || word == "c") && follower.kind != Kind::kPunctuation) {
          return false;
        }
      } else if (before.kind == Kind::kNumber && t - 1 == first) {
        return false;  // "1. Situation"
      }
    }
    if (follower.kind == Kind::kWord) {
      return follower.capitalised || (mark == "." && out_.tokens[t].space_before);
    }
    if (follower.kind == Kind::kNumber) return !dots;
    return follower.kind == Kind::kSymbol || Is(next, "\"") || Is(next, "«") || Is(next, "-") ||
           Is(next, "(") || Is(next, "[") || Is(next, "•");
  }

  bool IsCloser(uint32_t t) const {
    const std::string_view word = Word(t);
    if (word == "»" || word == ")" || word == "]") return true;
    return word == "\"" && !out_.tokens[t].space_before;
  }

  void CutSentences(Span span, uint32_t b) {
    const bool heading = document_.blocks[b].kind == BlockKind::kHeading;
    int depth = 0;
    uint32_t begin = span.first;
    bool quoted = true;
    for (uint32_t t = span.first; t < span.last; ++t) {
      const std::string_view word = Word(t);
      if (word == "«") {
        ++depth;
      } else if (word == "»") {
        if (depth > 0) --depth;
      } else if (depth == 0 && out_.tokens[t].kind != Kind::kPunctuation) {
        quoted = false;
      }
      const bool last = t + 1 == span.last;
      if (!last && !(out_.tokens[t].kind == Kind::kPunctuation && !heading &&
                     EndsSentence(t, begin, span.last))) {
        continue;
      }
      uint32_t end = t + 1;
      while (end < span.last && IsCloser(end)) {
        if (Is(end, "»") && depth > 0) --depth;
        ++end;
      }
      AddSentence({begin, end}, b, quoted, heading);
      begin = end;
      t = end - 1;
      quoted = true;
    }
  }

  void AddSentence(Span span, uint32_t b, bool quoted, bool heading) {
    SentenceInfo sentence;
    sentence.tokens = span;
    sentence.block = b;
    sentence.quoted = quoted;
    const auto index = static_cast<uint32_t>(out_.sentences.size());
    out_.sentences.push_back(sentence);
    CutClauses(span, index, heading);
  }

  // Whether a clause starts at token `t`, which is not the first of the sentence.
  bool StartsClause(uint32_t t, uint32_t begin, int depth) const {
    const Token& token = out_.tokens[t];
    if (token.wide_gap) return true;
    const std::string_view word = Word(t), before = Word(t - 1);
    if (before == ";" || before == "|" || word == "|" || word == "«" || before == "»") return true;
    if (IsTick(t) && !IsTick(t - 1)) return !(token.kind == Kind::kPunctuation && t - begin < 1);
    if (word == "(" && token.space_before) return true;
    if (before == ")" && token.space_before && depth_closed_) return true;
    if ((word == "-" && token.space_before && t + 1 < out_.tokens.size() &&
         out_.tokens[t + 1].space_before) ||
        (before == "-" && token.space_before && out_.tokens[t - 1].space_before)) {
      return true;
    }
    if (depth == 0 && before == ":" && token.space_before) return true;
    if (before == ",") return OpensClause(word) && t - begin >= 3;
    if (token.kind != Kind::kWord || t - begin < 3) return false;
    if (before == "et" || before == "mais" || before == "ou" || before == "puis") return false;
    if (word == "mais") return true;
    if ((word == "et" || word == "puis") && t + 1 < out_.tokens.size()) {
      const std::string_view next = Word(t + 1);
      return next == "il" || next == "elle" || next == "ils" || next == "elles" || next == "nous" ||
             next == "je" || next == "j'" || next == "on" || next == "qu'" || next == "que";
    }
    return false;
  }

  bool IsTick(uint32_t t) const {
    const std::string_view word = Word(t);
    if (word == "☐" || word == "☑" || word == "☒" || word == "□" || word == "■") return true;
    if (word != "[" || t + 1 >= out_.tokens.size()) return false;
    if (Is(t + 1, "]")) return true;
    return t + 2 < out_.tokens.size() && Is(t + 2, "]") && Word(t + 1).size() == 1;
  }

  bool IsMark(uint32_t t) const { return out_.tokens[t].kind == Kind::kPunctuation; }

  void CutClauses(Span span, uint32_t sentence, bool heading) {
    uint32_t begin = span.first;
    int depth = 0, label = -1;
    bool filled = false;  // the clause has more than punctuation
    uint32_t last_filled = span.last;
    while (last_filled > span.first && IsMark(last_filled - 1)) --last_filled;
    depth_closed_ = false;
    for (uint32_t t = span.first; t < span.last; ++t) {
      if (filled && t < last_filled && StartsClause(t, begin, depth)) {
        AddClause({begin, t}, sentence, heading, label);
        begin = t;
        filled = false;
      }
      const std::string_view word = Word(t);
      filled = filled || !IsMark(t);
      depth_closed_ = false;
      if (word == "(" || word == "«") ++depth;
      if ((word == ")" || word == "»") && depth > 0) {
        --depth;
        depth_closed_ = true;
      }
    }
    AddClause({begin, span.last}, sentence, heading, label);
  }

  void AddClause(Span span, uint32_t sentence, bool heading, int& label) {
    ClauseInfo clause;
    clause.tokens = span;
    clause.range = out_.Range(span);
    clause.sentence = sentence;
    const auto index = static_cast<int>(out_.clauses.size());
    const bool gap = out_.tokens[span.first].wide_gap;
    const bool at_start = gap || span.first == out_.sentences[sentence].tokens.first || label >= 0;
    clause.label = heading || (at_start && IsLabel(span));
    if (gap) label = -1;
    if (clause.label) {
      label = index;
    } else {
      clause.label_clause = label;
    }
    for (uint32_t t = span.first; t < span.last; ++t) {
      out_.tokens[t].clause = static_cast<uint32_t>(index);
      out_.tokens[t].sentence = sentence;
    }
    out_.clauses.push_back(clause);
  }

  // "Situation familiale :", at most eight words, no personal subject.
  bool IsLabel(Span span) const {
    if (span.last - span.first < 2 || !Is(span.last - 1, ":")) return false;
    size_t words = 0;
    for (uint32_t t = span.first; t + 1 < span.last; ++t) {
      const std::string_view word = Word(t);
      words += out_.tokens[t].kind == Kind::kWord;
      if (word == "il" || word == "elle" || word == "je" || word == "nous" || word == "on" ||
          word == "ils" || word == "elles" || word == "j'" || word == "est" || word == "a" ||
          word == "," || word == "qui" || word == "que") {
        return false;
      }
    }
    return words >= 1 && words <= 8;
  }

  const Document& document_;
  Segmentation out_;
  int table_ = 0;
  std::vector<int> columns_;
  bool depth_closed_ = false;  // the token before closed a bracket that the sentence had opened
};

}  // namespace

std::vector<Token> TokenizeFolded(std::string_view folded) {
  std::vector<Token> tokens;
  for (size_t at = 0; at < folded.size();) {
    if (folded[at] == ' ') {
      ++at;
      continue;
    }
    Token token;
    const size_t end = NextToken(folded, at, token.kind);
    token.fold_begin = static_cast<uint32_t>(at);
    token.fold_end = static_cast<uint32_t>(end);
    token.space_before = at == 0 || folded[at - 1] == ' ';
    tokens.push_back(token);
    at = end;
  }
  return tokens;
}

Segmentation Segment(const Document& document) { return Segmenter(document).Run(); }

}  // namespace expurge
