// Reads a text version again as bytes and compares it with the source, not with the renderer.
#include <string>
#include <string_view>

#include "pipeline/verify/residue.h"
#include "pipeline/verify/verify.h"

namespace expurge {
namespace {

// Valid UTF-8, no control character but the line feed: nothing can hide from the search.
bool IsPlain(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const unsigned char lead = static_cast<unsigned char>(bytes[i]);
    if ((lead < 0x20 && lead != '\n') || lead == 0x7F) return false;
    size_t size = 1;
    if (lead >= 0x80) {
      size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
      if (size == 0 || lead > 0xF4 || i + size > bytes.size()) return false;
      for (size_t k = 1; k < size; ++k) {
        if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0) != 0x80) return false;
      }
    }
    i += size;
  }
  return true;
}

}  // namespace

Result<void> VerifyText(const std::string& bytes, const Expectation& expected) {
  if (expected.document == nullptr || expected.decisions == nullptr ||
      expected.version == nullptr || expected.frame == nullptr) {
    return Fail(ErrorKind::kResidue, "verify.structure");
  }
  if (!IsPlain(bytes) || (!bytes.empty() && !bytes.ends_with('\n'))) {
    return Fail(ErrorKind::kResidue, "verify.structure");
  }
  const ResidueSearch search(*expected.document, *expected.decisions, *expected.frame);
  if (const std::vector<size_t> found = search.Find(bytes); !found.empty()) {
    return Fail(ErrorKind::kResidue, "verify.residue", {std::to_string(found.size())});
  }
  if (const size_t unknown = search.CountUnknownWords(bytes, WordsOfRepair()); unknown > 0) {
    return Fail(ErrorKind::kResidue, "verify.mismatch", {std::to_string(unknown)});
  }
  const WordDifference difference =
      CompareWords(bytes, *expected.version, *expected.frame, "");
  if (!difference.none()) {
    return Fail(ErrorKind::kResidue, "verify.mismatch",
                {std::to_string(difference.foreign + difference.missing)});
  }
  return {};
}

}  // namespace expurge
