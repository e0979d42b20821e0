// Reads the bytes that are about to be delivered, with readers other than the writer, and proves
// that nothing withheld is left and that nothing is there that should not be.
//
// Errors: kResidue "verify.residue" (args: count; page), "verify.mismatch" (readers disagree, or
// text that was not meant to be there), "verify.structure" (a key that a version never has).
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/document.h"
#include "base/error.h"
#include "base/frame.h"
#include "pipeline/version/decide.h"
#include "pipeline/version/version.h"

namespace expurge {

// What the check compares with: the source with its decisions, and what was meant to be written.
struct Expectation {
  const Document* document = nullptr;
  const std::vector<Decision>* decisions = nullptr;
  const Version* version = nullptr;
  const Frame* frame = nullptr;
};

[[nodiscard]] Result<void> VerifyText(const std::string& bytes, const Expectation& expected);
[[nodiscard]] Result<void> VerifyPdf(const std::string& bytes, const Expectation& expected);

}  // namespace expurge
