// Finds exact ages: "14 ans", "(9 ans)", "âgé de quarante et un ans", "(9)" after a first name.
//
// Thread-safe: pure function.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/name_marks.h"
#include "detectors/reading.h"

namespace expurge {

void FindAges(const Reading& reading, const NameMarks& marks, std::vector<Finding>& findings);

}  // namespace expurge
