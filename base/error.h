// What went wrong, in a form that decides the exit code and holds no text of a document.
//
// `id` names an entry of the command line's message table ("read.scan"); `args` fill its fields.
// Arguments are positions, counts, hashes, option values and words of our own data, never words of
// a report: a message ends in logs that outlive the report.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace expurge {

// The kind decides the exit code and whether a retry can help (docs: table of exit codes).
enum class ErrorKind {
  kUsage = 2,       // bad option, sheet or policy that cannot be read
  kNeedsHuman = 3,  // a person has to decide or to complete something
  kUnreadable = 4,  // the input is encrypted, damaged, unsupported or hostile
  kResidue = 5,     // the check of the output found something that had to go
  kTemporary = 75,  // disk, memory, time: the same call may succeed later
};

struct Error {
  ErrorKind kind;
  std::string id;                 // key of the message table, "stage.what"
  std::vector<std::string> args;  // values for {0}, {1}… of the message
  int page = 0;                   // 1-based page of the document, 0 when none applies
};

template <typename T>
using Result = tl::expected<T, Error>;

// Shorthand for `return Fail(ErrorKind::kUnreadable, "read.scan");`.
[[nodiscard]] inline tl::unexpected<Error> Fail(ErrorKind kind, std::string id,
                                                std::vector<std::string> args = {}, int page = 0) {
  return tl::unexpected<Error>(Error{kind, std::move(id), std::move(args), page});
}

}  // namespace expurge
