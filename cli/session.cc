#include "cli/session.h"

#include <charconv>
#include <cstdlib>

namespace expurge {
namespace {

constexpr size_t kDefaultMaxMib = 64;

Result<size_t> MaxBytes(const Arguments& arguments) {
  const std::optional<std::string> text = arguments.Value("--taille-max");
  if (!text) return kDefaultMaxMib << 20;
  size_t mib = 0;
  const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), mib);
  if (code != std::errc() || end != text->data() + text->size() || mib == 0 || mib > 4096) {
    return Fail(ErrorKind::kUsage, "cli.size", {*text});
  }
  return mib << 20;
}

Prudence PrudenceOf(const Arguments& arguments) {
  const std::string word = arguments.Value("--prudence").value_or("normale");
  if (word == "elevee") return Prudence::kHigh;
  return word == "faible" ? Prudence::kLow : Prudence::kNormal;
}

}  // namespace

Result<std::filesystem::path> DataFolder() {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (const char* given = std::getenv("EXPURGE_DONNEES")) {
    if (fs::is_directory(fs::path(given) / "policies", ignored)) return fs::path(given);
    return Fail(ErrorKind::kUsage, "cli.data", {given});
  }
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const fs::path& folder : {program.parent_path() / "share" / "expurge",
                                 program.parent_path().parent_path() / "share" / "expurge"}) {
    if (fs::is_directory(folder / "policies", ignored)) return folder;
  }
  return Fail(ErrorKind::kUsage, "cli.data", {(program.parent_path() / "share").string()});
}

Result<Policy> LoadPolicy(const Arguments& arguments) {
  const Result<std::filesystem::path> data = DataFolder();
  if (!data) return tl::unexpected(data.error());
  std::optional<std::filesystem::path> local;
  if (const auto folder = arguments.Value("--politiques")) local = *folder;
  return Policy::Load(*data / "policies", local);
}

Result<std::unique_ptr<const Detector>> LoadDetector(const Arguments& arguments) {
  const Result<std::filesystem::path> data = DataFolder();
  if (!data) return tl::unexpected(data.error());
  DetectorOptions options;
  options.data = *data / "detectors";
  options.prudence = PrudenceOf(arguments);
  for (const std::string& file : arguments.Values("--lexique")) options.lexicons.emplace_back(file);
  return Detector::Load(options);
}

Result<const Recipient*> FindRecipient(const Policy& policy, const std::string& id) {
  if (const Recipient* recipient = policy.Find(id)) return recipient;
  return Fail(ErrorKind::kUsage, "policy.recipient", {id, policy.Nearest(id)});
}

Result<Jurisdiction> JurisdictionFor(const Arguments& arguments, const Recipient& recipient) {
  const std::optional<std::string> code = arguments.Value("--juridiction");
  if (!code) return recipient.jurisdictions.front();
  for (const Jurisdiction jurisdiction : recipient.jurisdictions) {
    if (JurisdictionCode(jurisdiction) == *code) return jurisdiction;
  }
  return Fail(ErrorKind::kUsage, "policy.jurisdiction", {recipient.id, *code});
}

Result<Sheet> ReadSheetFile(const std::string& file, const Policy& policy) {
  constexpr size_t kSheetMax = 1 << 20;
  Result<std::string> toml = ReadWhole(PosixFileSystem(), file, kSheetMax);
  if (!toml) {
    toml.error().kind = ErrorKind::kUsage;
    return tl::unexpected(toml.error());
  }
  return ReadSheet(*toml, file, policy);
}

Result<Sheet> LoadSheet(const Arguments& arguments, const Policy& policy) {
  const std::optional<std::string> file = arguments.Value("--fiche");
  const bool draft = arguments.Has("--essai");
  if (file && draft) return Fail(ErrorKind::kUsage, "cli.draft_or_sheet");
  if (draft) {
    const std::optional<std::string> recipient = arguments.Value("--pour");
    if (!recipient) return Fail(ErrorKind::kUsage, "cli.draft_needs_recipient");
    return DraftSheet(*recipient, SplitList(arguments.Value("--objet").value_or("")), policy);
  }
  if (!file) return Fail(ErrorKind::kUsage, "cli.sheet_needed");
  if (arguments.Has("--pour") || arguments.Has("--objet")) {
    return Fail(ErrorKind::kUsage, "cli.draft_or_sheet");
  }
  return ReadSheetFile(*file, policy);
}

Result<std::string> LoadInput(const Arguments& arguments, const std::string& path) {
  const Result<size_t> max_bytes = MaxBytes(arguments);
  if (!max_bytes) return tl::unexpected(max_bytes.error());
  return ReadWhole(PosixFileSystem(), path, *max_bytes);
}

Result<ReadOptions> LoadReadOptions(const Arguments& arguments) {
  ReadOptions options;
  const std::optional<std::string> file = arguments.Value("--mot-de-passe-fichier");
  if (!file) return options;
  Result<std::string> text = ReadWhole(PosixFileSystem(), *file, 1 << 16);
  if (!text) {
    text.error().kind = ErrorKind::kUsage;
    return tl::unexpected(text.error());
  }
  options.password = text->substr(0, text->find_first_of("\r\n"));
  return options;
}

Limits LimitsFor(const std::string& input) {
  Limits limits;
  // A large report is allowed more time; a small one that takes long is a trap.
  const unsigned mib = static_cast<unsigned>(input.size() >> 20);
  limits.processor_seconds = 60 + 20 * mib;
  limits.wall_seconds = 2 * limits.processor_seconds;
  return limits;
}

std::vector<std::string> SplitList(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + ",") {
    if (c == ',') {
      if (!word.empty()) words.push_back(word);
      word.clear();
    } else if (c != ' ') {
      word += c;
    }
  }
  return words;
}

}  // namespace expurge
