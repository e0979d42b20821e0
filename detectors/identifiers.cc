#include "detectors/identifiers.h"

#include <algorithm>
#include <array>

#include "detectors/number_labels.h"
#include "detectors/number_run.h"

namespace expurge {
namespace {

using std::string_view;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool AllDigits(string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }
bool DigitsOrUnread(string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return IsDigit(c) || c == '?'; });
}

class NumberScanner {
 public:
  NumberScanner(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), folded_(reading.folded()), findings_(findings) {}

  void Scan() {
    size_t at = 0;
    while (at < folded_.size()) {
      if (!IsDigit(folded_[at])) {
        ++at;
        continue;
      }
      run_ = NumberRunAt(folded_, at, floor_);
      ScanRun();
      floor_ = std::max(run_.end(), at + 1);
      at = floor_;
    }
  }

 private:
  void ScanRun() {
    for (size_t g = 0; g < run_.groups.size();) {
      const size_t used = Match(g);
      g += used == 0 ? 1 : used;
    }
  }

  // Number of groups used by what starts at group `g`; 0 when nothing does.
  size_t Match(size_t g) {
    size_t used = MatchIban(g);
    if (used == 0) used = MatchNir(g);
    if (used == 0) used = MatchRib(g);
    if (used == 0) used = MatchCard(g);
    if (used == 0) used = MatchForeigner(g);
    if (used == 0) used = MatchPhone(g);
    if (used == 0) used = MatchBenefit(g);
    return used;
  }

  void Add(Category category, size_t g, size_t used, Certainty certainty, const char* rule,
           const char* evidence) {
    AddRange(category, run_.groups[g].begin, run_.groups[g + used - 1].end, certainty, rule,
             evidence);
  }

  void AddRange(Category category, size_t begin, size_t end, Certainty certainty, const char* rule,
                const char* evidence) {
    findings_.push_back(
        IdentityFinding(category, reading_.RangeOf(begin, end), certainty, rule, evidence));
  }

  string_view Group(size_t g) const {
    return g < run_.groups.size()
               ? folded_.substr(run_.groups[g].begin, run_.groups[g].size())
               : string_view();
  }

  bool SizesAre(size_t g, std::initializer_list<size_t> sizes) const {
    if (g + sizes.size() > run_.groups.size()) return false;
    return std::all_of(sizes.begin(), sizes.end(), [&](size_t size) {
      return JoinDigits(folded_, run_, g, g + 1).size() == size && ++g != 0;
    });
  }

  char Before(size_t offset) const { return offset > 0 ? folded_[offset - 1] : ' '; }
  string_view Separator(size_t g) const {  // between group g and the next
    const size_t begin = run_.groups[g].end;
    return folded_.substr(begin, run_.groups[g + 1].begin - begin);
  }

  // IBAN: two letters of a country and two digits, then groups; any further group is taken as long
  // as the length of the country is not reached.
  size_t MatchIban(size_t g) {
    const string_view head = Group(g);
    if (head.size() < 4 || IsDigit(head[0]) || IsDigit(head[1])) return 0;
    const size_t wanted = IbanLength(head.substr(0, 2));
    if (wanted == 0 || !IsDigit(DigitBehind(head[2])) || !IsDigit(DigitBehind(head[3]))) return 0;
    std::string raw, misread;
    size_t used = 0;
    while (g + used < run_.groups.size() && raw.size() < wanted) {
      const string_view group = Group(g + used);
      if (raw.size() + group.size() > wanted) break;
      raw += group;
      ++used;
    }
    misread = raw.substr(0, 2);
    for (char c : raw.substr(2)) misread.push_back(DigitBehind(c));
    if (raw.size() == wanted) {
      const bool right = IbanKeyIsRight(raw) || IbanKeyIsRight(misread);
      Add(Category::kIdentiteIban, g, used, right ? Certainty::kSure : Certainty::kSuspect,
          right ? "iban.key" : "iban.wrong_key", right ? "clé mod 97 juste" : "clé mod 97 fausse");
      return used;
    }
    if (raw.size() < 12) return 0;
    Add(Category::kIdentiteIban, g, used, Certainty::kSuspect, "iban.partial", "IBAN incomplet");
    return used;
  }

  static bool NirShape(string_view nir) {
    const bool first = nir[0] == '1' || nir[0] == '2' || nir[0] == '3' || nir[0] == '4' ||
                       nir[0] == '7' || nir[0] == '8';
    const bool corsica = nir[5] == '2' && (nir[6] == 'a' || nir[6] == '8' || nir[6] == 'b');
    return first && DigitsOrUnread(nir.substr(1, 5)) &&
           (corsica || DigitsOrUnread(nir.substr(6, 1))) && DigitsOrUnread(nir.substr(7));
  }

  static bool NirMonth(string_view nir) {
    const int month = (nir[3] - '0') * 10 + (nir[4] - '0');
    return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
  }

  // NIR of 15 or 13 characters that ends with a group. The key, the usual grouping or the month
  // must speak for it.
  size_t MatchNir(size_t g) {
    const char head = DigitBehind(Group(g)[0]);
    if (!IsDigit(head) || Before(run_.groups[g].begin) == '+') return 0;
    size_t used13 = 0, used15 = 0;
    for (size_t last = g + 1; last <= run_.groups.size() && last - g <= 9; ++last) {
      const size_t size = JoinDigits(folded_, run_, g, last).size();
      if (size == 13) used13 = last - g;
      if (size == 15) used15 = last - g;
      if (size >= 15) break;
    }
    for (const size_t used : {used15, used13}) {
      if (used == 0) continue;
      const std::string nir = JoinDigits(folded_, run_, g, g + used);
      if (!NirShape(nir)) continue;
      const bool grouped = SizesAre(g, {1, 2, 2, 2, 3, 3});
      const bool key = used == used15 && (NirKeyIsRight(nir) || CorsicanKey(g, used));
      if (!key && !grouped && !NirMonth(nir)) continue;
      if (key) {
        Add(Category::kIdentiteNir, g, used, Certainty::kSure, "nir.key", "clé du NIR juste");
      } else if (used == used13) {
        Add(Category::kIdentiteNir, g, used, grouped ? Certainty::kProbable : Certainty::kSuspect,
            "nir.without_key", "treize caractères sans clé");
      } else {
        Add(Category::kIdentiteNir, g, used, Certainty::kSuspect, "nir.wrong_key",
            "clé du NIR fausse");
      }
      return used;
    }
    return 0;
  }

  // 2B is read as 28 when letters are taken for misread digits.
  bool CorsicanKey(size_t g, size_t used) const {
    std::string raw;
    for (size_t i = g; i < g + used; ++i) raw += Group(i);
    return NirKeyIsRight(raw);
  }

  size_t MatchRib(size_t g) {
    if (!SizesAre(g, {5, 5, 11, 2})) return 0;
    std::string raw;
    for (size_t i = g; i < g + 4; ++i) raw += Group(i);
    const bool right = RibKeyIsRight(raw);
    Add(Category::kIdentiteIban, g, 4, right ? Certainty::kSure : Certainty::kSuspect,
        right ? "rib.key" : "rib.wrong_key", "banque, guichet, compte, clé");
    return 4;
  }

  // A card number: four groups of four, digits hidden by x allowed, or 16 digits with a right key.
  size_t MatchCard(size_t g) {
    if (SizesAre(g, {16}) && LuhnIsRight(Group(g))) {
      Add(Category::kIdentiteIban, g, 1, Certainty::kSure, "card.key", "clé de Luhn juste");
      return 1;
    }
    const size_t begin = run_.groups[g].begin;
    if (Group(g).size() != 4 || !IsDigit(folded_[begin]) || begin + 19 > folded_.size()) return 0;
    std::string digits;
    for (size_t i = 0; i < 19; ++i) {
      const char c = folded_[begin + i];
      if (i % 5 == 4) {
        if (c != ' ' && c != '-') return 0;
      } else if (IsDigit(c) || c == 'x') {
        digits.push_back(c);
      } else {
        return 0;
      }
    }
    if (begin + 19 < folded_.size() && IsDigit(folded_[begin + 19])) return 0;
    const bool right = LuhnIsRight(digits);
    AddRange(Category::kIdentiteIban, begin, begin + 19,
             right ? Certainty::kSure : Certainty::kSuspect, "card.groups",
             "quatre groupes de quatre");
    size_t used = 1;
    while (g + used < run_.groups.size() && run_.groups[g + used].begin < begin + 19) ++used;
    return used;
  }

  // AGDREF without label: ten digits, a département and the 03 that préfectures use.
  size_t MatchForeigner(size_t g) {
    const std::string one = JoinDigits(folded_, run_, g, g + 1);
    const bool whole = one.size() == 10 && AllDigits(one);
    const bool grouped = SizesAre(g, {4, 3, 3}) && one[0] != '0';
    if (whole && one[0] == '0') return 0;
    if (whole || grouped) {
      const size_t used = whole ? 1 : 3;
      const bool prefecture = one.substr(2, 2) == "03";
      Add(Category::kIdentiteEtranger, g, used,
          prefecture ? Certainty::kProbable : Certainty::kSuspect, "agdref.shape",
          prefecture ? "dix chiffres, département et 03" : "dix chiffres");
      return used;
    }
    if (!PaperShape(Group(g))) return 0;
    Add(Category::kIdentiteEtranger, g, 1, Certainty::kSuspect, "paper.shape",
        "neuf lettres et chiffres");
    return 1;
  }

  // Numbers of passports, residence titles and identity cards: nine letters and digits in capitals,
  // "13AB41022", "BK4471907", "K7T2X9LQ4".
  bool PaperShape(string_view group) const {
    if (group.size() != 9) return false;
    const size_t g = static_cast<size_t>(group.data() - folded_.data());
    size_t digits = 0, letters = 0;
    for (char c : reading_.SourceOf(g, g + 9)) {
      digits += IsDigit(c);
      letters += c >= 'A' && c <= 'Z';
    }
    return digits + letters == 9 && digits >= 3 && letters >= 2;
  }

  // Digits from group `g` on until `wanted` are reached exactly; 0 groups when they are not.
  size_t Reach(size_t g, size_t wanted, std::string& digits) const {
    for (size_t last = g + 1; last <= run_.groups.size() && last - g <= 12; ++last) {
      digits = JoinDigits(folded_, run_, g, last);
      if (digits.size() == wanted) return AllDigits(digits) ? last - g : 0;
      if (digits.size() > wanted) return 0;
    }
    return 0;
  }

  size_t MatchPhone(size_t g) {
    size_t used = MatchInternational(g);
    std::string digits;
    if (used == 0 && DigitBehind(Group(g)[0]) == '0') {
      used = Reach(g, 10, digits);
      if (used != 0 && digits[1] != '0' && !LooksLikeDates(g, used)) {
        AddPhone(g, used, Certainty::kSure, "phone.national", "dix chiffres, premier zéro");
        return used;
      }
      used = 0;
    }
    if (used == 0) used = MatchPairs(g);
    return used;
  }

  // "01/02/2003 …": the separators of a date, in groups of 2, 2 and 4.
  bool LooksLikeDates(size_t g, size_t used) const {
    return used >= 3 && Group(g + 2).size() == 4 && Group(g).size() == 2;
  }

  void AddPhone(size_t g, size_t used, Certainty certainty, const char* rule,
                const char* evidence) {
    size_t begin = run_.groups[g].begin, end = run_.groups[g + used - 1].end;
    if (Before(begin) == '+') --begin;
    if (Before(begin) == '(') --begin;
    if (folded_.substr(end, 7) == " poste ") {
      size_t at = end + 7;
      while (at < folded_.size() && IsDigit(folded_[at])) ++at;
      if (at > end + 7) end = at;
    }
    AddRange(Category::kIdentiteTelephone, begin, end, certainty, rule, evidence);
  }

  // +33 6 …, 0033 6 …, 0032 470 …, +212 …
  size_t MatchInternational(size_t g) {
    const bool plus = Before(run_.groups[g].begin) == '+';
    const string_view head = Group(g);
    if (!plus && !(head.size() >= 4 && head.substr(0, 2) == "00" && AllDigits(head))) return 0;
    if (!plus && head.size() > 15) return 0;
    size_t used = 0, total = 0;
    while (g + used < run_.groups.size()) {
      const std::string digits = JoinDigits(folded_, run_, g + used, g + used + 1);
      if (!AllDigits(digits) || total + digits.size() > 15) break;
      if (used > 0 && Separator(g + used - 1).size() > 2) break;
      total += digits.size();
      ++used;
    }
    if (total < (plus ? 9U : 11U)) return 0;
    AddPhone(g, used, Certainty::kSure, "phone.international", "indicatif de pays");
    return used;
  }

  // Five pairs in any order; four pairs with dots (the numbers of before 1996), with the region in
  // brackets before them.
  size_t MatchPairs(size_t g) {
    size_t pairs = 0;
    while (g + pairs < run_.groups.size() && pairs < 7) {
      const std::string digits = JoinDigits(folded_, run_, g + pairs, g + pairs + 1);
      if (digits.size() != 2 || !AllDigits(digits)) break;
      ++pairs;
    }
    if (pairs == 5 && !StartsNational(g + 1)) {
      AddPhone(g, 5, Certainty::kProbable, "phone.pairs", "cinq paires de chiffres");
      return 5;
    }
    if (pairs == 4 && Dotted(g, 4)) {
      AddPhone(g, 4, Certainty::kProbable, "phone.eight", "quatre paires pointées");
      return 4;
    }
    // "(1) 46.61.91.73", and "(73) 61.91.38": the region makes the fourth pair.
    const bool bracket = Before(run_.groups[g].begin) == '(' &&
                         folded_.substr(run_.groups[g].end, 1) == ")";
    if (bracket && (SizesAre(g, {1, 2, 2, 2, 2}) || SizesAre(g, {2, 2, 2, 2}))) {
      const size_t used = Group(g).size() == 1 ? 5 : 4;
      AddPhone(g, used, Certainty::kProbable, "phone.region", "indicatif entre parenthèses");
      return used;
    }
    return 0;
  }

  bool StartsNational(size_t g) const {
    std::string digits;
    return DigitBehind(Group(g).empty() ? 'x' : Group(g)[0]) == '0' && Reach(g, 10, digits) != 0;
  }

  bool Dotted(size_t g, size_t count) const {
    for (size_t i = g; i + 1 < g + count; ++i) {
      if (Separator(i) != ".") return false;
    }
    return true;
  }

  // A CAF number without label: seven digits and a capital letter.
  size_t MatchBenefit(size_t g) {
    const string_view head = Group(g);
    const size_t end = run_.groups[g].end;
    if (head.size() == 8 && AllDigits(head.substr(0, 7)) && head[7] >= 'a' && head[7] <= 'z') {
      Add(Category::kIdentiteCaf, g, 1, Certainty::kProbable, "caf.shape", "sept chiffres et clé");
      return 1;
    }
    if (head.size() != 7 || !AllDigits(head) || g + 1 >= run_.groups.size()) return 0;
    if (Group(g + 1).size() != 1 || folded_[end] != ' ' || run_.groups[g + 1].begin != end + 1) {
      return 0;
    }
    const string_view letter = reading_.SourceOf(end + 1, end + 2);
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'Z') return 0;
    Add(Category::kIdentiteCaf, g, 2, Certainty::kProbable, "caf.shape", "sept chiffres et clé");
    return 2;
  }

  const Reading& reading_;
  string_view folded_;
  std::vector<Finding>& findings_;
  NumberRun run_;
  size_t floor_ = 0;
};

}  // namespace

void FindIdentifiers(const Reading& reading, std::vector<Finding>& findings) {
  NumberScanner(reading, findings).Scan();
  FindLabelledNumbers(reading, findings);
  FindAddressesOfMail(reading, findings);
}

}  // namespace expurge
