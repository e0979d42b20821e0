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

// Replaces {0}, {1}… ; sets *missing when an argument is absent or empty.
std::string FillFields(std::string_view pattern, const std::vector<std::string>& args,
                       bool* missing) {
  std::string text;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
      const size_t index = static_cast<size_t>(pattern[i + 1] - '0');
      if (index < args.size() && !args[index].empty()) {
        text += args[index];
      } else {
        *missing = true;
      }
      i += 2;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

// A part in [[double brackets]] is left out when one of its fields is empty.
std::string Fill(std::string_view pattern, const std::vector<std::string>& args) {
  std::string text;
  while (!pattern.empty()) {
    bool missing = false;
    const size_t open = std::min(pattern.find("[["), pattern.size());
    text += FillFields(pattern.substr(0, open), args, &missing);
    pattern.remove_prefix(open);
    const size_t close = pattern.find("]]");
    if (close == std::string_view::npos) break;
    missing = false;
    const std::string part = FillFields(pattern.substr(2, close - 2), args, &missing);
    if (!missing) text += part;
    pattern.remove_prefix(close + 2);
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
