// Reads the lines of a lexicon file (docs/lexicon.md): sections, named sets, entries.
//
// Nothing is compiled here, so that the verifier and the loader agree on what a line says.
//
// Thread-safe: pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "detectors/lexicon.h"

namespace expurge {

struct LexiconEntry {
  LexiconTerm term;  // `group` is left to the loader
  std::string section;
  std::string example, near_miss;
};

struct LexiconFile {
  std::vector<LexiconEntry> entries;
  std::map<std::string, std::string, std::less<>> sets;  // name to alternatives
  std::vector<LexiconProblem> problems;                  // lines that could not be read
};

LexiconFile ParseLexiconFile(std::string_view bytes);

}  // namespace expurge
