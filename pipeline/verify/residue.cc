#include "pipeline/verify/residue.h"

#include <algorithm>
#include <map>

#include "detectors/fold.h"
#include "pipeline/version/folded_words.h"

namespace expurge {
namespace {

constexpr size_t kRun = 3;             // consecutive content words that give a long passage away
constexpr size_t kNumberDigits = 6;    // a number this long is searched for on its own
constexpr size_t kShownByItself = 3;   // digits from which one number alone says something

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllDigits(std::string_view word) { return std::all_of(word.begin(), word.end(), IsDigit); }

// "2", "12", "b", "iv": headings and items are counted anew.
bool IsItemNumber(std::string_view word) {
  if (AllDigits(word)) return word.size() <= 2;
  return word.size() == 1 || word.find_first_not_of("ivxl") == std::string_view::npos;
}

std::string Join(const std::vector<std::string>& words, size_t first, size_t count) {
  std::string run;
  for (size_t i = first; i < first + count; ++i) {
    if (i > first) run += ' ';
    run += words[i];
  }
  return run;
}

// Long numbers with what separates groups of digits taken out: "02 61 91 08 77" → "0261910877".
// `each` is called with every group of neighbouring numbers; a letter between them ends the group.
std::vector<std::string> LongNumbers(std::string_view utf8) {
  const std::string folded = Fold(utf8).text;
  std::vector<std::string> numbers;
  std::string digits;
  size_t gap = 0;
  const auto finish = [&] {
    if (digits.size() >= kNumberDigits) numbers.push_back(digits);
    digits.clear();
  };
  for (char c : folded) {
    if (IsDigit(c)) {
      digits += c;
      gap = 0;
    } else if (!digits.empty() && (c == ' ' || c == '.' || c == '-' || c == '/') && gap < 2) {
      ++gap;
    } else {
      finish();
      gap = 0;
    }
  }
  finish();
  return numbers;
}

// What was written is read line by line: renderers break no word, so a hyphen at the end of a line
// stands in the word. The source, whose lines may break words, is read as a whole.
std::vector<std::string> WrittenWords(std::string_view written, bool content_only) {
  std::vector<std::string> words;
  while (!written.empty()) {
    const size_t end = std::min(written.find('\n'), written.size());
    for (std::string& word : FoldedWords(written.substr(0, end), content_only)) {
      words.push_back(std::move(word));
    }
    written.remove_prefix(std::min(end + 1, written.size()));
  }
  return words;
}

void AddRuns(const std::vector<std::string>& words, std::set<std::string>& runs) {
  for (size_t count = 1; count <= kRun; ++count) {
    for (size_t i = 0; i + count <= words.size(); ++i) runs.insert(Join(words, i, count));
  }
}

// A hyphen at a line end may belong to the word or to the line: both readings are transmitted.
std::string WithHyphensKept(std::string_view text) {
  std::string kept;
  for (size_t i = 0; i < text.size(); ++i) {
    kept += text[i];
    if (text[i] != '-') continue;
    size_t next = i + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t')) ++next;
    if (next < text.size() && text[next] == '\n') {
      while (next < text.size() && (text[next] == ' ' || text[next] == '\n')) ++next;
      i = next - 1;
    }
  }
  return kept;
}

std::string FrameText(const Frame& frame) {
  std::string text = frame.title + "\n";
  if (frame.draft) text += "BROUILLON\n";
  for (const FrameField& field : frame.header) text += field.label + "\n" + field.value + "\n";
  for (const auto* lines : {&frame.composed, &frame.statements, &frame.closing}) {
    for (const std::string& line : *lines) text += line + "\n";
  }
  return text;
}

std::string VersionText(const Version& version) {
  std::string text;
  for (const VersionBlock& block : version.blocks) {
    text += std::string(block.text.Reveal()) + "\n";
    for (const SecretText& cell : block.cells) text += std::string(cell.Reveal()) + "\n";
  }
  return text;
}

// Transmitted text as it stands in the source: neighbours with only white space between them are
// one stretch, because their words may be read across the seam.
std::vector<std::string> TransmittedStretches(const Document& document,
                                              const std::vector<Decision>& decisions) {
  const std::string_view text = document.text.Reveal();
  std::vector<std::string> stretches;
  bool open = false;
  for (const Decision& decision : decisions) {
    if (!decision.transmitted()) {
      open = false;
      continue;
    }
    if (!open) stretches.emplace_back();
    stretches.back() += std::string(decision.range.In(text)) + " ";
    open = true;
  }
  return stretches;
}

}  // namespace

ResidueSearch::ResidueSearch(const Document& document, const std::vector<Decision>& decisions,
                             const Frame& frame) {
  std::vector<std::string> allowed = TransmittedStretches(document, decisions);
  // Repair brings transmitted stretches together; three words across the seam are no residue.
  std::string seams;
  for (const std::string& stretch : allowed) seams += stretch;
  allowed.push_back(seams);
  allowed.push_back(FrameText(frame));
  const size_t stretches = allowed.size();
  for (size_t i = 0; i < stretches; ++i) {
    std::string kept = WithHyphensKept(allowed[i]);
    if (kept != allowed[i]) allowed.push_back(std::move(kept));
  }
  for (const std::string& text : allowed) {
    AddRuns(FoldedWords(text, true), allowed_runs_);
    for (std::string& number : LongNumbers(text)) allowed_numbers_.insert(std::move(number));
    for (std::string& word : FoldedWords(text, false)) allowed_words_.insert(std::move(word));
  }
  for (size_t i = 0; i < decisions.size(); ++i) {
    if (decisions[i].transmitted()) continue;
    AddPassage(decisions[i].range.In(document.text.Reveal()), i);
  }
}

void ResidueSearch::AddPassage(std::string_view passage, size_t decision) {
  const std::vector<std::string> words = FoldedWords(passage, true);
  const size_t count = std::min(kRun, words.size());
  const std::vector<std::string> repair = WordsOfRepair();
  for (size_t i = 0; count > 0 && i + count <= words.size(); ++i) {
    std::string run = Join(words, i, count);
    if (count == 1 && AllDigits(run) && run.size() < kShownByItself) continue;
    if (allowed_runs_.contains(run)) continue;
    // "Monsieur" withheld somewhere proves nothing: repair writes it for "M.".
    if (count == 1 && std::count(repair.begin(), repair.end(), run) > 0) continue;
    std::vector<size_t>& holders = runs_[std::move(run)];
    if (holders.empty() || holders.back() != decision) holders.push_back(decision);
  }
  for (const std::string& number : LongNumbers(passage)) {
    if (allowed_numbers_.contains(number)) continue;
    numbers_[number].push_back(decision);
  }
}

std::vector<size_t> ResidueSearch::Find(std::string_view written) const {
  std::set<size_t> found;
  // Both readings of a hyphen at a line end, in case somebody's reader breaks words after all.
  for (const auto& words : {WrittenWords(written, true), FoldedWords(written, true)}) {
    for (size_t count = 1; count <= kRun; ++count) {
      for (size_t i = 0; i + count <= words.size(); ++i) {
        const auto hit = runs_.find(Join(words, i, count));
        if (hit != runs_.end()) found.insert(hit->second.begin(), hit->second.end());
      }
    }
  }
  // A number may stand inside a longer one when two were set side by side, so every window counts.
  std::set<size_t> lengths;
  for (const auto& entry : numbers_) lengths.insert(entry.first.size());
  for (const std::string& number : LongNumbers(written)) {
    for (size_t length : lengths) {
      for (size_t at = 0; at + length <= number.size(); ++at) {
        const auto hit = numbers_.find(number.substr(at, length));
        if (hit != numbers_.end()) found.insert(hit->second.begin(), hit->second.end());
      }
    }
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> WordsOfRepair() {
  return {"madame", "monsieur", "mesdames", "messieurs", "brouillon"};
}

size_t ResidueSearch::CountUnknownWords(std::string_view written,
                                        const std::vector<std::string>& added) const {
  const std::set<std::string> extra(added.begin(), added.end());
  size_t unknown = 0;
  for (const std::string& word : WrittenWords(written, false)) {
    if (allowed_words_.contains(word) || extra.contains(word) || IsItemNumber(word)) continue;
    ++unknown;
  }
  return unknown;
}

WordDifference CompareWords(std::string_view written, const Version& version, const Frame& frame,
                            std::string_view added) {
  std::map<std::string, long> balance;
  for (const std::string& text :
       {FrameText(frame), VersionText(version), std::string(added)}) {
    for (const std::string& word : WrittenWords(text, false)) --balance[word];
  }
  for (const std::string& word : WrittenWords(written, false)) ++balance[word];
  WordDifference difference;
  for (const auto& [word, count] : balance) {
    if (count > 0) difference.foreign += static_cast<size_t>(count);
    if (count < 0) difference.missing += static_cast<size_t>(-count);
  }
  return difference;
}

}  // namespace expurge
