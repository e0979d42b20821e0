#include "pipeline/sandbox.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>

namespace expurge {
namespace {

// What the child sends: one of these, the length of what follows (8 bytes, this machine's order),
// then the bytes of the result or the error as JSON.
constexpr char kResult = 'R', kError = 'E', kMemory = 'M', kNoFilter = 'N';
constexpr size_t kHeaderSize = 1 + sizeof(uint64_t);

// Exit codes of a child that could not send any more; no library uses them.
constexpr int kExitMemory = 113, kExitCrash = 114;

constexpr int kResultFd = 3;

class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {}
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { Close(); }
  int get() const { return fd_; }
  void Close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

// ---- in the child ----

#ifdef EXPURGE_SANITIZED
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

// Calls that reading, composing and checking a document need. Everything else fails with EPERM.
constexpr auto kAllowed = std::to_array<int>({
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64),
    SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(stat), SCMP_SYS(lstat),
    SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(fadvise64), SCMP_SYS(ioctl), SCMP_SYS(fcntl),
    SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise),
    SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(getrandom), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday),
    SCMP_SYS(time), SCMP_SYS(times), SCMP_SYS(getrusage), SCMP_SYS(getrlimit), SCMP_SYS(sysinfo),
    SCMP_SYS(uname), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getppid), SCMP_SYS(getuid),
    SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(membarrier), SCMP_SYS(rseq), SCMP_SYS(set_robust_list),
    SCMP_SYS(restart_syscall), SCMP_SYS(poll), SCMP_SYS(exit), SCMP_SYS(exit_group),
});

// Sanitizers use calls of their own, so their builds only refuse what must never happen.
constexpr auto kRefused = std::to_array<int>({
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(sendto),
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace),
    SCMP_SYS(creat), SCMP_SYS(openat2), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
    SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(truncate), SCMP_SYS(mkdir), SCMP_SYS(mkdirat),
    SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink), SCMP_SYS(symlinkat),
    SCMP_SYS(io_uring_setup),
});

// The flags of open that make or change a file. __O_TMPFILE alone, since O_TMPFILE holds
// O_DIRECTORY.
constexpr scmp_datum_t kWriteFlags =
    O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);

// What SCMP_A0 and its like make, without their C compound literal.
scmp_arg_cmp Argument(unsigned index, scmp_compare op, scmp_datum_t a, scmp_datum_t b = 0) {
  return scmp_arg_cmp{index, op, a, b};
}

bool AddRules(scmp_filter_ctx filter) {
  const auto refuse = SCMP_ACT_ERRNO(EPERM);
  int failed = 0;
  if (kSanitized) {
    for (int call : kRefused) failed |= seccomp_rule_add(filter, refuse, call, 0);
    for (scmp_datum_t flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
      failed |= seccomp_rule_add(filter, refuse, SCMP_SYS(openat), 1,
                                 Argument(2, SCMP_CMP_MASKED_EQ, flag, flag));
      failed |= seccomp_rule_add(filter, refuse, SCMP_SYS(open), 1,
                                 Argument(1, SCMP_CMP_MASKED_EQ, flag, flag));
    }
    return failed == 0;
  }
  for (int call : kAllowed) failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                             Argument(2, SCMP_CMP_MASKED_EQ, kWriteFlags, 0));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                             Argument(1, SCMP_CMP_MASKED_EQ, kWriteFlags, 0));
  // abort() signals itself; other processes are out of reach. Limits may be read, not set.
  const auto self = static_cast<scmp_datum_t>(::getpid());
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                             Argument(0, SCMP_CMP_EQ, self));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
                             Argument(2, SCMP_CMP_EQ, 0));
  return failed == 0;
}

bool LoadFilter() {
  const scmp_filter_ctx filter =
      seccomp_init(kSanitized ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  const bool loaded = AddRules(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return loaded;
}

bool SetLimit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard) {
  struct rlimit limit = {};
  if (::getrlimit(resource, &limit) != 0) return false;
  // What the caller's own limits already forbid stays forbidden.
  limit.rlim_max = std::min(limit.rlim_max, hard);
  limit.rlim_cur = std::min(limit.rlim_max, soft);
  return ::setrlimit(resource, &limit) == 0;
}

bool SetLimits(const Limits& limits) {
  const bool set = SetLimit(RLIMIT_CORE, 0, 0) && SetLimit(RLIMIT_FSIZE, 0, 0) &&
                   SetLimit(RLIMIT_NPROC, 0, 0) &&
                   SetLimit(RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 1);
  if (kSanitized) return set;
  const rlim_t bytes = static_cast<rlim_t>(limits.address_space_mib) << 20;
  return set && SetLimit(RLIMIT_AS, bytes, bytes);
}

// Libraries that check malloc() themselves print a line and abort; errno still says why.
void OnAbort(int) { ::_exit(errno == ENOMEM ? kExitMemory : kExitCrash); }

void OnTerminate() {
  try {
    if (std::current_exception()) std::rethrow_exception(std::current_exception());
  } catch (const std::bad_alloc&) {
    ::_exit(kExitMemory);
  } catch (...) {
    ::_exit(kExitCrash);
  }
  ::_exit(kExitCrash);
}

// Leaves nothing of the caller within reach: its handlers (they may remove files), its open files,
// its terminal (libraries print parts of documents).
bool LeaveCaller(int result_fd) {
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGABRT, OnAbort);
  std::set_terminate(OnTerminate);

  // dup2 of a file onto itself would keep close-on-exec, which does not matter: nothing is run.
  if (::dup2(result_fd, kResultFd) < 0) return false;
  const int null = ::open("/dev/null", O_RDWR);
  if (null < 0) return false;
  ::dup2(null, STDIN_FILENO);
  ::dup2(null, STDOUT_FILENO);
  if (!kSanitized) ::dup2(null, STDERR_FILENO);
  return ::syscall(SYS_close_range, kResultFd + 1, ~0U, 0) == 0;
}

bool WriteAll(const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t n = ::write(kResultFd, bytes, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

[[noreturn]] void Send(char kind, const std::string& body) {
  std::array<char, kHeaderSize> header{kind};
  const uint64_t size = body.size();
  std::memcpy(header.data() + 1, &size, sizeof size);
  const bool sent = WriteAll(header.data(), header.size()) && WriteAll(body.data(), body.size());
  ::_exit(sent ? 0 : kExitCrash);
}

std::string ToJson(const Error& error) {
  const nlohmann::json json = {{"kind", static_cast<int>(error.kind)},
                               {"id", error.id},
                               {"args", error.args},
                               {"page", error.page}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

[[noreturn]] void RunChild(const Limits& limits, bool required, int result_fd, pid_t parent,
                           const std::function<Result<std::string>()>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(kExitCrash);  // it died before the line above
  ::prctl(PR_SET_DUMPABLE, 0);
  if (!LeaveCaller(result_fd)) ::_exit(kExitCrash);
  const bool no_privileges = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  // The limits first: the filter does not let them be changed.
  const bool confined = SetLimits(limits) && no_privileges && LoadFilter();
  if (!confined && required) Send(kNoFilter, {});
  try {
    const Result<std::string> result = work();
    if (result) Send(kResult, *result);
    Send(kError, ToJson(result.error()));
  } catch (const std::bad_alloc&) {
    Send(kMemory, {});
  } catch (...) {
    ::_exit(kExitCrash);
  }
}

// ---- in the parent ----

using Clock = std::chrono::steady_clock;

enum class Reading { kWhole, kEnded, kLate };

// Reads until the child closes its end. kEnded: it stopped before the message was whole.
Reading ReadMessage(int fd, Clock::time_point deadline, std::string& message) {
  std::array<char, 1 << 16> buffer;
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return Reading::kLate;
    struct pollfd ready = {fd, POLLIN, 0};
    const int count = ::poll(&ready, 1, static_cast<int>(std::min<long long>(left + 1, 60'000)));
    if (count < 0 && errno != EINTR) return Reading::kEnded;
    if (count <= 0) continue;
    const ssize_t n = ::read(fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    message.append(buffer.data(), static_cast<size_t>(n));
  }
  if (message.size() < kHeaderSize) return Reading::kEnded;
  uint64_t size = 0;
  std::memcpy(&size, message.data() + 1, sizeof size);
  return message.size() - kHeaderSize == size ? Reading::kWhole : Reading::kEnded;
}

int Reap(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return status;
}

tl::unexpected<Error> Crash() { return Fail(ErrorKind::kUnreadable, "sandbox.crash"); }
tl::unexpected<Error> Memory() { return Fail(ErrorKind::kTemporary, "sandbox.memory"); }
tl::unexpected<Error> Late(const Limits& limits) {
  return Fail(ErrorKind::kUnreadable, "sandbox.time", {std::to_string(limits.wall_seconds)});
}

tl::unexpected<Error> FromJson(std::string_view body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  try {
    const int kind = json.at("kind").get<int>();
    switch (static_cast<ErrorKind>(kind)) {
      case ErrorKind::kUsage:
      case ErrorKind::kNeedsHuman:
      case ErrorKind::kUnreadable:
      case ErrorKind::kResidue:
      case ErrorKind::kTemporary:
        return Fail(static_cast<ErrorKind>(kind), json.at("id").get<std::string>(),
                    json.at("args").get<std::vector<std::string>>(), json.at("page").get<int>());
    }
  } catch (const nlohmann::json::exception&) {
    // A child that was taken over could send anything.
  }
  return Crash();
}

Result<std::string> Judge(std::string& message) {
  switch (message[0]) {
    case kResult:
      message.erase(0, kHeaderSize);
      return std::move(message);
    case kError:
      return FromJson(std::string_view(message).substr(kHeaderSize));
    case kMemory:
      return Memory();
    case kNoFilter:
      return Fail(ErrorKind::kTemporary, "sandbox.none");
    default:
      return Crash();
  }
}

}  // namespace

Result<std::string> RunLimited(const Limits& limits, bool required,
                               const std::function<Result<std::string>()>& work) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return Memory();
  Fd from_child(ends[0]), to_parent(ends[1]);
  ::fcntl(from_child.get(), F_SETPIPE_SZ, 1 << 20);  // fewer switches; refused is fine
  const Clock::time_point deadline = Clock::now() + std::chrono::seconds(limits.wall_seconds);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return Memory();
  if (child == 0) RunChild(limits, required, to_parent.get(), parent, work);
  to_parent.Close();

  std::string message;
  const Reading reading = ReadMessage(from_child.get(), deadline, message);
  if (reading != Reading::kWhole) ::kill(child, SIGKILL);
  const int status = Reap(child);
  if (reading == Reading::kLate) return Late(limits);
  if (reading == Reading::kWhole && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    return Judge(message);
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return Late(limits);
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitMemory) return Memory();
  // Killed from outside: the kernel was short of memory, or somebody stopped it.
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return Memory();
  return Crash();
}

}  // namespace expurge
