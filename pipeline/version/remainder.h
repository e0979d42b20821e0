// What is left of a text says something by itself, or only that something was beside it: "200 €.",
// "Au.", "en mai 2026".
//
// Thread-safe: pure functions.
#pragma once

#include <string_view>

#include "pipeline/version/transmitted_text.h"

namespace expurge {

// Whether a word stands there beyond numbers, currency, units, dates, yes and no, and the bare
// words of grammar ("de", "elle", "quand", "Madame").
bool HasWordOfItsOwn(std::string_view utf8);

// Takes words that ask for more off the end ("…, quand", "… dont le"), back to the last whole
// group.
void CutDangling(Tokens& tokens);

}  // namespace expurge
