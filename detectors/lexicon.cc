#include "detectors/lexicon.h"

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "base/file_system.h"
#include "detectors/lexicon_automaton.h"
#include "detectors/lexicon_compiled.h"
#include "detectors/lexicon_file.h"
#include "detectors/lexicon_stamp.h"
#include "detectors/mapped_file.h"

namespace expurge {
namespace {

constexpr size_t kLargestFile = 16u << 20;
constexpr const char* kInflections = "flexions.dat";
constexpr const char* kRealWords = "mots_reels.dat";

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

  // Takes a compiled lexicon, whose bytes are `mapped` or `compiled`.
  bool BindShipped(std::optional<MappedFile> mapped, std::string compiled);
  Result<void> AddLocal(const std::filesystem::path& folder,
                        const std::vector<std::filesystem::path>& local);

 private:
  uint16_t Group(const std::string& section) {
    const auto it = std::find(groups_.begin(), groups_.end(), section);
    if (it != groups_.end()) return static_cast<uint16_t>(it - groups_.begin());
    groups_.push_back(section);
    return static_cast<uint16_t>(groups_.size() - 1);
  }

  std::optional<MappedFile> mapped_;
  std::string compiled_;        // what the shipped tables lie in when nothing is mapped
  std::string local_compiled_;  // same for the local additions
  std::vector<LexiconTerm> terms_;
  std::vector<std::string> groups_;
  CompiledLexicon shipped_;
  LexiconAutomaton local_;
  bool has_local_ = false;
};

std::vector<LexiconHit> LoadedLexicon::Match(const Segmentation& segments) const {
  const LexiconWords words = WordsOf(segments);
  std::vector<LexiconAutomaton::Match> matches;
  shipped_.automaton.Find(words, matches);
  if (has_local_) local_.Find(words, matches);
  // For each word: how far the decoys reach that begin there or before.
  std::vector<uint32_t> decoy_end(words.words.size() + 1, 0);
  std::vector<uint32_t> local_decoy_end(has_local_ ? decoy_end.size() : 0, 0);
  const auto reach = [&](std::vector<uint32_t>& ends, bool local_only) {
    for (const auto& match : matches) {
      const LexiconTerm& term = terms_[match.term];
      if (!term.decoy || (local_only && !term.local)) continue;
      ends[match.first] = std::max(ends[match.first], match.last + 1);
    }
    for (size_t i = 1; i < ends.size(); ++i) ends[i] = std::max(ends[i], ends[i - 1]);
  };
  reach(decoy_end, false);
  if (has_local_) reach(local_decoy_end, true);
  std::vector<LexiconHit> hits;
  hits.reserve(matches.size());
  for (const auto& match : matches) {
    const LexiconTerm& term = terms_[match.term];
    const uint32_t silent = term.local ? local_decoy_end[match.first] : decoy_end[match.first];
    if (term.neutral == Neutral::kNone && match.last < silent) continue;
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

bool LoadedLexicon::BindShipped(std::optional<MappedFile> mapped, std::string compiled) {
  mapped_ = std::move(mapped);
  compiled_ = std::move(compiled);
  return shipped_.Bind(mapped_ ? mapped_->bytes() : std::string_view(compiled_), terms_, groups_);
}

// Everything that has to be read before the first pattern can be compiled.
struct Sources {
  std::vector<std::pair<std::filesystem::path, LexiconFile>> files;
  std::map<std::string, std::string, std::less<>> sets;
  Inflections inflections;  // empty until ReadInflections
};

// The lexicon files of `folder`, in order of name.
Result<std::vector<std::filesystem::path>> ShippedFiles(const std::filesystem::path& folder) {
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
  return paths;
}

Result<void> ReadFiles(const std::vector<std::filesystem::path>& paths, Sources& sources) {
  for (const std::filesystem::path& path : paths) {
    auto bytes = ReadData(path);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    LexiconFile file = ParseLexiconFile(*bytes);
    sources.sets.insert(file.sets.begin(), file.sets.end());
    sources.files.emplace_back(path, std::move(file));
  }
  return {};
}

Result<void> ReadInflections(const std::filesystem::path& folder, Sources& sources) {
  auto table = ReadData(folder / kInflections);
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

void AddRealWords(std::string_view list, LexiconBuilder& builder) {
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find('\n', at), list.size());
    if (end > at && list[at] != '#') builder.AddRealWord(list.substr(at, end - at));
    at = end + 1;
  }
}

// Compiles the entries of one file; terms are numbered from `term` on.
Result<void> Compile(const std::pair<std::filesystem::path, LexiconFile>& source,
                     const PatternSets& sets, const Inflections& inflections, uint32_t term,
                     LexiconBuilder& builder) {
  for (const LexiconEntry& entry : source.second.entries) {
    const auto pattern = ParsePattern(entry.term.pattern, sets);
    if (!pattern) {
      return Problem(source.first,
                     {entry.term.line, pattern.error().column + 1, pattern.error().expected});
    }
    builder.Add(*pattern, term++, inflections);
  }
  return {};
}

// All of whose bytes decide what the compiled lexicon is.
std::optional<uint64_t> StampOf(const std::filesystem::path& folder,
                                const std::vector<std::filesystem::path>& paths) {
  LexiconStamp stamp;
  for (const std::filesystem::path& path : paths) {
    if (!stamp.AddFile(path)) return std::nullopt;
  }
  for (const char* name : {kInflections, kRealWords}) {
    if (!stamp.AddFile(folder / name)) return std::nullopt;
  }
  return stamp.Value();
}

// Reads `paths`, the lexicon files of `folder`, and compiles their entries, which it appends to
// `entries`; these point into `sources`.
Result<void> CompileEntries(const std::filesystem::path& folder,
                            const std::vector<std::filesystem::path>& paths, Sources& sources,
                            std::vector<const LexiconEntry*>& entries, LexiconBuilder& builder) {
  if (auto read = ReadFiles(paths, sources); !read) return read;
  for (const auto& [path, file] : sources.files) {
    if (!file.problems.empty()) return Problem(path, file.problems.front());
  }
  if (auto read = ReadInflections(folder, sources); !read) return read;
  const PatternSets sets = SetsOf(sources);
  for (const auto& source : sources.files) {
    const auto term = static_cast<uint32_t>(entries.size());
    auto compiled = Compile(source, sets, sources.inflections, term, builder);
    if (!compiled) return compiled;
    for (const LexiconEntry& entry : source.second.entries) entries.push_back(&entry);
  }
  return {};
}

Result<std::string> CompileFiles(const std::filesystem::path& folder,
                                 const std::vector<std::filesystem::path>& paths) {
  // Before the files are read: a file changed meanwhile makes a lexicon that is not taken.
  const std::optional<uint64_t> stamp = StampOf(folder, paths);
  Sources sources;
  std::vector<const LexiconEntry*> entries;
  LexiconBuilder builder;
  if (auto compiled = CompileEntries(folder, paths, sources, entries, builder); !compiled) {
    return tl::unexpected<Error>(compiled.error());
  }
  auto real_words = ReadData(folder / kRealWords);
  if (!real_words) return tl::unexpected<Error>(real_words.error());
  AddRealWords(*real_words, builder);
  return CompiledLexicon::Bytes(stamp.value_or(0), builder.Finish(), entries, sources.sets);
}

}  // namespace

Result<void> LoadedLexicon::AddLocal(const std::filesystem::path& folder,
                                     const std::vector<std::filesystem::path>& local) {
  if (local.empty()) return {};
  Sources sources;
  sources.sets = shipped_.Sets();
  if (auto read = ReadFiles(local, sources); !read) return read;
  if (auto read = ReadInflections(folder, sources); !read) return read;
  const PatternSets sets = SetsOf(sources);
  LexiconBuilder builder;
  for (auto& source : sources.files) {
    if (!source.second.problems.empty()) {
      return Problem(source.first, source.second.problems.front());
    }
    auto compiled = Compile(source, sets, sources.inflections,
                            static_cast<uint32_t>(terms_.size()), builder);
    if (!compiled) return compiled;
    for (LexiconEntry& entry : source.second.entries) {
      entry.term.group = Group(entry.section);
      entry.term.local = true;
      entry.term.rule.insert(std::string_view("lex.").size(), "local.");
      terms_.push_back(std::move(entry.term));
    }
  }
  local_compiled_ = builder.Finish();
  std::string_view bytes = local_compiled_;
  has_local_ = local_.Bind(bytes);
  return {};
}

Result<std::unique_ptr<const Lexicon>> Lexicon::Load(
    const std::filesystem::path& folder, const std::vector<std::filesystem::path>& local) {
  auto paths = ShippedFiles(folder);
  if (!paths) return tl::unexpected<Error>(paths.error());
  auto lexicon = std::make_unique<LoadedLexicon>();
  std::optional<MappedFile> mapped = MappedFile::Open(folder / kCompiledLexiconName);
  if (mapped) {
    const std::optional<uint64_t> stamp = StampOf(folder, *paths);
    if (!stamp || !CompiledLexicon::IsOf(*stamp, mapped->bytes())) mapped.reset();
  }
  if (!mapped || !lexicon->BindShipped(std::move(mapped), {})) {
    auto compiled = CompileFiles(folder, *paths);
    if (!compiled) return tl::unexpected<Error>(compiled.error());
    lexicon->BindShipped(std::nullopt, std::move(*compiled));
  }
  if (auto added = lexicon->AddLocal(folder, local); !added) {
    return tl::unexpected<Error>(added.error());
  }
  return lexicon;
}

Result<std::string> CompileLexicon(const std::filesystem::path& folder) {
  const auto paths = ShippedFiles(folder);
  if (!paths) return tl::unexpected<Error>(paths.error());
  return CompileFiles(folder, *paths);
}

Result<std::vector<std::string>> ListLexiconWords(const std::filesystem::path& folder) {
  const auto paths = ShippedFiles(folder);
  if (!paths) return tl::unexpected<Error>(paths.error());
  Sources sources;
  std::vector<const LexiconEntry*> entries;
  LexiconBuilder builder;
  if (auto compiled = CompileEntries(folder, *paths, sources, entries, builder); !compiled) {
    return tl::unexpected<Error>(compiled.error());
  }
  return builder.Words();
}

Result<std::vector<LexiconProblem>> VerifyLexicon(const std::filesystem::path& folder,
                                                  const std::filesystem::path& file) {
  const bool shipped = file.parent_path() == folder;
  auto paths = ShippedFiles(folder);
  if (!paths) return tl::unexpected<Error>(paths.error());
  if (!shipped) paths->push_back(file);
  Sources sources;
  if (auto read = ReadFiles(*paths, sources); !read) return tl::unexpected<Error>(read.error());
  if (auto read = ReadInflections(folder, sources); !read) {
    return tl::unexpected<Error>(read.error());
  }
  const auto found = std::find_if(sources.files.begin(), sources.files.end(),
                                  [&](const auto& each) { return each.first == file; });
  if (found == sources.files.end()) {
    return Fail(ErrorKind::kUsage, "detect.data", {file.string(), "1", "1", "un fichier .tsv"});
  }
  std::vector<LexiconProblem> problems = found->second.problems;
  const PatternSets sets = SetsOf(sources);
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
    LexiconBuilder builder;
    builder.Add(*pattern, 0, sources.inflections);
    const std::string tables = builder.Finish(/*tolerant=*/false);
    std::string_view bytes = tables;
    LexiconAutomaton automaton;
    automaton.Bind(bytes);
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
