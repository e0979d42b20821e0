// Every word of a message that a user sees, in one table: id to French sentence. Libraries hand on
// an id and arguments; nothing of a document can get in, since no argument ever holds any.
//
// Thread-safe: constant data and pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace expurge {

// The sentence of `id` with {0}, {1}… replaced by `args`; a missing argument is left out. An
// unknown id gives a sentence that names the id, so that a forgotten entry never hides an error.
std::string Message(std::string_view id, const std::vector<std::string>& args = {});

// "expurge : rapport.pdf, page 3 : …" with one line for each failure of the gate. `file`: the
// name as the user gave it; empty when no file is concerned.
std::string ErrorText(const Error& error, const std::string& file);

// Whether the table has an entry; for the test that compares it with the sources.
bool HasMessage(std::string_view id);

}  // namespace expurge
