// Searches what was written for what had to go, and for what nobody meant to write.
//
// A passage counts as found by its words, folded (case, accents, ligatures, spaces, hyphens): the
// whole of a short one, any three consecutive content words of a longer one, each long number of
// it with spaces and dots removed. What also stands in transmitted text or in the frame is no
// residue: the decision to transmit it was made elsewhere.
//
// Thread-safe: immutable once built. Results are counts and indices; no text leaves.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/document.h"
#include "base/frame.h"
#include "pipeline/version/decide.h"
#include "pipeline/version/version.h"

namespace expurge {

class ResidueSearch {
 public:
  ResidueSearch(const Document& document, const std::vector<Decision>& decisions,
                const Frame& frame);

  // The withheld passages of which something stands in `written` (plain UTF-8, as a reader
  // extracted it): indices in `decisions`, ascending, each once. Numbers of one or two digits alone
  // are not searched for, because page and item numbers are such; CompareWords covers them.
  // Linear in the size of `written`.
  std::vector<size_t> Find(std::string_view written) const;

  // How many words of `written` stand neither in transmitted text nor in the frame, nor among
  // `added`: the few words that the program itself may write (BROUILLON, "Madame" for "Mme", page
  // numbers). Sees what a faulty MakeVersion would let through, because it asks the source.
  size_t CountUnknownWords(std::string_view written, const std::vector<std::string>& added) const;

 private:
  void AddPassage(std::string_view passage, size_t decision);

  std::unordered_map<std::string, std::vector<size_t>> runs_;     // run of content words → passages
  std::unordered_map<std::string, std::vector<size_t>> numbers_;  // digits only → passages
  std::set<std::string> allowed_runs_, allowed_numbers_, allowed_words_;
};

// The words that MakeVersion may put in place of others ("madame", "monsieur"…), folded.
std::vector<std::string> WordsOfRepair();

struct WordDifference {
  size_t foreign = 0;  // words written more often than the version and the frame hold them
  size_t missing = 0;  // words of the version or the frame that were not written as often
  bool none() const { return foreign == 0 && missing == 0; }
};

// Compares the words of `written`, counted, with those of the version, the frame and `added` (what
// the renderer puts on the page itself, such as page numbers).
WordDifference CompareWords(std::string_view written, const Version& version, const Frame& frame,
                            std::string_view added);

}  // namespace expurge
