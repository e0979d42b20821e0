// A table after withholding: emptied rows and columns go, a label whose value went goes with it.
//
// Thread-safe: pure function.
#pragma once

#include <string>
#include <vector>

#include "pipeline/version/transmitted_text.h"

namespace expurge {

// The rows of one table that stay, all with the same number of cells. The first row is taken for
// the heads of the columns when it is neutral and whole; it goes when no other row stays.
std::vector<std::vector<std::string>> RepairTable(const std::vector<std::vector<Tokens>>& rows);

}  // namespace expurge
