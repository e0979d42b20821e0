// emettre and filtrer: one version of one report.

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "base/sha256.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/session.h"
#include "pipeline/job.h"
#include "pipeline/journal.h"
#include "pipeline/report.h"
#include "pipeline/version/review.h"

namespace expurge {
namespace {

bool SameFile(const std::string& a, const std::string& b) {
  struct stat first {}, second {};
  return PosixFileSystem().Stat(a, &first) == 0 && PosixFileSystem().Stat(b, &second) == 0 &&
         first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

Result<OutputKind> KindOfExtension(const std::string& path) {
  std::string extension = std::filesystem::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(c | 0x20); });
  if (extension == ".txt") return OutputKind::kText;
  if (extension == ".pdf") return OutputKind::kPdf;
  return Fail(ErrorKind::kUsage, "cli.output_extension", {path});
}

// Refused before any work: an output that could not be written in the end.
Result<void> CheckTarget(const std::string& path, const std::string& input, bool replace) {
  if (SameFile(path, input)) return Fail(ErrorKind::kUsage, "cli.output_is_input", {path});
  struct stat found {};
  const bool exists = PosixFileSystem().Stat(path, &found) == 0;
  if (exists && S_ISDIR(found.st_mode)) return Fail(ErrorKind::kUsage, "deliver.folder", {path});
  if (exists && !replace) return Fail(ErrorKind::kUsage, "deliver.exists", {path});
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  struct stat parent {};
  if (PosixFileSystem().Stat(folder.empty() ? "." : folder.string(), &parent) != 0) {
    return Fail(ErrorKind::kUsage, "deliver.folder", {path});
  }
  return {};
}

struct Prepared {
  Policy policy;
  Sheet sheet;
  std::unique_ptr<const Detector> detector;
  ReadOptions read;
  std::optional<Review> review;
};

// The review file is read when it is there; else it will be written from the decisions made.
Result<std::optional<Review>> LoadReview(const Arguments& arguments, const Prepared& prepared,
                                         const std::string& input) {
  const std::optional<std::string> path = arguments.Value("--revue");
  struct stat found {};
  if (!path || PosixFileSystem().Stat(*path, &found) != 0) return std::optional<Review>();
  constexpr size_t kReviewMax = size_t{256} << 20;
  const Result<std::string> json = ReadWhole(PosixFileSystem(), *path, kReviewMax);
  if (!json) return tl::unexpected(json.error());
  Result<Review> review =
      ReadReview(*json, *path,
                 {Sha256Hex(input), prepared.policy.hash(), prepared.sheet.recipient});
  if (!review) return tl::unexpected(review.error());
  return std::optional<Review>(std::move(*review));
}

// Everything that does not depend on the report; the sheet is checked before the report is read.
Result<Prepared> Prepare(const Arguments& arguments) {
  Result<Policy> policy = LoadPolicy(arguments);
  if (!policy) return tl::unexpected(policy.error());
  Result<Sheet> sheet = LoadSheet(arguments, *policy);
  if (!sheet) return tl::unexpected(sheet.error());
  const Result<void> allowed = CheckSheet(*policy, *sheet, {});
  if (!allowed) return tl::unexpected(allowed.error());
  Result<ReadOptions> read = LoadReadOptions(arguments);
  if (!read) return tl::unexpected(read.error());
  Result<std::unique_ptr<const Detector>> detector = LoadDetector(arguments);
  if (!detector) return tl::unexpected(detector.error());
  return Prepared{std::move(*policy), std::move(*sheet), std::move(*detector), std::move(*read),
                  std::nullopt};
}

Result<Outcome> MakeOutcome(const Arguments& arguments, const Prepared& prepared,
                            const std::string& input, std::optional<OutputKind> kind) {
  Job job;
  job.policy = &prepared.policy;
  job.detector = prepared.detector.get();
  job.sheet = &prepared.sheet;
  job.read = prepared.read;
  job.output = kind;
  job.review = prepared.review ? &*prepared.review : nullptr;
  job.skip_image_pages = arguments.Has("--ignorer-pages-image");
  job.limits = LimitsFor(input);
  job.sandbox_required = !arguments.Has("--sans-bac-a-sable");
  return RunJob(job, input);
}

// What the worker should know although the version was made: on standard error, without a word of
// the report.
void Warn(const Outcome& outcome, const Prepared& prepared) {
  for (const std::string& note : prepared.sheet.notes) WriteMessage("expurge : " + note + "\n");
  if (outcome.replaced > 0) {
    WriteMessage("expurge : " + Message("warn.replaced", {std::to_string(outcome.replaced)}) +
                 "\n");
  }
  if (!outcome.image_pages.empty()) {
    WriteMessage("expurge : " + Message("warn.image_pages", {JoinPages(outcome.image_pages)}) +
                 "\n");
  }
  if (!outcome.child_danger_pages.empty()) {
    std::vector<int> pages = outcome.child_danger_pages;
    pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
    WriteMessage("expurge : " +
                 Message("warn.child_danger",
                         {std::to_string(outcome.child_danger_pages.size()), JoinPages(pages)}) +
                 "\n");
  }
}

// The files beside the version: report, slip, review, journal. Written before the version, so that a
// version never stands without them.
Result<void> WriteCompanions(const Arguments& arguments, const Prepared& prepared,
                             const std::string& input, const Outcome& outcome) {
  const bool replace = arguments.Has("--remplacer");
  if (const auto path = arguments.Value("--rapport")) {
    const std::string json = DecisionReport(outcome, prepared.policy, prepared.sheet, input);
    const Result<void> written = WriteWhole(PosixFileSystem(), *path, json, replace, 0600);
    if (!written) return written;
  }
  if (const auto path = arguments.Value("--bordereau")) {
    const Result<OutputKind> kind = KindOfExtension(*path);
    if (!kind) return tl::unexpected(kind.error());
    const Result<std::string> slip = RenderSlip(outcome, prepared.policy, prepared.sheet, *kind);
    if (!slip) return tl::unexpected(slip.error());
    const Result<void> written = WriteWhole(PosixFileSystem(), *path, *slip, replace);
    if (!written) return written;
  }
  if (const auto path = arguments.Value("--revue"); path && !prepared.review) {
    const std::string json = ReviewFile(outcome, prepared.policy, prepared.sheet, input);
    const Result<void> written = WriteWhole(PosixFileSystem(), *path, json, false, 0600);
    if (!written) return written;
  }
  // The journal comes last before the version: a line without a version is harmless, a version
  // without a line would be a transmission nobody can trace.
  if (const auto path = arguments.Value("--journal"); path && !prepared.sheet.draft) {
    return AppendEntry(*path, EntryFor(prepared.sheet, prepared.policy, input, outcome.bytes));
  }
  return {};
}

int Deliver(const std::string& path, const std::string& bytes, bool replace) {
  if (path == "-") {
    if (WriteStandardOutput(bytes)) return 0;
    return Report(Error{ErrorKind::kTemporary, "cli.pipe_closed", {}, 0});
  }
  const Result<void> written = WriteWhole(PosixFileSystem(), path, bytes, replace);
  return written ? 0 : Report(written.error());
}

}  // namespace

int EmitCommand(const Arguments& arguments) {
  const std::string& input_path = arguments.positional[0];
  const std::optional<std::string> output = arguments.Value("-o");
  const bool replace = arguments.Has("--remplacer");
  if (!output) return Report(Error{ErrorKind::kUsage, "cli.output_needed", {}, 0});
  std::optional<OutputKind> kind;
  if (*output != "-") {
    const Result<OutputKind> extension = KindOfExtension(*output);
    if (!extension) return Report(extension.error());
    kind = *extension;
  }
  for (const char* option : {"-o", "--rapport", "--bordereau"}) {
    const std::optional<std::string> path = arguments.Value(option);
    if (!path || *path == "-") continue;
    const Result<void> target = CheckTarget(*path, input_path, replace);
    if (!target) return Report(target.error());
  }

  Result<Prepared> prepared = Prepare(arguments);
  if (!prepared) return Report(prepared.error());
  const Result<std::string> input = LoadInput(arguments, input_path);
  if (!input) return Report(input.error());
  Result<std::optional<Review>> review = LoadReview(arguments, *prepared, *input);
  if (!review) return Report(review.error());
  prepared->review = std::move(*review);
  const Result<Outcome> outcome = MakeOutcome(arguments, *prepared, *input, kind);
  if (!outcome) return Report(outcome.error(), input_path);
  const Result<void> companions = WriteCompanions(arguments, *prepared, *input, *outcome);
  if (!companions) return Report(companions.error());
  const int code = Deliver(*output, outcome->bytes, replace);
  if (code == 0 && !arguments.Has("-q")) Warn(*outcome, *prepared);
  return code;
}

int FilterCommand(const Arguments& arguments) {
  const Result<Prepared> prepared = Prepare(arguments);
  if (!prepared) return Report(prepared.error());
  const Result<std::string> input = LoadInput(arguments, "-");
  if (!input) return Report(input.error());
  const Result<Outcome> outcome = MakeOutcome(arguments, *prepared, *input, std::nullopt);
  if (!outcome) return Report(outcome.error(), "-");
  const int code = Deliver("-", outcome->bytes, false);
  if (code == 0 && !arguments.Has("-q")) Warn(*outcome, *prepared);
  return code;
}

}  // namespace expurge
