// Reads plain text: finds its encoding and hands the text on exactly as it stands in the file.
//
// Valid UTF-8 is UTF-8, always; ICU is asked for the rest. Bytes that mean nothing become U+FFFD,
// one for each maximal part of a broken sequence, as in every other decoder that follows Unicode.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "pipeline/read/read.h"
#include "pipeline/read/read_blocks.h"

namespace expurge {
namespace {

constexpr size_t kDetectionSample = 64 * 1024;
constexpr UChar32 kReplacement = 0xFFFD;

struct Decoded {
  std::string text;
  std::vector<SourceRun> runs;
  size_t replaced = 0;
  std::string encoding;
};

// Collects characters with the bytes they came from.
class Sink {
 public:
  // `size` bytes of the file at `at` are this character.
  void Add(UChar32 c, size_t at, size_t size) {
    const bool broken = c < 0 || (c >= 0xD800 && c < 0xE000);
    if (broken) ++out_.replaced;
    const UChar32 put = broken ? kReplacement : c;
    std::array<uint8_t, 4> bytes{};
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, put);
    const size_t begin = out_.text.size();
    out_.text.append(bytes.begin(), bytes.begin() + length);
    // A run holds either characters that all take as many bytes here as there, or characters that
    // all take the same number there: the place of each can then be counted.
    const bool same = size == static_cast<size_t>(length) && !broken;
    const bool goes_on = !out_.runs.empty() && same == verbatim_ &&
                         out_.runs.back().first + out_.runs.back().count == at &&
                         (same || (size == last_size_ && length == last_length_));
    if (goes_on) {
      out_.runs.back().range.end = out_.text.size();
      out_.runs.back().count += size;
    } else {
      out_.runs.push_back({{begin, out_.text.size()}, 0, at, size});
    }
    verbatim_ = same;
    last_size_ = size;
    last_length_ = length;
  }

  Decoded Take(std::string encoding) {
    out_.encoding = std::move(encoding);
    return std::move(out_);
  }

 private:
  Decoded out_;
  bool verbatim_ = false;
  size_t last_size_ = 0;
  int32_t last_length_ = 0;
};

struct Utf8Quality {
  size_t multibyte = 0;  // well-formed sequences of two bytes and more
  size_t broken = 0;
};

Utf8Quality JudgeUtf8(std::string_view bytes) {
  Utf8Quality quality;
  const int32_t size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes.data(), i, size, c);
    if (c < 0) {
      ++quality.broken;
    } else if (i - begin > 1) {
      ++quality.multibyte;
    }
  }
  return quality;
}

Decoded DecodeUtf8(std::string_view bytes, size_t from) {
  Sink sink;
  const int32_t size = static_cast<int32_t>(bytes.size());
  for (int32_t i = static_cast<int32_t>(from); i < size;) {
    const int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes.data(), i, size, c);
    sink.Add(c, static_cast<size_t>(begin), static_cast<size_t>(i - begin));
  }
  return sink.Take("UTF-8");
}

Decoded DecodeUtf16(std::string_view bytes, size_t from, bool little) {
  Sink sink;
  const auto unit = [&](size_t at) {
    const auto low = static_cast<unsigned char>(bytes[at + (little ? 0 : 1)]);
    const auto high = static_cast<unsigned char>(bytes[at + (little ? 1 : 0)]);
    return static_cast<UChar32>(high << 8 | low);
  };
  size_t at = from;
  while (at + 1 < bytes.size()) {
    const UChar32 first = unit(at);
    if (U16_IS_LEAD(first) && at + 3 < bytes.size() && U16_IS_TRAIL(unit(at + 2))) {
      sink.Add(U16_GET_SUPPLEMENTARY(first, unit(at + 2)), at, 4);
      at += 4;
    } else {
      sink.Add(first, at, 2);
      at += 2;
    }
  }
  if (at < bytes.size()) sink.Add(-1, at, 1);
  return sink.Take(little ? "UTF-16LE" : "UTF-16BE");
}

Decoded DecodeSingleByte(std::string_view bytes, const std::string& encoding) {
  // One call for each of the 256 bytes, then a table: a converter would not tell the offsets.
  std::array<UChar32, 256> table{};
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status),
                                                               &ucnv_close);
  for (size_t value = 0; value < table.size(); ++value) {
    const char byte = static_cast<char>(value);
    const char* source = &byte;
    status = U_ZERO_ERROR;
    table[value] = ucnv_getNextUChar(converter.get(), &source, source + 1, &status);
    const bool control = value >= 0x80 && table[value] >= 0x80 && table[value] < 0xA0;
    if (U_FAILURE(status) || table[value] == kReplacement || control) table[value] = -1;
    if (value == 0x85 && control) table[value] = 0x85;
  }
  Sink sink;
  for (size_t i = 0; i < bytes.size(); ++i) {
    sink.Add(table[static_cast<unsigned char>(bytes[i])], i, 1);
  }
  return sink.Take(encoding);
}

// Encodings of one byte that French reports come in. ICU guesses by letter statistics; for a few
// words it may prefer an eastern European set, which a French text never is.
std::string DetectSingleByte(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                      &ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(),
                 static_cast<int32_t>(std::min(bytes.size(), kDetectionSample)), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return "windows-1252";
  for (int32_t i = 0; i < count; ++i) {
    const std::string name = ucsdet_getName(matches[i], &status);
    const std::string language = ucsdet_getLanguage(matches[i], &status);
    if (name == "ISO-8859-1" || name == "windows-1252") return "windows-1252";
    const bool single = name.starts_with("ISO-8859") || name.starts_with("windows-125");
    if (single && language != "fr" && ucsdet_getConfidence(matches[i], &status) > 60) return name;
  }
  return "windows-1252";
}

// Text without a mark of its own in which every second byte is mostly zero.
bool LooksLikeUtf16(std::string_view bytes, bool little) {
  if (bytes.size() < 4) return false;
  size_t zeros = 0;
  size_t wrong = 0;
  const size_t pairs = std::min(bytes.size(), kDetectionSample) / 2;
  for (size_t i = 0; i < pairs; ++i) {
    zeros += bytes[2 * i + (little ? 1 : 0)] == '\0' ? 1 : 0;
    wrong += bytes[2 * i + (little ? 0 : 1)] == '\0' ? 1 : 0;
  }
  return zeros * 10 >= pairs * 7 && wrong * 50 <= pairs;
}

Decoded Decode(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return DecodeUtf8(bytes, 3);
  if (bytes.starts_with("\xFF\xFE")) return DecodeUtf16(bytes, 2, true);
  if (bytes.starts_with("\xFE\xFF")) return DecodeUtf16(bytes, 2, false);
  if (LooksLikeUtf16(bytes, true)) return DecodeUtf16(bytes, 0, true);
  if (LooksLikeUtf16(bytes, false)) return DecodeUtf16(bytes, 0, false);
  const Utf8Quality quality = JudgeUtf8(bytes);
  // In another encoding well-formed sequences are chance; a few broken bytes in UTF-8 are damage.
  if (quality.broken == 0 || quality.multibyte > quality.broken) return DecodeUtf8(bytes, 0);
  return DecodeSingleByte(bytes, DetectSingleByte(bytes));
}

// Zeros, controls and undecodable bytes are rare in any text and a tenth of random bytes; accented
// letters are a twentieth of French and half of random bytes read as Windows-1252.
bool IsNoise(const Decoded& decoded) {
  size_t controls = 0;
  size_t characters = 0;
  size_t high = 0;
  for (char c : decoded.text) {
    const auto value = static_cast<unsigned char>(c);
    if (value == 0) return true;
    if (value >= 0x80 && value < 0xC0) continue;
    ++characters;
    if (value >= 0xC0) ++high;
    if ((value < 0x20 && (value < '\b' || value > '\r') && value != 0x1B) || value == 0x7F) {
      ++controls;
    }
  }
  if (controls >= 2 && controls * 25 > characters) return true;
  if (decoded.encoding == "windows-1252" && high > 4 && high * 10 > characters * 4) return true;
  const size_t bad = controls + decoded.replaced;
  return (bad > 4 && bad * 40 > characters) || bad * 4 > characters;
}

}  // namespace

Result<Document> ReadText(std::string_view bytes) {
  if (bytes.size() > static_cast<size_t>(INT32_MAX)) {
    return Fail(ErrorKind::kUnreadable, "read.limit");
  }
  Decoded decoded = Decode(bytes);
  if (decoded.text.find_first_not_of(" \t\r\n\f\v") == std::string::npos) {
    return Fail(ErrorKind::kUnreadable, "read.empty");
  }
  if (IsNoise(decoded)) return Fail(ErrorKind::kUnreadable, "read.binary");
  Document document;
  document.source = Document::Source::kText;
  document.blocks = BlocksOfText(decoded.text);
  if (document.blocks.empty()) return Fail(ErrorKind::kUnreadable, "read.empty");
  document.text = SecretText(std::move(decoded.text));
  document.runs = std::move(decoded.runs);
  document.replaced = decoded.replaced;
  document.encoding = std::move(decoded.encoding);
  PromoteHeadings(document);
  return document;
}

}  // namespace expurge
