#include "pipeline/verify/font_program.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace expurge {
namespace {

// Big-endian reads that fail softly: outside the bytes is nothing.
std::optional<uint32_t> Read(std::string_view bytes, size_t at, size_t size) {
  if (at > bytes.size() || size > bytes.size() - at) return std::nullopt;
  uint32_t value = 0;
  for (size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Program {
  std::map<std::string, std::string_view> tables;
  size_t glyphs = 0;
  bool long_offsets = false;

  // Empty for a table that is not there.
  std::string_view Table(const std::string& tag) const {
    const auto found = tables.find(tag);
    return found == tables.end() ? std::string_view() : found->second;
  }
};

std::optional<Program> Open(std::string_view bytes) {
  const auto count = Read(bytes, 4, 2);
  if (!count) return std::nullopt;
  Program program;
  for (size_t i = 0; i < *count; ++i) {
    const size_t entry = 12 + 16 * i;
    const auto offset = Read(bytes, entry + 8, 4), length = Read(bytes, entry + 12, 4);
    if (!offset || !length || *offset > bytes.size() || *length > bytes.size() - *offset) {
      return std::nullopt;
    }
    program.tables[std::string(bytes.substr(entry, 4))] = bytes.substr(*offset, *length);
  }
  if (program.tables.size() != *count) return std::nullopt;
  const auto format = Read(program.Table("head"), 50, 2);
  const auto glyphs = Read(program.Table("maxp"), 4, 2);
  if (!format || !glyphs) return std::nullopt;
  program.long_offsets = *format != 0;
  program.glyphs = *glyphs;
  return program;
}

// Only the tables that drawing needs, no names of glyphs, no bytes between tables.
bool IsBare(const Program& program, size_t size) {
  static constexpr auto kTables = std::to_array<std::string_view>(
      {"OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post",
       "prep"});
  size_t covered = 12 + 16 * program.tables.size();
  for (const auto& [tag, table] : program.tables) {
    if (std::find(kTables.begin(), kTables.end(), tag) == kTables.end()) return false;
    covered += (table.size() + 3) / 4 * 4;
  }
  const std::string_view post = program.Table("post");
  return covered >= size && post.size() == 32 && Read(post, 0, 4) == 0x00030000U;
}

std::optional<std::string_view> Outline(const Program& program, size_t glyph) {
  const std::string_view loca = program.Table("loca"), glyf = program.Table("glyf");
  const size_t size = program.long_offsets ? 4 : 2, unit = program.long_offsets ? 1 : 2;
  const auto begin = Read(loca, glyph * size, size), end = Read(loca, (glyph + 1) * size, size);
  if (!begin || !end || *end < *begin || *end * unit > glyf.size()) return std::nullopt;
  return glyf.substr(*begin * unit, (*end - *begin) * unit);
}

// Appends the glyphs that a composite outline is made of.
bool AppendParts(std::string_view outline, std::vector<size_t>& parts) {
  const auto contours = Read(outline, 0, 2);
  if (!contours) return false;
  if (*contours < 0x8000) return true;  // a simple glyph
  constexpr uint32_t kWords = 0x0001, kScale = 0x0008, kMore = 0x0020, kScaleXY = 0x0040,
                     kMatrix = 0x0080;
  uint32_t flags = kMore;
  for (size_t at = 10; flags & kMore;) {
    const auto read_flags = Read(outline, at, 2), glyph = Read(outline, at + 2, 2);
    if (!read_flags || !glyph) return false;
    flags = *read_flags;
    parts.push_back(*glyph);
    at += 4 + (flags & kWords ? 4 : 2);
    at += flags & kScale ? 2 : flags & kScaleXY ? 4 : flags & kMatrix ? 8 : 0;
  }
  return true;
}

// The Unicode cmap (format 4) of a whole font: code point to glyph.
class CharacterMap {
 public:
  explicit CharacterMap(std::string_view cmap) {
    const auto count = Read(cmap, 2, 2);
    for (size_t i = 0; count && i < *count; ++i) {
      const auto platform = Read(cmap, 4 + 8 * i, 2), encoding = Read(cmap, 6 + 8 * i, 2),
                 offset = Read(cmap, 8 + 8 * i, 4);
      if (platform == 3U && encoding == 1U && offset && Read(cmap, *offset, 2) == 4U) {
        table_ = cmap.substr(*offset);
      }
    }
  }

  std::optional<size_t> Find(char16_t c) const {
    const auto twice = Read(table_, 6, 2);  // twice the number of segments
    if (!twice) return std::nullopt;
    for (size_t i = 0; i < *twice; i += 2) {
      const size_t ends = 14, begins = 16 + *twice, deltas = begins + *twice,
                   offsets = deltas + *twice;
      const auto end = Read(table_, ends + i, 2), begin = Read(table_, begins + i, 2),
                 delta = Read(table_, deltas + i, 2), offset = Read(table_, offsets + i, 2);
      if (!end || !begin || !delta || !offset) return std::nullopt;
      if (c > *end) continue;
      if (c < *begin) return std::nullopt;
      if (*offset == 0) return (c + *delta) & 0xFFFF;
      const auto glyph = Read(table_, offsets + i + *offset + 2 * (c - *begin), 2);
      if (!glyph || *glyph == 0) return std::nullopt;
      return (*glyph + *delta) & 0xFFFF;
    }
    return std::nullopt;
  }

 private:
  std::string_view table_;
};

// Outlines are padded with zeros to an even length or to four bytes.
bool SameOutline(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  return other.substr(0, one.size()) == one && other.size() - one.size() < 4 &&
         other.find_first_not_of('\0', one.size()) == std::string_view::npos;
}

}  // namespace

bool HoldsOnly(std::string_view bytes, const std::set<uint16_t>& used) {
  const std::optional<Program> program = Open(bytes);
  if (!program || !IsBare(*program, bytes.size())) return false;
  std::vector<bool> wanted(program->glyphs, false);
  std::vector<size_t> waiting(used.begin(), used.end());
  waiting.push_back(0);
  while (!waiting.empty()) {
    const size_t glyph = waiting.back();
    waiting.pop_back();
    if (glyph >= wanted.size()) return false;
    if (wanted[glyph]) continue;
    wanted[glyph] = true;
    const auto outline = Outline(*program, glyph);
    if (!outline || (!outline->empty() && !AppendParts(*outline, waiting))) return false;
  }
  size_t covered = 0;
  for (size_t glyph = 0; glyph < wanted.size(); ++glyph) {
    const auto outline = Outline(*program, glyph);
    if (!outline || (!wanted[glyph] && !outline->empty())) return false;
    covered += outline->size();
  }
  return covered == program->Table("glyf").size();
}

bool DrawsAs(std::string_view bytes, std::string_view original,
             const std::map<uint16_t, std::u16string>& letters) {
  const std::optional<Program> subset = Open(bytes), whole = Open(original);
  if (!subset || !whole) return false;
  const CharacterMap map(whole->Table("cmap"));
  return std::all_of(letters.begin(), letters.end(), [&](const auto& letter) {
    if (letter.second.size() != 1) return false;
    const auto glyph = map.Find(letter.second[0]);
    if (!glyph) return false;
    const auto drawn = Outline(*subset, letter.first), meant = Outline(*whole, *glyph);
    return drawn && meant && SameOutline(*drawn, *meant);
  });
}

}  // namespace expurge
