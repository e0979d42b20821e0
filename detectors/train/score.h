// Scores findings against the tags, as samples/corpus/corpus.py does (`score`), without its files.
//
// Thread-safe: one Score belongs to one thread.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "detectors/train/corpus_reader.h"

namespace expurge {

struct PredictedSpan {
  Category category;  // a category of the guide
  TextRange range;
};

// The content words of a text: runs of letters or digits, three or longer or holding a digit.
std::vector<TextRange> ContentWords(std::string_view text);

class Score {
 public:
  struct Row {
    size_t gold = 0, words = 0, hit = 0, masked = 0, found = 0, labels = 0, pred = 0, right = 0;
    double leak() const { return words == 0 ? 0 : 1 - double(hit) / double(words); }
    double masked_rate() const { return gold == 0 ? 0 : double(masked) / double(gold); }
    double recall() const { return labels == 0 ? 0 : double(found) / double(labels); }
    double precision() const { return pred == 0 ? 0 : double(right) / double(pred); }
  };

  void Add(const TaggedDocument& gold, const std::vector<PredictedSpan>& predicted);

  void Merge(const Score& other);

  const Row& all() const { return all_; }
  const std::map<Category, Row>& rows() const { return rows_; }
  double over() const { return outside_ == 0 ? 0 : double(over_) / double(outside_); }
  std::pair<size_t, size_t> outside() const { return {over_, outside_}; }  // covered, all
  std::string Table() const;
  std::string Line() const;

 private:
  Row all_;
  std::map<Category, Row> rows_;
  size_t outside_ = 0, over_ = 0, documents_ = 0, clean_ = 0;
};

}  // namespace expurge
