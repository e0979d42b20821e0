// What stands around a version: everything from the sheet and the policy's wording, nothing from
// the report. See sheet.h for the functions.
#include <algorithm>

#include "policies/legal_basis.h"
#include "policies/sheet.h"
#include "policies/strict_toml.h"
#include "policies/wording.h"

namespace expurge {
namespace {

std::string Joined(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (std::string_view part : parts) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += ", ";
    joined += part;
  }
  return joined;
}

class FrameMaker {
 public:
  FrameMaker(const Sheet& sheet, const Recipient& recipient, const Policy& policy)
      : sheet_(sheet), recipient_(recipient), policy_(policy) {}

  Frame Make(const std::vector<std::string>& statements) {
    frame_.draft = sheet_.draft;
    frame_.title = Words(recipient_.transmits_unknown ? "cadre.titre_personne" : "cadre.titre");
    AddHeader();
    if (recipient_.ModeIn(sheet_.jurisdiction) == Mode::kCompose) {
      Compose();
    } else {
      AddStatements(statements);
    }
    AddClosing();
    return std::move(frame_);
  }

 private:
  const std::string& Words(std::string_view key) const { return policy_.Words(key); }

  void Add(std::string_view label_key, const std::string& value) {
    if (!value.empty()) frame_.header.push_back({Words(label_key), value});
  }

  void AddHeader() {
    const Party& receiver = sheet_.receiver;
    std::string named = Joined({receiver.name, receiver.function, receiver.service});
    if (named.empty()) named = recipient_.label;
    if (IsHandedToPerson(sheet_, recipient_, policy_)) {
      Add("cadre.remis_a", sheet_.household_name.empty() ? Words("cadre.remis_defaut")
                                                         : sheet_.household_name);
      Add("cadre.pour", named);
    } else {
      Add("cadre.destinataire", named);
    }
    Add("cadre.objectif",
        sheet_.purpose.empty() ? recipient_.legal_purpose : sheet_.purpose);
    Add("cadre.base", sheet_.legal_basis);
    Add("cadre.date", FrenchDate(sheet_.signed_on));
    Add("cadre.signataire", Joined({sheet_.signatory_name, sheet_.signatory_function}));
    Add("cadre.fin", FrenchDate(sheet_.retention_end));
    if (IsHandedToPerson(sheet_, recipient_, policy_)) {
      Add("cadre.accompagnement_libelle", Words("cadre.accompagnement"));
    }
  }

  // An empty page, and on it what the signatory wrote: the same text for every report.
  void Compose() {
    std::string statement = FilledStatement(recipient_.neutral_statement, sheet_, policy_);
    if (statement.empty() && sheet_.draft) statement = UnfilledStatement();
    if (!statement.empty()) frame_.composed.push_back(std::move(statement));
    if (!sheet_.household_name.empty()) {
      frame_.composed.push_back(Fill(Words("cadre.menage"), {{"nom", sheet_.household_name}}));
    }
    if (!sheet_.household_address.empty() && !sheet_.address_protected.value_or(false)) {
      frame_.composed.push_back(
          Fill(Words("cadre.adresse"), {{"adresse", sheet_.household_address}}));
    }
    const std::string contact = Joined(
        {sheet_.signatory_name, sheet_.signatory_function, sheet_.signatory_contact});
    if (!contact.empty()) {
      frame_.composed.push_back(Fill(Words("cadre.contact"), {{"contact", contact}}));
    }
  }

  std::string UnfilledStatement() const {
    std::map<std::string, std::string> fields = sheet_.statement_fields;
    for (const std::string& field : policy_.StatementFields(recipient_.neutral_statement)) {
      fields.emplace(field, Words("cadre.a_completer"));
    }
    return Fill(policy_.StatementText(recipient_.neutral_statement), fields);
  }

  void AddStatements(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      std::string text = FilledStatement(id, sheet_, policy_);
      const auto& known = frame_.statements;
      if (text.empty() || std::find(known.begin(), known.end(), text) != known.end()) continue;
      frame_.statements.push_back(std::move(text));
    }
  }

  void AddClosing() {
    if (recipient_.transmits_unknown) {
      frame_.closing.push_back(Words(sheet_.jurisdiction == Jurisdiction::kLuxembourg
                                         ? "cadre.personne_LU"
                                         : "cadre.personne"));
    }
    const std::string signatory = Joined({sheet_.signatory_name, sheet_.signatory_function});
    if (!signatory.empty()) frame_.closing.push_back(signatory);
    if (!sheet_.signatory_contact.empty()) {
      frame_.closing.push_back(
          Fill(Words("cadre.joindre"), {{"contact", sheet_.signatory_contact}}));
    }
  }

  const Sheet& sheet_;
  const Recipient& recipient_;
  const Policy& policy_;
  Frame frame_;
};

}  // namespace

bool IsHandedToPerson(const Sheet& sheet, const Recipient& recipient, const Policy& policy) {
  return recipient.DeliveryIn(sheet.jurisdiction) == "via_personne" ||
         CheckLegalBasis(sheet.legal_basis, recipient, sheet.jurisdiction, policy)
             .handed_to_person;
}

std::string FrenchDate(const Date& date) {
  static constexpr const char* kMonths[] = {"janvier", "février", "mars",      "avril",
                                            "mai",     "juin",    "juillet",   "août",
                                            "septembre", "octobre", "novembre", "décembre"};
  if (!IsDate(date)) return date;
  const int month = (date[5] - '0') * 10 + (date[6] - '0');
  std::string day = date.substr(date[8] == '0' ? 9 : 8);
  if (day == "1") day = "1er";
  return day + " " + kMonths[month - 1] + " " + date.substr(0, 4);
}

std::string FilledStatement(std::string_view id, const Sheet& sheet, const Policy& policy) {
  for (const std::string& field : policy.StatementFields(id)) {
    const auto value = sheet.statement_fields.find(field);
    if (value == sheet.statement_fields.end() || value->second.empty()) return {};
  }
  return Fill(policy.StatementText(id), sheet.statement_fields);
}

Frame MakeFrame(const Sheet& sheet, const Recipient& recipient, const Policy& policy,
                const std::vector<std::string>& statements) {
  return FrameMaker(sheet, recipient, policy).Make(statements);
}

}  // namespace expurge
