// Reads a PDF: normalise, see every glyph page by page, lay out, assemble.
#include <utility>
#include <vector>

#include "pipeline/read/pdf_glyphs.h"
#include "pipeline/read/pdf_layout.h"
#include "pipeline/read/pdf_normalise.h"
#include "pipeline/read/pdf_page.h"
#include "pipeline/read/read.h"

namespace expurge {

Result<Document> ReadPdf(const std::string& bytes, const ReadOptions& options) {
  auto normalised = NormalisePdf(bytes, options.password);
  if (!normalised) return tl::unexpected<Error>(normalised.error());
  auto reader = GlyphReader::Open(normalised->bytes);
  if (!reader) return tl::unexpected<Error>(reader.error());
  const int pages = (*reader)->page_count();
  if (pages != normalised->page_count) return Fail(ErrorKind::kUnreadable, "read.damaged");

  std::vector<PdfPage> layouts;
  layouts.reserve(static_cast<size_t>(pages));
  bool any_text = false;
  for (int page = 1; page <= pages; ++page) {
    layouts.push_back(LayOutPage(page, (*reader)->ReadPage(page)));
    any_text = any_text || !layouts.back().lines.empty();
  }
  if (!any_text) return Fail(ErrorKind::kUnreadable, "read.scan");
  return AssemblePdf(std::move(layouts));
}

}  // namespace expurge
