// Expands Debian's French hunspell dictionary (fr.dic, fr.aff) to its word forms with lemma and
// grammatical classes. Prefix rules (elisions) are left out: Segment cuts "l'" off by itself.
//
// Thread-safe: pure function.
#pragma once

#include <filesystem>

#include "detectors/words.h"

namespace expurge {

[[nodiscard]] Result<WordTable> CompileWords(const std::filesystem::path& folder);

}  // namespace expurge
