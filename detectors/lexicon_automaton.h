// The patterns of a lexicon as one automaton over words: patterns that begin alike share their
// beginning, sets of words are one step, gaps are bounded. A document is read once.
//
// Unknown long words are taken for a word of the lexicon when one letter differs or when the
// letters are ones that scanners confuse (rn/m, l/1/I, 0/O) — unless they are real French words themselves
// (AddRealWord), which is what keeps "répression" from being read as "dépression".
//
// Thread-safe once built.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detectors/lexicon_pattern.h"
#include "detectors/lexicon_words.h"

namespace expurge {

// Every inflected form of a lemma, by binary search in a file of "lemma<TAB>stem<TAB>endings".
class Inflections {
 public:
  Inflections() = default;
  explicit Inflections(std::string table) : table_(std::move(table)) {}
  // The forms of `lemma`; its regular plural when the table does not hold it.
  std::vector<std::string> Forms(std::string_view lemma) const;

 private:
  std::string table_;
};

class LexiconAutomaton {
 public:
  struct Match {
    uint32_t first = 0, last = 0;  // words [first, last]
    uint32_t term = 0;
    bool weak = false;
  };

  void Add(const PatternNode& pattern, uint32_t term, const Inflections& inflections);
  void AddRealWord(std::string_view folded);
  // Call once, after the last Add. Without `tolerant`, words are read as they are written.
  void Freeze(bool tolerant = true);
  void Find(const LexiconWords& words, std::vector<Match>& matches) const;

  // The frozen automaton as bytes, and back; false when they are not such bytes. Native byte order:
  // the file is made on the machine that maps it.
  std::string Save() const;
  bool Restore(std::string_view bytes);

 private:
  struct Edge {
    uint32_t atom, target;
  };
  struct Gap {
    uint32_t target, limit;
  };
  struct Draft {  // of a node, while building
    std::vector<Edge> edges;
    std::vector<Gap> gaps;
    std::vector<uint32_t> terms;
    bool shared = true;  // on a plain path from the root: later patterns may reuse it
  };
  struct Node {  // frozen: first indices, the next node's are the ends
    uint32_t edges, gaps, terms;
  };
  struct Record {  // of a word: indices into atoms_ and starts_
    uint32_t text = 0, size = 0;
    uint32_t first_atom = 0, atom_count = 0;
    uint32_t first_capital = 0, capital_count = 0;  // only for words in capitals
    uint32_t first_start = 0, start_count = 0;      // nodes that begin with it
    uint32_t first_capital_start = 0, capital_start_count = 0;
  };
  struct Reading {  // how a word of the document was read
    const Record* record = nullptr;
    bool capitals = false;  // its acronyms count too
  };
  struct Key {  // a hash and the word behind it
    uint64_t hash;
    uint64_t word;
    auto operator<=>(const Key&) const = default;
  };
  using Nodes = std::vector<uint32_t>;

  Nodes Append(const PatternNode& node, const Nodes& from, const Inflections& inflections);
  Nodes Step(uint32_t atom, const Nodes& from);
  uint32_t Atom(const std::string& key, const std::vector<std::string>& words, bool capitals);
  std::vector<std::string> FormsOf(const PatternNode& node, const Inflections& inflections) const;
  void FreezeNodes();
  void FreezeWords(bool tolerant);
  std::string_view Text(const Record& record) const {
    return std::string_view(pool_.data() + record.text, record.size);
  }
  const Record* FindRecord(std::string_view word) const;
  Reading Read(const LexiconWord& word) const;
  const Record* Nearest(std::string_view word) const;
  bool MayHold(uint64_t hash) const {
    return (filter_[(hash >> 20) & (filter_.size() - 1)] >> (hash >> 58) & 1) != 0;
  }
  template <typename Visit>
  void ForEach(const std::vector<Key>& keys, uint64_t hash, Visit visit) const;
  // Calls `visit` with every frozen array, in the order of the file.
  template <typename Self, typename Visit>
  static void VisitArrays(Self& self, Visit visit);

  struct Walk;

  // While building.
  std::vector<Draft> drafts_ = std::vector<Draft>(1);
  std::unordered_map<uint64_t, uint32_t> shared_;  // node and atom to the node it may share
  std::unordered_map<std::string, uint32_t> atom_ids_;
  uint32_t atom_count_ = 3;  // 0 number, 1 amount, 2 percent
  std::unordered_map<std::string, std::vector<uint32_t>> building_;
  std::unordered_map<std::string, std::vector<uint32_t>> building_capitals_;
  // Frozen.
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<Gap> gaps_;
  std::vector<uint32_t> terms_;
  std::vector<uint32_t> root_first_;  // by atom: first index in root_
  std::vector<uint32_t> root_;        // nodes that begin with an atom
  std::vector<char> pool_;            // the words
  std::vector<Record> records_;
  std::vector<uint32_t> table_;  // open addressing by hash: record + 1
  std::vector<uint32_t> atoms_;
  std::vector<uint32_t> starts_;
  std::vector<Key> confusables_;  // sorted: canonical forms
  std::vector<Key> halves_;       // sorted: halves of long words
  std::vector<uint64_t> filter_;  // Bloom filter over the hashes of both
};

}  // namespace expurge
