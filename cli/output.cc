#include "cli/output.h"

#include <unistd.h>

#include "base/file_system.h"

namespace expurge {

bool WriteStandardOutput(const std::string& bytes) {
  return WriteAll(PosixFileSystem(), STDOUT_FILENO, bytes) == 0;
}

void WriteMessage(const std::string& text) {
  static_cast<void>(WriteAll(PosixFileSystem(), STDERR_FILENO, text));
}

}  // namespace expurge
