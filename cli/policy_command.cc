// politique: what a recipient may receive, and why; checks a policy of one's own.

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/session.h"
#include "policies/explain.h"

namespace expurge {
namespace {

int VerifyFile(const std::string& file) {
  const Result<std::filesystem::path> data = DataFolder();
  if (!data) return Report(data.error());
  const Result<CheckedPolicy> checked = VerifyPolicyFile(*data / "policies", file);
  if (!checked) return Report(checked.error());
  static_cast<void>(WriteStandardOutput(
      Message(checked->is_new ? "policy.verified_new" : "policy.verified",
              {file, checked->id, std::to_string(checked->tightened)}) +
      "\n"));
  return 0;
}

}  // namespace

int PolicyCommand(const Arguments& arguments) {
  if (const auto file = arguments.Value("--verifier")) return VerifyFile(*file);
  const Result<Policy> policy = LoadPolicy(arguments);
  if (!policy) return Report(policy.error());
  const bool json = arguments.Value("--format") == "json";
  if (arguments.positional.empty()) {
    static_cast<void>(
        WriteStandardOutput(json ? RecipientListJson(*policy) : RecipientListText(*policy)));
    return 0;
  }
  const Result<const Recipient*> recipient = FindRecipient(*policy, arguments.positional[0]);
  if (!recipient) return Report(recipient.error());
  const Result<Jurisdiction> jurisdiction = JurisdictionFor(arguments, **recipient);
  if (!jurisdiction) return Report(jurisdiction.error());
  const Explanation explanation = ExplainRecipient(*policy, **recipient, *jurisdiction);
  static_cast<void>(WriteStandardOutput(json ? ExplanationJson(explanation)
                                             : ExplanationText(explanation, *policy)));
  return 0;
}

}  // namespace expurge
