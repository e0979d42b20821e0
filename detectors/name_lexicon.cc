#include "detectors/name_lexicon.h"

#include <algorithm>
#include <string>
#include <utility>

namespace expurge {
namespace {

tl::unexpected<Error> BadData(const std::string& file, size_t line, const char* expected) {
  return Fail(ErrorKind::kUsage, "detect.data", {file, std::to_string(line), "1", expected});
}

uint32_t Fnv1a(std::string_view word) {
  uint32_t value = 2166136261U;
  for (char c : word) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

// Hashes of the lines of `text` that are no comment, ascending. The lines must ascend, so that an
// editor sees doubles.
Result<std::vector<uint32_t>> Lines(std::string_view text, const std::string& file) {
  std::vector<uint32_t> hashes;
  hashes.reserve(text.size() / 8);
  std::string_view previous;
  size_t number = 0;
  while (!text.empty()) {
    ++number;
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    if (!(previous < line)) return BadData(file, number, "des lignes en ordre croissant");
    previous = line;
    hashes.push_back(Fnv1a(line));
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

Result<std::span<const uint32_t>> Hashes(std::string_view bytes, const std::string& file) {
  const size_t header = bytes.find('\n') + 1;
  if (header == 0 || bytes.size() % 4 != 0 || header % 4 != 0 || bytes.size() == header) {
    return BadData(file, 1, "le fichier de tools/make_identity_lexicon.py");
  }
  const std::span<const uint32_t> hashes(
      reinterpret_cast<const uint32_t*>(bytes.data() + header), (bytes.size() - header) / 4);
  if (!std::is_sorted(hashes.begin(), hashes.end())) {
    return BadData(file, 2, "des empreintes en ordre croissant");
  }
  return hashes;
}

bool Has(std::span<const uint32_t> hashes, std::string_view word) {
  return std::binary_search(hashes.begin(), hashes.end(), Fnv1a(word));
}

}  // namespace

Result<NameLexicon> NameLexicon::Load(const std::filesystem::path& folder) {
  NameLexicon lexicon;
  std::vector<uint32_t> dictionary;
  const std::pair<const char*, std::vector<uint32_t>*> lists[] = {
      {"first_names.txt", &lexicon.first_names_},
      {"dictionary_names.txt", &dictionary},
      {"places.txt", &lexicon.places_}};
  for (const auto& [file, words] : lists) {
    const auto text = MappedFile::Open(folder / file);
    if (!text) return BadData(file, 1, "un fichier lisible");
    auto lines = Lines(text->bytes(), file);
    if (!lines) return tl::unexpected(lines.error());
    *words = std::move(*lines);
  }
  lexicon.first_names_.insert(lexicon.first_names_.end(), dictionary.begin(), dictionary.end());
  std::sort(lexicon.first_names_.begin(), lexicon.first_names_.end());
  for (const auto& [file, hashes] :
       {std::pair{"common_words.bin", &lexicon.common_}, {"verbs.bin", &lexicon.verbs_}}) {
    auto mapped = MappedFile::Open(folder / file);
    if (!mapped) return BadData(file, 1, "un fichier lisible");
    auto read = Hashes(mapped->bytes(), file);
    if (!read) return tl::unexpected(read.error());
    *hashes = *read;
    lexicon.mapped_.push_back(std::move(*mapped));
  }
  return lexicon;
}

bool NameLexicon::IsFirstName(std::string_view word) const {
  return Has(first_names_, word);
}

bool NameLexicon::IsPlace(std::string_view word) const { return Has(places_, word); }

bool NameLexicon::IsCommonWord(std::string_view word) const {
  return Has(common_, word);
}

bool NameLexicon::IsVerb(std::string_view word) const {
  return Has(verbs_, word);
}

}  // namespace expurge
