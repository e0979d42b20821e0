// The operating system as the program uses it for files. Tests replace it to inject short reads
// and writes, a full disk, or a crash before the rename.
//
// Every call returns as its POSIX namesake does: -1 with errno set on failure.
// Thread-safe: the real one holds no state.
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <string>
#include <string_view>

#include "base/error.h"

namespace expurge {

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  virtual int Open(const std::string& path, int flags, mode_t mode) = 0;
  virtual ssize_t Read(int fd, void* buffer, size_t size) = 0;
  virtual ssize_t Write(int fd, const void* buffer, size_t size) = 0;
  virtual int Fsync(int fd) = 0;
  virtual int Close(int fd) = 0;
  virtual int Rename(const std::string& from, const std::string& to) = 0;
  // Renames without ever replacing `to` (EEXIST when it is there).
  virtual int RenameNoReplace(const std::string& from, const std::string& to) = 0;
  virtual int Unlink(const std::string& path) = 0;
  virtual int Stat(const std::string& path, struct stat* result) = 0;
};

// The real one.
FileSystem& PosixFileSystem();

// Writes all bytes to an open file, going on after short writes and EINTR. 0, or the errno.
[[nodiscard]] int WriteAll(FileSystem& files, int fd, std::string_view bytes);

// Reads a whole file, or standard input for "-". At most `max_bytes`; a larger one is
// kUnreadable "read.too_large". Missing, unreadable, directory: kUnreadable "read.missing",
// "read.permission", "read.directory", "read.io". `args` of the error: the path as the user gave it.
[[nodiscard]] Result<std::string> ReadWhole(FileSystem& files, const std::string& path,
                                            size_t max_bytes);

// Writes `bytes` to `path` so that after a crash at any moment either the old state or the whole
// new file is there: temporary file in the same folder, fsync, rename, fsync of the folder.
// An existing file is kept unless `replace` (kUsage "deliver.exists"). Disk full and other failures
// of the system: kTemporary "deliver.io"; missing or read-only folder: kUsage "deliver.folder".
[[nodiscard]] Result<void> WriteWhole(FileSystem& files, const std::string& path,
                                      const std::string& bytes, bool replace, mode_t mode = 0644);

}  // namespace expurge
