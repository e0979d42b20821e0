// Headers, footers and page numbers: lines that stand at the same height of several pages.
//
// Thread-safe: pure function.
#pragma once

#include <vector>

#include "pipeline/read/pdf_page.h"

namespace expurge {

struct Repeats {
  std::vector<PdfLine> headers;  // each once, from the first page that has it
  std::vector<PdfLine> footers;
};

// Takes them out of `pages`; page numbers are dropped.
Repeats TakeRepeats(std::vector<PdfPage>& pages);

}  // namespace expurge
