#include "pipeline/version/french_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace expurge::french {
namespace {

using Word = std::string_view;

bool In(std::span<const Word> table, Word word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

bool Ends(Word word, Word ending) {
  return word.size() > ending.size() + 1 && word.ends_with(ending);
}

constexpr auto kCivilities = std::to_array<Word>(
    {"mme", "mme.", "mmes", "madame", "mesdames", "m.", "m", "mr", "mr.", "mm.", "monsieur",
     "messieurs", "mlle", "mlle.", "mlles", "mademoiselle"});

constexpr auto kSubjects = std::to_array<Word>(
    {"je",      "j'",     "tu",      "il",       "elle",     "on",       "nous",     "vous",
     "ils",     "elles",  "ce",      "c'",       "cela",     "ceci",     "ca",       "celui-ci",
     "celle-ci", "ceux-ci", "celles-ci", "celui-la", "celle-la", "chacun", "chacune", "tous",
     "toutes",  "personne", "rien",  "aucun",    "aucune",   "lui",      "eux",      "certains",
     "plusieurs"});

constexpr auto kClitics = std::to_array<Word>(
    {"ne", "n'", "se", "s'", "me", "m'", "te", "t'", "le", "la", "l'", "les", "lui", "leur", "y",
     "en", "nous", "vous"});

constexpr auto kDeterminers = std::to_array<Word>(
    {"le",    "la",    "l'",    "les",   "un",     "une",   "des",    "du",     "de la", "ce",
     "cet",   "cette", "ces",   "mon",   "ma",     "mes",   "ton",    "ta",     "tes",   "son",
     "sa",    "ses",   "notre", "nos",   "votre",  "vos",   "leur",   "leurs",  "chaque",
     "quelque", "quelques", "plusieurs", "aucun",  "aucune", "tout",  "toute",  "tous",  "toutes",
     "certains", "certaines", "divers", "diverses", "deux",  "trois", "quatre", "cinq",  "six",
     "sept",  "huit",  "neuf",  "dix",   "ledit",  "ladite", "quel",  "quelle"});

constexpr auto kPrepositions = std::to_array<Word>(
    {"à",      "au",     "aux",    "de",     "d'",    "du",     "des",    "en",     "dans",
     "par",    "pour",   "sur",    "sous",   "avec",  "sans",   "chez",   "vers",   "entre",
     "contre", "depuis", "pendant", "durant", "avant", "apres", "des",    "malgre", "selon",
     "suite",  "hors",   "outre",  "envers", "parmi", "jusqu'", "jusque", "aupres", "afin",
     "lors",   "raison", "cause",  "grace",  "faute", "titre",  "vue",    "cours",  "face",
     "concernant", "suivant", "moyennant", "via", "voire", "comme", "quant", "rapport", "propos",
     "sujet",  "moins",  "partir", "egard",  "sein",  "cote",   "lieu",   "vis-a-vis", "pres",
     "loin",   "autour", "hormis", "sauf",   "excepte", "derriere", "devant", "dont"});

constexpr auto kAdjunctPrepositions = std::to_array<Word>(
    {"pour",   "depuis", "dans",   "avec",   "sans",  "chez",   "pendant", "durant", "avant",
     "apres",  "des",    "malgre", "selon",  "suite", "afin",   "lors",    "raison", "cause",
     "vue",    "jusqu'", "jusque", "par",    "sur",   "sous",   "titre",   "cours",  "aupres"});

constexpr auto kCoordinators = std::to_array<Word>(
    {"et", "ou", "mais", "puis", "ni", "car", "or", "donc", "ensuite", "et/ou"});

constexpr auto kSubordinators = std::to_array<Word>(
    {"que",      "qu'",     "qui",      "dont",     "où",      "quand",   "lorsque", "lorsqu'",
     "si",       "s'il",    "comme",    "puisque",  "puisqu'", "parce",   "quoique", "bien",
     "laquelle", "lequel",  "lesquels", "lesquelles", "auquel", "duquel", "desquels", "auxquels",
     "tandis",   "alors",   "afin",     "pourquoi", "comment", "combien", "quoi"});

constexpr auto kDangling = std::to_array<Word>(
    {"tres",  "trop",  "plus",   "moins", "aussi", "si",    "n°",   "numero", "soit", "c'est-a-dire",
     "notamment", "tel", "telle", "tels", "telles", "environ", "dit", "dite", "nommee", "nommé",
     "prenommee", "prenommé", "agé",  "agee", "agés", "agees", "né", "nee", "nés", "nees", "nº",
     "jusqu'", "presqu'", "quelqu'", "puisqu'", "lorsqu'", "qu'", "d'", "l'", "n'", "s'", "j'",
     "c'", "m'", "t'", "meme", "demeurant", "domicilié", "domiciliee", "domiciliés", "residant",
     "numeros", "etant", "ayant", "peu", "assez", "tant", "que", "y", "compris", "ainsi", "dites"});

constexpr auto kAdverbs = std::to_array<Word>(
    {"pas",     "plus",   "jamais",  "point",  "guere",   "aussi",   "encore",  "toujours",
     "souvent", "deja",   "bien",    "mal",    "peu",     "tres",    "trop",    "assez",
     "ensuite", "enfin",  "ainsi",   "alors",  "aujourd'hui", "hier", "demain", "ici",
     "là",      "la-bas", "la-dessus", "donc", "parfois", "quelquefois", "desormais", "depuis",
     "autant",  "contraire", "meme", "seul",   "seule",   "cependant", "toutefois", "neanmoins",
     "pourtant", "par", "ailleurs", "outre",   "surtout", "beaucoup", "davantage", "presque",
     "au",      "puis",   "auparavant", "dorenavant", "tard", "tot", "vite", "environ"});

constexpr auto kEtre = std::to_array<Word>(
    {"suis", "es", "est", "sommes", "etes", "sont", "etait", "etaient", "etais", "fut", "furent",
     "sera", "seront", "serait", "seraient", "soit", "soient", "eté", "etre", "etant"});

constexpr auto kAvoir = std::to_array<Word>(
    {"ai", "as", "a", "avons", "avez", "ont", "avait", "avaient", "avais", "avions", "eut", "eurent",
     "aura", "auront", "aurait", "auraient", "ait", "aient", "avoir", "ayant"});

// Third persons and the first person plural of verbs that reports are made of. Forms that are also
// common nouns ("visite", "demande") are left out: then a sentence is dropped rather than broken.
constexpr auto kVerbs = std::to_array<Word>(
    {"percoit",   "percoivent", "vit",       "vivent",     "doit",       "doivent",   "peut",
     "peuvent",   "veut",       "veulent",   "fait",       "font",       "va",        "vont",
     "vient",     "viennent",   "tient",     "tiennent",   "prend",      "prennent",  "met",
     "mettent",   "regle",      "reglent",   "paie",       "paye",       "paient",    "payent",
     "occupe",    "occupent",   "habite",    "habitent",   "loge",       "logent",    "reside",
     "travaille", "travaillent", "exerce",   "exercent",   "recherche",  "cherche",   "cherchent",
     "souhaite",  "souhaitent", "sollicite", "sollicitent", "demande",   "demandent", "refuse",
     "accepte",   "acceptent",  "refusent",  "declare",    "declarent",  "indique",   "indiquent",
     "precise",   "precisent",  "explique",  "expliquent", "dit",        "disent",    "evoque",
     "evoquent",  "ajoute",     "ajoutent",  "affirme",    "affirment",  "soutient",  "soutiennent",
     "estime",    "estiment",   "pense",     "pensent",    "craint",     "craignent", "espere",
     "semble",    "semblent",   "parait",    "paraissent", "reste",      "restent",   "demeure",
     "demeurent", "devient",    "deviennent", "dispose",   "disposent",  "beneficie", "beneficient",
     "recoit",    "recoivent",  "touche",    "touchent",   "gagne",      "gagnent",   "verse",
     "versent",   "rembourse",  "remboursent", "accumule", "cumule",     "finance",   "assume",
     "assument",  "elevent",    "eleve",     "partage",    "partagent",  "heberge",   "hebergent",
     "quitte",    "quittent",   "rejoint",   "rencontre",  "rencontrent", "suit",     "suivent",
     "sait",      "savent",     "connait",   "connaissent", "voit",      "voient",    "croit",
     "croient",   "comprend",   "comprennent", "apprend",  "frequente",  "frequentent", "participe",
     "participent", "assiste",  "assistent", "arrive",     "arrivent",   "repart",    "part",
     "partent",   "sort",       "sortent",   "dort",       "dorment",    "mange",     "mangent",
     "boit",      "boivent",    "parle",     "parlent",    "ecrit",      "ecrivent",  "lit",
     "lisent",    "repond",     "repondent", "appelle",    "appellent",  "telephone", "rappelle",
     "rappellent", "donne",     "donnent",   "laisse",     "laissent",   "garde",     "gardent",
     "porte",     "portent",    "produit",   "produisent", "fournit",    "fournissent", "transmet",
     "transmettent", "adresse", "adressent", "propose",    "proposent",  "presente",  "presentent",
     "confie",    "confient",   "exprime",   "expriment",  "raconte",    "racontent", "decrit",
     "decrivent", "rapporte",   "rapportent", "signale",   "signalent",  "souligne",  "soulignent",
     "mentionne", "mentionnent", "reconnait", "reconnaissent", "admet",  "admettent", "concede",
     "nie",       "nient",      "conteste",  "contestent", "reclame",    "reclament", "exige",
     "exigent",   "souffre",    "souffrent", "suppose",    "imagine",    "constate",  "constatent",
     "constatons", "proposons", "demandons", "sollicitons", "avons",     "sommes",    "restons",
     "souhaitons", "pensons",   "transmettons", "adressons", "joignons", "remercions", "prions",
     "remercie",  "prie",       "permet",    "permettent", "montre",     "montrent",  "revele",
     "prevoit",   "prevoient",  "comprend",  "comporte",   "comportent", "compte",    "comptent",
     "s'eleve",   "represente", "representent", "atteint", "atteignent", "couvre",    "couvrent",
     "suffit",    "suffisent",  "manque",    "manquent",   "existe",     "existent",  "figure",
     "concerne",  "concernent", "vise",      "visent",     "commence",   "commencent", "continue",
     "continuent", "poursuit",  "poursuivent", "reprend",  "reprennent", "cesse",     "cessent",
     "prepare",   "preparent",  "organise",  "organisent", "gere",       "gerent",    "utilise",
     "emploie",   "loue",       "louent",    "achete",     "achetent",   "vend",      "vendent",
     "possede",   "possedent",  "detient",   "detiennent", "appartient", "depend",    "dependent",
     "attend",    "attendent",  "entend",    "entendent",  "repete",     "joue",      "jouent",
     "passe",     "passent",    "effectue",  "effectuent", "suspend",    "ouvre",     "ouvrent",
     "ferme",     "fermement",  "debute",    "termine",    "terminent",  "obtient",   "obtiennent",
     "maintient", "maintiennent", "soussigne", "certifie", "atteste",    "attestent", "apporte",
     "apportent", "rend",       "rendent",   "rentre",     "rentrent",   "retrouve",  "retrouvent",
     "trouve",    "trouvent",   "tourne",    "monte",      "descend",    "baisse",    "augmente",
     "convient",  "conviennent", "importe",  "agit",       "s'agit",     "reviennent", "revient",
     "doivent",   "faut",       "faudra",    "fera",       "feront",     "ira",       "iront",
     "pourra",    "pourront",   "devra",     "devront",    "verra",      "saura",     "tiendra",
     "viendra",   "viendront",  "prendra",   "recevra",    "donnera",    "restera",   "donne",
     "voudrait",  "herite",     "epargne",   "emprunte",   "empruntent", "entretient", "change",
     "aide",      "aident",     "sert",      "servent",    "perd",       "perdent",   "accueille",
     "accueillent", "deploie",  "envisage",  "envisagent", "evite",      "profite",   "redoute",
     "refuse",    "remet",      "remettent", "renonce",    "renouvelle", "respecte",  "respectent",
     "reussit",   "reussissent", "subit",    "subissent",  "tente",      "tentent",   "traverse",
     "valide",    "valident",   "autorise",  "engage",     "s'engage",   "suggere",   "mene"});

constexpr auto kSpeech = std::to_array<Word>(
    {"dit",      "disent",   "disait",   "explique", "expliquent", "expliquait", "precise",
     "precisent", "indique", "indiquent", "declare", "declarent",  "affirme",    "affirment",
     "soutient", "soutiennent", "estime", "estiment", "pense",     "pensent",    "evoque",
     "evoquent", "confie",   "confient", "exprime",  "expriment",  "raconte",    "racontent",
     "decrit",   "decrivent", "rapporte", "rapportent", "signale", "signalent",  "souligne",
     "soulignent", "mentionne", "reconnait", "admet", "concede",   "nie",        "conteste",
     "ajoute",   "ajoutent", "rappelle", "craint",   "craignent",  "suppose",    "constate",
     "constatons", "relate", "avoue",    "livre",    "semble",     "semblent",   "parait",
     "presente", "souffre",  "souffrent", "indiquait", "evoquait", "precisait",  "confiait",
     "dire",     "indique",  "revele",   "note",     "notons",     "observe",    "observons",
     "releve",   "relevons", "apparait", "apparaissent", "devient", "reste",     "demeure",
     "confirme", "confirment", "justifie", "montre", "voit",       "veut",       "souhaite",
     "refuse",   "accepte",  "demande",  "sollicite", "doit",      "peut",       "sait"});

constexpr auto kPlainParticiples = std::to_array<Word>(
    {"recu",      "recue",     "recus",    "recues",    "rencontré", "rencontree", "rencontrés",
     "rencontrees", "venu",    "venue",    "venus",     "venues",    "arrivé",    "arrivee",
     "convoqué",  "convoquee", "informé",  "informee",  "informés",  "informees", "presenté",
     "presentee", "entendu",   "entendue", "entendus",  "entendues", "remis",     "remise",
     "etabli",    "etablie",   "signé",    "signee",    "transmis",  "transmise", "deplacé",
     "deplacee",  "passé",     "passee",   "effectuee", "effectué",  "realisee",  "realisé"});

constexpr auto kTelling = std::to_array<Word>(
    {"suivi",     "suivie",    "suivis",   "suivies",    "hospitalisé", "hospitalisee", "soigné",
     "soignee",   "traité",    "traitee",  "orienté",    "orientee",  "adressé",    "adressee",
     "accompagné", "accompagnee", "accompagnés", "placee", "placé",   "placés",     "prise",
     "pris",      "victime",   "victimes", "atteint",    "atteinte",  "souffre",    "souffrant",
     "connu",     "connue",    "accueilli", "accueillie", "hebergee", "hebergé",    "condamné",
     "condamnee", "interpellé", "interpellee", "convertie", "converti", "expulsé",  "expulsee",
     "consomme",  "boit",      "consulte", "traitement", "suivi",     "prescrit",   "rechute",
     "diagnostic", "maladie",  "souffrance", "violences", "violence", "crise",      "troubles",
     "subit",     "subi",      "subie",    "frappé",     "frappee",   "menacé",     "menacee",
     "agressé",   "agressee",  "deposé",   "ecroué",     "incarceré", "detenu",     "incarceree"});

constexpr auto kAbbreviations = std::to_array<Word>(
    {"m",   "mm",  "mme", "mmes", "mlle", "dr",  "drs", "pr",  "me",  "mes", "mr",  "art", "al",
     "cf",  "ex",  "env", "tel",  "bd",   "bld", "av",  "st",  "ste", "p",   "pp",  "n",   "no",
     "ref", "resp", "chap", "min", "max", "hab", "vol", "fig", "suiv", "sqq", "inf", "sup", "bat",
     "appt", "esc", "pl",  "fg",  "r",    "l",   "d",   "c",   "prof", "adj", "dep", "dept", "janv",
     "fevr", "juil", "sept", "oct", "nov", "dec", "trim", "obj", "pb",  "rdv", "ch",  "imp", "soc"});

}  // namespace

bool IsCivility(Word word) { return In(kCivilities, word); }

Word CivilityInFull(Word word) {
  if (word == "mmes") return "Mesdames";
  if (word == "mlles") return "Mesdames";
  if (word == "mm.") return "Messieurs";
  if (word.starts_with("mme") || word == "mlle" || word == "mlle." || word == "mademoiselle") {
    return "Madame";
  }
  if (word == "m." || word == "m" || word == "mr" || word == "mr.") return "Monsieur";
  return {};
}

bool IsSubjectPronoun(Word word) { return In(kSubjects, word); }
bool IsClitic(Word word) { return In(kClitics, word); }
bool IsDeterminer(Word word) { return In(kDeterminers, word); }
bool IsPreposition(Word word) { return In(kPrepositions, word); }
bool IsAdjunctPreposition(Word word) { return In(kAdjunctPrepositions, word); }
bool IsCoordinator(Word word) { return In(kCoordinators, word); }
bool IsSubordinator(Word word) { return In(kSubordinators, word); }

bool Dangles(Word word) {
  return In(kDangling, word) || IsDeterminer(word) || IsPreposition(word) || IsCoordinator(word) ||
         IsSubordinator(word) || In(kClitics, word) || IsAuxiliary(word) ||
         word == "je" || word == "tu" || word == "il" || word == "on" || word == "ils";
}

bool IsAdverb(Word word) { return In(kAdverbs, word) || (Ends(word, "ment") && word.size() > 7); }

bool IsEtre(Word word) { return In(kEtre, word); }
bool IsAuxiliary(Word word) { return In(kEtre, word) || In(kAvoir, word); }

bool IsFiniteVerb(Word word) {
  if (word == "eté" || word == "etre" || word == "avoir" || word == "etant" || word == "ayant") {
    return false;
  }
  if (IsAuxiliary(word) || In(kVerbs, word)) return true;
  // Endings that few nouns share; the nouns that do are named.
  if (Ends(word, "aient") || Ends(word, "erent") || Ends(word, "irent") || Ends(word, "eront")) {
    return true;
  }
  constexpr auto kNotVerbs = std::to_array<Word>(
      {"fait", "lait", "trait", "portrait", "retrait", "extrait", "souhait", "attrait", "parfait",
       "bienfait", "imparfait", "forfait", "satisfait", "distrait", "opera", "camera", "trouvait"});
  if (Ends(word, "ait")) return !In(kNotVerbs, word) || word == "fait" || word == "trouvait";
  return Ends(word, "era") && word.size() > 5 && !In(kNotVerbs, word);
}

bool IsParticiple(Word word) {
  if (Ends(word, "é") || Ends(word, "és")) return true;
  if (word.ends_with("e") || word.ends_with("es")) {
    return Ends(word, "ee") || Ends(word, "ees") || In(kPlainParticiples, word) ||
           In(kTelling, word);
  }
  return Ends(word, "u") || Ends(word, "us") || Ends(word, "i") || Ends(word, "is") ||
         Ends(word, "it") || In(kPlainParticiples, word) || In(kTelling, word);
}

bool IsSpeech(Word word) { return In(kSpeech, word); }
bool IsPlainParticiple(Word word) { return In(kPlainParticiples, word); }
bool IsTelling(Word word) { return In(kTelling, word); }
bool IsAbbreviation(Word word) { return In(kAbbreviations, word); }

}  // namespace expurge::french
