// What the names of a document tell the other detectors of identities: for each token, whether it
// belongs to the name of a person, of a professional, or neither.
//
// Plain value; safe for concurrent use.
#pragma once

#include <cstdint>
#include <vector>

namespace expurge {

enum class NameMark : uint8_t { kNone, kPerson, kProfessional };

using NameMarks = std::vector<NameMark>;  // one per token

}  // namespace expurge
