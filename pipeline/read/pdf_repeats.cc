#include "pipeline/read/pdf_repeats.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace expurge {
namespace {

constexpr float kMargin = 0.13f;      // share of the page height in which they stand
constexpr float kSameHeight = 4;      // points
constexpr size_t kLinesPerMargin = 6;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string WholeText(const PdfLine& line) {
  std::string text = line.text.text;
  for (const Cell& cell : line.cells) {
    for (const LineText& part : cell) text += part.text;
  }
  return text;
}

std::string_view Trim(std::string_view text, std::string_view what) {
  while (!text.empty() && what.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && what.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

std::optional<int> Number(std::string_view& text) {
  size_t end = 0;
  while (end < text.size() && IsDigit(text[end])) ++end;
  if (end == 0 || end > 5) return std::nullopt;
  const int value = std::stoi(std::string(text.substr(0, end)));
  text.remove_prefix(end);
  return value;
}

struct PageNumber {
  int value = 0;
  bool labelled = false;  // "Page 2", "2/5", "- 2 -": beyond doubt
};

// "Page 2/5", "page 2 sur 5", "2 / 5", "- 3 -", "p. 3", "3".
std::optional<PageNumber> PageNumberOf(std::string_view text) {
  PageNumber result;
  const size_t size = text.size();
  text = Trim(text, " -[]()|.");
  if (text.starts_with("–")) text = Trim(text.substr(3), " ");
  if (text.ends_with("–")) text = Trim(text.substr(0, text.size() - 3), " ");
  result.labelled = text.size() != size;
  for (std::string_view label : {"Page", "page", "PAGE", "Pages", "p.", "P.", "f.", "N°"}) {
    if (!text.starts_with(label)) continue;
    text = Trim(text.substr(label.size()), " :");
    result.labelled = true;
    break;
  }
  const auto value = Number(text);
  if (!value) return std::nullopt;
  result.value = *value;
  text = Trim(text, " ");
  if (text.empty()) return result;
  for (std::string_view of : {"/", "sur", "de", "of"}) {
    if (!text.starts_with(of)) continue;
    text = Trim(text.substr(of.size()), " ");
    result.labelled = true;
    if (Number(text) && text.empty()) return result;
    return std::nullopt;
  }
  return std::nullopt;
}

void CutAt(size_t size, LineText& line) {
  line.text.resize(size);
  while (!line.runs.empty() && line.runs.back().range.begin >= size) line.runs.pop_back();
  if (!line.runs.empty() && line.runs.back().range.end > size) {
    SourceRun& run = line.runs.back();
    size_t points = 0;
    for (size_t i = run.range.begin; i < size; ++i) {
      points += (static_cast<unsigned char>(line.text[i]) & 0xC0) != 0x80 ? 1 : 0;
    }
    run.range.end = size;
    run.count = points;
  }
}

// "Service social - Page 2/5" keeps its name and loses its number.
void CutPageNumber(LineText& line) {
  for (std::string_view label : {"Page ", "page ", "PAGE ", "p. "}) {
    const size_t at = line.text.rfind(label);
    if (at == std::string::npos || at == 0) continue;
    if (!PageNumberOf(std::string_view(line.text).substr(at))) continue;
    size_t end = at;
    constexpr std::string_view kBetween = " -|,.";
    while (end > 0 && kBetween.find(line.text[end - 1]) != std::string_view::npos) --end;
    while (end >= 3 && (line.text.compare(end - 3, 3, "–") == 0 ||
                        line.text.compare(end - 3, 3, "—") == 0)) {
      end -= 3;
      while (end > 0 && line.text[end - 1] == ' ') --end;
    }
    CutAt(end, line);
    return;
  }
}

// What two pages must have in common: the text without white space and page number. Other digits
// count: "Mesure 1" and "Mesure 2" are two titles, not one header.
std::string Key(const PdfLine& line) {
  LineText text = line.text;
  CutPageNumber(text);
  std::string key;
  for (char c : text.text.empty() ? WholeText(line) : text.text) {
    if (c != ' ') key += c;
  }
  return key;
}

struct Place {
  size_t page;
  size_t line;
  float y;
};

class RepeatFinder {
 public:
  explicit RepeatFinder(std::vector<PdfPage>& pages) : pages_(pages) {}

  Repeats Run() {
    for (size_t i = 0; i < pages_.size(); ++i) Collect(i);
    drop_.resize(pages_.size());
    for (size_t i = 0; i < pages_.size(); ++i) drop_[i].resize(pages_[i].lines.size(), false);
    DropPageNumbers();
    // Ordered by the first place, so that the result follows the page and not the alphabet.
    for (auto& [key, places] : margins_) Judge(places);
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return std::pair(a.page, a.line) < std::pair(b.page, b.line);
    });
    Repeats repeats;
    for (const Place& place : found_) {
      PdfPage& page = pages_[place.page];
      const bool top = place.y < page.height / 2;
      PdfLine line = page.lines[place.line];
      if (line.cells.empty()) CutPageNumber(line.text);
      (top ? repeats.headers : repeats.footers).push_back(std::move(line));
    }
    for (size_t i = 0; i < pages_.size(); ++i) {
      std::vector<PdfLine> kept;
      for (size_t k = 0; k < pages_[i].lines.size(); ++k) {
        if (!drop_[i][k]) kept.push_back(std::move(pages_[i].lines[k]));
      }
      pages_[i].lines = std::move(kept);
    }
    return repeats;
  }

 private:
  void Collect(size_t index) {
    const PdfPage& page = pages_[index];
    std::vector<Place> top;
    std::vector<Place> bottom;
    for (size_t k = 0; k < page.lines.size(); ++k) {
      const PdfLine& line = page.lines[k];
      if (line.y < page.height * kMargin) top.push_back({index, k, line.y});
      if (line.y > page.height * (1 - kMargin)) bottom.push_back({index, k, line.y});
    }
    const auto by_height = [](const Place& a, const Place& b) { return a.y < b.y; };
    std::stable_sort(top.begin(), top.end(), by_height);
    std::stable_sort(bottom.begin(), bottom.end(), by_height);
    if (top.size() > kLinesPerMargin) top.resize(kLinesPerMargin);
    if (bottom.size() > kLinesPerMargin) {
      bottom.erase(bottom.begin(), bottom.end() - kLinesPerMargin);
    }
    for (const std::vector<Place>* places : {&top, &bottom}) {
      for (const Place& place : *places) {
        const PdfLine& line = page.lines[place.line];
        margins_[Key(line)].push_back(place);
        const auto number = PageNumberOf(WholeText(line));
        if (number) numbers_.push_back({place, *number});
      }
    }
  }

  // A bare number counts as a page number when it runs with the pages.
  void DropPageNumbers() {
    std::map<int, size_t> offsets;
    for (const auto& [place, number] : numbers_) {
      ++offsets[number.value - pages_[place.page].number];
    }
    for (const auto& [place, number] : numbers_) {
      const int offset = number.value - pages_[place.page].number;
      if (number.labelled || offset == 0 || offsets[offset] >= 2) {
        drop_[place.page][place.line] = true;
      }
    }
  }

  // Text at one height of enough pages is a header or footer there; the same words elsewhere on a
  // page are not.
  void Judge(std::vector<Place>& places) {
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.y < b.y; });
    for (size_t begin = 0; begin < places.size();) {
      size_t end = begin;
      std::set<size_t> on;
      while (end < places.size() && places[end].y - places[begin].y <= kSameHeight) {
        on.insert(places[end].page);
        ++end;
      }
      const bool enough = on.size() >= 2 && (on.size() >= 3 || pages_.size() <= 4);
      if (enough) {
        const Place* first = nullptr;
        for (size_t i = begin; i < end; ++i) {
          if (drop_[places[i].page][places[i].line]) continue;
          drop_[places[i].page][places[i].line] = true;
          if (first == nullptr || places[i].page < first->page) first = &places[i];
        }
        if (first != nullptr) found_.push_back(*first);
      }
      begin = end;
    }
  }

  std::vector<PdfPage>& pages_;
  std::map<std::string, std::vector<Place>> margins_;
  std::vector<std::pair<Place, PageNumber>> numbers_;
  std::vector<std::vector<bool>> drop_;
  std::vector<Place> found_;
};

}  // namespace

Repeats TakeRepeats(std::vector<PdfPage>& pages) { return RepeatFinder(pages).Run(); }

}  // namespace expurge
