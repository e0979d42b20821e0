// Makes one version: read, detect, decide, render, verify. The whole chain runs in a limited child
// process; what comes back is a verified version or one error, never something in between.
//
// Not thread-safe: forks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "detectors/detector.h"
#include "pipeline/read/read.h"
#include "pipeline/version/review.h"
#include "pipeline/sandbox.h"
#include "policies/gate.h"
#include "policies/policy.h"
#include "policies/sheet.h"

namespace expurge {

enum class OutputKind { kText, kPdf };

struct Job {
  const Policy* policy = nullptr;
  const Detector* detector = nullptr;
  const Sheet* sheet = nullptr;
  ReadOptions read;
  std::optional<OutputKind> output;  // none: the kind of the input
  const Review* review = nullptr;   // the professional's choices, or null
  bool skip_image_pages = false;     // leave out pages that are pictures instead of refusing
  Limits limits;
  bool sandbox_required = true;
};

// One passage as it was decided; positions and reasons, no text.
struct PassageRecord {
  int page = 0;
  TextRange range;                     // bytes of the text read
  size_t code_point_begin = 0, code_point_end = 0;
  std::vector<std::string> categories;
  std::string symbol, action, justification, rule;
  bool liftable = false;
  bool lifted = false;
};

struct Outcome {
  std::string bytes;  // the version, verified
  OutputKind kind = OutputKind::kText;
  int page_count = 0;
  size_t replaced = 0;                  // invalid bytes of the input read as U+FFFD
  std::vector<int> image_pages;         // pages left out
  std::vector<int> child_danger_pages;  // passages that belong to the CRIP (one entry a passage)
  std::vector<PassageRecord> passages;
};

// What makes a version impossible before the report is even read: the recipient's mode, the gate.
// Errors: kNeedsHuman "policy.refused" (args: label, what the law provides), "policy.aggregate",
// "gate.closed" (args: four for each failure: gate, missing, why, remedy).
[[nodiscard]] Result<void> CheckSheet(const Policy& policy, const Sheet& sheet,
                                      const ReportFacts& facts);

[[nodiscard]] Result<Outcome> RunJob(const Job& job, const std::string& input);

}  // namespace expurge
