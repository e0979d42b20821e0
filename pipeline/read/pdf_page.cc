#include "pipeline/read/pdf_page.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "pipeline/read/pdf_tables.h"
#include "pipeline/read/read_marks.h"

namespace expurge {
namespace {

constexpr float kGutter = 0.9f;   // of the font size: narrowest gap between columns
constexpr float kSameRow = 0.4f;  // of the font size: baselines of one row

void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x110000) {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += "\xEF\xBF\xBD";
  }
}

// Appends a segment; a run goes on as long as each glyph gives one code point and is drawn after
// the one before.
void Append(const Segment& segment, int page, LineText& line) {
  bool open = false;
  for (size_t i = 0; i < segment.text.size(); ++i) {
    const uint32_t glyph = segment.glyphs[i];
    const size_t begin = line.text.size();
    AppendUtf8(segment.text[i], line.text);
    if (glyph == kNoGlyph) {
      open = false;
      continue;
    }
    const TextRange bytes{begin, line.text.size()};
    if (open && line.runs.back().first + line.runs.back().count == glyph) {
      line.runs.back().range.end = bytes.end;
      ++line.runs.back().count;
      continue;
    }
    const bool same = !line.runs.empty() && open &&
                      line.runs.back().first + line.runs.back().count == glyph + 1;
    if (same && line.runs.back().count == 1) {
      line.runs.back().range.end = bytes.end;  // a ligature: one glyph, several code points
      open = i + 1 < segment.text.size() && segment.glyphs[i + 1] == glyph;
      continue;
    }
    if (same) {
      // The glyph that turns out to be a ligature gets a run of its own.
      SourceRun& last = line.runs.back();
      size_t cut = last.range.end - 1;
      while (cut > last.range.begin && (line.text[cut] & 0xC0) == 0x80) --cut;
      last.range.end = cut;
      --last.count;
      line.runs.push_back({{cut, bytes.end}, page, glyph, 1});
      open = i + 1 < segment.text.size() && segment.glyphs[i + 1] == glyph;
      continue;
    }
    line.runs.push_back({bytes, page, glyph, 1});
    open = true;
  }
}

using Pieces = std::vector<const Segment*>;

class PageLayout {
 public:
  PageLayout(int number, const PageGlyphs& glyphs) { page_.number = number, glyphs_ = &glyphs; }

  PdfPage Run() {
    page_.width = glyphs_->width;
    page_.height = glyphs_->height;
    const PageSegments found = MakeSegments(*glyphs_);
    page_.readable = found.readable > 0 ? found.unreadable * 2 <= found.readable
                                        : found.unreadable == 0 && !glyphs_->has_image;
    if (!found.turned) grids_ = FindGrids(glyphs_->rules);
    segments_ = found.segments;
    if (!grids_.empty()) SplitAtRules();
    size_t from = 0;
    while (from < segments_.size()) {
      size_t end = from;
      while (end < segments_.size() && segments_[end].turn == segments_[from].turn) ++end;
      Direction(from, end);
      grids_.clear();  // rules are given in the main direction
      from = end;
    }
    return std::move(page_);
  }

 private:
  // A segment that runs over a vertical line of a table is two cells.
  void SplitAtRules() {
    std::vector<Segment> split;
    for (Segment& segment : segments_) {
      for (const Grid& grid : grids_) {
        if (segment.turn != 0 || !Inside(segment, grid)) continue;
        CutAtColumns(grid, segment, split);
        break;
      }
      split.push_back(std::move(segment));
    }
    segments_ = std::move(split);
  }

  void CutAtColumns(const Grid& grid, Segment& segment, std::vector<Segment>& out) const {
    size_t begin = 0;
    size_t current = IntervalOf(grid.columns, segment.x0 + 1);
    for (size_t i = 0; i < segment.text.size(); ++i) {
      if (segment.text[i] != U' ' || i + 1 >= segment.text.size()) continue;
      const uint32_t next = segment.glyphs[i + 1];
      if (next == kNoGlyph) continue;
      const Glyph& glyph = glyphs_->glyphs[next];
      const size_t column = IntervalOf(grid.columns, glyph.x + 1);
      if (column == current) continue;
      Segment part = segment;
      part.text = segment.text.substr(begin, i - begin);
      part.glyphs.assign(segment.glyphs.begin() + static_cast<std::ptrdiff_t>(begin),
                         segment.glyphs.begin() + static_cast<std::ptrdiff_t>(i));
      part.x1 = grid.columns[column];
      out.push_back(std::move(part));
      begin = i + 1;
      current = column;
      segment.x0 = glyph.x;
    }
    if (begin == 0) return;
    segment.text.erase(0, begin);
    segment.glyphs.erase(segment.glyphs.begin(),
                         segment.glyphs.begin() + static_cast<std::ptrdiff_t>(begin));
  }

  static bool Inside(const Segment& segment, const Grid& grid) {
    const float y = segment.y - 0.3f * segment.size;
    const float x = (segment.x0 + segment.x1) / 2;
    return y > grid.top() && y < grid.bottom() && x > grid.left() - 1 && x < grid.right() + 1;
  }

  // All text of one direction, with ruled tables between.
  void Direction(size_t from, size_t end) {
    std::vector<Pieces> in_grid(grids_.size());
    Pieces free;
    for (size_t i = from; i < end; ++i) {
      bool placed = false;
      for (size_t g = 0; g < grids_.size() && !placed; ++g) {
        if (!Inside(segments_[i], grids_[g])) continue;
        in_grid[g].push_back(&segments_[i]);
        placed = true;
      }
      if (!placed) free.push_back(&segments_[i]);
    }
    std::stable_sort(free.begin(), free.end(),
                     [](const Segment* a, const Segment* b) { return a->y < b->y; });
    size_t at = 0;
    for (size_t g = 0; g < grids_.size(); ++g) {
      if (in_grid[g].empty()) continue;
      Pieces before;
      for (; at < free.size() && free[at]->y < grids_[g].top() + 4; ++at) {
        before.push_back(free[at]);
      }
      Region(before);
      RuledTable(grids_[g], in_grid[g]);
    }
    Region({free.begin() + static_cast<std::ptrdiff_t>(at), free.end()});
  }

  void RuledTable(const Grid& grid, Pieces& pieces) {
    if (grid.columns.size() == 2) {  // boxes one below the other: each is text of its own
      for (size_t row = 0; row + 1 < grid.rows.size(); ++row) {
        Pieces box;
        for (const Segment* piece : pieces) {
          if (IntervalOf(grid.rows, piece->y - 0.3f * piece->size) == row) box.push_back(piece);
        }
        Region(box);
      }
      return;
    }
    ++tables_;
    for (size_t row = 0; row + 1 < grid.rows.size(); ++row) {
      std::vector<Pieces> cells(grid.columns.size() - 1);
      bool any = false;
      for (const Segment* piece : pieces) {
        if (IntervalOf(grid.rows, piece->y - 0.3f * piece->size) != row) continue;
        cells[IntervalOf(grid.columns, std::min(piece->x0 + 1, piece->x1))].push_back(piece);
        any = true;
      }
      if (any) AddRow(cells);
    }
  }

  // Rows of pieces that stand on one baseline, from top to bottom, each from left to right.
  static std::vector<Pieces> Rows(Pieces pieces) {
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Segment* a, const Segment* b) { return a->y < b->y; });
    std::vector<Pieces> rows;
    for (const Segment* piece : pieces) {
      if (rows.empty() ||
          piece->y - rows.back().front()->y > kSameRow * std::min(piece->size,
                                                                  rows.back().front()->size)) {
        rows.emplace_back();
      }
      rows.back().push_back(piece);
    }
    for (Pieces& row : rows) {
      std::stable_sort(row.begin(), row.end(),
                       [](const Segment* a, const Segment* b) { return a->x0 < b->x0; });
    }
    return rows;
  }

  LineText TextOf(const Pieces& row) const {
    LineText line;
    for (const Segment* piece : row) {
      if (!line.text.empty()) line.text += ' ';
      Append(*piece, page_.number, line);
    }
    return line;
  }

  void AddRow(const std::vector<Pieces>& cells) {
    PdfLine line;
    line.table = tables_;
    line.column = ++columns_;
    line.bold = true;
    bool first = true;
    for (const Pieces& cell : cells) {
      Cell lines;
      for (const Pieces& row : Rows(cell)) {
        lines.push_back(TextOf(row));
        for (const Segment* piece : row) Measure(*piece, first, line);
      }
      line.cells.push_back(std::move(lines));
    }
    page_.lines.push_back(std::move(line));
  }

  static void Measure(const Segment& piece, bool& first, PdfLine& line) {
    line.x0 = first ? piece.x0 : std::min(line.x0, piece.x0);
    line.x1 = first ? piece.x1 : std::max(line.x1, piece.x1);
    line.y = first ? piece.y : std::min(line.y, piece.y);
    line.size = std::max(line.size, piece.size);
    line.bold = line.bold && piece.bold;
    first = false;
  }

  // Gaps that no piece of [from, end) touches.
  struct Gutters {
    std::vector<std::pair<float, float>> used;  // disjoint, ascending
    void Add(float x0, float x1) {
      std::vector<std::pair<float, float>> merged;
      for (const auto& [a, b] : used) {
        if (b < x0 || a > x1) {
          merged.emplace_back(a, b);
        } else {
          x0 = std::min(x0, a), x1 = std::max(x1, b);
        }
      }
      merged.emplace_back(x0, x1);
      std::sort(merged.begin(), merged.end());
      used = std::move(merged);
    }
    // Middles of the gaps that are wide enough.
    std::vector<float> Wide(float least) const {
      std::vector<float> middles;
      for (size_t i = 1; i < used.size(); ++i) {
        if (used[i].first - used[i - 1].second >= least) {
          middles.push_back((used[i].first + used[i - 1].second) / 2);
        }
      }
      return middles;
    }
  };

  // Text without ruled tables, from top to bottom: stretches with gutters and stretches without.
  void Region(const Pieces& all) {
    if (all.empty()) return;
    std::vector<Pieces> rows = Rows(all);
    const std::pair<float, float> edges = Edges(all);
    int column = ++columns_;
    for (size_t i = 0; i < rows.size();) {
      const std::optional<size_t> end = GutterEnd(rows, i);
      if (!end) {
        AddLine(rows[i], edges, column);
        ++i;
        continue;
      }
      AddGuttered({rows.begin() + static_cast<std::ptrdiff_t>(i),
                   rows.begin() + static_cast<std::ptrdiff_t>(*end)},
                  edges);
      column = ++columns_;
      i = *end;
    }
  }

  static std::pair<float, float> Edges(const Pieces& pieces) {
    float left = pieces.front()->x0;
    float right = pieces.front()->x1;
    for (const Segment* piece : pieces) {
      left = std::min(left, piece->x0);
      right = std::max(right, piece->x1);
    }
    return {left, right};
  }

  // The row after the last that shares a gutter with row `from`; nothing when none of at least two
  // rows is shared.
  static std::optional<size_t> GutterEnd(const std::vector<Pieces>& rows, size_t from) {
    if (!StartsGutter(rows, from)) return std::nullopt;
    Gutters gutters;
    size_t end = from;
    size_t last_pair = from;
    size_t gaps = 0;
    float leading = 0;
    for (; end < rows.size(); ++end) {
      Gutters next = gutters;
      float size = 0;
      for (const Segment* piece : rows[end]) {
        next.Add(piece->x0, piece->x1);
        size = std::max(size, piece->size);
      }
      const size_t wide = next.Wide(kGutter * size).size();
      if (end > from) {
        const float distance = rows[end].front()->y - rows[end - 1].front()->y;
        if (distance > 4 * size) break;
        if (rows[end].size() == 1 && leading > 0 && distance > 1.35f * leading &&
            distance > 1.5f * size && end > last_pair) {
          break;
        }
        leading = leading > 0 ? std::min(leading, distance) : distance;
      }
      if (end > from + 1 && wide < gaps) break;
      if (end > from && wide == 0) break;
      gaps = std::max(gaps, wide);
      gutters = std::move(next);
      if (rows[end].size() > 1) last_pair = end;
    }
    if (end - from < 2 || gutters.Wide(1).empty()) return std::nullopt;
    // Lines of one side only after the last shared row belong to it while they follow closely.
    size_t stop = last_pair + 1;
    while (stop < end && rows[stop].front()->y - rows[stop - 1].front()->y <=
                             1.5f * rows[stop].front()->size) {
      ++stop;
    }
    return stop - from >= 2 ? std::optional<size_t>(stop) : std::nullopt;
  }

  // Two pieces side by side: in one row, or in two rows that overlap (columns off one grid).
  static bool StartsGutter(const std::vector<Pieces>& rows, size_t from) {
    if (rows[from].size() > 1) {
      for (size_t i = 1; i < rows[from].size(); ++i) {
        const Segment& a = *rows[from][i - 1];
        const Segment& b = *rows[from][i];
        if (b.x0 - a.x1 >= kGutter * std::max(a.size, b.size)) return true;
      }
      return false;
    }
    if (from + 1 >= rows.size()) return false;
    const Segment& a = *rows[from].front();
    const Segment& b = *rows[from + 1].front();
    const float gap = std::max(b.x0 - a.x1, a.x0 - b.x1);
    return b.y - a.y < 0.8f * a.size && gap >= kGutter * std::max(a.size, b.size);
  }

  void AddGuttered(const std::vector<Pieces>& rows, const std::pair<float, float>& edges) {
    Gutters gutters;
    float size = 0;
    for (const Pieces& row : rows) {
      for (const Segment* piece : row) {
        gutters.Add(piece->x0, piece->x1);
        size = std::max(size, piece->size);
      }
    }
    std::vector<float> cuts = gutters.Wide(kGutter * size * 0.8f);
    if (cuts.empty()) cuts = gutters.Wide(1);
    std::vector<Pieces> columns(cuts.size() + 1);
    size_t paired = 0;
    for (const Pieces& row : rows) {
      std::vector<bool> filled(columns.size(), false);
      for (const Segment* piece : row) {
        const float middle = (piece->x0 + piece->x1) / 2;
        const size_t index = static_cast<size_t>(
            std::upper_bound(cuts.begin(), cuts.end(), middle) - cuts.begin());
        columns[index].push_back(piece);
        filled[index] = true;
      }
      paired += std::count(filled.begin(), filled.end(), true) > 1 ? 1 : 0;
    }
    const bool aligned = paired * 10 >= rows.size() * 6;
    const bool letterhead = columns.size() == 2 && page_.number == 1 && page_.lines.size() <= 4 &&
                            rows.front().front()->y < page_.height * 0.25f &&
                            !HasLabels(columns[0]);
    if (aligned && !letterhead && !IsProse(columns) && paired >= 2) {
      AlignedTable(rows, cuts);
      return;
    }
    // One row with a wide gap and lines that follow on one side: running text with a hole in it.
    const bool sparse = std::any_of(columns.begin(), columns.end(),
                                    [](const Pieces& column) { return column.size() < 2; });
    if (sparse) {
      const int column = ++columns_;
      for (const Pieces& row : rows) AddLine(row, edges, column);
      return;
    }
    for (const Pieces& column : columns) ColumnFlow(column);
  }

  void ColumnFlow(const Pieces& column) {
    const std::pair<float, float> own = Edges(column);
    const int number = ++columns_;
    // Short lines one below the other (an address, a signature) are not one sentence.
    const bool stack = column.size() < 10 && !IsProseColumn(column);
    for (const Pieces& row : Rows(column)) {
      AddLine(row, own, number);
      page_.lines.back().narrow = true;
      page_.lines.back().alone = page_.lines.back().alone || stack;
    }
  }

  static bool HasLabels(const Pieces& column) {
    size_t labels = 0;
    for (const Segment* piece : column) labels += piece->text.back() == U':' ? 1 : 0;
    return labels * 2 >= column.size();
  }

  // Running text: most lines fill the column, and many begin in lower case.
  static bool IsProseColumn(const Pieces& column) {
    const auto [left, right] = Edges(column);
    size_t wide = 0;
    size_t lower = 0;
    size_t letters = 0;
    for (const Segment* piece : column) {
      wide += piece->x1 - piece->x0 >= 0.7f * (right - left) ? 1 : 0;
      std::string start;
      for (size_t i = 0; i < std::min<size_t>(piece->text.size(), 4); ++i) {
        AppendUtf8(piece->text[i], start);
      }
      lower += StartsLower(start) ? 1 : 0;
      letters += piece->text.size();
    }
    const size_t lines = column.size();
    return lines >= 3 && wide * 2 >= lines && lower * 10 >= lines * 3 && letters >= 18 * lines;
  }

  static bool IsProse(const std::vector<Pieces>& columns) {
    return std::count_if(columns.begin(), columns.end(), IsProseColumn) >= 2;
  }

  // Rows told by their baselines. A line whose first cell is empty continues the row above; so does
  // one that follows more closely than rows do.
  void AlignedTable(const std::vector<Pieces>& rows, const std::vector<float>& cuts) {
    ++tables_;
    float widest = 0;
    float narrowest = 1e9f;
    for (size_t i = 1; i < rows.size(); ++i) {
      const float distance = rows[i].front()->y - rows[i - 1].front()->y;
      widest = std::max(widest, distance);
      narrowest = std::min(narrowest, distance);
    }
    const bool spaced = widest > 1.3f * narrowest;
    std::vector<Pieces> cells(cuts.size() + 1);
    for (size_t i = 0; i < rows.size(); ++i) {
      const float first = (rows[i].front()->x0 + rows[i].front()->x1) / 2;
      const bool starts = first < cuts.front();
      const float distance = i > 0 ? rows[i].front()->y - rows[i - 1].front()->y : 0;
      const bool close = spaced && distance <= 1.15f * narrowest;
      if (i > 0 && starts && !close) {
        AddRow(cells);
        cells.assign(cuts.size() + 1, Pieces());
      }
      for (const Segment* piece : rows[i]) {
        const float middle = (piece->x0 + piece->x1) / 2;
        const size_t index = static_cast<size_t>(
            std::upper_bound(cuts.begin(), cuts.end(), middle) - cuts.begin());
        cells[index].push_back(piece);
      }
    }
    AddRow(cells);
  }

  // A row of running text. Pieces far apart (a date at the right margin) stay apart.
  void AddLine(const Pieces& row, const std::pair<float, float>& edges, int column) {
    std::vector<Pieces> groups;
    for (const Segment* piece : row) {
      const bool far = !groups.empty() &&
                       piece->x0 - groups.back().back()->x1 > 2.5f * piece->size;
      if (groups.empty() || far) groups.emplace_back();
      groups.back().push_back(piece);
    }
    for (const Pieces& group : groups) {
      PdfLine line;
      bool first = true;
      line.bold = true;
      for (const Segment* piece : group) Measure(*piece, first, line);
      line.text = TextOf(group);
      line.column = column;
      line.alone = groups.size() > 1;
      line.first_word = group.front()->first_word;
      line.left = edges.first;
      line.right = edges.second;
      page_.lines.push_back(std::move(line));
    }
  }

  const PageGlyphs* glyphs_ = nullptr;
  std::vector<Segment> segments_;
  std::vector<Grid> grids_;
  PdfPage page_;
  int tables_ = 0;
  int columns_ = 0;
};

}  // namespace

PdfPage LayOutPage(int number, const PageGlyphs& glyphs) {
  return PageLayout(number, glyphs).Run();
}

}  // namespace expurge
