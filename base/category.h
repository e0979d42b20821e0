// The categories of protected information: those of the corpus guide, the finer and structural ones
// of the policy tables, and `inconnu` for a clause that nothing understood.
//
// Ids are stable and stand in files; the enumerators are an index for sets and tables.
#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace expurge {

enum class Category : uint8_t {
  kSanteSoins, kSanteMentale, kSanteAddiction, kSanteHandicap, kSanteGrossesse,
  kSexualite, kSejour, kConjugalConflit, kConjugalViolence, kParentalite, kEnfanceDanger,
  kComportement, kJustice, kJusticeProtection, kHypothese, kAppreciation,
  kAppreciationCapacites, kAppreciationFreins, kOrientation, kIntervention, kFinances, kLogement,
  kLogementExpulsion, kEmploi, kScolarite, kConvictions, kOrigine, kTiers, kTiersIdentite, kDroits,
  kCoordination, kIdentiteNom, kIdentiteNaissance, kIdentiteAdresse, kIdentiteAdresseProtegee,
  kIdentiteTelephone, kIdentiteCourriel, kIdentiteNir, kIdentiteIban, kIdentiteCaf,
  kIdentiteEtranger, kIdentiteFamille, kIdentiteProfessionnel,
  kInconnu,  // not understood: withheld for every recipient except personne_concernee
};
inline constexpr size_t kCategoryCount = static_cast<size_t>(Category::kInconnu) + 1;

// "sante.soins" for kSanteSoins; never empty.
std::string_view CategoryId(Category category);
// The category of an id; nothing for an id that does not exist.
std::optional<Category> CategoryFromId(std::string_view id);
// "logement" for "logement.expulsion", "identite.adresse" for "identite.adresse.protegee"; nothing
// where the id without its last part is no category itself ("sante").
std::optional<Category> ParentCategory(Category category);
// Whether `category` is `ancestor` or below it, by id: "sante" is above "sante.soins" although it
// is no category itself, so scopes are compared by id.
bool IsWithin(Category category, std::string_view ancestor_id);
// The category as the corpus guide knows it: itself, a parent, or nothing (structural categories).
std::optional<Category> GuideCategory(Category category);

// A set of categories, iterated in the order of the enumeration.
class CategorySet {
 public:
  CategorySet() = default;
  CategorySet(std::initializer_list<Category> categories) {
    for (Category category : categories) Add(category);
  }
  void Add(Category category) { bits_.set(static_cast<size_t>(category)); }
  void Remove(Category category) { bits_.reset(static_cast<size_t>(category)); }
  void Add(const CategorySet& other) { bits_ |= other.bits_; }
  bool Has(Category category) const { return bits_.test(static_cast<size_t>(category)); }
  bool empty() const { return bits_.none(); }
  size_t size() const { return bits_.count(); }
  std::vector<Category> List() const;
  bool operator==(const CategorySet&) const = default;

 private:
  std::bitset<kCategoryCount> bits_;
};

}  // namespace expurge
