// Compiles the lexicon files of a folder into one file that is read at start without parsing
// patterns: expurge_lexicon_compile FOLDER OUTPUT. A tool of the build, not of the user.

#include <cstdio>

#include "base/file_system.h"
#include "detectors/lexicon.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: expurge_lexicon_compile FOLDER OUTPUT\n", stderr);
    return 2;
  }
  const auto bytes = expurge::CompileLexicon(argv[1]);
  if (!bytes) {
    std::fputs(bytes.error().id.c_str(), stderr);
    for (const std::string& arg : bytes.error().args) std::fprintf(stderr, ": %s", arg.c_str());
    std::fputc('\n', stderr);
    return 2;
  }
  const auto written =
      expurge::WriteWhole(expurge::PosixFileSystem(), argv[2], *bytes, /*replace=*/true);
  return written ? 0 : 75;
}
