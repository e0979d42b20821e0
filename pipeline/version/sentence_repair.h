// Makes whole sentences again of what is left around withheld passages, or lets them go.
//
// Nothing is added but a closed table: "Madame" for "Mme" without a name, a capital, a full stop.
// A neutral remainder that points at what is missing ("Madame souffre de", "depuis que", "suivie
// par") goes; a transmitted finding stays with as much of its clause as is whole. Which of the two
// happens depends on the transmitted words alone. A sentence of which only numbers, units or words
// of grammar are left goes whole.
//
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <vector>

#include "pipeline/version/transmitted_text.h"

namespace expurge {

enum class RepairKind {
  kProse,  // a paragraph: sentences with a verb, each with its full stop
  kShort,  // a heading: a noun phrase may stand alone, no full stop is added
  kCell,   // a cell: likewise, and numbers alone may stand: the row says what they are
  kItem,   // a list item: likewise, if something beyond neutral words is left of it
};

// The sentences of `tokens`, repaired, as lines: one, or more where form labels ("Logement :")
// follow each other. Empty when nothing can stand.
std::vector<std::string> RepairText(const Tokens& tokens, RepairKind kind);

// One sentence without its final mark; its gaps are gone. Empty when it cannot stand alone.
Tokens RepairSentence(const Tokens& tokens, RepairKind kind);

// The sentences of a text, cut by transmitted words only: after . ! ? … before a capital, after a
// gap before a capital, before a form label that begins a line. Final marks belong to them.
std::vector<Tokens> SplitSentences(const Tokens& tokens);

}  // namespace expurge
