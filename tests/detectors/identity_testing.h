// Runs the layer of identities on a text and says which words it found, for the tests of this
// folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/category.h"
#include "base/document.h"
#include "base/finding.h"

namespace expurge::testing {

// A document whose paragraphs are the parts of `text` between empty lines.
Document MakeDocument(std::string_view text);

std::vector<Finding> FindIdentities(const Document& document);

// The passages of one category, in order of the text.
std::vector<std::string> Found(std::string_view text, Category category);

// The finding of one category; fails the test unless there is exactly one.
Finding OnlyFinding(std::string_view text, Category category);

}  // namespace expurge::testing
