// What detection says of a document: findings (passages that reveal something) and clauses (how
// each stretch of text was understood, so that nothing is silently "clean").
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/category.h"
#include "base/text_range.h"

namespace expurge {

enum class Certainty : uint8_t { kSuspect, kProbable, kSure };
enum class Polarity : uint8_t { kAffirmed, kNegated, kConditional };
// Whom the information is about; kUnknown when the text does not tell.
enum class Holder : uint8_t { kUnknown, kPerson, kPartner, kChild, kThirdParty, kProfessional };
// Who says it: the writer, the person, a partner, another professional, a named third party.
enum class Speaker : uint8_t { kWriter, kPerson, kPartner, kProfessional, kThirdParty };

// A passage that reveals protected information. Several findings may overlap: the categories of a
// byte are the union over the findings that cover it.
struct Finding {
  CategorySet categories;  // at least one
  TextRange passage;       // what must go so that nothing is left (corpus guide, "the stretch")
  TextRange mention;       // what gave it away; lies within `passage`
  Certainty certainty = Certainty::kSure;
  Polarity polarity = Polarity::kAffirmed;
  Holder holder = Holder::kUnknown;
  Speaker speaker = Speaker::kWriter;
  std::string rule;      // stable id of the rule or layer, e.g. "nir.key", "lex.sante.mentale.042"
  std::string evidence;  // words of our own data or feature names, never words of the document
};

// Why a clause may be transmitted although no finding speaks of it.
enum class Neutral : uint8_t {
  kNone,         // not understood: the clause is `inconnu`
  kFraming,      // "Madame a été reçue", connectives, salutations
  kInstitution,  // departments, letterheads, laws quoted, facts about nobody in particular
  kProcedure,    // acts of the service, dates of meetings, enclosures
  kHeading,      // headings and form labels
  kResidue,      // what is left of a clause around findings, too little to say anything
};

// A stretch of text that stands on its own. Clauses are disjoint, ascending and cover every byte
// that is not white space.
struct Clause {
  TextRange range;
  int sentence = 0;  // clauses of one sentence share a number, ascending through the document
  Neutral neutral = Neutral::kNone;  // how the bytes outside findings are understood
};

struct Analysis {
  std::vector<Finding> findings;  // by begin of passage, then end
  std::vector<Clause> clauses;
};

}  // namespace expurge
