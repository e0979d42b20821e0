// The review file: what was decided, without any text, and what the professional chooses to change:
// lift a passage marked M? or G? with a reason, or withhold more. Choices count only for the very
// report and policy they were made for: a changed hash makes the file void.
//
// Format (docs/review.md), JSON: "original_sha256", "politique_sha256", "destinataire", "passages"
// (each with "numero", "points", "symbole", "decision": "" or "lever", "raison"), and "retirer"
// (each with "points": [begin, end] in code points, "partout": withhold every other place where
// the same words stand).
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/document.h"
#include "base/error.h"
#include "pipeline/version/decide.h"

namespace expurge {

struct ReviewKey {
  std::string input_hash, policy_hash, recipient;
};

struct Lift {
  size_t begin = 0, end = 0;  // code points of the passage
  std::string reason;
};

struct Withholding {
  size_t begin = 0, end = 0;  // code points
  bool everywhere = false;
};

struct Review {
  std::vector<Lift> lifts;
  std::vector<Withholding> withheld;
};

// Errors: kUsage "review.format" (args: file, what was expected), kNeedsHuman "review.void" (the
// report, policy or recipient is another one), "review.reason" (a lift without a reason).
[[nodiscard]] Result<Review> ReadReview(const std::string& json, const std::string& file_name,
                                        const ReviewKey& key);

// Changes the decisions. A lift must name a passage of M? or G? exactly: kNeedsHuman
// "review.locked" (args: begin of the passage, symbol) for a locked one, "review.passage" for a
// range that is no passage.
[[nodiscard]] Result<void> ApplyReview(const Review& review, const Document& document,
                                       std::vector<Decision>& decisions);

}  // namespace expurge
