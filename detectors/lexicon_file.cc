#include "detectors/lexicon_file.h"

#include <cstdio>
#include <optional>
#include <utility>

namespace expurge {
namespace {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != separator) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return parts;
}

size_t CodePoints(std::string_view text) {
  size_t count = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++count;
  }
  return count;
}

struct Defaults {
  std::string section;
  LexiconTerm term;
};

// Applies one word of a section line or of the fourth column; says what was expected otherwise.
std::optional<std::string> Apply(std::string_view option, LexiconTerm& term) {
  if (option == "sur" || option == "sûr") {
    term.strength = TermStrength::kSure;
  } else if (option == "probable") {
    term.strength = TermStrength::kProbable;
  } else if (option == "indice") {
    term.strength = TermStrength::kCue;
  } else if (option == "mention") {
    term.reach = TermReach::kMention;
  } else if (option == "complement" || option == "complément") {
    term.reach = TermReach::kComplement;
  } else if (option == "proposition") {
    term.reach = TermReach::kClause;
  } else if (option.starts_with('+')) {
    const auto category = CategoryFromId(option.substr(1));
    if (!category) return "une catégorie existante après « + »";
    term.categories.Add(*category);
  } else {
    return "« sûr », « probable », « indice », « mention », « complément », « proposition » ou "
           "« +catégorie »";
  }
  return std::nullopt;
}

std::optional<std::string> SetSection(std::string_view id, Defaults& defaults) {
  defaults = Defaults{std::string(id), LexiconTerm{}};
  LexiconTerm& term = defaults.term;
  if (id == "neutre.cadre") {
    term.neutral = Neutral::kFraming;
  } else if (id == "neutre.institution") {
    term.neutral = Neutral::kInstitution;
  } else if (id == "neutre.procedure") {
    term.neutral = Neutral::kProcedure;
  } else if (id == "leurre") {
    term.decoy = true;
    term.neutral = Neutral::kInstitution;
  } else if (const auto category = CategoryFromId(id)) {
    term.categories.Add(*category);
  } else {
    return "l'identifiant d'une catégorie, « neutre.cadre », « neutre.institution », "
           "« neutre.procedure » ou « leurre »";
  }
  if (term.neutral != Neutral::kNone) term.reach = TermReach::kMention;
  return std::nullopt;
}

// A number that does not change when lines are moved.
std::string RuleId(std::string_view section, std::string_view pattern) {
  uint32_t hash = 0x811c9dc5u;
  for (const char c : pattern) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
  char digits[8];
  std::snprintf(digits, sizeof digits, "%05x", (hash ^ (hash >> 12)) & 0xfffffu);
  return "lex." + std::string(section) + "." + digits;
}

}  // namespace

LexiconFile ParseLexiconFile(std::string_view bytes) {
  LexiconFile file;
  Defaults defaults;
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  uint32_t number = 0;
  for (const std::string_view raw : Split(bytes, '\n')) {
    ++number;
    const std::string_view line = Trim(raw);
    const auto fail = [&](size_t column, std::string expected) {
      file.problems.push_back({number, column, std::move(expected)});
    };
    if (line.empty() || line == "#" || line.starts_with("# ")) continue;
    if (line.front() == '[') {
      const size_t close = line.find(']');
      if (close == std::string_view::npos) {
        fail(CodePoints(line) + 1, "« ] »");
        continue;
      }
      const std::vector<std::string_view> words = Split(line.substr(1, close - 1), ' ');
      if (const auto expected = SetSection(words.front(), defaults)) {
        fail(2, *expected);
        defaults = Defaults{};
        continue;
      }
      for (size_t i = 1; i < words.size(); ++i) {
        const auto expected = Apply(words[i], defaults.term);
        if (!expected) continue;
        const auto before = static_cast<size_t>(words[i].data() - line.data());
        fail(CodePoints(line.substr(0, before)) + 1, *expected);
      }
      continue;
    }
    const std::vector<std::string_view> fields = Split(line, '\t');
    if (line.front() == '@' && fields.size() == 2) {
      file.sets.emplace(std::string(fields[0].substr(1)), std::string(Trim(fields[1])));
      continue;
    }
    if (fields.size() < 3 || fields.size() > 4) {
      fail(CodePoints(line) + 1,
           "motif, exemple, contre-exemple et options facultatives, séparés par des tabulations");
      continue;
    }
    if (defaults.section.empty()) {
      fail(1, "une section « [catégorie] » avant la première entrée");
      continue;
    }
    LexiconEntry entry;
    entry.term = defaults.term;
    entry.section = defaults.section;
    entry.term.line = number;
    entry.term.pattern = std::string(Trim(fields[0]));
    entry.example = std::string(Trim(fields[1]));
    entry.near_miss = std::string(Trim(fields[2]));
    entry.term.rule = RuleId(entry.section, entry.term.pattern);
    bool good = true;
    for (size_t i = 0; i < 3; ++i) {
      if (!Trim(fields[i]).empty()) continue;
      const auto before = static_cast<size_t>(fields[i].data() - line.data());
      fail(CodePoints(line.substr(0, before)) + 1,
           i == 0 ? "un motif" : i == 1 ? "un exemple" : "un contre-exemple");
      good = false;
    }
    if (fields.size() == 4) {
      for (const std::string_view option : Split(Trim(fields[3]), ' ')) {
        if (option.empty()) continue;
        if (const auto expected = Apply(option, entry.term)) {
          const auto before = static_cast<size_t>(option.data() - line.data());
          fail(CodePoints(line.substr(0, before)) + 1, *expected);
          good = false;
        }
      }
    }
    if (good) file.entries.push_back(std::move(entry));
  }
  return file;
}

}  // namespace expurge
