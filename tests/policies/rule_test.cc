// Laws that every ruling obeys, tried over all recipients and many sets of categories.
#include <gtest/gtest.h>

#include <random>

#include "shipped_policy.h"

namespace expurge {
namespace {

constexpr Jurisdiction kFr = Jurisdiction::kFrance;

int Revealed(const Ruling& ruling) {
  switch (ruling.action) {
    case Action::kTransmit:
      return 2;
    case Action::kGeneralise:
      return 1;
    case Action::kWithhold:
      return 0;
  }
  return 2;
}

// What the professional could still let out by lifting.
int RevealedAfterLift(const Ruling& ruling) { return ruling.liftable ? 2 : Revealed(ruling); }

struct Case {
  CategorySet categories;
  std::vector<std::string> scope;
};

// A fixed seed: a failure is the same tomorrow.
std::vector<Case> SomeCases() {
  std::mt19937 random(20261120);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  std::vector<Case> cases(300);
  for (Case& one : cases) {
    for (size_t n = 1 + below(4); n > 0; --n) {
      one.categories.Add(static_cast<Category>(below(kCategoryCount)));
    }
    for (size_t n = below(4); n > 0; --n) {
      one.scope.emplace_back(CategoryId(static_cast<Category>(below(kCategoryCount - 1))));
    }
  }
  return cases;
}

TEST(RuleTest, AddingACategoryNeverRevealsMore) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (const Case& one : SomeCases()) {
      const Ruling before = Rule(one.categories, recipient, kFr, one.scope);
      for (size_t i = 0; i < kCategoryCount; ++i) {
        CategorySet more = one.categories;
        more.Add(static_cast<Category>(i));
        const Ruling after = Rule(more, recipient, kFr, one.scope);
        ASSERT_LE(Revealed(after), Revealed(before)) << recipient.id;
        ASSERT_LE(RevealedAfterLift(after), RevealedAfterLift(before)) << recipient.id;
      }
    }
  }
}

TEST(RuleTest, RemovingScopeNeverRevealsMore) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (const Case& one : SomeCases()) {
      const Ruling before = Rule(one.categories, recipient, kFr, one.scope);
      for (size_t i = 0; i < one.scope.size(); ++i) {
        std::vector<std::string> less = one.scope;
        less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
        const Ruling after = Rule(one.categories, recipient, kFr, less);
        ASSERT_LE(Revealed(after), Revealed(before)) << recipient.id;
        ASSERT_LE(RevealedAfterLift(after), RevealedAfterLift(before)) << recipient.id;
      }
    }
  }
}

TEST(RuleTest, AMissingCellNeverRevealsMore) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (size_t i = 0; i + 1 < kCategoryCount; ++i) {
      const Category category = static_cast<Category>(i);
      if (ParentCategory(category)) continue;  // falls back to its parent, tried below
      Recipient holed = recipient;
      for (auto& [jurisdiction, cells] : holed.cells) cells.erase(category);
      const std::vector<std::string> scope = {std::string(CategoryId(category))};
      const Ruling after = Rule({category}, holed, kFr, scope);
      EXPECT_EQ(after.action, Action::kWithhold) << recipient.id << " " << CategoryId(category);
      EXPECT_FALSE(after.liftable);
    }
  }
}

TEST(RuleTest, AChildWithoutCellTakesItsParents) {
  Recipient recipient = Profile("ccapex_instruction");
  recipient.cells[kFr].erase(Category::kLogementExpulsion);
  EXPECT_EQ(recipient.CellFor(Category::kLogementExpulsion, kFr).symbol, Symbol::kTransmit);
  recipient.cells[kFr].erase(Category::kLogement);
  EXPECT_EQ(recipient.CellFor(Category::kLogementExpulsion, kFr).symbol, Symbol::kWithhold);
}

TEST(RuleTest, ARecipientWithoutAnyTableGetsNothing) {
  Recipient nobody;
  nobody.jurisdictions = {kFr};
  nobody.modes[kFr] = Mode::kFilter;
  for (size_t i = 0; i < kCategoryCount; ++i) {
    EXPECT_EQ(Rule({static_cast<Category>(i)}, nobody, kFr, {"logement"}).action,
              Action::kWithhold);
  }
}

TEST(RuleTest, TheStrictestCategoryDecidesAndIsNamed) {
  // T1: "suivie au CMP pour dépression, ne règle plus son loyer" holds all three.
  const CategorySet all = {Category::kSanteMentale, Category::kOrientation,
                           Category::kLogementExpulsion};
  const Ruling ruling = Rule(all, Profile("ccapex_instruction"), kFr, {"logement"});
  EXPECT_EQ(ruling.action, Action::kWithhold);
  EXPECT_EQ(ruling.category, Category::kSanteMentale);
  EXPECT_EQ(ruling.justification, "J17");
}

TEST(RuleTest, AScopeOpensItsChildrenButNotItsParent) {
  const Recipient& aid = Profile("commission_aide");
  const auto action = [&](Category category, std::vector<std::string> scope) {
    return Rule({category}, aid, kFr, scope).action;
  };
  EXPECT_EQ(action(Category::kLogementExpulsion, {"logement"}), Action::kTransmit);
  EXPECT_EQ(action(Category::kLogement, {"logement.expulsion"}), Action::kWithhold);
  EXPECT_EQ(action(Category::kIdentiteNom, {"identite"}), Action::kTransmit);
  EXPECT_EQ(action(Category::kIdentiteNom, {"identite.nomade"}), Action::kWithhold);
}

TEST(RuleTest, OutOfScopeCannotComeBackThroughALiftOfSomethingElse) {
  // G? alone may be lifted; together with a category outside the scope it may not.
  const Recipient& peers = Profile("pro_action_sociale");
  EXPECT_TRUE(Rule({Category::kOrientation}, peers, kFr, {}).liftable);
  const Ruling both = Rule({Category::kOrientation, Category::kFinances}, peers, kFr, {});
  EXPECT_EQ(both.action, Action::kWithhold);
  EXPECT_FALSE(both.liftable);
  EXPECT_TRUE(Rule({Category::kOrientation, Category::kFinances}, peers, kFr, {"finances"})
                  .liftable);
}

TEST(RuleTest, SeveralProfilesPresentGetWhatTheStrictestMayHave) {
  const Recipient& peers = Profile("pro_action_sociale");
  const Recipient& partner = Profile("partenaire");
  const Recipient both = StrictestRecipient({&peers, &partner});
  for (const Case& one : SomeCases()) {
    const int together = Revealed(Rule(one.categories, both, kFr, one.scope));
    EXPECT_LE(together, Revealed(Rule(one.categories, peers, kFr, one.scope)));
    EXPECT_LE(together, Revealed(Rule(one.categories, partner, kFr, one.scope)));
  }
  EXPECT_EQ(both.CellFor(Category::kSanteSoins, kFr).symbol, Symbol::kWithhold);
  EXPECT_EQ(both.CellFor(Category::kFinances, kFr).symbol, Symbol::kInScope);
}

TEST(RuleTest, SomeoneWhoNeverGetsAVersionStopsItForAll) {
  const Recipient both =
      StrictestRecipient({&Profile("pro_action_sociale"), &Profile("clspd")});
  EXPECT_EQ(both.ModeIn(kFr), Mode::kRefuse);
  EXPECT_EQ(Rule({Category::kFinances}, both, kFr, {"finances"}).action, Action::kWithhold);
}

}  // namespace
}  // namespace expurge
