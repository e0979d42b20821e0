// A piece of a sentence between commas, gaps and conjunctions: what it is (subject, predicate, whole
// clause…) and what of it can stand when something was withheld beside it.
//
// Thread-safe: pure functions.
#pragma once

#include "pipeline/version/transmitted_text.h"

namespace expurge {

enum class Role : uint8_t {
  kNothing,    // cannot stand
  kSubject,    // "Madame", "le loyer de l'appartement": waits for a verb
  kOpen,       // "Elle perçoit", "Monsieur est": waits for an object
  kPredicate,  // "ne règle plus son loyer": needs a subject before it
  kClause,     // subject and verb
  kDependent,  // "lorsque …", "qui …": needs the clause before it
  kPhrase,     // no verb: "depuis mars", "au bureau", "800 € de RSA"
};

struct Piece {
  Tokens tokens;
  bool gap_left = false, gap_right = false;  // something was withheld right beside it
  bool comma_before = false;
};

struct Standing {
  Role role = Role::kNothing;
  Tokens tokens;
  Tokens coordinator;  // "et", "mais": taken off the beginning
  bool finding = false;
  bool ends_in_civility = false;
};

// What is left of a piece once its edges beside gaps are whole.
Standing Stand(const Piece& piece);

// Whether some token is a finite verb (not a noun that looks like one).
bool HasVerb(const Tokens& tokens);
// Whether the last word is one, so that its object is still to come.
bool EndsInVerb(const Tokens& tokens);

}  // namespace expurge
