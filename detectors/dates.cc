#include "detectors/dates.h"

#include <algorithm>

#include "detectors/ages.h"
#include "detectors/date_parts.h"
#include "detectors/word_set.h"

namespace expurge {
namespace {

using std::string_view;

class BirthScanner {
 public:
  BirthScanner(const Reading& reading, const NameMarks& marks, std::vector<Finding>& findings)
      : reading_(reading), marks_(marks), findings_(findings) {}

  void Scan() {
    ScanLabels();
    for (uint32_t t = 0; t < reading_.size(); ++t) {
      if (reading_.IsWord(t)) {
        Participle(t);
        Cue(t);
        BeingOf(t);
      } else if (reading_.IsNumber(t)) {
        BesideName(t);
      }
    }
  }

 private:
  void Add(uint32_t first, uint32_t last, Certainty certainty, const char* rule,
           const char* evidence) {
    if (first >= last) return;
    Finding finding = IdentityFinding(Category::kIdentiteNaissance,
                                      reading_.RangeOfTokens(first, last), certainty, rule,
                                      evidence);
    // A birthplace abroad tells the immigration status too (corpus guide).
    if (NamesCountryAbroad(reading_, first, last)) finding.categories.Add(Category::kSejour);
    findings_.push_back(std::move(finding));
  }

  // "né", "née", "nés", "né(e)", "NE LE": "ne" alone is a negation unless a date follows.
  bool IsBorn(uint32_t t) const {
    const string_view word = reading_.Word(t);
    if (word == "nee" || word == "nes" || word == "nees") return true;
    if (word != "ne" && word != "n") return false;
    if (word == "ne" && reading_.Source(t).size() > 2) return true;  // an accent makes three bytes
    if (word == "n") return reading_.Is(t + 1, ".") && IsYear(reading_.Word(t + 2));
    return reading_.Is(t + 1, "le") && ReadDate(reading_, t + 2) != t + 2;
  }

  uint32_t SkipFeminine(uint32_t t) const {
    if (reading_.Is(t, "(") && reading_.Is(t + 2, ")")) return t + 3;
    if (reading_.Is(t, ".") || reading_.Is(t, "·")) {
      return reading_.Is(t + 1, "e") ? t + 2 : t + 1;
    }
    return t;
  }

  // Date and place in any order from `t` on; `t` when there is neither.
  uint32_t ReadBirth(uint32_t t, bool after_date = false) const {
    uint32_t end = t, at = t;
    for (int part = 0; part < 4 && at < reading_.size(); ++part) {
      if (at > t && !reading_.Joined(at)) break;
      uint32_t next = at;
      if (reading_.Is(next, ",") || reading_.Is(next, ":") || reading_.Is(next, "-")) ++next;
      while (IsConnective(next)) ++next;
      uint32_t read = ReadDate(reading_, next);
      if (read == next && IsYear(reading_.Word(next))) read = next + 1;
      if (read == next) {
        read = ReadPlace(reading_, next, true);
        if (read == next && next != at && reading_.Is(at, ",")) {
          next = at + 1;
          read = ReadPlace(reading_, next, true);
        }
      }
      if (read == next && (part > 0 || after_date) &&
          (reading_.Is(at, ",") || reading_.Is(at, "-"))) {
        next = at + 1;
        read = ReadPlace(reading_, next, false);
        if (read > at + 8 || (read > next && marks_[next] != NameMark::kNone)) read = next;
      }
      if (read == next) break;
      end = at = read;
    }
    return end;
  }

  bool IsConnective(uint32_t t) const {
    static const WordSet kWords = {
        "le", "en", "un", "vers", "presume", "presumee", "l'", "mois", "de", "du", "au", "annee",
        "sous"};
    const string_view word = reading_.Word(t);
    if (word == "x" && reading_.Is(t - 1, "sous")) return true;
    if (word == "en" || word == "au") {
      return IsYear(reading_.Word(t + 1)) || IsMonthName(reading_.Word(t + 1)) ||
             reading_.IsNumber(t + 1) || reading_.Is(t + 1, "mois");
    }
    return kWords.Has(word);
  }

  void Participle(uint32_t t) {
    if (!IsBorn(t)) return;
    uint32_t at = SkipFeminine(t + 1);
    if (reading_.Is(at, "sous") && reading_.Is(at + 1, "le") && reading_.Is(at + 2, "secret")) {
      at += 3;
    }
    // "Née Rambaud": a name follows, no birth.
    const uint32_t end = ReadBirth(at);
    if (end > at) Add(t, end, Certainty::kSure, "birth.participle", "né(e)");
  }

  // Words that announce a birth date or place without the participle.
  void Cue(uint32_t t) {
    static const WordSet kDateCues = {
        "ddn", "naissance", "anniversaire", "majorite", "jour", "monde", "mineure", "mineur",
        "dn"};
    const string_view word = reading_.Word(t);
    if (word == "originaire" || word == "natif" || word == "native") {
      if (!reading_.Is(t + 1, "de") && !reading_.Is(t + 1, "d'") && !reading_.Is(t + 1, "du")) {
        return;
      }
      const uint32_t end = ReadPlace(reading_, t + 2, false);
      if (end > t + 2) Add(t, end, Certainty::kProbable, "birth.origin", "originaire de");
      return;
    }
    if (word == "classe" && reading_.IsNumber(t + 1) && reading_.Word(t + 1).size() == 2) {
      Add(t, t + 2, Certainty::kProbable, "birth.class", "de la classe");
      return;
    }
    if (word.size() < 2 || !kDateCues.Has(word)) return;
    if (word == "jour" && !reading_.Is(t - 2, "vu")) return;
    if (word == "monde" && !reading_.Is(t - 1, "au")) return;
    if ((word == "mineur" || word == "mineure") && !reading_.Is(t + 1, "jusqu'")) return;
    AfterCue(t, word);
  }

  void AfterCue(uint32_t t, string_view word) {
    const uint32_t sentence = reading_.token(t).sentence;
    for (uint32_t at = t + 1; at < reading_.size() && at < t + 9; ++at) {
      if (reading_.token(at).sentence != sentence || reading_.Is(at, ";")) return;
      uint32_t end = ReadDate(reading_, at);
      if (end == at && IsYear(reading_.Word(at))) end = at + 1;
      if (end == at && (word == "jour" || word == "monde" || word == "naissance")) {
        end = ReadPlace(reading_, at, true);
      }
      if (end == at) continue;
      // "venu au monde", "vu le jour": the verb tells as well.
      const bool verb = (word == "monde" || word == "jour") && t >= 2;
      Add(verb ? t - 2 : at, std::max(end, ReadBirth(end, true)), Certainty::kProbable,
          "birth.cue", "naissance");
      return;
    }
  }

  // Cells and form values whose label or column says naissance, né(e) or âge.
  void ScanLabels() {
    for (const ClauseInfo& clause : reading_.segments().clauses) {
      if (clause.label) continue;
      for (const int label : {clause.label_clause, clause.column_clause}) {
        if (label >= 0 && IsBirthLabel(static_cast<size_t>(label)) && IsBirthValue(clause.tokens)) {
          uint32_t last = clause.tokens.last;
          while (last > clause.tokens.first && reading_.IsMark(last - 1)) --last;
          uint32_t first = clause.tokens.first;
          while (first < last && reading_.IsMark(first)) ++first;
          Add(first, last, Certainty::kSure, "birth.label", "naissance, né(e) le, âge");
          break;
        }
      }
    }
  }

  bool IsBirthLabel(size_t label) const {
    const Span span = reading_.segments().clauses[label].tokens;
    if (span.last - span.first > 9) return false;
    for (uint32_t t = span.first; t < span.last; ++t) {
      const string_view word = reading_.Word(t);
      if (word == "naissance" || word == "ddn" || word == "nee" || word == "age" ||
          (word == "ne" && span.last - span.first <= 6)) {
        return !reading_.Is(t + 2, "acte");
      }
    }
    const bool place = reading_.Is(span.first, "a") && span.last - span.first == 2 &&
                       reading_.Is(span.first + 1, ":");
    return place;
  }

  // Short, and either a number or a place; "à vérifier" is none.
  bool IsBirthValue(Span span) const {
    if (span.last - span.first > 14) return false;
    for (uint32_t t = span.first; t < span.last; ++t) {
      if (reading_.IsNumber(t) || IsNumberWord(reading_.Word(t))) return true;
      if (reading_.IsWord(t) && reading_.token(t).capitalised && span.last - span.first <= 8 &&
          marks_[t] == NameMark::kNone) {
        return true;
      }
    }
    return false;
  }

  // A date behind a name and a comma is a birth only when no meeting is that old.
  bool LongAgo(uint32_t t) const {
    const string_view word = reading_.Word(t);
    if (word.size() < 4) return false;
    const string_view year = word.substr(word.size() - 4);
    return IsYear(year) && year < "2016";
  }

  // "La mère est de 1990", "L'aîné est du 12 mai 2006, le second du 3 juillet 2009".
  void BeingOf(uint32_t t) {
    const bool of = reading_.Is(t, "de") || reading_.Is(t, "du") || reading_.Is(t, "d'");
    if (!of || t < 2) return;
    uint32_t noun = t - 1;
    if (reading_.Is(noun, "est")) --noun;
    static const WordSet kNouns = {
        "mere", "pere", "aine", "ainee", "second", "seconde", "dernier", "derniere", "cadet",
        "cadette", "premier", "premiere", "benjamin", "benjamine", "elle"};
    if (!kNouns.Has(reading_.Word(noun))) return;
    uint32_t end = ReadDate(reading_, t + 1);
    if (end == t + 1 && IsYear(reading_.Word(t + 1))) end = t + 2;
    if (end > t + 1 && (noun + 1 < t || reading_.Is(t - 2, "le") || reading_.Is(t - 2, "la"))) {
      Add(t + 1, end, Certainty::kSuspect, "birth.being_of", "est de");
    }
  }

  // "HENNEQUIN Odile   08.09.53   Commercy", "| Bertin Paule | 12/02/1949 |": a whole date right
  // behind a person's name, with nothing but a separator between.
  void BesideName(uint32_t t) {
    uint32_t before = t;
    while (before > 0 && t - before < 2 && reading_.IsMark(before - 1) &&
           !reading_.Is(before - 1, ".") && !reading_.Is(before - 1, ":")) {
      --before;
    }
    if (before == 0 || marks_[before - 1] != NameMark::kPerson) return;
    if (before == t && !reading_.token(t).wide_gap) return;
    const uint32_t end = ReadDate(reading_, t);
    if (reading_.Is(t - 1, ",") && !LongAgo(t)) return;
    if (end == t) {
      const bool enclosed = reading_.Is(t - 1, "|") ||
                            (reading_.Is(t - 1, "(") && reading_.Is(t + 1, ")")) ||
                            (reading_.Is(t - 1, ",") && reading_.Is(t + 1, ","));
      if (IsYear(reading_.Word(t)) && enclosed) {
        Add(t, t + 1, Certainty::kSuspect, "birth.beside_name", "année à côté d'un nom");
      }
      return;
    }
    Add(t, end, Certainty::kProbable, "birth.beside_name", "date à côté d'un nom");
    const uint32_t town = ReadBirth(end, true);
    if (town > end) Add(end, town, Certainty::kSuspect, "birth.beside_date", "lieu");
    const uint32_t place = ReadPlace(reading_, end, false);
    if (place > end && place < end + 4 && reading_.token(end).wide_gap) {
      Add(end, place, Certainty::kSuspect, "birth.beside_date", "lieu à côté d'une naissance");
    }
  }

  const Reading& reading_;
  const NameMarks& marks_;
  std::vector<Finding>& findings_;
};

}  // namespace

void FindBirths(const Reading& reading, const NameMarks& marks, std::vector<Finding>& findings) {
  BirthScanner(reading, marks, findings).Scan();
  FindAges(reading, marks, findings);
}

}  // namespace expurge
