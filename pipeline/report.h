// What is written beside a version: the report of decisions (JSON, for the service) and the
// transmission slip (for the receiver). Neither holds a word of the report that was read.
//
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "pipeline/job.h"

namespace expurge {

// JSON, schema version 1 (docs/review.md): program, hashes of policy, input, sheet and version, and
// for each passage page, positions, categories, symbol, action, justification, rule.
std::string DecisionReport(const Outcome& outcome, const Policy& policy, const Sheet& sheet,
                           const std::string& input);

// The review file to fill in (pipeline/version/review.h): what was decided, and room for the choices.
std::string ReviewFile(const Outcome& outcome, const Policy& policy, const Sheet& sheet,
                       const std::string& input);

// The slip of law.md 4.3 as text or PDF. Errors: as RenderPdf.
[[nodiscard]] Result<std::string> RenderSlip(const Outcome& outcome, const Policy& policy,
                                             const Sheet& sheet, OutputKind kind);

// "3, 7-9": page numbers for a message. `pages` ascends; the same page may stand several times.
std::string JoinPages(const std::vector<int>& pages);

}  // namespace expurge
