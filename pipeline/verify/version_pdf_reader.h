// Reads a finished version with libqpdf and our own decoder, as a list of what a version may hold:
// keys, fonts, operators. What is not on the list is an error, so nothing has to be guessed about
// what a reader might do with it.
//
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace expurge {

// The text of each page in the order in which it is drawn, UTF-8, a line feed after each line.
// Errors: kResidue "verify.structure" (page, where one applies).
[[nodiscard]] Result<std::vector<std::string>> ReadVersionPdf(const std::string& bytes, bool draft);

// Everything in the file that could be read as text outside its pages, reachable or not: strings,
// names, the decoded data of every stream that is neither a page nor a font program. Empty when the
// file cannot be opened.
std::string LooseText(const std::string& bytes);

}  // namespace expurge
