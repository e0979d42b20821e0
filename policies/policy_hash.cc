// The canonical form of a policy, which its hash is taken of: everything that decides what goes and
// everything that is printed, in one order, so that the order of files and keys does not matter.
#include "policies/policy_loader.h"

namespace expurge {
namespace {

// Writes strings so that no two different lists give the same bytes.
class Canonical {
 public:
  void Add(std::string_view text) {
    bytes_ += std::to_string(text.size());
    bytes_ += ':';
    bytes_ += text;
  }
  void Add(const std::vector<std::string>& texts) {
    Add(std::to_string(texts.size()));
    for (const std::string& text : texts) Add(text);
  }
  void Add(bool value) { bytes_ += value ? 'y' : 'n'; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

void AddRecipient(const Recipient& recipient, Canonical& out) {
  for (const std::string* text :
       {&recipient.id, &recipient.label, &recipient.mission, &recipient.legal_basis_text,
        &recipient.bound_by_secrecy, &recipient.sharing_conditions, &recipient.may_share,
        &recipient.never_share, &recipient.duty_or_faculty, &recipient.onward_transmission,
        &recipient.retention, &recipient.neutral_statement, &recipient.refusal,
        &recipient.legal_purpose}) {
    out.Add(std::string_view(*text));
  }
  out.Add(recipient.complements);
  for (bool flag : {recipient.own_text, recipient.secrecy_required, recipient.elected_required,
                    recipient.participants_required, recipient.information_required,
                    recipient.agreement_required, recipient.transmits_unknown}) {
    out.Add(flag);
  }
  for (Jurisdiction jurisdiction : {Jurisdiction::kFrance, Jurisdiction::kLuxembourg}) {
    out.Add(JurisdictionCode(jurisdiction));
    out.Add(ModeWord(recipient.ModeIn(jurisdiction)));
    out.Add(recipient.DeliveryIn(jurisdiction));
    out.Add(recipient.LegalBasesIn(jurisdiction));
    for (size_t i = 0; i < kCategoryCount; ++i) {
      const Cell cell = recipient.CellFor(static_cast<Category>(i), jurisdiction);
      out.Add(SymbolText(cell.symbol));
      out.Add(std::string_view(cell.justification));
    }
  }
}

}  // namespace

std::string PolicyLoader::CanonicalText() const {
  Canonical out;
  for (const Recipient& recipient : policy_.recipients_) AddRecipient(recipient, out);
  for (const auto& [category, label] : policy_.category_labels_) {
    out.Add(CategoryId(category));
    out.Add(std::string_view(label));
  }
  const auto add_map = [&](const auto& map) {
    for (const auto& [key, text] : map) {
      out.Add(std::string_view(key));
      out.Add(std::string_view(text));
    }
  };
  add_map(policy_.justifications_);
  add_map(policy_.statements_);
  add_map(policy_.wording_);
  const GateRules& gate = policy_.gate_;
  for (const auto* list : {&gate.complements, &gate.empty_words, &gate.unsafe_channels,
                           &gate.safe_words, &gate.unbound_words}) {
    out.Add(*list);
  }
  for (const auto& [id, exception] : gate.exceptions) {
    out.Add(std::string_view(id));
    out.Add(exception.recipients);
    out.Add(exception.waives_information);
  }
  for (const CitationRule& rule : policy_.citation_rules_) {
    out.Add(rule.forms);
    out.Add(std::string_view(rule.replacement));
  }
  return out.bytes();
}

}  // namespace expurge
