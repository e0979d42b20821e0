// The journal of transmissions: who received what kind of version, why, on what basis, until when.
// JSON lines, one per version, appended under a lock and synced; hashes only, no text of a report.
// A line cut by a power failure is skipped when the journal is read, and never joined to the next.
//
// Safe for concurrent use by several processes (flock).
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "policies/policy.h"
#include "policies/sheet.h"

namespace expurge {

struct JournalEntry {
  std::string recipient, receiver, service, purpose, legal_basis;
  Date signed_on, retention_end;
  std::string signatory, input_hash, version_hash, policy_hash, sheet_hash, reference;
};

JournalEntry EntryFor(const Sheet& sheet, const Policy& policy, const std::string& input,
                      const std::string& version);

// Errors: kUsage "journal.open" (args: file), kTemporary "deliver.full", "deliver.io".
[[nodiscard]] Result<void> AppendEntry(const std::string& path, const JournalEntry& entry);

// `damaged`: lines that are no entry (cut or foreign); they are skipped and counted.
struct JournalContent {
  std::vector<JournalEntry> entries;
  size_t damaged = 0;
};
[[nodiscard]] Result<JournalContent> ReadJournal(const std::string& path);

}  // namespace expurge
