#include "pipeline/report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace expurge {
namespace {

Outcome MakeOutcome() {
  Outcome outcome;
  outcome.bytes = "version";
  outcome.page_count = 3;
  PassageRecord record;
  record.page = 2;
  record.range = {10, 20};
  record.code_point_begin = 9;
  record.code_point_end = 18;
  record.categories = {"sante.soins"};
  record.symbol = "M?";
  record.action = "retirer";
  record.justification = "J08";
  record.rule = "tag.sante";
  record.liftable = true;
  outcome.passages = {record};
  return outcome;
}

TEST(JoinPages, FoldsNeighboursAndRepeats) {
  EXPECT_EQ(JoinPages({}), "");
  EXPECT_EQ(JoinPages({3}), "3");
  EXPECT_EQ(JoinPages({1, 1, 2, 3, 7, 9, 9}), "1-3, 7, 9");
}

TEST(DecisionReport, HoldsPositionsReasonsAndHashesOnly) {
  const auto policy = Policy::Load(EXPURGE_SOURCE_DIR "/policies/data");
  ASSERT_TRUE(policy);
  const Sheet sheet = *DraftSheet("caf", {"logement"}, *policy);
  const auto json = nlohmann::json::parse(DecisionReport(MakeOutcome(), *policy, sheet, "report"));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["politique_sha256"], policy->hash());
  EXPECT_EQ(json["comptes"]["retirer"], 1);
  const auto& passage = json["passages"][0];
  EXPECT_EQ(passage["numero"], 1);
  EXPECT_EQ(passage["page"], 2);
  EXPECT_EQ(passage["points"], nlohmann::json({9, 18}));
  EXPECT_FALSE(passage.contains("texte"));
}

TEST(ReviewFile, IsReadBackAsAReviewWithoutChoices) {
  const auto policy = Policy::Load(EXPURGE_SOURCE_DIR "/policies/data");
  ASSERT_TRUE(policy);
  const Sheet sheet = *DraftSheet("caf", {}, *policy);
  const std::string file = ReviewFile(MakeOutcome(), *policy, sheet, "report");
  const auto parsed = nlohmann::json::parse(file);
  const Result<Review> review = ReadReview(
      file, "r.json", {parsed["original_sha256"], policy->hash(), "caf"});
  ASSERT_TRUE(review);
  EXPECT_TRUE(review->lifts.empty());
  EXPECT_TRUE(review->withheld.empty());
}

}  // namespace
}  // namespace expurge
