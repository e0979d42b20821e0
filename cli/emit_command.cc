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

// Refused before any work: an output that could not be written in the end, or that would destroy
// what was given.
Result<void> CheckTarget(const std::string& path, bool replace) {
  struct stat found {};
  const bool exists = PosixFileSystem().Stat(path, &found) == 0;
  // A device or a pipe would be replaced by a file, not written to.
  if (exists && !S_ISREG(found.st_mode)) return Fail(ErrorKind::kUsage, "deliver.folder", {path});
  if (exists && !replace) return Fail(ErrorKind::kUsage, "deliver.exists", {path});
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  struct stat parent {};
  if (PosixFileSystem().Stat(folder.empty() ? "." : folder.string(), &parent) != 0) {
    return Fail(ErrorKind::kUsage, "deliver.folder", {path});
  }
  return {};
}

bool SamePlace(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return SameFile(a, b) || std::filesystem::weakly_canonical(a, ignored) ==
                               std::filesystem::weakly_canonical(b, ignored);
}

// No file that is written may be one that is read, nor another one that is written.
Result<void> CheckPaths(const Arguments& arguments, const std::string& input) {
  std::vector<std::string> given;
  if (input != "-") given.push_back(input);
  for (const char* option : {"--fiche", "--mot-de-passe-fichier", "--lexique"}) {
    for (const std::string& path : arguments.Values(option)) given.push_back(path);
  }
  std::vector<std::string> written;
  for (const char* option : {"-o", "--rapport", "--bordereau", "--revue", "--journal"}) {
    const std::optional<std::string> path = arguments.Value(option);
    if (!path || (*path == "-" && std::string_view(option) == "-o")) continue;
    for (const std::string& other : given) {
      if (SamePlace(*path, other)) {
        return Fail(ErrorKind::kUsage, "cli.output_is_input", {*path});
      }
    }
    for (const std::string& other : written) {
      if (SamePlace(*path, other)) return Fail(ErrorKind::kUsage, "cli.same_output", {*path});
    }
    written.push_back(*path);
    const std::string_view name = option;
    if (name == "--journal" || name == "--revue") continue;  // may be there already
    const Result<void> target = CheckTarget(*path, arguments.Has("--remplacer"));
    if (!target) return target;
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

// The files beside the version: report, slip, review, journal. They are written before the version,
// so that a version never stands without them, and taken back when it cannot be written.
class Companions {
 public:
  Companions(const Arguments& arguments, const Prepared& prepared)
      : arguments_(arguments), prepared_(prepared) {}

  Result<void> Write(const std::string& input, const Outcome& outcome) {
    const bool replace = arguments_.Has("--remplacer");
    if (const auto path = arguments_.Value("--rapport")) {
      const Result<void> written =
          Put(*path, DecisionReport(outcome, prepared_.policy, prepared_.sheet, input), replace);
      if (!written) return written;
    }
    if (const auto path = arguments_.Value("--bordereau")) {
      const Result<OutputKind> kind = KindOfExtension(*path);
      if (!kind) return tl::unexpected(kind.error());
      const Result<std::string> slip =
          RenderSlip(outcome, prepared_.policy, prepared_.sheet, *kind);
      if (!slip) return tl::unexpected(slip.error());
      const Result<void> written = Put(*path, *slip, replace);
      if (!written) return written;
    }
    if (const auto path = arguments_.Value("--revue"); path && !prepared_.review) {
      const Result<void> written =
          Put(*path, ReviewFile(outcome, prepared_.policy, prepared_.sheet, input), false);
      if (!written) return written;
    }
    // The journal comes last before the version: a line without a version is harmless, a version
    // without a line would be a transmission nobody can trace.
    if (const auto path = arguments_.Value("--journal"); path && !prepared_.sheet.draft) {
      return AppendEntry(*path,
                         EntryFor(prepared_.sheet, prepared_.policy, input, outcome.bytes));
    }
    return {};
  }

  void TakeBack() {
    for (const std::string& path : written_) PosixFileSystem().Unlink(path);
  }

 private:
  Result<void> Put(const std::string& path, const std::string& bytes, bool replace) {
    const Result<void> written = WriteWhole(PosixFileSystem(), path, bytes, replace, 0600);
    if (written) written_.push_back(path);
    return written;
  }

  const Arguments& arguments_;
  const Prepared& prepared_;
  std::vector<std::string> written_;
};

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
  if (const auto slip = arguments.Value("--bordereau")) {
    const Result<OutputKind> extension = KindOfExtension(*slip);
    if (!extension) return Report(extension.error());
  }
  const Result<void> paths = CheckPaths(arguments, input_path);
  if (!paths) return Report(paths.error());

  Result<Prepared> prepared = Prepare(arguments);
  if (!prepared) return Report(prepared.error());
  const Result<std::string> input = LoadInput(arguments, input_path);
  if (!input) return Report(input.error());
  Result<std::optional<Review>> review = LoadReview(arguments, *prepared, *input);
  if (!review) return Report(review.error());
  prepared->review = std::move(*review);
  const Result<Outcome> outcome = MakeOutcome(arguments, *prepared, *input, kind);
  if (!outcome) return Report(outcome.error(), input_path);
  Companions companions(arguments, *prepared);
  const Result<void> beside = companions.Write(*input, *outcome);
  const int code = beside ? Deliver(*output, outcome->bytes, replace) : Report(beside.error());
  if (code != 0) companions.TakeBack();
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
