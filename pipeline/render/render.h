// Sets a version: as plain text, or as a fresh A4 PDF with embedded, subsetted fonts.
//
// Bytes depend on the version and the frame only. Errors of the PDF: kTemporary "render.font" when
// the fonts are not installed (args: package), kTemporary "render.pdf".
// Thread-safe: pure functions.
#pragma once

#include <string>

#include "base/error.h"
#include "base/frame.h"
#include "pipeline/version/version.h"

namespace expurge {

std::string RenderText(const Version& version, const Frame& frame);

[[nodiscard]] Result<std::string> RenderPdf(const Version& version, const Frame& frame);

}  // namespace expurge
