// The little French that sentence repair needs: which words cannot end or begin a sentence, which
// are subjects, which are verbs. Closed classes as tables; verbs by table and by ending.
//
// Words are folded (lower case, no accents, "l'" with its apostrophe), except where the accent makes
// another word: "à", "là", "où", and "-é", "-és" at the end. A wrong answer may cost
// framing words of a version, never let a withheld one through: no table holds anything withheld.
// Thread-safe: pure functions over constants.
#pragma once

#include <string_view>

namespace expurge::french {

// "mme", "m.", "monsieur"…: who is spoken of when the name is withheld.
bool IsCivility(std::string_view word);
// "Madame" for "mme" and "mlle", "Monsieur" for "m.", plurals likewise; empty for other words.
std::string_view CivilityInFull(std::string_view word);

bool IsSubjectPronoun(std::string_view word);  // "il", "elle", "nous", "ceux-ci"…
bool IsClitic(std::string_view word);          // "ne", "se", "lui", "y"…: stands before its verb
bool IsDeterminer(std::string_view word);      // "le", "l'", "son", "cette", "deux"…
bool IsPreposition(std::string_view word);     // "de", "au", "chez"…
bool IsCoordinator(std::string_view word);     // "et", "ou", "mais", "puis"…
bool IsSubordinator(std::string_view word);    // "que", "qui", "quand", "lorsqu'"…
// Prepositions whose complement the verb does not ask for: "le 3 mars, pour …" may lose it.
bool IsAdjunctPreposition(std::string_view word);
// Cannot be the last word of a sentence: determiners, prepositions, pronouns before the verb…
bool Dangles(std::string_view word);
bool IsAdverb(std::string_view word);          // "plus", "également", "rapidement"…

bool IsAuxiliary(std::string_view word);       // forms of "être" and "avoir"
bool IsEtre(std::string_view word);            // forms of "être"
bool IsFiniteVerb(std::string_view word);      // "perçoit", "était", "ont"…
bool IsParticiple(std::string_view word);      // looks like a past participle: "reçue", "venu"
// "dit", "explique", "soutient"…: without what was said they only point at what is missing.
bool IsSpeech(std::string_view word);
// Participles that may end a sentence because nothing is missing and nothing is told: "reçue".
bool IsPlainParticiple(std::string_view word);
// Nouns, verbs and participles that tell by themselves what kind of thing is missing: "suivie".
bool IsTelling(std::string_view word);

bool IsAbbreviation(std::string_view word);    // without its full stop: "art", "dr", "tel"

}  // namespace expurge::french
