// Finds what a French social-work report reveals, and says how every clause was understood.
//
// A clause that nothing understood stays Neutral::kNone without a finding; the policy withholds it
// as `inconnu`. Detection never decides what may be sent.
//
// Thread-safe: immutable once loaded.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/document.h"
#include "base/error.h"
#include "base/finding.h"

namespace expurge {

// Trades leak against over-redaction; docs/ shows the curve.
enum class Prudence { kLow, kNormal, kHigh };

struct DetectorOptions {
  std::filesystem::path data;                    // folder of the shipped lexicons and weights
  Prudence prudence = Prudence::kNormal;
  std::vector<std::filesystem::path> lexicons;   // local additions (`--lexique`)
};

class Detector {
 public:
  // Errors: kUsage "detect.data" (args: file, line, column, what was expected).
  [[nodiscard]] static Result<std::unique_ptr<const Detector>> Load(const DetectorOptions& options);

  virtual ~Detector() = default;

  // Findings and clauses of the whole document, in bytes of `document.text`. Deterministic; linear
  // in the size of the text.
  virtual Analysis Detect(const Document& document) const = 0;
};

}  // namespace expurge
