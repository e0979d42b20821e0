#include "base/file_system.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace expurge {
namespace {

namespace fs = std::filesystem;

// The real file system with one fault: the call named `fault` fails with `code` at its nth use.
class Faulty final : public FileSystem {
 public:
  std::string fault;
  int code = 0, countdown = 0;
  size_t most = static_cast<size_t>(-1);  // bytes a single read or write moves at most

  int Open(const std::string& path, int flags, mode_t mode) override {
    return Fails("open") ? -1 : real_.Open(path, flags, mode);
  }
  ssize_t Read(int fd, void* buffer, size_t size) override {
    return Fails("read") ? -1 : real_.Read(fd, buffer, std::min(size, most));
  }
  ssize_t Write(int fd, const void* buffer, size_t size) override {
    return Fails("write") ? -1 : real_.Write(fd, buffer, std::min(size, most));
  }
  int Fsync(int fd) override { return Fails("fsync") ? -1 : real_.Fsync(fd); }
  int Close(int fd) override {
    const int result = real_.Close(fd);
    return Fails("close") ? -1 : result;
  }
  int Rename(const std::string& from, const std::string& to) override {
    return Fails("rename") ? -1 : real_.Rename(from, to);
  }
  int RenameNoReplace(const std::string& from, const std::string& to) override {
    return Fails("rename") ? -1 : real_.RenameNoReplace(from, to);
  }
  int Unlink(const std::string& path) override { return real_.Unlink(path); }
  int Stat(const std::string& path, struct stat* result) override {
    return real_.Stat(path, result);
  }

 private:
  bool Fails(const std::string& call) {
    if (call != fault || countdown-- > 0) return false;
    errno = code;
    fault.clear();
    return true;
  }
  FileSystem& real_ = PosixFileSystem();
};

class WriteWholeTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "expurge-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string Content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  size_t FileCount() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder_), {}));
  }

  fs::path folder_;
};

TEST_F(WriteWholeTest, WritesAndNeverReplacesUnasked) {
  FileSystem& files = PosixFileSystem();
  ASSERT_TRUE(WriteWhole(files, Path("v.txt"), "un", false));
  const Result<void> second = WriteWhole(files, Path("v.txt"), "deux", false);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().id, "deliver.exists");
  EXPECT_EQ(Content(Path("v.txt")), "un");
  ASSERT_TRUE(WriteWhole(files, Path("v.txt"), "trois", true));
  EXPECT_EQ(Content(Path("v.txt")), "trois");
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(WriteWholeTest, GoesOnAfterShortWritesAndInterruptions) {
  Faulty files;
  files.most = 3;
  files.fault = "write";
  files.code = EINTR;
  files.countdown = 2;
  ASSERT_TRUE(WriteWhole(files, Path("v.txt"), "une version entière", false));
  EXPECT_EQ(Content(Path("v.txt")), "une version entière");
}

TEST_F(WriteWholeTest, LeavesTheOldFileAndNoTemporaryWhateverFails) {
  ASSERT_TRUE(WriteWhole(PosixFileSystem(), Path("v.txt"), "ancienne", false));
  for (const auto& [call, code] : std::vector<std::pair<std::string, int>>{
           {"open", EACCES}, {"write", ENOSPC}, {"write", EIO}, {"fsync", EIO}, {"close", EIO},
           {"rename", EIO}}) {
    Faulty files;
    files.fault = call;
    files.code = code;
    const Result<void> written = WriteWhole(files, Path("v.txt"), "nouvelle", true);
    ASSERT_FALSE(written) << call;
    EXPECT_EQ(Content(Path("v.txt")), "ancienne") << call;
    EXPECT_EQ(FileCount(), 1u) << call;
  }
}

// Sends SIGTERM to itself in the middle of the write.
class Interrupted final : public FileSystem {
 public:
  int Open(const std::string& path, int flags, mode_t mode) override {
    return real_.Open(path, flags, mode);
  }
  ssize_t Read(int fd, void* buffer, size_t size) override { return real_.Read(fd, buffer, size); }
  ssize_t Write(int fd, const void* buffer, size_t size) override {
    kill(getpid(), SIGTERM);
    return real_.Write(fd, buffer, size);
  }
  int Fsync(int fd) override { return real_.Fsync(fd); }
  int Close(int fd) override { return real_.Close(fd); }
  int Rename(const std::string& from, const std::string& to) override {
    return real_.Rename(from, to);
  }
  int RenameNoReplace(const std::string& from, const std::string& to) override {
    return real_.RenameNoReplace(from, to);
  }
  int Unlink(const std::string& path) override { return real_.Unlink(path); }
  int Stat(const std::string& path, struct stat* result) override {
    return real_.Stat(path, result);
  }

 private:
  FileSystem& real_ = PosixFileSystem();
};

TEST_F(WriteWholeTest, AnInterruptionLeavesTheWholeFileAndNoTemporary) {
  const std::string path = Path("v.txt");
  EXPECT_EXIT(
      {
        Interrupted files;
        static_cast<void>(WriteWhole(files, path, "une version", false));
        std::exit(0);
      },
      testing::KilledBySignal(SIGTERM), "");
  EXPECT_EQ(Content(path), "une version");
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(WriteWholeTest, NamesTheReason) {
  Faulty files;
  files.fault = "write";
  files.code = ENOSPC;
  Result<void> written = WriteWhole(files, Path("v.txt"), "x", false);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().id, "deliver.full");
  EXPECT_EQ(written.error().kind, ErrorKind::kTemporary);

  files.fault = "open";
  files.code = EROFS;
  written = WriteWhole(files, Path("v.txt"), "x", false);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().id, "deliver.folder");

  written = WriteWhole(PosixFileSystem(), Path("absent/v.txt"), "x", false);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().id, "deliver.folder");
}

TEST_F(WriteWholeTest, ReadsWholeFilesInShortReadsAndWithinTheLimit) {
  ASSERT_TRUE(WriteWhole(PosixFileSystem(), Path("r.txt"), std::string(1000, 'a'), false));
  Faulty files;
  files.most = 7;
  files.fault = "read";
  files.code = EINTR;
  files.countdown = 3;
  const Result<std::string> bytes = ReadWhole(files, Path("r.txt"), 1000);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->size(), 1000u);

  const Result<std::string> large = ReadWhole(PosixFileSystem(), Path("r.txt"), 999);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().id, "read.too_large");
  EXPECT_EQ(ReadWhole(PosixFileSystem(), folder_.string(), 10).error().id, "read.directory");
  EXPECT_EQ(ReadWhole(PosixFileSystem(), Path("absent"), 10).error().id, "read.missing");
  for (const auto& [code, id] : std::vector<std::pair<int, std::string>>{
           {EACCES, "read.permission"}, {EIO, "read.io"}}) {
    files.fault = "open";
    files.code = code;
    files.countdown = 0;
    EXPECT_EQ(ReadWhole(files, Path("r.txt"), 1000).error().id, id);
  }
}

}  // namespace
}  // namespace expurge
