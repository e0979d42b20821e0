// The tables that all recipients share: categories, reasons, statements, gate, citations, wording.
#include "base/file_system.h"
#include "policies/policy_loader.h"

namespace expurge {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLargestFile = 1 << 20;

}  // namespace

Result<PolicyFile> ReadPolicyFile(const fs::path& file) {
  PolicyFile read{{"policy", file.filename().string()}, {}};
  auto bytes = ReadWhole(PosixFileSystem(), file.string(), kLargestFile);
  if (!bytes) return Fail(ErrorKind::kUsage, "policy.file", {file.string()});
  auto root = ParseToml(*bytes, read.source);
  if (!root) return tl::unexpected(root.error());
  read.root = std::move(*root);
  return read;
}

Result<void> PolicyLoader::ReadShared(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return Fail(ErrorKind::kUsage, "policy.folder", {folder.string()});
  }
  using Step = Result<void> (PolicyLoader::*)(const fs::path&);
  const std::pair<const char*, Step> steps[] = {
      {"categories.toml", &PolicyLoader::ReadCategories},
      {"justifications.toml", &PolicyLoader::ReadJustifications},
      {"enonces.toml", &PolicyLoader::ReadStatements},
      {"grille.toml", &PolicyLoader::ReadGate},
      {"citations.toml", &PolicyLoader::ReadCitations},
      {"version.toml", &PolicyLoader::ReadWording}};
  for (const auto& [name, step] : steps) {
    if (auto done = (this->*step)(folder / name); !done) return done;
  }
  return {};
}

Result<void> PolicyLoader::ReadCategories(const fs::path& path) {
  auto file = ReadPolicyFile(path);
  if (!file) return tl::unexpected(file.error());
  for (const TomlNode::Entry& entry : file->root.entries) {
    const auto category = CategoryFromId(entry.key);
    if (!category || *category == Category::kInconnu) {
      return tl::unexpected(file->source.Complain("cell_category", entry.line, entry.column,
                                                  {QuotableWord(entry.key), ""}));
    }
    if (entry.value.kind != TomlNode::Kind::kTable) {
      return tl::unexpected(file->source.Complain("type", entry.line, entry.column,
                                                  {entry.key, "une section"}));
    }
    TomlReader reader(entry.value, file->source);
    std::string qualification;
    reader.Require("intitule");
    reader.Require("definition");
    reader.String("intitule", policy_.category_labels_[*category]);
    reader.String("definition", policy_.category_definitions_[*category]);
    reader.String("qualification", qualification);
    if (auto done = reader.Finish(); !done) return done;
  }
  return {};
}

Result<void> PolicyLoader::ReadJustifications(const fs::path& path) {
  auto file = ReadPolicyFile(path);
  if (!file) return tl::unexpected(file.error());
  TomlReader reader(file->root, file->source);
  for (const TomlNode::Entry& entry : file->root.entries) {
    reader.String(entry.key, policy_.justifications_[entry.key]);
  }
  return reader.Finish();
}

Result<void> PolicyLoader::ReadStatements(const fs::path& path) {
  auto file = ReadPolicyFile(path);
  if (!file) return tl::unexpected(file.error());
  TomlReader root(file->root, file->source);
  for (const TomlNode::Entry& entry : file->root.entries) {
    const TomlNode* table = root.Table(entry.key);
    if (table == nullptr) break;
    TomlReader reader(*table, file->source);
    std::string rule;
    reader.Require("texte");
    reader.String("texte", policy_.statements_[entry.key]);
    reader.Strings("champs", policy_.statement_fields_[entry.key]);
    reader.String("regle", rule);
    if (auto done = reader.Finish(); !done) return done;
  }
  return root.Finish();
}

Result<void> PolicyLoader::ReadWording(const fs::path& path) {
  auto file = ReadPolicyFile(path);
  if (!file) return tl::unexpected(file.error());
  TomlReader root(file->root, file->source);
  for (const TomlNode::Entry& section : file->root.entries) {
    const TomlNode* table = root.Table(section.key);
    if (table == nullptr) break;
    TomlReader reader(*table, file->source);
    for (const TomlNode::Entry& entry : table->entries) {
      reader.String(entry.key, policy_.wording_[section.key + "." + entry.key]);
    }
    if (auto done = reader.Finish(); !done) return done;
  }
  return root.Finish();
}

Result<void> PolicyLoader::ReadCitations(const fs::path& path) {
  auto file = ReadPolicyFile(path);
  if (!file) return tl::unexpected(file.error());
  TomlReader root(file->root, file->source);
  for (const TomlNode* table : root.Tables("regle")) {
    TomlReader reader(*table, file->source);
    CitationRule rule;
    reader.Require("formes");
    reader.Require("note");
    reader.Strings("formes", rule.forms);
    reader.String("remplacer", rule.replacement);
    reader.String("note", rule.note);
    if (auto done = reader.Finish(); !done) return done;
    policy_.citation_rules_.push_back(std::move(rule));
  }
  return root.Finish();
}

Result<void> PolicyLoader::ReadGate(const fs::path& path) {
  auto file = ReadPolicyFile(path);
  if (!file) return tl::unexpected(file.error());
  GateRules& gate = policy_.gate_;
  TomlReader root(file->root, file->source);
  root.Strings("complements", gate.complements);
  root.Strings("mots_sans_objet", gate.empty_words);
  root.Strings("canaux_refuses", gate.unsafe_channels);
  root.Strings("canaux_surs", gate.safe_words);
  root.Strings("sans_secret", gate.unbound_words);
  if (const TomlNode* texts = root.Table("manques")) {
    for (const TomlNode::Entry& entry : texts->entries) {
      TomlReader reader(entry.value, file->source);
      GateText& text = gate.texts[entry.key];
      reader.String("manque", text.missing);
      reader.String("pourquoi", text.why);
      reader.String("que_faire", text.remedy);
      if (auto done = reader.Finish(); !done) return done;
    }
  }
  if (const TomlNode* exceptions = root.Table("exceptions")) {
    for (const TomlNode::Entry& entry : exceptions->entries) {
      TomlReader reader(entry.value, file->source);
      ConsentException& exception = gate.exceptions[entry.key];
      reader.String("cas", exception.label);
      reader.String("texte", exception.basis);
      reader.Strings("destinataires", exception.recipients);
      reader.Boolean("dispense_information", exception.waives_information);
      reader.String("explication", exception.explanation);
      if (auto done = reader.Finish(); !done) return done;
    }
  }
  return root.Finish();
}

}  // namespace expurge
