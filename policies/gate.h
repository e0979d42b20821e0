// The gate: what must be declared or verified before a version exists (gate.csv: G0 to G11).
//
// All failures are returned together, so that the worker completes the sheet once.
// Thread-safe: pure function.
#pragma once

#include <string>
#include <vector>

#include "policies/policy.h"
#include "policies/sheet.h"

namespace expurge {

// What detection found in the report that the gate needs to know; no text.
struct ReportFacts {
  bool conjugal_violence = false;
  bool protected_address = false;
};

struct GateFailure {
  std::string gate;     // "G4b"
  std::string missing;  // what is missing, in French
  std::string why;      // the article or point that asks for it
  std::string remedy;   // what to do
};

// Empty when the gate is open. A draft passes every check except the recipient's mode.
std::vector<GateFailure> CheckGate(const Sheet& sheet, const Recipient& recipient,
                                   const Policy& policy, const ReportFacts& facts);

}  // namespace expurge
