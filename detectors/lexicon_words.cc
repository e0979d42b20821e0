#include "detectors/lexicon_words.h"

#include <algorithm>
#include <array>

namespace expurge {
namespace {

using Break = LexiconWord::Break;
using Kind = LexiconWord::Kind;

bool IsAlnum(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// What follows a separator in inclusive writing; the hyphen only takes the short ones, because
// "a-t-elle" and "dit-elle" are no endings.
bool IsInclusiveEnding(std::string_view text, char separator) {
  static constexpr std::array<std::string_view, 4> kShort = {"e", "es", "s", "ne"};
  static constexpr std::array<std::string_view, 19> kLong = {
      "nes",  "le",    "les", "se",  "ses", "ve",   "ves", "te",   "tes",   "trice",
      "trices", "euse", "euses", "ere", "eres", "rice", "ice", "ive", "x"};
  if (std::find(kShort.begin(), kShort.end(), text) != kShort.end()) return true;
  if (separator == '-') return false;
  return std::find(kLong.begin(), kLong.end(), text) != kLong.end();
}

bool IsCurrency(std::string_view text) {
  return text == "€" || text == "euro" || text == "euros" || text == "eur" || text == "francs" ||
         text == "frs" || text == "f" || text == "ff" || text == "k€" ||
         text == "balles" || text == "fcfa";
}

class Collector {
 public:
  explicit Collector(const Segmentation& segments) : segments_(segments) {
    out_.words.reserve(segments.tokens.size() + segments.tokens.size() / 8);
  }

  LexiconWords Take() {
    for (uint32_t i = 0; i < segments_.tokens.size(); ++i) Add(i);
    MarkShouting();
    return std::move(out_);
  }

 private:
  void Add(uint32_t index) {
    const Token& token = segments_.tokens[index];
    if (index > 0) {
      const Token& before = segments_.tokens[index - 1];
      if (before.sentence != token.sentence || before.block != token.block) {
        Raise(Break::kHard);
      }
    }
    const std::string_view text = segments_.Folded(token);
    if (token.kind == Token::Kind::kPunctuation || token.kind == Token::Kind::kSymbol) {
      AddMark(index, token, text);
      return;
    }
    size_t at = 0;
    bool first = true;
    while (at < text.size()) {
      if (!IsAlnum(text[at])) {
        separator_ = text[at] == '-' || text[at] == '\'' ? text[at] : '.';
        glued_ = true;
        ++at;
        continue;
      }
      size_t end = at;
      while (end < text.size() && IsAlnum(text[end])) ++end;
      const bool glued = glued_ && (!first || !token.space_before);
      AddPart(index, token, text.substr(at, end - at), glued);
      first = false;
      at = end;
    }
  }

  void Raise(Break level) { pending_ = std::max(pending_, level); }

  void AddMark(uint32_t index, const Token& token, std::string_view text) {
    const char mark = text.empty() ? ' ' : text[0];
    const bool glued = !token.space_before;
    if (closes_ending_ && mark == ')' && glued) {
      out_.words.back().last_token = index;
      closes_ending_ = false;
      return;
    }
    closes_ending_ = false;
    if (IsCurrency(text) && !out_.words.empty() && EndsAtTokenBefore(index)) {
      LexiconWord& word = out_.words.back();
      if (word.kind == Kind::kNumber) {
        word.kind = Kind::kAmount;
        word.last_token = index;
        return;
      }
    }
    if (mark == '%' && !out_.words.empty() && out_.words.back().kind == Kind::kNumber) {
      out_.words.back().kind = Kind::kPercent;
      out_.words.back().last_token = index;
      return;
    }
    glued_ = glued;
    separator_ = mark;
    switch (mark) {
      case '\'':
        return;
      case '-':
        if (!glued) Raise(Break::kSoft);
        return;
      case '.':
        // The segmentation knows whether a sentence ends here.
        return;
      case ';':
      case '!':
      case '?':
      case '|':
        Raise(Break::kHard);
        return;
      case '"':
      case ':':  // "AAH : 1 016 €" is one statement
        return;
      default:
        break;
    }
    if (text == "«" || text == "»" || text == "“" || text == "”") return;
    if (text == "·" || text == "•" || text == "⋅" || text == "‧") {
      separator_ = '.';
      if (!glued) Raise(Break::kSoft);
      return;
    }
    Raise(Break::kSoft);
  }

  bool EndsAtTokenBefore(uint32_t index) const {
    return out_.words.back().last_token + 2 >= index;
  }

  void AddPart(uint32_t index, const Token& token, std::string_view part, bool glued) {
    if (glued && !out_.words.empty() && Join(index, token, part)) return;
    if (JoinMisreadLetter(index, token, part)) return;
    LexiconWord word;
    word.text = part;
    word.token = word.last_token = index;
    word.before = out_.words.empty() ? Break::kHard : pending_;
    word.capitals = token.all_capitals;
    const bool digits = std::all_of(part.begin(), part.end(), IsDigit);
    if (digits) {
      word.kind = Kind::kNumber;
      if (ContinuesNumber(index, token, part)) {
        out_.words.back().last_token = index;
        Reset();
        return;
      }
    } else if (IsCurrency(part) && !out_.words.empty() &&
               out_.words.back().kind == Kind::kNumber && pending_ == Break::kNone) {
      out_.words.back().kind = Kind::kAmount;
      out_.words.back().last_token = index;
      Reset();
      return;
    }
    out_.words.push_back(word);
    Reset();
  }

  // "1 240", "1.240,50": groups of three after a space, any digits after a glued mark.
  bool ContinuesNumber(uint32_t index, const Token& token, std::string_view part) const {
    if (out_.words.empty() || out_.words.back().kind != Kind::kNumber) return false;
    if (out_.words.back().last_token + 2 < index) return false;
    if (pending_ == Break::kHard) return false;
    if (token.space_before) return part.size() == 3 && pending_ == Break::kNone;
    return separator_ == ',' || separator_ == '.';
  }

  // An inclusive ending, or the next letter of a dotted acronym.
  bool Join(uint32_t index, const Token& token, std::string_view part) {
    LexiconWord& last = out_.words.back();
    const bool separates = separator_ == '.' || separator_ == '(' || separator_ == '/' ||
                           separator_ == '-';
    if (!separates || last.kind != Kind::kWord || last.last_token + 2 < index) return false;
    if (last.text.size() >= 3 && !last.capitals && IsInclusiveEnding(part, separator_)) {
      last.last_token = index;
      closes_ending_ = separator_ == '(';
      pending_ = Break::kNone;
      Reset();
      return true;
    }
    const bool letters = separator_ == '.' && part.size() == 1 && !IsDigit(part[0]) &&
                         token.capitalised && pending_ != Break::kHard &&
                         (last.text.size() == 1 || dotted_ == out_.words.size()) &&
                         segments_.tokens[last.token].capitalised;
    if (!letters) return false;
    if (dotted_ != out_.words.size()) {
      out_.joined.emplace_back(last.text);
      dotted_ = out_.words.size();
    }
    out_.joined.back().push_back(part[0]);
    last.text = out_.joined.back();
    last.last_token = index;
    last.capitals = true;
    Reset();
    return true;
  }

  // "1ogement": the scanner took the first letter for a figure, and the tokens part there.
  bool JoinMisreadLetter(uint32_t index, const Token& token, std::string_view part) {
    if (out_.words.empty() || token.space_before) return false;
    if (part.size() < 4 || IsDigit(part[0])) return false;
    LexiconWord& last = out_.words.back();
    const bool misread = last.text == "1" || last.text == "0" || last.text == "5";
    if (!misread || last.kind != Kind::kNumber || last.token + 1 != index) return false;
    out_.joined.emplace_back(std::string(last.text) + std::string(part));
    last.text = out_.joined.back();
    last.last_token = index;
    last.kind = Kind::kWord;
    Reset();
    return true;
  }

  void Reset() {
    pending_ = Break::kNone;
    separator_ = ' ';
    glued_ = false;
  }

  void MarkShouting() {
    auto& words = out_.words;
    for (size_t i = 0; i < words.size(); ++i) {
      if (!words[i].capitals) continue;
      int capitals = 0, seen = 0;
      const size_t from = i < 3 ? 0 : i - 3;
      for (size_t j = from; j < std::min(words.size(), i + 4); ++j) {
        if (j == i || words[j].kind != Kind::kWord || words[j].text.size() < 3) continue;
        ++seen;
        if (words[j].capitals) ++capitals;
      }
      words[i].shouting = seen > 1 && capitals * 3 > seen * 2;
    }
  }

  const Segmentation& segments_;
  LexiconWords out_;
  Break pending_ = Break::kNone;
  char separator_ = ' ';
  bool glued_ = false;
  bool closes_ending_ = false;  // after "(e": the parenthesis belongs to the word
  size_t dotted_ = SIZE_MAX;  // number of words when the last dotted acronym was begun
};

}  // namespace

LexiconWords WordsOf(const Segmentation& segments) { return Collector(segments).Take(); }

}  // namespace expurge
