// The shipped policy and a complete sheet of each kind, for the tests of this folder.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "policies/gate.h"
#include "policies/policy.h"
#include "policies/sheet.h"

namespace expurge {

inline std::filesystem::path DataFolder() {
  return std::filesystem::path(EXPURGE_SOURCE_DIR) / "policies" / "data";
}

// Loaded once: it is immutable.
inline const Policy& Shipped() {
  static const Policy policy = [] {
    auto loaded = Policy::Load(DataFolder());
    if (!loaded) ADD_FAILURE() << loaded.error().id;
    return loaded ? std::move(*loaded) : Policy();
  }();
  return policy;
}

inline const Recipient& Profile(std::string_view id) {
  const Recipient* recipient = Shipped().Find(id);
  if (recipient == nullptr) {
    ADD_FAILURE() << "unknown recipient " << id;
    return Shipped().recipients().front();
  }
  return *recipient;
}

// A sheet that passes every check for the recipient, to take things away from.
inline Sheet CompleteSheet(const std::string& recipient,
                           Jurisdiction jurisdiction = Jurisdiction::kFrance) {
  const Recipient& profile = Profile(recipient);
  Sheet sheet;
  sheet.recipient = recipient;
  sheet.jurisdiction = jurisdiction;
  sheet.receiver = {"Mme Claude Vautrin", "instructrice", "service du logement",
                    "code pénal, art. 226-13", true, "", ""};
  if (jurisdiction == Jurisdiction::kLuxembourg) {
    sheet.receiver.secrecy = "code pénal luxembourgeois, art. 458";
  }
  if (profile.participants_required) {
    sheet.participants.push_back({"M. Alix Brenot", "conseiller", "CCAS", "CASF, art. L. 133-5",
                                  false, "", ""});
  }
  sheet.purpose = "Examen d'un plan d'apurement avant l'audience du 3 décembre";
  sheet.added_value = "Madame garde son logement le temps de l'examen";
  const auto& bases = profile.LegalBasesIn(jurisdiction);
  sheet.legal_basis = profile.own_text ? "CASF, art. L. 133-5"
                      : bases.empty()  ? std::string()
                                       : bases.front();
  sheet.scope = {"logement", "finances"};
  sheet.channel = "messagerie sécurisée";
  sheet.retention_end = "2027-05-31";
  sheet.information_date = "2026-11-02";
  sheet.information_mode = "entretien";
  sheet.agreement_date = "2026-11-02";
  sheet.agreement_scope = {"logement", "finances"};
  sheet.household_name = "Mme Odile Marchenoir";
  for (const std::string& field : Shipped().StatementFields(profile.neutral_statement)) {
    sheet.statement_fields[field] = "horaires de la cantine";
  }
  sheet.signatory_name = "Mme Jeanne Faubert";
  sheet.signatory_function = "assistante de service social";
  sheet.signatory_contact = "01 99 00 12 34";
  sheet.signed_on = "2026-11-20";
  sheet.hash = std::string(64, 'a');
  return sheet;
}

// Ids of the failures, in order, separated by spaces.
inline std::string Failures(const Sheet& sheet, const ReportFacts& facts = {}) {
  std::string ids;
  for (const GateFailure& failure :
       CheckGate(sheet, Profile(sheet.recipient), Shipped(), facts)) {
    ids += (ids.empty() ? "" : " ") + failure.id;
  }
  return ids;
}

// A folder for the files of one test, removed at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "expurge-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::filesystem::path Write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace expurge
