#include "cli/output.h"

#include <unistd.h>

#include <cerrno>

namespace expurge {
namespace {

bool WriteAll(int fd, const std::string& bytes) {
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::write(fd, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    done += static_cast<size_t>(n);
  }
  return true;
}

}  // namespace

bool WriteStandardOutput(const std::string& bytes) { return WriteAll(STDOUT_FILENO, bytes); }

void WriteMessage(const std::string& text) { static_cast<void>(WriteAll(STDERR_FILENO, text)); }

}  // namespace expurge
