// The sheet (fiche): who receives, why, under which text, until when, and who signs. TOML, read
// strictly: an unknown key, a wrong type, an impossible date is an error with line and column; a
// missing value is a matter for the gate.
//
// Plain values; safe for concurrent use.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/frame.h"
#include "policies/policy.h"

namespace expurge {

// A date as written, compared lexically: "2026-11-02".
using Date = std::string;

struct Party {  // recepteur, participants
  std::string name, function, service, secrecy;
  bool elected = false;
  Date delegation;  // express delegation of an elected person; empty when none
  std::string recipient;  // participants: id of their own profile; empty: the sheet's recipient
};

struct Sheet {
  std::string recipient;
  Jurisdiction jurisdiction = Jurisdiction::kFrance;
  Party receiver;
  std::vector<Party> participants;
  std::string purpose, added_value, legal_basis, channel;
  std::vector<std::string> scope;
  std::vector<std::string> copies;
  Date retention_end;
  Date information_date;
  std::string information_mode;
  std::string information_exception_reason;
  Date agreement_date;
  std::vector<std::string> agreement_scope;
  std::string exception, exception_reason;  // E1 … E10
  std::string household_name, household_address;
  std::optional<bool> address_protected;
  std::map<std::string, std::string> statement_fields;  // [enonce]
  std::string signatory_name, signatory_function, signatory_contact;
  Date signed_on;
  std::string hash;    // SHA-256 of the bytes of the sheet
  std::vector<std::string> notes;  // what was corrected or should be (citation rules), in French
  bool draft = false;  // made by --essai, without a sheet
};

// Errors: kUsage "sheet.*" (args: file name, line, column, what was expected); kNeedsHuman
// "sheet.no_recipient" when the sheet names none, since nothing can be judged without.
[[nodiscard]] Result<Sheet> ReadSheet(std::string_view toml, const std::string& file_name,
                                      const Policy& policy);

// The sheet of a draft (`--essai --pour … --objet …`). Errors: kUsage "policy.recipient",
// "policy.category".
[[nodiscard]] Result<Sheet> DraftSheet(const std::string& recipient,
                                       const std::vector<std::string>& scope,
                                       const Policy& policy);

// Whether the id is a category or above one: "finances", "identite". `inconnu` is none.
bool IsScopeId(std::string_view id);

// The profiles whose say counts: the recipient, and every participant's own. `sheet` was read with
// this policy, so that none is unknown.
std::vector<const Recipient*> ProfilesPresent(const Sheet& sheet, const Policy& policy);

// Whether the version is handed to the person, who passes it on: because no text allows to send it
// (delivery of the profile), or because that is the basis which the sheet names.
bool IsHandedToPerson(const Sheet& sheet, const Recipient& recipient, const Policy& policy);

// "20 novembre 2026", "1er décembre 2026"; the text itself when it is no date.
std::string FrenchDate(const Date& date);

// The neutral statement with its fields filled in from the sheet; empty when it has a field that
// the sheet does not fill: half a statement says more than none.
std::string FilledStatement(std::string_view id, const Sheet& sheet, const Policy& policy);

// The title, header, composed body and closing of a version. `statements`: ids of the neutral
// statements that stand for something generalised; a composed body ignores them, so that it is the
// same for every report.
Frame MakeFrame(const Sheet& sheet, const Recipient& recipient, const Policy& policy,
                const std::vector<std::string>& statements);

}  // namespace expurge
