#include "pipeline/verify/pdf_decode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace expurge {
namespace {

// Tokens as our composer and PoDoFo's CMaps have them: separated by white space, brackets and
// strings in <> and () delimit themselves.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  // The next token, empty at the end.
  std::string_view Next() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
    if (at_ == text_.size()) return {};
    const size_t begin = at_;
    const char first = text_[at_++];
    if (first == '[' || first == ']') return text_.substr(begin, 1);
    if ((first == '<' || first == '>') && at_ < text_.size() && text_[at_] == first) {
      ++at_;
      return text_.substr(begin, 2);
    }
    if (first == '<' || first == '(') {
      const size_t end = text_.find(first == '<' ? '>' : ')', at_);
      at_ = end == std::string_view::npos ? text_.size() : end + 1;
      return text_.substr(begin, at_ - begin);
    }
    while (at_ < text_.size() && !IsSpace(text_[at_]) &&
           std::string_view("[]<>()/").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

 private:
  static bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

  std::string_view text_;
  size_t at_ = 0;
};

// "<00410042>" as 16-bit units; nothing for an odd length or another character.
std::optional<std::u16string> Hex(std::string_view token) {
  if (token.size() < 2 || token.front() != '<' || token.back() != '>') return std::nullopt;
  token = token.substr(1, token.size() - 2);
  if (token.empty() || token.size() % 4 != 0) return std::nullopt;
  std::u16string units;
  for (size_t i = 0; i < token.size(); i += 4) {
    uint16_t unit = 0;
    const char* end = token.data() + i + 4;
    const auto [stop, error] = std::from_chars(token.data() + i, end, unit, 16);
    if (error != std::errc() || stop != end) return std::nullopt;
    units += static_cast<char16_t>(unit);
  }
  return units;
}

std::optional<uint16_t> Code(std::string_view token) {
  const auto units = Hex(token);
  if (!units || units->size() != 1) return std::nullopt;
  return static_cast<uint16_t>((*units)[0]);
}

std::optional<double> Number(std::string_view token) {
  double value = 0;
  const auto [stop, error] =
      std::from_chars(token.data(), token.data() + token.size(), value, std::chars_format::fixed);
  if (token.empty() || error != std::errc() || stop != token.data() + token.size()) {
    return std::nullopt;
  }
  return value;
}

// The words around the entries of a ToUnicode CMap; no room for anything else.
bool IsCMapWord(std::string_view token) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"/CIDInit", "/ProcSet", "findresource", "begin", "dict", "begincmap", "/CIDSystemInfo", "<<",
       "/Registry", "(Adobe)", "/Ordering", "(UCS)", "/Supplement", ">>", "def", "/CMapName",
       "/Adobe-Identity-UCS", "/CMapType", "endcmap", "CMapName", "currentdict", "/CMap",
       "defineresource", "pop", "end"});
  return std::find(kWords.begin(), kWords.end(), token) != kWords.end() ||
         (token.size() <= 5 && Number(token));
}

// One entry of a bfrange: codes from `first` to `last` that count up from a text, or a list.
bool ReadRange(Tokens& tokens, std::string_view token, UnicodeMap& map) {
  const auto first = Code(token), last = Code(tokens.Next());
  if (!first || !last || *last < *first) return false;
  token = tokens.Next();
  if (token != "[") {
    auto text = Hex(token);
    if (!text) return false;
    for (uint32_t code = *first; code <= *last; ++code) {
      map[static_cast<uint16_t>(code)] = *text;
      ++text->back();
    }
    return true;
  }
  for (uint32_t code = *first; code <= *last; ++code) {
    const auto text = Hex(tokens.Next());
    if (!text) return false;
    map[static_cast<uint16_t>(code)] = *text;
  }
  return tokens.Next() == "]";
}

class PageReader {
 public:
  explicit PageReader(const std::map<std::string, UnicodeMap>& fonts) : fonts_(fonts) {}

  bool Read(std::string_view content) {
    Tokens tokens(content);
    for (std::string_view token = tokens.Next(); !token.empty(); token = tokens.Next()) {
      const char first = token[0];
      if (first == '<' || first == '/' || first == '-' || first == '.' ||
          (first >= '0' && first <= '9')) {
        operands_.push_back(token);
        if (operands_.size() > 6) return false;
        continue;
      }
      if (!Execute(token)) return false;
      operands_.clear();
    }
    return operands_.empty() && !in_text_ && !rectangle_;
  }
  PageText Take() { return std::move(page_); }

 private:
  // All operands as numbers; fewer or more than `count` make it false.
  bool Numbers(size_t count, std::array<double, 6>& values) const {
    if (operands_.size() != count) return false;
    for (size_t i = 0; i < count; ++i) {
      const auto value = Number(operands_[i]);
      if (!value) return false;
      values[i] = *value;
    }
    return true;
  }

  bool Execute(std::string_view operation) {
    if (operation == "BT") return operands_.empty() && Begin();
    if (operation == "ET") return operands_.empty() && End();
    if (operation == "Tf") return in_text_ && SetFont();
    if (operation == "Tj") return in_text_ && placed_ && Show();
    std::array<double, 6> n{};
    if (operation == "Tm") {
      if (!in_text_ || placed_ || !Numbers(6, n)) return false;
      placed_ = n[0] == 1 && n[1] == 0 && n[2] == 0 && n[3] == 1 && n[4] >= 0 && n[4] < 595 &&
                n[5] > 0 && n[5] < 842;
      return placed_;
    }
    // Grey, and dark enough to be read: hidden text would be white.
    if (operation == "g") return Numbers(1, n) && n[0] >= 0 && n[0] <= 0.75;
    if (operation == "re") {
      if (in_text_ || rectangle_ || !Numbers(4, n) || n[3] > 1) return false;
      rectangle_ = true;
      return true;
    }
    if (operation == "f") {
      const bool filled = operands_.empty() && rectangle_;
      rectangle_ = false;
      return filled;
    }
    return false;
  }

  bool Begin() {
    if (in_text_) return false;
    in_text_ = true;
    placed_ = false;
    font_ = nullptr;
    return true;
  }
  bool End() {
    if (!in_text_) return false;
    in_text_ = false;
    page_.text += u'\n';
    return true;
  }
  bool SetFont() {
    if (operands_.size() != 2) return false;
    const auto size = Number(operands_[1]);
    const auto found = fonts_.find(std::string(operands_[0]));
    if (!size || *size < 5 || *size > 40 || found == fonts_.end()) return false;
    font_ = &found->second;
    codes_ = &page_.codes[found->first];
    return true;
  }
  bool Show() {
    if (font_ == nullptr || operands_.size() != 1) return false;
    const auto codes = Hex(operands_[0]);
    if (!codes) return false;
    for (char16_t unit : *codes) {
      const auto code = static_cast<uint16_t>(unit);
      const auto found = font_->find(code);
      if (found == font_->end()) return false;
      page_.text += found->second;
      codes_->insert(code);
    }
    return true;
  }

  const std::map<std::string, UnicodeMap>& fonts_;
  std::vector<std::string_view> operands_;
  PageText page_;
  const UnicodeMap* font_ = nullptr;
  std::set<uint16_t>* codes_ = nullptr;
  bool in_text_ = false, placed_ = false, rectangle_ = false;
};

}  // namespace

std::optional<UnicodeMap> ParseToUnicode(std::string_view cmap) {
  UnicodeMap map;
  Tokens tokens(cmap);
  for (std::string_view token = tokens.Next(); !token.empty(); token = tokens.Next()) {
    if (token == "begincodespacerange") {
      if (tokens.Next() != "<0000>" || tokens.Next() != "<FFFF>" ||
          tokens.Next() != "endcodespacerange") {
        return std::nullopt;
      }
    } else if (token == "beginbfrange") {
      for (token = tokens.Next(); token != "endbfrange"; token = tokens.Next()) {
        if (!ReadRange(tokens, token, map)) return std::nullopt;
      }
    } else if (token == "beginbfchar") {
      for (token = tokens.Next(); token != "endbfchar"; token = tokens.Next()) {
        const auto code = Code(token);
        const auto text = Hex(tokens.Next());
        if (!code || !text) return std::nullopt;
        map[*code] = *text;
      }
    } else if (!IsCMapWord(token)) {
      return std::nullopt;
    }
  }
  return map;
}

std::optional<PageText> DecodeContent(std::string_view content,
                                      const std::map<std::string, UnicodeMap>& fonts) {
  PageReader reader(fonts);
  if (!reader.Read(content)) return std::nullopt;
  return reader.Take();
}

}  // namespace expurge
