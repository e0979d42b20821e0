// Applies the recipient's policy to what was found: one decision for every stretch of the text.
//
// Thread-safe: pure function.
#pragma once

#include <string>
#include <vector>

#include "base/document.h"
#include "base/finding.h"
#include "policies/policy.h"

namespace expurge {

struct Decision {
  TextRange range;
  CategorySet categories;  // empty: neutral text
  Ruling ruling;
  std::vector<size_t> findings;  // indices in Analysis::findings; empty for neutral and unknown
  int sentence = 0;              // as in Clause
  bool transmitted() const { return ruling.action == Action::kTransmit; }
};

struct DecisionRules {
  const Recipient* recipient = nullptr;
  Jurisdiction jurisdiction = Jurisdiction::kFrance;
  std::vector<std::string> scope;
};

// Disjoint and ascending; together they cover every byte of the document that is not white space.
// Text of no clause and no finding is `inconnu`.
std::vector<Decision> Decide(const Document& document, const Analysis& analysis,
                             const DecisionRules& rules);

}  // namespace expurge
