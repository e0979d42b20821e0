#include "detectors/lexicon_evidence.h"

#include <algorithm>

namespace expurge {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr size_t kNoLetters = 0;

bool IsMark(char c) { return c == '~' || c == '=' || c == '"' || c == '@'; }
bool EndsWord(char c) { return c == ' ' || c == '(' || c == ')' || c == '|' || c == '?'; }

// Letters of `word` (as in the data, with capitals and accents) that `folded` begins with; sets
// `whole` when nothing of either is left. Cheaper than Fold, and the data holds French only.
size_t CommonLetters(std::string_view word, std::string_view folded, bool& whole) {
  // é and its like, by their second byte after 0xC3, from 0xA0 on.
  static constexpr std::string_view kLetters = "aaaaaaaceeeeiiiidnooooo/ouuuuypy";
  size_t at = 0, letters = 0;
  const auto next = [&](char letter) {
    if (at >= folded.size() || folded[at] != letter) return false;
    ++at, ++letters;
    return true;
  };
  size_t i = 0;
  for (; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (IsMark(word[i])) continue;
    if (byte == 0xc3 && i + 1 < word.size()) {
      const size_t letter = (static_cast<unsigned char>(word[i + 1]) | 0x20u) & 0x1fu;
      if (!next(kLetters[letter])) break;
      ++i;
    } else if (byte == 0xc5 && i + 1 < word.size()) {
      if (!next('o') || !next('e')) break;
      ++i;
    } else {
      const bool upper = word[i] >= 'A' && word[i] <= 'Z';
      if (!next(upper ? static_cast<char>(word[i] - 'A' + 'a') : word[i])) break;
    }
  }
  whole = i == word.size() && at == folded.size();
  return letters;
}

class Writer {
 public:
  Writer(std::string_view pattern, const std::vector<std::string_view>& read)
      : pattern_(pattern), read_(read) {}

  // Alternatives up to the end or the closing parenthesis; the best one, and how well it was read.
  struct Part {
    std::string text;
    size_t score = 0;
  };
  Part Alternatives(int nesting) {
    Part best;
    bool first = true, several = false;
    while (true) {
      Part part = Sequence(nesting);
      if (first || part.score > best.score ||
          (part.score == best.score && part.text.size() < best.text.size())) {
        best = std::move(part);
      }
      first = false;
      if (at_ >= pattern_.size() || pattern_[at_] != '|') break;
      several = true;
      ++at_;
    }
    // Irregular forms: which one was read cannot be told.
    if (several && best.score == kNoLetters) best.text = kEllipsis;
    return best;
  }

 private:
  Part Sequence(int nesting) {
    Part whole;
    while (at_ < pattern_.size() && pattern_[at_] != '|' && pattern_[at_] != ')') {
      if (pattern_[at_] == ' ') {
        ++at_;
        continue;
      }
      Part part;
      if (pattern_[at_] == '(' && nesting < 8) {
        ++at_;
        part = Alternatives(nesting + 1);
        if (at_ < pattern_.size() && pattern_[at_] == ')') ++at_;
      } else {
        part = Word();
      }
      const bool optional = at_ < pattern_.size() && pattern_[at_] == '?';
      if (optional) ++at_;
      whole.score += part.score;
      if (optional && part.score == kNoLetters) continue;
      const bool twice = part.text == kEllipsis && whole.text.ends_with(kEllipsis);
      if (part.text.empty() || twice) continue;
      if (!whole.text.empty()) whole.text += ' ';
      whole.text += part.text;
    }
    return whole;
  }

  Part Word() {
    const size_t begin = at_++;
    while (at_ < pattern_.size() && !EndsWord(pattern_[at_])) ++at_;
    const std::string_view raw = pattern_.substr(begin, at_ - begin);
    Part part;
    if (raw == ".." || raw == "...") {
      part.text = kEllipsis;
      return part;
    }
    std::copy_if(raw.begin(), raw.end(), std::back_inserter(part.text),
                 [](char c) { return !IsMark(c); });
    std::replace(part.text.begin(), part.text.end(), '_', ' ');
    // "médico-psychologique" was read as two words.
    for (size_t at = 0; at < raw.size();) {
      const size_t end = std::min(raw.find_first_of("-'", at), raw.size());
      part.score += ScoreOf(raw.substr(at, end - at));
      at = end + 1;
    }
    return part;
  }

  // The letters of the nearest word that was read: all of a short one, two thirds of a long one,
  // because endings differ.
  size_t ScoreOf(std::string_view word) const {
    size_t best = kNoLetters;
    for (const std::string_view folded : read_) {
      bool whole = false;
      const size_t letters = CommonLetters(word, folded, whole);
      const size_t longer = std::max(word.size(), folded.size());
      if (whole) best = std::max(best, letters + 1);
      if (letters >= 3 && letters * 3 >= longer * 2) best = std::max(best, letters);
    }
    return best;
  }

  std::string_view pattern_;
  const std::vector<std::string_view>& read_;
  size_t at_ = 0;
};

}  // namespace

std::string EvidenceOf(std::string_view pattern, const std::vector<std::string_view>& read) {
  std::string text = Writer(pattern, read).Alternatives(0).text;
  size_t points = 0, end = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
    if (points + 1 == kLongestEvidence) end = i;
    ++points;
  }
  if (points > kLongestEvidence) text = text.substr(0, end) + std::string(kEllipsis);
  return text;
}

}  // namespace expurge
