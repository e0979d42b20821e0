// Rules that look at a whole report before single passages are decided.
//
// Thread-safe: pure functions.
#pragma once

#include "base/finding.h"
#include "policies/gate.h"

namespace expurge {

// What the gate must know of the report.
ReportFacts FactsOf(const Analysis& analysis);

// Once violence within the couple is found anywhere, an address or a telephone number tells the
// violent partner where she is: each becomes identite.adresse.protegee (law.md, 1.9 and J25).
void ProtectAddresses(Analysis& analysis);

}  // namespace expurge
