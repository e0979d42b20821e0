#include "base/file_system.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>

namespace expurge {
namespace {

class Posix final : public FileSystem {
 public:
  int Open(const std::string& path, int flags, mode_t mode) override {
    return ::open(path.c_str(), flags | O_CLOEXEC, mode);
  }
  ssize_t Read(int fd, void* buffer, size_t size) override { return ::read(fd, buffer, size); }
  ssize_t Write(int fd, const void* buffer, size_t size) override {
    return ::write(fd, buffer, size);
  }
  int Fsync(int fd) override { return ::fsync(fd); }
  int Close(int fd) override { return ::close(fd); }
  int Rename(const std::string& from, const std::string& to) override {
    return std::rename(from.c_str(), to.c_str());
  }
  int RenameNoReplace(const std::string& from, const std::string& to) override {
    const long done = ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(),
                                RENAME_NOREPLACE);
    if (done == 0 || errno == EEXIST) return static_cast<int>(done);
    if (errno != EINVAL && errno != ENOSYS) return -1;
    // A file system without RENAME_NOREPLACE: a hard link never replaces either.
    if (::link(from.c_str(), to.c_str()) != 0) return -1;
    return ::unlink(from.c_str());
  }
  int Unlink(const std::string& path) override { return ::unlink(path.c_str()); }
  int Stat(const std::string& path, struct stat* result) override {
    return ::stat(path.c_str(), result);
  }
};

tl::unexpected<Error> ReadFailure(const std::string& path, int code) {
  const ErrorKind kind = ErrorKind::kUnreadable;
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return Fail(kind, "read.missing", {path});
    case EACCES:
    case EPERM:
      return Fail(kind, "read.permission", {path});
    case EISDIR:
      return Fail(kind, "read.directory", {path});
    default:
      return Fail(kind, "read.io", {path, std::to_string(code)});
  }
}

tl::unexpected<Error> WriteFailure(const std::string& path, int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
    case EACCES:
    case EPERM:
    case EROFS:
      return Fail(ErrorKind::kUsage, "deliver.folder", {path});
    case EEXIST:
      return Fail(ErrorKind::kUsage, "deliver.exists", {path});
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Fail(ErrorKind::kTemporary, "deliver.full", {path});
    default:
      return Fail(ErrorKind::kTemporary, "deliver.io", {path, std::to_string(code)});
  }
}

// Holds SIGINT, SIGTERM and SIGHUP back while a temporary file exists, so that an interruption
// leaves either the old state or the whole new file, and nothing else in the folder.
class HoldSignals {
 public:
  HoldSignals() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~HoldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HoldSignals(const HoldSignals&) = delete;
  HoldSignals& operator=(const HoldSignals&) = delete;

 private:
  sigset_t before_;
};

int SyncFolder(FileSystem& files, const std::string& folder) {
  const int fd = files.Open(folder, O_RDONLY | O_DIRECTORY, 0);
  if (fd < 0) return errno;
  const int code = files.Fsync(fd) == 0 || errno == EINVAL ? 0 : errno;
  files.Close(fd);
  return code;
}

}  // namespace

FileSystem& PosixFileSystem() {
  static Posix posix;
  return posix;
}

int WriteAll(FileSystem& files, int fd, std::string_view bytes) {
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = files.Write(fd, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    if (n == 0) return EIO;
    done += static_cast<size_t>(n);
  }
  return 0;
}

Result<std::string> ReadWhole(FileSystem& files, const std::string& path, size_t max_bytes) {
  const bool standard_input = path == "-";
  const int fd = standard_input ? STDIN_FILENO : files.Open(path, O_RDONLY, 0);
  if (fd < 0) return ReadFailure(path, errno);
  std::string bytes;
  std::array<char, 1 << 16> buffer;
  int code = 0;
  while (bytes.size() <= max_bytes) {
    const ssize_t n = files.Read(fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) code = errno;
    if (n <= 0) break;
    bytes.append(buffer.data(), static_cast<size_t>(n));
  }
  if (!standard_input) files.Close(fd);
  if (code != 0) return ReadFailure(path, code);
  if (bytes.size() > max_bytes) {
    return Fail(ErrorKind::kUnreadable, "read.too_large",
                {path, std::to_string(max_bytes >> 20)});
  }
  return bytes;
}

Result<void> WriteWhole(FileSystem& files, const std::string& path, const std::string& bytes,
                        bool replace, mode_t mode) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  const HoldSignals hold;
  // The name must not tell what is written: process number and a counter, no name of a report.
  std::string temporary;
  int fd = -1;
  for (int attempt = 0; attempt < 100 && fd < 0; ++attempt) {
    temporary = folder + "/.expurge-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    fd = files.Open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (fd < 0 && errno != EEXIST) return WriteFailure(path, errno);
  }
  if (fd < 0) return WriteFailure(path, EAGAIN);
  int code = WriteAll(files, fd, bytes);
  if (code == 0 && files.Fsync(fd) != 0) code = errno;
  if (files.Close(fd) != 0 && code == 0) code = errno;
  if (code == 0) {
    const int renamed =
        replace ? files.Rename(temporary, path) : files.RenameNoReplace(temporary, path);
    if (renamed != 0) code = errno;
  }
  if (code != 0) {
    files.Unlink(temporary);
    return WriteFailure(path, code);
  }
  code = SyncFolder(files, folder);
  if (code != 0) return WriteFailure(path, code);
  return {};
}

}  // namespace expurge
