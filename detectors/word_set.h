// A small fixed set of words, quick to say no: most words of a report belong to none of the closed
// classes, and a bit per length and letters turns them away before any comparison.
//
// Views: the words must outlive the set (string literals). Thread-safe: immutable once built.
#pragma once

#include <algorithm>
#include <bitset>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace expurge {

class WordSet {
 public:
  WordSet(std::initializer_list<std::string_view> words) : words_(words) { Prepare(); }
  // The words of a text, separated by spaces.
  explicit WordSet(std::string_view text) {
    while (!text.empty()) {
      const size_t end = std::min(text.find(' '), text.size());
      if (end > 0) words_.push_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    Prepare();
  }

  bool Has(std::string_view word) const {
    return !word.empty() && seen_[Slot(word)] &&
           std::binary_search(words_.begin(), words_.end(), word);
  }

 private:
  static size_t Slot(std::string_view word) {
    const auto at = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(word[i])); };
    const size_t size = word.size();
    return (size * 1031 + at(0) * 193 + at(size - 1) * 67 + at(size / 2) * 29 + at(size / 3) * 7) %
           kSlots;
  }
  void Prepare() {
    std::sort(words_.begin(), words_.end());
    for (std::string_view word : words_) seen_.set(Slot(word));
  }

  static constexpr size_t kSlots = 4096;
  std::vector<std::string_view> words_;
  std::bitset<kSlots> seen_;
};

}  // namespace expurge
