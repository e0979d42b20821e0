#include "detectors/lexicon_automaton.h"

#include <algorithm>
#include <array>

#include "detectors/lexicon_bytes.h"

namespace expurge {
namespace {

using Break = LexiconWord::Break;
using Kind = LexiconWord::Kind;

constexpr uint32_t kNumberAtom = 0, kAmountAtom = 1, kPercentAtom = 2;
constexpr size_t kLongWord = 8;        // letters from which one wrong letter is forgiven
constexpr size_t kConfusableWord = 5;  // letters from which scanner confusions are
constexpr size_t kLongestWord = 32;
constexpr uint32_t kGapWords = 4, kWideGapWords = 8;
constexpr size_t kFilterWords = 1u << 13;  // 64 KiB of bits
constexpr int kKeyBits = 16;               // of a hash, which say where its keys begin
constexpr size_t kRecentWords = 1u << 12;

uint64_t Hash(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash ^ (hash >> 29);
}

// One of 64 bits for an atom: a node none of whose edges a word can take is left at one glance.
uint64_t AtomBit(uint32_t atom) { return uint64_t{1} << (atom * 0x9e3779b9u >> 26); }

// Whether the words differ by one insertion, deletion, substitution or swap of neighbours.
bool OneEditApart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t begin = 0;
  while (begin < a.size() && a[begin] == b[begin]) ++begin;
  size_t end = 0;
  while (end < a.size() - begin && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  const size_t left_a = a.size() - begin - end, left_b = b.size() - begin - end;
  if (left_a <= 1 && left_b <= 1) return true;
  return left_a == 2 && left_b == 2 && a[begin] == b[begin + 1] && a[begin + 1] == b[begin];
}

// The word with the letters that scanners confuse made one; `buffer` holds kLongestWord bytes.
std::string_view Canonical(std::string_view word, char* buffer) {
  size_t size = 0;
  for (size_t i = 0; i < word.size() && size < kLongestWord; ++i) {
    char c = word[i];
    if (c == 'r' && i + 1 < word.size() && word[i + 1] == 'n') {
      c = 'm';
      ++i;
    } else if (c == '1' || c == 'l') {
      c = 'i';
    } else if (c == '0') {
      c = 'o';
    } else if (c == '5') {
      c = 's';
    }
    buffer[size++] = c;
  }
  return {buffer, size};
}

}  // namespace

std::vector<std::string> Inflections::Forms(std::string_view lemma) const {
  size_t low = 0, high = table_.size();
  while (low < high) {
    size_t line = low + (high - low) / 2;
    while (line > low && table_[line - 1] != '\n') --line;
    const size_t end = std::min(table_.find('\n', line), table_.size());
    const std::string_view row = std::string_view(table_).substr(line, end - line);
    const size_t tab = std::min(row.find('\t'), row.size());
    const std::string_view key = row.substr(0, tab);
    if (key < lemma) {
      low = std::min(end + 1, table_.size());
    } else if (lemma < key) {
      high = line;
    } else {
      const size_t second = row.find('\t', tab + 1);
      if (second == std::string_view::npos) break;
      const std::string stem(row.substr(tab + 1, second - tab - 1));
      std::vector<std::string> forms;
      for (size_t at = second + 1; at <= row.size();) {
        const size_t comma = std::min(row.find(',', at), row.size());
        forms.push_back(stem + std::string(row.substr(at, comma - at)));
        at = comma + 1;
      }
      return forms;
    }
  }
  std::vector<std::string> forms = WithPlural(lemma);
  forms.push_back(std::string(lemma) + "e");
  forms.push_back(std::string(lemma) + "es");
  return forms;
}

std::vector<std::string> LexiconBuilder::FormsOf(const PatternNode& node,
                                                   const Inflections& inflections) const {
  return node.kind == PatternNode::Kind::kLemma ? inflections.Forms(node.forms.front())
                                                : node.forms;
}

uint32_t LexiconBuilder::Atom(const std::string& key, const std::vector<std::string>& words,
                                bool capitals) {
  const auto [it, inserted] = atom_ids_.emplace(key, atom_count_);
  if (!inserted) return it->second;
  auto& building = capitals ? building_capitals_ : building_;
  for (const std::string& word : words) {
    auto& atoms = building[word];
    if (atoms.empty() || atoms.back() != atom_count_) atoms.push_back(atom_count_);
  }
  return atom_count_++;
}

LexiconBuilder::Nodes LexiconBuilder::Step(uint32_t atom, const Nodes& from) {
  const auto target = static_cast<uint32_t>(drafts_.size());
  const bool shared = from.size() == 1 && drafts_[from[0]].shared;
  if (shared) {
    const uint64_t key = uint64_t{from[0]} << 32 | atom;
    const auto [it, inserted] = shared_.emplace(key, target);
    if (!inserted) return {it->second};
  }
  drafts_.emplace_back();
  drafts_.back().shared = shared;
  for (const uint32_t node : from) drafts_[node].edges.push_back({atom, target});
  return {target};
}

LexiconBuilder::Nodes LexiconBuilder::Append(const PatternNode& node, const Nodes& from,
                                                 const Inflections& inflections) {
  Nodes reached;
  switch (node.kind) {
    case PatternNode::Kind::kSequence: {
      Nodes current = from;
      for (const PatternNode& child : node.children) current = Append(child, current, inflections);
      reached = std::move(current);
      break;
    }
    case PatternNode::Kind::kGroup: {
      // Alternatives of one word are one step together; the others branch.
      std::vector<std::string> forms;
      std::string key = "g:";
      for (const PatternNode& child : node.children) {
        if (child.optional || (child.kind != PatternNode::Kind::kWord &&
                               child.kind != PatternNode::Kind::kLemma)) {
          const Nodes branch = Append(child, from, inflections);
          reached.insert(reached.end(), branch.begin(), branch.end());
          continue;
        }
        key += child.kind == PatternNode::Kind::kLemma ? "~" : "";
        key += child.forms.front() + "/" + std::to_string(child.forms.size()) + "|";
        for (std::string& form : FormsOf(child, inflections)) forms.push_back(std::move(form));
      }
      if (!forms.empty()) {
        const Nodes branch = Step(Atom(key, forms, false), from);
        reached.insert(reached.end(), branch.begin(), branch.end());
      }
      break;
    }
    case PatternNode::Kind::kGap:
    case PatternNode::Kind::kWideGap: {
      const auto target = static_cast<uint32_t>(drafts_.size());
      drafts_.emplace_back();
      drafts_.back().shared = false;
      const uint32_t limit = node.kind == PatternNode::Kind::kGap ? kGapWords : kWideGapWords;
      for (const uint32_t each : from) drafts_[each].gaps.push_back({target, limit});
      return {target};
    }
    case PatternNode::Kind::kNumber: {
      // An amount or a percentage is a number too.
      reached = Step(kNumberAtom, from);
      break;
    }
    case PatternNode::Kind::kAmount:
      reached = Step(kAmountAtom, from);
      break;
    case PatternNode::Kind::kPercent:
      reached = Step(kPercentAtom, from);
      break;
    case PatternNode::Kind::kWord:
    case PatternNode::Kind::kLemma:
    case PatternNode::Kind::kAcronym: {
      const bool capitals = node.kind == PatternNode::Kind::kAcronym;
      const std::string key =
          (capitals ? "=" : node.kind == PatternNode::Kind::kLemma ? "~" : "w:") +
          node.forms.front() + "/" + std::to_string(node.forms.size());
      reached = Step(Atom(key, FormsOf(node, inflections), capitals), from);
      break;
    }
  }
  if (node.optional) reached.insert(reached.end(), from.begin(), from.end());
  std::sort(reached.begin(), reached.end());
  reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
  return reached;
}

void LexiconBuilder::Add(const PatternNode& pattern, uint32_t term,
                           const Inflections& inflections) {
  for (const uint32_t node : Append(pattern, {0}, inflections)) {
    if (node != 0) drafts_[node].terms.push_back(term);
  }
}

void LexiconBuilder::AddRealWord(std::string_view folded) { building_[std::string(folded)]; }

std::vector<std::string> LexiconBuilder::Words() const {
  std::vector<std::string> words;
  for (const auto& [word, atoms] : building_) {
    if (!atoms.empty()) words.push_back(word);
  }
  std::sort(words.begin(), words.end());
  return words;
}

void LexiconBuilder::FreezeNodes() {
  const auto end = [this] {
    lexicon_tables::Node node;
    node.edges = static_cast<uint32_t>(made_.edges.size());
    node.gaps = static_cast<uint32_t>(made_.gaps.size());
    node.terms = static_cast<uint32_t>(made_.terms.size());
    return node;
  };
  for (Draft& draft : drafts_) {
    std::sort(draft.edges.begin(), draft.edges.end(), [](const Edge& a, const Edge& b) {
      return a.atom != b.atom ? a.atom < b.atom : a.target < b.target;
    });
    std::sort(draft.terms.begin(), draft.terms.end());
    made_.nodes.push_back(end());
    for (const Edge& edge : draft.edges) made_.nodes.back().mask |= AtomBit(edge.atom);
    made_.edges.insert(made_.edges.end(), draft.edges.begin(), draft.edges.end());
    made_.gaps.insert(made_.gaps.end(), draft.gaps.begin(), draft.gaps.end());
    made_.terms.insert(made_.terms.end(), draft.terms.begin(), draft.terms.end());
  }
  made_.nodes.push_back(end());
  made_.root_first.assign(atom_count_ + 1, 0);
  const std::vector<Edge>& edges = drafts_[0].edges;  // sorted by atom
  for (size_t i = 0, atom = 0; atom <= atom_count_; ++atom) {
    made_.root_first[atom] = static_cast<uint32_t>(made_.root.size());
    for (; i < edges.size() && edges[i].atom == atom; ++i) made_.root.push_back(edges[i].target);
  }
  drafts_.clear();
  shared_.clear();
  atom_ids_.clear();
}

void LexiconBuilder::List(const Building& building, std::string_view word, uint64_t& mask,
                          uint32_t& first_atom, uint32_t& atoms, uint32_t& first_start,
                          uint32_t& starts) {
  first_atom = static_cast<uint32_t>(made_.atoms.size());
  first_start = static_cast<uint32_t>(made_.starts.size());
  if (const auto it = building.find(std::string(word)); it != building.end()) {
    for (const uint32_t atom : it->second) {
      made_.atoms.push_back(atom);
      mask |= AtomBit(atom);
      made_.starts.insert(made_.starts.end(), made_.root.begin() + made_.root_first[atom],
                          made_.root.begin() + made_.root_first[atom + 1]);
    }
  }
  atoms = static_cast<uint32_t>(made_.atoms.size()) - first_atom;
  starts = static_cast<uint32_t>(made_.starts.size()) - first_start;
}

void LexiconBuilder::FreezeWords(bool tolerant) {
  std::vector<std::string_view> words;
  for (const auto& [word, atoms] : building_) words.push_back(word);
  for (const auto& [word, atoms] : building_capitals_) {
    if (!building_.contains(word)) words.push_back(word);
  }
  std::sort(words.begin(), words.end());
  size_t slots = 16;
  while (slots < words.size() * 2) slots *= 2;
  made_.table.assign(slots, 0);
  made_.filter.assign(kFilterWords, 0);
  for (uint32_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    Record record;
    record.text = static_cast<uint32_t>(made_.pool.size());
    record.size = static_cast<uint32_t>(word.size());
    made_.pool.insert(made_.pool.end(), word.begin(), word.end());
    List(building_, word, record.mask, record.first_atom, record.atom_count, record.first_start,
         record.start_count);
    List(building_capitals_, word, record.capital_mask, record.first_capital, record.capital_count,
         record.first_capital_start, record.capital_start_count);
    made_.records.push_back(record);
    const uint64_t full = Hash(word);
    size_t slot = full & (slots - 1);
    while (made_.table[slot] != 0) slot = (slot + 1) & (slots - 1);
    made_.table[slot] = (full >> 32 << 32) | (i + 1);
    if (!tolerant || record.atom_count == 0 || word.size() > kLongestWord) continue;
    const auto remember = [&](std::vector<lexicon_tables::Key>& keys, uint64_t hash) {
      keys.push_back({hash, i});
      made_.filter[(hash >> 20) & (made_.filter.size() - 1)] |= uint64_t{1} << (hash >> 58);
    };
    std::array<char, kLongestWord> buffer;
    if (word.size() >= kConfusableWord) {
      remember(made_.confusables, Hash(Canonical(word, buffer.data())));
    }
    if (word.size() >= kLongWord) {
      remember(made_.halves, Hash(word.substr(0, word.size() / 2)));
      remember(made_.halves, Hash(word.substr(word.size() / 2)) + 1);
    }
  }
  std::sort(made_.confusables.begin(), made_.confusables.end());
  std::sort(made_.halves.begin(), made_.halves.end());
  const auto index = [](const std::vector<lexicon_tables::Key>& keys,
                        std::vector<uint32_t>& first) {
    first.assign((size_t{1} << kKeyBits) + 1, 0);
    for (const auto& key : keys) ++first[(key.hash >> (64 - kKeyBits)) + 1];
    for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  };
  index(made_.confusables, made_.confusable_first);
  index(made_.halves, made_.half_first);
  building_.clear();
  building_capitals_.clear();
}

std::string LexiconBuilder::Finish(bool tolerant) {
  FreezeNodes();
  FreezeWords(tolerant);
  std::string bytes;
  decltype(made_)::ForEach(made_, [&](const auto& array) { AppendArray(array, bytes); });
  return bytes;
}

bool LexiconAutomaton::Bind(std::string_view& bytes) {
  bool good = true;
  decltype(seen_)::ForEach(seen_, [&](auto& array) { good = good && TakeArray(bytes, array); });
  return good && !seen_.nodes.empty() && !seen_.table.empty() && !seen_.filter.empty() &&
         seen_.half_first.size() == (size_t{1} << kKeyBits) + 1;
}

template <typename Visit>
void LexiconAutomaton::ForEach(std::span<const Key> keys, std::span<const uint32_t> first,
                               uint64_t hash, Visit visit) const {
  if (!MayHold(hash)) return;
  const size_t bucket = hash >> (64 - kKeyBits);
  for (uint32_t i = first[bucket]; i < first[bucket + 1]; ++i) {
    if (keys[i].hash == hash && visit(seen_.records[keys[i].word])) return;
  }
}

const LexiconAutomaton::Record* LexiconAutomaton::FindRecord(std::string_view word,
                                                             uint64_t hash) const {
  const size_t mask = seen_.table.size() - 1;
  for (size_t slot = hash & mask; seen_.table[slot] != 0; slot = (slot + 1) & mask) {
    if (seen_.table[slot] >> 32 != hash >> 32) continue;
    const Record& record = seen_.records[(seen_.table[slot] & 0xffffffffu) - 1];
    if (Text(record) == word) return &record;
  }
  return nullptr;
}

const LexiconAutomaton::Record* LexiconAutomaton::Nearest(std::string_view word) const {
  const Record* found = nullptr;
  if (word.size() < kConfusableWord || word.size() > kLongestWord) return found;
  std::array<char, kLongestWord> buffer, other;
  const std::string_view canonical = Canonical(word, buffer.data());
  ForEach(seen_.confusables, seen_.confusable_first, Hash(canonical), [&](const Record& record) {
    if (Canonical(Text(record), other.data()) == canonical) found = &record;
    return found != nullptr;
  });
  if (found != nullptr || word.size() < kLongWord) return found;
  // One edit leaves the first or the second half of the lexicon's word whole.
  for (size_t length = word.size() - 1; length <= word.size() + 1 && found == nullptr; ++length) {
    const size_t half = length / 2;
    const auto visit = [&](const Record& record) {
      if (record.size == length && OneEditApart(Text(record), word)) found = &record;
      return found != nullptr;
    };
    ForEach(seen_.halves, seen_.half_first, Hash(word.substr(0, half)), visit);
    if (found == nullptr && length - half <= word.size()) {
      const std::string_view tail = word.substr(word.size() - (length - half));
      ForEach(seen_.halves, seen_.half_first, Hash(tail) + 1, visit);
    }
  }
  return found;
}

LexiconAutomaton::Reading LexiconAutomaton::Read(const LexiconWord& word, uint64_t hash) const {
  Reading reading;
  reading.record = FindRecord(word.text, hash);
  reading.capitals = word.capitals;
  if (reading.record == nullptr && word.kind == Kind::kWord) {
    reading.record = Nearest(word.text);
    reading.capitals = false;
  }
  if (reading.record != nullptr) {
    reading.mask = reading.record->mask | (reading.capitals ? reading.record->capital_mask : 0);
  }
  if (word.kind != Kind::kWord) {
    reading.mask |= AtomBit(kNumberAtom) | AtomBit(kAmountAtom) | AtomBit(kPercentAtom);
  }
  return reading;
}

// Most words of a document stand in it many times, and are looked up once or twice.
std::vector<LexiconAutomaton::Reading> LexiconAutomaton::ReadAll(const LexiconWords& words) const {
  std::vector<uint32_t> recent(kRecentWords, 0);  // by hash: index of a word, and one
  std::vector<Reading> readings;
  readings.reserve(words.words.size());
  for (const LexiconWord& word : words.words) {
    const uint64_t hash = Hash(word.text);
    uint32_t& known = recent[hash & (kRecentWords - 1)];
    if (known != 0) {
      const LexiconWord& same = words.words[known - 1];
      if (same.kind == word.kind && same.capitals == word.capitals && same.text == word.text) {
        readings.push_back(readings[known - 1]);
        continue;
      }
    }
    readings.push_back(Read(word, hash));
    known = static_cast<uint32_t>(readings.size());
  }
  return readings;
}

// One attempt from one word on; follows every path of the automaton.
struct LexiconAutomaton::Walk {
  const LexiconAutomaton& automaton;
  const LexiconWords& words;
  const std::vector<Reading>& readings;
  uint32_t first;
  std::vector<Match>& matches;
  size_t mark;  // matches from this index on are ours

  void Emit(uint32_t node, uint32_t last, bool weak) {
    const uint32_t end = automaton.seen_.nodes[node + 1].terms;
    for (uint32_t i = automaton.seen_.nodes[node].terms; i < end; ++i) {
      const uint32_t term = automaton.seen_.terms[i];
      const auto same = std::find_if(matches.begin() + static_cast<ptrdiff_t>(mark), matches.end(),
                                     [&](const Match& match) { return match.term == term; });
      if (same == matches.end()) {
        matches.push_back({first, last, term, weak});
      } else if (same->last < last) {
        *same = {first, last, term, weak};
      }
    }
  }

  void Arrive(uint32_t node, uint32_t at, bool weak) {
    Emit(node, at, weak);
    const uint32_t next = at + 1;
    if (next >= words.words.size()) return;
    const Break before = words.words[next].before;
    if (before == Break::kHard) return;
    const lexicon_tables::Node* here = automaton.seen_.nodes.data() + node;
    if (before == Break::kNone && (here->mask & readings[next].mask) != 0) Leave(node, next, weak);
    for (uint32_t i = here->gaps; i < here[1].gaps; ++i) {
      const auto [target, limit] = automaton.seen_.gaps[i];
      const uint64_t mask = automaton.seen_.nodes[target].mask;
      for (uint32_t skip = 0; skip <= limit && next + skip < words.words.size(); ++skip) {
        const Break edge = words.words[next + skip].before;
        if (edge == Break::kHard || (edge == Break::kSoft && limit != kWideGapWords)) break;
        if ((mask & readings[next + skip].mask) != 0) Leave(target, next + skip, weak);
      }
    }
  }

  // Takes every edge of `node` that the word `at` allows.
  void Leave(uint32_t node, uint32_t at, bool weak) {
    const Edge* begin = automaton.seen_.edges.data() + automaton.seen_.nodes[node].edges;
    const Edge* end = automaton.seen_.edges.data() + automaton.seen_.nodes[node + 1].edges;
    if (begin == end) return;
    const LexiconWord& word = words.words[at];
    if (word.kind != Kind::kWord) {
      Take(begin, end, kNumberAtom, at, weak);
      if (word.kind == Kind::kAmount) Take(begin, end, kAmountAtom, at, weak);
      if (word.kind == Kind::kPercent) Take(begin, end, kPercentAtom, at, weak);
    }
    const Reading& reading = readings[at];
    if (reading.record == nullptr) return;
    const Record& record = *reading.record;
    TakeAll(begin, end, record.first_atom, record.atom_count, at, weak);
    if (reading.capitals) {
      TakeAll(begin, end, record.first_capital, record.capital_count, at, weak || word.shouting);
    }
  }

  void TakeAll(const Edge* begin, const Edge* end, uint32_t first_atom, uint32_t count,
               uint32_t at, bool weak) {
    if (count == 0) return;
    const uint32_t* atoms = automaton.seen_.atoms.data() + first_atom;
    if (end - begin <= static_cast<ptrdiff_t>(count)) {
      for (const Edge* edge = begin; edge != end; ++edge) {
        if (std::binary_search(atoms, atoms + count, edge->atom)) Arrive(edge->target, at, weak);
      }
      return;
    }
    for (uint32_t i = 0; i < count; ++i) Take(begin, end, atoms[i], at, weak);
  }

  void Take(const Edge* begin, const Edge* end, uint32_t atom, uint32_t at, bool weak) {
    const Edge* it = std::lower_bound(
        begin, end, atom, [](const Edge& edge, uint32_t key) { return edge.atom < key; });
    for (; it != end && it->atom == atom; ++it) Arrive(it->target, at, weak);
  }
};

void LexiconAutomaton::Find(const LexiconWords& words, std::vector<Match>& matches) const {
  const std::vector<Reading> readings = ReadAll(words);
  for (uint32_t i = 0; i < words.words.size(); ++i) {
    Walk walk{*this, words, readings, i, matches, matches.size()};
    const LexiconWord& word = words.words[i];
    const auto enter = [&](uint32_t atom, bool weak) {
      for (uint32_t k = seen_.root_first[atom]; k < seen_.root_first[atom + 1]; ++k) {
        walk.Arrive(seen_.root[k], i, weak);
      }
    };
    if (word.kind != Kind::kWord) {
      enter(kNumberAtom, false);
      if (word.kind == Kind::kAmount) enter(kAmountAtom, false);
      if (word.kind == Kind::kPercent) enter(kPercentAtom, false);
    }
    const Reading& reading = readings[i];
    if (reading.record == nullptr) continue;
    const Record& record = *reading.record;
    for (uint32_t k = 0; k < record.start_count; ++k) {
      walk.Arrive(seen_.starts[record.first_start + k], i, false);
    }
    if (!reading.capitals) continue;
    for (uint32_t k = 0; k < record.capital_start_count; ++k) {
      walk.Arrive(seen_.starts[record.first_capital_start + k], i, word.shouting);
    }
  }
}

}  // namespace expurge
