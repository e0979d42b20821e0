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
  std::string neutral_statement;         // id, "N1"; empty when none
  std::string refusal;                   // mode refuser: what the law provides, for the message
  std::map<Jurisdiction, Mode> modes;
  std::map<Jurisdiction, std::string> delivery;  // "direct", "via_personne", "aucun"…
  std::map<Jurisdiction, std::map<Category, Cell>> cells;

  Mode ModeIn(Jurisdiction jurisdiction) const;
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
  bool liftable = false;  // M? or G?: the professional may lift it with a reason
};

// `scope`: ids of categories declared on the sheet; a scope covers itself and its children.
// An empty set of categories (neutral text) is transmitted where the mode is filtrer, else withheld.
Ruling Rule(const CategorySet& categories, const Recipient& recipient, Jurisdiction jurisdiction,
            const std::vector<std::string>& scope);

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
  const std::string& hash() const { return hash_; }  // SHA-256 of the resolved policy

 private:
  std::vector<Recipient> recipients_;
  std::map<Category, std::string> category_labels_;
  std::map<std::string, std::string, std::less<>> justifications_, statements_;
  std::string hash_;
};

}  // namespace expurge
