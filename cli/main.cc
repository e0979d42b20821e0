// The program: reads the command line, calls one command, returns its exit code. Thin on purpose.

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/output.h"

namespace expurge {

int Report(const Error& error, const std::string& file) {
  WriteMessage(ErrorText(error, file));
  return static_cast<int>(error.kind);
}

namespace {

int Run(const std::vector<std::string>& words) {
  const Result<Arguments> arguments = ParseArguments(words);
  if (!arguments) return Report(arguments.error());
  if (arguments->Has("--aide")) {
    static_cast<void>(WriteStandardOutput(HelpText(arguments->command)));
    return 0;
  }
  if (arguments->command == nullptr) {
    static_cast<void>(WriteStandardOutput("expurge " EXPURGE_VERSION "\n"));
    return 0;
  }
  const std::string_view name = arguments->command->name;
  if (name == "emettre") return EmitCommand(*arguments);
  if (name == "filtrer") return FilterCommand(*arguments);
  if (name == "detecter") return DetectCommand(*arguments);
  if (name == "politique") return PolicyCommand(*arguments);
  if (name == "evaluer") return EvaluateCommand(*arguments);
  if (name == "journal") return JournalCommand(*arguments);
  return SheetCommand(*arguments);
}

}  // namespace
}  // namespace expurge

int main(int argc, char** argv) {
  // A closed pipe is told by write(), not by a signal that would leave a file half written.
  // So is a file that grows beyond the limit of the shell.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return expurge::Run({argv + 1, argv + argc});
  } catch (const std::bad_alloc&) {
    return expurge::Report({expurge::ErrorKind::kTemporary, "sandbox.memory", {}, 0});
  } catch (const std::exception&) {
    // What an exception says may hold text of the report: it is not printed.
    return expurge::Report({expurge::ErrorKind::kTemporary, "cli.unexpected", {}, 0});
  }
}
