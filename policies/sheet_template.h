// Writes a commented sheet to fill in for one recipient (`expurge fiche DESTINATAIRE`): only the
// sections that its gate asks for, with what the policy accepts.
//
// The empty sheet can be read at once, and the gate lists what is still to be filled in.
// Thread-safe: pure function.
#pragma once

#include <string>

#include "policies/policy.h"

namespace expurge {

// TOML, UTF-8, ending in a line feed. `recipient` serves `jurisdiction`.
std::string WriteSheetTemplate(const Recipient& recipient, const Policy& policy,
                               Jurisdiction jurisdiction = Jurisdiction::kFrance);

}  // namespace expurge
