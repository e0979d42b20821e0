// The commands. Each returns the exit code of the program and prints its own messages.
#pragma once

#include "base/error.h"
#include "cli/options.h"

namespace expurge {

int EmitCommand(const Arguments& arguments);
int FilterCommand(const Arguments& arguments);
int DetectCommand(const Arguments& arguments);
int PolicyCommand(const Arguments& arguments);
int SheetCommand(const Arguments& arguments);
int EvaluateCommand(const Arguments& arguments);
int JournalCommand(const Arguments& arguments);

// Prints the error and returns its exit code. `file`: as the user gave it, or empty.
int Report(const Error& error, const std::string& file = {});

}  // namespace expurge
