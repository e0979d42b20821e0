// Finds names of persons: by civility, by kinship, by first names, by capitals that are no French
// word; then everywhere in the document once found.
//
// Who acts by profession ("Hélène Marchais, assistante de service social") is
// identite.professionnel, not identite.nom; when in doubt the name is a person's, because a name
// missed is a secret told. Thread-safe: pure function.
#pragma once

#include <vector>

#include "base/finding.h"
#include "detectors/name_lexicon.h"
#include "detectors/name_marks.h"
#include "detectors/reading.h"

namespace expurge {

// A run of tokens that names someone.
struct NameRun {
  uint32_t first = 0, last = 0;  // tokens [first, last)
  Certainty certainty = Certainty::kProbable;
  bool professional = false;
  bool person = false;  // evidence that this is a person of the situation, whatever the job
  const char* rule = "";
  const char* evidence = "";
};

// The names of the document, disjoint and ascending.
std::vector<NameRun> ReadNames(const Reading& reading, const NameLexicon& lexicon);

// Settles which of `runs` are professionals acting as such (name_roles.cc).
void AssignRoles(const Reading& reading, const NameLexicon& lexicon, std::vector<NameRun>& runs);

// Adds to `runs` the other places where the same names stand, in capitals, without accents, with
// another first name, in small letters where the word is no common one (name_echoes.cc).
void AddEchoes(const Reading& reading, const NameLexicon& lexicon, std::vector<NameRun>& runs);

// One mark per token.
NameMarks MarkNames(const Reading& reading, const std::vector<NameRun>& runs);

void ReportNames(const Reading& reading, const std::vector<NameRun>& runs,
                 std::vector<Finding>& findings);

}  // namespace expurge
