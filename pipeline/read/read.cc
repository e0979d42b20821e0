#include "pipeline/read/read.h"

#include <algorithm>
#include <array>

namespace expurge {
namespace {

constexpr size_t kPdfHeaderWithin = 1024;  // viewers look this far for "%PDF-"

struct Foreign {
  std::string_view kind;     // as the user calls it
  std::string_view command;  // makes a PDF (or text) of it
};

constexpr std::string_view kOffice = "libreoffice --headless --convert-to pdf";
constexpr std::string_view kOcr = "ocrmypdf -l fra --image-dpi 300";

bool Has(std::string_view bytes, std::string_view part) {
  return bytes.find(part) != std::string_view::npos;
}

// Office documents are zip archives; the first entries tell which.
Foreign KindOfZip(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (Has(head, "opendocument.text")) return {"un document LibreOffice (.odt)", kOffice};
  if (Has(head, "opendocument.spreadsheet")) return {"un classeur LibreOffice (.ods)", kOffice};
  if (Has(head, "opendocument")) return {"un document LibreOffice", kOffice};
  if (Has(bytes, "word/")) return {"un document Word (.docx)", kOffice};
  if (Has(bytes, "xl/")) return {"un classeur Excel (.xlsx)", kOffice};
  if (Has(bytes, "ppt/")) return {"une présentation PowerPoint (.pptx)", kOffice};
  return {"une archive zip", "unzip"};
}

// A kind that is recognised but not read; an empty `kind` for none.
Foreign ForeignKind(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("PK\x03\x04"sv)) return KindOfZip(bytes);
  if (bytes.starts_with("{\\rtf"sv)) return {"un document RTF (.rtf)", kOffice};
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) {
    return {"un document Word ancien (.doc)", kOffice};
  }
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return {"une image PNG", kOcr};
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return {"une image JPEG", kOcr};
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv)) return {"une image TIFF", kOcr};
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) {
    return {"une image GIF", kOcr};
  }
  const std::string_view brand = bytes.size() < 12 ? ""sv : bytes.substr(4, 8);
  if (bytes.starts_with("RIFF"sv) && brand.ends_with("WEBP"sv)) return {"une image WebP", kOcr};
  if (brand == "ftypheic"sv || brand == "ftypmif1"sv) {
    return {"une image HEIC", "heif-convert"};
  }
  if (bytes.starts_with("%!PS"sv)) return {"un document PostScript", "ps2pdf"};
  return {};
}

bool IsPdf(std::string_view bytes) {
  return Has(bytes.substr(0, kPdfHeaderWithin), "%PDF-");
}

}  // namespace

InputKind SniffKind(std::string_view bytes) {
  if (IsPdf(bytes)) return InputKind::kPdf;
  if (!ForeignKind(bytes).kind.empty()) return InputKind::kUnsupported;
  return ReadText(bytes) ? InputKind::kText : InputKind::kUnsupported;
}

Result<Document> Read(const std::string& bytes, const ReadOptions& options) {
  if (bytes.empty()) return Fail(ErrorKind::kUnreadable, "read.empty");
  if (IsPdf(bytes)) return ReadPdf(bytes, options);
  const Foreign foreign = ForeignKind(bytes);
  if (!foreign.kind.empty()) {
    return Fail(ErrorKind::kUnreadable, "read.convert",
                {std::string(foreign.kind), std::string(foreign.command)});
  }
  return ReadText(bytes);
}

}  // namespace expurge
