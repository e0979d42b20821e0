// Runs work on untrusted bytes in a child process with limits of address space, processor time and
// wall clock, without network and without opening files for writing. A crash, a hang or a bomb
// costs one error; never a partial result, never an orphan process.
//
// Not thread-safe: forks; call it while the process has one thread.
#pragma once

#include <functional>
#include <string>

#include "base/error.h"

namespace expurge {

struct Limits {
  size_t address_space_mib = 2048;
  unsigned processor_seconds = 120;
  unsigned wall_seconds = 180;
};

// `work` runs in the child; its result (bytes or error) is handed back. Errors added: kUnreadable
// "sandbox.crash", "sandbox.time"; kTemporary "sandbox.memory", "sandbox.none" (no seccomp on this
// machine and `required`). Address- and leak-sanitizer builds run without the address-space limit.
[[nodiscard]] Result<std::string> RunLimited(const Limits& limits, bool required,
                                             const std::function<Result<std::string>()>& work);

}  // namespace expurge
