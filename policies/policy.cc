#include "policies/policy.h"

#include <algorithm>

#include "policies/nearest.h"

namespace expurge {
namespace {

const std::string kEmpty;
const std::vector<std::string> kNothing;

// How strict a symbol is in a ruling. P outside the scope withholds and cannot be lifted: it ranks
// with M, so that a passage that is also G? cannot come back through the lift.
int Rank(Symbol symbol, bool in_scope) {
  if (symbol == Symbol::kInScope && !in_scope) return static_cast<int>(Symbol::kWithhold);
  return static_cast<int>(symbol);
}

bool InScope(Category category, const std::vector<std::string>& scope) {
  return std::any_of(scope.begin(), scope.end(),
                     [&](const std::string& id) { return IsWithin(category, id); });
}

Action ActionOf(Symbol symbol, bool in_scope) {
  switch (symbol) {
    case Symbol::kTransmit:
      return Action::kTransmit;
    case Symbol::kInScope:
      return in_scope ? Action::kTransmit : Action::kWithhold;
    case Symbol::kGeneraliseLift:
    case Symbol::kGeneralise:
      return Action::kGeneralise;
    case Symbol::kWithholdLift:
    case Symbol::kWithhold:
    case Symbol::kLocked:
      return Action::kWithhold;
  }
  return Action::kWithhold;
}

template <typename Map, typename Key>
const auto& ValueOr(const Map& map, const Key& key,
                    const typename Map::mapped_type& otherwise) {
  const auto found = map.find(key);
  return found == map.end() ? otherwise : found->second;
}

}  // namespace

std::string_view SymbolText(Symbol symbol) {
  constexpr std::string_view kTexts[] = {"T", "P", "G?", "G", "M?", "M", "M!"};
  return kTexts[static_cast<size_t>(symbol)];
}

std::string_view JurisdictionCode(Jurisdiction jurisdiction) {
  return jurisdiction == Jurisdiction::kFrance ? "FR" : "LU";
}

std::string_view ModeWord(Mode mode) {
  constexpr std::string_view kWords[] = {"filtrer", "composer", "agreger", "refuser"};
  return kWords[static_cast<size_t>(mode)];
}

bool Recipient::Serves(Jurisdiction jurisdiction) const {
  return std::find(jurisdictions.begin(), jurisdictions.end(), jurisdiction) !=
         jurisdictions.end();
}

Mode Recipient::ModeIn(Jurisdiction jurisdiction) const {
  return Serves(jurisdiction) ? ValueOr(modes, jurisdiction, Mode::kRefuse) : Mode::kRefuse;
}

std::string_view Recipient::DeliveryIn(Jurisdiction jurisdiction) const {
  const auto found = delivery.find(jurisdiction);
  return found == delivery.end() ? "aucun" : std::string_view(found->second);
}

const std::vector<std::string>& Recipient::LegalBasesIn(Jurisdiction jurisdiction) const {
  return ValueOr(legal_bases_in, jurisdiction, kNothing);
}

Cell Recipient::CellFor(Category category, Jurisdiction jurisdiction) const {
  if (category == Category::kInconnu) {
    return {transmits_unknown ? Symbol::kTransmit : Symbol::kWithhold, ""};
  }
  const auto table = cells.find(jurisdiction);
  if (table == cells.end()) return {};
  for (std::optional<Category> at = category; at; at = ParentCategory(*at)) {
    const auto cell = table->second.find(*at);
    if (cell != table->second.end()) return cell->second;
  }
  return {};
}

Ruling Rule(const CategorySet& categories, const Recipient& recipient, Jurisdiction jurisdiction,
            const std::vector<std::string>& scope) {
  const bool filters = recipient.ModeIn(jurisdiction) == Mode::kFilter;
  Ruling ruling;
  if (categories.empty()) {
    ruling.symbol = filters ? Symbol::kTransmit : Symbol::kLocked;
    ruling.action = filters ? Action::kTransmit : Action::kWithhold;
    return ruling;
  }
  int strictest = -1;
  // A lift lets the whole passage out, so every category must allow one: G beside M? does not.
  bool every_lift = true;
  for (Category category : categories.List()) {
    const Cell cell = recipient.CellFor(category, jurisdiction);
    const bool in_scope = InScope(category, scope);
    const int rank = Rank(cell.symbol, in_scope);
    const bool lift =
        cell.symbol == Symbol::kWithholdLift || cell.symbol == Symbol::kGeneraliseLift;
    every_lift = every_lift && (lift || ActionOf(cell.symbol, in_scope) == Action::kTransmit);
    if (rank <= strictest) continue;
    strictest = rank;
    ruling = {ActionOf(cell.symbol, in_scope), cell.symbol, category, cell.justification, lift};
  }
  ruling.liftable = ruling.liftable && every_lift;
  if (!filters) {  // composed, counted or refused: nothing comes from the report, lifted or not
    ruling.action = Action::kWithhold;
    ruling.liftable = false;
  }
  return ruling;
}

Recipient StrictestRecipient(const std::vector<const Recipient*>& profiles) {
  Recipient strictest = *profiles.front();
  for (const Recipient* profile : profiles) {
    strictest.transmits_unknown = strictest.transmits_unknown && profile->transmits_unknown;
    for (Jurisdiction jurisdiction : {Jurisdiction::kFrance, Jurisdiction::kLuxembourg}) {
      if (!strictest.Serves(jurisdiction)) continue;
      Mode& mode = strictest.modes[jurisdiction];
      mode = std::max(mode, profile->ModeIn(jurisdiction));
      for (size_t i = 0; i < kCategoryCount; ++i) {
        const Category category = static_cast<Category>(i);
        if (category == Category::kInconnu) continue;
        const Cell one = strictest.CellFor(category, jurisdiction);
        const Cell other = profile->CellFor(category, jurisdiction);
        strictest.cells[jurisdiction][category] = other.symbol > one.symbol ? other : one;
      }
    }
  }
  return strictest;
}

const Recipient* Policy::Find(std::string_view id) const {
  const auto found = std::lower_bound(
      recipients_.begin(), recipients_.end(), id,
      [](const Recipient& recipient, std::string_view wanted) { return recipient.id < wanted; });
  return found == recipients_.end() || found->id != id ? nullptr : &*found;
}

std::string Policy::Nearest(std::string_view id) const {
  std::vector<std::string_view> known;
  for (const Recipient& recipient : recipients_) known.push_back(recipient.id);
  return NearestWord(id, known);
}

const std::string& Policy::CategoryLabel(Category category) const {
  return ValueOr(category_labels_, category, kEmpty);
}

const std::string& Policy::CategoryDefinition(Category category) const {
  return ValueOr(category_definitions_, category, kEmpty);
}

const std::string& Policy::JustificationText(std::string_view code) const {
  return ValueOr(justifications_, code, kEmpty);
}

const std::string& Policy::StatementText(std::string_view id) const {
  return ValueOr(statements_, id, kEmpty);
}

const std::vector<std::string>& Policy::StatementFields(std::string_view id) const {
  return ValueOr(statement_fields_, id, kNothing);
}

const std::string& Policy::Words(std::string_view key) const {
  return ValueOr(wording_, key, kEmpty);
}

}  // namespace expurge
