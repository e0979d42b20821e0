// Reads legal references as people write them ("L.121-6-2 al 5 du CASF", "art. 7-2 de la loi
// n° 90-449") and compares them with what a recipient may be sent something under.
//
// Only whole references count: "L. 121-6" is not "L. 121-6-2", a law without its article is not
// the article. A text that cites anything not accepted is refused, even beside something accepted.
//
// Thread-safe: pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policies/policy.h"

namespace expurge {

struct LegalReference {
  std::string code;           // "casf", "cp", "loi 90-449", "rgpd"; empty when not said
  char letter = 0;            // 'l', 'r', 'd'; 0 when none
  std::string article;        // "121-6-2"; empty for an act cited without article
  std::set<std::string> parts;  // "al5", "1°", "iii"
  bool following = false;     // "375 et suivants"
  bool operator==(const LegalReference&) const = default;
};

// The references in the order of the text.
std::vector<LegalReference> ParseLegalReferences(std::string_view text);

enum class BasisVerdict {
  kAccepted,
  kMissing,     // empty
  kPlanAlerte,  // L. 116-3 CASF, which founds no sharing at all
  kViolenceHealthOnly,  // 226-14, 3° CP: for health professionals only
  kNotAccepted,
};

struct BasisCheck {
  BasisVerdict verdict = BasisVerdict::kMissing;
  bool handed_to_person = false;  // accepted as "remise à la personne"
};

// Judges the text of a sheet. Parts are separated by ";": each must be accepted or a complement,
// and one at least accepted.
BasisCheck CheckLegalBasis(std::string_view text, const Recipient& recipient,
                           Jurisdiction jurisdiction, const Policy& policy);

}  // namespace expurge
