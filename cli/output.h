// Writing to standard output and standard error. A closed pipe is an answer, not a crash.
#pragma once

#include <string>

#include "base/error.h"

namespace expurge {

// Writes everything to standard output. False when the reader closed the pipe or the disk is full.
[[nodiscard]] bool WriteStandardOutput(const std::string& bytes);

// Writes a message to standard error; failures are ignored, there is nowhere to report them.
void WriteMessage(const std::string& text);

}  // namespace expurge
