// detecter: shows what reports reveal, passage by passage.

#include <unistd.h>

#include <filesystem>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/show.h"
#include "pipeline/version/document_rules.h"
#include "pipeline/read/read.h"
#include "pipeline/sandbox.h"

namespace expurge {
namespace {

struct Setting {
  const Arguments& arguments;
  const Policy& policy;
  const Detector& detector;
  const Recipient* recipient = nullptr;
  std::vector<std::string> scope;
  ReadOptions read;
  std::string format;
};

// Runs in the child: the text of the report is only ever held there and in what is asked for.
Result<std::string> Show(const Setting& setting, const std::string& name,
                         const std::string& input) {
  const Result<Document> document = Read(input, setting.read);
  if (!document) return tl::unexpected(document.error());
  const Analysis analysis = setting.detector.Detect(*document);
  std::vector<Decision> decisions;
  if (setting.recipient != nullptr) {
    // What is shown is what was found; the rules on whole reports belong to the decisions.
    Analysis ruled = analysis;
    ProtectAddresses(ruled);
    decisions = Decide(*document, ruled,
                       {setting.recipient, setting.recipient->jurisdictions.front(),
                        setting.scope});
  }
  Shown shown;
  shown.name = name;
  shown.document = &*document;
  shown.analysis = &analysis;
  shown.policy = &setting.policy;
  shown.recipient = setting.recipient;
  shown.decisions = setting.recipient == nullptr ? nullptr : &decisions;
  shown.all = setting.arguments.Has("--tout");
  shown.colour = !setting.arguments.Has("-o") && ::isatty(STDOUT_FILENO) == 1;
  if (setting.format == "json") return ShowJson(shown);
  if (setting.format == "brat") return ShowBrat(shown);
  if (setting.format == "html") return ShowHtml(shown);
  return ShowText(shown);
}

Result<std::string> ShowFile(const Setting& setting, const std::string& path) {
  const Result<std::string> input = LoadInput(setting.arguments, path);
  if (!input) return tl::unexpected(input.error());
  return RunLimited(LimitsFor(*input), !setting.arguments.Has("--sans-bac-a-sable"),
                    [&] { return Show(setting, path, *input); });
}

std::string TargetName(const std::string& folder, const std::string& input,
                       const std::string& format) {
  const std::string extension = format == "brat"   ? ".ann"
                                : format == "json" ? ".jsonl"
                                : format == "html" ? ".html"
                                                   : ".passages.txt";
  const std::string stem =
      input == "-" ? "entree" : std::filesystem::path(input).stem().string();
  return (std::filesystem::path(folder) / (stem + extension)).string();
}

// 0 or the exit code; `closed` is set when the reader of standard output has had enough.
int ShowOne(const Setting& setting, const std::string& path, bool* closed) {
  const Result<std::string> text = ShowFile(setting, path);
  if (!text) return Report(text.error(), path);
  if (const auto folder = setting.arguments.Value("-o")) {
    const Result<void> written =
        WriteWhole(PosixFileSystem(), TargetName(*folder, path, setting.format), *text,
                   setting.arguments.Has("--remplacer"), 0600);
    return written ? 0 : Report(written.error());
  }
  *closed = !WriteStandardOutput(*text);
  return 0;
}

}  // namespace

int DetectCommand(const Arguments& arguments) {
  const Result<Policy> policy = LoadPolicy(arguments);
  if (!policy) return Report(policy.error());
  const Result<std::unique_ptr<const Detector>> detector = LoadDetector(arguments);
  if (!detector) return Report(detector.error());
  const Result<ReadOptions> read = LoadReadOptions(arguments);
  if (!read) return Report(read.error());
  Setting setting{arguments, *policy, **detector, nullptr, {}, *read,
                  arguments.Value("--format").value_or("texte")};
  if (const auto id = arguments.Value("--pour")) {
    // The checks of a draft sheet are those of --pour and --objet.
    const Result<Sheet> sheet =
        DraftSheet(*id, SplitList(arguments.Value("--objet").value_or("")), *policy);
    if (!sheet) return Report(sheet.error());
    setting.recipient = policy->Find(sheet->recipient);
    setting.scope = sheet->scope;
  }
  int worst = 0;
  bool closed = false;
  for (const std::string& path : arguments.positional) {
    const int code = ShowOne(setting, path, &closed);
    if (closed) return 0;
    worst = std::max(worst, code);
  }
  return worst;
}

}  // namespace expurge
