#include "detectors/lexicon.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "base/file_system.h"
#include "detectors/lexicon_automaton.h"
#include "detectors/lexicon_file.h"

namespace expurge {
namespace {

constexpr size_t kLargestFile = 16u << 20;

Result<std::string> ReadData(const std::filesystem::path& path) {
  auto bytes = ReadWhole(PosixFileSystem(), path.string(), kLargestFile);
  if (!bytes) {
    return Fail(ErrorKind::kUsage, "detect.data", {path.string(), "1", "1", "un fichier lisible"});
  }
  return bytes;
}

tl::unexpected<Error> Problem(const std::filesystem::path& path, const LexiconProblem& problem) {
  return Fail(ErrorKind::kUsage, "detect.data",
              {path.string(), std::to_string(problem.line), std::to_string(problem.column),
               problem.expected});
}

class LoadedLexicon final : public Lexicon {
 public:
  std::vector<LexiconHit> Match(const Segmentation& segments) const override;
  const LexiconTerm& Term(uint32_t index) const override { return terms_[index]; }
  size_t TermCount() const override { return terms_.size(); }
  const std::vector<std::string>& Groups() const override { return groups_; }

  uint16_t Group(const std::string& section) {
    const auto it = std::find(groups_.begin(), groups_.end(), section);
    if (it != groups_.end()) return static_cast<uint16_t>(it - groups_.begin());
    groups_.push_back(section);
    return static_cast<uint16_t>(groups_.size() - 1);
  }

  std::vector<LexiconTerm> terms_;
  std::vector<std::string> groups_;
  LexiconAutomaton shipped_;
  LexiconAutomaton local_;  // local additions, compiled at start
  bool has_local_ = false;
};

std::vector<LexiconHit> LoadedLexicon::Match(const Segmentation& segments) const {
  const LexiconWords words = WordsOf(segments);
  std::vector<LexiconAutomaton::Match> matches;
  shipped_.Find(words, matches);
  if (has_local_) local_.Find(words, matches);
  // For each word: how far the decoys reach that begin there or before.
  std::vector<uint32_t> decoy_end(words.words.size() + 1, 0);
  for (const auto& match : matches) {
    if (!terms_[match.term].decoy) continue;
    decoy_end[match.first] = std::max(decoy_end[match.first], match.last + 1);
  }
  for (size_t i = 1; i < decoy_end.size(); ++i) {
    decoy_end[i] = std::max(decoy_end[i], decoy_end[i - 1]);
  }
  std::vector<LexiconHit> hits;
  hits.reserve(matches.size());
  for (const auto& match : matches) {
    const LexiconTerm& term = terms_[match.term];
    if (term.neutral == Neutral::kNone && match.last < decoy_end[match.first]) continue;
    hits.push_back({{words.words[match.first].token, words.words[match.last].last_token + 1},
                    match.term,
                    match.weak});
  }
  std::stable_sort(hits.begin(), hits.end(), [](const LexiconHit& a, const LexiconHit& b) {
    if (a.tokens.first != b.tokens.first) return a.tokens.first < b.tokens.first;
    if (a.tokens.last != b.tokens.last) return a.tokens.last > b.tokens.last;
    return a.term < b.term;
  });
  return hits;
}

// Everything that has to be read before the first pattern can be compiled.
struct Sources {
  std::vector<std::pair<std::filesystem::path, LexiconFile>> files;
  size_t shipped = 0;  // the first files are the shipped ones
  uint64_t stamp = 0xcbf29ce484222325u;  // hash of the shipped files
  std::map<std::string, std::string, std::less<>> sets;
  Inflections inflections;  // empty until ReadInflections
};

Result<Sources> ReadSources(const std::filesystem::path& folder,
                            const std::vector<std::filesystem::path>& local) {
  Sources sources;
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".tsv") paths.push_back(it->path());
  }
  if (error || paths.empty()) {
    return Fail(ErrorKind::kUsage, "detect.data",
                {folder.string(), "1", "1", "un dossier de lexiques (*.tsv)"});
  }
  std::sort(paths.begin(), paths.end());
  sources.shipped = paths.size();
  paths.insert(paths.end(), local.begin(), local.end());
  for (const std::filesystem::path& path : paths) {
    auto bytes = ReadData(path);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    if (sources.files.size() < sources.shipped) {
      for (const char c : *bytes) {
        sources.stamp = (sources.stamp ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
      }
    }
    LexiconFile file = ParseLexiconFile(*bytes);
    sources.sets.insert(file.sets.begin(), file.sets.end());
    sources.files.emplace_back(path, std::move(file));
  }
  return sources;
}

Result<void> ReadInflections(const std::filesystem::path& folder, Sources& sources) {
  auto table = ReadData(folder / "flexions.dat");
  if (!table) return tl::unexpected<Error>(table.error());
  sources.inflections = Inflections(std::move(*table));
  return {};
}

PatternSets SetsOf(const Sources& sources) {
  return [&sources](std::string_view name) -> const std::string* {
    const auto it = sources.sets.find(name);
    return it == sources.sets.end() ? nullptr : &it->second;
  };
}

void AddRealWords(std::string_view list, LexiconAutomaton& automaton) {
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find('\n', at), list.size());
    if (end > at && list[at] != '#') automaton.AddRealWord(list.substr(at, end - at));
    at = end + 1;
  }
}

// Compiles the entries of one file; terms are numbered from `term` on.
Result<void> Compile(const std::pair<std::filesystem::path, LexiconFile>& source,
                     const PatternSets& sets, const Inflections& inflections, uint32_t term,
                     LexiconAutomaton& automaton) {
  for (const LexiconEntry& entry : source.second.entries) {
    const auto pattern = ParsePattern(entry.term.pattern, sets);
    if (!pattern) {
      return Problem(source.first,
                     {entry.term.line, pattern.error().column + 1, pattern.error().expected});
    }
    automaton.Add(*pattern, term++, inflections);
  }
  return {};
}

Result<void> CompileShipped(const std::filesystem::path& folder, Sources& sources,
                            LexiconAutomaton& automaton) {
  if (auto read = ReadInflections(folder, sources); !read) return read;
  const PatternSets sets = SetsOf(sources);
  uint32_t term = 0;
  for (size_t i = 0; i < sources.shipped; ++i) {
    auto compiled = Compile(sources.files[i], sets, sources.inflections, term, automaton);
    if (!compiled) return compiled;
    term += static_cast<uint32_t>(sources.files[i].second.entries.size());
  }
  auto real_words = ReadData(folder / "mots_reels.dat");
  if (!real_words) return tl::unexpected<Error>(real_words.error());
  AddRealWords(*real_words, automaton);
  automaton.Freeze();
  return {};
}

std::string Header(uint64_t stamp) { return "expurge-lexique-1 " + std::to_string(stamp) + "\n"; }

// Whether a compiled lexicon made of exactly these sources was there and could be taken.
bool RestoreShipped(const std::filesystem::path& folder, const Sources& sources,
                    LexiconAutomaton& automaton) {
  std::error_code error;
  const std::filesystem::path path = folder / kCompiledLexiconName;
  if (!std::filesystem::exists(path, error)) return false;
  const auto bytes = ReadData(path);
  const std::string header = Header(sources.stamp);
  return bytes && bytes->starts_with(header) &&
         automaton.Restore(std::string_view(*bytes).substr(header.size()));
}

}  // namespace

Result<std::unique_ptr<const Lexicon>> Lexicon::Load(
    const std::filesystem::path& folder, const std::vector<std::filesystem::path>& local) {
  auto sources = ReadSources(folder, local);
  if (!sources) return tl::unexpected<Error>(sources.error());
  for (const auto& [path, file] : sources->files) {
    if (!file.problems.empty()) return Problem(path, file.problems.front());
  }
  auto lexicon = std::make_unique<LoadedLexicon>();
  if (!RestoreShipped(folder, *sources, lexicon->shipped_)) {
    lexicon->shipped_ = LexiconAutomaton();
    auto compiled = CompileShipped(folder, *sources, lexicon->shipped_);
    if (!compiled) return tl::unexpected<Error>(compiled.error());
  }
  if (!local.empty()) {
    if (auto read = ReadInflections(folder, *sources); !read) {
      return tl::unexpected<Error>(read.error());
    }
  }
  const PatternSets sets = SetsOf(*sources);
  for (size_t i = 0; i < sources->files.size(); ++i) {
    if (i >= sources->shipped) {
      auto compiled = Compile(sources->files[i], sets, sources->inflections,
                              static_cast<uint32_t>(lexicon->terms_.size()), lexicon->local_);
      if (!compiled) return tl::unexpected<Error>(compiled.error());
      lexicon->has_local_ = true;
    }
    for (LexiconEntry& entry : sources->files[i].second.entries) {
      entry.term.group = lexicon->Group(entry.section);
      lexicon->terms_.push_back(std::move(entry.term));
    }
  }
  if (lexicon->has_local_) lexicon->local_.Freeze();
  return lexicon;
}

Result<std::string> CompileLexicon(const std::filesystem::path& folder) {
  auto sources = ReadSources(folder, {});
  if (!sources) return tl::unexpected<Error>(sources.error());
  for (const auto& [path, file] : sources->files) {
    if (!file.problems.empty()) return Problem(path, file.problems.front());
  }
  LexiconAutomaton automaton;
  auto compiled = CompileShipped(folder, *sources, automaton);
  if (!compiled) return tl::unexpected<Error>(compiled.error());
  return Header(sources->stamp) + automaton.Save();
}

Result<std::vector<LexiconProblem>> VerifyLexicon(const std::filesystem::path& folder,
                                                  const std::filesystem::path& file) {
  const bool shipped = file.parent_path() == folder;
  auto sources = ReadSources(folder, shipped ? std::vector<std::filesystem::path>{}
                                             : std::vector<std::filesystem::path>{file});
  if (!sources) return tl::unexpected<Error>(sources.error());
  if (auto read = ReadInflections(folder, *sources); !read) {
    return tl::unexpected<Error>(read.error());
  }
  const auto found = std::find_if(sources->files.begin(), sources->files.end(),
                                  [&](const auto& each) { return each.first == file; });
  if (found == sources->files.end()) {
    return Fail(ErrorKind::kUsage, "detect.data", {file.string(), "1", "1", "un fichier .tsv"});
  }
  std::vector<LexiconProblem> problems = found->second.problems;
  const PatternSets sets = SetsOf(*sources);
  const auto matches = [](const LexiconAutomaton& automaton, const std::string& sentence) {
    Document document;
    document.text = SecretText(sentence);
    Block block;
    block.range = {0, sentence.size()};
    document.blocks.push_back(block);
    std::vector<LexiconAutomaton::Match> hits;
    const Segmentation segments = Segment(document);
    automaton.Find(WordsOf(segments), hits);
    return !hits.empty();
  };
  std::map<std::string, uint32_t> seen;
  for (const LexiconEntry& entry : found->second.entries) {
    const uint32_t line = entry.term.line;
    const auto pattern = ParsePattern(entry.term.pattern, sets);
    if (!pattern) {
      problems.push_back({line, pattern.error().column + 1, pattern.error().expected});
      continue;
    }
    const auto [same, fresh] = seen.emplace(entry.section + "\t" + entry.term.pattern, line);
    if (!fresh) {
      problems.push_back({line, 1, "un motif absent de la ligne " + std::to_string(same->second)});
    }
    LexiconAutomaton automaton;
    automaton.Add(*pattern, 0, sources->inflections);
    automaton.Freeze(/*tolerant=*/false);
    if (!matches(automaton, entry.example)) {
      problems.push_back({line, 1, "un motif que l'exemple contient : " + entry.term.pattern});
    }
    if (matches(automaton, entry.near_miss)) {
      problems.push_back(
          {line, 1, "un motif que le contre-exemple ne contient pas : " + entry.term.pattern});
    }
  }
  std::sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) {
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
  return problems;
}

}  // namespace expurge
