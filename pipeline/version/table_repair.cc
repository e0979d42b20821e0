#include "pipeline/version/table_repair.h"

#include <algorithm>

#include "pipeline/version/folded_words.h"
#include "pipeline/version/french_words.h"
#include "pipeline/version/remainder.h"
#include "pipeline/version/sentence_repair.h"

namespace expurge {
namespace {

struct TableCell {
  std::string text;       // what stays of it
  bool present = false;   // something stood there, transmitted or not
  bool withheld = false;  // something of it, or the label it hung on, was withheld
  bool finding = false;
  bool name = false;      // holds a transmitted name

  // "–" in a cell says that there is nothing.
  bool filled() const { return !FoldedWords(text, false).empty(); }
  bool tells() const { return filled() && (name || HasWordOfItsOwn(text)); }
  bool only_numbers() const { return filled() && !tells(); }
  bool lost() const { return withheld && !tells(); }
  void Withhold() {
    text.clear();
    withheld = true;
  }
};

using CellRow = std::vector<TableCell>;

TableCell RepairCell(const Tokens& tokens) {
  TableCell cell;
  for (const std::string& line : RepairText(tokens, RepairKind::kCell)) {
    if (!cell.text.empty()) cell.text += " ";
    cell.text += line;
  }
  // "⟦Indemnités⟧ de Monsieur": what hangs on a withheld word is no label.
  if (tokens.size() > 1 && tokens[0].gap() && french::IsPreposition(tokens[1].key)) {
    cell.text.clear();
  }
  cell.present = !tokens.empty();
  cell.withheld = HasGap(tokens);
  cell.finding = HasFinding(tokens);
  cell.name = HasName(tokens);
  return cell;
}

std::vector<CellRow> RepairCells(const std::vector<std::vector<Tokens>>& source) {
  size_t columns = 0;
  for (const auto& row : source) columns = std::max(columns, row.size());
  std::vector<CellRow> rows;
  for (const auto& row : source) {
    rows.emplace_back(columns);
    for (size_t c = 0; c < row.size(); ++c) rows.back()[c] = RepairCell(row[c]);
  }
  return rows;
}

bool IsHead(const CellRow& row) {
  return std::none_of(row.begin(), row.end(),
                      [](const TableCell& c) { return c.withheld || c.finding || c.name; }) &&
         std::any_of(row.begin(), row.end(), [](const TableCell& cell) { return cell.present; });
}

// Whether a first row that lost cells was the heads of the columns: two neutral words at least.
bool IsTornHead(const CellRow& row) {
  const auto tells = [](const TableCell& cell) { return cell.tells(); };
  return std::none_of(row.begin(), row.end(),
                      [](const TableCell& c) { return c.finding || c.name || c.only_numbers(); }) &&
         std::count_if(row.begin(), row.end(), tells) > 1;
}

// Whether column `c` holds numbers and nothing else below row `first`.
bool IsNumberColumn(const std::vector<CellRow>& rows, size_t first, size_t c) {
  bool numbers = false;
  for (size_t r = first; r < rows.size(); ++r) {
    if (rows[r][c].tells()) return false;
    numbers = numbers || rows[r][c].filled();
  }
  return numbers;
}

// A column whose head was withheld says by its numbers alone that it is there: they go too.
void WithholdHeadless(std::vector<CellRow>& rows) {
  for (size_t c = 0; c < rows.front().size(); ++c) {
    if (!rows.front()[c].lost() || !IsNumberColumn(rows, 1, c)) continue;
    for (CellRow& row : rows) row[c].Withhold();
  }
}

// Whether most of what stands in column `c` below row `first` is numbers; "suspendue" or "néant"
// among amounts changes nothing.
bool IsAmountColumn(const std::vector<CellRow>& rows, size_t first, size_t c) {
  size_t numbers = 0, filled = 0;
  for (size_t r = first; r < rows.size(); ++r) {
    filled += rows[r][c].filled();
    numbers += rows[r][c].only_numbers();
  }
  return numbers * 2 > filled;
}

// Label, amount, label, amount: two lists side by side.
bool IsPaired(const std::vector<CellRow>& rows, size_t body) {
  const size_t columns = rows.empty() ? 0 : rows.front().size();
  if (columns < 4 || columns % 2 != 0) return false;
  for (size_t c = 0; c < columns; ++c) {
    if (IsAmountColumn(rows, body, c) != (c % 2 == 1)) return false;
  }
  return true;
}

// Each pair for itself: an amount goes with its label, a label with its amount.
void WithholdPairs(CellRow& row) {
  for (size_t c = 0; c + 1 < row.size(); c += 2) {
    TableCell& label = row[c];
    TableCell& amount = row[c + 1];
    if (label.lost()) {
      amount.Withhold();
      label.Withhold();
    } else if (amount.withheld && !amount.filled() && !label.finding) {
      label.Withhold();
    }
  }
}

// The label of a row: its first cell, or the second where the first is a number or a date and the
// second column holds words (1 | AAH | 1 012 €).
size_t LabelOf(const std::vector<CellRow>& rows, const CellRow& row) {
  size_t label = 0;
  while (label < row.size() && !row[label].present) ++label;
  const size_t next = label + 1;
  if (next >= row.size() || row[label].withheld || !row[label].only_numbers()) return label;
  const bool words = std::any_of(rows.begin(), rows.end(),
                                 [&](const CellRow& other) { return other[next].tells(); });
  return row[next].lost() && words && !IsNumberColumn(rows, 1, next) ? next : label;
}

// " | 1 012 €": without its label a row stays only for words of its own.
void WithholdWithLabel(const std::vector<CellRow>& rows, CellRow& row) {
  const size_t label = LabelOf(rows, row);
  if (label >= row.size() || !row[label].lost()) return;
  const auto tells = [](const TableCell& cell) { return cell.tells(); };
  if (std::any_of(row.begin(), row.end(), tells)) return;
  for (TableCell& cell : row) cell.Withhold();
}

// Two lists side by side are two lists: what follows a pair that went moves up, so that no empty
// place tells where it stood.
void CloseRanks(std::vector<CellRow>& rows, size_t body) {
  for (size_t c = 0; c + 1 < rows.front().size(); c += 2) {
    size_t to = body;
    for (size_t r = body; r < rows.size(); ++r) {
      const bool stays = rows[r][c].filled() || rows[r][c + 1].filled();
      if (!stays) continue;
      if (to != r) {
        std::swap(rows[to][c], rows[r][c]);
        std::swap(rows[to][c + 1], rows[r][c + 1]);
      }
      ++to;
    }
  }
}

// Takes off, below row `body`, the amounts that hung on a withheld label.
void WithholdUnlabelled(std::vector<CellRow>& rows, size_t body) {
  const bool paired = IsPaired(rows, body);
  const std::vector<CellRow> before = rows;  // no row is judged by what another one lost meanwhile
  for (size_t r = body; r < rows.size(); ++r) {
    if (paired) {
      WithholdPairs(rows[r]);
    } else {
      WithholdWithLabel(before, rows[r]);
    }
  }
  if (paired) CloseRanks(rows, body);
}

// Whether something besides the label in the first cell stays, or nothing was withheld.
bool Stays(const CellRow& row) {
  const auto filled = [](const TableCell& cell) { return cell.filled(); };
  const auto withheld = [](const TableCell& cell) { return cell.withheld; };
  if (std::none_of(row.begin(), row.end(), withheld)) {
    return std::any_of(row.begin(), row.end(), filled);
  }
  if (row.size() == 1) return row.front().filled();
  return (row.front().finding && row.front().filled()) ||
         std::any_of(row.begin() + 1, row.end(), filled);
}

}  // namespace

std::vector<std::vector<std::string>> RepairTable(const std::vector<std::vector<Tokens>>& source) {
  std::vector<CellRow> rows = RepairCells(source);
  const size_t body = rows.size() > 1 && IsHead(rows.front()) ? 1 : 0;
  const bool torn = rows.size() > 1 && IsTornHead(rows.front());
  if (torn) WithholdHeadless(rows);
  WithholdUnlabelled(rows, torn ? 1 : body);
  const size_t columns = rows.empty() ? 0 : rows.front().size();
  std::vector<bool> withheld(columns, false);
  std::vector<std::vector<std::string>> kept;
  for (const CellRow& row : rows) {
    for (size_t c = 0; c < columns; ++c) withheld[c] = withheld[c] || row[c].withheld;
    if (!Stays(row)) continue;
    kept.emplace_back();
    for (const TableCell& cell : row) kept.back().push_back(cell.text);
  }
  if (body == 1 && kept.size() <= 1) return {};
  for (size_t c = columns; c-- > 0;) {
    const bool empty = std::all_of(kept.begin() + static_cast<std::ptrdiff_t>(body), kept.end(),
                                   [&](const auto& cells) { return cells[c].empty(); });
    if (!empty || !withheld[c]) continue;
    for (auto& cells : kept) cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(c));
  }
  return kept;
}

}  // namespace expurge
