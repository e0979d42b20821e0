#include "policies/explain.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "policies/gate.h"
#include "policies/text_lines.h"

namespace expurge {
namespace {

constexpr size_t kWidth = 80;

class Explainer {
 public:
  Explainer(const Policy& policy, const Recipient& recipient, Jurisdiction jurisdiction)
      : policy_(policy), recipient_(recipient), jurisdiction_(jurisdiction) {}

  Explanation Explain() {
    explanation_.id = recipient_.id;
    explanation_.label = recipient_.label;
    explanation_.jurisdiction = jurisdiction_;
    explanation_.mode = recipient_.ModeIn(jurisdiction_);
    explanation_.delivery = recipient_.DeliveryIn(jurisdiction_);
    explanation_.policy_hash = policy_.hash();
    AddVersion();
    AddText("mission", recipient_.mission);
    AddText("texte", recipient_.legal_basis_text);
    AddBases();
    AddText("secret", recipient_.bound_by_secrecy);
    AddText("conditions", recipient_.sharing_conditions);
    AddText("regime", recipient_.duty_or_faculty);
    AddText("peut", recipient_.may_share);
    AddText("jamais", recipient_.never_share);
    AddCells();
    AddText("suite", recipient_.onward_transmission);
    AddText("duree", recipient_.retention);
    return std::move(explanation_);
  }

 private:
  const std::string& Words(const std::string& key) const {
    return policy_.Words("politique." + key);
  }

  void AddText(const std::string& key, const std::string& text) {
    if (!text.empty()) explanation_.sections.push_back({key, Words(key), text, {}, {}});
  }

  void AddVersion() {
    const std::string mode(ModeWord(explanation_.mode));
    AddText("version", Words("mode_" + mode) + "\u00a0; " + Words("remise_" + explanation_.delivery));
  }

  void AddBases() {
    ExplainedSection section{"bases", Words("bases"), "",
                             AcceptedBases(recipient_, jurisdiction_, policy_), {}};
    if (section.items.empty()) section.text = Words("aucune_base");
    explanation_.sections.push_back(std::move(section));
  }

  // What the table says, grouped by symbol. Where nothing is taken from the report the table would
  // only mislead: the sentences above say it all.
  void AddCells() {
    if (explanation_.mode != Mode::kFilter) return;
    const std::pair<const char*, Symbol> groups[] = {
        {"part", Symbol::kTransmit},         {"part_objet", Symbol::kInScope},
        {"enonce", Symbol::kGeneralise},     {"decision_enonce", Symbol::kGeneraliseLift},
        {"decision", Symbol::kWithholdLift}, {"masque", Symbol::kWithhold},
        {"verrou", Symbol::kLocked}};
    for (const auto& [key, symbol] : groups) {
      ExplainedSection section{key, Words(key), "", {}, {}};
      for (size_t i = 0; i < kCategoryCount; ++i) {
        const Category category = static_cast<Category>(i);
        if (category == Category::kInconnu ||
            recipient_.CellFor(category, jurisdiction_).symbol != symbol) {
          continue;
        }
        section.categories.push_back(category);
        section.items.push_back(policy_.CategoryLabel(category));
      }
      if (!section.items.empty()) explanation_.sections.push_back(std::move(section));
    }
    AddText("inconnu", Words(recipient_.transmits_unknown ? "inconnu_part" : "inconnu_masque"));
  }

  const Policy& policy_;
  const Recipient& recipient_;
  const Jurisdiction jurisdiction_;
  Explanation explanation_;
};

std::string RunningList(const ExplainedSection& section) {
  std::string list;
  for (const std::string& item : section.items) list += (list.empty() ? "" : "\u00a0; ") + item;
  return list;
}

}  // namespace

Explanation ExplainRecipient(const Policy& policy, const Recipient& recipient,
                             Jurisdiction jurisdiction) {
  return Explainer(policy, recipient, jurisdiction).Explain();
}

std::string ExplanationText(const Explanation& explanation, const Policy& policy) {
  std::string text;
  const auto add = [&](std::string_view paragraph, std::string_view first) {
    for (const std::string& line : WrapLines(paragraph, kWidth, first)) text += line + "\n";
  };
  add(explanation.label + " (" + explanation.id + ", " +
          std::string(JurisdictionCode(explanation.jurisdiction)) + ")",
      "");
  for (const ExplainedSection& section : explanation.sections) {
    const std::string body = section.text.empty() ? RunningList(section) : section.text;
    // The title opens the paragraph; the lines after it stand two columns in.
    const std::vector<std::string> lines =
        WrapLines(section.title + "\u00a0: " + body, kWidth - 2, "");
    for (size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "" : "  ") + lines[i] + "\n";
  }
  if (explanation.mode == Mode::kRefuse) {
    if (const Recipient* recipient = policy.Find(explanation.id)) add(recipient->refusal, "");
  }
  return text;
}

std::string ExplanationJson(const Explanation& explanation) {
  nlohmann::ordered_json json;
  json["schema"] = 1;
  json["id"] = explanation.id;
  json["intitule"] = explanation.label;
  json["juridiction"] = JurisdictionCode(explanation.jurisdiction);
  json["mode"] = ModeWord(explanation.mode);
  json["remise"] = explanation.delivery;
  json["politique"] = explanation.policy_hash;
  nlohmann::ordered_json& sections = json["sections"];
  sections = nlohmann::ordered_json::array();
  for (const ExplainedSection& section : explanation.sections) {
    nlohmann::ordered_json entry;
    entry["cle"] = section.key;
    entry["titre"] = section.title;
    if (!section.text.empty()) entry["texte"] = section.text;
    if (!section.items.empty()) entry["elements"] = section.items;
    for (Category category : section.categories) {
      entry["categories"].push_back(CategoryId(category));
    }
    sections.push_back(std::move(entry));
  }
  return json.dump(2) + "\n";
}

std::string RecipientListText(const Policy& policy) {
  size_t widest = 0;
  for (const Recipient& recipient : policy.recipients()) {
    widest = std::max(widest, recipient.id.size());
  }
  std::string text = policy.Words("politique.liste_titre") + "\n\n";
  for (const Recipient& recipient : policy.recipients()) {
    std::string modes;
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      const std::string mode(ModeWord(recipient.ModeIn(jurisdiction)));
      modes += (modes.empty() ? "" : ", ") + std::string(JurisdictionCode(jurisdiction)) + " " +
               mode;
    }
    const std::string head = recipient.id + std::string(widest - recipient.id.size() + 2, ' ');
    for (const std::string& line :
         WrapLines(recipient.label + " (" + modes + ")", kWidth, head)) {
      text += line + "\n";
    }
  }
  return text;
}

std::string RecipientListJson(const Policy& policy) {
  nlohmann::ordered_json json;
  json["schema"] = 1;
  json["politique"] = policy.hash();
  nlohmann::ordered_json& list = json["destinataires"];
  list = nlohmann::ordered_json::array();
  for (const Recipient& recipient : policy.recipients()) {
    nlohmann::ordered_json entry;
    entry["id"] = recipient.id;
    entry["intitule"] = recipient.label;
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      const std::string code(JurisdictionCode(jurisdiction));
      entry["mode"][code] = ModeWord(recipient.ModeIn(jurisdiction));
      entry["remise"][code] = recipient.DeliveryIn(jurisdiction);
    }
    list.push_back(std::move(entry));
  }
  return json.dump(2) + "\n";
}

Result<CheckedPolicy> VerifyPolicyFile(const std::filesystem::path& shipped,
                                       const std::filesystem::path& file) {
  auto before = Policy::Load(shipped);
  if (!before) return tl::unexpected(before.error());
  auto after = Policy::Load(shipped, file);
  if (!after) return tl::unexpected(after.error());
  CheckedPolicy checked;
  checked.hash = after->hash();
  for (const Recipient& recipient : after->recipients()) {
    const Recipient* old = before->Find(recipient.id);
    if (old == nullptr) {
      checked.id = recipient.id;
      checked.is_new = true;
      continue;
    }
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      for (size_t i = 0; i < kCategoryCount; ++i) {
        const Category category = static_cast<Category>(i);
        const bool stricter = recipient.CellFor(category, jurisdiction).symbol >
                              old->CellFor(category, jurisdiction).symbol;
        if (!stricter) continue;
        checked.id = recipient.id;
        ++checked.tightened;
      }
    }
  }
  return checked;
}

}  // namespace expurge
