// Recipients and what each may receive, as data: one TOML file a recipient, one for categories,
// one for justifications and neutral statements (policies/data). law.md section 0 is the source.
//
// Default deny: an absent cell withholds. Thread-safe: immutable once loaded.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/category.h"
#include "base/error.h"

namespace expurge {

// From the most open to the strictest: a passage with several categories takes the largest.
enum class Symbol : uint8_t {
  kTransmit,         // T
  kInScope,          // P   transmitted only when the category lies in the scope, else withheld
  kGeneraliseLift,   // G?  neutral statement; the professional may lift
  kGeneralise,       // G   neutral statement
  kWithholdLift,     // M?  withheld; the professional may lift
  kWithhold,         // M
  kLocked,           // M!  withheld, cannot be lifted
};
std::string_view SymbolText(Symbol symbol);  // "T", "P", "G?", "G", "M?", "M", "M!"

enum class Action : uint8_t { kTransmit, kGeneralise, kWithhold };
enum class Mode : uint8_t { kFilter, kCompose, kAggregate, kRefuse };
enum class Jurisdiction : uint8_t { kFrance, kLuxembourg };

struct Cell {
  Symbol symbol = Symbol::kWithhold;
  std::string justification;  // code of justifications, "J08"; empty for an absent cell
};

struct Recipient {
  std::string id;     // "ccapex_instruction"
  std::string label;  // "CCAPEX — services instructeurs"
  std::vector<Jurisdiction> jurisdictions;
  std::string mission, legal_basis_text, bound_by_secrecy, sharing_conditions, may_share,
      never_share, duty_or_faculty, onward_transmission, retention, document_ref;
  std::vector<std::string> legal_bases;  // accepted in a sheet, as a person writes them
  std::map<Jurisdiction, std::vector<std::string>> legal_bases_in;  // the same by jurisdiction
  std::vector<std::string> complements;  // references that may stand beside a basis, never alone
  std::vector<std::string> references;   // where the texts come from, for jurists
  std::string neutral_statement;         // id, "N1"; empty when none
  std::string refusal;                   // mode refuser: what the law provides, for the message
  std::string legal_purpose;             // the purpose set by law; empty: the sheet must say it
  bool own_text = false;                 // any whole reference: the commission has its own text
  bool secrecy_required = false;         // the receiver must be bound by secrecy (G6)
  bool elected_required = false;         // an elected person or an express delegation (G0)
  bool participants_required = false;    // commissions: everyone present, by name (G5)
  bool information_required = true;      // G4a
  bool agreement_required = true;        // G4b
  bool transmits_unknown = false;        // `inconnu` goes: the person concerned only
  std::map<Jurisdiction, Mode> modes;
  std::map<Jurisdiction, std::string> delivery;  // "direct", "via_personne", "aucun"…
  std::map<Jurisdiction, std::map<Category, Cell>> cells;

  // Whether the profile exists in this law at all.
  bool Serves(Jurisdiction jurisdiction) const;
  // kRefuse where the profile does not serve.
  Mode ModeIn(Jurisdiction jurisdiction) const;
  // "direct", "via_personne" (handed to the person, who passes it on), "main_propre", "aucun".
  std::string_view DeliveryIn(Jurisdiction jurisdiction) const;
  const std::vector<std::string>& LegalBasesIn(Jurisdiction jurisdiction) const;
  // The cell of the category, of its parent where it has none, else {kWithhold, ""}. `inconnu` is
  // kTransmit for personne_concernee and kWithhold for everyone else.
  Cell CellFor(Category category, Jurisdiction jurisdiction) const;
};

// The decision for one passage: the strictest of its categories.
struct Ruling {
  Action action = Action::kWithhold;
  Symbol symbol = Symbol::kWithhold;
  Category category = Category::kInconnu;  // the one that decided
  std::string justification;
  bool liftable = false;  // M? or G?, and no category beside it forbids a lift
};

// `scope`: ids of categories declared on the sheet; a scope covers itself and its children.
// An empty set of categories (neutral text) is transmitted where the mode is filtrer, else withheld.
Ruling Rule(const CategorySet& categories, const Recipient& recipient, Jurisdiction jurisdiction,
            const std::vector<std::string>& scope);

// The basis of a version that no text allows to send: the person takes it along (law.md 0.6).
inline constexpr std::string_view kHandedToPerson = "remise à la personne";

std::string_view JurisdictionCode(Jurisdiction jurisdiction);  // "FR", "LU"
std::string_view ModeWord(Mode mode);                          // "filtrer", "composer"…

// The recipient that may have only what every one of `profiles` may have: in each cell the
// strictest symbol. Id, texts and modes of the first one; the mode is the most restricting one.
// `profiles` is not empty.
Recipient StrictestRecipient(const std::vector<const Recipient*>& profiles);

// One message of the gate, with {0}, {1} for what the sheet says.
struct GateText {
  std::string missing, why, remedy;
};

// A case in which the agreement is not needed (consent_exceptions: E1 to E10).
struct ConsentException {
  std::string label, basis;
  std::vector<std::string> recipients;  // ids it fits; empty: none that this program serves
  bool waives_information = false;
  std::string explanation;  // when it fits nobody: why, and what to do instead
};

// A reference or name that old texts get wrong: corrected in a sheet with a note, or only noted.
struct CitationRule {
  std::vector<std::string> forms;
  std::string replacement;  // empty: nothing is replaced
  std::string note;
};

// What the gate compares with, all of it data.
struct GateRules {
  std::map<std::string, GateText, std::less<>> texts;  // by id of the failure, "G0.nom"
  std::map<std::string, ConsentException, std::less<>> exceptions;
  std::vector<std::string> complements;     // references that may stand beside any basis
  std::vector<std::string> empty_words;     // a purpose made of these alone says nothing
  std::vector<std::string> unsafe_channels; // words of channels that anyone may read
  std::vector<std::string> safe_words;      // words that make such a channel safe
  std::vector<std::string> unbound_words;   // how a sheet says that someone is bound by nothing
};

// Wording of versions and slips, by key; texts may hold {fields}.
using Wording = std::map<std::string, std::string, std::less<>>;

class Policy {
 public:
  // Reads `folder` strictly, then the recipients of `local` if given: they may add or tighten,
  // never loosen a lock. Errors: kUsage "policy.*" with file, line, column.
  [[nodiscard]] static Result<Policy> Load(const std::filesystem::path& folder,
                                           const std::optional<std::filesystem::path>& local = {});

  const std::vector<Recipient>& recipients() const { return recipients_; }  // by id
  const Recipient* Find(std::string_view id) const;  // null when unknown
  // The known id nearest to a mistyped one, for "vouliez-vous dire"; empty when none is near.
  std::string Nearest(std::string_view id) const;
  const std::string& CategoryLabel(Category category) const;         // "Santé physique"
  const std::string& JustificationText(std::string_view code) const;  // empty when unknown
  const std::string& StatementText(std::string_view id) const;       // with {fields}
  const std::vector<std::string>& StatementFields(std::string_view id) const;
  const auto& statement_fields() const { return statement_fields_; }  // by id of the statement
  bool HasStatement(std::string_view id) const { return statements_.contains(id); }
  const std::string& CategoryDefinition(Category category) const;
  const GateRules& gate() const { return gate_; }
  const std::vector<CitationRule>& citation_rules() const { return citation_rules_; }
  // Empty for a key that does not exist.
  const std::string& Words(std::string_view key) const;
  const std::string& hash() const { return hash_; }  // SHA-256 of the resolved policy

 private:
  friend class PolicyLoader;

  std::vector<Recipient> recipients_;
  std::map<Category, std::string> category_labels_, category_definitions_;
  std::map<std::string, std::string, std::less<>> justifications_, statements_;
  std::map<std::string, std::vector<std::string>, std::less<>> statement_fields_;
  GateRules gate_;
  std::vector<CitationRule> citation_rules_;
  Wording wording_;
  std::string hash_;
};

}  // namespace expurge
