#include "pipeline/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include <nlohmann/json.hpp>

#include "base/file_system.h"
#include "base/sha256.h"
#include "policies/slip.h"

namespace expurge {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kJournalMax = size_t{1} << 30;

std::string ToLine(const JournalEntry& entry) {
  const Json json = {{"schema", 1},
                     {"destinataire", entry.recipient},
                     {"recepteur", entry.receiver},
                     {"service", entry.service},
                     {"objectif", entry.purpose},
                     {"base_legale", entry.legal_basis},
                     {"date", entry.signed_on},
                     {"fin_conservation", entry.retention_end},
                     {"signataire", entry.signatory},
                     {"original_sha256", entry.input_hash},
                     {"version_sha256", entry.version_hash},
                     {"politique_sha256", entry.policy_hash},
                     {"fiche_sha256", entry.sheet_hash},
                     {"reference", entry.reference}};
  return json.dump() + "\n";
}

bool FromLine(const std::string& line, JournalEntry* entry) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || json.value("schema", 0) != 1) return false;
  entry->recipient = json.value("destinataire", "");
  entry->receiver = json.value("recepteur", "");
  entry->service = json.value("service", "");
  entry->purpose = json.value("objectif", "");
  entry->legal_basis = json.value("base_legale", "");
  entry->signed_on = json.value("date", "");
  entry->retention_end = json.value("fin_conservation", "");
  entry->signatory = json.value("signataire", "");
  entry->input_hash = json.value("original_sha256", "");
  entry->version_hash = json.value("version_sha256", "");
  entry->policy_hash = json.value("politique_sha256", "");
  entry->sheet_hash = json.value("fiche_sha256", "");
  entry->reference = json.value("reference", "");
  return true;
}

// The file ends in a line that a power failure cut: the next entry must begin on a line of its own.
bool EndsInsideLine(int fd) {
  const off_t size = ::lseek(fd, 0, SEEK_END);
  char last = '\n';
  return size > 0 && ::pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

int AppendLine(int fd, const std::string& line) {
  const int code = WriteAll(PosixFileSystem(), fd, line);
  if (code != 0) return code;
  return ::fsync(fd) == 0 ? 0 : errno;
}

}  // namespace

JournalEntry EntryFor(const Sheet& sheet, const Policy& policy, const std::string& input,
                      const std::string& version) {
  JournalEntry entry;
  entry.recipient = sheet.recipient;
  entry.receiver = sheet.receiver.name;
  entry.service = sheet.receiver.service;
  entry.purpose = sheet.purpose;
  entry.legal_basis = sheet.legal_basis;
  entry.signed_on = sheet.signed_on;
  entry.retention_end = sheet.retention_end;
  entry.signatory = sheet.signatory_name;
  entry.input_hash = Sha256Hex(input);
  entry.version_hash = Sha256Hex(version);
  entry.policy_hash = policy.hash();
  entry.sheet_hash = sheet.hash;
  entry.reference = SlipReference(entry.version_hash, entry.sheet_hash);
  return entry;
}

Result<void> AppendEntry(const std::string& path, const JournalEntry& entry) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return Fail(ErrorKind::kUsage, "journal.open", {path});
  int code = ::flock(fd, LOCK_EX) == 0 ? 0 : errno;
  if (code == 0) code = AppendLine(fd, (EndsInsideLine(fd) ? "\n" : "") + ToLine(entry));
  ::close(fd);
  if (code == ENOSPC || code == EDQUOT) {
    return Fail(ErrorKind::kTemporary, "deliver.full", {path});
  }
  if (code != 0) return Fail(ErrorKind::kTemporary, "deliver.io", {path, std::to_string(code)});
  return {};
}

Result<JournalContent> ReadJournal(const std::string& path) {
  const Result<std::string> bytes = ReadWhole(PosixFileSystem(), path, kJournalMax);
  if (!bytes) return tl::unexpected(bytes.error());
  JournalContent content;
  size_t begin = 0;
  while (begin < bytes->size()) {
    const size_t end = std::min(bytes->find('\n', begin), bytes->size());
    JournalEntry entry;
    if (FromLine(bytes->substr(begin, end - begin), &entry)) {
      content.entries.push_back(std::move(entry));
    } else {
      ++content.damaged;
    }
    begin = end + 1;
  }
  return content;
}

}  // namespace expurge
