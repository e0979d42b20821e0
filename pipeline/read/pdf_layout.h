// Lines of all pages to a Document: headers and footers given once, page numbers dropped, lines
// joined to paragraphs (over page breaks too), headings, list items, table rows.
//
// A paragraph ends where the next word would still have fitted on the line: that is how the
// producer broke it, and it holds whatever the words are.
//
// Not thread-safe: one object, one document.
#pragma once

#include <vector>

#include "base/document.h"
#include "pipeline/read/pdf_page.h"

namespace expurge {

// Pages in order. Consumes them.
Document AssemblePdf(std::vector<PdfPage> pages);

}  // namespace expurge
