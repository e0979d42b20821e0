// What is known of words before a document is read: first names, places, common French words.
//
// A name is told by being none of the common words as much as by being a known first name; the
// common words are hashes made by tools/make_identity_lexicon.py. All lists are held as 32-bit hashes.
// Thread-safe: immutable once loaded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "detectors/mapped_file.h"

namespace expurge {

class NameLexicon {
 public:
  // `folder` holds first_names.txt, dictionary_names.txt, places.txt (sorted, folded, one a line)
  // common_words.bin and verbs.bin. Errors: kUsage "detect.data" (args: file, line, column, expectation).
  [[nodiscard]] static Result<NameLexicon> Load(const std::filesystem::path& folder);

  NameLexicon(NameLexicon&&) = default;
  NameLexicon& operator=(NameLexicon&&) = default;
  NameLexicon(const NameLexicon&) = delete;
  NameLexicon& operator=(const NameLexicon&) = delete;

  // All take folded words.
  bool IsFirstName(std::string_view word) const;
  bool IsPlace(std::string_view word) const;
  bool IsCommonWord(std::string_view word) const;
  // A verb in the third person: what follows a subject.
  bool IsVerb(std::string_view word) const;

 private:
  NameLexicon() = default;

  // FNV-1a hashes of folded words, ascending; the long lists lie in mapped files.
  std::vector<uint32_t> first_names_, places_;
  std::span<const uint32_t> common_, verbs_;
  std::vector<MappedFile> mapped_;
};

}  // namespace expurge
