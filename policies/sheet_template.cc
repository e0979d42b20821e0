#include "policies/sheet_template.h"

#include <vector>

#include "policies/gate.h"
#include "policies/text_lines.h"

namespace expurge {
namespace {

class TemplateWriter {
 public:
  TemplateWriter(const Recipient& recipient, const Policy& policy, Jurisdiction jurisdiction)
      : recipient_(recipient), policy_(policy), jurisdiction_(jurisdiction),
        mode_(recipient.ModeIn(jurisdiction)) {}

  std::string Write() {
    Comment("Fiche pour : " + recipient_.label);
    if (mode_ == Mode::kRefuse) {
      Comment(policy_.Words("politique.mode_refuser"));
      Comment(recipient_.refusal);
    } else {
      Comment(recipient_.may_share);
      Comment("« expurge fiche --verifier CE-FICHIER » dit ce qui manque encore.");
    }
    Line("destinataire = \"" + recipient_.id + "\"");
    Line("juridiction  = \"" + std::string(JurisdictionCode(jurisdiction_)) + "\"");
    if (mode_ == Mode::kRefuse) return std::move(text_);
    WriteReceiver();
    WriteTransmission();
    WriteConsent();
    WriteHousehold();
    Section("signataire", "Vous, qui signez et qui en répondez.");
    Lines({"nom = \"\"", "fonction = \"\"", "contact = \"\"", "# date = 2026-11-20"});
    return std::move(text_);
  }

 private:
  void Line(std::string_view line) {
    text_ += line;
    text_ += '\n';
  }
  void Lines(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) Line(line);
  }
  void Comment(std::string_view comment) {
    for (const std::string& line : WrapLines(comment, 78)) Line("# " + line);
  }
  void Section(const std::string& name, std::string_view comment) {
    Line("");
    if (!comment.empty()) Comment(comment);
    Line("[" + name + "]");
  }

  bool ForPerson() const { return recipient_.transmits_unknown; }

  void WriteReceiver() {
    Section("recepteur", ForPerson() ? "La personne, dont l'identité a été vérifiée."
                                     : "La personne, nommée, qui recevra le document.");
    Line("nom = \"\"");
    if (ForPerson()) return;
    Lines({"fonction = \"\"", "service = \"\""});
    Comment("Le texte qui la tient au secret ; « non soumis » s'il n'y en a pas.");
    Line("secret = \"\"");
    if (recipient_.elected_required) {
      Comment("Une personne élue, ou la date de sa délégation expresse.");
      Lines({"# elu = true", "# delegation = 2026-07-01"});
    }
    if (!recipient_.participants_required) return;
    Line("");
    Comment("Une section par personne présente ; le profil le plus restrictif décide.");
    Lines({"[[participants]]", "nom = \"\"", "fonction = \"\"", "service = \"\"",
           "secret = \"\""});
    Comment("Son profil, s'il n'est pas celui du destinataire.");
    Line("# destinataire = \"partenaire\"");
  }

  std::string ScopeChoices() const {
    std::string list;
    for (size_t i = 0; i < kCategoryCount; ++i) {
      const Category category = static_cast<Category>(i);
      if (recipient_.CellFor(category, jurisdiction_).symbol != Symbol::kInScope) continue;
      list += (list.empty() ? "" : ", ") + std::string(CategoryId(category));
    }
    return list;
  }

  void WriteTransmission() {
    Section("transmission", "");
    if (recipient_.legal_purpose.empty()) {
      Comment("Quel problème précis cet envoi doit-il résoudre ?");
      Line("objectif = \"\"");
      Comment("Quel effet la personne pourra-t-elle constater ?");
      Line("plus_value = \"\"");
    } else {
      Comment("Objectif fixé par la loi : " + recipient_.legal_purpose);
    }
    Comment("Le texte qui permet l'envoi : l'un de ceux-ci.");
    const std::vector<std::string> bases = AcceptedBases(recipient_, jurisdiction_, policy_);
    for (const std::string& base : bases) Comment("  " + base);
    const bool only_one = bases.size() == 1;
    Line("base_legale = \"" + (only_one ? bases.front() : std::string()) + "\"");
    if (mode_ == Mode::kFilter && !ScopeChoices().empty()) {
      Comment("Le point abordé. Catégories possibles : " + ScopeChoices() + ".");
      Line("objet = []");
    }
    Comment("Messagerie sécurisée, pli fermé, remise en main propre… ; pas de courriel ordinaire.");
    Line("canal = \"\"");
    Comment("Toujours vide : une autre institution, une autre fiche.");
    Line("copies = []");
    if (!ForPerson() && mode_ != Mode::kAggregate) {
      Comment("Date de restitution ou de destruction. Repère : " + recipient_.retention);
      Line("# fin_conservation = 2027-05-31");
    }
  }

  void WriteConsent() {
    if (recipient_.information_required) {
      Section("information", "Quand et comment la personne a été informée de cet envoi.");
      Lines({"# date = 2026-11-02", "mode = \"\""});
    }
    if (!recipient_.agreement_required) return;
    Section("accord", "Son accord, et pour quelles catégories.");
    Lines({"# date = 2026-11-02", "portee = []"});
    for (const auto& [id, exception] : policy_.gate().exceptions) {
      for (const std::string& fitting : exception.recipients) {
        if (fitting != recipient_.id) continue;
        Comment("Ou, sans accord : " + exception.label + " (" + exception.basis + ").");
        Lines({"# exception = \"" + id + "\"", "# motif = \"\""});
      }
    }
  }

  void WriteHousehold() {
    if (mode_ == Mode::kCompose) {
      Section("menage", "Ce que le document dit du ménage : rien n'est tiré du rapport.");
      Lines({"nom = \"\"", "adresse = \"\""});
      Comment("À signer si le rapport parle de violences ou d'une adresse protégée.");
      Line("# adresse_protegee = true");
    }
    const std::vector<std::string>& fields =
        policy_.StatementFields(recipient_.neutral_statement);
    if (fields.empty()) return;
    Section("enonce", "Ce que vous ajoutez : « " +
                          policy_.StatementText(recipient_.neutral_statement) + " »");
    for (const std::string& field : fields) Line(field + " = \"\"");
  }

  const Recipient& recipient_;
  const Policy& policy_;
  const Jurisdiction jurisdiction_;
  const Mode mode_;
  std::string text_;
};

}  // namespace

std::string WriteSheetTemplate(const Recipient& recipient, const Policy& policy,
                               Jurisdiction jurisdiction) {
  return TemplateWriter(recipient, policy, jurisdiction).Write();
}

}  // namespace expurge
