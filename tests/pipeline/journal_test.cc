#include "pipeline/journal.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

namespace expurge {
namespace {

class JournalTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name =
        (std::filesystem::temp_directory_path() / "expurge-journal-XXXXXX").string();
    const int fd = mkstemp(name.data());
    ASSERT_GE(fd, 0);
    close(fd);
    path_ = name;
  }
  void TearDown() override { std::filesystem::remove(path_); }

  static JournalEntry Entry(const std::string& reference) {
    JournalEntry entry;
    entry.recipient = "caf";
    entry.receiver = "Mme Réceptrice";
    entry.retention_end = "2027-05-31";
    entry.reference = reference;
    return entry;
  }

  std::string path_;
};

TEST_F(JournalTest, GivesBackWhatWasAppended) {
  ASSERT_TRUE(AppendEntry(path_, Entry("a")));
  ASSERT_TRUE(AppendEntry(path_, Entry("b")));
  const Result<JournalContent> journal = ReadJournal(path_);
  ASSERT_TRUE(journal);
  ASSERT_EQ(journal->entries.size(), 2u);
  EXPECT_EQ(journal->entries[0].receiver, "Mme Réceptrice");
  EXPECT_EQ(journal->entries[1].reference, "b");
  EXPECT_EQ(journal->damaged, 0u);
}

TEST_F(JournalTest, ALineCutByAPowerFailureCostsThatLineOnly) {
  ASSERT_TRUE(AppendEntry(path_, Entry("a")));
  ASSERT_TRUE(AppendEntry(path_, Entry("b")));
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - 9);
  ASSERT_TRUE(AppendEntry(path_, Entry("c")));
  const Result<JournalContent> journal = ReadJournal(path_);
  ASSERT_TRUE(journal);
  ASSERT_EQ(journal->entries.size(), 2u);
  EXPECT_EQ(journal->entries[0].reference, "a");
  EXPECT_EQ(journal->entries[1].reference, "c");
  EXPECT_EQ(journal->damaged, 1u);
}

TEST_F(JournalTest, WritersAtOnceLoseNothing) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&] {
      for (int k = 0; k < 10; ++k) ASSERT_TRUE(AppendEntry(path_, Entry("x")));
    });
  }
  for (std::thread& writer : writers) writer.join();
  const Result<JournalContent> journal = ReadJournal(path_);
  ASSERT_TRUE(journal);
  EXPECT_EQ(journal->entries.size(), 40u);
  EXPECT_EQ(journal->damaged, 0u);
}

TEST_F(JournalTest, SaysWhenItCannotBeOpened) {
  const Result<void> appended = AppendEntry("/nonexistent/journal", Entry("a"));
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().id, "journal.open");
}

}  // namespace
}  // namespace expurge
