// The closed classes of words around names: civilities, words of kinship, professions,
// institutions, particles.
//
// All take folded words. Thread-safe: pure functions.
#pragma once

#include <string_view>

namespace expurge {

// "m", "mme", "monsieur", "mlle"…; a name follows in any case of letters.
bool IsCivility(std::string_view word);
// "mmes", "mm", "mesdames": several names follow.
bool IsPluralCivility(std::string_view word);
// "me", "maitre", "dr", "docteur", "pr", "juge": who bears it acts by profession.
bool IsProfessionalTitle(std::string_view word);
// A noun that the name of a person of the situation follows: "famille", "fils", "petite", "usager".
bool IsPersonCue(std::string_view word);
// "épouse", "née", "veuve", "surnommé", "alias", "soussigné": any capitalised word after it is one.
bool IsNamingCue(std::string_view word);
// "mère", "dossier", "situation", "prénom": before "de", they announce a person.
bool HasPersonComplement(std::string_view word);
bool IsProfession(std::string_view word);
// What may stand between a profession and a name: "sociale de secteur", "spécialisé".
bool QualifiesProfession(std::string_view word);
// "rue", "collège", "association", "hôpital": the capitals after it name no person.
bool NamesInstitution(std::string_view word);
bool IsParticle(std::string_view word);
// Never a name whatever its case: pronouns, articles, months, days, headings.
bool NeverName(std::string_view word);
// Verbs and pronouns that follow a subject: "a", "est", "n'", "lui", "dit".
bool FollowsSubject(std::string_view word);

}  // namespace expurge
