// Measures detection on tagged documents (samples/corpus/GUIDE.md): recall, leak, over-redaction by
// category and by author. The definitions are those of samples/corpus/corpus.py, and a test compares
// the two to the last digit.
//
// Thread-safe: pure functions.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/category.h"
#include "base/document.h"
#include "base/error.h"
#include "base/finding.h"

namespace expurge {

struct TaggedDocument {
  std::string name;  // without ".txt"; its first letter is the author
  std::string text;  // untagged
  struct Tag {
    TextRange range;
    CategorySet categories;
  };
  std::vector<Tag> tags;
};

// Reads `⟦category+category|words⟧`. Errors: kUsage "evaluate.tag" (args: name, line) for a tag
// that is malformed, nested or of an unknown category.
[[nodiscard]] Result<TaggedDocument> ParseTagged(std::string_view tagged, const std::string& name);

// A tagged stretch of which less than 80 % of the content words were covered.
struct Miss {
  std::string name;
  int line = 0;
  std::string categories, words;
};

class Evaluation {
 public:
  void Add(const TaggedDocument& document, const Analysis& analysis);

  struct Row {
    size_t gold = 0, words = 0, hit = 0, masked = 0, found = 0, labels = 0, predicted = 0,
           right = 0;
  };
  struct Table {
    std::map<std::string, Row> rows;  // by category id, and "ALL"
    size_t documents = 0, clean = 0, outside = 0, over = 0;
  };
  const Table& total() const { return total_; }
  const std::map<char, Table>& by_author() const { return by_author_; }
  const std::vector<Miss>& misses() const { return misses_; }

 private:
  Table total_;
  std::map<char, Table> by_author_;
  std::vector<Miss> misses_;
};

}  // namespace expurge
