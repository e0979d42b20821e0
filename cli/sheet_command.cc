// fiche: a sheet to fill in, or what is missing in one.

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/session.h"
#include "policies/sheet_template.h"

namespace expurge {
namespace {

int VerifySheet(const Arguments& arguments, const Policy& policy, const std::string& file) {
  const Result<Sheet> sheet = ReadSheetFile(file, policy);
  if (!sheet) return Report(sheet.error());
  for (const std::string& note : sheet->notes) WriteMessage("expurge : " + note + "\n");
  const Result<void> allowed = CheckSheet(policy, *sheet, {});
  if (!allowed) return Report(allowed.error(), file);
  if (!arguments.Has("-q")) {
    static_cast<void>(WriteStandardOutput(Message("sheet.complete", {file}) + "\n"));
  }
  return 0;
}

}  // namespace

int SheetCommand(const Arguments& arguments) {
  const Result<Policy> policy = LoadPolicy(arguments);
  if (!policy) return Report(policy.error());
  if (const auto file = arguments.Value("--verifier")) {
    return VerifySheet(arguments, *policy, *file);
  }
  if (arguments.positional.empty()) {
    return Report(Error{ErrorKind::kUsage, "cli.missing_file", {"fiche", "DESTINATAIRE"}, 0});
  }
  const Result<const Recipient*> recipient = FindRecipient(*policy, arguments.positional[0]);
  if (!recipient) return Report(recipient.error());
  const Result<Jurisdiction> jurisdiction = JurisdictionFor(arguments, **recipient);
  if (!jurisdiction) return Report(jurisdiction.error());
  static_cast<void>(WriteStandardOutput(WriteSheetTemplate(**recipient, *policy, *jurisdiction)));
  return 0;
}

}  // namespace expurge
