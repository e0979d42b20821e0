// Every cell of the policy against a table kept apart from it: a cell that somebody loosens in
// policies/data must be loosened here too, by hand, and be seen in review.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <tuple>

#include "shipped_policy.h"

namespace expurge {
namespace {

struct ExpectedRow {
  std::string recipient, mode;
  Jurisdiction jurisdiction = Jurisdiction::kFrance;
  std::vector<Category> categories;
  std::vector<std::string> cells;  // "M! J17"
};

std::vector<std::string> SplitTabs(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream stream(line);
  for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
  return fields;
}

std::vector<ExpectedRow> ReadExpected() {
  std::ifstream file(std::filesystem::path(EXPURGE_SOURCE_DIR) /
                     "tests/policies/matrix_expected.tsv");
  std::vector<ExpectedRow> rows;
  std::vector<Category> categories;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> fields = SplitTabs(line);
    if (line.starts_with("#")) {
      for (size_t i = 3; i < fields.size(); ++i) categories.push_back(*CategoryFromId(fields[i]));
      continue;
    }
    rows.push_back({fields[0], fields[2],
                    fields[1] == "LU" ? Jurisdiction::kLuxembourg : Jurisdiction::kFrance,
                    categories, {fields.begin() + 3, fields.end()}});
  }
  return rows;
}

// What the table says must happen, written out here rather than asked of the program.
Action ExpectedAction(const std::string& symbol, bool in_scope, bool filters) {
  if (!filters) return Action::kWithhold;
  if (symbol == "T") return Action::kTransmit;
  if (symbol == "P") return in_scope ? Action::kTransmit : Action::kWithhold;
  if (symbol == "G" || symbol == "G?") return Action::kGeneralise;
  return Action::kWithhold;
}

TEST(MatrixTest, HoldsThirtyRecipientsAndFortyThreeCategories) {
  EXPECT_EQ(Shipped().recipients().size(), 30u);
  const std::vector<ExpectedRow> rows = ReadExpected();
  ASSERT_EQ(rows.size(), 39u);  // nine profiles exist in both jurisdictions
  for (const ExpectedRow& row : rows) EXPECT_EQ(row.categories.size(), 43u) << row.recipient;
}

TEST(MatrixTest, EveryDecisionIsTheExpectedOne) {
  size_t decisions = 0;
  for (const ExpectedRow& row : ReadExpected()) {
    const Recipient& recipient = Profile(row.recipient);
    ASSERT_EQ(ModeWord(recipient.ModeIn(row.jurisdiction)), row.mode) << row.recipient;
    for (size_t i = 0; i < row.categories.size(); ++i) {
      const std::string symbol = row.cells[i].substr(0, row.cells[i].find(' '));
      const std::string reason = row.cells[i].substr(row.cells[i].find(' ') + 1);
      const std::string id(CategoryId(row.categories[i]));
      const Cell cell = recipient.CellFor(row.categories[i], row.jurisdiction);
      EXPECT_EQ(SymbolText(cell.symbol), symbol) << row.recipient << " " << id;
      EXPECT_EQ(cell.justification, reason) << row.recipient << " " << id;
      for (bool in_scope : {false, true}) {
        const std::vector<std::string> scope =
            in_scope ? std::vector<std::string>{id} : std::vector<std::string>{};
        const Ruling ruling = Rule({row.categories[i]}, recipient, row.jurisdiction, scope);
        EXPECT_EQ(ruling.action, ExpectedAction(symbol, in_scope, row.mode == "filtrer"))
            << row.recipient << " " << id << " in scope: " << in_scope;
        const bool liftable = row.mode == "filtrer" && (symbol == "M?" || symbol == "G?");
        EXPECT_EQ(ruling.liftable, liftable) << row.recipient << " " << id;
        ++decisions;
      }
    }
  }
  EXPECT_EQ(decisions, 39u * 43u * 2u);
}

TEST(MatrixTest, WithholdsEverythingInAJurisdictionThatTheProfileDoesNotServe) {
  for (const Recipient& recipient : Shipped().recipients()) {
    if (recipient.Serves(Jurisdiction::kLuxembourg)) continue;
    for (size_t i = 0; i < kCategoryCount; ++i) {
      const Category category = static_cast<Category>(i);
      const std::vector<std::string> scope = {std::string(CategoryId(category))};
      EXPECT_EQ(Rule({category}, recipient, Jurisdiction::kLuxembourg, scope).action,
                Action::kWithhold)
          << recipient.id;
    }
  }
}

TEST(MatrixTest, WithholdsWhatIsNotUnderstoodForEveryoneButThePersonConcerned) {
  for (const Recipient& recipient : Shipped().recipients()) {
    for (Jurisdiction jurisdiction : recipient.jurisdictions) {
      const Ruling ruling = Rule({Category::kInconnu}, recipient, jurisdiction, {"inconnu"});
      const bool person = recipient.id == "personne_concernee";
      EXPECT_EQ(ruling.action, person ? Action::kTransmit : Action::kWithhold) << recipient.id;
      EXPECT_FALSE(ruling.liftable) << recipient.id;
    }
  }
}

TEST(MatrixTest, NeutralTextGoesOnlyWhereTheVersionIsFiltered) {
  EXPECT_EQ(Rule({}, Profile("commission_aide"), Jurisdiction::kFrance, {}).action,
            Action::kTransmit);
  for (const char* id : {"maire", "pcd", "bailleur", "enseignant", "clspd", "police",
                         "statistique"}) {
    EXPECT_EQ(Rule({}, Profile(id), Jurisdiction::kFrance, {}).action, Action::kWithhold) << id;
  }
  EXPECT_EQ(Rule({}, Profile("enseignant"), Jurisdiction::kLuxembourg, {}).action,
            Action::kTransmit);
}

}  // namespace
}  // namespace expurge
