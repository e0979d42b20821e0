// The compiled lexicon (lexique.bin): a line that says what it was made of, the automaton, the
// terms, the names of the sections and the named sets. The build writes it; the program maps it and
// uses the tables where they lie.
//
// Thread-safe once bound.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "detectors/lexicon_automaton.h"
#include "detectors/lexicon_file.h"

namespace expurge {

using LexiconSets = std::map<std::string, std::string, std::less<>>;

struct CompiledLexicon {
  // `stamp`: LexiconStamp of the sources. `tables`: from LexiconBuilder. The entries in the order
  // of their numbers. Same arguments, same bytes.
  static std::string Bytes(uint64_t stamp, const std::string& tables,
                           const std::vector<const LexiconEntry*>& entries,
                           const LexiconSets& sets);
  // Whether `bytes` is a whole compiled lexicon of this version of the program and of these
  // sources.
  static bool IsOf(uint64_t stamp, std::string_view bytes);

  // `bytes`, aligned to 8, must outlive the object. False when a part is missing.
  bool Bind(std::string_view bytes, std::vector<LexiconTerm>& terms,
            std::vector<std::string>& groups);
  LexiconSets Sets() const;

  struct Slice {  // of the text
    uint32_t at, size;
  };
  struct NamedSet {
    Slice name, alternatives;
  };

  LexiconAutomaton automaton;
  std::span<const char> text;
  std::span<const NamedSet> sets;
};

}  // namespace expurge
