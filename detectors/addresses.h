// Finds postal addresses: number and street, residence, building, floor, postal code and town,
// lieux-dits, "chez", boxes.
//
// The address of an institution is none of a person: it is left out where the words before it name
// one and no word of living does. Thread-safe: pure function.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/name_marks.h"
#include "detectors/reading.h"

namespace expurge {

void FindAddresses(const Reading& reading, const NameMarks& marks,
                   std::vector<Finding>& findings);

}  // namespace expurge
