// Speed of detection on text, beside the floor: ICU folding alone on the same bytes, and segmentation
// alone. Bytes per second are of the report's text.
//
//   build/release/tests/expurge_bench --benchmark_min_time=1

#include <benchmark/benchmark.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "detectors/detector.h"
#include "detectors/fold.h"
#include "detectors/segment.h"
#include "pipeline/evaluate.h"
#include "pipeline/read/read.h"

namespace expurge {
namespace {

namespace fs = std::filesystem;

// The untagged training corpus, one text of some hundred kilobytes.
std::string CorpusText() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(EXPURGE_SOURCE_DIR "/samples/corpus/train")) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::string text;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (const auto document = ParseTagged(bytes, path.stem().string())) text += document->text;
    text += "\n\n";
  }
  return text;
}

void SetBytes(benchmark::State& state, size_t size) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(size));
}

void IcuNormalisation(benchmark::State& state) {
  const std::string text = CorpusText();
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(code);
  for (auto _ : state) {
    benchmark::DoNotOptimize(nfkc->normalize(icu::UnicodeString::fromUTF8(text), code));
  }
  SetBytes(state, text.size());
}
BENCHMARK(IcuNormalisation);

void Folding(benchmark::State& state) {
  const std::string text = CorpusText();
  for (auto _ : state) benchmark::DoNotOptimize(Fold(text));
  SetBytes(state, text.size());
}
BENCHMARK(Folding);

void Segmentation(benchmark::State& state) {
  const Document document = *ReadText(CorpusText());
  for (auto _ : state) benchmark::DoNotOptimize(Segment(document));
  SetBytes(state, document.text.size());
}
BENCHMARK(Segmentation);

void Detection(benchmark::State& state) {
  const Document document = *ReadText(CorpusText());
  DetectorOptions options;
  options.data = EXPURGE_SOURCE_DIR "/detectors/data";
  const auto detector = Detector::Load(options);
  for (auto _ : state) benchmark::DoNotOptimize((*detector)->Detect(document));
  SetBytes(state, document.text.size());
}
BENCHMARK(Detection);

void Loading(benchmark::State& state) {
  DetectorOptions options;
  options.data = EXPURGE_SOURCE_DIR "/detectors/data";
  for (auto _ : state) benchmark::DoNotOptimize(Detector::Load(options));
}
BENCHMARK(Loading);

}  // namespace
}  // namespace expurge

BENCHMARK_MAIN();
