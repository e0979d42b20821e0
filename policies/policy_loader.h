// Reads the policy folder into a Policy: the shared tables, the shipped recipients, then those of
// a service of its own.
//
// A local file may add a recipient or tighten cells of a shipped one. It may not loosen anything
// shipped, nor open to a new recipient what is locked for every shipped one (NIR, IBAN, origin,
// convictions): the lock would be worth nothing if a copy under another name could lift it.
//
// Not thread-safe; used once per load.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "policies/policy.h"
#include "policies/strict_toml.h"

namespace expurge {

struct PolicyFile {
  TomlSource source;
  TomlNode root;
};

// Errors: kUsage "policy.file", "policy.syntax", "policy.date".
[[nodiscard]] Result<PolicyFile> ReadPolicyFile(const std::filesystem::path& file);

class PolicyLoader {
 public:
  // Each adds to the policy; errors as Policy::Load says.
  [[nodiscard]] Result<void> ReadShared(const std::filesystem::path& folder);
  [[nodiscard]] Result<void> ReadShipped(const std::filesystem::path& folder);
  [[nodiscard]] Result<void> ReadLocalFile(const std::filesystem::path& file);

  // Sorts, hashes and hands over.
  [[nodiscard]] Policy Finish();

 private:
  [[nodiscard]] Result<void> ReadCategories(const std::filesystem::path& file);
  [[nodiscard]] Result<void> ReadJustifications(const std::filesystem::path& file);
  [[nodiscard]] Result<void> ReadStatements(const std::filesystem::path& file);
  [[nodiscard]] Result<void> ReadWording(const std::filesystem::path& file);
  [[nodiscard]] Result<void> ReadCitations(const std::filesystem::path& file);
  [[nodiscard]] Result<void> ReadGate(const std::filesystem::path& file);

  // A recipient from its file; `model` is filled in first when the file names one.
  [[nodiscard]] Result<Recipient> ReadRecipient(const TomlNode& root, const TomlSource& source,
                                                const Recipient* model);
  void ReadJurisdictions(TomlReader& reader, const TomlSource& source, Recipient& recipient);
  void ReadByJurisdiction(TomlReader& reader, const TomlSource& source, Recipient& recipient);
  void ReadBases(TomlReader& reader, const TomlSource& source, Recipient& recipient);
  void ReadTexts(TomlReader& reader, const TomlSource& source, Recipient& recipient);
  // `floor`: the recipient whose cells may only be tightened, null when there is none.
  [[nodiscard]] Result<void> ReadCells(const TomlNode* cells, const TomlSource& source,
                                       const Recipient* floor, bool is_shipped,
                                       Recipient& recipient);
  [[nodiscard]] Result<Cell> ReadCell(const TomlNode::Entry& entry, const TomlSource& source);
  [[nodiscard]] Result<void> CheckCell(Category category, const Cell& cell,
                                       const TomlNode::Entry& entry, const TomlSource& source,
                                       const Recipient* floor, Jurisdiction jurisdiction);
  [[nodiscard]] Result<void> Tighten(const TomlNode& root, const TomlSource& source,
                                     Recipient& shipped);
  void FindCommonLocks();
  std::string CanonicalText() const;

  Policy policy_;
  CategorySet common_locks_;  // M! for every shipped recipient that is filtered
};

}  // namespace expurge
