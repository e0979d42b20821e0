#include "detectors/lexicon_compiled.h"

#include <algorithm>

#include <fmt/format.h>

#include "detectors/lexicon_bytes.h"

namespace expurge {
namespace {

constexpr size_t kHeaderSize = 128;
static_assert(kHeaderSize % 8 == 0);

using Slice = CompiledLexicon::Slice;

struct StoredTerm {
  uint64_t categories;
  Slice rule, pattern;
  uint32_t line;
  uint16_t group;
  uint8_t neutral, decoy, strength, reach;
  uint16_t reserved[3];
};


static_assert(kCategoryCount <= 64);

uint64_t BitsOf(const CategorySet& categories) {
  uint64_t bits = 0;
  for (const Category category : categories.List()) {
    bits |= uint64_t{1} << static_cast<int>(category);
  }
  return bits;
}

// A line, so that one sees what the file is; the rest is zeros.
std::string Header(uint64_t stamp, size_t size) {
  std::string header =
      fmt::format("expurge-lexique-3 {} {:016x} {}\n", EXPURGE_VERSION, stamp, size);
  header.resize(kHeaderSize);
  return header;
}

class TextPool {
 public:
  Slice Add(std::string_view text) {
    const Slice slice = {static_cast<uint32_t>(bytes_.size()), static_cast<uint32_t>(text.size())};
    bytes_ += text;
    return slice;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace

std::string CompiledLexicon::Bytes(uint64_t stamp, const std::string& tables,
                                   const std::vector<const LexiconEntry*>& entries,
                                   const LexiconSets& sets) {
  TextPool pool;
  std::vector<std::string_view> group_names;
  std::vector<StoredTerm> terms;
  for (const LexiconEntry* entry : entries) {
    const auto known = std::find(group_names.begin(), group_names.end(), entry->section);
    const auto group = static_cast<uint16_t>(known - group_names.begin());
    if (known == group_names.end()) group_names.push_back(entry->section);
    const LexiconTerm& term = entry->term;
    terms.push_back({BitsOf(term.categories), pool.Add(term.rule), pool.Add(term.pattern),
                     term.line, group, static_cast<uint8_t>(term.neutral), term.decoy,
                     static_cast<uint8_t>(term.strength), static_cast<uint8_t>(term.reach), {}});
  }
  std::vector<Slice> groups;
  for (const std::string_view name : group_names) groups.push_back(pool.Add(name));
  std::vector<NamedSet> named;
  for (const auto& [name, alternatives] : sets) {
    named.push_back({pool.Add(name), pool.Add(alternatives)});
  }
  std::string bytes = tables;
  AppendArray(terms, bytes);
  AppendArray(groups, bytes);
  AppendArray(named, bytes);
  AppendArray(pool.bytes(), bytes);
  return Header(stamp, kHeaderSize + bytes.size()) + bytes;
}

bool CompiledLexicon::IsOf(uint64_t stamp, std::string_view bytes) {
  return bytes.starts_with(Header(stamp, bytes.size()));
}

bool CompiledLexicon::Bind(std::string_view bytes, std::vector<LexiconTerm>& terms,
                           std::vector<std::string>& groups) {
  std::span<const StoredTerm> stored;
  std::span<const Slice> group_names;
  if (bytes.size() < kHeaderSize) return false;
  bytes.remove_prefix(kHeaderSize);
  if (!automaton.Bind(bytes) || !TakeArray(bytes, stored) || !TakeArray(bytes, group_names) ||
      !TakeArray(bytes, sets) || !TakeArray(bytes, text)) {
    return false;
  }
  const auto string = [&](Slice slice) { return std::string(text.data() + slice.at, slice.size); };
  groups.clear();
  for (const Slice& name : group_names) groups.push_back(string(name));
  terms.resize(stored.size());
  for (size_t i = 0; i < stored.size(); ++i) {
    const StoredTerm& from = stored[i];
    LexiconTerm& term = terms[i];
    for (size_t bit = 0; bit < kCategoryCount; ++bit) {
      if ((from.categories >> bit & 1) != 0) term.categories.Add(static_cast<Category>(bit));
    }
    term.neutral = static_cast<Neutral>(from.neutral);
    term.decoy = from.decoy != 0;
    term.strength = static_cast<TermStrength>(from.strength);
    term.reach = static_cast<TermReach>(from.reach);
    term.group = from.group;
    term.line = from.line;
    term.rule = string(from.rule);
    term.pattern = string(from.pattern);
  }
  return true;
}

LexiconSets CompiledLexicon::Sets() const {
  LexiconSets out;
  for (const NamedSet& set : sets) {
    out.emplace(std::string(text.data() + set.name.at, set.name.size),
                std::string(text.data() + set.alternatives.at, set.alternatives.size));
  }
  return out;
}

}  // namespace expurge
