// Which names are professionals acting as such: a title or a profession right beside the name, a
// signature, a list of those present at a meeting; then every other run with the same surname.
#include <algorithm>
#include <set>

#include "detectors/name_words.h"
#include "detectors/names.h"

namespace expurge {
namespace {

using std::string_view;

class RoleReader {
 public:
  RoleReader(const Reading& reading, const NameLexicon& lexicon, std::vector<NameRun>& runs)
      : reading_(reading), lexicon_(lexicon), runs_(runs) {}

  void Run() {
    for (size_t r = 0; r < runs_.size(); ++r) {
      NameRun& run = runs_[r];
      if (run.person) continue;
      run.professional = TitleBefore(run) || ProfessionBefore(run) || ProfessionAfter(run) ||
                         ListedAsProfessional(r) || SignsThePage(run) || AfterProfessional(r);
    }
    Spread();
  }

 private:
  // First token of the civility before the name, or the name itself.
  uint32_t CivilityStart(const NameRun& run) const {
    uint32_t at = run.first;
    if (at > 0 && reading_.Is(at - 1, ".")) --at;
    if (at > 0 && (IsCivility(reading_.Word(at - 1)) || IsProfessionalTitle(reading_.Word(at - 1)))) {
      return at - 1;
    }
    return run.first;
  }

  bool TitleBefore(const NameRun& run) const {
    const uint32_t at = CivilityStart(run);
    return at < run.first && IsProfessionalTitle(reading_.Word(at)) &&
           !(reading_.Is(at, "pr") && reading_.FirstOfSentence(at)) &&
           !(reading_.Is(at, "major"));
  }

  // "L'éducateur spécialisé Karim Bensalem", "Assistante sociale de secteur : Hélène Maubert".
  bool ProfessionBefore(const NameRun& run) const {
    uint32_t at = CivilityStart(run);
    // "D'après l'infirmière, Nathan a dit": a comma before and none behind begins another clause.
    const bool comma = at > 0 && reading_.Is(at - 1, ",");
    const bool closed = run.last >= reading_.size() || reading_.IsMark(run.last) ||
                        reading_.token(run.last).block != reading_.token(run.first).block;
    if (comma && (!closed || (at == run.first && run.last == run.first + 1))) return false;
    for (int back = 0; back < 9 && at > 0; ++back) {
      --at;
      if (reading_.token(at).sentence != reading_.token(run.first).sentence) return false;
      const string_view word = reading_.Word(at);
      if (IsProfession(word) && word != "es" && word != "me") {
        return !ProfessionOfThePerson(at);
      }
      const bool capital = reading_.IsWord(at) && reading_.token(at).capitalised &&
                           reading_.Word(at).size() > 1 && !InName(at);
      if (!QualifiesProfession(word) && !capital) return false;
      if (reading_.FirstOfSentence(at)) return false;
    }
    return false;
  }

  // "le psychologue de M. Prat", "l'avocate de Kévin", "l'agent a reçu": the noun is not the name's.
  bool ProfessionOfThePerson(uint32_t profession) const {
    uint32_t at = profession + 1;
    uint32_t last_preposition = 0;
    bool mark = false;
    while (at < reading_.size() && at < profession + 10 && !InName(at)) {
      const string_view word = reading_.Word(at);
      if (word == "de" || word == "d'" || word == "du" || word == "a" || word == "au") {
        last_preposition = at;
      }
      mark = word == ":" || word == "," || word == "-";
      if (word == ",") last_preposition = 0;
      if (word == ":") last_preposition = 0;
      ++at;
    }
    if (mark) return false;
    if (at > 0 && IsCivilityAt(at - 1)) --at;
    if (at > 0 && reading_.Is(at - 1, ".")) --at;
    if (at > 0 && IsCivilityAt(at - 1)) --at;
    return last_preposition != 0 && last_preposition + 1 == at;
  }

  // "Les instituteurs, M. Weber et Mme Klein".
  bool AfterProfessional(size_t r) const {
    if (r == 0 || !runs_[r - 1].professional) return false;
    uint32_t at = CivilityStart(runs_[r]);
    return at > 0 && reading_.Is(at - 1, "et") && runs_[r - 1].last == at - 1;
  }

  bool IsCivilityAt(uint32_t t) const { return IsCivility(reading_.Word(t)); }

  bool InName(uint32_t t) const {
    const auto it = std::partition_point(runs_.begin(), runs_.end(),
                                         [&](const NameRun& run) { return run.last <= t; });
    return it != runs_.end() && it->first <= t;
  }

  // "Hélène Marchais, assistante de service social", "Mme Legay (CAF)", "M. Barbier, directeur".
  bool ProfessionAfter(const NameRun& run) const {
    uint32_t at = run.last;
    const bool mark = reading_.Is(at, ",") || reading_.Is(at, "(") || reading_.Is(at, "-") ||
                      reading_.Is(at, ":");
    const bool next_line = at < reading_.size() && reading_.token(at).line_start;
    if (!mark && !next_line) {
      // "Martine CESF", "C. Deroubaix infirmière"
      return at < reading_.size() && !reading_.token(at).capitalised && IsProfession(reading_.Word(at)) &&
             reading_.Word(at) != "es" && reading_.Word(at) != "me" && !WorksForALiving(at);
    }
    if (mark) ++at;
    for (int ahead = 0; ahead < 3 && at < reading_.size(); ++ahead, ++at) {
      const string_view word = reading_.Word(at);
      if (IsProfession(word)) {
        // "Mme X, chef de famille", "Paul, agent de nettoyage" stay persons.
        return (word == "chef" && reading_.Is(at + 2, "service")) || !WorksForALiving(at);
      }
      const bool bracket = ahead == 0 && reading_.Is(run.last, "(");
      if (bracket && (reading_.token(at).all_capitals || NamesInstitution(word)) &&
          reading_.IsWord(at) &&
          (reading_.Is(at + 1, ")") || NamesInstitution(word)) && !lexicon_.IsFirstName(word)) {
        return true;
      }
      if (ahead == 0 && next_line == false && (word == "service" || word == "caisse") &&
          !reading_.Is(at + 1, "de")) {
        return true;
      }
      if (word == "a" && reading_.Is(at + 1, ".") && reading_.Is(at + 2, "s")) return true;
      if (ahead == 0 && (word == "du" || word == "de") &&
          (reading_.Is(at + 1, "service") || reading_.token(at + 1).all_capitals)) {
        return reading_.Is(run.last, ",");
      }
      if (word != "la" && word != "le" && word != "l'" && word != "notre" && word != "une" &&
          word != "un" && word != "son" && word != "leur" && word != "ancien") {
        return false;
      }
    }
    return false;
  }

  // Jobs that people of the situation have as well.
  bool WorksForALiving(uint32_t t) const {
    const string_view word = reading_.Word(t);
    return word == "agent" || word == "technicien" || word == "technicienne" ||
           word == "surveillant" || word == "surveillante" || word == "interprete" ||
           word == "stagiaire" || word == "chef" || word == "auteur" || word == "benevole" ||
           word == "gardien" || word == "president" || word == "tuteur" || word == "tutrice" ||
           (word == "assistante" && reading_.Is(t + 1, "maternelle")) ||
           (word == "assistante" && reading_.Is(t + 1, "familiale")) ||
           (word == "secretaire" && !reading_.Is(t + 1, "du"));
  }

  // "Présents : …", "Affaire suivie par …", "Signature du travailleur social : …", with a
  // profession or an institution somewhere in the same list.
  bool ListedAsProfessional(size_t r) const {
    const NameRun& run = runs_[r];
    const uint32_t block = reading_.token(run.first).block;
    const Span span = reading_.segments().block_tokens[block];
    uint32_t cue = span.first;
    const uint32_t limit = std::min(span.first + 4, run.first);
    while (cue < limit && !IsListCue(reading_.Word(cue))) ++cue;
    if (cue < limit) {
      bool institution = false;
      const uint32_t sentence = reading_.token(run.first).sentence;
      for (uint32_t t = cue + 1; t < span.last && t < cue + 120; ++t) {
        if (reading_.token(t).sentence > sentence) break;
        institution = institution || IsProfession(reading_.Word(t)) ||
                      reading_.Is(t, "secretariat") || reading_.Is(t, "service");
      }
      return institution && FollowsColon(cue, run.first);
    }
    // "suivie par S. Leclerc", "rédigé par", "référent : "
    uint32_t at = CivilityStart(run);
    if (at < 2) return false;
    const string_view before = reading_.Word(at - 1), verb = reading_.Word(at - 2);
    if (before == "par") {
      return verb == "suivi" || verb == "suivie" || verb == "redige" || verb == "redigee" ||
             verb == "etabli" || verb == "etablie" || verb == "instruit" || verb == "instruite";
    }
    return false;
  }

  static bool IsListCue(string_view word) {
    return word == "presents" || word == "excuses" || word == "excusees" || word == "presentes" ||
           word == "participants" || word == "intervenants" || word == "destinataires" ||
           word == "diffusion" || word == "redacteur" || word == "redactrice" || word == "seance";
  }

  bool FollowsColon(uint32_t cue, uint32_t name) const {
    for (uint32_t t = cue; t < name && t < cue + 6; ++t) {
      if (reading_.Is(t, ":")) return true;
    }
    return reading_.Is(cue, "excuses") || reading_.Is(cue, "excusees");
  }

  // A line at the end of the document that holds the name alone, its neighbour a profession.
  bool SignsThePage(const NameRun& run) const {
    const auto& blocks = reading_.segments().block_tokens;
    const uint32_t block = reading_.token(run.first).block;
    const bool late = block + 5 >= blocks.size(), early = block < 6;
    if (!late && !early) return false;
    const Span span = blocks[block];
    if (span.last - span.first > 40) return false;
    const uint32_t start = CivilityStart(run);
    const bool alone_left = start == span.first || reading_.token(start).line_start;
    const bool alone_right = run.last >= span.last || reading_.token(run.last).line_start ||
                             reading_.Is(run.last, ",");
    if (!alone_left || !alone_right) return false;
    return (late && block > 0 && LineOfProfession(block - 1)) || LineOfProfession(block) ||
           (block + 1 < blocks.size() && LineOfProfession(block + 1) && late);
  }

  bool LineOfProfession(uint32_t block) const {
    const Span span = reading_.segments().block_tokens[block];
    if (span.last - span.first > 25) return false;
    for (uint32_t t = span.first; t < span.last && t < span.first + 8; ++t) {
      if (IsProfession(reading_.Word(t))) return true;
    }
    return false;
  }

  // Surnames and first names of professionals; whoever bears the same and is not known as a
  // person is the same professional.
  void Spread() {
    std::set<string_view> professionals, persons;
    for (const NameRun& run : runs_) {
      auto& names = run.professional ? professionals : persons;
      if (!run.professional && !run.person && !Distinct(run)) continue;
      for (uint32_t t = run.first; t < run.last; ++t) {
        if (reading_.IsWord(t) && reading_.Word(t).size() > 2) names.insert(reading_.Word(t));
      }
    }
    for (NameRun& run : runs_) {
      if (run.professional || run.person) continue;
      bool all = true, any = false;
      // A first name alone may be anyone's.
      if (run.last == run.first + 1 && string_view(run.rule) != "name.civility" &&
          lexicon_.IsFirstName(reading_.Word(run.first))) {
        continue;
      }
      for (uint32_t t = run.first; t < run.last; ++t) {
        if (!reading_.IsWord(t) || reading_.Word(t).size() <= 2) continue;
        any = true;
        all = all && professionals.count(reading_.Word(t)) > 0 &&
              persons.count(reading_.Word(t)) == 0;
      }
      run.professional = any && all;
    }
  }

  // A person's full name that is no repetition of a professional's.
  bool Distinct(const NameRun& run) const {
    return run.last - run.first >= 2 && !run.professional && run.certainty != Certainty::kSuspect &&
           string_view(run.rule) == "name.first_name";
  }

  const Reading& reading_;
  const NameLexicon& lexicon_;
  std::vector<NameRun>& runs_;
};

}  // namespace

void AssignRoles(const Reading& reading, const NameLexicon& lexicon, std::vector<NameRun>& runs) {
  RoleReader(reading, lexicon, runs).Run();
}

}  // namespace expurge
