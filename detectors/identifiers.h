// Finds numbered identifiers: NIR, bank accounts and cards, telephone numbers, e-mail addresses,
// file numbers of benefit offices, numbers of foreigners' papers.
//
// A number whose key is wrong is still reported, as kSuspect: in a scanned report one misread digit
// must not let the others through. Every number found is identite.* of a person here; whether it is
// the writer's own contact is settled by SettleContacts (contacts.h), which knows the names.
//
// Thread-safe: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "base/finding.h"
#include "detectors/reading.h"

namespace expurge {

// Appends findings in source order within each kind; they may overlap.
void FindIdentifiers(const Reading& reading, std::vector<Finding>& findings);

// Whether the two last digits are 97 minus the others modulo 97; `nir` has 15 characters, digits
// but for 2A and 2B (small letters) at the sixth and seventh.
bool NirKeyIsRight(std::string_view nir);
// ISO 7064 on an IBAN of small letters and digits, without spaces.
bool IbanKeyIsRight(std::string_view iban);
// 23 characters: bank, branch, account (letters allowed), key.
bool RibKeyIsRight(std::string_view rib);
bool LuhnIsRight(std::string_view digits);
// Length of an IBAN of this country ("fr"); 0 for a country that has none.
size_t IbanLength(std::string_view country);

}  // namespace expurge
