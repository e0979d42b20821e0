// Sets a version on A4 pages: lines, paragraphs, headings that stay with what they announce, lists
// with hanging indents, tables whose header is repeated, page numbers.
//
// Pure geometry: places text and rules, draws nothing. Text stands on each page in reading order.
// Lines are set ragged on the right: stretched word gaps would need positions that readers of PDF
// take for missing spaces.
//
// Not thread-safe; a setter sets one version.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/frame.h"
#include "pipeline/render/line_breaker.h"
#include "pipeline/render/pdf_fonts.h"

namespace expurge {

inline constexpr double kPageWidth = 595.28, kPageHeight = 841.89;  // A4, points
inline constexpr double kPageMargin = 70.87;                            // 25 mm
inline constexpr double kTextWidth = kPageWidth - 2 * kPageMargin;

struct PlacedText {
  double x = 0, y = 0;  // start of the baseline, points from the lower left corner
  Face face = Face::kSerif;
  double size = 11;
  double grey = 0;   // 0 black, 1 white
  std::u16string text;
};

struct PlacedRule {  // horizontal
  double x = 0, y = 0, length = 0, thickness = 0.5, grey = 0;
};

struct SetPage {
  bool draft = false;  // the mark of drafts lies under the text
  std::vector<PlacedText> texts;
  std::vector<PlacedRule> rules;
};

using TableRow = std::vector<std::string>;  // cells, UTF-8

// Whether the first row names the columns: it is then bold and repeated on every page of the table.
// Told by content alone, since a row of names may have been withheld: no digit in it, and either a
// column of figures under it or names that tables use.
bool HasHeaderRow(const std::vector<TableRow>& rows);

class PageSetter {
 public:
  explicit PageSetter(const TextMetrics& metrics);

  void Title(std::string_view text);
  // Label and value in two columns between thin rules.
  void Fields(const std::vector<FrameField>& fields);
  void Paragraph(std::string_view text);
  void SmallPrint(std::string_view text);              // letterhead, footer of the source
  void Heading(std::string_view text, int level);      // 1 to 3
  void ListItem(std::string_view text, int level);     // begins with its marker; depth from 1
  void Table(const std::vector<TableRow>& rows);
  void Closing(const std::vector<std::string>& lines);  // kept together, in the right half
  void Space(double points);  // before what follows; nothing at the top of a page

  // The pages, numbered "1/3"; a draft has BROUILLON at the head of each. At least one page.
  std::vector<SetPage> Finish(bool draft);

 private:
  // A band of the page that is not divided. Heights run down from its top.
  struct Strip {
    double before = 0;  // space above, dropped at the top of a page
    double height = 0;
    std::vector<PlacedText> texts;  // y: distance of the baseline from the top
    std::vector<PlacedRule> rules;  // likewise
  };
  struct ParagraphStyle {
    Face face = Face::kSerif;
    double size = 11, leading = 15, grey = 0;
    double before = 7;
    double left = 0;   // indent of all lines
    double right = 0;  // taken from the width
  };

  std::vector<Strip> Lines(std::u16string_view text, const ParagraphStyle& style) const;
  void AddLines(std::u16string_view text, const ParagraphStyle& style);
  // Places strips; at least `least` of them stay together at either end of a page.
  void Add(std::vector<Strip> strips, size_t least);
  void Place(const Strip& strip);
  void NewPage();
  double Needed(const std::vector<Strip>& strips, size_t from, size_t to) const;

  std::vector<double> ColumnWidths(const std::vector<std::vector<std::u16string>>& cells) const;
  Strip RowStrip(const std::vector<std::u16string>& cells, const std::vector<double>& widths,
                 const std::vector<bool>& figures, bool header, bool last) const;
  void StackedRow(const std::vector<std::u16string>& cells);

  const TextMetrics& metrics_;
  std::vector<SetPage> pages_;
  double y_ = 0;         // top of what comes next
  bool at_top_ = true;   // nothing of the body stands on the page yet
  double extra_space_ = 0;
  std::vector<Strip> kept_;  // headings waiting for what they announce
  std::optional<Strip> running_header_;
};

}  // namespace expurge
