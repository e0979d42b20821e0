#include "policies/sheet.h"

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "policies/nearest.h"
#include "policies/plain_words.h"
#include "policies/strict_toml.h"

namespace expurge {
namespace {

// Everything a scope may name: the categories and what stands above them.
std::vector<std::string_view> ScopeIds() {
  std::vector<std::string_view> ids;
  std::set<std::string_view> seen;
  for (size_t i = 0; i < kCategoryCount; ++i) {
    const Category category = static_cast<Category>(i);
    if (category == Category::kInconnu) continue;
    const std::string_view id = CategoryId(category);
    for (size_t dot = id.find('.'); dot != std::string_view::npos; dot = id.find('.', dot + 1)) {
      if (seen.insert(id.substr(0, dot)).second) ids.push_back(id.substr(0, dot));
    }
    if (seen.insert(id).second) ids.push_back(id);
  }
  return ids;
}

// Reads one sheet; each function one section of it.
class SheetReader {
 public:
  SheetReader(const TomlNode& root, const TomlSource& source, const Policy& policy)
      : source_(source), policy_(policy), root_(root, source) {}

  Result<Sheet> Read() {
    root_.String("destinataire", sheet_.recipient);
    if (const TomlNode* node = root_.Node("destinataire")) {
      CheckRecipient(root_, *node, sheet_.recipient);
    }
    ReadJurisdiction();
    if (const TomlNode* table = root_.Table("recepteur")) {
      TomlReader reader(*table, source_);
      ReadParty(reader, sheet_.receiver);
      reader.Boolean("elu", sheet_.receiver.elected);
      reader.Date("delegation", sheet_.receiver.delegation);
      Close(reader);
    }
    ReadParticipants();
    ReadTransmission();
    ReadConsent();
    ReadHousehold();
    ReadStatementFields();
    ReadSignatory();
    if (auto done = root_.Finish(); !done) return tl::unexpected(done.error());
    if (sheet_.recipient.empty()) {
      return Fail(ErrorKind::kNeedsHuman, "sheet.no_recipient", {source_.file});
    }
    return std::move(sheet_);
  }

 private:
  void Close(TomlReader& reader) {
    if (auto done = reader.Finish(); !done) root_.Fault(done.error());
  }

  void CheckRecipient(TomlReader& reader, const TomlNode& node, const std::string& id) {
    if (node.kind != TomlNode::Kind::kString || policy_.Find(id) != nullptr) return;
    reader.Fault(source_.Complain("recipient", node.line, node.column,
                                  {QuotableWord(id), policy_.Nearest(id)}));
  }

  void ReadJurisdiction() {
    std::string code = "FR";
    root_.String("juridiction", code);
    if (code == "LU") {
      sheet_.jurisdiction = Jurisdiction::kLuxembourg;
    } else if (code != "FR") {
      const TomlNode* node = root_.Node("juridiction");
      root_.Fault(source_.Complain("value", node->line, node->column,
                                   {"juridiction", QuotableWord(code), "FR, LU"}));
    }
  }

  void ReadParty(TomlReader& reader, Party& party) {
    reader.String("nom", party.name);
    reader.String("fonction", party.function);
    reader.String("service", party.service);
    reader.String("secret", party.secrecy);
    Correct(party.function);
    Correct(party.service);
    Correct(party.secrecy);
  }

  void ReadParticipants() {
    for (const TomlNode* table : root_.Tables("participants")) {
      TomlReader reader(*table, source_);
      Party party;
      ReadParty(reader, party);
      reader.String("destinataire", party.recipient);
      if (const TomlNode* node = reader.Node("destinataire")) {
        CheckRecipient(reader, *node, party.recipient);
      }
      Close(reader);
      sheet_.participants.push_back(std::move(party));
    }
  }

  void ReadTransmission() {
    const TomlNode* table = root_.Table("transmission");
    if (table == nullptr) return;
    TomlReader reader(*table, source_);
    reader.String("objectif", sheet_.purpose);
    reader.String("plus_value", sheet_.added_value);
    reader.String("base_legale", sheet_.legal_basis);
    ReadScope(reader, "objet", sheet_.scope);
    reader.String("canal", sheet_.channel);
    reader.Strings("copies", sheet_.copies);
    reader.Date("fin_conservation", sheet_.retention_end);
    Close(reader);
    Correct(sheet_.legal_basis);
  }

  void ReadScope(TomlReader& reader, std::string_view key, std::vector<std::string>& scope) {
    reader.Strings(key, scope);
    const TomlNode* node = reader.Node(key);
    for (size_t i = 0; i < scope.size() && reader.ok(); ++i) {
      if (IsScopeId(scope[i])) continue;
      const TomlNode& item = node->items[i];
      reader.Fault(source_.Complain("category", item.line, item.column,
                                    {QuotableWord(scope[i]), NearestWord(scope[i], ScopeIds())}));
    }
  }

  void ReadConsent() {
    if (const TomlNode* table = root_.Table("information")) {
      TomlReader reader(*table, source_);
      reader.Date("date", sheet_.information_date);
      reader.String("mode", sheet_.information_mode);
      reader.String("motif", sheet_.information_exception_reason);
      Close(reader);
    }
    if (const TomlNode* table = root_.Table("accord")) {
      TomlReader reader(*table, source_);
      reader.Date("date", sheet_.agreement_date);
      ReadScope(reader, "portee", sheet_.agreement_scope);
      reader.String("exception", sheet_.exception);
      reader.String("motif", sheet_.exception_reason);
      Close(reader);
    }
  }

  void ReadHousehold() {
    const TomlNode* table = root_.Table("menage");
    if (table == nullptr) return;
    TomlReader reader(*table, source_);
    reader.String("nom", sheet_.household_name);
    reader.String("adresse", sheet_.household_address);
    reader.OptionalBoolean("adresse_protegee", sheet_.address_protected);
    Close(reader);
  }

  // The fields of all statements; a number may be written without quotes.
  void ReadStatementFields() {
    const TomlNode* table = root_.Table("enonce");
    if (table == nullptr) return;
    TomlReader reader(*table, source_);
    for (const auto& [id, fields] : policy_.statement_fields()) {
      for (const std::string& field : fields) {
        const TomlNode* node = reader.Any(field);
        if (node == nullptr) continue;
        if (node->kind == TomlNode::Kind::kInteger) {
          sheet_.statement_fields[field] = std::to_string(node->integer);
        } else {
          reader.String(field, sheet_.statement_fields[field]);
        }
      }
    }
    Close(reader);
  }

  void ReadSignatory() {
    const TomlNode* table = root_.Table("signataire");
    if (table == nullptr) return;
    TomlReader reader(*table, source_);
    reader.String("nom", sheet_.signatory_name);
    reader.String("fonction", sheet_.signatory_function);
    reader.String("contact", sheet_.signatory_contact);
    reader.Date("date", sheet_.signed_on);
    Close(reader);
  }

  // Names and references that old papers get wrong are put right, and a note says so once.
  void Correct(std::string& text) {
    for (const CitationRule& rule : policy_.citation_rules()) {
      bool found = false;
      for (const std::string& form : rule.forms) {
        const std::string corrected = ReplacePhrase(text, form, rule.replacement, found);
        if (found && !rule.replacement.empty()) text = corrected;
        if (found) break;
      }
      const bool noted = std::find(sheet_.notes.begin(), sheet_.notes.end(), rule.note) !=
                         sheet_.notes.end();
      if (found && !noted) sheet_.notes.push_back(rule.note);
    }
  }

  const TomlSource& source_;
  const Policy& policy_;
  TomlReader root_;
  Sheet sheet_;
};

}  // namespace

bool IsScopeId(std::string_view id) {
  const std::vector<std::string_view> ids = ScopeIds();
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Result<Sheet> ReadSheet(std::string_view toml, const std::string& file_name,
                        const Policy& policy) {
  const TomlSource source{"sheet", file_name};
  auto root = ParseToml(toml, source);
  if (!root) return tl::unexpected(root.error());
  auto sheet = SheetReader(*root, source, policy).Read();
  if (sheet) sheet->hash = Sha256Hex(toml);
  return sheet;
}

Result<Sheet> DraftSheet(const std::string& recipient, const std::vector<std::string>& scope,
                         const Policy& policy) {
  const Recipient* profile = policy.Find(recipient);
  if (profile == nullptr) {
    return Fail(ErrorKind::kUsage, "policy.recipient",
                {QuotableWord(recipient), policy.Nearest(recipient)});
  }
  Sheet sheet;
  std::string canonical = recipient;
  for (const std::string& id : scope) {
    if (!IsScopeId(id)) {
      return Fail(ErrorKind::kUsage, "policy.category",
                  {QuotableWord(id), NearestWord(id, ScopeIds())});
    }
    canonical += "\n" + id;
  }
  sheet.recipient = recipient;
  sheet.scope = scope;
  sheet.jurisdiction = profile->Serves(Jurisdiction::kFrance) ? Jurisdiction::kFrance
                                                              : Jurisdiction::kLuxembourg;
  sheet.draft = true;
  sheet.hash = Sha256Hex(canonical);
  return sheet;
}

std::vector<const Recipient*> ProfilesPresent(const Sheet& sheet, const Policy& policy) {
  std::vector<const Recipient*> profiles;
  const auto add = [&](const std::string& id) {
    const Recipient* profile = policy.Find(id);
    if (profile == nullptr) return;
    if (std::find(profiles.begin(), profiles.end(), profile) == profiles.end()) {
      profiles.push_back(profile);
    }
  };
  add(sheet.recipient);
  for (const Party& party : sheet.participants) {
    if (!party.recipient.empty()) add(party.recipient);
  }
  return profiles;
}

}  // namespace expurge
