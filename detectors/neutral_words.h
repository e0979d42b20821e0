// Words that the corpus uses where nothing is protected: the positive evidence a clause needs before
// it counts as neutral. A word that is merely absent from every list of protected things proves
// nothing: "SYPHILIS" alone on a line was once let through for that reason.
//
// Thread-safe: immutable once loaded.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace expurge {

class NeutralWords {
 public:
  // One folded word a line, sorted by byte; lines that begin with # are comments. Made by
  // tools/neutral-words. Errors: kUsage "detect.data" (args: file, line, column, what was expected).
  [[nodiscard]] static Result<NeutralWords> Load(const std::filesystem::path& file);

  bool Has(std::string_view folded) const;

 private:
  std::string bytes_;                     // of the file
  std::vector<std::string_view> words_;   // point into bytes_ (never moved after Load: see there)
};

}  // namespace expurge
