// Finds births and ages: "né le 3 mars 1974 à Guéret", "DDN 12/02/1949", "14 ans", "(9)" after a
// first name, "septuagénaire", birth dates in words.
//
// A number of years is an age only where the sentence says so: "depuis 14 ans", "dix ans de
// mariage", "les moins de 18 ans" are not. Thread-safe: pure function.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/name_marks.h"
#include "detectors/reading.h"

namespace expurge {

// `marks`: one per token of `reading`.
void FindBirths(const Reading& reading, const NameMarks& marks, std::vector<Finding>& findings);

}  // namespace expurge
