// A small notation for tests: a report with its decisions, written as one string.
//
//   ⟦…⟧       withheld                 {…}       a transmitted finding (finances)
//   {N:…}     a transmitted name        ⏎         a line feed inside a block
//   "# ", "## "  headings               "- ", "1. "  list items
//   "a | b"   with "|" first: a table row, cells between bars
//
// Everything else is neutral text. One line, one block.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "pipeline/version/decide.h"
#include "pipeline/read/read_marks.h"
#include "pipeline/version/version.h"

namespace expurge {

struct MarkedReport {
  Document document;
  std::vector<Decision> decisions;
};

class MarkedReportBuilder {
 public:
  MarkedReport Build(std::string_view marked) {
    while (!marked.empty()) {
      const size_t end = std::min(marked.find('\n'), marked.size());
      AddLine(marked.substr(0, end));
      marked.remove_prefix(std::min(end + 1, marked.size()));
    }
    report_.document.text = SecretText(text_);
    return std::move(report_);
  }

 private:
  void AddLine(std::string_view line) {
    Block block;
    if (line.starts_with("## ") || line.starts_with("# ")) {
      block.kind = BlockKind::kHeading;
      block.level = line.starts_with("## ") ? 2 : 1;
      line.remove_prefix(static_cast<size_t>(block.level) + 1);
    } else if (line.starts_with("|")) {
      block.kind = BlockKind::kTableRow;
      block.table = 1;
      line.remove_prefix(1);
    } else {
      const MarkKind mark = MarkOf(line).kind;
      if (mark == MarkKind::kBullet || mark == MarkKind::kNumbered) {
        block.kind = BlockKind::kListItem;
        block.level = 1;
      }
    }
    block.range.begin = text_.size();
    if (block.kind == BlockKind::kTableRow) {
      AddCells(line, block);
    } else {
      AddRuns(line);
    }
    block.range.end = text_.size();
    if (!block.range.empty()) report_.document.blocks.push_back(block);
    text_ += "\n";
  }

  void AddCells(std::string_view line, Block& block) {
    while (true) {
      const size_t bar = std::min(line.find('|'), line.size());
      std::string_view cell = line.substr(0, bar);
      while (cell.starts_with(' ')) cell.remove_prefix(1);
      while (cell.ends_with(' ')) cell.remove_suffix(1);
      const size_t begin = text_.size();
      AddRuns(cell);
      block.cells.push_back({begin, text_.size()});
      text_ += "\t";
      if (bar == line.size()) return;
      line.remove_prefix(bar + 1);
    }
  }

  void AddRuns(std::string_view line) {
    while (!line.empty()) {
      const bool withheld = line.starts_with("⟦");
      const bool found = line.starts_with("{");
      const std::string_view close = withheld ? "⟧" : "}";
      if (withheld || found) {
        line.remove_prefix(withheld ? 3 : 1);
        const size_t end = line.find(close);
        std::string_view inner = line.substr(0, end);
        const bool name = inner.starts_with("N:");
        if (name) inner.remove_prefix(2);
        CategorySet categories;
        if (withheld) categories.Add(Category::kSanteSoins);
        if (found) categories.Add(name ? Category::kIdentiteNom : Category::kFinances);
        Add(inner, !withheld, categories);
        line.remove_prefix(end + close.size());
      } else {
        const size_t end = std::min({line.find("⟦"), line.find('{'), line.size()});
        Add(line.substr(0, end), true, {});
        line.remove_prefix(end);
      }
    }
  }

  void Add(std::string_view run, bool transmitted, const CategorySet& categories) {
    Decision decision;
    decision.range.begin = text_.size();
    for (size_t at = 0; at < run.size();) {
      if (run.substr(at).starts_with("⏎")) {
        text_ += '\n';
        at += std::string_view("⏎").size();
      } else {
        text_ += run[at++];
      }
    }
    decision.range.end = text_.size();
    decision.categories = categories;
    decision.ruling.action = transmitted ? Action::kTransmit : Action::kWithhold;
    if (run.find_first_not_of(" \n") == std::string_view::npos) return;
    report_.decisions.push_back(std::move(decision));
  }

  MarkedReport report_;
  std::string text_;
};

inline MarkedReport Marked(std::string_view marked) { return MarkedReportBuilder().Build(marked); }

inline Version VersionOf(std::string_view marked) {
  const MarkedReport report = Marked(marked);
  return MakeVersion(report.document, report.decisions);
}

// The blocks of the version, one a line, cells between bars.
inline std::string LinesOf(const Version& version) {
  std::string lines;
  for (const VersionBlock& block : version.blocks) {
    if (!lines.empty()) lines += "\n";
    lines += block.text.Reveal();
    for (size_t i = 0; i < block.cells.size(); ++i) {
      if (i > 0) lines += "|";
      lines += block.cells[i].Reveal();
    }
  }
  return lines;
}

}  // namespace expurge
