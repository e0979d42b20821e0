// What every command needs: the shipped data, the policy, the detector, and the sheet or the draft
// that the command line names.
//
// Not thread-safe: used by one command at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/file_system.h"
#include "cli/options.h"
#include "detectors/detector.h"
#include "pipeline/job.h"
#include "policies/policy.h"
#include "policies/sheet.h"

namespace expurge {

// The folder of the shipped data: $EXPURGE_DONNEES, else beside the program (share/expurge), else
// where an installation puts it (../share/expurge). Errors: kUsage "cli.data".
[[nodiscard]] Result<std::filesystem::path> DataFolder();

[[nodiscard]] Result<Policy> LoadPolicy(const Arguments& arguments);
[[nodiscard]] Result<std::unique_ptr<const Detector>> LoadDetector(const Arguments& arguments);

// A recipient by id. Errors: kUsage "policy.recipient" with the nearest known id.
[[nodiscard]] Result<const Recipient*> FindRecipient(const Policy& policy, const std::string& id);
// --juridiction, else the first one that the recipient serves. Errors: kUsage "policy.jurisdiction".
[[nodiscard]] Result<Jurisdiction> JurisdictionFor(const Arguments& arguments,
                                                   const Recipient& recipient);

// The sheet in `file`; one that cannot be opened is a wrong call (kUsage), not a bad report.
[[nodiscard]] Result<Sheet> ReadSheetFile(const std::string& file, const Policy& policy);

// --fiche, or --essai with --pour and --objet.
[[nodiscard]] Result<Sheet> LoadSheet(const Arguments& arguments, const Policy& policy);

// The bytes of a report, "-" for standard input, within --taille-max.
[[nodiscard]] Result<std::string> LoadInput(const Arguments& arguments, const std::string& path);

// Password, limits and sandbox as the options say.
[[nodiscard]] Result<ReadOptions> LoadReadOptions(const Arguments& arguments);
Limits LimitsFor(const std::string& input);

// "logement,finances" cut at commas, white space dropped.
std::vector<std::string> SplitList(const std::string& text);

}  // namespace expurge
