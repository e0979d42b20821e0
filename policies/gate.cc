#include "policies/gate.h"

#include <algorithm>

#include "policies/legal_basis.h"
#include "policies/plain_words.h"
#include "policies/wording.h"

namespace expurge {
namespace {

bool Blank(std::string_view text) {
  const std::vector<std::string> words = PlainWords(text);
  return words.empty();
}

std::string Listed(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : "\u00a0; ") + item;
  return list;
}

// Whether the words hold the phrase as consecutive whole words.
bool HoldsPhrase(const std::vector<std::string>& words, std::string_view phrase) {
  const std::vector<std::string> wanted = PlainWords(phrase);
  return !wanted.empty() && std::search(words.begin(), words.end(), wanted.begin(),
                                        wanted.end()) != words.end();
}

class Gate {
 public:
  Gate(const Sheet& sheet, const Recipient& recipient, const Policy& policy,
       const ReportFacts& facts)
      : sheet_(sheet), recipient_(recipient), policy_(policy), facts_(facts),
        mode_(recipient.ModeIn(sheet.jurisdiction)) {}

  std::vector<GateFailure> Check() {
    if (!recipient_.Serves(sheet_.jurisdiction)) {
      Fail("G0.juridiction",
           {recipient_.label, std::string(JurisdictionCode(sheet_.jurisdiction))});
      return std::move(failures_);
    }
    if (mode_ == Mode::kRefuse) {
      Fail("G3.refuser", {recipient_.label, recipient_.legal_basis_text, recipient_.refusal});
      return std::move(failures_);
    }
    CheckParticipantModes();
    if (mode_ == Mode::kAggregate && !facts_.many) Fail("G3.agreger");
    if (sheet_.draft) return std::move(failures_);
    CheckReceiver();
    CheckBasis();
    CheckPurpose();
    CheckInformation();
    CheckAgreement();
    CheckParticipants();
    CheckSecrecy();
    CheckNecessity();
    CheckPath();
    CheckAddress();
    CheckSignatory();
    return std::move(failures_);
  }

 private:
  void Fail(std::string_view id, const std::vector<std::string>& values = {}) {
    const auto text = policy_.gate().texts.find(id);
    GateFailure failure{std::string(id.substr(0, id.find('.'))), "", "", "", std::string(id)};
    if (text != policy_.gate().texts.end()) {
      failure.missing = FillNumbered(text->second.missing, values);
      failure.why = FillNumbered(text->second.why, values);
      failure.remedy = FillNumbered(text->second.remedy, values);
    }
    failures_.push_back(std::move(failure));
  }

  // Fails with `id` when the text says nothing.
  void Need(std::string_view text, std::string_view id) {
    if (Blank(text)) Fail(id);
  }

  bool IsPersonHerself() const { return recipient_.transmits_unknown; }

  // Someone present who never gets anything decides for all.
  void CheckParticipantModes() {
    for (const Recipient* profile : ProfilesPresent(sheet_, policy_)) {
      if (profile->id == recipient_.id) continue;
      if (profile->ModeIn(sheet_.jurisdiction) == Mode::kRefuse) {
        Fail("G3.refuser", {profile->label, profile->legal_basis_text, profile->refusal});
      }
    }
  }

  void CheckReceiver() {
    Need(sheet_.receiver.name, "G0.nom");
    if (!IsPersonHerself()) {
      Need(sheet_.receiver.function, "G0.fonction");
      Need(sheet_.receiver.service, "G0.service");
    }
    if (!recipient_.elected_required) return;
    const Date& delegation = sheet_.receiver.delegation;
    if (delegation.empty() && !sheet_.receiver.elected) Fail("G0.elu");
    if (After(delegation, sheet_.signed_on)) Fail("G0.delegation");
  }

  static bool After(const Date& date, const Date& other) {
    return !date.empty() && !other.empty() && date > other;
  }

  void CheckBasis() {
    const std::string accepted =
        Listed(AcceptedBases(recipient_, sheet_.jurisdiction, policy_));
    switch (CheckLegalBasis(sheet_.legal_basis, recipient_, sheet_.jurisdiction, policy_).verdict) {
      case BasisVerdict::kAccepted:
        return;
      case BasisVerdict::kMissing:
        return Fail("G0.base", {accepted});
      case BasisVerdict::kPlanAlerte:
        return Fail("G0.base_116_3", {accepted});
      case BasisVerdict::kViolenceHealthOnly:
        return Fail("G0.base_226_14_3", {accepted});
      case BasisVerdict::kNotAccepted:
        return Fail("G0.base_refusee", {accepted});
    }
  }

  bool SaysNothing(std::string_view text) const {
    const std::vector<std::string>& empty_words = policy_.gate().empty_words;
    const std::vector<std::string> words = PlainWords(text);
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::find(empty_words.begin(), empty_words.end(), word) != empty_words.end();
    });
  }

  void CheckPurpose() {
    if (Blank(sheet_.purpose)) {
      if (recipient_.legal_purpose.empty()) Fail("G1.objectif");
    } else if (SaysNothing(sheet_.purpose)) {
      Fail("G1.objectif_vague");
    }
    const bool set_by_law = !recipient_.legal_purpose.empty();
    if (!set_by_law && SaysNothing(sheet_.added_value)) Fail("G1.plus_value");
  }

  const ConsentException* Exception() const {
    const auto found = policy_.gate().exceptions.find(sheet_.exception);
    return found == policy_.gate().exceptions.end() ? nullptr : &found->second;
  }

  bool Fits(const ConsentException& exception) const {
    const auto& ids = exception.recipients;
    return std::find(ids.begin(), ids.end(), recipient_.id) != ids.end();
  }

  // Only the exceptions for a child's interest or a victim's safety free from informing.
  void CheckInformation() {
    if (!recipient_.information_required) return;
    if (sheet_.information_date.empty()) {
      const ConsentException* exception = Exception();
      if (exception != nullptr && Fits(*exception) && exception->waives_information) {
        if (Blank(sheet_.information_exception_reason)) Fail("G4a.motif", {sheet_.exception});
      } else {
        Fail("G4a.date");
      }
      return;
    }
    Need(sheet_.information_mode, "G4a.mode");
    if (After(sheet_.information_date, sheet_.signed_on)) Fail("G4a.tardive");
  }

  std::vector<std::string> FittingExceptions() const {
    std::vector<std::string> list;
    for (const auto& [id, exception] : policy_.gate().exceptions) {
      if (Fits(exception)) list.push_back(id + " (" + exception.label + ")");
    }
    return list;
  }

  std::string ExceptionHint() const {
    const std::vector<std::string> fitting = FittingExceptions();
    return fitting.empty() ? policy_.Words("grille.aucune_exception")
                           : FillNumbered(policy_.Words("grille.exceptions"), {Listed(fitting)});
  }

  void CheckAgreement() {
    if (!recipient_.agreement_required) return;
    if (!sheet_.exception.empty()) return CheckException();
    if (sheet_.agreement_date.empty()) {
      Fail("G4b.accord", {ExceptionHint()});
      return;
    }
    if (After(sheet_.agreement_date, sheet_.signed_on)) Fail("G4b.tardif");
    std::vector<std::string> beyond;
    for (const std::string& id : sheet_.scope) {
      const bool agreed = std::any_of(
          sheet_.agreement_scope.begin(), sheet_.agreement_scope.end(),
          [&](const std::string& agreed_id) {
            return id == agreed_id || id.starts_with(agreed_id + ".");
          });
      if (!agreed) beyond.push_back(id);
    }
    if (!beyond.empty()) Fail("G4b.portee", {Listed(beyond)});
  }

  void CheckException() {
    const ConsentException* exception = Exception();
    if (exception == nullptr) {
      const std::string known = Listed(FittingExceptions());
      Fail("G4b.inconnue", {sheet_.exception.size() <= 8 ? sheet_.exception : "…",
                            known.empty() ? policy_.Words("grille.aucune") : known});
      return;
    }
    if (!Fits(*exception)) {
      const std::string why = exception->explanation.empty()
                                  ? FillNumbered(policy_.Words("grille.autre_destinataire"),
                                                 {Listed(exception->recipients)})
                                  : exception->explanation;
      Fail("G4b.inadaptee", {sheet_.exception, exception->label, why, ExceptionHint()});
      return;
    }
    if (Blank(sheet_.exception_reason)) Fail("G4b.motif", {sheet_.exception});
  }

  bool SaysUnbound(std::string_view secrecy) const {
    const std::vector<std::string> words = PlainWords(secrecy);
    const auto& unbound = policy_.gate().unbound_words;
    return std::any_of(unbound.begin(), unbound.end(), [&](const std::string& said) {
      return PlainWords(said) == words;
    });
  }

  void CheckParticipants() {
    if (recipient_.participants_required && sheet_.participants.empty()) Fail("G5.participants");
    for (size_t i = 0; i < sheet_.participants.size(); ++i) {
      const Party& party = sheet_.participants[i];
      const std::string number = std::to_string(i + 1);
      std::vector<std::string> missing;
      for (const auto& [value, key] :
           {std::pair(&party.name, "nom"), std::pair(&party.function, "fonction"),
            std::pair(&party.service, "service"), std::pair(&party.secrecy, "secret")}) {
        if (Blank(*value)) missing.emplace_back(key);
      }
      if (!missing.empty()) Fail("G5.participant", {number, Listed(missing)});
      if (party.recipient.empty() && SaysUnbound(party.secrecy)) Fail("G5.non_soumis", {number});
    }
  }

  void CheckSecrecy() {
    if (IsPersonHerself()) return;
    if (Blank(sheet_.receiver.secrecy)) {
      Fail("G6.secret");
    } else if (recipient_.secrecy_required && SaysUnbound(sheet_.receiver.secrecy)) {
      Fail("G6.non_soumis");
    }
  }

  // The categories that this recipient gets only when the sheet names them.
  std::vector<std::string> ScopeChoices() const {
    std::vector<std::string> choices;
    for (size_t i = 0; i < kCategoryCount; ++i) {
      const Category category = static_cast<Category>(i);
      if (recipient_.CellFor(category, sheet_.jurisdiction).symbol == Symbol::kInScope) {
        choices.emplace_back(CategoryId(category));
      }
    }
    return choices;
  }

  void CheckNecessity() {
    if (mode_ == Mode::kFilter && sheet_.scope.empty()) {
      const std::vector<std::string> choices = ScopeChoices();
      if (!choices.empty()) Fail("G7.objet", {Listed(choices)});
    }
    if (mode_ != Mode::kCompose) return;
    Need(sheet_.household_name, "G0.menage");
    for (const std::string& field : policy_.StatementFields(recipient_.neutral_statement)) {
      const auto value = sheet_.statement_fields.find(field);
      if (value == sheet_.statement_fields.end() || Blank(value->second)) {
        Fail("G7.enonce", {field});
      }
    }
  }

  // "messagerie" alone is ordinary mail; "messagerie sécurisée" is not; "non sécurisée" is again.
  bool IsUnsafeChannel() const {
    const std::vector<std::string> words = PlainWords(sheet_.channel);
    const auto holds = [&](const std::string& phrase) { return HoldsPhrase(words, phrase); };
    const GateRules& rules = policy_.gate();
    if (std::none_of(rules.unsafe_channels.begin(), rules.unsafe_channels.end(), holds)) {
      return false;
    }
    const auto safe = std::find_if(rules.safe_words.begin(), rules.safe_words.end(), holds);
    if (safe == rules.safe_words.end()) return true;
    return HoldsPhrase(words, "non " + *safe) || HoldsPhrase(words, "pas " + *safe);
  }

  void CheckPath() {
    const bool copied = std::any_of(sheet_.copies.begin(), sheet_.copies.end(),
                                    [](const std::string& copy) { return !Blank(copy); });
    if (copied) Fail("G8.copies");
    if (Blank(sheet_.channel)) {
      Fail("G9.canal");
    } else if (IsUnsafeChannel()) {
      Fail("G9.canal_refuse");
    }
    if (IsPersonHerself() || mode_ == Mode::kAggregate) return;  // theirs to keep
    if (sheet_.retention_end.empty()) {
      Fail("G9.fin");
    } else if (!sheet_.signed_on.empty() && sheet_.retention_end <= sheet_.signed_on) {
      Fail("G9.fin_passee");
    }
  }

  void CheckAddress() {
    const bool danger = facts_.conjugal_violence || facts_.protected_address;
    const bool given = !Blank(sheet_.household_address);
    if (danger && given && !sheet_.address_protected.has_value()) Fail("G10.adresse");
  }

  void CheckSignatory() {
    Need(sheet_.signatory_name, "G11.nom");
    Need(sheet_.signatory_function, "G11.fonction");
    Need(sheet_.signatory_contact, "G11.contact");
    if (sheet_.signed_on.empty()) Fail("G11.date");
  }

  const Sheet& sheet_;
  const Recipient& recipient_;
  const Policy& policy_;
  const ReportFacts& facts_;
  const Mode mode_;
  std::vector<GateFailure> failures_;
};

}  // namespace

std::vector<std::string> AcceptedBases(const Recipient& recipient, Jurisdiction jurisdiction,
                                       const Policy& policy) {
  std::vector<std::string> bases = recipient.LegalBasesIn(jurisdiction);
  if (recipient.own_text) bases.insert(bases.begin(), policy.Words("grille.texte_propre"));
  return bases;
}

std::vector<GateFailure> CheckGate(const Sheet& sheet, const Recipient& recipient,
                                   const Policy& policy, const ReportFacts& facts) {
  return Gate(sheet, recipient, policy, facts).Check();
}

}  // namespace expurge
