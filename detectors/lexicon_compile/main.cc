// Compiles the lexicon files of a folder into one file that is read at start without parsing
// patterns, or lists the words they read, one a line (tools/make_lexicon_tables.py). A tool of the
// build, not of the user.

#include <cstdio>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "detectors/lexicon.h"

namespace {

int Refuse(const expurge::Error& error) {
  std::fputs(error.id.c_str(), stderr);
  for (const std::string& arg : error.args) std::fprintf(stderr, ": %s", arg.c_str());
  std::fputc('\n', stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: expurge_lexicon_compile FOLDER OUTPUT\n"
               "       expurge_lexicon_compile --words FOLDER\n",
               stderr);
    return 2;
  }
  if (std::string_view(argv[1]) == "--words") {
    const auto words = expurge::ListLexiconWords(argv[2]);
    if (!words) return Refuse(words.error());
    for (const std::string& word : *words) std::printf("%s\n", word.c_str());
    return std::fflush(stdout) == 0 ? 0 : 75;
  }
  const auto bytes = expurge::CompileLexicon(argv[1]);
  if (!bytes) return Refuse(bytes.error());
  const auto written =
      expurge::WriteWhole(expurge::PosixFileSystem(), argv[2], *bytes, /*replace=*/true);
  return written ? 0 : 75;
}
