// The same names elsewhere in the document: parts of a name found once are looked for everywhere.
#include <algorithm>
#include <map>

#include "detectors/name_words.h"
#include "detectors/names.h"

namespace expurge {
namespace {

using std::string_view;

struct Known {
  bool professional = false;
  bool common = false;  // also a French word or a place: needs a capital
};

bool IsNamePart(string_view word) {
  return word.size() >= 3 && word.back() != '\'' && !IsParticle(word) && !IsCivility(word) &&
         !NeverName(word);
}

}  // namespace

void AddEchoes(const Reading& reading, const NameLexicon& lexicon, std::vector<NameRun>& runs) {
  std::map<string_view, Known> known;
  for (const NameRun& run : runs) {
    if (run.certainty == Certainty::kSuspect && run.last - run.first == 1 && !run.person) continue;
    for (uint32_t t = run.first; t < run.last; ++t) {
      const string_view word = reading.Word(t);
      if (!reading.IsWord(t) || !IsNamePart(word)) continue;
      Known& entry = known.try_emplace(word, Known{true, false}).first->second;
      entry.professional = entry.professional && run.professional;
      entry.common = lexicon.IsCommonWord(word) || lexicon.IsPlace(word);
    }
  }
  if (known.empty()) return;
  std::vector<NameRun> echoes;
  size_t r = 0;
  for (uint32_t t = 0; t < reading.size(); ++t) {
    while (r < runs.size() && runs[r].last <= t) ++r;
    if (r < runs.size() && runs[r].first <= t) {
      t = runs[r].last - 1;
      continue;
    }
    if (!reading.IsWord(t) || reading.Word(t).size() < 3) continue;
    const auto it = known.find(reading.Word(t));
    if (it == known.end()) continue;
    const Token& token = reading.token(t);
    if (it->second.common && (!token.capitalised || reading.FirstOfSentence(t) ||
                              (t > 0 && NamesInstitution(reading.Word(t - 1))))) {
      continue;
    }
    uint32_t last = t + 1;
    const uint32_t limit = r < runs.size() ? runs[r].first : reading.size();
    while (last < limit && reading.Joined(last) && !reading.FirstOfSentence(last)) {
      if (reading.IsWord(last) && known.count(reading.Word(last)) > 0 &&
          reading.token(last).capitalised) {
        ++last;
      } else if (reading.Is(last, "-") && last + 1 < limit &&
                 known.count(reading.Word(last + 1)) > 0) {
        last += 2;
      } else {
        break;
      }
    }
    NameRun echo;
    echo.first = t;
    echo.last = last;
    echo.professional = it->second.professional;
    echo.rule = "name.echo";
    echo.evidence = "nom lu ailleurs dans le document";
    echoes.push_back(echo);
    t = last - 1;
  }
  runs.insert(runs.end(), echoes.begin(), echoes.end());
  std::sort(runs.begin(), runs.end(),
            [](const NameRun& a, const NameRun& b) { return a.first < b.first; });
}

}  // namespace expurge
