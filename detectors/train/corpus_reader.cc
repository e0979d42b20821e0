#include "detectors/train/corpus_reader.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace expurge {
namespace {

constexpr std::string_view kOpen = "\xe2\x9f\xa6", kClose = "\xe2\x9f\xa7";

// Tagged text to plain text and stretches; false when a tag is malformed or unknown.
bool Untag(std::string_view tagged, std::string& plain, std::vector<Stretch>& stretches) {
  size_t at = 0;
  while (true) {
    const size_t open = tagged.find(kOpen, at);
    plain.append(tagged.substr(at, open - at));
    if (open == std::string_view::npos) return true;
    const size_t bar = tagged.find('|', open);
    const size_t close = tagged.find(kClose, open);
    if (bar == std::string_view::npos || close == std::string_view::npos || bar > close) {
      return false;
    }
    Stretch stretch;
    std::istringstream ids{std::string(tagged.substr(open + 3, bar - open - 3))};
    for (std::string id; std::getline(ids, id, '+');) {
      const auto category = CategoryFromId(id);
      if (!category) return false;
      stretch.categories.Add(*category);
    }
    stretch.range.begin = plain.size();
    plain.append(tagged.substr(bar + 1, close - bar - 1));
    stretch.range.end = plain.size();
    stretches.push_back(stretch);
    at = close + 3;
  }
}

}  // namespace

Result<std::vector<TaggedDocument>> ReadCorpus(const std::filesystem::path& folder,
                                               const TextReader& reader) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  if (error || files.empty()) return Fail(ErrorKind::kUsage, "train.corpus", {folder.string()});
  std::sort(files.begin(), files.end());
  std::vector<TaggedDocument> out;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    TaggedDocument tagged;
    tagged.name = file.stem().string();
    tagged.author = tagged.name[0];
    std::string plain;
    if (!in || !Untag(bytes.str(), plain, tagged.stretches)) {
      return Fail(ErrorKind::kUsage, "train.corpus", {file.string()});
    }
    auto document = reader(plain);
    if (!document) return tl::unexpected(document.error());
    tagged.document = std::move(*document);
    out.push_back(std::move(tagged));
  }
  return out;
}

TaggedDocument Rewrite(const TaggedDocument& source, const TextReader& reader,
                       const std::function<std::string(std::string_view)>& change) {
  const std::string_view text = source.document.text.Reveal();
  std::string changed;
  std::vector<size_t> moved(text.size() + 1);
  for (size_t at = 0; at < text.size();) {
    size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80) ++next;
    for (size_t i = at; i < next; ++i) moved[i] = changed.size();
    changed += change(text.substr(at, next - at));
    at = next;
  }
  moved[text.size()] = changed.size();
  TaggedDocument out;
  out.name = source.name;
  out.author = source.author;
  for (const Stretch& stretch : source.stretches) {
    out.stretches.push_back(
        {{moved[stretch.range.begin], moved[stretch.range.end]}, stretch.categories});
  }
  if (auto document = reader(changed)) out.document = std::move(*document);
  return out;
}

}  // namespace expurge
