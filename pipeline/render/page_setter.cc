#include "pipeline/render/page_setter.h"

#include <algorithm>
#include <array>

namespace expurge {
namespace {

constexpr double kTop = kPageHeight - kPageMargin;
constexpr double kBottom = kPageMargin;
constexpr double kFooterY = 39.7;  // 14 mm
constexpr double kLabelGrey = 0.35;

constexpr std::u16string_view kDraftWord = u"BROUILLON";

std::u16string Ascii(const std::string& text) { return {text.begin(), text.end()}; }

// The length of a list marker and the spaces after it; 0 when the text has none.
size_t MarkerLength(std::u16string_view text) {
  const size_t space = text.find_first_of(u" \u00A0");
  if (space == std::u16string_view::npos || space == 0 || space > 5) return 0;
  const std::u16string_view word = text.substr(0, space);
  constexpr std::u16string_view kBullets = u"-–—•·*▪■□◦○●‣►➢✓✔☐☑☒";
  const bool bullet = word.size() == 1 && kBullets.find(word[0]) != std::u16string_view::npos;
  const char16_t end = word.back();
  const bool numbered = word.size() > 1 && (end == u'.' || end == u')' || end == u'°');
  return bullet || numbered ? space + 1 : 0;
}

}  // namespace

PageSetter::PageSetter(const TextMetrics& metrics) : metrics_(metrics), y_(kTop) {
  pages_.emplace_back();
}

std::vector<PageSetter::Strip> PageSetter::Lines(std::u16string_view text,
                                                 const ParagraphStyle& style) const {
  const LineStyle line_style{style.face, style.size, kTextWidth - style.left - style.right};
  std::vector<Strip> strips;
  for (BrokenLine& line : BreakLines(text, line_style, metrics_)) {
    Strip strip;
    strip.before = strips.empty() ? style.before : 0;
    strip.height = style.leading;
    const double baseline = (style.leading + style.size * 0.66) / 2;
    strip.texts.push_back({kPageMargin + style.left, baseline, style.face, style.size, style.grey,
                           std::move(line.text)});
    strips.push_back(std::move(strip));
  }
  return strips;
}

void PageSetter::AddLines(std::u16string_view text, const ParagraphStyle& style) {
  Add(Lines(text, style), 2);
}

void PageSetter::Title(std::string_view text) {
  ParagraphStyle style{Face::kSansBold, 17, 22, 0, 0};
  AddLines(DrawableText(text), style);
}

void PageSetter::Fields(const std::vector<FrameField>& fields) {
  constexpr double kLabelSize = 9.5, kGap = 6, kWidest = 0.34 * kTextWidth;
  double column = 0;
  for (const FrameField& field : fields) {
    const double width = metrics_.Width(Face::kSans, kLabelSize, DrawableText(field.label));
    if (width <= kWidest) column = std::max(column, width);
  }
  Strip rule{8, 6, {}, {{kPageMargin, 0, kTextWidth, 0.8, 0.2}}};
  if (!fields.empty()) Add({rule}, 1);
  for (const FrameField& field : fields) {
    const std::u16string label = DrawableText(field.label), value = DrawableText(field.value);
    const bool beside = metrics_.Width(Face::kSans, kLabelSize, label) <= kWidest;
    const ParagraphStyle value_style{Face::kSans, kLabelSize, 13.5, 0, 1.5, column + kGap};
    const ParagraphStyle label_style{Face::kSans, kLabelSize, 13.5, kLabelGrey, 1.5};
    std::vector<Strip> lines = Lines(value, value_style);
    std::vector<Strip> head = Lines(label, label_style);
    // The label comes first in the page's text. A long one has lines of its own, because label
    // and value would be read interleaved.
    if (beside && !head.empty() && !lines.empty()) {
      lines[0].texts.insert(lines[0].texts.begin(), head[0].texts[0]);
      lines[0].texts[0].y = lines[0].texts[1].y;
      lines[0].texts[0].x +=
          column - metrics_.Width(Face::kSans, kLabelSize, lines[0].texts[0].text);
      head.clear();
    }
    lines.insert(lines.begin(), std::make_move_iterator(head.begin()),
                 std::make_move_iterator(head.end()));
    Add(std::move(lines), 2);
  }
  Strip last{6, 1, {}, {{kPageMargin, 0, kTextWidth, 0.4, 0.2}}};
  if (!fields.empty()) Add({last}, 1);
}

void PageSetter::Paragraph(std::string_view text) { AddLines(DrawableText(text), {}); }

void PageSetter::SmallPrint(std::string_view text) {
  AddLines(DrawableText(text), {Face::kSans, 8.5, 12, kLabelGrey, 5});
}

void PageSetter::Heading(std::string_view text, int level) {
  static constexpr std::array<double, 3> kSizes = {13, 11.5, 10.5};
  static constexpr std::array<double, 3> kBefore = {18, 14, 11};
  const size_t at = static_cast<size_t>(std::clamp(level, 1, 3) - 1);
  ParagraphStyle style{Face::kSansBold, kSizes[at], kSizes[at] * 1.35, 0, kBefore[at]};
  style.right = 40;
  std::vector<Strip> lines = Lines(DrawableText(text), style);
  // Headings wait for what follows; a heap of them longer than a third of a page is set as text.
  kept_.insert(kept_.end(), std::make_move_iterator(lines.begin()),
               std::make_move_iterator(lines.end()));
  if (Needed(kept_, 0, kept_.size()) > (kTop - kBottom) / 3) Add({}, 1);
}

void PageSetter::ListItem(std::string_view text, int level) {
  const std::u16string item = DrawableText(text);
  const size_t marker_length = MarkerLength(item);
  ParagraphStyle style;
  style.before = 3;
  const double base = 8 + 14 * static_cast<double>(std::clamp(level, 1, 5) - 1);
  if (marker_length == 0) {
    style.left = base;
    AddLines(item, style);
    return;
  }
  const std::u16string marker = item.substr(0, marker_length - 1);
  // At the width of a space from the text: readers of PDF take a wider gap for a column.
  constexpr double kMarkerGap = 4.2;
  const double width = metrics_.Width(style.face, style.size, marker);
  style.left = base + std::max(15.0, width + kMarkerGap);
  std::vector<Strip> lines = Lines(std::u16string_view(item).substr(marker_length), style);
  if (lines.empty()) return AddLines(marker, style);
  PlacedText mark = lines[0].texts[0];
  mark.x = kPageMargin + style.left - kMarkerGap - width;
  mark.text = marker;
  lines[0].texts.insert(lines[0].texts.begin(), std::move(mark));
  Add(std::move(lines), 2);
}

void PageSetter::Closing(const std::vector<std::string>& lines) {
  ParagraphStyle style;
  style.left = 0.5 * kTextWidth;
  std::vector<Strip> strips;
  for (const std::string& line : lines) {
    style.before = strips.empty() ? 26 : 0;
    std::vector<Strip> some = Lines(DrawableText(line), style);
    strips.insert(strips.end(), std::make_move_iterator(some.begin()),
                  std::make_move_iterator(some.end()));
  }
  const size_t all = strips.size();
  Add(std::move(strips), std::max<size_t>(all, 1));
}

void PageSetter::Space(double points) { extra_space_ = std::max(extra_space_, points); }

double PageSetter::Needed(const std::vector<Strip>& strips, size_t from, size_t to) const {
  double sum = 0;
  for (size_t i = from; i < to; ++i) {
    sum += strips[i].height + (i == from && at_top_ ? 0 : strips[i].before);
  }
  return sum;
}

void PageSetter::NewPage() {
  pages_.emplace_back();
  y_ = kTop;
  at_top_ = true;
  if (running_header_) {
    const Strip header = *running_header_;
    Place(header);
    at_top_ = true;  // the header alone is no reason to leave a page
  }
}

void PageSetter::Place(const Strip& strip) {
  if (!at_top_) y_ -= strip.before;
  for (PlacedText text : strip.texts) {
    text.y = y_ - text.y;
    pages_.back().texts.push_back(std::move(text));
  }
  for (PlacedRule rule : strip.rules) {
    rule.y = y_ - rule.y;
    pages_.back().rules.push_back(rule);
  }
  y_ -= strip.height;
  at_top_ = false;
}

void PageSetter::Add(std::vector<Strip> strips, size_t least) {
  if (strips.empty() && kept_.empty()) return;
  const size_t kept = kept_.size();
  std::vector<Strip> all = std::move(kept_);
  kept_.clear();
  all.insert(all.end(), std::make_move_iterator(strips.begin()),
             std::make_move_iterator(strips.end()));
  all[0].before += extra_space_;
  extra_space_ = 0;
  for (size_t next = 0; next < all.size();) {
    const size_t left = all.size() - next;
    double room = y_ - kBottom;
    size_t fit = 0;
    while (fit < left) {
      const Strip& strip = all[next + fit];
      room -= strip.height + (fit == 0 && at_top_ ? 0 : strip.before);
      if (room < -0.01) break;
      ++fit;
    }
    const size_t possible = std::max<size_t>(fit, 1);
    if (fit < left) {
      // Neither the first lines nor the last ones of a paragraph stand alone.
      const size_t first = std::min(left, (next == 0 ? kept : 0) + least);
      if (left - fit < least) fit = left > least ? left - least : 0;
      if (fit < first) fit = 0;
      if (fit == 0 && at_top_) fit = possible;
    }
    for (size_t i = 0; i < fit; ++i) Place(all[next + i]);
    next += fit;
    if (next < all.size()) NewPage();
  }
}

std::vector<SetPage> PageSetter::Finish(bool draft) {
  Add({}, 1);
  const std::string total = std::to_string(pages_.size());
  for (size_t i = 0; i < pages_.size(); ++i) {
    std::vector<PlacedText>& texts = pages_[i].texts;
    pages_[i].draft = draft;
    if (draft) {
      const std::u16string word(kDraftWord);
      const double width = metrics_.Width(Face::kSansBold, 9, word);
      texts.insert(texts.begin(), {kPageWidth - kPageMargin - width, kPageHeight - 42,
                                   Face::kSansBold, 9, 0.25, word});
    }
    std::u16string number = Ascii(std::to_string(i + 1) + "/" + total);
    const double width = metrics_.Width(Face::kSans, 8.5, number);
    texts.push_back({kPageWidth - kPageMargin - width, kFooterY, Face::kSans, 8.5, kLabelGrey,
                     std::move(number)});
  }
  return std::move(pages_);
}

}  // namespace expurge
