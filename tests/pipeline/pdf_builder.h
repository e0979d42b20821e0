// Writes small valid PDFs for tests: pages from content streams, with Helvetica as /F1 (WinAnsi) and
// Helvetica-Bold as /F2, and whatever other objects a test adds.
//
// Not thread-safe: one builder, one file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace expurge::testing {

class PdfBuilder {
 public:
  PdfBuilder() {
    catalog_ = Add("");
    pages_ = Add("");
    font_ = Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    bold_ = Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
  }

  // Adds an object and returns its number.
  int Add(std::string body) {
    objects_.push_back(std::move(body));
    return static_cast<int>(objects_.size());
  }
  int AddStream(const std::string& dictionary, const std::string& data) {
    return Add("<<" + dictionary + "/Length " + std::to_string(data.size()) + ">>stream\n" + data +
               "\nendstream");
  }

  // A page of A4 with this content; `resources` and `page` go into those dictionaries.
  int AddPage(const std::string& content, const std::string& resources = "",
              const std::string& page = "") {
    const int stream = AddStream("", content);
    const int number =
        Add("<</Type/Page/Parent " + Ref(pages_) + "/MediaBox[0 0 595 842]/Contents " +
            Ref(stream) + "/Resources<</Font<</F1 " + Ref(font_) + "/F2 " + Ref(bold_) + ">>" +
            resources + ">>" + page + ">>");
    page_numbers_.push_back(number);
    return number;
  }

  void AddToCatalog(const std::string& entries) { catalog_entries_ += entries; }
  // Says another number of pages than there are.
  void LieAboutCount(long count) { count_ = count; }
  void AddKid(int object) { page_numbers_.push_back(object); }
  int pages_object() const { return pages_; }

  static std::string Ref(int object) { return std::to_string(object) + " 0 R"; }

  std::string Build() {
    std::string kids;
    for (int page : page_numbers_) kids += Ref(page) + " ";
    const long count = count_ >= 0 ? count_ : static_cast<long>(page_numbers_.size());
    objects_[static_cast<size_t>(catalog_) - 1] =
        "<</Type/Catalog/Pages " + Ref(pages_) + catalog_entries_ + ">>";
    objects_[static_cast<size_t>(pages_) - 1] =
        "<</Type/Pages/Count " + std::to_string(count) + "/Kids[" + kids + "]>>";
    std::string out = "%PDF-1.7\n";
    std::vector<size_t> offsets;
    for (size_t i = 0; i < objects_.size(); ++i) {
      offsets.push_back(out.size());
      out += std::to_string(i + 1) + " 0 obj\n" + objects_[i] + "\nendobj\n";
    }
    const size_t xref = out.size();
    out += "xref\n0 " + std::to_string(objects_.size() + 1) + "\n0000000000 65535 f \n";
    for (size_t offset : offsets) {
      const std::string digits = std::to_string(offset);
      out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    out += "trailer\n<</Size " + std::to_string(objects_.size() + 1) + "/Root " + Ref(catalog_) +
           ">>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
    return out;
  }

 private:
  std::vector<std::string> objects_;
  std::vector<int> page_numbers_;
  std::string catalog_entries_;
  long count_ = -1;
  int catalog_ = 0;
  int pages_ = 0;
  int font_ = 0;
  int bold_ = 0;
};

// UTF-8 (Latin-1 part, € and ’ too) as a literal string of a content stream.
inline std::string Literal(std::string_view text) {
  std::string out = "(";
  for (size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (text.substr(i).starts_with("€")) {
      out += "\\200";
      i += 2;
      continue;
    }
    if (text.substr(i).starts_with("’")) {
      out += "\\222";
      i += 2;
      continue;
    }
    if (c >= 0xC2 && c <= 0xC3 && i + 1 < text.size()) {
      c = static_cast<unsigned char>((c & 3) << 6 | (static_cast<unsigned char>(text[++i]) & 63));
    }
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += static_cast<char>(c);
  }
  return out + ")";
}

// One line of text at a place; y from the bottom of the page.
inline std::string Line(double x, double y, std::string_view text, double size = 11,
                        std::string_view font = "F1") {
  return "BT /" + std::string(font) + " " + std::to_string(size) + " Tf " + std::to_string(x) +
         " " + std::to_string(y) + " Td " + Literal(text) + " Tj ET\n";
}

// Lines one below the other, 14 points apart.
inline std::string Lines(double x, double y, const std::vector<std::string>& lines,
                         double size = 11) {
  std::string out;
  for (const std::string& line : lines) {
    out += Line(x, y, line, size);
    y -= 14;
  }
  return out;
}

}  // namespace expurge::testing
