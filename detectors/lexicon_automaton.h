// The patterns of a lexicon as one automaton over words: patterns that begin alike share their
// beginning, sets of words are one step, gaps are bounded. A document is read once.
//
// Unknown long words are taken for a word of the lexicon when one letter differs or when the
// letters are ones that scanners confuse (rn/m, l/1/I, 0/O) — unless they are real French words
// themselves (AddRealWord), which keeps "répression" from being read as "dépression".
//
// LexiconBuilder makes the tables, as bytes; LexiconAutomaton uses them where they lie, so that
// nothing is copied or allocated at start. Thread-safe once bound.
#pragma once

#include <cstdint>
#include <span>
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

// The tables, in the order of their bytes.
namespace lexicon_tables {

struct Edge {
  uint32_t atom, target;
};
struct Gap {
  uint32_t target, limit;
};
struct Node {  // first indices; the next node's are the ends
  uint32_t edges = 0, gaps = 0;
  uint32_t terms = 0, reserved = 0;
  uint64_t mask = 0;  // a bit for each atom of its edges, see AtomBit
};
struct Record {  // of a word: indices into `atoms` and `starts`
  uint64_t mask = 0, capital_mask = 0;  // a bit for each of its atoms
  uint32_t text = 0, size = 0;
  uint32_t first_atom = 0, atom_count = 0;
  uint32_t first_capital = 0, capital_count = 0;  // only for words in capitals
  uint32_t first_start = 0, start_count = 0;      // nodes that begin with it
  uint32_t first_capital_start = 0, capital_start_count = 0;
};
struct Key {  // a hash and the word behind it
  uint64_t hash;
  uint64_t word;
  auto operator<=>(const Key&) const = default;
};

template <template <typename> typename Array>
struct Tables {
  Array<Node> nodes;
  Array<Edge> edges;
  Array<Gap> gaps;
  Array<uint32_t> terms;
  Array<uint32_t> root_first;  // by atom: first index in `root`
  Array<uint32_t> root;        // nodes that begin with an atom
  Array<char> pool;            // the words
  Array<Record> records;
  Array<uint64_t> table;  // open addressing by hash: its upper half, then record + 1
  Array<uint32_t> atoms;
  Array<uint32_t> starts;
  Array<Key> confusables;  // sorted: canonical forms
  Array<Key> halves;       // sorted: halves of long words
  Array<uint32_t> confusable_first, half_first;  // by upper bits of the hash: first key
  Array<uint64_t> filter;  // Bloom filter over the hashes of both

  template <typename Self, typename Visit>
  static void ForEach(Self& self, Visit visit) {
    visit(self.nodes), visit(self.edges), visit(self.gaps), visit(self.terms);
    visit(self.root_first), visit(self.root), visit(self.pool), visit(self.records);
    visit(self.table), visit(self.atoms), visit(self.starts), visit(self.confusables);
    visit(self.halves), visit(self.confusable_first), visit(self.half_first), visit(self.filter);
  }
};
template <typename T>
using Made = std::vector<T>;
template <typename T>
using Seen = std::span<const T>;

}  // namespace lexicon_tables

class LexiconBuilder {
 public:
  void Add(const PatternNode& pattern, uint32_t term, const Inflections& inflections);
  void AddRealWord(std::string_view folded);
  // The words added so far that are no acronyms, sorted.
  std::vector<std::string> Words() const;
  // The tables, for LexiconAutomaton::Bind. Call once, after the last Add. Without `tolerant`,
  // words are read as they are written.
  std::string Finish(bool tolerant = true);

 private:
  using Edge = lexicon_tables::Edge;
  using Gap = lexicon_tables::Gap;
  using Record = lexicon_tables::Record;
  struct Draft {  // of a node
    std::vector<Edge> edges;
    std::vector<Gap> gaps;
    std::vector<uint32_t> terms;
    bool shared = true;  // on a plain path from the root: later patterns may reuse it
  };
  using Nodes = std::vector<uint32_t>;
  using Building = std::unordered_map<std::string, std::vector<uint32_t>>;

  Nodes Append(const PatternNode& node, const Nodes& from, const Inflections& inflections);
  Nodes Step(uint32_t atom, const Nodes& from);
  uint32_t Atom(const std::string& key, const std::vector<std::string>& words, bool capitals);
  std::vector<std::string> FormsOf(const PatternNode& node, const Inflections& inflections) const;
  void FreezeNodes();
  void FreezeWords(bool tolerant);
  // Lists the atoms of `word` in `building` and the nodes that they begin.
  void List(const Building& building, std::string_view word, uint64_t& mask, uint32_t& first_atom,
            uint32_t& atoms, uint32_t& first_start, uint32_t& starts);

  std::vector<Draft> drafts_ = std::vector<Draft>(1);
  std::unordered_map<uint64_t, uint32_t> shared_;  // node and atom to the node it may share
  std::unordered_map<std::string, uint32_t> atom_ids_;
  uint32_t atom_count_ = 3;  // 0 number, 1 amount, 2 percent
  Building building_, building_capitals_;
  lexicon_tables::Tables<lexicon_tables::Made> made_;
};

class LexiconAutomaton {
 public:
  struct Match {
    uint32_t first = 0, last = 0;  // words [first, last]
    uint32_t term = 0;
    bool weak = false;
  };

  // Takes the tables off the front of `bytes` (aligned to 8), which must outlive the automaton;
  // false when they are not there. What a table says of another is trusted: the bytes come from
  // LexiconBuilder.
  bool Bind(std::string_view& bytes);
  void Find(const LexiconWords& words, std::vector<Match>& matches) const;

 private:
  using Record = lexicon_tables::Record;
  using Edge = lexicon_tables::Edge;
  using Key = lexicon_tables::Key;
  struct Reading {  // how a word of the document was read
    uint64_t mask = 0;  // of every atom it may be
    const Record* record = nullptr;
    bool capitals = false;  // its acronyms count too
  };

  std::string_view Text(const Record& record) const {
    return std::string_view(seen_.pool.data() + record.text, record.size);
  }
  const Record* FindRecord(std::string_view word, uint64_t hash) const;
  Reading Read(const LexiconWord& word, uint64_t hash) const;
  std::vector<Reading> ReadAll(const LexiconWords& words) const;
  const Record* Nearest(std::string_view word) const;
  bool MayHold(uint64_t hash) const {
    return (seen_.filter[(hash >> 20) & (seen_.filter.size() - 1)] >> (hash >> 58) & 1) != 0;
  }
  template <typename Visit>
  void ForEach(std::span<const Key> keys, std::span<const uint32_t> first, uint64_t hash,
               Visit visit) const;

  struct Walk;

  lexicon_tables::Tables<lexicon_tables::Seen> seen_;
};

}  // namespace expurge
