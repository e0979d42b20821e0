#include "pipeline/version/table_repair.h"

#include <algorithm>

#include "pipeline/version/sentence_repair.h"
#include "pipeline/version/folded_words.h"

namespace expurge {
namespace {

std::string RepairCell(const Tokens& tokens) {
  std::string cell;
  for (const std::string& line : RepairText(tokens, RepairKind::kShort)) {
    if (!cell.empty()) cell += " ";
    cell += line;
  }
  return cell;
}

bool IsHead(const std::vector<Tokens>& row) {
  return std::all_of(row.begin(), row.end(), [](const Tokens& cell) {
           return !HasGap(cell) && !HasFinding(cell);
         }) &&
         std::any_of(row.begin(), row.end(), [](const Tokens& cell) { return !cell.empty(); });
}

// Whether something besides the label in the first cell stays, or nothing was withheld.
bool Stays(const std::vector<Tokens>& tokens, const std::vector<std::string>& cells) {
  const bool gap = std::any_of(tokens.begin(), tokens.end(), HasGap);
  // "–" in a cell says that there is nothing.
  const auto filled = [](const std::string& cell) { return !FoldedWords(cell, false).empty(); };
  if (!gap) return std::any_of(cells.begin(), cells.end(), filled);
  if (cells.size() == 1) return filled(cells.front());
  const bool label_tells = !tokens.front().empty() && HasFinding(tokens.front());
  return (label_tells && filled(cells.front())) ||
         std::any_of(cells.begin() + 1, cells.end(), filled);
}

}  // namespace

std::vector<std::vector<std::string>> RepairTable(const std::vector<std::vector<Tokens>>& rows) {
  size_t columns = 0;
  for (const auto& row : rows) columns = std::max(columns, row.size());
  const bool head = rows.size() > 1 && IsHead(rows.front());
  std::vector<std::vector<std::string>> kept;
  std::vector<bool> withheld(columns, false);
  for (size_t r = 0; r < rows.size(); ++r) {
    std::vector<std::string> cells(columns);
    for (size_t c = 0; c < rows[r].size(); ++c) {
      cells[c] = RepairCell(rows[r][c]);
      if (HasGap(rows[r][c])) withheld[c] = true;
    }
    if (!rows[r].empty() && Stays(rows[r], cells)) kept.push_back(std::move(cells));
  }
  const size_t body = head ? 1 : 0;
  if (kept.size() <= body && head) return {};
  for (size_t c = columns; c-- > 0;) {
    const bool empty = std::all_of(kept.begin() + static_cast<std::ptrdiff_t>(body), kept.end(),
                                   [&](const auto& cells) { return cells[c].empty(); });
    if (!empty || !withheld[c]) continue;
    for (auto& cells : kept) cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(c));
  }
  return kept;
}

}  // namespace expurge
