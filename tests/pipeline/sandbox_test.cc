#include "pipeline/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <csignal>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <vector>

namespace expurge {
namespace {

using Work = std::function<Result<std::string>()>;

Result<std::string> InSandbox(const Work& work, Limits limits = {}) {
  return RunLimited(limits, true, work);
}

// Runs a call in the sandbox; "0" when it succeeded, else the errno.
std::string ErrnoOf(const std::function<long()>& call) {
  const auto result = InSandbox([&]() -> Result<std::string> {
    errno = 0;
    const long value = call();
    return std::to_string(value < 0 ? errno : 0);
  });
  return result ? *result : result.error().id;
}

const std::string kRefused = std::to_string(EPERM);

TEST(Sandbox, HandsBackTheResult) {
  const auto result = InSandbox([] { return Result<std::string>(std::string("a\0b", 3)); });
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, std::string("a\0b", 3));
}

TEST(Sandbox, HandsBackAnEmptyResult) {
  const auto result = InSandbox([] { return Result<std::string>(std::string()); });
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, "");
}

TEST(Sandbox, HandsBackTensOfMegabytes) {
  const auto result = InSandbox([] {
    std::string big(48 << 20, 'x');
    for (size_t i = 0; i < big.size(); i += 4096) big[i] = static_cast<char>('a' + i / 4096 % 26);
    return Result<std::string>(std::move(big));
  });
  ASSERT_TRUE(result);
  EXPECT_EQ(result->size(), size_t{48} << 20);
  EXPECT_EQ((*result)[4096 * 27], 'b');
}

TEST(Sandbox, HandsBackAnErrorWithItsFields) {
  const auto result = InSandbox([]() -> Result<std::string> {
    return Fail(ErrorKind::kNeedsHuman, "read.scan", {"3", "d\xC3\xA9j\xC3\xA0 \"vu\""}, 7);
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::kNeedsHuman);
  EXPECT_EQ(result.error().id, "read.scan");
  EXPECT_EQ(result.error().args, (std::vector<std::string>{"3", "d\xC3\xA9j\xC3\xA0 \"vu\""}));
  EXPECT_EQ(result.error().page, 7);
}

TEST(Sandbox, TellsACrash) {
  const auto segv = InSandbox([]() -> Result<std::string> {
    ::raise(SIGSEGV);
    return std::string();
  });
  ASSERT_FALSE(segv);
  EXPECT_EQ(segv.error().id, "sandbox.crash");
  EXPECT_EQ(segv.error().kind, ErrorKind::kUnreadable);
  const auto aborted = InSandbox([]() -> Result<std::string> { errno = 0; std::abort(); });
  ASSERT_FALSE(aborted);
  EXPECT_EQ(aborted.error().id, "sandbox.crash");
  const auto thrown = InSandbox([]() -> Result<std::string> { throw std::runtime_error("words"); });
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().id, "sandbox.crash");
  EXPECT_TRUE(thrown.error().args.empty());
}

TEST(Sandbox, ExitOfALibraryIsNoResult) {
  const auto result = InSandbox([]() -> Result<std::string> { ::_exit(0); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "sandbox.crash");
}

TEST(Sandbox, HalfAResultIsNoResult) {
  // A header that promises 100 bytes, then 3: what a child killed while writing leaves.
  const auto result = InSandbox([]() -> Result<std::string> {
    const char message[] = {'R', 100, 0, 0, 0, 0, 0, 0, 0, 'a', 'b', 'c'};
    if (::write(3, message, sizeof message) < 0) ::_exit(1);
    ::_exit(0);
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "sandbox.crash");
}

TEST(Sandbox, EndsAnInfiniteLoopByProcessorTime) {
  Limits limits;
  limits.processor_seconds = 1;
  limits.wall_seconds = 30;
  const auto result = InSandbox(
      []() -> Result<std::string> {
        volatile bool on = true;
        while (on) {
        }
        return std::string();
      },
      limits);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "sandbox.time");
  EXPECT_EQ(result.error().kind, ErrorKind::kUnreadable);
}

TEST(Sandbox, EndsASleeperByTheClock) {
  Limits limits;
  limits.wall_seconds = 1;
  const auto result = InSandbox(
      []() -> Result<std::string> {
        while (true) ::usleep(100'000);
      },
      limits);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "sandbox.time");
}

#ifndef EXPURGE_SANITIZED
TEST(Sandbox, LimitsMemory) {
  Limits limits;
  limits.address_space_mib = 512;
  const auto thrown = InSandbox(
      []() -> Result<std::string> { return std::string(size_t{1} << 30, 'x'); }, limits);
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().id, "sandbox.memory");
  EXPECT_EQ(thrown.error().kind, ErrorKind::kTemporary);
  const auto checked = InSandbox(
      []() -> Result<std::string> {
        // As Poppler does: check malloc, complain, abort.
        void* volatile block = std::malloc(size_t{1} << 30);
        if (block == nullptr) std::abort();
        std::free(block);
        return std::string("had it");
      },
      limits);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().id, "sandbox.memory");
}

TEST(Sandbox, RefusesSignalsToOthers) {
  const pid_t parent = ::getpid();
  EXPECT_EQ(ErrnoOf([&] { return ::kill(parent, 0); }), kRefused);
}
#endif

TEST(Sandbox, RefusesTheNetwork) {
  EXPECT_EQ(ErrnoOf([] { return ::socket(AF_INET, SOCK_STREAM, 0); }), kRefused);
  EXPECT_EQ(ErrnoOf([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }), kRefused);
}

TEST(Sandbox, RefusesToRunPrograms) {
  EXPECT_EQ(ErrnoOf([] { return ::execl("/bin/true", "true", nullptr); }), kRefused);
  EXPECT_NE(ErrnoOf([] {
              const pid_t child = ::fork();
              if (child == 0) ::_exit(0);
              return child;
            }),
            "0");
  EXPECT_EQ(ErrnoOf([] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }), kRefused);
}

TEST(Sandbox, RefusesToWriteFilesButReadsThem) {
  const std::string path = ::testing::TempDir() + "/sandbox_kept_" + std::to_string(::getpid());
  std::ofstream(path) << "kept";
  const auto open = [&](int flags) {
    return ErrnoOf([&] { return ::open(path.c_str(), flags, 0600); });
  };
  EXPECT_EQ(open(O_RDONLY), "0");
  EXPECT_EQ(open(O_WRONLY), kRefused);
  EXPECT_EQ(open(O_RDWR), kRefused);
  EXPECT_EQ(open(O_RDONLY | O_TRUNC), kRefused);
  EXPECT_EQ(open(O_WRONLY | O_CREAT | O_EXCL), kRefused);
  EXPECT_EQ(ErrnoOf([&] { return ::unlink(path.c_str()); }), kRefused);
  EXPECT_EQ(ErrnoOf([&] { return ::rename(path.c_str(), (path + "2").c_str()); }), kRefused);
  std::string kept;
  std::ifstream(path) >> kept;
  EXPECT_EQ(kept, "kept");
  ::unlink(path.c_str());
}

TEST(Sandbox, InheritsNoOpenFile) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);  // without close-on-exec
  EXPECT_EQ(ErrnoOf([&] { return ::fcntl(ends[1], F_GETFD); }) == "0",
            ends[1] <= 3);  // 0 to 3 exist in the child, but as its own
  const int high = ::fcntl(ends[1], F_DUPFD, 60);
  EXPECT_EQ(ErrnoOf([&] { return ::fcntl(high, F_GETFD); }), std::to_string(EBADF));
  ::close(high);
  ::close(ends[0]);
  ::close(ends[1]);
}

#ifndef EXPURGE_SANITIZED
TEST(Sandbox, LibrariesCannotPrint) {
  ::testing::internal::CaptureStderr();
  ::testing::internal::CaptureStdout();
  const auto result = InSandbox([]() -> Result<std::string> {
    std::fputs("words of a report", stderr);
    std::fputs("words of a report", stdout);
    std::fflush(nullptr);
    return std::string("done");
  });
  EXPECT_TRUE(result);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
}
#endif

TEST(Sandbox, HandlersOfTheCallerDoNotRunInside) {
  struct sigaction before = {}, handler = {};
  handler.sa_handler = [](int) { ::_exit(0); };
  ::sigaction(SIGTERM, &handler, &before);
  const auto result = InSandbox([]() -> Result<std::string> {
    ::raise(SIGTERM);
    return std::string();
  });
  ::sigaction(SIGTERM, &before, nullptr);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "sandbox.crash");
}

// Whether the process exists and is no zombie.
bool Alive(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string number, name, state;
  return (status >> number >> name >> state) && state != "Z" && state != "X";
}

TEST(Sandbox, DiesWithItsParent) {
  // Shared memory, because the sandboxed child can tell its number in no other way.
  void* shared = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(shared, MAP_FAILED);
  auto* inner = static_cast<volatile pid_t*>(shared);
  const pid_t middle = ::fork();
  ASSERT_GE(middle, 0);
  if (middle == 0) {
    (void)InSandbox([&]() -> Result<std::string> {
      *inner = ::getpid();
      while (true) ::usleep(10'000);
    });
    ::_exit(0);
  }
  for (int i = 0; i < 500 && *inner == 0; ++i) ::usleep(10'000);
  const pid_t orphan = *inner;
  ASSERT_GT(orphan, 0);
  ASSERT_TRUE(Alive(orphan));
  ::kill(middle, SIGKILL);
  ::waitpid(middle, nullptr, 0);
  bool alive = true;
  for (int i = 0; i < 500 && alive; ++i) {
    ::usleep(10'000);
    alive = Alive(orphan);
  }
  EXPECT_FALSE(alive);
  ::munmap(shared, 4096);
}

TEST(Sandbox, LeavesNoChildBehind) {
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(InSandbox([] { return Result<std::string>("x"); }));
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(Sandbox, AChildKilledFromOutsideIsWorthATry) {
  const Result<std::string> result = RunLimited({}, false, []() -> Result<std::string> {
    std::raise(SIGKILL);
    return std::string();
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "sandbox.memory");
  EXPECT_EQ(result.error().kind, ErrorKind::kTemporary);
}

}  // namespace
}  // namespace expurge
