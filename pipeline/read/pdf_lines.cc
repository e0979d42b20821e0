#include "pipeline/read/pdf_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace expurge {
namespace {

// Shares of the font size.
constexpr float kSameBaseline = 0.14f;
constexpr float kWordGap = 0.16f;
constexpr float kRealSpace = 0.06f;  // spaces drawn below letters of another string leave no gap
constexpr float kSegmentGap = 1.2f;
constexpr float kMarkerGap = 4;  // a list marker and its text are one line, however far apart
constexpr float kTwice = 0.1f;  // the same letter nearer than this was drawn twice

// A glyph in upright coordinates.
struct Placed {
  uint32_t glyph = 0;
  float x0 = 0;
  float x1 = 0;
  float y = 0;
  float size = 0;
  bool bold = false;
};

bool IsBlank(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); });
}

bool IsUnderlay(Sight sight) { return sight == Sight::kNoPaint || sight == Sight::kUnderImage; }

bool ReadsUnderlay(const PageGlyphs& page) {
  if (page.image_share < 0.5f) return false;
  size_t visible = 0;
  size_t below = 0;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.sight == Sight::kVisible) ++visible;
    if (IsUnderlay(glyph.sight)) ++below;
  }
  return below > visible;
}

// Directions within ten degrees of an axis count as that axis (a scan laid on the glass askew);
// others (a stamp, a watermark) stand alone.
int DirectionOf(const ShowOperator& op) {
  const double degrees = std::atan2(op.sine, op.cosine) * 180 / std::numbers::pi;
  const int quarter = static_cast<int>(std::lround(degrees / 90));
  if (std::abs(degrees - quarter * 90) < 10) return (quarter + 4) % 4;
  return 10 + static_cast<int>(std::lround((degrees + 180) / 15));
}

float MedianAngle(const PageGlyphs& page, const std::vector<uint32_t>& glyphs) {
  std::vector<float> angles;
  angles.reserve(glyphs.size());
  // Measured against the first, so that angles around 180 degrees do not jump.
  const ShowOperator& base = page.operators[page.glyphs[glyphs.front()].op];
  for (uint32_t index : glyphs) {
    const ShowOperator& op = page.operators[page.glyphs[index].op];
    angles.push_back(std::atan2(op.sine * base.cosine - op.cosine * base.sine,
                                op.cosine * base.cosine + op.sine * base.sine));
  }
  const auto middle = angles.begin() + static_cast<std::ptrdiff_t>(angles.size() / 2);
  std::nth_element(angles.begin(), middle, angles.end());
  return std::atan2(base.sine, base.cosine) + *middle;
}

std::vector<Placed> Upright(const PageGlyphs& page, const std::vector<uint32_t>& glyphs) {
  float angle = MedianAngle(page, glyphs);
  if (std::abs(angle) < 1e-4f) angle = 0;
  const float cosine = std::cos(angle);
  const float sine = std::sin(angle);
  std::vector<Placed> placed;
  placed.reserve(glyphs.size());
  for (uint32_t index : glyphs) {
    const Glyph& glyph = page.glyphs[index];
    const ShowOperator& op = page.operators[glyph.op];
    Placed p;
    p.glyph = index;
    const float start = glyph.x * cosine + glyph.y * sine;
    const float end = start + glyph.dx * cosine + glyph.dy * sine;
    p.x0 = std::min(start, end);
    p.x1 = std::max(start, end);
    p.y = glyph.y * cosine - glyph.x * sine;
    p.size = op.size > 0.1f ? op.size : 0.1f;
    p.bold = op.bold;
    placed.push_back(p);
  }
  return placed;
}

// Precomposed letter of a base and an accent that stands for itself (´) or combines; 0 for none.
char32_t Compose(char32_t base, char32_t accent) {
  char32_t mark = 0;
  switch (accent) {
    case U'`': mark = 0x300; break;
    case 0xB4: case 0x2CA: mark = 0x301; break;
    case U'^': case 0x2C6: mark = 0x302; break;
    case U'~': case 0x2DC: mark = 0x303; break;
    case 0xA8: mark = 0x308; break;
    case 0x2DA: mark = 0x30A; break;
    case 0xB8: mark = 0x327; break;
    default:
      if (accent >= 0x300 && accent <= 0x36F) mark = accent;
  }
  if (mark == 0) return 0;
  if (base == 0x131) base = U'i';
  if (base == 0x237) base = U'j';
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return 0;
  const UChar32 composed =
      nfc->composePair(static_cast<UChar32>(base), static_cast<UChar32>(mark));
  return composed < 0 ? 0 : static_cast<char32_t>(composed);
}

bool IsAccent(std::u32string_view text) { return text.size() == 1 && Compose(U'a', text[0]) != 0; }

// Cedilla takes a c; every other accent takes an a.
bool MayBeAccent(std::u32string_view text) {
  return IsAccent(text) || (text.size() == 1 && Compose(U'c', text[0]) != 0);
}

// "•", "-", "12.", "a)": a list marker that stands alone so far.
bool IsMarker(std::u32string_view text) {
  if (text.size() == 1) return !u_isalnum(static_cast<UChar32>(text[0]));
  if (text.empty() || text.size() > 4) return false;
  if (text.back() != U'.' && text.back() != U')' && text.back() != U'°') return false;
  return text.size() == 2 || std::all_of(text.begin(), text.end() - 1, [](char32_t c) {
           return (c >= U'0' && c <= U'9') || c == U'.';
         });
}

// Builds the segments of one baseline.
class LineReader {
 public:
  LineReader(const PageGlyphs& page, int turn, std::vector<Segment>& out)
      : page_(page), turn_(turn), out_(out) {}

  void Read(std::vector<Placed> line) {
    std::stable_sort(line.begin(), line.end(),
                     [](const Placed& a, const Placed& b) { return a.x0 < b.x0; });
    DropRepeats(line);
    // Letter spacing differs from cell to cell of a row, so it is measured between wide gaps.
    std::vector<Placed> group;
    float end = 0;
    for (const Placed& p : line) {
      if (!group.empty() && p.x0 - end > kSegmentGap * p.size) {
        ReadGroup(group);
        group.clear();
      }
      end = group.empty() ? p.x1 : std::max(end, p.x1);
      group.push_back(p);
    }
    ReadGroup(group);
    Finish();
  }

 private:
  void ReadGroup(const std::vector<Placed>& line) {
    const float gap = WordGapOf(line);
    bool space_due = false;
    uint32_t space = kNoGlyph;  // the glyph that is the space, if one is drawn
    for (const Placed& p : line) {
      const std::u32string_view text = page_.TextOf(page_.glyphs[p.glyph]);
      if (IsBlank(text)) {
        if (!space_due) space = p.glyph;
        space_due = true;
        continue;
      }
      if (TryAccent(p, text)) continue;
      const float distance = p.x0 - segment_.x1;
      if (!segment_.text.empty()) {
        const float limit = IsMarker(segment_.text) ? kMarkerGap : kSegmentGap;
        if (distance > limit * std::max(p.size, segment_.size)) {
          Finish();
        } else if (distance > gap * p.size ||
                   (space_due && (distance > kRealSpace * p.size || space == last_.glyph + 1))) {
          space_gaps_.push_back(distance);
          Append(U' ', space);
        }
      }
      space_due = false;
      space = kNoGlyph;
      AppendGlyph(p, text);
    }
  }

  void Append(char32_t c, uint32_t glyph) {
    segment_.text.push_back(c);
    segment_.glyphs.push_back(glyph);
  }

  void AppendGlyph(const Placed& p, std::u32string_view text) {
    if (segment_.text.empty()) {
      segment_.x0 = p.x0;
      segment_.x1 = p.x1;
      segment_.y = p.y;
    }
    segment_.size = std::max(segment_.size, p.size);
    segment_.x1 = std::max(segment_.x1, p.x1);
    // French sets a space before ; : ! ? » and after «, but no line is broken there.
    const bool sticks = std::u32string_view(U":;!?»").find(text[0]) != std::u32string_view::npos;
    const bool opens = !first_word_.empty() && first_word_.back() == U'«';
    if (space_gaps_.size() == first_word_spaces_ ||
        (space_gaps_.size() == first_word_spaces_ + 1 && (sticks || opens))) {
      segment_.first_word = segment_.x1 - segment_.x0;
      first_word_spaces_ = space_gaps_.size();
      first_word_ = text;
    }
    last_ = p;
    letters_ += 1;
    bold_ += p.bold ? 1 : 0;
    for (char32_t c : text) {
      // A non-breaking space inside a glyph's own text is a space like any other.
      Append(u_isUWhiteSpace(static_cast<UChar32>(c)) ? U' ' : c, p.glyph);
    }
  }

  // An accent drawn over a letter that stands right before or after it (TeX draws both apart).
  bool TryAccent(const Placed& p, std::u32string_view text) {
    if (segment_.text.empty() || segment_.text.back() == U' ') return false;
    const float overlap = std::min(p.x1, last_.x1) - std::max(p.x0, last_.x0);
    const float narrow = std::min(p.x1 - p.x0, last_.x1 - last_.x0);
    const bool combines = text.size() == 1 && text[0] >= 0x300 && text[0] <= 0x36F;
    if (!combines && overlap < 0.5f * narrow) return false;
    char32_t composed = 0;
    if (MayBeAccent(text)) composed = Compose(segment_.text.back(), text[0]);
    if (composed == 0 && text.size() == 1 && MayBeAccent({&segment_.text.back(), 1})) {
      composed = Compose(text[0], segment_.text.back());
    }
    if (composed == 0) return false;
    segment_.text.back() = composed;
    segment_.x1 = std::max(segment_.x1, p.x1);
    return true;
  }

  void DropRepeats(std::vector<Placed>& line) const {
    std::vector<Placed> kept;
    kept.reserve(line.size());
    for (const Placed& p : line) {
      const std::u32string_view text = page_.TextOf(page_.glyphs[p.glyph]);
      bool repeated = false;
      for (size_t i = kept.size(); i-- > 0 && p.x0 - kept[i].x0 < kTwice * p.size && !repeated;) {
        repeated = text == page_.TextOf(page_.glyphs[kept[i].glyph]);
      }
      if (!repeated) kept.push_back(p);
    }
    line = std::move(kept);
  }

  // The share of the font size from which a gap is a space. In letter-spaced text ("B I L A N") it
  // lies above the usual distance of two letters.
  float WordGapOf(const std::vector<Placed>& line) const {
    std::vector<float> gaps;
    for (size_t i = 1; i < line.size(); ++i) {
      if (IsBlank(page_.TextOf(page_.glyphs[line[i].glyph])) ||
          IsBlank(page_.TextOf(page_.glyphs[line[i - 1].glyph]))) {
        continue;
      }
      gaps.push_back((line[i].x0 - line[i - 1].x1) / line[i].size);
    }
    if (gaps.size() < 4) return kWordGap;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return std::max(kWordGap, *middle > 0.08f ? *middle * 1.4f + 0.1f : kWordGap);
  }

  // Joins "R A P P O R T" typed with a space after each letter; a gap clearly wider than the others
  // of such a run is the space between two words.
  void JoinSpacedLetters() {
    const std::u32string& text = segment_.text;
    std::vector<bool> drop(text.size(), false);
    size_t space = 0;  // index in space_gaps_ of the next space
    for (size_t i = 0; i < text.size();) {
      size_t end = i;
      while (end < text.size() && u_isalpha(static_cast<UChar32>(text[end])) &&
             (end + 1 >= text.size() || text[end + 1] == U' ')) {
        end += 2;
      }
      const size_t letters = (end - i) / 2;
      const bool starts_word = i == 0 || text[i - 1] == U' ';
      if (starts_word && letters >= 4) {
        std::vector<float> gaps(space_gaps_.begin() + static_cast<std::ptrdiff_t>(space),
                                space_gaps_.begin() +
                                    static_cast<std::ptrdiff_t>(space + letters - 1));
        std::sort(gaps.begin(), gaps.end());
        const float usual = gaps[gaps.size() / 2];
        for (size_t k = 0; k + 1 < letters; ++k) {
          if (space_gaps_[space + k] <= usual * 1.5f) drop[i + 2 * k + 1] = true;
        }
      }
      const size_t next = std::max(end, i + 1);
      for (; i < std::min(next, text.size()); ++i) space += text[i] == U' ' ? 1 : 0;
    }
    Segment joined = segment_;
    joined.text.clear();
    joined.glyphs.clear();
    for (size_t i = 0; i < text.size(); ++i) {
      if (drop[i]) continue;
      joined.text.push_back(text[i]);
      joined.glyphs.push_back(segment_.glyphs[i]);
    }
    segment_ = std::move(joined);
  }

  void Finish() {
    if (!segment_.text.empty()) {
      if (space_gaps_.size() >= 3 && std::count(segment_.text.begin(), segment_.text.end(),
                                                U' ') ==
                                         static_cast<std::ptrdiff_t>(space_gaps_.size())) {
        JoinSpacedLetters();
      }
      segment_.bold = bold_ * 10 >= letters_ * 9;
      segment_.turn = turn_;
      out_.push_back(std::move(segment_));
    }
    segment_ = Segment();
    space_gaps_.clear();
    first_word_.clear();
    first_word_spaces_ = 0;
    letters_ = 0;
    bold_ = 0;
  }

  const PageGlyphs& page_;
  const int turn_;
  std::vector<Segment>& out_;
  Segment segment_;
  std::vector<float> space_gaps_;   // widths of the spaces of this segment
  std::u32string first_word_;       // last glyph that counts as its first word
  size_t first_word_spaces_ = 0;
  Placed last_;
  size_t letters_ = 0;
  size_t bold_ = 0;
};

using Baseline = std::vector<Placed>;  // sorted by x0

std::vector<Baseline> Baselines(std::vector<Placed> placed) {
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return a.y < b.y; });
  std::vector<Baseline> lines;
  for (const Placed& p : placed) {
    if (lines.empty() || p.y - lines.back().back().y > kSameBaseline * p.size) lines.emplace_back();
    lines.back().push_back(p);
  }
  for (Baseline& line : lines) {
    std::stable_sort(line.begin(), line.end(),
                     [](const Placed& a, const Placed& b) { return a.x0 < b.x0; });
  }
  return lines;
}

float LargestSize(const Baseline& line) {
  float size = 0;
  for (const Placed& p : line) size = std::max(size, p.size);
  return size;
}

// Moves `p` into `line` when it directly follows a larger glyph there, or is an accent over one.
bool Attach(const Placed& p, bool accent, Baseline& line) {
  auto next = std::upper_bound(line.begin(), line.end(), p,
                               [](const Placed& a, const Placed& b) { return a.x0 < b.x0; });
  if (next == line.begin()) return false;
  const Placed& before = *std::prev(next);
  const float gap = p.x0 - before.x1;
  if (accent ? gap > 0 : (gap > 0.25f * before.size || gap < -0.3f * before.size)) return false;
  line.insert(next, p);
  return true;
}

// Raised and lowered text (1er, numbers of notes, the accent over a capital) belongs to the line
// that it touches, in the middle of it as well as at its end.
void AttachRaised(const PageGlyphs& page, std::vector<Baseline>& lines) {
  for (size_t i = 0; i < lines.size(); ++i) {
    Baseline rest;
    for (const Placed& p : lines[i]) {
      const std::u32string_view text = page.TextOf(page.glyphs[p.glyph]);
      const bool accent = MayBeAccent(text);
      bool moved = false;
      if (!IsBlank(text)) {
        for (size_t k = i; k-- > 0 && !moved && i - k <= 3;) {
          if (lines[k].empty()) continue;
          const float size = LargestSize(lines[k]);
          if (p.y - lines[k].front().y > 0.45f * size) break;
          if (accent || p.size <= 0.85f * size) moved = Attach(p, accent, lines[k]);
        }
        for (size_t k = i + 1; k < lines.size() && !moved && k - i <= 3; ++k) {
          if (lines[k].empty()) continue;
          const float size = LargestSize(lines[k]);
          if (lines[k].front().y - p.y > 0.55f * size) break;
          if (accent || p.size <= 0.85f * size) moved = Attach(p, accent, lines[k]);
        }
      }
      if (!moved) rest.push_back(p);
    }
    lines[i] = std::move(rest);
  }
}

// A shadow is the same text a little lower.
void DropShadows(std::vector<Segment>& segments, size_t from) {
  std::vector<Segment> kept;
  for (size_t i = from; i < segments.size(); ++i) {
    bool repeated = false;
    for (size_t k = kept.size(); k-- > 0 && !repeated;) {
      const Segment& other = kept[k];
      const float near = 0.25f * other.size;
      if (segments[i].y - other.y > near) break;
      repeated = std::abs(segments[i].x0 - other.x0) < near && segments[i].text == other.text;
    }
    if (!repeated) kept.push_back(std::move(segments[i]));
  }
  segments.resize(from);
  std::move(kept.begin(), kept.end(), std::back_inserter(segments));
}

}  // namespace

PageSegments MakeSegments(const PageGlyphs& page) {
  PageSegments result;
  const bool underlay = ReadsUnderlay(page);
  std::map<int, std::vector<uint32_t>> directions;
  for (uint32_t i = 0; i < page.glyphs.size(); ++i) {
    const Glyph& glyph = page.glyphs[i];
    if (glyph.sight != Sight::kVisible && !(underlay && IsUnderlay(glyph.sight))) continue;
    const std::u32string_view text = page.TextOf(glyph);
    if (text.empty() || text[0] == 0xFFFD || u_charType(static_cast<UChar32>(text[0])) ==
                                                 U_PRIVATE_USE_CHAR) {
      ++result.unreadable;
    } else if (!IsBlank(text)) {
      result.readable += text.size();
    }
    if (text.empty()) continue;
    directions[DirectionOf(page.operators[glyph.op])].push_back(i);
  }
  std::vector<std::pair<int, std::vector<uint32_t>>> order(directions.begin(), directions.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second.size() > b.second.size();
  });
  for (size_t turn = 0; turn < order.size(); ++turn) {
    if (turn == 0) result.turned = order[0].first != 0;
    const size_t from = result.segments.size();
    std::vector<Baseline> lines = Baselines(Upright(page, order[turn].second));
    AttachRaised(page, lines);
    LineReader reader(page, static_cast<int>(turn), result.segments);
    for (Baseline& line : lines) {
      if (!line.empty()) reader.Read(std::move(line));
    }
    DropShadows(result.segments, from);
  }
  return result;
}

}  // namespace expurge
