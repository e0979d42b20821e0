// What stands around the transmitted text of a version: title, header fields, closing lines. All of
// it comes from the sheet and the policy, never from the report.
//
// Plain values; safe for concurrent use.
#pragma once

#include <string>
#include <vector>

namespace expurge {

struct FrameField {
  std::string label;  // "Destinataire"
  std::string value;  // "Service instructeur de la CCAPEX, …"
};

struct Frame {
  std::string title;                    // "Version strictement nécessaire"
  bool draft = false;                   // BROUILLON: first line of a text, every page of a PDF
  std::vector<FrameField> header;       // recipient, purpose, legal basis, date, signatory
  std::vector<std::string> composed;    // mode composer: the whole body; empty in mode filtrer
  std::vector<std::string> statements;  // neutral statements, each once, after the body
  std::vector<std::string> closing;     // last lines: signatory, how to reach them
};

}  // namespace expurge
