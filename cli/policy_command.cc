// politique: what a recipient may receive, and why; checks a policy of one's own.

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/session.h"
#include "policies/explain.h"

namespace expurge {
namespace {

Result<Jurisdiction> JurisdictionOf(const Arguments& arguments, const Recipient& recipient) {
  const std::optional<std::string> word = arguments.Value("--juridiction");
  if (!word) return recipient.jurisdictions.front();
  return *word == "LU" ? Jurisdiction::kLuxembourg : Jurisdiction::kFrance;
}

}  // namespace

int PolicyCommand(const Arguments& arguments) {
  if (const auto file = arguments.Value("--verifier")) {
    const Result<Policy> shipped = LoadPolicy(arguments);
    if (!shipped) return Report(shipped.error());
    const Result<void> checked = VerifyPolicyFile(*file, *shipped);
    if (!checked) return Report(checked.error());
    static_cast<void>(WriteStandardOutput(Message("policy.verified", {*file}) + "\n"));
    return 0;
  }
  const Result<Policy> policy = LoadPolicy(arguments);
  if (!policy) return Report(policy.error());
  const bool json = arguments.Value("--format") == "json";
  if (arguments.positional.empty()) {
    static_cast<void>(WriteStandardOutput(json ? ListJson(*policy) : ListText(*policy)));
    return 0;
  }
  const std::string& id = arguments.positional[0];
  const Recipient* recipient = policy->Find(id);
  if (recipient == nullptr) {
    return Report(Error{ErrorKind::kUsage, "policy.recipient", {id, policy->Nearest(id)}, 0});
  }
  const Result<Jurisdiction> jurisdiction = JurisdictionOf(arguments, *recipient);
  if (!jurisdiction) return Report(jurisdiction.error());
  static_cast<void>(
      WriteStandardOutput(json ? ExplainJson(*policy, *recipient, *jurisdiction)
                               : ExplainText(*policy, *recipient, *jurisdiction)));
  return 0;
}

}  // namespace expurge
