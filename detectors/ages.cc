#include "detectors/ages.h"

#include <algorithm>

#include "detectors/date_parts.h"
#include "detectors/word_set.h"

namespace expurge {
namespace {

using std::string_view;

// A person whose age may follow: "fille de 9 ans", "un garçon, 9 ans".
bool IsPersonNoun(string_view word) {
  static const WordSet kNouns = {
      "fille", "fils", "enfant", "enfants", "garcon", "garcons", "filles", "femme", "homme",
      "jeune", "jeunes", "soeur", "frere", "freres", "soeurs", "dame", "monsieur", "madame", "bebe",
      "nourrisson", "adolescent", "adolescente", "ado", "ados", "mineur", "mineure", "jumeaux",
      "jumelles", "aine", "ainee", "cadet", "cadette", "benjamin", "benjamine", "puine", "puinee",
      "personne", "age", "agee", "ages", "agees", "mere", "pere", "mari", "compagnon", "compagne",
      "petit", "petite", "grand", "grande", "neveu", "niece", "cousin", "cousine", "fillette",
      "gamin", "gamine", "interesse", "interessee", "bambin", "petits", "oncle", "tante", "voisin",
      "voisine", "epoux"};
  return kNouns.Has(word) || word == "epouse" || word == "celibataire" || word == "veuve" ||
         word == "usager" || word == "patient" || word == "patiente" || word == "lyceen" ||
         word == "collegien" || word == "lyceenne" || word == "collegienne" || word == "etudiant";
}

enum class Unit { kNone, kYears, kShort, kSlang, kLetter };

Unit UnitOf(string_view word) {
  if (word == "ans" || word == "an") return Unit::kYears;
  if (word == "mois" || word == "semaines" || word == "jours") return Unit::kShort;
  if (word == "balais" || word == "piges" || word == "printemps" || word == "bougies") {
    return Unit::kSlang;
  }
  return word == "a" ? Unit::kLetter : Unit::kNone;
}

bool IsAgeNumber(string_view word) {
  if (word.empty() || word.size() > 3) return false;
  size_t value = 0;
  for (char c : word) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + static_cast<size_t>(c - '0');
  }
  return value <= 119;
}

class AgeScanner {
 public:
  AgeScanner(const Reading& reading, const NameMarks& marks, std::vector<Finding>& findings)
      : reading_(reading), marks_(marks), findings_(findings) {}

  void Scan() {
    for (uint32_t t = 0; t < reading_.size(); ++t) {
      if (reading_.IsWord(t)) {
        const string_view word = reading_.Word(t);
        const Unit unit = UnitOf(word);
        if (unit != Unit::kNone) {
          WithUnit(t, unit);
        } else if (word.size() >= 9) {
          Decade(t, word);
        }
      } else if (reading_.IsNumber(t)) {
        Bare(t);
      }
    }
  }

 private:
  void Add(uint32_t first, uint32_t last, Certainty certainty, const char* rule,
           const char* evidence) {
    findings_.push_back(IdentityFinding(Category::kIdentiteNaissance,
                                        reading_.RangeOfTokens(first, last), certainty, rule,
                                        evidence));
  }

  // First token of the number that ends before `unit`: "quarante et un", "2, 5 et 11", "trois".
  uint32_t NumberBefore(uint32_t unit) const {
    uint32_t t = unit;
    while (t > 0 && unit - t < 12 && reading_.Joined(t)) {
      const string_view word = reading_.Word(t - 1);
      if (reading_.IsNumber(t - 1) ? IsAgeNumber(word) : IsNumberWord(word)) {
        --t;
      } else if (t < unit && t >= 2 && IsListJoint(t - 1) && IsNumeral(t - 2)) {
        t -= 2;
      } else {
        break;
      }
    }
    return t;
  }

  bool IsNumeral(uint32_t t) const {
    const string_view word = reading_.Word(t);
    return reading_.IsNumber(t) ? IsAgeNumber(word) : IsNumberWord(word);
  }
  bool IsListJoint(uint32_t t) const {
    return reading_.Is(t, "et") || reading_.Is(t, ",") || reading_.Is(t, "ou") ||
           (reading_.Is(t, "-") && !reading_.token(t).space_before && reading_.IsWord(t - 1));
  }

  // "et demi", "et 2 mois", "et trois semaines", "½", "passés".
  uint32_t SkipFraction(uint32_t t) const {
    if (reading_.Is(t, "et") && reading_.Is(t + 1, "demi")) return t + 2;
    if (reading_.Is(t, "passes") || reading_.Is(t, "revolus")) return t + 1;
    if (!reading_.Is(t, "et")) return t;
    uint32_t at = t + 1;
    while (IsNumeral(at) && at < t + 5) ++at;
    return at > t + 1 && UnitOf(reading_.Word(at)) == Unit::kShort ? at + 1 : t;
  }

  void WithUnit(uint32_t t, Unit unit) {
    const uint32_t first = NumberBefore(t);
    if (first == t) return;
    uint32_t last = t + 1;
    if (unit == Unit::kLetter) {
      if (!IsLetterUnit(t)) return;
      if (reading_.Is(last, ".") && !reading_.token(last).space_before) ++last;
    }
    last = SkipFraction(last);
    const char* rule = Context(first, last, unit);
    if (rule != nullptr) Add(first, last, Certainty::kProbable, rule, "nombre et unité d'âge");
  }

  // "58a", "23 a.", "8 a": not "il y en a", nor "12 a 14".
  bool IsLetterUnit(uint32_t t) const {
    if (!reading_.IsNumber(t - 1) || reading_.Source(t) != "a") return false;
    if (!reading_.token(t).space_before) return true;
    const string_view after = reading_.Word(t + 1);
    return t + 1 >= reading_.size() || after == "." || after == "," || after == ")" ||
           after == ";" || after == "/" || reading_.token(t + 1).line_start ||
           after == "½";
  }

  // The rule that makes the number before `last` an age; null when it is a duration.
  const char* Context(uint32_t first, uint32_t last, Unit unit) const {
    const string_view before = first > 0 ? reading_.Word(first - 1) : string_view();
    const string_view after = reading_.Word(last);
    const bool joined = first > 0 && reading_.token(first - 1).block == reading_.token(first).block;
    if (joined && (before == "age" || before == "agee" || before == "ages")) return "age.aged";
    if (joined && (before == "de" || before == "d'")) return Genitive(first, unit);
    if (IsDuration(first, before, after)) return nullptr;
    if (unit == Unit::kSlang || unit == Unit::kLetter) return "age.unit";
    if (joined && (before == "ses" || before == "leurs" || before == "mes")) return "age.possessive";
    if (joined && AfterPerson(first)) return "age.apposition";
    if (joined && IsHave(first - 1)) return unit == Unit::kYears || Alive(first) ? "age.have" : nullptr;
    if (unit == Unit::kShort) return ShortApposition(first, last);
    if (joined && before == "a") return AtAge(first) ? "age.at" : nullptr;
    return Apposition(first, last) ? "age.apposition" : nullptr;
  }

  // "âgée de 14 ans", "une fille de 14 ans"; "une peine de 14 ans" is none.
  const char* Genitive(uint32_t first, Unit unit) const {
    uint32_t noun = first >= 2 ? first - 2 : 0;
    // "de moins de", "âgé de plus de"
    if (reading_.Is(noun, "moins") || reading_.Is(noun, "plus")) return nullptr;
    for (int back = 0; back < 3 && noun > 0; ++back, --noun) {
      const string_view word = reading_.Word(noun);
      if (IsPersonNoun(word)) {
        // "les enfants de 6 ans" as a rule is generic; "jeunes de 16 à 25 ans" too.
        return reading_.Is(noun - 1, "tout") || reading_.Is(noun - 1, "les") ? nullptr
                                                                            : "age.of_person";
      }
      if (marks_[noun] == NameMark::kPerson) return "age.of_person";
      if (reading_.IsMark(noun) || word.size() < 3) break;
    }
    return unit == Unit::kSlang ? "age.unit" : nullptr;
  }

  bool IsDuration(uint32_t first, string_view before, string_view after) const {
    static const WordSet kBefore = {
        "depuis", "pendant", "durant", "dans", "en", "sous", "apres", "avant", "pour", "tous",
        "toutes", "tout", "les", "des", "dernieres", "derniers", "prochains", "prochaines",
        "chaque",
        "quelques", "moins", "ces", "cette", "y", "voici", "voila", "pres", "environ", "encore",
        "jusqu'", "deux", "sur", "-", "duree", "premiers", "premieres", "hors", "sursis"};
    static const WordSet kAfter = {
        "de", "d'", "plus", "apres", "auparavant", "avant", "ferme", "fermes", "durant", "que",
        "consecutifs", "dont", "renouvelables", "renouvelable", "avec", "maximum", "minimum"};
    if (kBefore.Has(before)) {
      // "il y a 14 ans" has "a" before; "- 14 ans" in a list is an age when a space is on both sides.
      return !(before == "-" && reading_.token(first).space_before);
    }
    if (before == "a" && first >= 2 && reading_.Is(first - 2, "y")) return true;
    if (before == "plus" || before == "moins") return true;
    return kAfter.Has(after);
  }

  // "Aminata, 18 ans depuis mardi": a name and a comma, whatever follows.
  bool AfterPerson(uint32_t first) const {
    return first >= 2 && reading_.Is(first - 1, ",") && marks_[first - 2] == NameMark::kPerson;
  }

  bool IsHave(uint32_t t) const {
    // "n'a que cinq mois", "n'avait pas seize ans"
    if (t > 0 && (reading_.Is(t, "que") || reading_.Is(t, "pas") || reading_.Is(t, "qu'"))) --t;
    static const WordSet kHave = {
        "a", "ai", "ont", "avait", "aura", "avaient", "ayant", "eu", "eut", "avais", "as", "auront",
        "bientot", "presque", "fete", "fetera", "seulement", "deja", "aurait", "avons", "annonce"};
    if (!kHave.Has(reading_.Word(t))) return false;
    return reading_.Word(t) != "a" || reading_.Source(t) == "a" || reading_.Source(t) == "A";
  }

  // A person stands right before: "Marceau aura six mois".
  bool Alive(uint32_t first) const {
    for (uint32_t t = first; t > 0 && first - t < 4; --t) {
      if (marks_[t - 1] == NameMark::kPerson || IsPersonNoun(reading_.Word(t - 1))) return true;
    }
    return false;
  }

  // "À onze ans, elle…": "à" with its accent; not "condamné à dix ans".
  bool AtAge(uint32_t first) const {
    static const WordSet kNot = {
        "condamne", "condamnee", "porte", "portee", "fixe", "fixee", "limite", "limitee", "ramene",
        "ramenee", "reduit", "reduite", "prolonge"};
    if (first < 2) return true;
    const string_view before = reading_.Word(first - 2);
    // "16 à 25 ans" is a range.
    return !kNot.Has(before) && !IsNumeral(first - 2) && before != "jusqu'";
  }

  bool Opens(uint32_t first) const {
    if (first == 0 || reading_.FirstOfSentence(first)) return true;
    const Token& token = reading_.token(first);
    if (token.line_start || token.wide_gap || token.block != reading_.token(first - 1).block) {
      return true;
    }
    const string_view before = reading_.Word(first - 1);
    return before == "," || before == "(" || before == "-" || before == "|" || before == "/" ||
           before == ":" || before == ";" || before == "«" || before == "[" ||
           marks_[first - 1] == NameMark::kPerson || IsPersonNoun(before);
  }

  bool Closes(uint32_t last) const {
    if (last >= reading_.size()) return true;
    const Token& token = reading_.token(last);
    if (token.line_start || token.wide_gap) return true;
    const string_view after = reading_.Word(last);
    return reading_.IsMark(last) || after == "et" || after == "ou" || after == "qui" ||
           after == "ne" || after == "nee";
  }

  bool Apposition(uint32_t first, uint32_t last) const { return Opens(first) && Closes(last); }

  // "(18 mois)", "Le nourrisson, dix-huit jours, dort": only beside a person.
  const char* ShortApposition(uint32_t first, uint32_t last) const {
    if (first < 2 || !Apposition(first, last)) return nullptr;
    const uint32_t person = reading_.IsMark(first - 1) ? first - 2 : first - 1;
    const bool near = marks_[person] == NameMark::kPerson || IsPersonNoun(reading_.Word(person));
    return near ? "age.apposition" : nullptr;
  }

  // "Sohan (9)", "Âge : 41", "Iris, 5,": numbers that only the name before makes ages.
  void Bare(uint32_t t) {
    if (!IsAgeNumber(reading_.Word(t)) || t < 2) return;
    const bool bracket = reading_.Is(t - 1, "(") && (reading_.Is(t + 1, ")"));
    if (bracket && marks_[t - 2] == NameMark::kPerson) {
      Add(t, t + 1, Certainty::kProbable, "age.in_brackets", "nombre entre parenthèses");
      return;
    }
    // "Ionuț 17, Mădălina 14": a number right behind a name, closed by a mark.
    if (marks_[t - 1] == NameMark::kPerson && reading_.Joined(t) &&
        (reading_.Is(t + 1, ",") || reading_.Is(t + 1, ";") || t + 1 >= reading_.size() ||
         reading_.token(t + 1).line_start)) {
      Add(t, t + 1, Certainty::kSuspect, "age.beside_name", "nombre à côté d'un nom");
      return;
    }
    const bool label = reading_.Is(t - 1, ":") && reading_.Is(t - 2, "age");
    if (label || reading_.Is(t - 1, "age")) {
      Add(t, t + 1, Certainty::kProbable, "age.label", "âge");
    }
  }

  // "septuagénaire", "la cinquantaine".
  void Decade(uint32_t t, string_view word) {
    static const WordSet kDecades = {
        "trentenaire", "quadragenaire", "quinquagenaire", "sexagenaire", "septuagenaire",
        "octogenaire", "nonagenaire", "centenaire", "quadra"};
    if (kDecades.Has(word)) {
      Add(t, t + 1, Certainty::kProbable, "age.decade", "tranche d'âge");
      return;
    }
    const bool about = word == "vingtaine" || word == "trentaine" || word == "quarantaine" ||
                       word == "cinquantaine" || word == "soixantaine";
    if (about && t > 0 && reading_.Is(t - 1, "la") && !reading_.Is(t + 1, "de") &&
        !reading_.Is(t + 1, "d'")) {
      Add(t - 1, t + 1, Certainty::kSuspect, "age.decade", "tranche d'âge");
    }
  }

  const Reading& reading_;
  const NameMarks& marks_;
  std::vector<Finding>& findings_;
};

}  // namespace

void FindAges(const Reading& reading, const NameMarks& marks, std::vector<Finding>& findings) {
  AgeScanner(reading, marks, findings).Scan();
}

}  // namespace expurge
