#include "cli/messages.h"

#include <algorithm>
#include <utility>

namespace expurge {
namespace {

struct Entry {
  std::string_view id;
  std::string_view text;
};

// Sorted by id. What happened, why, and what to do; no jargon of programmers.
constexpr Entry kEntries[] = {
#include "cli/messages.inc"
};

const Entry* Find(std::string_view id) {
  const auto* found = std::find_if(std::begin(kEntries), std::end(kEntries),
                                   [&](const Entry& entry) { return entry.id == id; });
  return found == std::end(kEntries) ? nullptr : found;
}

std::string Fill(std::string_view pattern, const std::vector<std::string>& args) {
  std::string text;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
      const size_t index = static_cast<size_t>(pattern[i + 1] - '0');
      if (index < args.size()) text += args[index];
      i += 2;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

// One paragraph for each failure of the gate: what is missing, why, what to do.
std::string GateText(const std::vector<std::string>& args) {
  std::string text;
  for (size_t i = 0; i + 3 < args.size(); i += 4) {
    text += "\n" + Message("gate.failure", {args[i], args[i + 1], args[i + 2], args[i + 3]});
  }
  return text;
}

}  // namespace

bool HasMessage(std::string_view id) { return Find(id) != nullptr; }

std::string Message(std::string_view id, const std::vector<std::string>& args) {
  const Entry* entry = Find(id);
  if (entry == nullptr) return "erreur sans explication (" + std::string(id) + ")";
  return Fill(entry->text, args);
}

std::string ErrorText(const Error& error, const std::string& file) {
  std::string text = "expurge : ";
  if (!file.empty()) text += (file == "-" ? Message("cli.standard_input") : file) + " : ";
  if (error.page > 0) text += Message("cli.page", {std::to_string(error.page)}) + " : ";
  text += Message(error.id, error.args);
  if (error.id == "gate.closed") text += GateText(error.args);
  return text + "\n";
}

}  // namespace expurge
