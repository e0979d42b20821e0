#include "detectors/lexicon_automaton.h"

#include <algorithm>
#include <array>
#include <cstring>

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

uint64_t Hash(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash ^ (hash >> 29);
}

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

std::vector<std::string> LexiconAutomaton::FormsOf(const PatternNode& node,
                                                   const Inflections& inflections) const {
  return node.kind == PatternNode::Kind::kLemma ? inflections.Forms(node.forms.front())
                                                : node.forms;
}

uint32_t LexiconAutomaton::Atom(const std::string& key, const std::vector<std::string>& words,
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

LexiconAutomaton::Nodes LexiconAutomaton::Step(uint32_t atom, const Nodes& from) {
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

LexiconAutomaton::Nodes LexiconAutomaton::Append(const PatternNode& node, const Nodes& from,
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

void LexiconAutomaton::Add(const PatternNode& pattern, uint32_t term,
                           const Inflections& inflections) {
  for (const uint32_t node : Append(pattern, {0}, inflections)) {
    if (node != 0) drafts_[node].terms.push_back(term);
  }
}

void LexiconAutomaton::AddRealWord(std::string_view folded) { building_[std::string(folded)]; }

void LexiconAutomaton::FreezeNodes() {
  for (Draft& draft : drafts_) {
    std::sort(draft.edges.begin(), draft.edges.end(), [](const Edge& a, const Edge& b) {
      return a.atom != b.atom ? a.atom < b.atom : a.target < b.target;
    });
    std::sort(draft.terms.begin(), draft.terms.end());
    nodes_.push_back({static_cast<uint32_t>(edges_.size()), static_cast<uint32_t>(gaps_.size()),
                      static_cast<uint32_t>(terms_.size())});
    edges_.insert(edges_.end(), draft.edges.begin(), draft.edges.end());
    gaps_.insert(gaps_.end(), draft.gaps.begin(), draft.gaps.end());
    terms_.insert(terms_.end(), draft.terms.begin(), draft.terms.end());
  }
  nodes_.push_back({static_cast<uint32_t>(edges_.size()), static_cast<uint32_t>(gaps_.size()),
                    static_cast<uint32_t>(terms_.size())});
  root_first_.assign(atom_count_ + 1, 0);
  const std::vector<Edge>& edges = drafts_[0].edges;  // sorted by atom
  for (size_t i = 0, atom = 0; atom <= atom_count_; ++atom) {
    root_first_[atom] = static_cast<uint32_t>(root_.size());
    for (; i < edges.size() && edges[i].atom == atom; ++i) root_.push_back(edges[i].target);
  }
  drafts_.clear();
  shared_.clear();
  atom_ids_.clear();
}

void LexiconAutomaton::FreezeWords(bool tolerant) {
  std::vector<std::string_view> words;
  for (const auto& [word, atoms] : building_) words.push_back(word);
  for (const auto& [word, atoms] : building_capitals_) {
    if (!building_.contains(word)) words.push_back(word);
  }
  std::sort(words.begin(), words.end());
  size_t slots = 16;
  while (slots < words.size() * 2) slots *= 2;
  table_.assign(slots, 0);
  filter_.assign(kFilterWords, 0);
  const auto list = [&](const auto& building, std::string_view word, uint32_t& first_atom,
                        uint32_t& atoms, uint32_t& first_start, uint32_t& starts) {
    first_atom = static_cast<uint32_t>(atoms_.size());
    first_start = static_cast<uint32_t>(starts_.size());
    if (const auto it = building.find(std::string(word)); it != building.end()) {
      for (const uint32_t atom : it->second) {
        atoms_.push_back(atom);
        starts_.insert(starts_.end(), root_.begin() + root_first_[atom],
                       root_.begin() + root_first_[atom + 1]);
      }
    }
    atoms = static_cast<uint32_t>(atoms_.size()) - first_atom;
    starts = static_cast<uint32_t>(starts_.size()) - first_start;
  };
  for (uint32_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    Record record;
    record.text = static_cast<uint32_t>(pool_.size());
    record.size = static_cast<uint32_t>(word.size());
    pool_.insert(pool_.end(), word.begin(), word.end());
    list(building_, word, record.first_atom, record.atom_count, record.first_start,
         record.start_count);
    list(building_capitals_, word, record.first_capital, record.capital_count,
         record.first_capital_start, record.capital_start_count);
    records_.push_back(record);
    size_t slot = Hash(word) & (slots - 1);
    while (table_[slot] != 0) slot = (slot + 1) & (slots - 1);
    table_[slot] = i + 1;
    if (!tolerant || record.atom_count == 0 || word.size() > kLongestWord) continue;
    const auto remember = [&](std::vector<Key>& keys, uint64_t hash) {
      keys.push_back({hash, i});
      filter_[(hash >> 20) & (filter_.size() - 1)] |= uint64_t{1} << (hash >> 58);
    };
    std::array<char, kLongestWord> buffer;
    if (word.size() >= kConfusableWord) {
      remember(confusables_, Hash(Canonical(word, buffer.data())));
    }
    if (word.size() >= kLongWord) {
      remember(halves_, Hash(word.substr(0, word.size() / 2)));
      remember(halves_, Hash(word.substr(word.size() / 2)) + 1);
    }
  }
  std::sort(confusables_.begin(), confusables_.end());
  std::sort(halves_.begin(), halves_.end());
  building_.clear();
  building_capitals_.clear();
}

void LexiconAutomaton::Freeze(bool tolerant) {
  FreezeNodes();
  FreezeWords(tolerant);
}

template <typename Self, typename Visit>
void LexiconAutomaton::VisitArrays(Self& self, Visit visit) {
  visit(self.nodes_), visit(self.edges_), visit(self.gaps_), visit(self.terms_);
  visit(self.root_first_), visit(self.root_), visit(self.pool_), visit(self.records_);
  visit(self.table_), visit(self.atoms_), visit(self.starts_), visit(self.confusables_);
  visit(self.halves_), visit(self.filter_);
}

std::string LexiconAutomaton::Save() const {
  std::string bytes;
  VisitArrays(*this, [&](const auto& array) {
    const uint64_t size = array.size() * sizeof(array[0]);
    bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes.append(reinterpret_cast<const char*>(array.data()), size);
  });
  return bytes;
}

bool LexiconAutomaton::Restore(std::string_view bytes) {
  bool good = true;
  VisitArrays(*this, [&](auto& array) {
    uint64_t size = 0;
    if (!good || bytes.size() < sizeof size) {
      good = false;
      return;
    }
    std::memcpy(&size, bytes.data(), sizeof size);
    bytes.remove_prefix(sizeof size);
    good = size <= bytes.size() && size % sizeof(array[0]) == 0;
    if (!good) return;
    array.resize(size / sizeof(array[0]));
    if (size > 0) std::memcpy(array.data(), bytes.data(), size);
    bytes.remove_prefix(size);
  });
  return good && bytes.empty();
}

template <typename Visit>
void LexiconAutomaton::ForEach(const std::vector<Key>& keys, uint64_t hash, Visit visit) const {
  if (!MayHold(hash)) return;
  auto it = std::lower_bound(keys.begin(), keys.end(), Key{hash, 0});
  for (; it != keys.end() && it->hash == hash; ++it) {
    if (visit(records_[it->word])) return;
  }
}

const LexiconAutomaton::Record* LexiconAutomaton::FindRecord(std::string_view word) const {
  size_t slot = Hash(word) & (table_.size() - 1);
  while (table_[slot] != 0) {
    const Record& record = records_[table_[slot] - 1];
    if (Text(record) == word) return &record;
    slot = (slot + 1) & (table_.size() - 1);
  }
  return nullptr;
}

const LexiconAutomaton::Record* LexiconAutomaton::Nearest(std::string_view word) const {
  const Record* found = nullptr;
  if (word.size() < kConfusableWord || word.size() > kLongestWord) return found;
  std::array<char, kLongestWord> buffer, other;
  const std::string_view canonical = Canonical(word, buffer.data());
  ForEach(confusables_, Hash(canonical), [&](const Record& record) {
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
    ForEach(halves_, Hash(word.substr(0, half)), visit);
    if (found == nullptr && length - half <= word.size()) {
      ForEach(halves_, Hash(word.substr(word.size() - (length - half))) + 1, visit);
    }
  }
  return found;
}

LexiconAutomaton::Reading LexiconAutomaton::Read(const LexiconWord& word) const {
  Reading reading;
  reading.record = FindRecord(word.text);
  reading.capitals = word.capitals;
  if (reading.record == nullptr && word.kind == Kind::kWord) {
    reading.record = Nearest(word.text);
    reading.capitals = false;
  }
  return reading;
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
    const uint32_t end = automaton.nodes_[node + 1].terms;
    for (uint32_t i = automaton.nodes_[node].terms; i < end; ++i) {
      const uint32_t term = automaton.terms_[i];
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
    if (before == Break::kNone) Leave(node, next, weak);
    const uint32_t end = automaton.nodes_[node + 1].gaps;
    for (uint32_t i = automaton.nodes_[node].gaps; i < end; ++i) {
      const auto [target, limit] = automaton.gaps_[i];
      for (uint32_t skip = 0; skip <= limit && next + skip < words.words.size(); ++skip) {
        const Break edge = words.words[next + skip].before;
        if (edge == Break::kHard || (edge == Break::kSoft && limit != kWideGapWords)) break;
        Leave(target, next + skip, weak);
      }
    }
  }

  // Takes every edge of `node` that the word `at` allows.
  void Leave(uint32_t node, uint32_t at, bool weak) {
    const Edge* begin = automaton.edges_.data() + automaton.nodes_[node].edges;
    const Edge* end = automaton.edges_.data() + automaton.nodes_[node + 1].edges;
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
    const uint32_t* atoms = automaton.atoms_.data() + first_atom;
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
  std::vector<Reading> readings;
  readings.reserve(words.words.size());
  for (const LexiconWord& word : words.words) readings.push_back(Read(word));
  for (uint32_t i = 0; i < words.words.size(); ++i) {
    Walk walk{*this, words, readings, i, matches, matches.size()};
    const LexiconWord& word = words.words[i];
    const auto enter = [&](uint32_t atom, bool weak) {
      for (uint32_t k = root_first_[atom]; k < root_first_[atom + 1]; ++k) {
        walk.Arrive(root_[k], i, weak);
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
      walk.Arrive(starts_[record.first_start + k], i, false);
    }
    if (!reading.capitals) continue;
    for (uint32_t k = 0; k < record.capital_start_count; ++k) {
      walk.Arrive(starts_[record.first_capital_start + k], i, word.shouting);
    }
  }
}

}  // namespace expurge
