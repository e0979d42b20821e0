#include "detectors/number_run.h"

namespace expurge {
namespace {

constexpr size_t kMaxGroups = 24;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
// '?' and '[?]' stand for a digit that the typist could not read.
bool InGroup(char c) { return IsDigit(c) || IsLetter(c) || c == '?'; }
bool IsLookAlike(char c) { return c == 'o' || c == 'l' || c == 'i' || c == 's' || c == 'b'; }

// Whether a group without digits may still belong to a number: "Ol", "T", "A".
bool MayBelong(std::string_view group) {
  if (group.size() == 1) return IsLetter(group[0]);
  if (group.size() > 3) return false;
  for (char c : group) {
    if (!IsLookAlike(c)) return false;
  }
  return true;
}

bool HasDigit(std::string_view group) {
  for (char c : group) {
    if (IsDigit(c)) return true;
  }
  return false;
}

size_t GroupEnd(std::string_view folded, size_t at) {
  while (at < folded.size() && InGroup(folded[at])) {
    // "0[?]": the bracket belongs to the group.
    ++at;
    if (folded.substr(at, 3) == "[?]") at += 3;
  }
  return at;
}

// Where the next group starts behind `at`; npos when what stands between is no separator.
size_t NextGroup(std::string_view folded, size_t at) {
  size_t separators = 0;
  while (at < folded.size() && separators < 5) {
    const char c = folded[at];
    if (InGroup(c)) return at;
    if (folded.substr(at, 2) == "[?") return at + 1;
    if (c != ' ' && c != '.' && c != '-' && c != '/' && c != '(' && c != ')') break;
    ++at;
    ++separators;
  }
  return std::string_view::npos;
}

}  // namespace

char DigitBehind(char c) {
  switch (c) {
    case 'o': return '0';
    case 'l': case 'i': return '1';
    case 's': return '5';
    case 'b': return '8';
    default: return c;
  }
}

NumberRun NumberRunAt(std::string_view folded, size_t digit, size_t floor) {
  NumberRun run;
  size_t begin = digit;
  while (begin > floor && digit - begin < 34 && InGroup(folded[begin - 1])) --begin;
  while (run.groups.size() < kMaxGroups) {
    const size_t end = GroupEnd(folded, begin);
    const std::string_view group = folded.substr(begin, end - begin);
    if (!run.groups.empty() && !HasDigit(group) && !MayBelong(group)) break;
    run.groups.push_back({begin, end});
    const size_t next = NextGroup(folded, end);
    if (next == std::string_view::npos) break;
    begin = next;
  }
  return run;
}

std::string JoinDigits(std::string_view folded, const NumberRun& run, size_t first, size_t last) {
  std::string joined;
  for (size_t g = first; g < last && g < run.groups.size(); ++g) {
    for (size_t i = run.groups[g].begin; i < run.groups[g].end && joined.size() < 64; ++i) {
      if (folded[i] == '[' || folded[i] == ']') continue;
      joined.push_back(DigitBehind(folded[i]));
    }
  }
  return joined;
}

}  // namespace expurge
