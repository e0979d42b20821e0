#include "pipeline/render/line_breaker.h"

#include <algorithm>
#include <array>

namespace expurge {
namespace {

constexpr std::array<std::u16string_view, 14> kTitles = {
    u"M.", u"MM.", u"Mme", u"Mmes", u"Mlle", u"Dr",  u"Me",
    u"n°", u"N°",  u"art.", u"p.",  u"St",   u"Ste", u"§"};

bool IsDigit(char16_t c) { return c >= u'0' && c <= u'9'; }

bool ClingsToLeft(std::u16string_view text, size_t at) {
  constexpr std::u16string_view kMarks = u":;?!»%€";
  if (kMarks.find(text[at]) == std::u16string_view::npos) return false;
  // A mark alone or in a row of marks; ":abc" is a word of its own.
  size_t end = at + 1;
  while (end < text.size() && (kMarks.find(text[end]) != std::u16string_view::npos ||
                               text[end] == u'.' || text[end] == u',' || text[end] == u')')) {
    ++end;
  }
  return end == text.size() || text[end] == u' ' || text[end] == kNoBreakSpace;
}

// Whether a line may end at the plain space `at`, which is neither first nor last.
bool MayBreak(std::u16string_view text, size_t word_begin, size_t at) {
  if (ClingsToLeft(text, at + 1)) return false;
  if (text[at - 1] == u'«') return false;
  if (IsDigit(text[at - 1]) && IsDigit(text[at + 1])) return false;
  const std::u16string_view word = text.substr(word_begin, at - word_begin);
  return std::find(kTitles.begin(), kTitles.end(), word) == kTitles.end();
}

struct Piece {
  size_t begin = 0, end = 0;  // in the text; the space after it left out
  double width = 0;
};

// The stretches between the places where a line may end. With `strict` off every space is one.
std::vector<Piece> Pieces(std::u16string_view text, size_t begin, size_t end, bool strict,
                          const LineStyle& style, const TextMetrics& metrics) {
  std::vector<Piece> pieces;
  const auto close = [&](size_t from, size_t to) {
    if (to > from) {
      pieces.push_back({from, to, metrics.Width(style.face, style.size,
                                                text.substr(from, to - from))});
    }
  };
  size_t piece_begin = begin, word_begin = begin;
  for (size_t i = begin; i < end; ++i) {
    if (text[i] == kNoBreakSpace) word_begin = i + 1;
    const bool space = text[i] == u' ' || (!strict && text[i] == kNoBreakSpace);
    if (!space) continue;
    const bool inside = i > begin && i + 1 < end;
    if (!strict || !inside || MayBreak(text, word_begin, i)) {
      close(piece_begin, i);
      piece_begin = i + 1;
    }
    word_begin = i + 1;
  }
  close(piece_begin, end);
  return pieces;
}

class Breaker {
 public:
  Breaker(std::u16string_view text, const LineStyle& style, const TextMetrics& metrics)
      : text_(text), style_(style), metrics_(metrics),
        space_(metrics.Width(style.face, style.size, u" ")) {}

  std::vector<BrokenLine> Run() {
    for (const Piece& piece : Pieces(text_, 0, text_.size(), true, style_, metrics_)) {
      if (piece.width <= style_.width) {
        Set(piece);
        continue;
      }
      for (const Piece& word : Pieces(text_, piece.begin, piece.end, false, style_, metrics_)) {
        if (word.width <= style_.width) {
          Set(word);
        } else {
          Cut(word);
        }
      }
    }
    Close();
    return std::move(lines_);
  }

 private:
  double Room() const { return style_.width - (lines_.empty() ? style_.first_indent : 0); }

  void Set(const Piece& piece) {
    const double gap = line_.text.empty() ? 0 : space_;
    if (!line_.text.empty() && line_.width + gap + piece.width > Room()) Close();
    if (!line_.text.empty()) {
      line_.text += u' ';
      line_.width += space_;
    }
    for (char16_t c : text_.substr(piece.begin, piece.end - piece.begin)) {
      line_.text += c == kNoBreakSpace ? u' ' : c;
    }
    line_.width += piece.width;
  }

  // A word wider than a line, on lines of its own, cut where it must be.
  void Cut(const Piece& word) {
    Close();
    for (size_t i = word.begin; i < word.end; ++i) {
      const double advance = metrics_.Advance(style_.face, text_[i]) * style_.size / 1000;
      if (!line_.text.empty() && line_.width + advance > Room()) Close();
      line_.text += text_[i];
      line_.width += advance;
    }
  }

  void Close() {
    if (line_.text.empty()) return;
    lines_.push_back(std::move(line_));
    line_ = {};
  }

  const std::u16string_view text_;
  const LineStyle& style_;
  const TextMetrics& metrics_;
  const double space_;
  BrokenLine line_;
  std::vector<BrokenLine> lines_;
};

}  // namespace

std::vector<BrokenLine> BreakLines(std::u16string_view text, const LineStyle& style,
                                   const TextMetrics& metrics) {
  return Breaker(text, style, metrics).Run();
}

double WidestPiece(std::u16string_view text, Face face, double size, const TextMetrics& metrics) {
  double widest = 0;
  const LineStyle style{face, size};
  for (const Piece& piece : Pieces(text, 0, text.size(), true, style, metrics)) {
    widest = std::max(widest, piece.width);
  }
  return widest;
}

}  // namespace expurge
