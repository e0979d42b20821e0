#include "policies/policy_loader.h"

#include <algorithm>
#include <array>

#include "base/sha256.h"
#include "policies/nearest.h"

namespace expurge {
namespace {

namespace fs = std::filesystem;

constexpr std::array kJurisdictions = {Jurisdiction::kFrance, Jurisdiction::kLuxembourg};
constexpr std::array<std::string_view, 7> kSymbols = {"T", "P", "G?", "G", "M?", "M", "M!"};
constexpr std::array<std::string_view, 4> kModes = {"filtrer", "composer", "agreger", "refuser"};
constexpr std::array<std::string_view, 4> kDeliveries = {"direct", "via_personne", "main_propre",
                                                         "aucun"};

template <size_t N>
std::optional<size_t> IndexOf(const std::array<std::string_view, N>& words,
                              std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<size_t>(found - words.begin());
}

template <size_t N>
std::string Listed(const std::array<std::string_view, N>& words) {
  std::string list;
  for (std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
  return list;
}

std::vector<fs::path> TomlFiles(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".toml") files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// A value that is none of the words of a list.
Error NotAmong(const TomlSource& source, const TomlNode& node, std::string_view key,
               const std::string& list) {
  return source.Complain("value", node.line, node.column,
                         {std::string(key), QuotableWord(node.text), list});
}

}  // namespace

Result<void> PolicyLoader::ReadShipped(const fs::path& folder) {
  const std::vector<fs::path> files = TomlFiles(folder);
  if (files.empty()) return Fail(ErrorKind::kUsage, "policy.folder", {folder.string()});
  for (const fs::path& path : files) {
    auto file = ReadPolicyFile(path);
    if (!file) return tl::unexpected(file.error());
    auto recipient = ReadRecipient(file->root, file->source, nullptr);
    if (!recipient) return tl::unexpected(recipient.error());
    if (recipient->id != path.stem().string()) {
      return tl::unexpected(file->source.Complain("id", 1, 1, {QuotableWord(recipient->id)}));
    }
    policy_.recipients_.push_back(std::move(*recipient));
  }
  std::sort(policy_.recipients_.begin(), policy_.recipients_.end(),
            [](const Recipient& a, const Recipient& b) { return a.id < b.id; });
  FindCommonLocks();
  return {};
}

void PolicyLoader::FindCommonLocks() {
  for (size_t i = 0; i < kCategoryCount; ++i) {
    const Category category = static_cast<Category>(i);
    if (category == Category::kInconnu) continue;
    bool locked = true;
    for (const Recipient& recipient : policy_.recipients_) {
      if (recipient.transmits_unknown) continue;  // the person concerned sees her own
      for (Jurisdiction jurisdiction : recipient.jurisdictions) {
        locked = locked && recipient.CellFor(category, jurisdiction).symbol == Symbol::kLocked;
      }
    }
    if (locked) common_locks_.Add(category);
  }
}

Result<void> PolicyLoader::ReadLocalFile(const fs::path& path) {
  auto file = ReadPolicyFile(path);
  if (!file) return tl::unexpected(file.error());
  const TomlNode* id = file->root.Find("id");
  auto shipped = policy_.recipients_.end();
  if (id != nullptr) {
    shipped = std::find_if(policy_.recipients_.begin(), policy_.recipients_.end(),
                           [&](const Recipient& recipient) { return recipient.id == id->text; });
  }
  if (shipped != policy_.recipients_.end()) return Tighten(file->root, file->source, *shipped);

  const Recipient* model = nullptr;
  if (const TomlNode* named = file->root.Find("modele")) {
    model = policy_.Find(named->text);
    if (model == nullptr) {
      return tl::unexpected(file->source.Complain(
          "model", named->line, named->column,
          {QuotableWord(named->text), policy_.Nearest(named->text)}));
    }
  }
  auto recipient = ReadRecipient(file->root, file->source, model);
  if (!recipient) return tl::unexpected(recipient.error());
  if (recipient->transmits_unknown) {
    const TomlNode* key = file->root.Find("passages_inconnus");
    return tl::unexpected(file->source.Complain("unknown_passages", key ? key->line : 1,
                                                key ? key->column : 1));
  }
  const auto place = std::lower_bound(
      policy_.recipients_.begin(), policy_.recipients_.end(), *recipient,
      [](const Recipient& a, const Recipient& b) { return a.id < b.id; });
  policy_.recipients_.insert(place, std::move(*recipient));
  return {};
}

Result<void> PolicyLoader::Tighten(const TomlNode& root, const TomlSource& source,
                                   Recipient& shipped) {
  TomlReader reader(root, source);
  std::string id;
  reader.String("id", id);
  const TomlNode* cells = reader.Table("cellules");
  if (auto done = reader.Finish(); !done) {
    if (done.error().id != "policy.unknown_key") return done;
    Error error = done.error();
    error.id = "policy.overlay_key";
    return tl::unexpected(std::move(error));
  }
  const Recipient floor = shipped;
  return ReadCells(cells, source, &floor, false, shipped);
}

Result<Recipient> PolicyLoader::ReadRecipient(const TomlNode& root, const TomlSource& source,
                                              const Recipient* model) {
  Recipient recipient;
  if (model != nullptr) recipient = *model;
  recipient.id.clear();
  TomlReader reader(root, source);
  reader.Any("modele");
  reader.Require("id");
  reader.Require("intitule");
  for (const char* key : {"juridictions", "mode", "bases_acceptees", "textes", "cellules"}) {
    if (model == nullptr) reader.Require(key);
  }
  reader.String("id", recipient.id);
  reader.String("intitule", recipient.label);
  reader.String("enonce", recipient.neutral_statement);
  if (!recipient.neutral_statement.empty() && !policy_.HasStatement(recipient.neutral_statement)) {
    if (const TomlNode* node = reader.Node("enonce")) {
      reader.Fault(source.Complain("statement", node->line, node->column,
                                   {QuotableWord(node->text)}));
    }
  }
  reader.Boolean("secret_exige", recipient.secrecy_required);
  reader.Boolean("elu_exige", recipient.elected_required);
  reader.Boolean("participants", recipient.participants_required);
  reader.Boolean("information_exigee", recipient.information_required);
  reader.Boolean("accord_exige", recipient.agreement_required);
  reader.String("objectif_legal", recipient.legal_purpose);
  std::string unknown = "masquer";
  reader.String("passages_inconnus", unknown);
  constexpr std::array<std::string_view, 2> kUnknown = {"masquer", "transmettre"};
  if (!IndexOf(kUnknown, unknown)) {
    reader.Fault(NotAmong(source, *reader.Node("passages_inconnus"), "passages_inconnus",
                          Listed(kUnknown)));
  }
  recipient.transmits_unknown = unknown == "transmettre";
  ReadJurisdictions(reader, source, recipient);
  ReadByJurisdiction(reader, source, recipient);
  ReadBases(reader, source, recipient);
  ReadTexts(reader, source, recipient);
  const TomlNode* cells = reader.Table("cellules");
  if (auto done = reader.Finish(); !done) return tl::unexpected(done.error());
  if (auto done = ReadCells(cells, source, model, model == nullptr && common_locks_.empty(),
                            recipient);
      !done) {
    return tl::unexpected(done.error());
  }
  return recipient;
}

void PolicyLoader::ReadJurisdictions(TomlReader& reader, const TomlSource& source,
                                     Recipient& recipient) {
  std::vector<std::string> codes;
  reader.Strings("juridictions", codes);
  const TomlNode* node = reader.Node("juridictions");
  if (node == nullptr) return;
  recipient.jurisdictions.clear();
  for (size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] != "FR" && codes[i] != "LU") {
      reader.Fault(NotAmong(source, node->items[i], "juridictions", "FR, LU"));
      return;
    }
    recipient.jurisdictions.push_back(codes[i] == "FR" ? Jurisdiction::kFrance
                                                       : Jurisdiction::kLuxembourg);
  }
}

void PolicyLoader::ReadByJurisdiction(TomlReader& reader, const TomlSource& source,
                                      Recipient& recipient) {
  const auto read = [&](std::string_view key, const auto& words, auto set) {
    const TomlNode* table = reader.Table(key);
    if (table == nullptr) return;
    TomlReader inner(*table, source);
    for (Jurisdiction jurisdiction : kJurisdictions) {
      const std::string_view code = JurisdictionCode(jurisdiction);
      std::string word;
      inner.String(code, word);
      if (inner.Node(code) == nullptr) continue;
      if (const auto index = IndexOf(words, word)) {
        set(jurisdiction, *index);
      } else {
        inner.Fault(NotAmong(source, *inner.Node(code), key, Listed(words)));
      }
    }
    if (auto done = inner.Finish(); !done) reader.Fault(done.error());
  };
  read("mode", kModes, [&](Jurisdiction jurisdiction, size_t index) {
    recipient.modes[jurisdiction] = static_cast<Mode>(index);
  });
  read("remise", kDeliveries, [&](Jurisdiction jurisdiction, size_t index) {
    recipient.delivery[jurisdiction] = std::string(kDeliveries[index]);
  });
}

void PolicyLoader::ReadBases(TomlReader& reader, const TomlSource& source, Recipient& recipient) {
  const TomlNode* table = reader.Table("bases_acceptees");
  if (table == nullptr) return;
  TomlReader inner(*table, source);
  recipient.legal_bases.clear();
  for (Jurisdiction jurisdiction : kJurisdictions) {
    std::vector<std::string>& bases = recipient.legal_bases_in[jurisdiction];
    inner.Strings(JurisdictionCode(jurisdiction), bases);
    for (const std::string& base : bases) {
      if (std::find(recipient.legal_bases.begin(), recipient.legal_bases.end(), base) ==
          recipient.legal_bases.end()) {
        recipient.legal_bases.push_back(base);
      }
    }
  }
  inner.Strings("complements", recipient.complements);
  inner.Boolean("texte_propre", recipient.own_text);
  if (auto done = inner.Finish(); !done) reader.Fault(done.error());
}

void PolicyLoader::ReadTexts(TomlReader& reader, const TomlSource& source, Recipient& recipient) {
  const TomlNode* table = reader.Table("textes");
  if (table == nullptr) return;
  TomlReader inner(*table, source);
  inner.String("mission", recipient.mission);
  inner.String("fondement", recipient.legal_basis_text);
  inner.String("secret", recipient.bound_by_secrecy);
  inner.String("conditions", recipient.sharing_conditions);
  inner.String("peut_recevoir", recipient.may_share);
  inner.String("ne_recoit_jamais", recipient.never_share);
  inner.String("devoir_ou_faculte", recipient.duty_or_faculty);
  inner.String("retransmission", recipient.onward_transmission);
  inner.String("conservation", recipient.retention);
  inner.String("refus", recipient.refusal);
  inner.Strings("references", recipient.references);
  if (auto done = inner.Finish(); !done) reader.Fault(done.error());
}

Result<void> PolicyLoader::ReadCells(const TomlNode* cells, const TomlSource& source,
                                     const Recipient* floor, bool is_shipped,
                                     Recipient& recipient) {
  if (cells == nullptr) return {};
  const auto put = [&](const TomlNode::Entry& entry, Jurisdiction jurisdiction) -> Result<void> {
    auto cell = ReadCell(entry, source);
    if (!cell) return tl::unexpected(cell.error());
    const Category category = *CategoryFromId(entry.key);
    if (!is_shipped) {
      if (auto done = CheckCell(category, *cell, entry, source, floor, jurisdiction); !done) {
        return done;
      }
    }
    recipient.cells[jurisdiction][category] = std::move(*cell);
    return {};
  };
  for (Jurisdiction jurisdiction : recipient.jurisdictions) recipient.cells[jurisdiction];
  for (const TomlNode::Entry& entry : cells->entries) {
    if (entry.key == "FR" || entry.key == "LU") continue;  // after the common ones
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      if (auto done = put(entry, jurisdiction); !done) return done;
    }
  }
  for (const TomlNode::Entry& entry : cells->entries) {
    if (entry.key != "FR" && entry.key != "LU") continue;
    if (entry.value.kind != TomlNode::Kind::kTable) {
      return tl::unexpected(source.Complain(
          "type", entry.value.line, entry.value.column,
          {entry.key, "une section : [cellules." + entry.key + "]"}));
    }
    for (const TomlNode::Entry& inner : entry.value.entries) {
      auto done = put(inner, entry.key == "FR" ? Jurisdiction::kFrance : Jurisdiction::kLuxembourg);
      if (!done) return done;
    }
  }
  return {};
}

Result<Cell> PolicyLoader::ReadCell(const TomlNode::Entry& entry, const TomlSource& source) {
  const auto category = CategoryFromId(entry.key);
  if (!category || *category == Category::kInconnu) {
    std::vector<std::string_view> known = {"FR", "LU"};
    for (size_t i = 0; i + 1 < kCategoryCount; ++i) {
      known.push_back(CategoryId(static_cast<Category>(i)));
    }
    return tl::unexpected(source.Complain("cell_category", entry.line, entry.column,
                                          {QuotableWord(entry.key),
                                           NearestWord(entry.key, known)}));
  }
  if (entry.value.kind != TomlNode::Kind::kTable) {
    return tl::unexpected(source.Complain("type", entry.value.line, entry.value.column,
                                          {entry.key, "{ symbole = \"M\", motif = \"J21\" }"}));
  }
  TomlReader reader(entry.value, source);
  std::string symbol;
  Cell cell;
  reader.Require("symbole");
  reader.Require("motif");
  reader.String("symbole", symbol);
  reader.String("motif", cell.justification);
  if (reader.ok()) {
    if (const auto index = IndexOf(kSymbols, symbol)) {
      cell.symbol = static_cast<Symbol>(*index);
    } else {
      reader.Fault(NotAmong(source, *reader.Node("symbole"), "symbole", Listed(kSymbols)));
    }
    if (!policy_.justifications_.contains(cell.justification)) {
      const TomlNode* node = reader.Node("motif");
      reader.Fault(source.Complain("justification", node->line, node->column,
                                   {QuotableWord(cell.justification)}));
    }
  }
  if (auto done = reader.Finish(); !done) return tl::unexpected(done.error());
  return cell;
}

Result<void> PolicyLoader::CheckCell(Category category, const Cell& cell,
                                     const TomlNode::Entry& entry, const TomlSource& source,
                                     const Recipient* floor, Jurisdiction jurisdiction) {
  const std::string id(CategoryId(category));
  const Symbol shipped =
      floor != nullptr ? floor->CellFor(category, jurisdiction).symbol : Symbol::kTransmit;
  const bool locked = shipped == Symbol::kLocked || common_locks_.Has(category);
  if (locked && cell.symbol != Symbol::kLocked) {
    return tl::unexpected(source.Complain("lock", entry.line, entry.column, {id}));
  }
  if (cell.symbol < shipped) {
    return tl::unexpected(source.Complain(
        "loosens", entry.line, entry.column,
        {id, std::string(SymbolText(shipped)), std::string(SymbolText(cell.symbol))}));
  }
  return {};
}

Policy PolicyLoader::Finish() {
  policy_.hash_ = Sha256Hex(CanonicalText());
  return std::move(policy_);
}

Result<Policy> Policy::Load(const fs::path& folder, const std::optional<fs::path>& local) {
  PolicyLoader loader;
  if (auto done = loader.ReadShared(folder); !done) return tl::unexpected(done.error());
  if (auto done = loader.ReadShipped(folder / "recipients"); !done) {
    return tl::unexpected(done.error());
  }
  if (local) {
    std::error_code error;
    if (!fs::exists(*local, error)) {
      return Fail(ErrorKind::kUsage, "policy.folder", {local->string()});
    }
    const bool one_file = !fs::is_directory(*local, error);
    const std::vector<fs::path> files = one_file ? std::vector{*local} : TomlFiles(*local);
    for (const fs::path& file : files) {
      if (auto done = loader.ReadLocalFile(file); !done) return tl::unexpected(done.error());
    }
  }
  return loader.Finish();
}

}  // namespace expurge
