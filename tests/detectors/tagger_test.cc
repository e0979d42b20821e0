#include "detectors/tagger.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "detectors/train/learn.h"

namespace expurge {
namespace {

std::vector<std::pair<uint32_t, Tagger::Row>> SomeRows() {
  std::vector<std::pair<uint32_t, Tagger::Row>> rows;
  for (uint32_t i = 1; i <= 200; ++i) {
    Tagger::Row row{};
    row[0] = static_cast<float>(i % 7) - 3;
    row[3] = static_cast<float>(i % 5);
    rows.emplace_back(i * 2654435761U, row);
  }
  return rows;
}

TEST(Tagger, GivesWeightsBackWithinAStepOfTheirScale) {
  const auto rows = SomeRows();
  const auto tagger = Tagger::FromBytes(Tagger::Serialize(rows, 0.5f));
  ASSERT_TRUE(tagger);
  EXPECT_FLOAT_EQ(tagger->bias(), 0.5f);
  for (const auto& [key, row] : rows) {
    const TokenScores scores = tagger->Score({{key, FeatureGroup::kWord}});
    EXPECT_NEAR(scores.state, row[0], 3.0 / 254 + 1e-5);
  }
}

TEST(Tagger, UnknownFeaturesSayNothing) {
  const auto tagger = Tagger::FromBytes(Tagger::Serialize(SomeRows(), 0));
  ASSERT_TRUE(tagger);
  EXPECT_FLOAT_EQ(tagger->Score({{12345, FeatureGroup::kWord}}).state, 0);
}

TEST(Tagger, RefusesEveryTruncatedOrForeignFile) {
  const std::string bytes = Tagger::Serialize(SomeRows(), 0);
  for (size_t size : {size_t{0}, size_t{7}, size_t{31}, size_t{200}, bytes.size() - 1}) {
    EXPECT_FALSE(Tagger::FromBytes(bytes.substr(0, size))) << size;
  }
  std::string foreign = bytes;
  foreign[8] = 99;  // another version of the features
  EXPECT_FALSE(Tagger::FromBytes(foreign));
  EXPECT_FALSE(Tagger::FromBytes(bytes + "x"));
}

// All paths, one by one.
std::vector<double> SlowProbability(const std::vector<TokenScores>& scores, double bias) {
  const size_t n = scores.size();
  std::vector<double> inside(n, 0);
  double total = 0;
  for (size_t path = 0; path < size_t{1} << n; ++path) {
    double score = 0;
    bool before = false;
    for (size_t t = 0; t < n; ++t) {
      const bool now = (path >> t & 1) != 0;
      if (now) score += double(scores[t].state) + bias;
      if (now && !before) score += double(scores[t].enter);
      if (!now && before) score += double(scores[t].leave);
      before = now;
    }
    const double weight = std::exp(score);
    total += weight;
    for (size_t t = 0; t < n; ++t) {
      if ((path >> t & 1) != 0) inside[t] += weight;
    }
  }
  for (double& value : inside) value /= total;
  return inside;
}

TEST(Tagger, ProbabilitiesAgreeWithTheSumOverAllPaths) {
  std::mt19937 random(3);
  std::normal_distribution<float> score(0, 2);
  for (int round = 0; round < 50; ++round) {
    std::vector<TokenScores> scores(1 + random() % 10);
    for (TokenScores& s : scores) {
      s.state = score(random);
      s.enter = score(random);
      s.leave = score(random);
    }
    const std::vector<float> fast = ProtectedProbability(scores, 0.25f);
    const std::vector<double> slow = SlowProbability(scores, 0.25);
    for (size_t t = 0; t < scores.size(); ++t) EXPECT_NEAR(double(fast[t]), slow[t], 1e-4);
  }
}

TEST(Tagger, ProbabilitiesStayFiniteOverAMillionTokens) {
  TokenScores certain;
  certain.state = 30;
  const std::vector<TokenScores> scores(1 << 20, certain);
  for (float p : ProtectedProbability(scores, 0)) ASSERT_GT(p, 0.99f);
}

// Feature 0 stands on every token, feature 1 on protected ones, feature 2 on the others.
std::vector<TrainingSequence> Lessons() {
  std::vector<TrainingSequence> out;
  for (int i = 0; i < 40; ++i) {
    TrainingSequence sequence;
    sequence.starts.push_back(0);
    for (int t = 0; t < 6; ++t) {
      const bool inside = (i + t) % 3 == 0;
      sequence.features.push_back(0);
      sequence.features.push_back(inside ? 1 : 2);
      sequence.starts.push_back(static_cast<uint32_t>(sequence.features.size()));
      sequence.inside.push_back(inside ? 1 : 0);
      sequence.categories.push_back(inside ? 1 : 0);
    }
    out.push_back(std::move(sequence));
  }
  return out;
}

TEST(Learning, TellsFeaturesApart) {
  const std::vector<TrainingSequence> lessons = Lessons();
  std::vector<const TrainingSequence*> data;
  for (const TrainingSequence& lesson : lessons) data.push_back(&lesson);
  const LearnedModel model = LearnStates(data, 3, LearnOptions{});
  EXPECT_GT(model.state[1][0], model.state[2][0] + 1);
}

TEST(Learning, TrustsWhatIsNoWordMoreWhenWordsAreHidden) {
  std::vector<TrainingSequence> lessons = Lessons();
  std::vector<const TrainingSequence*> data;
  for (TrainingSequence& lesson : lessons) {
    TrainingSequence both;  // feature 3, no word, stands wherever the word 1 does
    both.starts.push_back(0);
    both.inside = lesson.inside;
    both.categories = lesson.categories;
    for (uint8_t inside : lesson.inside) {
      both.features.push_back(0);
      both.features.push_back(inside != 0 ? 1 : 2);
      if (inside != 0) both.features.push_back(3);
      both.starts.push_back(static_cast<uint32_t>(both.features.size()));
    }
    lesson = std::move(both);
    data.push_back(&lesson);
  }
  LearnOptions options;
  options.lexical = {0, 1, 1, 0};
  const LearnedModel seeing = LearnStates(data, 4, options);
  options.blind = 0.5f;
  const LearnedModel blind = LearnStates(data, 4, options);
  EXPECT_GT(blind.state[3][0] - blind.state[1][0], seeing.state[3][0] - seeing.state[1][0] + 0.1f);
}

TEST(Learning, IsTheSameTwice) {
  const std::vector<TrainingSequence> lessons = Lessons();
  std::vector<const TrainingSequence*> data;
  for (const TrainingSequence& lesson : lessons) data.push_back(&lesson);
  LearnedModel one = LearnStates(data, 3, LearnOptions{});
  LearnedModel two = LearnStates(data, 3, LearnOptions{});
  LearnCategories(data, 3, 2, LearnOptions{}, one);
  LearnCategories(data, 3, 2, LearnOptions{}, two);
  EXPECT_EQ(one.state, two.state);
  EXPECT_EQ(one.category, two.category);
  EXPECT_GT(one.category[1][0], one.category[1][1]);
}

}  // namespace
}  // namespace expurge
