#include "pipeline/read/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/read/pdf_repeats.h"
#include "pipeline/read/read_blocks.h"
#include "pipeline/read/read_join.h"
#include "pipeline/read/read_marks.h"

namespace expurge {
namespace {

// Measures of the whole document that decide line by line.
struct Style {
  float body = 10;       // size of most letters
  float leading = 1.2f;  // usual distance of baselines, in sizes
  bool wraps = false;    // some lines begin in lower case: there is running prose
  std::map<int, float> right;  // furthest right edge of the columns that begin at an x
  std::map<int, bool> justified;  // whether most lines of those columns end at that edge
};

int ColumnKey(float x) { return static_cast<int>(std::lround(x / 4)); }

// Ragged lines end before the edge of the column. Where the longest comes near to a right margin as
// wide as the left one, that margin is the edge.
float MarginRight(const PdfPage& page, const PdfLine& line) {
  const float margin = page.width - line.left;
  return margin > line.right && margin - line.right < 6 * line.size ? margin : line.right;
}

Style Measure(const std::vector<PdfPage>& pages) {
  Style style;
  std::map<int, size_t> sizes;
  std::map<int, size_t> leadings;
  size_t lower = 0;
  size_t capitals = 0;
  size_t lines = 0;
  std::map<int, std::map<int, size_t>> ends;  // column: right ends of its lines, counted
  for (const PdfPage& page : pages) {
    const PdfLine* before = nullptr;
    for (const PdfLine& line : page.lines) {
      if (!line.cells.empty()) {
        before = nullptr;
        continue;
      }
      sizes[static_cast<int>(std::lround(line.size * 4))] += line.text.text.size();
      ++lines;
      lower += StartsLower(line.text.text) ? 1 : 0;
      capitals += IsCapitals(line.text.text) ? 1 : 0;
      if (!line.narrow) {
        ++ends[ColumnKey(line.left)][static_cast<int>(std::lround(line.x1))];
        float& right = style.right[ColumnKey(line.left)];
        right = std::max({right, line.right, MarginRight(page, line)});
      }
      if (before != nullptr && before->column == line.column && line.size > 0 &&
          std::abs(before->size - line.size) < 0.1f * line.size) {
        const float distance = (line.y - before->y) / line.size;
        if (distance > 0.8f && distance < 2.6f) {
          ++leadings[static_cast<int>(std::lround(distance * 20))];
        }
      }
      before = &line;
    }
  }
  const auto most = [](const std::map<int, size_t>& counts) {
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  };
  if (!sizes.empty()) style.body = static_cast<float>(most(sizes)) / 4;
  if (!leadings.empty()) style.leading = static_cast<float>(most(leadings)) / 20;
  style.wraps = lower * 20 >= lines || capitals * 2 >= lines;
  // Where lines are justified their common end is the edge, to the point.
  for (auto& [key, counted] : ends) {
    auto& counts = counted;  // a name that the lambda below may capture
    const auto common = most(counts);
    if (counts[common] >= 4 && static_cast<float>(common) > style.right[key] - 3 * style.body) {
      style.right[key] = static_cast<float>(common) + 1;
      size_t all = 0;
      for (const auto& [end, count] : counts) all += count;
      const auto near = [&counts](int x) { return counts.contains(x) ? counts.at(x) : 0; };
      style.justified[key] = (near(common - 1) + counts[common] + near(common + 1)) * 5 >= all * 2;
    }
  }
  return style;
}

class Assembler {
 public:
  explicit Assembler(std::vector<PdfPage> pages) : pages_(std::move(pages)) {}

  Document Run() {
    document_.source = Document::Source::kPdf;
    document_.page_count = static_cast<int>(pages_.size());
    for (const PdfPage& page : pages_) {
      if (!page.readable) document_.pages_without_text.push_back(page.number);
    }
    Repeats repeats = TakeRepeats(pages_);
    style_ = Measure(pages_);
    LearnWords();
    for (const PdfLine& line : repeats.headers) AddRepeat(line, BlockKind::kPageHeader);
    for (PdfPage& page : pages_) {
      table_base_ += tables_;
      tables_ = 0;
      page_ = page.number;
      for (size_t i = 0; i < page.lines.size(); ++i) {
        Add(page.lines[i], i + 1 < page.lines.size() ? &page.lines[i + 1] : nullptr);
      }
      page_break_ = true;
      std::vector<PdfLine>().swap(page.lines);  // let go: a document may have 10,000 pages
    }
    for (const PdfLine& line : repeats.footers) AddRepeat(line, BlockKind::kPageFooter);
    document_.text = SecretText(std::move(text_));
    PromoteHeadings(document_);
    return std::move(document_);
  }

 private:
  template <typename F>
  void ForEachPair(F&& action) const {
    const LineText* before = nullptr;
    for (const PdfPage& page : pages_) {
      for (const PdfLine& line : page.lines) {
        if (line.cells.empty()) {
          if (before != nullptr) action(*before, line.text);
          before = &line.text;
        }
        for (const Cell& cell : line.cells) {
          for (size_t i = 1; i < cell.size(); ++i) action(cell[i - 1], cell[i]);
        }
      }
    }
  }

  void LearnWords() {
    ForEachPair([this](const LineText& a, const LineText& b) { joiner_.Expect(a.text, b.text); });
    if (!joiner_.expects()) return;
    for (const PdfPage& page : pages_) {
      for (const PdfLine& line : page.lines) {
        joiner_.Learn(line.text.text);
        for (const Cell& cell : line.cells) {
          for (const LineText& part : cell) joiner_.Learn(part.text);
        }
      }
    }
  }

  // -- Text ------------------------------------------------------------------------------------

  void Append(const LineText& line) {
    const size_t offset = text_.size();
    text_ += line.text;
    for (SourceRun run : line.runs) {
      run.range.begin += offset;
      run.range.end += offset;
      document_.runs.push_back(run);
    }
  }

  void DropLastCharacter() {
    size_t begin = text_.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text_[begin]) & 0xC0) == 0x80) --begin;
    text_.resize(begin);
    if (document_.runs.empty() || document_.runs.back().range.end <= begin) return;
    SourceRun& run = document_.runs.back();
    run.range.end = begin;
    if (run.count > 0) --run.count;
    if (run.range.empty()) document_.runs.pop_back();
  }

  void AppendJoined(std::string_view before, const LineText& line) {
    switch (joiner_.Decide(before, line.text)) {
      case Join::kSpace: text_ += ' '; break;
      case Join::kNothing: break;
      case Join::kDropHyphen: DropLastCharacter(); break;
    }
    Append(line);
  }

  Block& Open(BlockKind kind, int page) {
    if (!text_.empty()) text_ += '\n';
    Block block;
    block.kind = kind;
    block.page = page;
    block.range = {text_.size(), text_.size()};
    document_.blocks.push_back(block);
    return document_.blocks.back();
  }

  void Close() {
    if (!document_.blocks.empty()) document_.blocks.back().range.end = text_.size();
  }

  void AddCells(const PdfLine& line, Block& block) {
    bool first = true;
    for (const Cell& cell : line.cells) {
      if (!first) text_ += '\t';
      first = false;
      const size_t begin = text_.size();
      for (size_t i = 0; i < cell.size(); ++i) {
        if (i == 0) {
          Append(cell[i]);
        } else {
          AppendJoined(cell[i - 1].text, cell[i]);
        }
      }
      block.cells.push_back({begin, text_.size()});
    }
  }

  void AddRepeat(const PdfLine& line, BlockKind kind) {
    Block& block = Open(kind, 1);
    if (line.cells.empty()) {
      Append(line.text);
    } else {
      AddCells(line, block);
      block.cells.clear();
    }
    Close();
    last_ = PdfLine();
    has_last_ = false;
  }

  // -- Blocks ----------------------------------------------------------------------------------

  void Add(const PdfLine& line, const PdfLine* next) {
    if (!line.cells.empty()) {
      AddRow(line);
      return;
    }
    if (line.text.text.empty()) return;
    const LineMark mark = MarkOf(line.text.text);
    if (has_last_ && !Breaks(line, mark) && !IsTitleOver(line, next)) {
      AppendJoined(last_.text.text, line.text);
      ++block_lines_;
    } else {
      StartBlock(line, mark);
    }
    Close();
    last_ = line;
    has_last_ = true;
    page_break_ = false;
  }

  void AddRow(const PdfLine& line) {
    tables_ = std::max(tables_, line.table);
    Block& block = Open(BlockKind::kTableRow, page_);
    block.table = table_base_ + line.table;
    AddCells(line, block);
    Close();
    has_last_ = false;
    page_break_ = false;
  }

  void StartBlock(const PdfLine& line, const LineMark& mark) {
    Block& block = Open(BlockKind::kParagraph, page_);
    Append(line.text);
    block_first_ = line;
    block_mark_ = mark;
    block_lines_ = 1;
    const float distance = line.y - last_.y;
    block.starts_section = !has_last_ || page_break_ || line.column != last_.column ||
                           distance > style_.leading * 1.4f * line.size;
    if (mark.kind == MarkKind::kBullet || mark.kind == MarkKind::kNumbered) {
      block.kind = BlockKind::kListItem;
      const float indent = line.x0 - line.left;
      block.level = std::clamp(static_cast<int>(std::lround(indent / 18)), 1, 3);
    }
    if (LooksLikeHeading(line, mark)) {
      block.kind = BlockKind::kHeading;
      block.level = line.size > 1.45f * style_.body ? 1 : line.size > 1.12f * style_.body ? 2 : 3;
    }
  }

  bool LooksLikeHeading(const PdfLine& line, const LineMark& mark) const {
    const std::string& text = line.text.text;
    if (mark.kind == MarkKind::kTickBox || mark.kind == MarkKind::kDate) return false;
    if (mark.kind == MarkKind::kLabel && mark.bytes < text.size()) return false;
    if (mark.kind == MarkKind::kBullet) return false;
    if (text.back() == '.' || text.back() == ';' || text.back() == ',') return false;
    const size_t words = CountWords(text);
    if (words == 0 || words > 16) return false;
    if (line.size > 1.12f * style_.body) return true;
    return line.bold && line.size > 0.9f * style_.body;
  }

  // Whether `line` begins a new block after `last_`.
  bool Breaks(const PdfLine& line, const LineMark& mark) const {
    const std::string& before = last_.text.text;
    const bool lower = StartsLower(line.text.text);
    const bool ended = EndsSentence(before);
    if (last_.alone && lower && !ended && IsFull(line) && line.x0 < line.left + 1) return false;
    if (line.alone || last_.alone) return true;
    if (mark.kind == MarkKind::kBullet || mark.kind == MarkKind::kTickBox) return true;
    const float unit = std::max(line.size, 1.0f);
    if (std::abs(line.size - last_.size) > 0.12f * unit && !(lower && !ended)) return true;
    if (document_.blocks.back().kind == BlockKind::kHeading && !line.bold &&
        line.size < last_.size * 1.05f && last_.bold) {
      return true;
    }
    if (line.bold != last_.bold && !lower && ended) return true;
    const bool full = IsFull(line);
    if (page_break_ || line.column != last_.column) return BreaksOverPage(line, mark, full);
    const float distance = line.y - last_.y;
    if (distance < -0.5f * unit) return true;
    if (distance > style_.leading * 1.3f * unit + 1) return !(lower && !ended && full);
    if (line.bold != last_.bold && !full) return true;
    if (Indents(line)) return true;
    if (mark.kind == MarkKind::kLabel && full) {
      // Forms have no full stops: after one, the label is the beginning of a sentence.
      return !before.ends_with('.') && block_mark_.kind == MarkKind::kLabel;
    }
    if (mark.kind != MarkKind::kNone && (ended || !full)) return true;
    if (!full) return !(lower && !ended && IsLong(last_) && !HasLabel(line));
    return !style_.wraps && !lower;
  }

  // A ragged line may end well before the edge: the next word was long, or the edge is not known.
  static bool IsLong(const PdfLine& line) {
    return line.x1 - line.left > 0.75f * (line.right - line.left) &&
           CountWords(line.text.text) >= 4;
  }

  // "portable : …", a form line that somebody began in lower case.
  static bool HasLabel(const PdfLine& line) {
    const size_t colon = line.text.text.find(" :");
    return colon != std::string::npos &&
           CountWords(std::string_view(line.text.text).substr(0, colon)) <= 4;
  }

  bool BreaksOverPage(const PdfLine& line, const LineMark& mark, bool full) const {
    if (mark.kind != MarkKind::kNone || line.bold != last_.bold) return true;
    if (EndsSentence(last_.text.text)) return true;
    const bool same_column = !line.narrow && !last_.narrow;
    if (same_column && std::abs(line.x0 - last_.x0) > 3 * line.size) return true;
    if (StartsLower(line.text.text)) return false;
    return !full || !style_.wraps || document_.blocks.back().kind == BlockKind::kHeading;
  }

  bool IsFull(const PdfLine& line) const { return IsFull(last_, line); }

  // The first word of `line` would not have fitted on the line before. In justified text a line
  // that goes on reaches the edge.
  bool IsFull(const PdfLine& before, const PdfLine& line) const {
    const int key = ColumnKey(before.left);
    float right = before.right;
    const auto edge = style_.right.find(key);
    if (!before.narrow && edge != style_.right.end()) {
      right = std::max(right, edge->second);
      const auto justified = style_.justified.find(key);
      if (justified != style_.justified.end() && justified->second) {
        return before.x1 > right - 3;
      }
    }
    return before.x1 + line.first_word + 0.2f * line.size > right - 0.5f;
  }

  // A few words after the end of a sentence that the next line does not go on with: a title in
  // ordinary letters right under a paragraph whose last line happens to be full.
  bool IsTitleOver(const PdfLine& line, const PdfLine* next) const {
    if (next == nullptr || !next->cells.empty() || next->column != line.column) return false;
    const std::string& text = line.text.text;
    return EndsSentence(last_.text.text) && StartsUpper(text) && !EndsSentence(text) &&
           CountWords(text) <= 8 && StartsUpper(next->text.text) && !IsFull(line, *next);
  }

  // A first line set in, or the return from text that is set in as a whole.
  bool Indents(const PdfLine& line) const {
    const float step = 0.8f * line.size;
    const bool list = block_mark_.kind == MarkKind::kBullet ||
                      block_mark_.kind == MarkKind::kNumbered;
    if (list) {
      return block_lines_ > 1 ? std::abs(line.x0 - last_.x0) > step
                              : line.x0 < block_first_.x0 - step;
    }
    if (line.x0 > last_.x0 + step) return true;
    // No first line is set in this far: the one above was set to the right or centred.
    if (line.x0 < last_.x0 - 5 * line.size) return true;
    return line.x0 < last_.x0 - step && block_lines_ > 1;
  }

  std::vector<PdfPage> pages_;
  Document document_;
  std::string text_;
  Style style_;
  LineJoiner joiner_;
  PdfLine last_;
  bool has_last_ = false;
  bool page_break_ = false;
  PdfLine block_first_;
  LineMark block_mark_;
  size_t block_lines_ = 0;
  int page_ = 1;
  int tables_ = 0;
  int table_base_ = 0;
};

}  // namespace

Document AssemblePdf(std::vector<PdfPage> pages) { return Assembler(std::move(pages)).Run(); }

}  // namespace expurge
