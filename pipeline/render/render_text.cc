// One paragraph a line, a blank line between blocks; rows of a table and items of a list stand
// together. No column is aligned: widths would speak of cells that went.
#include <algorithm>
#include <string>

#include "pipeline/render/render.h"

namespace expurge {
namespace {

void AddLine(std::string& out, std::string_view line) {
  out += line;
  out += '\n';
}

std::string Row(const VersionBlock& block) {
  std::string row;
  for (size_t i = 0; i < block.cells.size(); ++i) {
    if (i > 0) row += " | ";
    row += block.cells[i].Reveal();
  }
  while (row.ends_with(' ')) row.pop_back();
  return row;
}

std::string Item(const VersionBlock& block) {
  std::string item(static_cast<size_t>(std::max(block.level - 1, 0)) * 2, ' ');
  item += block.text.Reveal();
  return item;
}

bool Together(const VersionBlock& above, const VersionBlock& below) {
  if (above.kind != below.kind) return false;
  switch (below.kind) {
    case BlockKind::kListItem:
    case BlockKind::kPageHeader:
    case BlockKind::kPageFooter: return true;
    case BlockKind::kTableRow: return above.table == below.table;
    default: return false;
  }
}

void AddLines(std::string& out, const std::vector<std::string>& lines, bool apart) {
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || apart) out += '\n';
    AddLine(out, lines[i]);
  }
}

}  // namespace

std::string RenderText(const Version& version, const Frame& frame) {
  std::string out;
  if (frame.draft) out += "BROUILLON\n\n";
  if (!frame.title.empty()) AddLine(out, frame.title);
  if (!frame.header.empty()) out += '\n';
  for (const FrameField& field : frame.header) {
    AddLine(out, field.label.empty() ? field.value : field.label + "\u00A0: " + field.value);
  }
  AddLines(out, frame.composed, true);
  for (size_t i = 0; i < version.blocks.size(); ++i) {
    const VersionBlock& block = version.blocks[i];
    if (i == 0 || !Together(version.blocks[i - 1], block)) out += '\n';
    switch (block.kind) {
      case BlockKind::kTableRow: AddLine(out, Row(block)); break;
      case BlockKind::kListItem: AddLine(out, Item(block)); break;
      default: AddLine(out, block.text.Reveal()); break;
    }
  }
  AddLines(out, frame.statements, true);
  AddLines(out, frame.closing, false);
  while (out.starts_with('\n')) out.erase(0, 1);
  return out;
}

}  // namespace expurge
