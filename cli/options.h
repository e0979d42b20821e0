// The one table of commands and options. The parser, --aide, the man page and the completions all
// come from it, so that they cannot disagree.
//
// Thread-safe: constant data and pure functions.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace expurge {

struct OptionSpec {
  std::string_view name;      // "--fiche"
  std::string_view argument;  // "FICHE.toml"; empty for a flag
  std::string_view help;      // French, one line
  bool repeatable = false;
};

struct CommandSpec {
  std::string_view name;       // "emettre"
  std::string_view summary;    // French, one line
  std::string_view positional; // "RAPPORT"; empty when the command takes none
  int positional_min = 0, positional_max = 0;  // max -1: any number
  std::span<const OptionSpec* const> options;
  std::string_view example;    // a command line that works from the top of the project
};

std::span<const CommandSpec> Commands();

// What the user typed, checked against the table.
struct Arguments {
  const CommandSpec* command = nullptr;  // null when only a global option was given
  std::vector<std::string> positional;
  std::map<std::string, std::vector<std::string>, std::less<>> options;  // by name, "--fiche"

  bool Has(std::string_view name) const { return options.find(name) != options.end(); }
  std::optional<std::string> Value(std::string_view name) const;  // the last one given
  std::vector<std::string> Values(std::string_view name) const;
};

// Errors: kUsage "cli.*" (args name the option and the nearest known one).
[[nodiscard]] Result<Arguments> ParseArguments(const std::vector<std::string>& words);

// The text of --aide: of the program, or of one command.
std::string HelpText(const CommandSpec* command);

}  // namespace expurge
