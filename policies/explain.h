// Explains a recipient to a worker: the mission, the text, what goes, what never goes, what needs a
// decision; as one screen of French text or as JSON. Also lists all of them, and checks a policy
// file of a service's own.
//
// Thread-safe: pure functions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "policies/policy.h"

namespace expurge {

struct ExplainedSection {
  std::string key;    // "mission", stable, for JSON
  std::string title;  // "Mission"
  std::string text;   // a sentence or more; empty when the section is a list
  std::vector<std::string> items;  // labels of categories, or legal bases
  std::vector<Category> categories;  // behind `items`, where they are categories
};

struct Explanation {
  std::string id, label;
  Jurisdiction jurisdiction = Jurisdiction::kFrance;
  Mode mode = Mode::kRefuse;
  std::string delivery;
  std::string policy_hash;
  std::vector<ExplainedSection> sections;
};

// The recipient as it stands in a jurisdiction which it serves.
Explanation ExplainRecipient(const Policy& policy, const Recipient& recipient,
                             Jurisdiction jurisdiction);

// At most 80 columns; 50 lines at most for every shipped recipient.
std::string ExplanationText(const Explanation& explanation, const Policy& policy);
std::string ExplanationJson(const Explanation& explanation);

// One line a recipient: id, label, jurisdictions and modes.
std::string RecipientListText(const Policy& policy);
std::string RecipientListJson(const Policy& policy);

struct CheckedPolicy {
  std::string id;          // of the recipient in the file
  bool is_new = false;     // false: tightens a shipped one
  size_t tightened = 0;    // cells that became stricter, over all jurisdictions
  std::string hash;        // of the policy with this file
};

// Reads `file` over the shipped folder as `--politiques` would. Errors as Policy::Load.
[[nodiscard]] Result<CheckedPolicy> VerifyPolicyFile(const std::filesystem::path& shipped,
                                                     const std::filesystem::path& file);

}  // namespace expurge
