// The transmission slip (bordereau): what binds the person who receives a version. One page, all
// of it from the sheet and the policy; not one word about what was withheld, not even that
// something was.
//
// Thread-safe: pure functions.
#pragma once

#include <string>

#include "base/frame.h"
#include "policies/policy.h"
#include "policies/sheet.h"

namespace expurge {

// The first 12 hex digits of the SHA-256 of both hashes: the same version under the same sheet has
// the same reference, without clock or chance.
std::string SlipReference(const std::string& version_hash, const std::string& sheet_hash);

// `version_hash`: SHA-256 of the bytes of the version. The lines stand in `composed`, who and what
// in `header`. Variants: mayor and president, Luxembourg, the person concerned (law.md 4.3).
Frame MakeSlip(const Sheet& sheet, const Recipient& recipient, const Policy& policy,
               const std::string& version_hash);

// The slip as plain text, 80 columns.
std::string SlipText(const Frame& slip);

}  // namespace expurge
