// How `detecter` shows what it found: text for a reader, JSON lines and brat standoff for programs,
// one self-contained HTML page. All of them hold text of the report: that is their purpose, and why
// they are made inside the limited child process and go to standard output or a named file only.
//
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/document.h"
#include "base/finding.h"
#include "pipeline/version/decide.h"
#include "policies/policy.h"

namespace expurge {

struct Shown {
  std::string name;  // of the file, as the user gave it
  const Document* document = nullptr;
  const Analysis* analysis = nullptr;
  const Policy* policy = nullptr;
  const Recipient* recipient = nullptr;            // --pour, or null
  const std::vector<Decision>* decisions = nullptr;  // for that recipient, or null
  bool all = false;                                // --tout
  bool colour = false;                             // texte on a terminal
};

// Findings as they are shown: those of the analysis, and with `all` one `inconnu` for each clause
// that nothing understood.
std::vector<Finding> ShownFindings(const Shown& shown);

std::string ShowText(const Shown& shown);
std::string ShowJson(const Shown& shown);
std::string ShowBrat(const Shown& shown);
std::string ShowHtml(const Shown& shown);

}  // namespace expurge
