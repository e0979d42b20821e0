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
  bool many = false;  // a whole folder is counted (`lot`): the mode agreger passes
};

struct GateFailure {
  std::string gate;     // "G4b"
  std::string missing;  // what is missing, in French
  std::string why;      // the article or point that asks for it
  std::string remedy;   // what to do
  std::string id;       // "G4b.accord", key of grille.toml
};

// Empty when the gate is open. A draft passes every check except the recipient's mode. For a
// recipient who never gets a version (refuser) the one failure says what the law provides instead.
// `recipient` is the sheet's own profile; participants are looked up in `policy`.
std::vector<GateFailure> CheckGate(const Sheet& sheet, const Recipient& recipient,
                                   const Policy& policy, const ReportFacts& facts);

// What a sheet for this recipient may rely on, as words to show: its legal bases, and where a
// commission brings its own text, words that say so.
std::vector<std::string> AcceptedBases(const Recipient& recipient, Jurisdiction jurisdiction,
                                       const Policy& policy);

// What a sheet still lacks, whatever the report holds (`fiche --verifier`).
inline std::vector<GateFailure> SheetGaps(const Sheet& sheet, const Recipient& recipient,
                                          const Policy& policy) {
  return CheckGate(sheet, recipient, policy, {.many = true});
}

}  // namespace expurge
