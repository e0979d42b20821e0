// Turns any PDF into one that is plain to read: repaired, decrypted, without orphans, old
// revisions and object streams, with a flat page tree whose /Count is true.
//
// Poppler and the redaction both work on these bytes, never on the file as it came: two parsers
// that repair a damaged file on their own may see two different documents. /Count is not believed
// (it may say two billion); the pages are those that a walk over /Kids meets, each once.
//
// Thread-safe: pure function.
#pragma once

#include <string>

#include "base/error.h"

namespace expurge {

struct NormalisedPdf {
  std::string bytes;
  int page_count = 0;
};

// Errors are kUnreadable: "read.encrypted" (a password is needed), "read.password" (a wrong one),
// "read.damaged", "read.limit" (too many pages or objects, streams
// that inflate to too much).
[[nodiscard]] Result<NormalisedPdf> NormalisePdf(const std::string& bytes,
                                                 const std::string& password);

}  // namespace expurge
