#include "detectors/train/score.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace expurge {
namespace {

bool Same(Category a, Category b) {
  return IsWithin(a, CategoryId(b)) || IsWithin(b, CategoryId(a));
}

}  // namespace

std::vector<TextRange> ContentWords(std::string_view text) {
  std::vector<TextRange> out;
  size_t begin = 0, letters = 0;
  bool digit = false;
  const auto flush = [&](size_t end) {
    if (letters >= 3 || digit) out.push_back({begin, end});
    letters = 0;
    digit = false;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    UChar32 c;
    U8_NEXT(text.data(), at, text.size(), c);
    const int8_t type = c < 0 ? int8_t{0} : u_charType(c);
    const bool number = type == U_DECIMAL_DIGIT_NUMBER || type == U_LETTER_NUMBER ||
                        type == U_OTHER_NUMBER;
    if (c >= 0 && (number || (type >= U_UPPERCASE_LETTER && type <= U_OTHER_LETTER))) {
      if (letters == 0) begin = start;
      ++letters;
      digit = digit || number;
    } else {
      flush(start);
    }
  }
  flush(text.size());
  return out;
}

void Score::Add(const TaggedDocument& gold, const std::vector<PredictedSpan>& predicted) {
  const std::string_view text = gold.document.text.Reveal();
  std::vector<char> covered(text.size() + 1, 0), tagged(text.size() + 1, 0);
  for (const PredictedSpan& span : predicted) {
    std::fill(covered.begin() + static_cast<long>(span.range.begin),
              covered.begin() + static_cast<long>(std::min(span.range.end, text.size())), char{1});
  }
  for (const Stretch& stretch : gold.stretches) {
    std::fill(tagged.begin() + static_cast<long>(stretch.range.begin),
              tagged.begin() + static_cast<long>(stretch.range.end), char{1});
  }
  const auto hit = [&](const TextRange& word) {
    for (size_t i = word.begin; i < word.end; ++i) {
      if (covered[i] == 0) return false;
    }
    return true;
  };
  const std::vector<TextRange> words = ContentWords(text);
  bool clean = true;
  size_t w = 0;
  for (const Stretch& stretch : gold.stretches) {
    std::vector<TextRange> inside;
    while (w < words.size() && words[w].begin < stretch.range.begin) ++w;
    for (size_t i = w; i < words.size() && words[i].end <= stretch.range.end; ++i) {
      inside.push_back(words[i]);
    }
    if (inside.empty()) inside.push_back(stretch.range);
    size_t hits = 0;
    for (const TextRange& word : inside) hits += hit(word);
    const bool masked = double(hits) >= 0.8 * double(inside.size());
    clean = clean && masked;
    std::vector<Row*> rows = {&all_};
    for (Category category : stretch.categories.List()) rows.push_back(&rows_[category]);
    for (Row* row : rows) {
      ++row->gold;
      row->words += inside.size();
      row->hit += hits;
      row->masked += masked;
    }
    for (Category category : stretch.categories.List()) {
      bool found = false;
      for (const PredictedSpan& span : predicted) {
        found = found || (Same(span.category, category) && span.range.Overlaps(stretch.range));
      }
      Row& row = rows_[category];
      ++row.labels;
      row.found += found;
      ++all_.labels;
      all_.found += found;
    }
  }
  for (const PredictedSpan& span : predicted) {
    bool right = false;
    for (const Stretch& stretch : gold.stretches) {
      if (!span.range.Overlaps(stretch.range)) continue;
      for (Category category : stretch.categories.List()) {
        right = right || Same(span.category, category);
      }
    }
    for (Row* row : {&rows_[span.category], &all_}) {
      ++row->pred;
      row->right += right;
    }
  }
  for (const TextRange& word : words) {
    bool any = false;
    for (size_t i = word.begin; i < word.end; ++i) any = any || tagged[i] != 0;
    if (any) continue;
    ++outside_;
    over_ += hit(word);
  }
  ++documents_;
  clean_ += clean;
}

void Score::Merge(const Score& other) {
  const auto add = [](Row& to, const Row& from) {
    to.gold += from.gold;
    to.words += from.words;
    to.hit += from.hit;
    to.masked += from.masked;
    to.found += from.found;
    to.labels += from.labels;
    to.pred += from.pred;
    to.right += from.right;
  };
  add(all_, other.all_);
  for (const auto& [category, row] : other.rows_) add(rows_[category], row);
  outside_ += other.outside_;
  over_ += other.over_;
  documents_ += other.documents_;
  clean_ += other.clean_;
}

std::string Score::Line() const {
  return fmt::format("leak {:.3f} masked {:.3f} over {:.3f} recall {:.3f} prec {:.3f} clean {:.2f}",
                     all_.leak(), all_.masked_rate(), over(), all_.recall(), all_.precision(),
                     documents_ == 0 ? 0.0 : double(clean_) / double(documents_));
}

std::string Score::Table() const {
  std::string out;
  for (const auto& [category, row] : rows_) {
    out += fmt::format("{:24} {:5} leak {:.2f} masked {:.2f} recall {:.2f} prec {:.2f}\n",
                       CategoryId(category), row.gold, row.leak(), row.masked_rate(),
                       row.recall(), row.precision());
  }
  return out + Line() + "\n";
}

}  // namespace expurge
