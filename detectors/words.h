// French word forms: lemma and grammatical classes of a folded word, from a table that is compiled
// at build time out of Debian's hunspell-fr-comprehensive (MPL-2.0).
//
// The table holds hashes, no strings: two forms that collide share an answer (about one in ten
// thousand). It feeds features, never a decision of its own.
//
// Thread-safe: immutable once loaded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "detectors/mapped_file.h"

namespace expurge {

// Bits of WordForm::classes. A form that has several readings has the bits of all of them.
enum WordClass : uint16_t {
  kNoun = 1 << 0,
  kAdjective = 1 << 1,
  kAdverb = 1 << 2,
  kInfinitive = 1 << 3,
  kPastParticiple = 1 << 4,
  kPresentParticiple = 1 << 5,
  kPresent = 1 << 6,       // finite, indicative, subjunctive or imperative
  kPast = 1 << 7,          // imperfect or simple past
  kConditional = 1 << 8,
  kFuture = 1 << 9,
  kFirstPerson = 1 << 10,
  kThirdPerson = 1 << 11,
  kPlural = 1 << 12,
  kProperNoun = 1 << 13,   // first name, surname, place
  kFunctionWord = 1 << 14,
};

struct WordForm {
  uint32_t lemma = 0;    // number of the lemma, from 1; 0 for a word that the table does not know
  uint16_t classes = 0;  // WordClass bits
};

// The hash by which every table and every feature names a folded word.
constexpr uint32_t HashWord(std::string_view word) {
  uint32_t hash = 2166136261U;
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  hash ^= hash >> 15;
  hash *= 0x2c1b3c6dU;
  hash ^= hash >> 13;
  return hash;
}

class WordTable {
 public:
  // An entry packs the lemma (17 bits) above the classes (15 bits).
  struct Entry {
    uint32_t hash;
    uint32_t packed;
  };

  // Errors: kUsage "detect.data" (args: file, 0, 0, what was expected).
  [[nodiscard]] static Result<WordTable> Load(const std::filesystem::path& file);
  // `entries` need not be sorted; the first of two with one hash wins, with the classes of both.
  static WordTable Build(std::vector<Entry> entries);
  std::string Serialize() const;

  WordForm Find(uint32_t hash) const;
  size_t size() const { return entries_.size(); }

 private:
  void Index();

  std::optional<MappedFile> mapped_;  // what the entries lie in,
  std::vector<Entry> built_;          // or this
  std::span<const Entry> entries_;    // by hash
  std::vector<uint32_t> buckets_;  // first entry for each value of the top 16 bits
};

}  // namespace expurge
