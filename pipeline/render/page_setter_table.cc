// Tables of the page setter: column widths from content, thin rules, figures aligned on the right.
//
// A row is never divided over two pages: its cells would be read interleaved. A row too high for
// that, and every row of a table with too many columns, is set as lines, one cell after the other.

#include <algorithm>
#include <array>
#include <numeric>

#include "pipeline/render/page_setter.h"

namespace expurge {
namespace {

constexpr double kSize = 9.5, kLeading = 12.5, kGutter = 15, kRowPadding = 3;
constexpr double kTallest = 300;     // a higher row is set as lines
constexpr double kNarrowest = 26;    // a narrower column makes the table lines

bool IsDigit(char16_t c) { return c >= u'0' && c <= u'9'; }

bool HasDigit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// "1 234,56 €", "-12 %": no dates, no numbers with words.
bool IsFigure(std::u16string_view text) {
  constexpr std::u16string_view kOthers = u" \u00A0.,+-−–€%";
  return std::any_of(text.begin(), text.end(), IsDigit) &&
         std::all_of(text.begin(), text.end(), [&](char16_t c) {
           return IsDigit(c) || kOthers.find(c) != std::u16string_view::npos;
         });
}

constexpr std::array<std::string_view, 33> kColumnNames = {
    "nature", "montant", "date",     "dates",   "organisme", "ressource", "ressources",
    "charge", "charges", "nom",      "prénom",  "noms",      "âge",       "lien",
    "objet",  "type",    "démarche", "statut",  "créancier", "échéance",  "situation",
    "dette",  "dettes",  "poste",    "période", "mois",      "année",     "libellé",
    "observations", "intervenant", "service", "contact", "total"};

bool IsColumnName(std::string_view cell) {
  const std::u16string text = DrawableText(cell);
  return std::any_of(kColumnNames.begin(), kColumnNames.end(), [&](std::string_view name) {
    const std::u16string wanted = DrawableText(name);
    if (text.size() < wanted.size()) return false;
    if (text.size() > wanted.size() && text[wanted.size()] != u' ') return false;
    // The first letter may be a capital, accented or not.
    const char16_t first = text[0];
    const bool same = first == wanted[0] || first + 32 == wanted[0] ||
                      (wanted[0] == u'é' && first == u'E') || (wanted[0] == u'â' && first == u'A');
    return same && text.compare(1, wanted.size() - 1, wanted, 1) == 0;
  });
}

std::vector<bool> FigureColumns(const std::vector<std::vector<std::u16string>>& cells,
                                size_t columns, bool header) {
  std::vector<bool> figures(columns, false);
  for (size_t column = 0; column < columns; ++column) {
    size_t filled = 0, hits = 0;
    for (size_t row = header ? 1 : 0; row < cells.size(); ++row) {
      if (column >= cells[row].size() || cells[row][column].empty()) continue;
      ++filled;
      if (IsFigure(cells[row][column])) ++hits;
    }
    figures[column] = column > 0 && filled > 0 && hits == filled;
  }
  return figures;
}

double Sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// Widths that fill `room`: the natural ones when they fit, with the rest shared among them; else
// narrow columns keep theirs and the wide ones share what is left, none below its least.
std::vector<double> ShareOut(const std::vector<double>& least, const std::vector<double>& natural,
                             double room) {
  const size_t columns = natural.size();
  const double natural_sum = Sum(natural), least_sum = Sum(least);
  std::vector<double> widths(columns, room / static_cast<double>(std::max<size_t>(columns, 1)));
  if (natural_sum <= 0) return widths;
  if (natural_sum <= room) {
    for (size_t i = 0; i < columns; ++i) {
      widths[i] = natural[i] + (room - natural_sum) * natural[i] / natural_sum;
    }
    return widths;
  }
  if (least_sum >= room) {
    for (size_t i = 0; i < columns; ++i) widths[i] = room * least[i] / least_sum;
    return widths;
  }
  // A level to which the wide columns are cut: found by halving, as sums only grow with it.
  double low = 0, high = room;
  for (int step = 0; step < 50; ++step) {
    const double level = (low + high) / 2;
    for (size_t i = 0; i < columns; ++i) {
      widths[i] = std::max(least[i], std::min(natural[i], level));
    }
    (Sum(widths) > room ? high : low) = level;
  }
  for (size_t i = 0; i < columns; ++i) {
    widths[i] = std::max(least[i], std::min(natural[i], low));
  }
  return widths;
}

}  // namespace

bool HasHeaderRow(const std::vector<TableRow>& rows) {
  if (rows.size() < 2 || rows[0].size() < 2) return false;
  const TableRow& first = rows[0];
  if (std::any_of(first.begin(), first.end(), HasDigit)) return false;
  size_t named = 0;
  bool over_figures = false;
  for (size_t column = 0; column < first.size(); ++column) {
    if (IsColumnName(first[column])) ++named;
    if (first[column].empty()) continue;
    size_t filled = 0, digits = 0;
    for (size_t row = 1; row < rows.size(); ++row) {
      if (column >= rows[row].size() || rows[row][column].empty()) continue;
      ++filled;
      if (HasDigit(rows[row][column])) ++digits;
    }
    over_figures |= filled > 0 && digits == filled;
  }
  return over_figures || 2 * named >= first.size();
}

std::vector<double> PageSetter::ColumnWidths(
    const std::vector<std::vector<std::u16string>>& cells) const {
  size_t columns = 0;
  for (const auto& row : cells) columns = std::max(columns, row.size());
  // What no word has to be cut for, and what no cell has to be broken for.
  std::vector<double> least(columns, 0), natural(columns, 0);
  for (const auto& row : cells) {
    for (size_t i = 0; i < row.size(); ++i) {
      // Bold is the wider face; the header is set in it.
      const double whole = metrics_.Width(Face::kSansBold, kSize, row[i]);
      natural[i] = std::max(natural[i], std::min(whole, kTextWidth));
      least[i] = std::max(least[i], std::min(0.3 * kTextWidth,
                                             WidestPiece(row[i], Face::kSansBold, kSize,
                                                         metrics_)));
    }
  }
  return ShareOut(least, natural,
                  kTextWidth - kGutter * static_cast<double>(std::max<size_t>(columns, 1) - 1));
}

PageSetter::Strip PageSetter::RowStrip(const std::vector<std::u16string>& cells,
                                       const std::vector<double>& widths,
                                       const std::vector<bool>& figures, bool header,
                                       bool last) const {
  Strip strip;
  double x = kPageMargin, height = 0;
  const Face face = header ? Face::kSansBold : Face::kSans;
  for (size_t i = 0; i < cells.size(); ++i) {
    double y = kRowPadding;
    for (BrokenLine& line : BreakLines(cells[i], {face, kSize, widths[i] + 0.01}, metrics_)) {
      const double baseline = y + (kLeading + kSize * 0.66) / 2;
      const double shift = figures[i] ? widths[i] - line.width : 0;
      strip.texts.push_back({x + shift, baseline, face, kSize, 0, std::move(line.text)});
      y += kLeading;
    }
    height = std::max(height, y - kRowPadding);
    x += widths[i] + kGutter;
  }
  strip.height = std::max(height, kLeading) + 2 * kRowPadding;
  const bool strong = header || last;
  strip.rules.push_back({kPageMargin, strip.height, kTextWidth, strong ? 0.8 : 0.3,
                         strong ? 0.2 : 0.7});
  return strip;
}

void PageSetter::StackedRow(const std::vector<std::u16string>& cells) {
  bool first = true;
  for (const std::u16string& cell : cells) {
    if (cell.empty()) continue;
    ParagraphStyle style{Face::kSans, kSize, kLeading, 0, first ? 6.0 : 1.0};
    style.left = first ? 0 : 14;
    AddLines(cell, style);
    first = false;
  }
}

void PageSetter::Table(const std::vector<TableRow>& rows) {
  std::vector<std::vector<std::u16string>> cells;
  for (const TableRow& row : rows) {
    std::vector<std::u16string> drawable;
    for (const std::string& cell : row) drawable.push_back(DrawableText(cell));
    cells.push_back(std::move(drawable));
  }
  const std::vector<double> widths = ColumnWidths(cells);
  if (widths.empty()) return;
  if (*std::min_element(widths.begin(), widths.end()) < kNarrowest && widths.size() > 6) {
    for (const auto& row : cells) StackedRow(row);
    return;
  }
  const bool header = HasHeaderRow(rows);
  const std::vector<bool> figures = FigureColumns(cells, widths.size(), header);
  std::optional<Strip> head;
  Space(3);
  for (size_t i = 0; i < cells.size(); ++i) {
    Strip strip = RowStrip(cells[i], widths, figures, header && i == 0, i + 1 == cells.size());
    if (i == 0) {
      strip.before = 6;
      strip.rules.push_back({kPageMargin, 0, kTextWidth, 0.8, 0.2});
    }
    if (strip.height > kTallest) {
      StackedRow(cells[i]);
    } else if (header && i == 0) {
      head = strip;
      kept_.push_back(std::move(strip));
    } else {
      Add({std::move(strip)}, 1);
    }
    // Not before the first row: until then the header itself waits to be placed.
    if (head && i > 0) running_header_ = head;
  }
  running_header_.reset();
  Add({}, 1);
  Space(6);
}

}  // namespace expurge
