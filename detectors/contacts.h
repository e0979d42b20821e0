// Tells whose telephone number, mailbox or address a finding is: the persons' or the service's.
//
// Thread-safe: pure function.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/name_marks.h"
#include "detectors/reading.h"

namespace expurge {

// Turns findings of identite.telephone, .courriel and .adresse that belong to a professional or an
// institution into identite.professionnel.
void SettleContacts(const Reading& reading, const NameMarks& marks,
                    std::vector<Finding>& findings);

}  // namespace expurge
