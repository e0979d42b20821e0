// The version before it is set: blocks of transmitted text, repaired so that nothing shows where or
// how much was withheld. Everything downstream is a function of this value and the frame alone:
// that is what makes two reports that differ only in withheld passages give the same bytes.
//
// Empty paragraphs, list items and rows go; a heading whose section is empty goes; a sentence that
// lost a clause stays when it is still grammatical, or goes whole.
//
// Thread-safe: pure function.
#pragma once

#include <string>
#include <vector>

#include "base/document.h"
#include "pipeline/version/decide.h"

namespace expurge {

struct VersionBlock {
  BlockKind kind = BlockKind::kParagraph;
  int level = 0;
  int table = 0;                  // rows of one table share a number; 0 outside tables
  SecretText text;                // one line, single spaces; empty for table rows
  std::vector<SecretText> cells;  // table rows only
  bool operator==(const VersionBlock&) const = default;
};

struct Version {
  std::vector<VersionBlock> blocks;
  bool operator==(const Version&) const = default;
};

// `decisions` as Decide() returns them.
Version MakeVersion(const Document& document, const std::vector<Decision>& decisions);

}  // namespace expurge
