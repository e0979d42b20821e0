#include "pipeline/version/decide.h"

#include <gtest/gtest.h>

namespace expurge {
namespace {

Recipient TestRecipient() {
  Recipient recipient;
  recipient.id = "essai";
  recipient.jurisdictions = {Jurisdiction::kFrance};
  recipient.modes[Jurisdiction::kFrance] = Mode::kFilter;
  auto& cells = recipient.cells[Jurisdiction::kFrance];
  cells[Category::kLogement] = {Symbol::kTransmit, "J01"};
  cells[Category::kFinances] = {Symbol::kInScope, "J02"};
  cells[Category::kSanteSoins] = {Symbol::kLocked, "J17"};
  return recipient;
}

Document DocumentOf(std::string_view text) {
  Document document;
  document.text = SecretText(std::string(text));
  Block block;
  block.range = {0, text.size()};
  document.blocks.push_back(block);
  return document;
}

Finding FindingOf(CategorySet categories, size_t begin, size_t end) {
  Finding finding;
  finding.categories = categories;
  finding.passage = {begin, end};
  finding.mention = {begin, end};
  return finding;
}

class DecideTest : public testing::Test {
 protected:
  std::vector<Decision> Run(std::string_view text, const Analysis& analysis,
                            std::vector<std::string> scope = {}) {
    return Decide(DocumentOf(text), analysis,
                  {&recipient_, Jurisdiction::kFrance, std::move(scope)});
  }

  Recipient recipient_ = TestRecipient();
};

TEST_F(DecideTest, NeutralClausesAreTransmitted) {
  const auto decisions = Run("Le bail.", {{}, {{{0, 8}, 0, Neutral::kFraming}}});
  ASSERT_EQ(decisions.size(), 1u);
  EXPECT_TRUE(decisions[0].transmitted());
  EXPECT_TRUE(decisions[0].categories.empty());
}

TEST_F(DecideTest, ClauseThatNothingUnderstoodIsUnknownAndWithheld) {
  const auto decisions = Run("Le bail.", {{}, {{{0, 8}, 0, Neutral::kNone}}});
  ASSERT_EQ(decisions.size(), 1u);
  EXPECT_TRUE(decisions[0].categories.Has(Category::kInconnu));
  EXPECT_FALSE(decisions[0].transmitted());
}

TEST_F(DecideTest, TextInNoClauseIsUnknown) {
  const auto decisions = Run("Le bail. Tout.", {{}, {{{0, 8}, 0, Neutral::kFraming}}});
  ASSERT_EQ(decisions.size(), 2u);
  EXPECT_EQ(decisions[1].range, (TextRange{9, 14}));
  EXPECT_FALSE(decisions[1].transmitted());
}

TEST_F(DecideTest, OverlappingFindingsJoinTheirCategoriesAndTheStrictestDecides) {
  const auto decisions =
      Run("abcdefghij", {{FindingOf({Category::kLogement}, 0, 6),
                          FindingOf({Category::kSanteSoins}, 4, 10)},
                         {{{0, 10}, 0, Neutral::kNone}}});
  ASSERT_EQ(decisions.size(), 3u);
  EXPECT_TRUE(decisions[0].transmitted());
  EXPECT_EQ(decisions[1].range, (TextRange{4, 6}));
  EXPECT_EQ(decisions[1].categories, (CategorySet{Category::kLogement, Category::kSanteSoins}));
  EXPECT_EQ(decisions[1].ruling.symbol, Symbol::kLocked);
  EXPECT_EQ(decisions[1].findings, (std::vector<size_t>{0, 1}));
  EXPECT_FALSE(decisions[1].transmitted());
  EXPECT_FALSE(decisions[2].transmitted());
}

TEST_F(DecideTest, ScopeOpensACell) {
  const Analysis analysis{{FindingOf({Category::kFinances}, 0, 4)}, {}};
  EXPECT_FALSE(Run("800 E", analysis)[0].transmitted());
  EXPECT_TRUE(Run("800 E", analysis, {"finances"})[0].transmitted());
}

TEST_F(DecideTest, AbsentCellWithholds) {
  EXPECT_FALSE(Run("abcd", {{FindingOf({Category::kSejour}, 0, 4)}, {}})[0].transmitted());
}

TEST_F(DecideTest, FindingOverTwoClausesIsOneDecision) {
  const auto decisions = Run("aaaa, bbbb", {{FindingOf({Category::kSejour}, 0, 10)},
                                            {{{0, 5}, 0, Neutral::kFraming},
                                             {{6, 10}, 1, Neutral::kFraming}}});
  ASSERT_EQ(decisions.size(), 1u);
  EXPECT_EQ(decisions[0].range, (TextRange{0, 10}));
}

TEST_F(DecideTest, FindingWithoutCategoryIsUnknown) {
  EXPECT_FALSE(Run("abcd", {{FindingOf({}, 0, 4)}, {{{0, 4}, 0, Neutral::kFraming}}})[0]
                   .transmitted());
}

TEST_F(DecideTest, WithoutRecipientEverythingIsWithheld) {
  const Analysis analysis{{}, {{{0, 8}, 0, Neutral::kFraming}}};
  for (const Decision& decision : Decide(DocumentOf("Le bail."), analysis, {})) {
    EXPECT_FALSE(decision.transmitted());
  }
}

TEST_F(DecideTest, CoversEveryByteThatIsNotWhiteSpaceOnceAndInOrder) {
  const std::string text = "ab \u00A0cd\n\n e\u202F f gh";
  const Analysis analysis{{FindingOf({Category::kSejour}, 1, 6), FindingOf({Category::kSejour}, 3, 40)},
                          {{{0, 3}, 0, Neutral::kFraming}}};
  std::vector<int> covered(text.size(), 0);
  size_t last = 0;
  for (const Decision& decision : Run(text, analysis)) {
    EXPECT_GE(decision.range.begin, last);
    EXPECT_FALSE(decision.range.empty());
    last = decision.range.end;
    for (size_t i = decision.range.begin; i < decision.range.end; ++i) ++covered[i];
  }
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= 'a' && text[i] <= 'z') {
      EXPECT_EQ(covered[i], 1) << i;
    }
    EXPECT_LE(covered[i], 1) << i;
  }
}

}  // namespace
}  // namespace expurge
