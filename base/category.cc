#include "base/category.h"

#include <algorithm>
#include <array>

namespace expurge {
namespace {

constexpr std::array<std::string_view, kCategoryCount> kIds = {
    "sante.soins", "sante.mentale", "sante.addiction", "sante.handicap", "sante.grossesse",
    "sexualite", "sejour", "conjugal.conflit", "conjugal.violence", "parentalite",
    "enfance_danger", "comportement", "justice", "justice.protection", "hypothese",
    "appreciation", "appreciation.capacites", "appreciation.freins", "orientation",
    "intervention", "finances", "logement", "logement.expulsion", "emploi", "scolarite",
    "convictions", "origine", "tiers", "tiers.identite", "droits", "coordination",
    "identite.nom", "identite.naissance", "identite.adresse", "identite.adresse.protegee",
    "identite.telephone", "identite.courriel", "identite.nir", "identite.iban", "identite.caf",
    "identite.etranger", "identite.famille", "identite.professionnel", "inconnu"};

}  // namespace

std::string_view CategoryId(Category category) { return kIds[static_cast<size_t>(category)]; }

std::optional<Category> CategoryFromId(std::string_view id) {
  const auto found = std::find(kIds.begin(), kIds.end(), id);
  if (found == kIds.end()) return std::nullopt;
  return static_cast<Category>(found - kIds.begin());
}

std::optional<Category> ParentCategory(Category category) {
  const std::string_view id = CategoryId(category);
  const size_t dot = id.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return CategoryFromId(id.substr(0, dot));
}

bool IsWithin(Category category, std::string_view ancestor_id) {
  const std::string_view id = CategoryId(category);
  return id == ancestor_id ||
         (id.size() > ancestor_id.size() && id.starts_with(ancestor_id) &&
          id[ancestor_id.size()] == '.');
}

std::optional<Category> GuideCategory(Category category) {
  switch (category) {
    case Category::kOrientation:
    case Category::kIntervention:
    case Category::kDroits:
    case Category::kCoordination:
    case Category::kIdentiteFamille:
    case Category::kIdentiteProfessionnel:
    case Category::kInconnu:
      return std::nullopt;
    case Category::kJusticeProtection:
    case Category::kAppreciationCapacites:
    case Category::kAppreciationFreins:
    case Category::kLogementExpulsion:
    case Category::kTiersIdentite:
    case Category::kIdentiteAdresseProtegee:
      return ParentCategory(category);
    default:
      return category;
  }
}

std::vector<Category> CategorySet::List() const {
  std::vector<Category> list;
  for (size_t i = 0; i < kCategoryCount; ++i) {
    if (bits_.test(i)) list.push_back(static_cast<Category>(i));
  }
  return list;
}

}  // namespace expurge
