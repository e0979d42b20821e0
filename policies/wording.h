// Fills the {fields} of the policy's sentences.
//
// Values are put in as they are and never read again: a "{" in a name stays a "{".
// Thread-safe: pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace expurge {

// A field without value becomes empty.
std::string Fill(std::string_view text, const std::map<std::string, std::string>& values);

// {0}, {1}… from a list.
std::string FillNumbered(std::string_view text, const std::vector<std::string>& values);

}  // namespace expurge
