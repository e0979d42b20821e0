// Numbers that only their label tells ("N° allocataire", "Passeport", "code guichet", "Tél."), and
// e-mail addresses, also spelled out ("(at)", "arobase").
//
// A label is taken at its word: the value after it is reported whatever its shape, unless it is a
// date, an amount or too short. Thread-safe: pure functions.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/reading.h"

namespace expurge {

void FindLabelledNumbers(const Reading& reading, std::vector<Finding>& findings);
void FindAddressesOfMail(const Reading& reading, std::vector<Finding>& findings);

}  // namespace expurge
