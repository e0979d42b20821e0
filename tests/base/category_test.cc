#include "base/category.h"

#include <gtest/gtest.h>

namespace expurge {
namespace {

TEST(Category, EveryIdLeadsBackToItsCategory) {
  for (size_t i = 0; i < kCategoryCount; ++i) {
    const auto category = static_cast<Category>(i);
    EXPECT_FALSE(CategoryId(category).empty());
    EXPECT_EQ(CategoryFromId(CategoryId(category)), category);
  }
  EXPECT_FALSE(CategoryFromId("sante").has_value());
  EXPECT_FALSE(CategoryFromId("").has_value());
}

TEST(Category, ScopeCoversItselfAndItsChildrenOnly) {
  EXPECT_TRUE(IsWithin(Category::kLogementExpulsion, "logement"));
  EXPECT_TRUE(IsWithin(Category::kLogement, "logement"));
  EXPECT_FALSE(IsWithin(Category::kLogement, "logement.expulsion"));
  EXPECT_TRUE(IsWithin(Category::kSanteSoins, "sante"));
  EXPECT_FALSE(IsWithin(Category::kSanteSoins, "sant"));
}

TEST(Category, GuideKnowsChildrenAsTheirParents) {
  EXPECT_EQ(GuideCategory(Category::kAppreciationFreins), Category::kAppreciation);
  EXPECT_FALSE(GuideCategory(Category::kInconnu).has_value());
  EXPECT_FALSE(GuideCategory(Category::kOrientation).has_value());
}

}  // namespace
}  // namespace expurge
