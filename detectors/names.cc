#include "detectors/names.h"

#include <algorithm>

#include "detectors/date_parts.h"
#include "detectors/name_words.h"

namespace expurge {
namespace {

using std::string_view;

constexpr uint32_t kMaxTokens = 16;

class NameReader {
 public:
  NameReader(const Reading& reading, const NameLexicon& lexicon)
      : reading_(reading), lexicon_(lexicon) {
    MarkShouting();
  }

  std::vector<NameRun> Run() {
    for (uint32_t t = 0; t < reading_.size();) {
      const uint32_t end = At(t);
      t = std::max(end, t + 1);
    }
    return std::move(runs_);
  }

 private:
  // ---- single tokens ----

  bool Capital(uint32_t t) const { return reading_.IsWord(t) && reading_.token(t).capitalised; }
  bool Glued(uint32_t t) const { return t < reading_.size() && !reading_.token(t).space_before; }
  bool Common(uint32_t t) const {
    string_view word = reading_.Word(t);
    if (!word.empty() && word.back() == '\'') return true;
    return lexicon_.IsCommonWord(word);
  }
  bool FirstName(uint32_t t) const { return lexicon_.IsFirstName(reading_.Word(t)); }
  bool Initial(uint32_t t) const {
    return Capital(t) && (reading_.Word(t).size() == 1 ||
                          (reading_.Word(t).size() == 2 && reading_.Is(t + 1, ".") && Glued(t + 1)));
  }
  // Digits in it, or capitals of an acronym.
  bool Odd(uint32_t t) const {
    const string_view word = reading_.Word(t);
    return word.find_first_of("0123456789") != string_view::npos;
  }
  bool Acronym(uint32_t t) const {
    return reading_.token(t).all_capitals && reading_.Word(t).size() <= 5 && !FirstName(t);
  }
  bool Shouting(uint32_t t) const { return shouting_[reading_.token(t).sentence]; }

  // Sentences in capitals, where a capital letter says nothing.
  void MarkShouting() {
    shouting_.resize(reading_.segments().sentences.size());
    for (size_t s = 0; s < shouting_.size(); ++s) {
      const Span span = reading_.segments().sentences[s].tokens;
      size_t words = 0, capitals = 0;
      for (uint32_t t = span.first; t < span.last; ++t) {
        if (!reading_.IsWord(t) || reading_.Word(t).size() < 2) continue;
        ++words;
        capitals += reading_.token(t).all_capitals;
      }
      shouting_[s] = words >= 4 && capitals * 10 >= words * 7;
    }
  }

  // ---- reading a name ----

  // Whether token `t` can be a further part of a name that began before it.
  bool Further(uint32_t t) const {
    if (!Capital(t) || !reading_.Joined(t) || reading_.FirstOfSentence(t) || Odd(t)) return false;
    const string_view word = reading_.Word(t);
    if (Initial(t)) return reading_.Is(t + 1, ".") || word.size() == 1;
    if (Elided(t)) return Capital(t + 1) && Glued(t + 1) && !Shouting(t);
    if (IsCivility(word) || (NeverName(word) && !FirstName(t))) return false;
    if (Shouting(t)) return !Common(t) || FirstName(t);
    if (reading_.token(t).line_start) return !Common(t);
    // "DUPONT Visite": a common word with one capital after a name in capitals is none of it.
    if (reading_.token(t).all_capitals && Acronym(t) && !reading_.token(t - 1).all_capitals &&
        reading_.Word(t).size() <= 4) {
      return !IsCommonAcronym(word);
    }
    return true;
  }

  static bool IsCommonAcronym(string_view word) {
    return NeverName(word) || word == "tel" || word == "apl" || word == "sdf" || word == "esat";
  }

  // The hyphens, apostrophes and stops glued to the part that ends before `t`.
  uint32_t Tail(uint32_t t) const {
    while (t + 1 < reading_.size() && Glued(t)) {
      if ((reading_.Is(t, "-") || reading_.Is(t, "'") || reading_.Is(t, "/")) && Glued(t + 1) &&
          reading_.IsWord(t + 1) && (Capital(t + 1) || !reading_.Is(t, "/"))) {
        if (reading_.Is(t, "-") && !Capital(t + 1) && IsEnclitic(t + 1)) break;
        t += 2;
        if (!reading_.Word(t - 1).empty() && reading_.Word(t - 1).back() == '\'' && Capital(t)) ++t;
      } else if (reading_.Is(t, ".") && Initial(t - 1) && Glued(t)) {
        ++t;
        // "J.-F. C.", "G.P.", "T./V."
        if (Glued(t) && (reading_.Is(t, "-") || reading_.Is(t, "/")) && Initial(t + 1)) t += 2;
        else if (Glued(t) && Initial(t)) ++t;
        else break;
      } else if (Elided(t - 1) && Capital(t)) {
        ++t;
      } else {
        break;
      }
    }
    if (t < reading_.size() && Glued(t) && reading_.Is(t, ".") && Initial(t - 1)) ++t;
    return t;
  }

  bool Elided(uint32_t t) const {
    const string_view word = reading_.Word(t);
    return word.size() >= 2 && word.back() == '\'';
  }

  // "Marie-t-elle", "Delattre-ci".
  bool IsEnclitic(uint32_t t) const {
    const string_view word = reading_.Word(t);
    return word == "il" || word == "elle" || word == "t" || word == "ci" || word == "la" ||
           word == "on" || word == "je" || word == "vous" || word == "nous" || word == "meme";
  }

  // Particles and one capital behind them: "de La Roncière", "d'Istria", "van den Broecke".
  uint32_t Particles(uint32_t t) const {
    uint32_t at = t;
    while (at < reading_.size() && at - t < 4 && IsParticle(reading_.Word(at)) &&
           reading_.Joined(at) && !reading_.FirstOfSentence(at)) {
      ++at;
    }
    if (at == t || !Capital(at) || Shouting(at) || !reading_.Joined(at)) return t;
    return at;
  }

  // End of the name whose first part is token `t`, whatever that part is.
  uint32_t NameEnd(uint32_t t) const {
    uint32_t end = Tail(t + 1);
    if (Elided(t) && Capital(end) && Glued(end)) end = Tail(end + 1);
    while (end - t < kMaxTokens) {
      if (end >= reading_.size() || !reading_.Joined(end)) break;
      if (Further(end)) {
        end = Tail(end + 1);
        continue;
      }
      // "PRUDHOMME Marcel, Eugène": a comma before further first names.
      if (reading_.Is(end, ",") && Further(end + 1) && FirstName(end + 1) &&
          reading_.token(t).all_capitals && !reading_.token(end + 1).all_capitals) {
        end = Tail(end + 2);
        continue;
      }
      const uint32_t capital = Particles(end);
      if (capital == end || StopsBeforeParticle(end)) break;
      end = Tail(capital + 1);
    }
    return end;
  }

  // "Karima de la mission locale", "Yann du CCAS": an institution, not a nobiliary particle.
  bool StopsBeforeParticle(uint32_t t) const {
    const uint32_t capital = Particles(t);
    const string_view word = reading_.Word(capital);
    return Acronym(capital) || lexicon_.IsPlace(word) || NamesInstitution(word) ||
           IsProfession(word) || NeverName(word);
  }

  void Add(uint32_t first, uint32_t last, Certainty certainty, const char* rule,
           const char* evidence, bool person = false) {
    // A full stop that ends the sentence is no part of a name unless an initial stands before.
    while (last > first + 1 && reading_.IsMark(last - 1) &&
           !(reading_.Is(last - 1, ".") && Initial(last - 2))) {
      --last;
    }
    NameRun run;
    run.first = first;
    run.last = last;
    run.certainty = certainty;
    run.person = person;
    run.rule = rule;
    run.evidence = evidence;
    runs_.push_back(run);
  }

  // ---- what starts at a token ----

  uint32_t At(uint32_t t) {
    if (!reading_.IsWord(t)) return t;
    const string_view word = reading_.Word(t);
    uint32_t end = t;
    if (IsCivility(word) || IsProfessionalTitle(word)) end = AfterCivility(t);
    if (end == t && IsNamingCue(word)) end = AfterNamingCue(t);
    if (end == t && IsPersonCue(word)) end = AfterPersonCue(t);
    if (end == t && Capital(t)) end = FromCapital(t);
    if (end == t && (word == "les" || word == "des" || word == "aux")) end = Plural(t);
    return end;
  }

  uint32_t SkipStop(uint32_t t) const {
    return reading_.Is(t, ".") && Glued(t) ? t + 1 : t;
  }

  // "Mme Delattre", "mme bouchareb", "M. K.", "Monsieur le comte de Lignerolles".
  uint32_t AfterCivility(uint32_t t) {
    const string_view word = reading_.Word(t);
    if (word == "m" && !Capital(t) && !reading_.Is(t + 1, ".")) return t;
    // "A.E.M.O.", "M.S.A.": letters of an acronym.
    if (word == "m" && (Glued(t) || (reading_.Is(t + 1, ".") && Glued(t + 2)))) {
      if (Glued(t) || (Initial(t + 2) && reading_.Is(t + 3, "."))) return t;
    }
    if ((word == "me" || word == "mes" || word == "major" || word == "pr") && !Capital(t)) return t;
    uint32_t at = SkipStop(t + 1);
    if (at >= reading_.size() || reading_.token(at).block != reading_.token(t).block) return t;
    if (reading_.Is(at, "veuve") || reading_.Is(at, "vve")) ++at;
    if (reading_.Is(at, "la") && (reading_.Is(at + 1, "comtesse") || reading_.Is(at + 1, "baronne"))) {
      at += 2;
    }
    while (reading_.Is(at, "«") || reading_.Is(at, "\"")) ++at;
    return NameAfter(t, at, word);
  }

  uint32_t NameAfter(uint32_t t, uint32_t at, string_view civility) {
    uint32_t first = at;
    const uint32_t capital = Particles(first);
    if (!Capital(at) && capital != at) {
      at = capital;  // "Mme d'Hauterive", "M. de B."
    } else if (!Capital(at)) {
      return SmallLetters(t, at, civility);
    }
    const string_view word = reading_.Word(at);
    const bool initial = Initial(at) && (word.size() == 1 || reading_.Is(at + 1, "."));
    if (!initial && (IsCivility(word) || IsProfessionalTitle(word))) return t;
    if (Elided(at) && !(Capital(at + 1) && Glued(at + 1))) return t;
    // "Madame la Directrice", "Monsieur le Président", "Madame, Monsieur".
    const bool particle = IsParticle(word) && Capital(at + 1) && reading_.Joined(at + 1) &&
                          !IsProfession(reading_.Word(at + 1)) && !Shouting(at);
    if (!initial && !particle && (NeverName(word) || IsProfession(word)) && !FirstName(at) &&
        (Shouting(at) || IsProfession(word) || word.size() <= 4)) {
      return t;
    }
    if (Shouting(at) && (word == "et" || word == "le" || word == "la")) return t;
    uint32_t end = NameEnd(at);
    Add(first, end, Certainty::kSure, "name.civility", "civilité");
    if (IsPluralCivility(civility) || civility == "mes" || civility == "drs") end = More(end);
    return end;
  }

  // "Mmes Abadie, Cros et Lagarde".
  uint32_t More(uint32_t end) {
    while ((reading_.Is(end, ",") || reading_.Is(end, "et")) && Capital(end + 1) &&
           !IsCivility(reading_.Word(end + 1)) && !NeverName(reading_.Word(end + 1))) {
      const uint32_t next = NameEnd(end + 1);
      Add(end + 1, next, Certainty::kSure, "name.civility", "civilité");
      end = next;
    }
    return end;
  }

  // Names typed in small letters: the word must be no French one.
  uint32_t SmallLetters(uint32_t t, uint32_t at, string_view civility) {
    const string_view word = reading_.Word(at);
    if (!reading_.IsWord(at) || word.size() < 2 || Common(at) || NeverName(word) || Odd(at)) {
      return t;
    }
    if (civility == "me" || civility == "juge" || civility == "professeur") return t;
    uint32_t end = at + 1;
    while (end < reading_.size() && end - at < 5) {
      if (reading_.Is(end, "-") && Glued(end) && reading_.IsWord(end + 1)) {
        end += 2;
      } else if (reading_.IsWord(end) && FirstName(end) && !Common(end)) {
        ++end;  // "mme leroux sandrine"; other unknown words are abbreviations ("tjrs")
      } else {
        break;
      }
    }
    Add(at, end, Certainty::kProbable, "name.small_letters", "civilité, mot inconnu");
    return end;
  }

  // "née Rambaud", "alias Tyson", "Nom : FERRANDI", "Prénoms | Marius, Antonin".
  uint32_t AfterNamingCue(uint32_t t) {
    uint32_t at = t + 1;
    if (reading_.Is(at, "(") && reading_.Is(at + 2, ")")) at += 3;
    bool label = false;
    while (reading_.Is(at, ":") || reading_.Is(at, "«") || reading_.Is(at, ",") ||
           reading_.Is(at, "\"") || reading_.Is(at, "-")) {
      label = label || reading_.Is(at, ":");
      ++at;
    }
    const string_view cue = reading_.Word(t);
    if ((cue == "nom" || cue == "prenom" || cue == "prenoms" || cue == "concerne") && !label) {
      if (!Capital(at) || Common(at) || !reading_.Joined(at)) return t;
    }
    if (!Capital(at) || at >= reading_.size() ||
        reading_.token(at).block != reading_.token(t).block) {
      return t;
    }
    const string_view word = reading_.Word(at);
    if (IsCivility(word) || (NeverName(word) && !FirstName(at)) || Odd(at)) return t;
    const bool common = Common(at) && !FirstName(at);
    if (common && (cue == "dit" || cue == "dite" || cue == "concerne" || cue == "signe" ||
                   Shouting(at) || cue == "bonjour")) {
      return t;
    }
    if (Acronym(at) && Shouting(at)) return t;
    if (NamesInstitution(word) || (IsProfession(word) && !FirstName(at))) return t;
    uint32_t end = NameEnd(at);
    const uint32_t before = reading_.Is(t - 1, ",") ? t - 1 : t;
    const bool joins = cue == "nee" || cue == "epouse" || cue == "epse" || cue == "veuve" ||
                       cue == "vve" || cue == "dit" || cue == "dite" || cue == "alias";
    if (joins && t > 0 && floor() == before && reading_.Joined(t)) {
      // "PEYRAT Ghislaine, née Moulinoux" is one name.
      runs_.back().last = end;
      runs_.back().person = true;
      return end;
    }
    Add(at, end, Certainty::kProbable, "name.cue", "nom, né(e), épouse, alias", true);
    if (cue == "prenoms" || label) end = FirstNames(end);
    return end;
  }

  // "Muriel, Agnès".
  uint32_t FirstNames(uint32_t end) {
    while ((reading_.Is(end, ",") || reading_.Is(end, "et")) && Capital(end + 1) &&
           FirstName(end + 1)) {
      const uint32_t next = NameEnd(end + 1);
      Add(end + 1, next, Certainty::kProbable, "name.list", "suite de prénoms", true);
      end = next;
    }
    return end;
  }

  // "la famille Vasseur", "le jeune D.", "sa sœur Ghislaine", "Les frères Bouzidi, Nassim et…".
  uint32_t AfterPersonCue(uint32_t t) {
    uint32_t at = t + 1;
    if (reading_.Is(at, ":") || reading_.Is(at, ",") || reading_.Is(at, "(") ||
        reading_.Is(at, "«")) {
      ++at;
    }
    const bool joint = at == t + 1;
    if (reading_.Is(at, "-")) return t;  // "beau-père", "petit-fils": the next token is the cue
    if (!Capital(at) || at >= reading_.size() || !reading_.Joined(at)) return t;
    const string_view word = reading_.Word(at), cue = reading_.Word(t);
    if (IsCivility(word) || Odd(at) || reading_.FirstOfSentence(at)) return t;
    if (cue == "chef" && !FirstName(at)) return t;
    const bool initial = Initial(at) && (reading_.Is(at + 1, ".") || word.size() == 1);
    const bool particle = IsParticle(word) && Capital(at + 1) && reading_.Joined(at + 1) &&
                          joint && !Common(at + 1) && !Shouting(at);
    if (!initial && NeverName(word) && !particle && !(FirstName(at) || cue == "affaire")) return t;
    if (!initial && Elided(at) && !(Glued(at + 1) && Capital(at + 1))) return t;
    if (!initial && (Acronym(at) && (cue != "famille" && cue != "dossier"))) return t;
    if ((NamesInstitution(word) || IsProfession(word)) && !FirstName(at)) return t;
    const bool common = Common(at);
    if (Shouting(at) && common && !FirstName(at)) return t;
    if (!joint && common && !FirstName(at) && !particle) return t;
    // "Grand Est", "Jeunes Majeurs": capitals before as after.
    if (common && !FirstName(at) && Capital(t) && !particle &&
        !(reading_.FirstOfSentence(t) && (cue == "famille" || cue == "consorts"))) {
      return t;
    }
    if (initial && (!joint || !reading_.Is(at + 1, "."))) return t;
    const bool place = lexicon_.IsPlace(word) && !FirstName(at);
    if (place && (cue == "situation" || cue == "grand" || cue == "petit" || cue == "grande" ||
                  cue == "chef" || !joint)) {
      return t;
    }
    const uint32_t end = NameEnd(at);
    // "Tonton Fred", "bébé Aaron" are what the person is called.
    const bool called = cue == "tonton" || cue == "tata" || cue == "meme" || cue == "bebe" ||
                        cue == "mamie" || cue == "papi" || cue == "pepe";
    Add(called && joint ? t : at, end, Certainty::kProbable, "name.kinship",
        "mot de parenté ou de situation", true);
    return end;
  }

  // "Les Deschamps", "des L.", "aux Fabre".
  uint32_t Plural(uint32_t t) {
    const uint32_t at = t + 1;
    if (!Capital(at) || !reading_.Joined(at) || Shouting(at) || Odd(at)) return t;
    const bool initial = reading_.Word(at).size() == 1 && reading_.Is(at + 1, ".") &&
                         reading_.Word(t) != "l'";
    const bool apart = !Common(at) || (t > 0 && !reading_.FirstOfSentence(t) &&
                                       reading_.Word(at).back() != 's' &&
                                       reading_.Is(t - 1, "chez"));
    if (!initial && (!apart || Acronym(at) || lexicon_.IsPlace(reading_.Word(at)) ||
                     NeverName(reading_.Word(at)) || reading_.Word(at).size() < 3)) {
      return t;
    }
    if (t > 0 && NamesInstitution(reading_.Word(t - 1))) return t;
    const uint32_t end = NameEnd(at);
    Add(at, end, Certainty::kSuspect, "name.plural", "les, des, aux et un nom inconnu");
    return end;
  }

  // ---- capitals ----

  // Whether what stands before token `t` names an institution or a street: "collège Jean Moulin",
  // "rue du Docteur Roux", "association Les Amis".
  bool InstitutionBefore(uint32_t t) const {
    uint32_t at = t;
    for (int back = 0; back < 6 && at > 0 && reading_.Joined(at); ++back) {
      --at;
      const string_view word = reading_.Word(at);
      if (NamesInstitution(word)) return true;
      const bool passes = word == "-" || word == "«" || word == "\"" || IsParticle(word) ||
                          (reading_.IsWord(at) && reading_.token(at).capitalised &&
                           !FirstOfLine(at)) ||
                          word == "elementaire" || word == "primaire" || word == "hospitalier" ||
                          word == "sociale" || word == "social" || word == "maternelle" ||
                          word == "prive" || word == "public" || word == "culturel";
      if (!passes || reading_.FirstOfSentence(at)) return NamesInstitution(word);
    }
    return false;
  }
  bool FirstOfLine(uint32_t t) const { return reading_.token(t).line_start; }

  uint32_t FromCapital(uint32_t t) {
    if (Odd(t)) return t;
    if (Initial(t)) return FromInitial(t);
    const string_view word = reading_.Word(t);
    if (word.size() < 2 || (NeverName(word) && !FirstName(t))) return t;
    if (word.size() > 2 && !IsPersonCue(word) && !IsProfession(word) && !NamesInstitution(word)) {
      const uint32_t end = NameEnd(t);
      const bool aged = !Shouting(t) && AgeAfter(end);
      if (aged || (LabelledStart(t) && (!Common(t) || FirstName(t) ||
                                        (reading_.token(t).all_capitals && end > t + 1)))) {
        Add(aged ? SurnameBefore(t) : t, end, Certainty::kProbable,
            aged ? "name.aged" : "name.label", aged ? "suivi d'un âge" : "nom, prénom", true);
        return end;
      }
    }
    if (FirstName(t) && !reading_.Word(t).empty()) return FromFirstName(t);
    if (Elided(t)) return FromElision(t);
    return FromUnknown(t);
  }

  // "M'Bala Kouassi", "N'Guessan", "O'Connor"; "L'enfant" and "D'Alençon" are none.
  uint32_t FromElision(uint32_t t) {
    if (!Capital(t + 1) || !Glued(t + 1)) return t;
    const char head = reading_.Word(t)[0];
    if (head != 'm' && head != 'n' && head != 'o' && head != 'k' && head != 't') return t;
    if (Common(t + 1) || Shouting(t)) return t;
    const uint32_t end = NameEnd(t);
    Add(t, end, Certainty::kProbable, "name.unknown", "capitale, mot inconnu");
    return end;
  }

  // "L. M.", "J.-F. C.", "R. Vandamme", "K. L.".
  uint32_t FromInitial(uint32_t t) {
    if (!reading_.Is(t + 1, ".") || !Glued(t + 1) || Shouting(t)) return t;
    const string_view word = reading_.Word(t);
    if (word == "l" && reading_.IsNumber(t + 2)) return t;  // "art. L. 226-2"
    const uint32_t end = Tail(t + 1);
    // "K. a dit", "L.F. a été vu": initials as the subject; "la maman de E.".
    const bool subject = StartsText(t) && end < reading_.size() && reading_.IsWord(end) &&
                         reading_.Joined(end) && !Capital(end) && word != "l" &&
                         (reading_.Is(end, "a") || reading_.Is(end, "n'") ||
                          lexicon_.IsVerb(reading_.Word(end)));
    const bool complement = t >= 2 && (reading_.Is(t - 1, "de") || reading_.Is(t - 1, "d'")) &&
                            HasPersonComplement(reading_.Word(t - 2));
    if ((subject || complement) && !(Initial(end) && reading_.Is(end + 1, "."))) {
      Add(t, end, Certainty::kSuspect, "name.initials", "initiales");
      return end;
    }
    const bool hyphen = end > t + 3;
    if (end < reading_.size() && reading_.Joined(end) && !reading_.token(end).line_start) {
      const bool second = Initial(end) && reading_.Is(end + 1, ".") && reading_.Word(end).size() <= 2 &&
                          reading_.token(end).space_before;
      const bool surname = Capital(end) && reading_.Word(end).size() > 2 && !Acronym(end) &&
                           (!Common(end) || hyphen) && !NeverName(reading_.Word(end));
      const bool code = t > 0 && (reading_.Is(t - 1, "art") || reading_.Is(t - 1, ".") ||
                                  reading_.Is(t - 1, "article") || reading_.Is(t - 1, "articles"));
      if ((second || surname) && !code && !reading_.IsNumber(end + 2) && !NumbersAHeading(t)) {
        const uint32_t last = NameEnd(t);
        Add(t, last, Certainty::kProbable, "name.initials", "initiales");
        return last;
      }
    }
    return t;
  }

  // "A. Situation", "C. Le regard": the letter numbers a heading.
  bool NumbersAHeading(uint32_t t) const {
    return reading_.token(t).line_start && reading_.FirstOfSentence(t) &&
           !(Initial(t + 2) && reading_.Is(t + 3, ".")) &&
           (Common(t + 2) || reading_.document().blocks[reading_.token(t).block].kind ==
                                 BlockKind::kHeading);
  }

  // "Garnier Alain", "El Hassouni Khadija": capitals before the first name belong to it.
  uint32_t SurnameBefore(uint32_t t) const {
    uint32_t first = t;
    while (first > floor() && t - first < 6 && reading_.Joined(first) &&
           !reading_.token(first).line_start) {
      const uint32_t at = first - 1;
      if (reading_.Is(at, "-") && at > floor() + 1 && Glued(first) && Capital(at - 1)) {
        first = at - 1;
        continue;
      }
      if (!Capital(at) || Odd(at) || Initial(at)) break;
      const string_view word = reading_.Word(at);
      if (NeverName(word) || IsCivility(word) || NamesInstitution(word) || IsPersonCue(word)) break;
      if (Acronym(at) && reading_.Word(at).size() < 4) break;
      const bool start = reading_.FirstOfSentence(at) || reading_.token(at).line_start;
      if (Common(at) && (start || Shouting(at)) &&
          !(reading_.token(at).all_capitals && !Shouting(at))) {
        break;
      }
      if (lexicon_.IsPlace(word) && start) break;
      first = at;
    }
    return first;
  }

  uint32_t floor() const { return runs_.empty() ? 0 : runs_.back().last; }

  uint32_t FromFirstName(uint32_t t) {
    const string_view word = reading_.Word(t);
    const bool common = Common(t);
    const bool start = StartsText(t);
    if (InstitutionBefore(t)) return NameEnd(t);
    if (NamedAfter(t)) return NameEnd(t);
    const bool acronym = reading_.token(t).all_capitals && word.size() <= 4 && !Shouting(t) &&
                         !Capital(t + 1);
    if (acronym && common) return t;
    const uint32_t end = NameEnd(t);
    const bool longer = end > t + 1;
    if (common && start && !Subject(t, end)) return t;
    if (common && Shouting(t) && !longer) return t;
    if (word.size() <= 2 && !longer) return t;
    const bool complement = t >= 2 && (reading_.Is(t - 1, "de") || reading_.Is(t - 1, "d'")) &&
                            HasPersonComplement(reading_.Word(t - 2));
    if (lexicon_.IsPlace(word) && PlaceBefore(t) && !longer && !complement) return t;
    if (NeverName(word) && !longer) return t;
    const uint32_t first = SurnameBefore(t);
    Add(first, end, common && !longer && first == t ? Certainty::kSuspect : Certainty::kProbable,
        "name.first_name", "prénom connu");
    return end;
  }

  // "Robert-Debré", "Rosa-Parks": a first name tied to a surname is what streets and schools bear;
  // "France Travail" is an agency.
  bool NamedAfter(uint32_t t) const {
    if (reading_.Is(t, "france")) return Capital(t + 1) && Common(t + 1);
    return reading_.Is(t + 1, "-") && Glued(t + 1) && Capital(t + 2) && Glued(t + 2) &&
           !FirstName(t + 2) && reading_.Word(t + 2).size() > 1 && floor() != t &&
           NameEnd(t) == t + 3 && !AgeAfter(t + 3);
  }

  // "Odval, 12 ans", "Temüüjin (8 ans)", "Ezio (2)": whoever has an age is a person.
  bool AgeAfter(uint32_t t) const {
    if (!reading_.Is(t, ",") && !reading_.Is(t, "(") && !reading_.IsNumber(t)) return false;
    const bool bracket = reading_.Is(t, "(");
    uint32_t at = reading_.IsNumber(t) ? t : t + 1;
    const uint32_t number = at;
    while (at < t + 6 && (reading_.IsNumber(at) || IsNumberWord(reading_.Word(at)) ||
                          reading_.Is(at, "-") || reading_.Is(at, "et"))) {
      ++at;
    }
    if (at == number) return false;
    if (bracket && at == number + 1 && reading_.Is(at, ")") && reading_.Word(number).size() <= 2) {
      return true;
    }
    const string_view unit = reading_.Word(at);
    return unit == "ans" || unit == "an" || ((unit == "mois" || unit == "semaines") && bracket);
  }

  // The value of a form line or of a column "Nom", "Prénom", "Enfant", "Bénéficiaire".
  bool LabelledStart(uint32_t t) const {
    const ClauseInfo& clause = reading_.segments().clauses[reading_.token(t).clause];
    if (clause.label) return false;
    uint32_t first = clause.tokens.first;
    while (first < t && reading_.IsMark(first)) ++first;
    if (first != t) return false;
    for (const int label : {clause.label_clause, clause.column_clause}) {
      if (label < 0) continue;
      const Span span = reading_.segments().clauses[static_cast<size_t>(label)].tokens;
      if (span.last - span.first > 7) continue;
      for (uint32_t at = span.first; at < span.last; ++at) {
        const string_view word = reading_.Word(at);
        if (word == "nom" || word == "prenom" || word == "prenoms" || word == "enfant" ||
            word == "beneficiaire" || word == "usager" || word == "interesse" || word == "mere" ||
            word == "interessee" || word == "demandeur" || word == "pere" || word == "parents" ||
            word == "enfants" || word == "identite" || word == "demandeuse" || word == "jeune" ||
            word == "eleve") {
          return true;
        }
        if ((word == "objet" || word == "concerne" || word == "situation") && !Common(t) &&
            NameEnd(t) > t + 1) {
          return true;
        }
      }
    }
    return false;
  }

  // Whether a capital is due to the place of the word in its sentence or line.
  bool StartsText(uint32_t t) const {
    if (t == 0 || reading_.FirstOfSentence(t) || reading_.token(t).wide_gap) return true;
    const string_view before = reading_.Word(t - 1);
    return before == "«" || before == "\"" || before == ":" || before == "|" || before == "•" ||
           before == "☐" || before == "☑" || (before == "-" && reading_.token(t).space_before) ||
           (reading_.token(t).line_start && reading_.IsMark(t - 1));
  }

  // A common word at the start of a sentence is a name when a verb or another name follows.
  bool Subject(uint32_t t, uint32_t end) const {
    if (end > t + 1) return !Common(t + 1) || FirstName(t + 1) || reading_.Is(t + 1, "-");
    const string_view after = reading_.Word(end);
    if (after == "," || after == "(") {
      const string_view next = reading_.Word(end + 1);
      return next == "son" || next == "sa" || next == "que" || next == "qui" || next == "lui" ||
             next == "elle" || reading_.IsNumber(end + 1) || next == "le" || next == "la" ||
             next == "leur" || next == "dont" || next == "prenom" || next == "en" ||
             (Capital(end + 1) && FirstName(end + 1));
    }
    if (end < reading_.size() && reading_.IsWord(end) && reading_.Joined(end) &&
        !reading_.token(end).capitalised && lexicon_.IsVerb(after)) {
      return true;
    }
    return after == "a" || after == "est" || after == "n'" || after == "s'" || after == "ne" ||
           after == "se" || after == "lui" || after == "voudrait" || after == "(" ||
           (after == "et" && Capital(end + 1)) || after == "dit" || after == "avait" ||
           after == "etait" || after == "ont" || after == "veut" || after == "reste" ||
           after == "souhaite" || after == "refuse" || after == "demande" ||
           after == "nous";
  }

  bool PlaceBefore(uint32_t t) const {
    if (t == 0) return false;
    const string_view before = reading_.Word(t - 1);
    return before == "a" || before == "au" || before == "aux" || before == "en" ||
           before == "vers" || before == "sur" || before == "de" || before == "d'" ||
           before == "du" || before == "dans" || before == "pres" || before == "par";
  }

  // A capitalised word that is no first name, no place and no French word.
  uint32_t FromUnknown(uint32_t t) {
    const string_view word = reading_.Word(t);
    if (word.size() < 3 || Shouting(t) || Common(t) || lexicon_.IsPlace(word)) return t;
    if (reading_.token(t).all_capitals && word.size() <= 5) return t;
    if (NamesInstitution(word) || IsProfession(word)) return t;
    const uint32_t end = NameEnd(t);
    if (reading_.document().blocks[reading_.token(t).block].kind == BlockKind::kHeading &&
        end == t + 1) {
      return t;
    }
    if (InstitutionBefore(t)) return end;
    // A first name further on makes the whole a name: "Vanhoutteghem Dirk".
    for (uint32_t at = t + 1; at < end; ++at) {
      if (reading_.IsWord(at) && FirstName(at) && reading_.Word(at).size() > 2) {
        Add(SurnameBefore(t), end, Certainty::kProbable, "name.first_name", "prénom connu");
        return end;
      }
    }
    if (Cased(t, end)) {
      Add(t, end, Certainty::kProbable, "name.cased", "nom en capitales et prénom");
      return end;
    }
    if (!UnknownInContext(t, end)) return t;
    Add(t, end, Certainty::kSuspect, "name.unknown", "capitale, mot inconnu");
    return end;
  }

  // "BRANDT Elfriede", "Arben GJOKA", "Sané O.": one part in capitals, the other with one capital,
  // both unknown; or an initial behind an unknown word.
  bool Cased(uint32_t t, uint32_t end) const {
    if (end < t + 2 || !Capital(end - 1)) return Initial(end - 2) && end == t + 3 && Capital(end - 2);
    bool capitals = false, small = false;
    for (uint32_t at = t; at < end; ++at) {
      if (!Capital(at) || Initial(at)) continue;
      if (Common(at) || lexicon_.IsPlace(reading_.Word(at)) || reading_.Word(at).size() < 3) return false;
      (reading_.token(at).all_capitals ? capitals : small) = true;
    }
    return capitals && small;
  }

  bool UnknownInContext(uint32_t t, uint32_t end) const {
    const string_view before = t > 0 ? reading_.Word(t - 1) : string_view();
    const string_view after = reading_.Word(end);
    if (before == "de" || before == "d'") {
      return t >= 2 && HasPersonComplement(reading_.Word(t - 2));
    }
    if (PlaceBefore(t) || before == "l'" || before == "le" || before == "la" || before == "the" ||
        before == "du" || before == "un" || before == "une" || before == "ce" || before == "sous") {
      return false;
    }
    if (StartsText(t)) {
      if (after == "," && Capital(end + 1) && FirstName(end + 1)) return true;
      if (reading_.IsWord(end) && !Capital(end) && lexicon_.IsVerb(after)) return true;
      return FollowsSubject(after) && after != "," && after != "et" && after != "y" &&
             after != "en" && after != "le" && after != "les";
    }
    if (before == "et" || before == "ou" || before == ",") {
      return !runs_.empty() && runs_.back().last == t - 1;
    }
    return before == "avec" || before == "pour" || before == "que" || before == "qu'" ||
           before == "par" || before == "chez" || before == "et" || before == "ni" ||
           before == "c'" || before == "est" || FollowsSubject(after);
  }

  const Reading& reading_;
  const NameLexicon& lexicon_;
  std::vector<bool> shouting_;  // per sentence
  std::vector<NameRun> runs_;
};

}  // namespace

std::vector<NameRun> ReadNames(const Reading& reading, const NameLexicon& lexicon) {
  std::vector<NameRun> runs = NameReader(reading, lexicon).Run();
  AssignRoles(reading, lexicon, runs);
  AddEchoes(reading, lexicon, runs);
  return runs;
}

NameMarks MarkNames(const Reading& reading, const std::vector<NameRun>& runs) {
  NameMarks marks(reading.size(), NameMark::kNone);
  for (const NameRun& run : runs) {
    const NameMark mark = run.professional ? NameMark::kProfessional : NameMark::kPerson;
    std::fill(marks.begin() + run.first, marks.begin() + run.last, mark);
  }
  return marks;
}

void ReportNames(const Reading& reading, const std::vector<NameRun>& runs,
                 std::vector<Finding>& findings) {
  for (const NameRun& run : runs) {
    Finding finding = IdentityFinding(
        run.professional ? Category::kIdentiteProfessionnel : Category::kIdentiteNom,
        reading.RangeOfTokens(run.first, run.last), run.certainty, run.rule, run.evidence);
    finding.holder = run.professional ? Holder::kProfessional : Holder::kUnknown;
    findings.push_back(std::move(finding));
  }
}

}  // namespace expurge
