#include "detectors/addresses.h"

#include <algorithm>

#include "detectors/name_words.h"
#include "detectors/word_set.h"

namespace expurge {
namespace {

using std::string_view;

// Types of ways, before a name.
bool IsWay(string_view word) {
  static const WordSet kWays = {
      "rue", "avenue", "av", "ave", "bd", "bld", "boul", "boulevard", "place", "pl", "square", "sq",
      "impasse", "imp", "allee", "allees", "all", "chemin", "chem", "che", "route", "rte", "quai",
      "cours", "passage", "venelle", "ruelle", "sentier", "montee", "traverse", "esplanade", "mail",
      "rampe", "faubourg", "fbg", "fg", "chaussee", "promenade", "rocade", "sente", "cour",
      "parvis",
      "coursive", "couree", "rond-point", "voie"};
  return kWays.Has(word);
}

// Groups of dwellings and parts of them.
bool IsDwelling(string_view word) {
  static const WordSet kDwellings = {
      "residence", "res", "lotissement", "lot", "cite", "hameau", "lieudit", "quartier", "tour",
      "batiment", "bat", "immeuble", "imm", "ferme", "mas", "domaine", "coron", "servitude",
      "section", "camping", "foyer", "hotel", "zup", "hlm", "pavillon", "villa", "clos", "parc",
      "emplacement", "terrain", "caravane", "peniche", "ehpad", "friche", "hospice", "moulin",
      "tribu",
      "lieu", "squat", "parking", "ancienne", "ancien", "maison", "aire", "coloc", "airial",
      "chateau",
      "barre"};
  return kDwellings.Has(word);
}

// Parts of an address that a number or a letter follows.
bool IsPart(string_view word) {
  static const WordSet kParts = {
      "appt", "apt", "appart", "appartement", "esc", "escalier", "entree", "porte", "etage", "et",
      "bat", "batiment", "chambre", "chambres", "studio", "logement", "boite", "bp", "cs", "cedex",
      "pk", "lot", "cage", "hall", "palier", "rdc", "casier", "niveau", "tour", "parcelle", "aile"};
  return kParts.Has(word);
}

bool IsLivingCue(string_view word) {
  static const WordSet kCues = {
      "demeurant", "domicilie", "domiciliee", "domicilies", "habite", "habitent", "habitant",
      "habitait", "reside", "resident", "residant", "residait", "vit", "vivent", "loge", "logent",
      "logee", "loges", "adresse", "adresses", "domicile", "heberge", "hebergee", "heberges",
      "hebergement", "demeure", "demeurent", "occupe", "occupent", "squatte", "dort", "installee",
      "installe", "emmenage", "demenage", "domiciliation", "logeait", "hebergeait", "sejourne",
      "vad"};
  return kCues.Has(word);
}

bool IsLower(string_view word) {  // lower-case words that go on inside an address
  static const WordSet kWords = {
      "de", "du", "des", "la", "le", "les", "l'", "d'", "aux", "au", "a", "sur", "sous", "en",
      "bis",
      "ter", "quater", "gauche", "droite", "face", "gche", "dte", "fond", "haut", "bas", "lieu",
      "dit", "dite", "sud", "nord", "est", "ouest", "cedex", "n", "no", "saint"};
  return kWords.Has(word);
}

bool IsOrdinal(string_view word) {
  static const WordSet kWords = {
      "er", "e", "eme", "ere", "nd", "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme",
      "sixieme", "septieme", "huitieme", "dernier", "derniere", "rez", "treizieme"};
  return kWords.Has(word);
}

bool HasDigit(string_view word) {
  return word.find_first_of("0123456789") != string_view::npos;
}

class AddressScanner {
 public:
  AddressScanner(const Reading& reading, const NameMarks& marks, std::vector<Finding>& findings)
      : reading_(reading), marks_(marks), findings_(findings) {}

  void Scan() {
    ScanLabels();
    for (uint32_t t = 0; t < reading_.size(); ++t) {
      uint32_t end = t;
      if (reading_.IsWord(t)) {
        const string_view word = reading_.Word(t);
        if (IsWay(word)) {
          end = Way(t);
        } else if (IsDwelling(word)) {
          end = Dwelling(t);
        } else if (word == "bp" || word == "cs") {
          end = Box(t);
        } else if (word == "c") {
          end = CareOf(t);
        } else if (IsPart(word)) {
          end = Part(t);
        }
      } else if (IsPostalCode(t)) {
        end = Town(t);
      }
      if (end > t) {
        floor_ = end;
        t = end - 1;
      }
    }
  }

 private:
  bool Capital(uint32_t t) const { return reading_.IsWord(t) && reading_.token(t).capitalised; }

  void Add(uint32_t first, uint32_t last, Certainty certainty, const char* rule,
           const char* evidence) {
    while (last > first && reading_.IsMark(last - 1) && !reading_.Is(last - 1, ")")) --last;
    if (first >= last) return;
    findings_.push_back(IdentityFinding(Category::kIdentiteAdresse,
                                        reading_.RangeOfTokens(first, last), certainty, rule,
                                        evidence));
  }

  // Five digits and a capital behind them.
  bool IsPostalCode(uint32_t t) const {
    const string_view word = reading_.Word(t);
    if (word.size() != 5 || word.find_first_not_of("0123456789") != string_view::npos) return false;
    return Capital(t + 1) && reading_.Joined(t + 1) && word.substr(0, 2) != "00" &&
           !reading_.token(t + 1).line_start;
  }

  // ---- to the right ----

  // Whether the token after a comma goes on with the same address.
  bool GoesOn(uint32_t t) const {
    if (t >= reading_.size()) return false;
    const string_view word = reading_.Word(t);
    // "et" stands for "étage" with its stop only.
    if (word == "et") return reading_.Is(t + 1, ".");
    if (IsWay(word) || IsPart(word) || IsPostalCode(t)) return true;
    if (IsDwelling(word) && word != "h" && word != "ancien" && word != "ancienne") return true;
    if (reading_.IsNumber(t)) {
      const string_view next = reading_.Word(t + 1);
      return IsOrdinal(next) || IsWay(next) || next == "bis" || next == "ter" ||
             (word.size() == 5 && !HasDigit(next));
    }
    if (IsOrdinal(word)) return IsPart(reading_.Word(t + 1)) || reading_.Is(t + 1, "-");
    if (word == "au" || word == "sur" || word == "derriere" || word == "a") {
      static const WordSet kSpots = {"dessus", "coin", "fond", "bout",
                                                            "cote", "cour", "6"};
      return kSpots.Has(reading_.Word(t + 2)) || reading_.Is(t + 1, "dessus") ||
             (word == "derriere") || kSpots.Has(reading_.Word(t + 1));
    }
    // A town in capitals, with nothing but its end behind it.
    return Capital(t) && marks_[t] == NameMark::kNone && !IsCivility(word) && !NeverName(word);
  }

  // A postal code within the next words of the sentence; `t` when there is none.
  uint32_t CodeAhead(uint32_t t) const {
    if (!reading_.Is(t, ",")) return t;
    for (uint32_t at = t + 1; at < reading_.size() && at < t + 11; ++at) {
      const string_view word = reading_.Word(at);
      if (reading_.token(at).sentence != reading_.token(t).sentence || word == ";" ||
          word == ":" || word == "(" || marks_[at] != NameMark::kNone) {
        return t;
      }
      if (IsPostalCode(at)) return at;
    }
    return t;
  }

  // End of the address of which [.., t) was read.
  uint32_t Right(uint32_t t) const {
    const uint32_t begin = t;
    uint32_t end = t;
    while (t < reading_.size() && t - begin < 40) {
      if (t > begin && reading_.token(t).block != reading_.token(t - 1).block) break;
      if (reading_.token(t).wide_gap) break;
      const string_view word = reading_.Word(t);
      const bool glued = !reading_.token(t).space_before;
      if (Capital(t) || HasDigit(word)) {
        if (marks_[t] == NameMark::kPerson && reading_.Is(t - 1, ",")) break;
        if (reading_.FirstOfSentence(t) && t > begin) break;
        end = ++t;
      } else if (word == "," || word == "-" || word == "(") {
        if (glued && word == "-" && reading_.IsWord(t + 1)) {
          t += 2;
          end = t;
        } else if (const uint32_t code = CodeAhead(t); code != t) {
          // "rue des Tanneurs, au-dessus de la boulangerie fermée, 08210 Mouzon"
          end = t = code + 1;
        } else if (GoesOn(t + 1) && reading_.token(t + 1).block == reading_.token(t).block) {
          ++t;
          // The head of what goes on, whatever its case.
          end = ++t;
        } else {
          break;
        }
      } else if (word == "'" || word == "°" || word == "/") {
        ++t;
      } else if (word == "." && glued && t > begin && reading_.Word(t - 1).size() <= 4 &&
                 !reading_.FirstOfSentence(std::min(t + 1, reading_.size() - 1))) {
        ++t;
      } else if (IsWay(word) || IsPart(word) || IsOrdinal(word)) {
        if (word == "et" && !reading_.Is(t + 1, ".") && !reading_.IsNumber(t + 1)) break;
        end = ++t;
      } else if (IsLower(word)) {
        if (word == "a" && !Capital(t + 1)) break;
        if (word == "est" && !reading_.IsMark(t + 1)) break;
        ++t;
        if (word == "bis" || word == "ter" || word == "gauche" || word == "droite" ||
            word == "cedex" || word == "face") {
          end = t;
        }
      } else if (IsDwelling(word) && t > begin) {
        end = ++t;
      } else {
        break;
      }
    }
    return end;
  }

  // ---- to the left ----

  // The number before a way: "37 bis, rue", "n° 9 de l'impasse", "2l rue".
  uint32_t NumberBefore(uint32_t t) const {
    uint32_t at = t;
    if (at > floor_ && reading_.Is(at - 1, "l'")) --at;
    if (at > floor_ && (reading_.Is(at - 1, "la") || reading_.Is(at - 1, "de"))) --at;
    if (at > floor_ && reading_.Is(at - 1, "de")) --at;
    if (at > floor_ && reading_.Is(at - 1, ",")) --at;
    const string_view suffix = at > floor_ ? reading_.Word(at - 1) : string_view();
    if (suffix == "bis" || suffix == "ter" || suffix == "quater" ||
        (suffix.size() == 1 && suffix != "a" && at > floor_ + 1 && reading_.IsNumber(at - 2))) {
      --at;
    }
    if (at == floor_) return t;
    const string_view number = reading_.Word(at - 1);
    const bool digits = HasDigit(number) && number.size() <= 5 &&
                        number.find_first_not_of("0123456789/-loi") == string_view::npos;
    if (!digits) return t;
    --at;
    if (at > floor_ && reading_.Is(at - 1, "°")) --at;
    if (at > floor_ && (reading_.Is(at - 1, "n") || reading_.Is(at - 1, "no"))) --at;
    return at;
  }

  // Parts before the number: "bât. C, appt 12, 2 square …", "résidence du Lac, 4 rue …".
  uint32_t Left(uint32_t first) const {
    uint32_t best = first, strange = 0;
    const uint32_t sentence = reading_.token(first).sentence;
    for (uint32_t at = first; at > floor_ && first - at < 24;) {
      --at;
      if (reading_.token(at).sentence != sentence || reading_.token(at + 1).wide_gap) break;
      const string_view word = reading_.Word(at);
      if (word == ":" || word == ";" || word == "(" || marks_[at] == NameMark::kPerson ||
          marks_[at] == NameMark::kProfessional || IsLivingCue(word)) {
        break;
      }
      if (IsDwelling(word) || IsPart(word) || word == "chez" || IsWay(word)) {
        if (word != "et" && word != "maison" && word != "ancienne" && word != "ancien") best = at;
        strange = 0;
      } else if (reading_.IsWord(at) && !Capital(at) && !IsLower(word) && !IsOrdinal(word) &&
                 word.size() > 2 && ++strange > 3) {
        break;  // "foyer de jeunes travailleurs, chambre 118" has two words of its own
      }
    }
    return best;
  }

  bool CueBefore(uint32_t t) const {
    const uint32_t sentence = reading_.token(t).sentence;
    for (uint32_t at = t; at > 0 && t - at < 7; --at) {
      if (reading_.token(at - 1).sentence != sentence) return false;
      if (IsLivingCue(reading_.Word(at - 1))) return true;
    }
    return false;
  }

  bool HasCode(uint32_t first, uint32_t last) const {
    for (uint32_t t = first; t < last; ++t) {
      if (IsPostalCode(t)) return true;
    }
    return false;
  }

  // ---- what starts here ----

  uint32_t Way(uint32_t t) {
    if (reading_.Is(t, "cours") || reading_.Is(t, "place") || reading_.Is(t, "route") ||
        reading_.Is(t, "passage") || reading_.Is(t, "mail") || reading_.Is(t, "voie") ||
        reading_.Is(t, "cour")) {
      if (!NameFollows(t)) return t;
    }
    uint32_t from = t + 1;
    if (reading_.Is(from, ".") && reading_.Word(t).size() <= 5 && !reading_.Is(t, "rue")) ++from;
    if (!SameSentence(t, from)) return t;
    const uint32_t end = Right(from);
    if (end <= from) return t;
    const uint32_t numbered = NumberBefore(t);
    const bool strong =
        numbered < t || HasCode(t, end) || NumberBehind(t, end) || Listed(t, end);
    if (!strong && !CueBefore(t)) {
      if (!StandsAlone(t, from, end)) return t;
      Add(t, end, Certainty::kSuspect, "address.alone", "voie en tête de ligne");
      return end;
    }
    const uint32_t first = Left(numbered);
    Add(first, end, strong ? Certainty::kSure : Certainty::kProbable,
        strong ? "address.street" : "address.way_after_cue", "voie");
    return end;
  }

  // "rue Fourchue, au 6", "rue X, appt 3".
  bool NumberBehind(uint32_t first, uint32_t last) const {
    for (uint32_t t = first + 1; t < last; ++t) {
      if (HasDigit(reading_.Word(t)) && IsPart(reading_.Word(t - 1))) return true;
    }
    return false;
  }

  bool SameSentence(uint32_t a, uint32_t b) const {
    return b < reading_.size() && reading_.token(a).sentence == reading_.token(b).sentence;
  }

  // "quai Thannaron, …" right behind a colon or a separator, its name in capitals, closed by a mark.
  bool StandsAlone(uint32_t t, uint32_t from, uint32_t end) const {
    if (t == 0 || end - from > 6) return false;
    const string_view before = reading_.Word(t - 1), type = reading_.Word(t);
    if (type == "ancien" || type == "ancienne" || type == "maison" || type == "lot") return false;
    const bool opened = before == ":" || before == "|" || before == "." ||
                        (before == "," && t > 1 && marks_[t - 2] == NameMark::kPerson);
    const bool closed = end >= reading_.size() || reading_.Is(end, ".") || reading_.Is(end, ",") ||
                        reading_.Is(end, ":") || reading_.token(end).line_start;
    const bool short_block = reading_.document().blocks[reading_.token(t).block].kind !=
                             BlockKind::kHeading;
    return opened && closed && short_block && Capital(end - 1) && !IsPart(reading_.Word(t));
  }

  // "la ferme de la Touche", "le mas Roumégous": whoever is there lives there.
  bool IsHolding(uint32_t t) const {
    const string_view word = reading_.Word(t);
    if (reading_.Source(t).size() != word.size()) return false;  // "fermé"
    return word == "ferme" || word == "mas" || word == "hameau" || word == "coron" ||
           word == "moulin" || word == "airial" || word == "friche" || word == "section";
  }

  // "cité Henri-IV, lot 12", "route du Causse, Ispagnac, bât. B": a comma and a further part.
  bool Listed(uint32_t first, uint32_t last) const {
    bool part = false;
    size_t commas = 0;
    for (uint32_t t = first + 1; t < last; ++t) {
      commas += reading_.Is(t, ",");
      part = part || (commas > 0 && (IsWay(reading_.Word(t)) || IsPart(reading_.Word(t)) ||
                                     IsDwelling(reading_.Word(t))));
    }
    return part || commas >= 2;
  }

  // A capital within three words: "cours de la République", not "cours de danse".
  bool NameFollows(uint32_t t) const {
    for (uint32_t at = t + 1; at < t + 5 && at < reading_.size(); ++at) {
      if (reading_.FirstOfSentence(at)) return false;
      if (Capital(at)) return true;
      if (!IsLower(reading_.Word(at))) return false;
    }
    return false;
  }

  uint32_t Dwelling(uint32_t t) {
    uint32_t from = t + 1;
    if (reading_.Is(t, "lieu")) {
      if (!reading_.Is(t + 1, "-") || !reading_.Is(t + 2, "dit")) return t;
      from = t + 3;
      if (reading_.Is(from, ":")) ++from;
    }
    if (reading_.Is(from, ".")) ++from;
    if (!SameSentence(t, from)) return t;
    if (!NameFollows(from - 1) && !HasDigit(reading_.Word(from))) return t;
    const uint32_t end = Right(from);
    if (end <= from) return t;
    const bool strong = HasCode(t, end) || NumberBehind(t, end) || Listed(t, end) ||
                        (reading_.Is(t, "emplacement") && reading_.IsNumber(from));
    if (!strong && !CueBefore(t) && !reading_.Is(t, "lieu") && !IsHolding(t) &&
        !StandsAlone(t, from, end)) {
      return t;
    }
    Add(Left(t), end, strong ? Certainty::kSure : Certainty::kProbable, "address.dwelling",
        "résidence, lieu-dit, bâtiment");
    return end;
  }

  uint32_t Box(uint32_t t) {
    if (!reading_.token(t).all_capitals || !reading_.IsNumber(t + 1)) return t;
    const uint32_t end = std::max(Right(t + 1), t + 2);
    Add(t, end, Certainty::kProbable, "address.box", "boîte postale");
    return end;
  }

  // "c/o", "S/c de".
  uint32_t CareOf(uint32_t t) {
    if (!reading_.Is(t + 1, "/") || !reading_.Is(t + 2, "o")) return t;
    uint32_t at = t + 3;
    while (at < reading_.size() && reading_.IsWord(at) && reading_.Joined(at) && at - t < 12) ++at;
    const uint32_t end = std::max(Right(at), at);
    Add(t, end, Certainty::kProbable, "address.care_of", "c/o");
    return end;
  }

  // "appt 412", "3e étage porte gauche", "chambre 12" after a cue.
  uint32_t Part(uint32_t t) {
    const string_view word = reading_.Word(t);
    const bool room = word == "appt" || word == "apt" || word == "appart" || word == "escalier" ||
                      word == "esc" || word == "casier" || word == "chambre" || word == "studio";
    if (!room) return t;
    uint32_t at = t + 1;
    if (reading_.Is(at, ".")) ++at;
    if (!HasDigit(reading_.Word(at)) && !(Capital(at) && reading_.Word(at).size() <= 2)) return t;
    const uint32_t end = std::max(Right(at), at + 1);
    if (!CueBefore(t) && word != "appt" && word != "apt" && !HasCode(t, end)) return t;
    Add(Left(t), end, Certainty::kProbable, "address.room", "appartement, chambre");
    return end;
  }

  // A postal code and a town with what stands before them on the line.
  uint32_t Town(uint32_t t) {
    const uint32_t end = std::max(Right(t), t + 2);
    uint32_t first = Left(t);
    if (first == t) first = NamedPlace(t);
    Add(first, end, Certainty::kProbable, "address.code", "code postal et commune");
    return end;
  }

  // "Le Bout-du-Monde, 63300 Thiers": capitals before the comma.
  uint32_t NamedPlace(uint32_t t) const {
    if (t < floor_ + 2 || !reading_.Is(t - 1, ",")) return t;
    uint32_t first = t;
    for (uint32_t at = t - 1; at > floor_ && t - at < 12;) {
      --at;
      if (reading_.token(at).sentence != reading_.token(t).sentence) break;
      const string_view word = reading_.Word(at);
      if (marks_[at] != NameMark::kNone || word == ":" || word == ";" || word == "(") break;
      if (Capital(at)) {
        first = at;
      } else if (!IsLower(word) && word != "-" && word != "'" && word != ",") {
        break;
      }
    }
    return first;
  }

  // The value of a form line "Adresse :", "Domicile :".
  void ScanLabels() {
    for (const ClauseInfo& clause : reading_.segments().clauses) {
      if (clause.label) continue;
      for (const int label : {clause.label_clause, clause.column_clause}) {
        if (label < 0 || !IsAddressLabel(static_cast<size_t>(label))) continue;
        const Span span = clause.tokens;
        if (span.last - span.first > 45 || !LooksLikeAddress(span)) continue;
        Add(span.first, span.last, Certainty::kProbable, "address.label", "adresse, domicile");
        break;
      }
    }
  }

  bool IsAddressLabel(size_t label) const {
    const Span span = reading_.segments().clauses[label].tokens;
    if (span.last - span.first > 8) return false;
    bool found = false;
    for (uint32_t t = span.first; t < span.last; ++t) {
      const string_view word = reading_.Word(t);
      found = found || word == "adresse" || word == "domicile" || word == "demeurant" ||
              word == "residence" || word == "domiciliation" || word == "adr" ||
              (word == "vie" && reading_.Is(span.first, "lieu"));
      if (word == "mail" || word == "service" || word == "arme" || word == "electronique" || word == "courriel" ||
          word == "visite") {
        return false;
      }
    }
    return found;
  }

  bool LooksLikeAddress(Span span) const {
    if (!reading_.IsWord(span.first) && !reading_.IsNumber(span.first)) return false;
    if (reading_.Is(span.first, "oui") || reading_.Is(span.first, "non")) return false;
    for (uint32_t t = span.first; t < span.last; ++t) {
      const string_view word = reading_.Word(t);
      if (Capital(t) && t > span.first) return true;
      if (IsWay(word) || IsPostalCode(t) || word == "chez") return true;
    }
    return false;
  }

  const Reading& reading_;
  const NameMarks& marks_;
  std::vector<Finding>& findings_;
  uint32_t floor_ = 0;  // first token behind the address before
};

}  // namespace

void FindAddresses(const Reading& reading, const NameMarks& marks,
                   std::vector<Finding>& findings) {
  AddressScanner(reading, marks, findings).Scan();
}

}  // namespace expurge
