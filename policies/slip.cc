#include "policies/slip.h"

#include "base/sha256.h"
#include "policies/text_lines.h"
#include "policies/wording.h"

namespace expurge {
namespace {

std::string Joined(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (std::string_view part : parts) {
    if (!part.empty()) joined += (joined.empty() ? "" : ", ") + std::string(part);
  }
  return joined;
}

class SlipMaker {
 public:
  SlipMaker(const Sheet& sheet, const Recipient& recipient, const Policy& policy)
      : sheet_(sheet), recipient_(recipient), policy_(policy),
        luxembourg_(sheet.jurisdiction == Jurisdiction::kLuxembourg) {}

  Frame Make(const std::string& version_hash) {
    slip_.draft = sheet_.draft;
    slip_.title = Words(ForPerson() ? "bordereau.titre_personne" : "bordereau.titre");
    AddHeader(version_hash);
    slip_.composed.push_back(Words("bordereau.chapeau"));
    if (ForPerson()) {
      slip_.composed.push_back(Local("bordereau.personne"));
    } else {
      AddDuties();
    }
    slip_.closing.push_back(
        Joined({sheet_.signatory_name, sheet_.signatory_function, sheet_.signatory_contact}));
    return std::move(slip_);
  }

 private:
  bool ForPerson() const { return recipient_.transmits_unknown; }
  const std::string& Words(std::string_view key) const { return policy_.Words(key); }

  // The wording of the jurisdiction, where it has one of its own.
  const std::string& Local(const std::string& key) const {
    const std::string& own = policy_.Words(key + "_LU");
    return luxembourg_ && !own.empty() ? own : policy_.Words(key);
  }

  void Add(std::string_view key, const std::string& value) {
    if (!value.empty()) slip_.header.push_back({Words(key), value});
  }

  void AddHeader(const std::string& version_hash) {
    const Party& receiver = sheet_.receiver;
    Add("bordereau.destinataire", Joined({receiver.name, receiver.function, receiver.service}));
    if (!ForPerson()) {
      Add("bordereau.secret",
          receiver.secrecy.empty() ? Words("bordereau.non_soumis") : receiver.secrecy);
    }
    Add("bordereau.emetteur", Joined({sheet_.signatory_name, sheet_.signatory_function}));
    Add("bordereau.date", FrenchDate(sheet_.signed_on));
    Add("bordereau.reference", SlipReference(version_hash, sheet_.hash));
    Add("bordereau.canal", sheet_.channel);
    Add("bordereau.objectif",
        sheet_.purpose.empty() ? recipient_.legal_purpose : sheet_.purpose);
    Add("bordereau.base", Basis());
    if (recipient_.information_required) Add("bordereau.information", Information());
    if (recipient_.agreement_required) Add("bordereau.accord", Agreement());
    Add("bordereau.fin", FrenchDate(sheet_.retention_end));
    if (!sheet_.retention_end.empty()) Add("bordereau.confirmation", sheet_.signatory_contact);
    Add("bordereau.empreinte", version_hash);
  }

  // The text relied on, and whether it obliges or allows; not where the person passes it on
  // herself, nor where the answer depends on the country and the sentence tells of both.
  std::string Basis() const {
    const bool sent = !IsHandedToPerson(sheet_, recipient_, policy_);
    const bool one_country = recipient_.jurisdictions.size() == 1;
    if (sheet_.legal_basis.empty() || recipient_.duty_or_faculty.empty() || !sent ||
        !one_country) {
      return sheet_.legal_basis;
    }
    return FillNumbered(Words("bordereau.base_et_regime"),
                        {sheet_.legal_basis, recipient_.duty_or_faculty});
  }

  std::string Information() const {
    if (!sheet_.information_date.empty()) {
      return Fill(Words("bordereau.information_faite"),
                  {{"date", FrenchDate(sheet_.information_date)},
                   {"mode", sheet_.information_mode}});
    }
    return Fill(Words("bordereau.information_dispense"),
                {{"motif", sheet_.information_exception_reason}});
  }

  std::string Agreement() const {
    const auto exception = policy_.gate().exceptions.find(sheet_.exception);
    if (exception != policy_.gate().exceptions.end()) {
      return Fill(Words("bordereau.accord_exception"), {{"cas", exception->second.label},
                                                        {"texte", exception->second.basis},
                                                        {"motif", sheet_.exception_reason}});
    }
    if (sheet_.agreement_date.empty()) return {};
    return Fill(Words("bordereau.accord_donne"), {{"date", FrenchDate(sheet_.agreement_date)}});
  }

  void AddDuties() {
    slip_.composed.push_back(Words("bordereau.interdit"));
    for (const char* number : {"1", "2", "3", "4", "5"}) {
      slip_.composed.push_back(Local(std::string("bordereau.interdit_") + number));
    }
    if (recipient_.elected_required) slip_.composed.push_back(Words("bordereau.elus"));
    slip_.composed.push_back(Words("bordereau.absence"));
    slip_.composed.push_back(Local("bordereau.droits"));
  }

  const Sheet& sheet_;
  const Recipient& recipient_;
  const Policy& policy_;
  const bool luxembourg_;
  Frame slip_;
};

}  // namespace

std::string SlipReference(const std::string& version_hash, const std::string& sheet_hash) {
  return Sha256Hex(version_hash + sheet_hash).substr(0, 12);
}

Frame MakeSlip(const Sheet& sheet, const Recipient& recipient, const Policy& policy,
               const std::string& version_hash) {
  return SlipMaker(sheet, recipient, policy).Make(version_hash);
}

std::string SlipText(const Frame& slip) {
  constexpr size_t kWidth = 80;
  std::string text;
  const auto add = [&](std::string_view paragraph, std::string_view first) {
    for (const std::string& line : WrapLines(paragraph, kWidth, first)) text += line + "\n";
  };
  if (slip.draft) text += "BROUILLON\n";
  add(slip.title, "");
  text += "\n";
  for (const FrameField& field : slip.header) add(field.value, field.label + "\u00a0: ");
  for (const std::string& paragraph : slip.composed) {
    text += "\n";
    add(paragraph, "");
  }
  text += "\n";
  for (const std::string& line : slip.closing) add(line, "");
  return text;
}

}  // namespace expurge
