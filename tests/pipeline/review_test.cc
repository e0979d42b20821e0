#include "pipeline/version/review.h"

#include <gtest/gtest.h>

namespace expurge {
namespace {

constexpr std::string_view kText = "Zoé dort. Zoé boit. Zoéline rit.";  // é is two bytes

Document MakeDocument() {
  Document document;
  document.text = SecretText(std::string(kText));
  return document;
}

Decision Make(size_t begin, size_t end, Action action, Symbol symbol, bool liftable) {
  Decision decision;
  decision.range = {begin, end};
  decision.ruling.action = action;
  decision.ruling.symbol = symbol;
  decision.ruling.liftable = liftable;
  return decision;
}

std::vector<Decision> Decisions() {
  return {Make(0, 10, Action::kTransmit, Symbol::kTransmit, false),
          Make(11, 21, Action::kWithhold, Symbol::kWithholdLift, true),
          Make(22, 35, Action::kWithhold, Symbol::kLocked, false)};
}

const ReviewKey kKey{"aa", "bb", "caf"};

std::string File(const std::string& passages, const std::string& withheld,
                 const std::string& original = "aa") {
  return R"({"original_sha256":")" + original +
         R"(","politique_sha256":"bb","destinataire":"caf","passages":[)" + passages +
         R"(],"retirer":[)" + withheld + "]}";
}

TEST(Review, LiftsAPassageWithAReason) {
  const auto review = ReadReview(
      File(R"({"numero":2,"points":[10,19],"decision":"lever","raison":"accord du 4 mars"})", ""),
      "r.json", kKey);
  ASSERT_TRUE(review);
  std::vector<Decision> decisions = Decisions();
  ASSERT_TRUE(ApplyReview(*review, MakeDocument(), decisions));
  EXPECT_TRUE(decisions[1].transmitted());
  EXPECT_FALSE(decisions[2].transmitted());
}

TEST(Review, NeverLiftsALock) {
  std::vector<Decision> decisions = Decisions();
  const Result<void> applied =
      ApplyReview(Review{{{20, 32, "x"}}, {}}, MakeDocument(), decisions);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().id, "review.locked");
}

TEST(Review, RefusesARangeThatIsNoPassage) {
  std::vector<Decision> decisions = Decisions();
  const Result<void> applied =
      ApplyReview(Review{{{10, 18, "x"}}, {}}, MakeDocument(), decisions);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().id, "review.passage");
}

TEST(Review, AsksForAReason) {
  const auto review = ReadReview(
      File(R"({"numero":2,"points":[10,19],"decision":"lever","raison":" "})", ""), "r", kKey);
  ASSERT_FALSE(review);
  EXPECT_EQ(review.error().id, "review.reason");
}

TEST(Review, IsVoidForAnotherReport) {
  const auto review = ReadReview(File("", "", "cc"), "r", kKey);
  ASSERT_FALSE(review);
  EXPECT_EQ(review.error().id, "review.void");
}

TEST(Review, NamesAFileThatIsNoReview) {
  for (const std::string text : {"", "[]", "{}", "null"}) {
    const auto review = ReadReview(text, "r", kKey);
    ASSERT_FALSE(review);
    EXPECT_EQ(review.error().id, "review.format");
  }
}

TEST(Review, WithholdsEverywhereTheSameWholeWordStands) {
  std::vector<Decision> decisions = {Make(0, 35, Action::kTransmit, Symbol::kTransmit, false)};
  ASSERT_TRUE(ApplyReview(Review{{}, {{0, 3, true}}}, MakeDocument(), decisions));
  std::string kept;
  for (const Decision& decision : decisions) {
    if (decision.transmitted()) kept += decision.range.In(kText);
  }
  EXPECT_EQ(kept, " dort.  boit. Zoéline rit.");
}

}  // namespace
}  // namespace expurge
