// evaluer: how well detection does on tagged documents.

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/session.h"
#include "pipeline/evaluate.h"
#include "pipeline/read/read.h"

namespace expurge {
namespace {

std::string Share(size_t part, size_t whole) {
  if (whole == 0) return "    -";
  char text[16];
  std::snprintf(text, sizeof(text), "%5.3f", static_cast<double>(part) / static_cast<double>(whole));
  return text;
}

std::string Line(const std::string& name, const Evaluation::Row& row, bool all) {
  char head[64];
  std::snprintf(head, sizeof(head), "%-24s %5zu  ", name.c_str(), row.gold);
  return head + Share(row.words - row.hit, row.words) + "  " + Share(row.masked, row.gold) + "  " +
         Share(row.found, all ? row.labels : row.gold) + "  " + Share(row.right, row.predicted) +
         "\n";
}

std::string TableText(const Evaluation::Table& table, bool categories) {
  std::string text;
  for (const auto& [id, row] : table.rows) {
    if (categories || id == "ALL") text += Line(id, row, id == "ALL");
  }
  return text + Message("evaluate.documents",
                        {std::to_string(table.documents), Share(table.clean, table.documents),
                         Share(table.over, table.outside)}) +
         "\n";
}

Result<std::vector<std::filesystem::path>> TaggedFiles(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  if (code || files.empty()) return Fail(ErrorKind::kUsage, "evaluate.folder", {folder});
  std::sort(files.begin(), files.end());
  return files;
}

Result<void> AddFile(const Arguments& arguments, const Detector& detector,
                     const std::filesystem::path& path, Evaluation& evaluation) {
  const Result<std::string> bytes = LoadInput(arguments, path.string());
  if (!bytes) return tl::unexpected(bytes.error());
  const Result<TaggedDocument> tagged = ParseTagged(*bytes, path.stem().string());
  if (!tagged) return tl::unexpected(tagged.error());
  const Result<Document> document = ReadText(tagged->text);
  if (!document) return tl::unexpected(document.error());
  evaluation.Add(*tagged, detector.Detect(*document));
  return {};
}

}  // namespace

int EvaluateCommand(const Arguments& arguments) {
  const Result<std::unique_ptr<const Detector>> detector = LoadDetector(arguments);
  if (!detector) return Report(detector.error());
  const auto files = TaggedFiles(arguments.positional[0]);
  if (!files) return Report(files.error());
  Evaluation evaluation;
  for (const std::filesystem::path& path : *files) {
    const Result<void> added = AddFile(arguments, **detector, path, evaluation);
    if (!added) return Report(added.error(), path.string());
  }
  std::string text = Message("evaluate.header") + "\n" + TableText(evaluation.total(), true);
  for (const auto& [author, table] : evaluation.by_author()) {
    text += "\n" + Message("evaluate.author", {std::string(1, author)}) + "\n" +
            TableText(table, false);
  }
  if (arguments.Has("--manques")) {
    text += "\n" + Message("evaluate.misses", {std::to_string(evaluation.misses().size())}) + "\n";
    for (const Miss& miss : evaluation.misses()) {
      std::string words = miss.words;
      std::replace(words.begin(), words.end(), '\n', ' ');
      text += miss.name + ":" + std::to_string(miss.line) + " [" + miss.categories + "] " + words +
              "\n";
    }
  }
  static_cast<void>(WriteStandardOutput(text));
  return 0;
}

}  // namespace expurge
