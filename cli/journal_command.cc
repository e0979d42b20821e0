// journal: what was sent to whom, and what has to be returned or destroyed, by date.

#include <algorithm>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "pipeline/journal.h"

namespace expurge {

int JournalCommand(const Arguments& arguments) {
  Result<JournalContent> journal = ReadJournal(arguments.positional[0]);
  if (!journal) return Report(journal.error());
  const bool due = arguments.Has("--echeances");
  std::vector<JournalEntry>& entries = journal->entries;
  if (due) {
    entries.erase(std::remove_if(entries.begin(), entries.end(),
                                 [](const JournalEntry& e) { return e.retention_end.empty(); }),
                  entries.end());
    std::stable_sort(entries.begin(), entries.end(),
                     [](const JournalEntry& a, const JournalEntry& b) {
                       return a.retention_end < b.retention_end;
                     });
  }
  std::string text;
  for (const JournalEntry& entry : entries) {
    text += Message(due ? "journal.due" : "journal.line",
                    {due ? entry.retention_end : entry.signed_on, entry.receiver, entry.service,
                     entry.purpose, entry.legal_basis, entry.retention_end, entry.signatory,
                     entry.reference}) +
            "\n";
  }
  if (!WriteStandardOutput(text)) return 0;
  if (journal->damaged > 0) {
    WriteMessage("expurge : " + Message("journal.damaged", {std::to_string(journal->damaged)}) +
                 "\n");
  }
  return 0;
}

}  // namespace expurge
