#include "pipeline/evaluate.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace expurge {
namespace {

constexpr std::string_view kOpen = "⟦";
constexpr std::string_view kClose = "⟧";

int LineOf(std::string_view text, size_t offset) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(offset),
                                         '\n'));
}

Result<CategorySet> ParseCategories(std::string_view ids, const std::string& name, int line) {
  CategorySet categories;
  while (!ids.empty()) {
    const size_t plus = std::min(ids.find('+'), ids.size());
    const auto category = CategoryFromId(ids.substr(0, plus));
    if (!category) return Fail(ErrorKind::kUsage, "evaluate.tag", {name, std::to_string(line)});
    categories.Add(*category);
    ids.remove_prefix(std::min(plus + 1, ids.size()));
  }
  return categories;
}

// A content word: a run of letters or digits of three or more, or any run that holds a digit.
std::vector<TextRange> ContentWords(std::string_view text) {
  std::vector<TextRange> words;
  size_t begin = 0, length = 0;
  bool digit = false;
  const auto close = [&](size_t end) {
    if (length >= 3 || digit) words.push_back({begin, end});
    length = 0;
    digit = false;
  };
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t at = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    const int32_t numeric = c < 0 ? U_NT_NONE : u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
    if (c >= 0 && (u_isalpha(c) || numeric != U_NT_NONE)) {
      if (length++ == 0) begin = static_cast<size_t>(at);
      digit |= numeric == U_NT_DECIMAL || numeric == U_NT_DIGIT;
    } else {
      close(static_cast<size_t>(at));
    }
  }
  close(text.size());
  return words;
}

// Equal, or one above the other ("logement" and "logement.expulsion").
bool Same(Category a, Category b) { return IsWithin(a, CategoryId(b)) || IsWithin(b, CategoryId(a)); }

// What a reader of brat standoff sees: each category of a finding is a span of its own.
struct Prediction {
  TextRange range;
  Category category;
};

std::vector<Prediction> Predictions(const Analysis& analysis) {
  std::vector<Prediction> predictions;
  for (const Finding& finding : analysis.findings) {
    CategorySet guide;
    for (const Category category : finding.categories.List()) {
      if (const auto known = GuideCategory(category)) guide.Add(*known);
    }
    for (const Category category : guide.List()) predictions.push_back({finding.passage, category});
  }
  return predictions;
}

std::vector<bool> Mark(size_t size, const std::vector<TextRange>& ranges) {
  std::vector<bool> marked(size, false);
  for (const TextRange& range : ranges) {
    for (size_t i = range.begin; i < std::min(range.end, size); ++i) marked[i] = true;
  }
  return marked;
}

}  // namespace

Result<TaggedDocument> ParseTagged(std::string_view tagged, const std::string& name) {
  TaggedDocument document;
  document.name = name;
  size_t at = 0;
  while (at < tagged.size()) {
    const size_t open = std::min(tagged.find(kOpen, at), tagged.size());
    document.text += tagged.substr(at, open - at);
    if (open == tagged.size()) break;
    const int line = LineOf(tagged, open);
    const size_t inside = open + kOpen.size();
    const size_t bar = tagged.find('|', inside);
    const size_t close = tagged.find(kClose, inside);
    const size_t nested = tagged.find(kOpen, inside);
    if (bar == std::string_view::npos || close == std::string_view::npos || bar > close ||
        nested < close) {
      return Fail(ErrorKind::kUsage, "evaluate.tag", {name, std::to_string(line)});
    }
    const auto categories = ParseCategories(tagged.substr(inside, bar - inside), name, line);
    if (!categories) return tl::unexpected(categories.error());
    const size_t begin = document.text.size();
    document.text += tagged.substr(bar + 1, close - bar - 1);
    document.tags.push_back({{begin, document.text.size()}, *categories});
    at = close + kClose.size();
  }
  return document;
}

void Evaluation::Add(const TaggedDocument& document, const Analysis& analysis) {
  const std::vector<Prediction> predictions = Predictions(analysis);
  std::vector<TextRange> predicted, tagged;
  for (const Prediction& prediction : predictions) predicted.push_back(prediction.range);
  for (const TaggedDocument::Tag& tag : document.tags) tagged.push_back(tag.range);
  const std::vector<bool> covered = Mark(document.text.size(), predicted);
  const std::vector<bool> protected_at = Mark(document.text.size(), tagged);
  const std::vector<TextRange> words = ContentWords(document.text);
  const auto hit = [&](const TextRange& word) {
    for (size_t i = word.begin; i < word.end; ++i) {
      if (!covered[i]) return false;
    }
    return true;
  };

  Table* const tables[] = {&total_, &by_author_[document.name.empty() ? '?' : document.name[0]]};
  bool all_masked = true;
  for (const TaggedDocument::Tag& tag : document.tags) {
    std::vector<TextRange> inside;
    for (auto word = std::lower_bound(words.begin(), words.end(), TextRange{tag.range.begin, 0});
         word != words.end() && word->begin < tag.range.end; ++word) {
      if (tag.range.Contains(*word)) inside.push_back(*word);
    }
    if (inside.empty()) inside.push_back(tag.range);
    const auto hits = static_cast<size_t>(std::count_if(inside.begin(), inside.end(), hit));
    const bool masked = static_cast<double>(hits) >= 0.8 * static_cast<double>(inside.size());
    all_masked &= masked;
    if (!masked) {
      std::string ids;
      for (const Category category : tag.categories.List()) {
        ids += (ids.empty() ? "" : "+") + std::string(CategoryId(category));
      }
      misses_.push_back({document.name, LineOf(document.text, tag.range.begin), ids,
                         std::string(tag.range.In(document.text))});
    }
    for (Table* table : tables) {
      const auto count = [&](const std::string& id) {
        Row& row = table->rows[id];
        ++row.gold;
        row.words += inside.size();
        row.hit += hits;
        row.masked += masked;
      };
      count("ALL");
      for (const Category category : tag.categories.List()) {
        const std::string id(CategoryId(category));
        count(id);
        const bool found = std::any_of(predictions.begin(), predictions.end(), [&](const auto& p) {
          return Same(p.category, category) && p.range.Overlaps(tag.range);
        });
        table->rows[id].found += found;
        table->rows["ALL"].found += found;
        ++table->rows["ALL"].labels;
      }
    }
  }
  for (const Prediction& prediction : predictions) {
    const bool right = std::any_of(
        document.tags.begin(), document.tags.end(), [&](const TaggedDocument::Tag& tag) {
          if (!prediction.range.Overlaps(tag.range)) return false;
          const std::vector<Category> list = tag.categories.List();
          return std::any_of(list.begin(), list.end(),
                             [&](Category c) { return Same(prediction.category, c); });
        });
    for (Table* table : tables) {
      for (const std::string& id : {std::string(CategoryId(prediction.category)),
                                    std::string("ALL")}) {
        ++table->rows[id].predicted;
        table->rows[id].right += right;
      }
    }
  }
  for (Table* table : tables) {
    for (const TextRange& word : words) {
      bool touched = false;
      for (size_t i = word.begin; i < word.end; ++i) touched |= protected_at[i];
      if (touched) continue;
      ++table->outside;
      table->over += hit(word);
    }
    ++table->documents;
    table->clean += all_masked;
  }
}

}  // namespace expurge
