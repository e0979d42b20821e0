#include "pipeline/read/read_blocks.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "pipeline/read/read_marks.h"

namespace expurge {
namespace {

constexpr size_t kHeadingWords = 12;
constexpr size_t kCellGap = 3;  // spaces between two cells

struct Line {
  TextRange range;  // without white space at either end; empty for a blank line
  size_t indent = 0;
  bool blank = true;
  bool ruler = false;
  LineMark mark;
  std::vector<TextRange> cells;      // of a row
  bool row = false;
  bool separator = false;  // |---|---|
  bool lower = false;      // goes on in lower case
  bool prose = false;      // stands in a run of lines that reads on
};

size_t LineEndAt(std::string_view text, size_t at) {
  const char c = text[at];
  if (c == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  if (c == '\n' || c == '\f' || c == '\v') return 1;
  if (text.substr(at).starts_with("\u2028") || text.substr(at).starts_with("\u2029")) return 3;
  if (text.substr(at).starts_with("\u0085")) return 2;
  return 0;
}

// Bytes of the white-space character at `at` of a line, 0 for anything else.
size_t BlankAt(std::string_view text, size_t at, size_t end) {
  int32_t i = 0;
  UChar32 c = 0;
  const std::string_view rest = text.substr(at, std::min<size_t>(end - at, 4));
  U8_NEXT(rest.data(), i, static_cast<int32_t>(rest.size()), c);
  return c >= 0 && (u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF) ? static_cast<size_t>(i) : 0;
}

TextRange Trim(std::string_view text, TextRange range) {
  while (range.begin < range.end) {
    const size_t size = BlankAt(text, range.begin, range.end);
    if (size == 0) break;
    range.begin += size;
  }
  while (range.begin < range.end) {
    size_t last = range.end - 1;
    while (last > range.begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (BlankAt(text, last, range.end) == 0) break;
    range.end = last;
  }
  return range;
}

void FindPipes(std::string_view text, Line& line) {
  const std::string_view content = line.range.In(text);
  const size_t pipes = static_cast<size_t>(std::count(content.begin(), content.end(), '|'));
  const bool framed = content.front() == '|' && content.back() == '|' && pipes >= 2;
  if (!framed && pipes < 2) return;
  line.row = true;
  line.separator = content.find_first_not_of("|-:+= \t") == std::string_view::npos;
  size_t begin = line.range.begin + (content.front() == '|' ? 1 : 0);
  for (size_t at = begin; at <= line.range.end; ++at) {
    if (at < line.range.end && text[at] != '|') continue;
    if (at == line.range.end && content.back() == '|') break;
    line.cells.push_back(Trim(text, {begin, at}));
    begin = at + 1;
  }
}

// Stretches apart by tabs or three spaces; a row only when a neighbour has several too.
void FindGaps(std::string_view text, Line& line) {
  TextRange cell{line.range.begin, line.range.begin};
  size_t gap = 0;
  bool tab = false;
  for (size_t at = line.range.begin; at < line.range.end;) {
    const size_t blank = BlankAt(text, at, line.range.end);
    if (blank > 0) {
      ++gap;
      tab = tab || text[at] == '\t';
      at += blank;
      continue;
    }
    if (gap > 0 && (gap >= kCellGap || tab)) {
      line.cells.push_back(cell);
      cell = {at, at};
    }
    gap = 0;
    tab = false;
    do {
      ++at;
    } while (at < line.range.end && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    cell.end = at;
  }
  line.cells.push_back(cell);
}

std::vector<Line> Lines(std::string_view text) {
  std::vector<Line> lines;
  size_t begin = 0;
  for (size_t at = 0; at <= text.size();) {
    const size_t end_size = at < text.size() ? LineEndAt(text, at) : 0;
    if (at < text.size() && end_size == 0) {
      ++at;
      continue;
    }
    Line line;
    line.range = Trim(text, {begin, at});
    line.blank = line.range.empty();
    if (!line.blank) {
      const std::string_view content = line.range.In(text);
      line.indent = CountCodePoints(text.substr(begin, line.range.begin - begin));
      line.ruler = IsRuler(content);
      line.mark = MarkOf(content);
      line.lower = StartsLower(content);
      FindPipes(text, line);
      if (line.row) line.ruler = false;
      if (!line.row && !line.ruler) FindGaps(text, line);
    } else {
      line.range = {begin, begin};
    }
    lines.push_back(std::move(line));
    if (at == text.size()) break;
    at += end_size;
    begin = at;
  }
  return lines;
}

// Columns are not compared: where a cell begins depends on how long the words before it are, and
// those may be withheld.
void MarkRows(std::vector<Line>& lines) {
  for (size_t i = 1; i < lines.size(); ++i) {
    Line& above = lines[i - 1];
    Line& line = lines[i];
    if (above.cells.size() >= 2 && line.cells.size() >= 2) above.row = line.row = true;
  }
}

class TextBlocks {
 public:
  explicit TextBlocks(std::string_view text) : text_(text), lines_(Lines(text)) {
    MarkRows(lines_);
    MarkProse();
    MeasureWrapping();
  }

  std::vector<Block> Run() {
    bool blank_before = true;
    bool in_table = false;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.blank) {
        blank_before = true;
        in_table = false;
        continue;
      }
      if (line.row) {
        AddRow(line, in_table, blank_before);
        in_table = true;
      } else if (i > 0 && !blank_before && !in_table && !blocks_.empty() && Continues(i)) {
        blocks_.back().range.end = line.range.end;
        in_table = false;
      } else {
        Start(i, blank_before);
        in_table = false;
      }
      blank_before = false;
    }
    return std::move(blocks_);
  }

 private:
  std::string_view Content(const Line& line) const { return line.range.In(text_); }

  // A text is wrapped by hand when many lines go on in lower case right after another line.
  void MeasureWrapping() {
    size_t pairs = 0;
    size_t lower = 0;
    size_t letters = 0;
    size_t capitals = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.blank || line.ruler) continue;
      ++letters;
      capitals += IsCapitals(Content(line)) ? 1 : 0;
      if (line.lower) ++lower_starts_;
      if (i == 0 || lines_[i - 1].blank || lines_[i - 1].ruler || line.row) continue;
      if (line.mark.kind != MarkKind::kNone) continue;
      ++pairs;
      lower += line.lower && !EndsSentence(Content(lines_[i - 1])) ? 1 : 0;
    }
    wrapped_ = lower >= 4 && lower * 4 >= pairs;
    all_capitals_ = letters > 4 && capitals * 10 >= letters * 7;
    all_lower_ = lower_starts_ * 10 >= letters * 7;
  }

  // Whether line i goes on with the block of the line before it.
  bool Continues(size_t i) const {
    const Line& line = lines_[i];
    const Line& above = lines_[i - 1];
    if (line.ruler || above.ruler || above.row) return false;
    if (line.mark.kind == MarkKind::kBullet || line.mark.kind == MarkKind::kTickBox) return false;
    const bool ended = EndsSentence(Content(above));
    const Block& block = blocks_.back();
    if (line.mark.kind != MarkKind::kNone && !(line.lower && wrapped_ && !ended)) return false;
    if (block.kind == BlockKind::kHeading) return false;
    if (block.kind == BlockKind::kListItem) {
      return (line.lower && !ended && !all_lower_) || line.indent > first_indent_ ||
             (wrapped_ && !ended && line.prose);
    }
    if (wrapped_) return line.prose;
    return line.lower && !ended && !all_lower_ && line.indent >= above.indent;
  }

  // A run of lines is prose when one in four of them goes on in lower case; a letterhead or a
  // signature is a run in which every line begins anew. Measured once for a run: it may be the
  // whole text.
  void MarkProse() {
    for (size_t begin = 0; begin < lines_.size();) {
      size_t end = begin + 1;
      size_t lower = 0;
      while (end < lines_.size() && SameRun(end)) lower += lines_[end++].lower ? 1 : 0;
      const bool prose = lower * 4 >= end - begin - 1;
      for (; begin < end; ++begin) lines_[begin].prose = prose || lines_[begin].lower;
    }
  }

  // Lines k-1 and k belong to one run.
  bool SameRun(size_t k) const {
    const Line& line = lines_[k];
    const Line& above = lines_[k - 1];
    return !line.blank && !above.blank && !line.ruler && !above.ruler && !line.row &&
           !above.row && line.mark.kind == MarkKind::kNone;
  }

  void Start(size_t i, bool blank_before) {
    const Line& line = lines_[i];
    Block block;
    block.range = line.range;
    block.starts_section = blank_before;
    first_indent_ = line.indent;
    if (line.mark.kind == MarkKind::kBullet || line.mark.kind == MarkKind::kNumbered) {
      block.kind = BlockKind::kListItem;
      block.level = line.indent < 2 ? 1 : line.indent < 6 ? 2 : 3;
    } else if (!line.ruler && IsHeading(i, blank_before)) {
      block.kind = BlockKind::kHeading;
      block.level = IsCapitals(Content(line)) ? 1 : 2;
    }
    blocks_.push_back(std::move(block));
  }

  bool IsHeading(size_t i, bool blank_before) const {
    const Line& line = lines_[i];
    const std::string_view content = Content(line);
    const bool has_next = i + 1 < lines_.size();
    const Line* next = has_next ? &lines_[i + 1] : nullptr;
    if (next != nullptr && next->ruler && Content(*next).find_first_not_of("-=_ ") ==
                                              std::string_view::npos) {
      return CountWords(content) <= kHeadingWords;
    }
    if (line.mark.kind == MarkKind::kDate || line.mark.kind == MarkKind::kTickBox) return false;
    const bool bare_label = content.back() == ':';
    if (line.mark.kind == MarkKind::kLabel && !bare_label) return false;
    const size_t words = CountWords(content);
    if (words == 0 || words > kHeadingWords || !FollowedByText(i)) return false;
    if (bare_label) return words <= 6 && StartsUpper(content);
    if (EndsSentence(content) || content.back() == ',') return false;
    if (!StartsUpper(content) || line.cells.size() > 1) return false;
    if (IsCapitals(content)) return !all_capitals_ || blank_before;
    // A title in ordinary letters: it stands right over a sentence, after a blank line.
    return blank_before && next != nullptr && !next->blank && !next->row &&
           next->mark.kind != MarkKind::kLabel && StartsUpper(Content(*next)) &&
           EndsSentence(Content(*next)) && CountWords(Content(*next)) > words;
  }

  bool FollowedByText(size_t i) const {
    for (size_t k = i + 1; k < lines_.size(); ++k) {
      if (!lines_[k].blank && !lines_[k].ruler) return true;
    }
    return false;
  }

  void AddRow(const Line& line, bool in_table, bool blank_before) {
    if (line.separator && in_table && !blocks_.empty()) {
      blocks_.back().range.end = line.range.end;  // drawn for the eye: no row of its own
      return;
    }
    if (!in_table) ++tables_;
    Block block;
    block.kind = BlockKind::kTableRow;
    block.range = line.range;
    block.table = tables_;
    block.cells = line.cells;
    block.starts_section = blank_before;
    blocks_.push_back(std::move(block));
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<Block> blocks_;
  bool wrapped_ = false;
  bool all_capitals_ = false;
  bool all_lower_ = false;
  size_t lower_starts_ = 0;
  size_t first_indent_ = 0;
  int tables_ = 0;
};

}  // namespace

std::vector<Block> BlocksOfText(std::string_view text) { return TextBlocks(text).Run(); }

void PromoteHeadings(Document& document) {
  const std::string_view text = document.text.Reveal();
  std::vector<Block>& blocks = document.blocks;
  const auto numbered = [&](size_t i) {
    return blocks[i].kind == BlockKind::kListItem &&
           MarkOf(blocks[i].range.In(text)).kind == MarkKind::kNumbered;
  };
  std::vector<size_t> headings;
  for (size_t i = 0; i + 1 < blocks.size(); ++i) {
    if (!numbered(i) || numbered(i + 1) || (i > 0 && numbered(i - 1))) continue;
    const std::string_view content = blocks[i].range.In(text);
    if (EndsSentence(content) || CountWords(content) > kHeadingWords) continue;
    if (content.find('\n') != std::string_view::npos) continue;
    if (!StartsUpper(content.substr(MarkOf(content).bytes))) continue;
    headings.push_back(i);
  }
  for (size_t i : headings) {
    blocks[i].kind = BlockKind::kHeading;
    blocks[i].level = 2;
  }
}

}  // namespace expurge
