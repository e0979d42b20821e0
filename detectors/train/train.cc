// expurge_train: learns the weights of the tagger from the tagged corpus, and measures them by
// leaving one author out. Development tool; the program never runs it.
//
//   expurge_train words   --data DIR [--hunspell DIR]       makes model/words.bin
//   expurge_train learn   --corpus DIR --data DIR [-o FILE]  makes model/tagger.bin
//   expurge_train check   --data DIR                        loads the layers
//   expurge_train measure --corpus DIR --data DIR [--only AUTHORS] [--dev] [--ann DIR] [--bias X]
//                         [--models DIR] [--versions DIR] [--table]
//
// The same inputs give the same bytes.
#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <map>
#include <thread>

#include "detectors/layered_detector.h"
#include "detectors/train/dataset.h"
#include "detectors/train/score.h"
#include "detectors/train/word_compiler.h"
#include "pipeline/read/read.h"

namespace expurge {
namespace {

struct Options {
  std::string command, corpus = "samples/corpus", data = "detectors/data";
  std::string output, ann, only, models, versions;
  std::string hunspell = "/usr/share/hunspell";
  bool dev = false, table = false, copies = true;
  float bias = -0.14f;  // the operating point of Prudence::kNormal
  float veto = 0.2f, limit = 0.22f, limit_mean = 0.12f, busy = 0.45f, calm = 2.0f;
  uint32_t rare = 4;
  size_t rows = 174000;  // what an eight-megabyte file holds
  float sentences = 1;  // weight of the corpus of single sentences beside whole reports
  LearnOptions learn;
};

Result<Document> ReadPlain(const std::string& text) { return ReadText(text); }

int Complain(const Error& error) {
  std::string line = error.id;
  for (const std::string& arg : error.args) line += " " + arg;
  std::fprintf(stderr, "expurge_train: %s\n", line.c_str());
  return 2;
}

bool Save(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return out.good();
}

int MakeWords(const Options& options) {
  const auto words = CompileWords(options.hunspell);
  if (!words) return Complain(words.error());
  return Save(std::filesystem::path(options.data) / "model" / "words.bin", words->Serialize()) ? 0
                                                                                             : 75;
}

// Copies as they come from old machines and scanners: no accents, capitals, misread letters.
std::vector<TaggedDocument> NoisyCopies(const TaggedDocument& source, uint64_t seed) {
  const auto capitals = [](std::string_view c) {
    const std::string folded = Fold(c).text;
    std::string out;
    for (char f : c[0] == ' ' || c[0] == '\n' ? std::string(c) : folded) {
      out += f >= 'a' && f <= 'z' ? static_cast<char>(f - 32) : f;
    }
    return out;
  };
  uint64_t state = seed;
  const auto noise = [&state](std::string_view c) -> std::string {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    if ((state >> 33) % 1000 >= 25 || c == "\n") return std::string(c);
    static const std::map<std::string_view, std::string_view> kMisread = {
        {"m", "rn"}, {"l", "1"}, {"i", "l"}, {"o", "0"}, {"e", "c"}, {"\xc3\xa9", "e"},
        {"n", "u"},  {"u", "n"}, {"s", "5"}, {"a", "o"}, {"r", "t"}, {"t", "f"},
        {"d", "cl"}, {"h", "b"}, {"c", "e"}, {" ", ""},  {"1", "l"}, {"0", "O"}};
    const auto found = kMisread.find(c);
    return std::string(found == kMisread.end() ? c : found->second);
  };
  std::vector<TaggedDocument> out;
  if (seed % 2 == 0) {
    out.push_back(Rewrite(source, ReadPlain, capitals));
  } else {
    out.push_back(Rewrite(source, ReadPlain, noise));
  }
  return out;
}

// A document that is measured: observed once, scored with many operating points.
struct Tested {
  const TaggedDocument* tagged;
  Observation seen;
  FeatureContext context;
  std::vector<TokenScores> scores;
};

std::vector<PredictedSpan> SpansOf(const Analysis& analysis) {
  std::vector<PredictedSpan> out;
  for (const Finding& finding : analysis.findings) {
    CategorySet guide;
    for (Category category : finding.categories.List()) {
      if (const auto known = GuideCategory(category)) guide.Add(*known);
    }
    for (Category category : guide.List()) out.push_back({category, finding.passage});
  }
  return out;
}

// What `detecter --format brat` would write.
std::string BratOf(const TaggedDocument& tagged, const std::vector<PredictedSpan>& spans) {
  const std::string_view text = tagged.document.text.Reveal();
  const auto points = [&](size_t end) {
    size_t count = 0;
    for (size_t i = 0; i < end; ++i) count += (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
    return count;
  };
  std::string out;
  for (size_t i = 0; i < spans.size(); ++i) {
    out += fmt::format("T{}\t{} {} {}\t.\n", i + 1, CategoryId(spans[i].category),
                       points(spans[i].range.begin), points(spans[i].range.end));
  }
  return out;
}

struct Corpus {
  std::vector<TaggedDocument> train, sentences, dev;
};

Result<Corpus> ReadAll(const Options& options) {
  Corpus out;
  const std::filesystem::path folder(options.corpus);
  const std::pair<std::vector<TaggedDocument>*, const char*> parts[] = {
      {&out.train, "train"}, {&out.sentences, "sentences"}, {&out.dev, "dev"}};
  for (const auto& [part, name] : parts) {
    auto read = ReadCorpus(folder / name, ReadPlain);
    if (!read) return tl::unexpected(read.error());
    *part = std::move(*read);
  }
  return out;
}

Dataset MakeDataset(const Corpus& corpus, const Layers& layers, const Options& options) {
  Dataset data(layers);
  uint64_t seed = 0;
  for (const auto* part : {&corpus.train, &corpus.sentences}) {
    for (const TaggedDocument& tagged : *part) {
      const float weight = part == &corpus.sentences ? options.sentences : 1;
      data.Add(tagged, weight);
      ++seed;
      if (!options.copies) continue;
      for (const TaggedDocument& copy : NoisyCopies(tagged, seed)) data.Add(copy, 0.3f * weight);
    }
  }
  data.Prune(options.rare);
  return data;
}

Result<Tagger> LearnTagger(const Dataset& data, const std::string& left_out,
                           const Options& options, float bias, std::string* bytes) {
  const auto sequences = data.Select([&](const std::string& name) {
    return left_out.find(name[0]) == std::string::npos;
  });
  LearnOptions learn = options.learn;
  learn.lexical = data.lexical();
  LearnedModel model = LearnStates(sequences, data.feature_count(), learn);
  LearnCategories(sequences, data.feature_count(), TaggerCategories().size(), learn, model);
  std::string out = Tagger::Serialize(data.Rows(model, options.rows), bias);
  if (bytes != nullptr) *bytes = out;
  return Tagger::FromBytes(std::move(out));
}

// The tagger that has not seen an author: from `--models`, where it is kept between measurements
// of what comes after learning.
Result<Tagger> FoldTagger(const Dataset& data, char author, const Options& options) {
  if (options.models.empty()) return LearnTagger(data, std::string(1, author), options, 0, nullptr);
  const std::filesystem::path file =
      std::filesystem::path(options.models) / fmt::format("{}.bin", author == '*' ? 'D' : author);
  if (std::filesystem::exists(file)) return Tagger::Load(file);
  std::string bytes;
  auto tagger = LearnTagger(data, std::string(1, author), options, 0, &bytes);
  Save(file, bytes);
  return tagger;
}

// Whether every model that a measurement needs is there, so that nothing has to be learnt.
bool HaveModels(const Options& options, const std::string& folds) {
  if (options.models.empty()) return false;
  for (char author : folds) {
    const std::string name = fmt::format("{}.bin", author == '*' ? 'D' : author);
    if (!std::filesystem::exists(std::filesystem::path(options.models) / name)) return false;
  }
  return true;
}

// What a recipient with the scope finances and logement would get, without repair of sentences:
// transmitted runs of bytes, one a line.
std::string VersionOf(const TaggedDocument& tagged, const Analysis& analysis) {
  const std::string_view text = tagged.document.text.Reveal();
  std::vector<char> send(text.size(), 0);
  for (const Clause& clause : analysis.clauses) {
    const char neutral = clause.neutral != Neutral::kNone ? 1 : 0;
    std::fill(send.begin() + long(clause.range.begin), send.begin() + long(clause.range.end),
              neutral);
  }
  const auto mark = [&](bool allowed) {
    for (const Finding& finding : analysis.findings) {
      bool in_scope = true;
      for (Category c : finding.categories.List()) {
        in_scope = in_scope && (IsWithin(c, "finances") || IsWithin(c, "logement") ||
                                !GuideCategory(c));
      }
      if (in_scope != allowed) continue;
      std::fill(send.begin() + long(finding.passage.begin),
                send.begin() + long(finding.passage.end), allowed ? 1 : 0);
    }
  };
  mark(true);
  mark(false);
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (send[i] != 0) {
      out += text[i];
    } else if (!out.empty() && out.back() != '\n') {
      out += '\n';
    }
  }
  return out;
}

int Learn(const Options& options) {
  const auto corpus = ReadAll(options);
  if (!corpus) return Complain(corpus.error());
  const auto layers = Layers::Load(options.data, {});
  if (!layers) return Complain(layers.error());
  const Dataset data = MakeDataset(*corpus, *layers, options);
  std::string bytes;
  const auto tagger = LearnTagger(data, "", options, options.bias, &bytes);
  if (!tagger) return Complain(tagger.error());
  const std::filesystem::path file =
      options.output.empty() ? std::filesystem::path(options.data) / "model" / "tagger.bin"
                             : std::filesystem::path(options.output);
  return Save(file, bytes) ? 0 : 75;
}

int Measure(const Options& options) {
  const auto corpus = ReadAll(options);
  if (!corpus) return Complain(corpus.error());
  const auto layers = Layers::Load(options.data, {});
  if (!layers) return Complain(layers.error());
  std::string folds = options.only.empty() ? "ceghmnr" : options.only;
  if (options.dev) folds = "*";
  const Dataset data = HaveModels(options, folds) ? Dataset(*layers)
                                                  : MakeDataset(*corpus, *layers, options);
  std::vector<float> steps;
  for (int i = -6; i <= 6; ++i) steps.push_back(static_cast<float>(i) * 0.05f);
  struct Fold {
    std::vector<Score> scores;
    Score fixed;
  };
  std::vector<Fold> results(folds.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t f = next++; f < folds.size(); f = next++) {
      const auto tagger = FoldTagger(data, folds[f], options);
      if (!tagger) continue;
      results[f].scores.resize(steps.size());
      for (const TaggedDocument& tagged : options.dev ? corpus->dev : corpus->train) {
        if (!options.dev && tagged.author != folds[f]) continue;
        const Observation seen = layers->Observe(tagged.document);
        const FeatureContext context = layers->Prepare(tagged.document, seen);
        const LayeredDetector plain(*layers, *tagger, Tuning{});
        const std::vector<TokenScores> scores = plain.ScoreTokens(context);
        for (size_t s = 0; s <= steps.size(); ++s) {
          Tuning tuning;
          tuning.bias = s < steps.size() ? steps[s] : options.bias;
          tuning.lexicon_veto = options.veto;
          tuning.busy = options.busy;
          tuning.calm = options.calm;
          tuning.neutral.word = options.limit;
          tuning.neutral.mean = options.limit_mean;
          const LayeredDetector detector(*layers, *tagger, tuning);
          const Analysis analysis = detector.Combine(seen, context, scores);
          const auto spans = SpansOf(analysis);
          if (s == steps.size() && !options.versions.empty()) {
            Save(std::filesystem::path(options.versions) / (tagged.name + ".txt"),
                 VersionOf(tagged, analysis));
          }
          (s < steps.size() ? results[f].scores[s] : results[f].fixed).Add(tagged, spans);
          if (s == steps.size() && !options.ann.empty()) {
            Save(std::filesystem::path(options.ann) / (tagged.name + ".ann"),
                 BratOf(tagged, spans));
          }
        }
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  for (size_t s = 0; s < steps.size(); ++s) {
    Score sum;
    for (const Fold& fold : results) sum.Merge(fold.scores[s]);
    fmt::print("bias {:5.2f}  {}\n", steps[s], sum.Line());
  }
  Score sum;
  for (size_t f = 0; f < folds.size(); ++f) {
    fmt::print("author {} {}\n", folds[f], results[f].fixed.Line());
    sum.Merge(results[f].fixed);
  }
  if (options.table) fmt::print("{}", sum.Table());
  return 0;
}

int Main(int argc, char** argv) {
  Options options;
  options.learn.epochs = 12;
  options.learn.dropout = 0.5f;
  options.learn.blind = 0.5f;
  options.learn.rate = 0.012f;
  if (argc > 1) options.command = argv[1];
  for (int i = 2; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (name == "--corpus") options.corpus = value();
    else if (name == "--data") options.data = value();
    else if (name == "--hunspell") options.hunspell = value();
    else if (name == "-o") options.output = value();
    else if (name == "--ann") options.ann = value();
    else if (name == "--models") options.models = value();
    else if (name == "--versions") options.versions = value();
    else if (name == "--limit") options.limit = std::stof(value());
    else if (name == "--limit-mean") options.limit_mean = std::stof(value());
    else if (name == "--busy") options.busy = std::stof(value());
    else if (name == "--calm") options.calm = std::stof(value());
    else if (name == "--only") options.only = value();
    else if (name == "--bias") options.bias = std::stof(value());
    else if (name == "--veto") options.veto = std::stof(value());
    else if (name == "--epochs") options.learn.epochs = std::stoi(value());
    else if (name == "--rate") options.learn.rate = std::stof(value());
    else if (name == "--dropout") options.learn.dropout = std::stof(value());
    else if (name == "--blind") options.learn.blind = std::stof(value());
    else if (name == "--sentences") options.sentences = std::stof(value());
    else if (name == "--decay") options.learn.decay = std::stof(value());
    else if (name == "--power") options.learn.power = std::stof(value());
    else if (name == "--category-rate") options.learn.category_rate = std::stof(value());
    else if (name == "--rare") options.rare = static_cast<uint32_t>(std::stoul(value()));
    else if (name == "--rows") options.rows = std::stoul(value());
    else if (name == "--dev") options.dev = true;
    else if (name == "--table") options.table = true;
    else if (name == "--no-copies") options.copies = false;
    else return Complain(Error{ErrorKind::kUsage, "train.option", {name}});
  }
  if (options.command == "check") {
    const auto layers = Layers::Load(options.data, {});
    return layers ? 0 : Complain(layers.error());
  }
  if (options.command == "words") return MakeWords(options);
  if (options.command == "learn") return Learn(options);
  if (options.command == "measure") return Measure(options);
  return Complain(Error{ErrorKind::kUsage, "train.command", {options.command}});
}

}  // namespace
}  // namespace expurge

int main(int argc, char** argv) { return expurge::Main(argc, argv); }
