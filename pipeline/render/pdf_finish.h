// The last pass over a composed PDF: what is left is a function of its pages alone.
//
// The catalogue, the pages and the fonts are rebuilt from lists of the keys a version has, not
// stripped of the ones we know: a library that begins to write a new key changes nothing here.
// Dates, producer, file identifiers and the order in which fonts were loaded do not survive.
//
// Thread-safe: pure function.
#pragma once

#include <string>

#include "base/error.h"

class QPDF;

namespace expurge {

// The title of every version, the same for all: it stands in lists of files and window bars.
inline constexpr char kVersionTitle[] = "Version strictement nécessaire";

// `title` becomes the only entry of /Info and stands in the window's title bar. Errors: kTemporary
// "render.pdf".
[[nodiscard]] Result<std::string> FinishPdf(const std::string& composed, const std::string& title);

// The one way a version is written: objects in the order in which the pages reach them, nothing
// compressed but streams, an identifier made from the content. The verifier writes a file again
// this way: a byte that no object accounts for makes a difference. Throws what qpdf throws.
std::string WriteCanonical(QPDF& pdf);

}  // namespace expurge
