// Goes through the blocks: repairs each, lets the empty ones go, then what stood only for them
// (rows, columns, labels, headings), and counts numbers anew.
#include "pipeline/version/version.h"

#include <algorithm>
#include <set>
#include <string>

#include "pipeline/version/french_words.h"
#include "pipeline/version/numbering.h"
#include "pipeline/read/read_marks.h"
#include "pipeline/version/sentence_repair.h"
#include "pipeline/version/table_repair.h"
#include "pipeline/version/transmitted_text.h"
#include "pipeline/version/folded_words.h"

namespace expurge {
namespace {

// What became of one block of the source.
struct Outcome {
  VersionBlock block;
  bool lost = false;     // nothing of it stayed although it held words
  bool label = false;    // a line that only announces what follows: "Santé :"
};

bool HasWords(std::string_view line) { return !FoldedWords(line, false).empty(); }

bool IsTransmitted(const std::vector<Decision>& decisions, size_t offset) {
  const auto at = std::partition_point(decisions.begin(), decisions.end(), [&](const Decision& d) {
    return d.range.end <= offset;
  });
  return at != decisions.end() && at->range.Contains(offset) && at->transmitted();
}

// The marker of a list item or the number of a heading, as it may be shown, and its size.
struct BlockMarker {
  std::string shown;  // "" for a heading without a number
  size_t bytes = 0;
};

BlockMarker MarkerOf(const Document& document, const std::vector<Decision>& decisions,
                     const Block& block) {
  BlockMarker marker;
  const bool item = block.kind == BlockKind::kListItem;
  if (!item && block.kind != BlockKind::kHeading) return marker;
  const std::string_view text = block.range.In(document.text.Reveal());
  const LineMark mark = MarkOf(text.substr(0, text.find('\n')));
  const bool box = mark.kind == MarkKind::kTickBox;
  const bool numbered = mark.kind == MarkKind::kNumbered;
  if (item) marker.shown = "-";
  if (mark.kind == MarkKind::kBullet) marker.bytes = mark.bytes;
  if (numbered || (box && item)) {
    marker.bytes = mark.bytes;
    const bool shown = IsTransmitted(decisions, block.range.begin);
    std::string_view written = text.substr(0, mark.bytes);
    while (!written.empty() && (written.ends_with(' ') || written.ends_with('\t'))) {
      written.remove_suffix(1);
    }
    while (written.ends_with("\u00A0")) written.remove_suffix(2);
    if (shown) marker.shown = std::string(written);
  }
  return marker;
}

RepairKind KindOf(const Block& block) {
  if (block.kind == BlockKind::kParagraph) return RepairKind::kProse;
  return block.kind == BlockKind::kListItem ? RepairKind::kItem : RepairKind::kShort;
}

bool IsLabelLine(const Tokens& tokens, const std::vector<std::string>& lines) {
  return lines.size() == 1 && lines.front().ends_with(":") && !HasFinding(tokens);
}

class Maker {
 public:
  // `kept_names`: decisions whose name must not be lost.
  Maker(const Document& document, const std::vector<Decision>& decisions,
        const std::set<size_t>& kept_names)
      : document_(document), decisions_(decisions), kept_names_(kept_names) {}

  Version Make() {
    const std::vector<Block>& blocks = document_.blocks;
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind == BlockKind::kTableRow) {
        size_t end = i;
        while (end < blocks.size() && blocks[end].kind == BlockKind::kTableRow &&
               blocks[end].table == blocks[i].table) {
          ++end;
        }
        AddTable(i, end);
        i = end - 1;
      } else {
        AddText(blocks[i]);
      }
    }
    DropLabels();
    DropHeadings();
    return Numbered();
  }

 private:
  void AddTable(size_t first, size_t last) {
    std::vector<std::vector<Tokens>> rows;
    for (size_t i = first; i < last; ++i) {
      rows.emplace_back();
      for (const TextRange& cell : document_.blocks[i].cells) {
        rows.back().push_back(TransmittedTokens(document_, decisions_, cell, kept_names_));
      }
    }
    size_t kept = 0;
    for (std::vector<std::string>& cells : RepairTable(rows)) {
      Outcome outcome;
      outcome.block.kind = BlockKind::kTableRow;
      outcome.block.table = document_.blocks[first].table;
      for (std::string& cell : cells) outcome.block.cells.emplace_back(std::move(cell));
      outcomes_.push_back(std::move(outcome));
      ++kept;
    }
    if (kept == 0) AddLost(BlockKind::kTableRow, 0);
  }

  void AddLost(BlockKind kind, int level) {
    Outcome lost;
    lost.block.kind = kind;
    lost.block.level = level;
    lost.lost = true;
    outcomes_.push_back(std::move(lost));
  }

  void AddText(const Block& block) {
    BlockMarker marker = MarkerOf(document_, decisions_, block);
    const TextRange words{block.range.begin + marker.bytes, block.range.end};
    const Tokens tokens = TransmittedTokens(document_, decisions_, words, kept_names_);
    const std::vector<std::string> lines = RepairText(tokens, KindOf(block));
    const bool label = IsLabelLine(tokens, lines);
    bool any = false;
    for (const std::string& line : lines) {
      if (!HasWords(line)) continue;
      Outcome outcome;
      outcome.block.kind = block.kind;
      outcome.block.level = block.level;
      outcome.label = label;
      std::string text = line;
      if (!any && !marker.shown.empty()) text = marker.shown + " " + line;
      // A second line of an item (one label after another) is an item of its own.
      if (any && block.kind == BlockKind::kListItem) text = "- " + line;
      outcome.block.text = SecretText(std::move(text));
      outcomes_.push_back(std::move(outcome));
      any = true;
    }
    if (!any && !tokens.empty()) AddLost(block.kind, block.level);
  }

  // A label line goes when what stands right after it went, unless it announces a list or a table
  // of which something stayed.
  void DropLabels() {
    for (size_t i = outcomes_.size(); i-- > 0;) {
      if (!outcomes_[i].label) continue;
      size_t next = i + 1;
      if (next == outcomes_.size() || !outcomes_[next].lost) continue;
      const BlockKind kind = outcomes_[next].block.kind;
      while (next < outcomes_.size() && outcomes_[next].lost) ++next;
      const bool serial = kind == BlockKind::kListItem || kind == BlockKind::kTableRow;
      const bool rest = next < outcomes_.size() && outcomes_[next].block.kind == kind;
      if (!serial || !rest) outcomes_[i].lost = true;
    }
  }

  // A heading goes when its section held something and nothing of it stayed; from the last one
  // back, so that an outer heading sees which inner ones are left.
  void DropHeadings() {
    for (size_t i = outcomes_.size(); i-- > 0;) {
      if (outcomes_[i].block.kind != BlockKind::kHeading || outcomes_[i].lost) continue;
      bool kept = false, lost = false;
      for (size_t j = i + 1; j < outcomes_.size() && !kept; ++j) {
        const VersionBlock& block = outcomes_[j].block;
        if (block.kind == BlockKind::kHeading && block.level <= outcomes_[i].block.level) break;
        if (block.kind == BlockKind::kPageFooter || block.kind == BlockKind::kPageHeader) continue;
        (outcomes_[j].lost ? lost : kept) = true;
      }
      if (!kept && lost) outcomes_[i].lost = true;
    }
  }

  Version Numbered() {
    Version version;
    Numbering numbering;
    for (Outcome& outcome : outcomes_) {
      if (outcome.lost) continue;
      VersionBlock& block = outcome.block;
      const bool heading = block.kind == BlockKind::kHeading;
      if (heading) numbering.ForgetLists();
      if (heading || block.kind == BlockKind::kListItem) {
        const std::string_view text = block.text.Reveal();
        const LineMark mark = MarkOf(text);
        if (mark.kind == MarkKind::kNumbered) {
          const std::string list = heading ? "heading" : "list" + std::to_string(block.level);
          block.text = SecretText(numbering.Renumber(text.substr(0, mark.bytes), list) +
                                  std::string(text.substr(mark.bytes)));
        }
      }
      version.blocks.push_back(std::move(block));
    }
    return version;
  }

  const Document& document_;
  const std::vector<Decision>& decisions_;
  const std::set<size_t>& kept_names_;
  std::vector<Outcome> outcomes_;
};

void AddWords(std::string_view text, std::set<std::string>& words) {
  for (std::string& word : FoldedWords(text, true)) words.insert(std::move(word));
}

// The first mention of every transmitted name that the version does not hold: a person whom the
// recipient may know of must not vanish because every sentence about them did.
std::set<size_t> LostNames(const Version& version, const Document& document,
                           const std::vector<Decision>& decisions) {
  std::set<std::string> present;
  for (const VersionBlock& block : version.blocks) {
    AddWords(block.text.Reveal(), present);
    for (const SecretText& cell : block.cells) AddWords(cell.Reveal(), present);
  }
  std::set<size_t> lost;
  for (size_t i = 0; i < decisions.size(); ++i) {
    if (!IsNameOnly(decisions[i])) continue;
    const size_t before = present.size();
    AddWords(decisions[i].range.In(document.text.Reveal()), present);
    if (present.size() > before) lost.insert(i);
  }
  return lost;
}

}  // namespace

Version MakeVersion(const Document& document, const std::vector<Decision>& decisions) {
  const std::set<size_t> none;
  const Version version = Maker(document, decisions, none).Make();
  const std::set<size_t> lost = LostNames(version, document, decisions);
  return lost.empty() ? version : Maker(document, decisions, lost).Make();
}

}  // namespace expurge
