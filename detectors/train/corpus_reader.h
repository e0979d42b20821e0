// Reads the tagged corpus (samples/corpus/GUIDE.md): plain text, blocks, and the tagged stretches.
//
// Thread-safe: pure functions.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/category.h"
#include "base/document.h"
#include "base/error.h"

namespace expurge {

struct Stretch {
  TextRange range;  // bytes of the plain text
  CategorySet categories;
};

struct TaggedDocument {
  std::string name;  // "c03-point-rencontre"
  char author = 0;   // first letter of the name
  Document document;
  std::vector<Stretch> stretches;
};

// How a plain text becomes a document; the trainer is given the program's own reader.
using TextReader = std::function<Result<Document>(const std::string&)>;

// Every NAME.txt of the folder, by name. Errors: kUsage "train.corpus" (args: file).
[[nodiscard]] Result<std::vector<TaggedDocument>> ReadCorpus(const std::filesystem::path& folder,
                                                             const TextReader& reader);

// A copy of a tagged document whose text was changed character by character by `change`, which
// gets one character of the source and returns what stands for it.
TaggedDocument Rewrite(const TaggedDocument& source, const TextReader& reader,
                       const std::function<std::string(std::string_view)>& change);

}  // namespace expurge
