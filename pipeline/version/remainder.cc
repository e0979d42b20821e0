#include "pipeline/version/remainder.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/version/folded_words.h"
#include "pipeline/version/french_words.h"

namespace expurge {
namespace {

// Units, parts of dates, spelled numbers and what goes with them, folded.
constexpr auto kMeasures = std::to_array<std::string_view>(
    {"euro",     "euros",    "eur",      "centime",  "centimes", "cts",     "net",      "nets",
     "brut",     "bruts",    "ttc",      "ht",       "mois",     "an",      "ans",      "annee",
     "annees",   "jour",     "jours",    "semaine",  "semaines", "heure",   "heures",   "min",
     "minute",   "minutes",  "trimestre", "trimestres", "semestre", "mensuel", "mensuels",
     "mensuelle", "mensuelles", "annuel", "annuelle", "fois",     "m2",      "km",       "kwh",
     "pourcent", "janvier",  "fevrier",  "mars",     "avril",    "mai",     "juin",     "juillet",
     "aout",     "septembre", "octobre", "novembre", "decembre", "janv",    "fevr",     "juil",
     "sept",     "oct",      "nov",      "dec",      "lundi",    "mardi",   "mercredi", "jeudi",
     "vendredi", "samedi",   "dimanche", "matin",    "midi",     "soir",    "zero",     "un",
     "onze",     "douze",    "treize",   "quatorze", "quinze",   "seize",   "vingt",    "vingts",
     "trente",   "quarante", "cinquante", "soixante", "cent",    "cents",   "mille",    "million",
     "oui",      "non",      "neant",    "nc",       "ete",      "etre",    "lesquels", "presque",
     "quelqu",   "presqu",   "aujourd",  "hui",      "elle",     "elles",   "egalement",
     "seulement", "actuellement", "mensuellement", "annuellement"});

// Grammar that the tables of french_words hold with an apostrophe: folding took it off.
bool IsElided(const std::string& word) { return french::Dangles(word + "'"); }

// Of the words in "-ment" only those of the table above are bare: "logement" is none.
bool IsBare(const std::string& word) {
  if (word.front() >= '0' && word.front() <= '9') return true;
  return word.size() == 1 ||
         std::find(kMeasures.begin(), kMeasures.end(), word) != kMeasures.end() ||
         french::Dangles(word) || IsElided(word) || french::IsSubjectPronoun(word) ||
         french::IsCivility(word) || (french::IsAdverb(word) && !word.ends_with("ment"));
}

// Words after which a sentence never ends. Adverbs and verbs are not among them.
bool AsksForMore(const TextToken& token) {
  if (token.kind != TextToken::Kind::kWord || token.name) return false;
  constexpr auto kFinal = std::to_array<std::string_view>(
      {"ensuite", "donc", "bien", "alors", "tout", "tous", "toute", "toutes", "plusieurs",
       "certains", "certaines", "aucun", "aucune", "deux", "trois", "quatre", "cinq", "six",
       "sept", "huit", "neuf", "dix", "cause", "cours", "lieu", "titre", "sujet", "cote", "suite",
       "raison", "grace", "faute", "vue", "face", "rapport", "propos", "moins", "partir", "sein",
       "egard", "pres", "loin", "derriere", "devant", "leur", "suivant", "ce", "compris"});
  if (std::find(kFinal.begin(), kFinal.end(), token.key) != kFinal.end()) return false;
  return french::IsPreposition(token.key) || french::IsCoordinator(token.key) ||
         french::IsSubordinator(token.key) || french::IsDeterminer(token.key);
}

// ", quand Monsieur": a clause of which only the subject is left asks for more, too. Returns where
// it begins, or `end`.
size_t BeforeLoneSubject(const Tokens& tokens, size_t end) {
  size_t at = end;
  while (at > 0 && (tokens[at - 1].name || french::IsCivility(tokens[at - 1].key) ||
                    french::IsSubjectPronoun(tokens[at - 1].key))) {
    --at;
  }
  const bool lone = at < end && at > 0 && french::IsSubordinator(tokens[at - 1].key);
  return lone ? at - 1 : end;
}

}  // namespace

bool HasWordOfItsOwn(std::string_view utf8) {
  const std::vector<std::string> words = FoldedWords(utf8, false);
  return !std::all_of(words.begin(), words.end(), IsBare);
}

void CutDangling(Tokens& tokens) {
  size_t end = tokens.size();
  while (end > 0) {
    const size_t lone = BeforeLoneSubject(tokens, end);
    if (lone < end) {
      end = lone;
    } else if (AsksForMore(tokens[end - 1]) || tokens[end - 1].Is(",")) {
      --end;
    } else {
      break;
    }
  }
  tokens.resize(end);
}

}  // namespace expurge
