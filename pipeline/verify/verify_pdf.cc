// Reads the finished PDF again: with Poppler, and with libqpdf and our own decoder. Both texts must
// be, letter for letter, what was to be written; neither may hold anything withheld.

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>
#include <vector>

#include "pipeline/render/page_setter.h"
#include "pipeline/render/pdf_fonts.h"
#include "pipeline/verify/residue.h"
#include "pipeline/verify/verify.h"
#include "pipeline/verify/version_pdf_reader.h"

namespace expurge {
namespace {

// Letters without spaces, accents or marks: readers differ in how they join a letter and its
// accent, and lines end where the setter chose.
std::u16string Skeleton(const std::u16string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts(text.data(), static_cast<int32_t>(text.size()));
  if (U_SUCCESS(status)) parts = nfd->normalize(parts, status);
  std::u16string out;
  for (int32_t i = 0; i < parts.length(); ++i) {
    const char16_t c = parts.charAt(i);
    if (!u_isUWhiteSpace(c) && u_charType(c) != U_NON_SPACING_MARK) out += c;
  }
  return out;
}

std::u16string Skeleton(std::string_view utf8) { return Skeleton(DrawableText(utf8)); }

// What was to be written, in order, and which header a page may repeat within which stretch.
class Script {
 public:
  Script(const Version& version, const Frame& frame) : draft_(frame.draft) {
    Append(frame.title);
    for (const FrameField& field : frame.header) {
      Append(field.label);
      Append(field.value);
    }
    for (const std::string& line : frame.composed) Append(line);
    AppendBlocks(version.blocks);
    for (const std::string& line : frame.statements) Append(line);
    for (const std::string& line : frame.closing) Append(line);
  }

  // The text as words, for the search for residue.
  const std::string& words() const { return words_; }

  // Whether the pages hold the script, each with its number, and nothing else.
  bool IsReadFrom(const std::vector<std::string>& pages) const {
    size_t at = 0;
    for (size_t i = 0; i < pages.size(); ++i) {
      std::u16string page = Skeleton(pages[i]);
      const std::u16string number =
          Skeleton(std::to_string(i + 1) + "/" + std::to_string(pages.size()));
      if (draft_ && !TakeFirst(page, u"BROUILLON")) return false;
      if (!page.ends_with(number)) return false;
      page.resize(page.size() - number.size());
      if (!Follow(page, at) && !(TakeFirst(page, HeaderAt(at)) && Follow(page, at))) return false;
    }
    return at == text_.size() && !pages.empty();
  }

 private:
  struct Table {
    size_t begin, end;  // in text_
    std::u16string header;
  };

  void Append(std::string_view utf8) {
    text_ += Skeleton(utf8);
    words_.append(utf8);
    words_ += '\n';
  }

  void AppendBlocks(const std::vector<VersionBlock>& blocks) {
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind != BlockKind::kTableRow) {
        Append(blocks[i].text.Reveal());
        continue;
      }
      const size_t begin = text_.size();
      const size_t first = i;
      for (; i < blocks.size() && blocks[i].kind == BlockKind::kTableRow &&
             blocks[i].table == blocks[first].table;
           ++i) {
        for (const SecretText& cell : blocks[i].cells) Append(cell.Reveal());
      }
      --i;
      std::u16string header;
      for (const SecretText& cell : blocks[first].cells) header += Skeleton(cell.Reveal());
      tables_.push_back({begin, text_.size(), std::move(header)});
    }
  }

  std::u16string HeaderAt(size_t at) const {
    for (const Table& table : tables_) {
      if (table.begin < at && at < table.end) return table.header;
    }
    return {};
  }

  static bool TakeFirst(std::u16string& page, std::u16string_view prefix) {
    if (prefix.empty() || !page.starts_with(prefix)) return false;
    page.erase(0, prefix.size());
    return true;
  }

  // Whether the page goes on where the last one ended; moves `at` if so. A replacement character
  // stands for any one character that no font has.
  bool Follow(const std::u16string& page, size_t& at) const {
    if (page.size() > text_.size() - at) return false;
    for (size_t i = 0; i < page.size(); ++i) {
      if (page[i] != text_[at + i] && page[i] != kReplacement) return false;
    }
    at += page.size();
    return true;
  }

  const bool draft_;
  std::u16string text_;
  std::string words_;
  std::vector<Table> tables_;
};

// Poppler's reading, in the order of the content streams; empty when it cannot open the file.
std::vector<std::string> ReadWithPoppler(const std::string& bytes) {
  // Its messages could quote the file.
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  std::vector<std::string> pages;
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return pages;
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) return {};
    const poppler::byte_array text =
        page->text(poppler::rectf(), poppler::page::raw_order_layout).to_utf8();
    pages.emplace_back(text.begin(), text.end());
  }
  return pages;
}

std::string Join(const std::vector<std::string>& pages) {
  std::string all;
  for (const std::string& page : pages) all += page + "\n";
  return all;
}

// An error when anything withheld stands on the pages; it names the first page with some of it.
Result<void> SearchPages(const ResidueSearch& search, const std::vector<std::string>& pages) {
  const size_t found = search.Find(Join(pages)).size();
  if (found == 0) return {};
  for (size_t i = 0; i < pages.size(); ++i) {
    if (search.Find(pages[i]).empty()) continue;
    return Fail(ErrorKind::kResidue, "verify.residue", {std::to_string(found)},
                static_cast<int>(i) + 1);
  }
  return Fail(ErrorKind::kResidue, "verify.residue", {std::to_string(found)});
}

}  // namespace

Result<void> VerifyPdf(const std::string& bytes, const Expectation& expected) {
  if (expected.document == nullptr || expected.decisions == nullptr ||
      expected.version == nullptr || expected.frame == nullptr) {
    return Fail(ErrorKind::kResidue, "verify.structure");
  }
  const ResidueSearch search(*expected.document, *expected.decisions, *expected.frame);
  const std::vector<std::string> seen = ReadWithPoppler(bytes);
  if (auto clean = SearchPages(search, seen); !clean) return clean;
  const auto decoded = ReadVersionPdf(bytes, expected.frame->draft);
  if (!decoded) {
    // Where there is more than a version has, say if it is residue.
    if (const size_t found = search.Find(LooseText(bytes)).size(); found > 0) {
      return Fail(ErrorKind::kResidue, "verify.residue", {std::to_string(found)});
    }
    return tl::unexpected(decoded.error());
  }
  const Script script(*expected.version, *expected.frame);
  if (!script.IsReadFrom(seen) || !script.IsReadFrom(*decoded)) {
    if (auto clean = SearchPages(search, *decoded); !clean) return clean;
    return Fail(ErrorKind::kResidue, "verify.mismatch");
  }
  // The pages hold the script letter for letter, so it can stand for them where words matter:
  // on the page a very long word is cut.
  if (const size_t found = search.Find(script.words()).size(); found > 0) {
    return Fail(ErrorKind::kResidue, "verify.residue", {std::to_string(found)});
  }
  if (const size_t unknown = search.CountUnknownWords(script.words(), WordsOfRepair());
      unknown > 0) {
    return Fail(ErrorKind::kResidue, "verify.mismatch", {std::to_string(unknown)});
  }
  return {};
}

}  // namespace expurge
