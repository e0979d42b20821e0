#include "policies/wording.h"

namespace expurge {

std::string Fill(std::string_view text, const std::map<std::string, std::string>& values) {
  std::string filled;
  while (!text.empty()) {
    const size_t open = text.find('{');
    const size_t close = text.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    filled += text.substr(0, open);
    const auto value = values.find(std::string(text.substr(open + 1, close - open - 1)));
    if (value != values.end()) filled += value->second;
    text.remove_prefix(close + 1);
  }
  return filled + std::string(text);
}

std::string FillNumbered(std::string_view text, const std::vector<std::string>& values) {
  std::map<std::string, std::string> numbered;
  for (size_t i = 0; i < values.size(); ++i) numbered[std::to_string(i)] = values[i];
  return Fill(text, numbered);
}

}  // namespace expurge
