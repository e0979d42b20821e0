#include "detectors/number_labels.h"

#include "detectors/date_parts.h"
#include "detectors/word_set.h"

#include <algorithm>
#include <array>

namespace expurge {
namespace {

using std::string_view;

struct Label {
  string_view word;   // folded; the last word of the label
  Category category;
  uint8_t digits;     // least number of digits of a value
  uint8_t reach;      // words that may stand between label and value
};

constexpr std::array kUnsortedLabels = std::to_array<Label>({
    {"agdref", Category::kIdentiteEtranger, 6, 4},
    {"agirc", Category::kIdentiteCaf, 5, 3},
    {"alloc", Category::kIdentiteCaf, 4, 3},
    {"all0c", Category::kIdentiteCaf, 4, 3},
    {"allocataire", Category::kIdentiteCaf, 4, 6},
    {"allocations", Category::kIdentiteCaf, 6, 3},
    {"apa", Category::kIdentiteCaf, 5, 2},
    {"arrco", Category::kIdentiteCaf, 5, 3},
    {"asile", Category::kIdentiteEtranger, 6, 3},
    {"assedic", Category::kIdentiteCaf, 5, 3},
    {"assure", Category::kIdentiteNir, 6, 2},
    {"assuree", Category::kIdentiteNir, 6, 2},
    {"beneficiaire", Category::kIdentiteCaf, 5, 2},
    {"bic", Category::kIdentiteIban, 0, 1},
    {"caf", Category::kIdentiteCaf, 5, 5},
    {"carsat", Category::kIdentiteCaf, 5, 3},
    {"ccp", Category::kIdentiteIban, 5, 2},
    {"cle", Category::kIdentiteIban, 2, 1},
    {"cmi", Category::kIdentiteCaf, 5, 3},
    {"cnav", Category::kIdentiteCaf, 5, 3},
    {"cni", Category::kIdentiteEtranger, 5, 3},
    {"cnda", Category::kIdentiteEtranger, 5, 3},
    {"compte", Category::kIdentiteIban, 7, 2},
    {"consulaire", Category::kIdentiteEtranger, 4, 3},
    {"cpam", Category::kIdentiteCaf, 5, 5},
    {"ecrou", Category::kIdentiteCaf, 4, 2},
    {"emploi", Category::kIdentiteCaf, 5, 3},
    {"etranger", Category::kIdentiteEtranger, 6, 5},
    {"fiscal", Category::kIdentiteCaf, 8, 2},
    {"fsl", Category::kIdentiteCaf, 5, 2},
    {"guichet", Category::kIdentiteIban, 5, 1},
    {"iban", Category::kIdentiteIban, 8, 3},
    {"identifiant", Category::kIdentiteCaf, 6, 4},
    {"immatr", Category::kIdentiteNir, 8, 3},
    {"immatriculation", Category::kIdentiteNir, 8, 3},
    {"inclusion", Category::kIdentiteCaf, 6, 2},
    {"insee", Category::kIdentiteNir, 6, 2},
    {"ircantec", Category::kIdentiteCaf, 5, 3},
    {"livret", Category::kIdentiteIban, 6, 3},
    {"logement", Category::kIdentiteCaf, 10, 2},
    {"matricule", Category::kIdentiteCaf, 5, 3},
    {"mdph", Category::kIdentiteCaf, 5, 3},
    {"msa", Category::kIdentiteCaf, 5, 5},
    {"nir", Category::kIdentiteNir, 5, 4},
    {"ofii", Category::kIdentiteEtranger, 6, 3},
    {"ofpra", Category::kIdentiteEtranger, 6, 3},
    {"passeport", Category::kIdentiteEtranger, 5, 6},
    {"pension", Category::kIdentiteCaf, 6, 3},
    {"permis", Category::kIdentiteEtranger, 5, 4},
    {"pole-emploi", Category::kIdentiteCaf, 5, 3},
    {"recepisse", Category::kIdentiteEtranger, 6, 7},
    {"republicain", Category::kIdentiteEtranger, 5, 4},
    {"retraite", Category::kIdentiteCaf, 6, 3},
    {"rib", Category::kIdentiteIban, 8, 3},
    {"rsa", Category::kIdentiteCaf, 6, 1},
    {"secu", Category::kIdentiteNir, 6, 5},
    {"sejour", Category::kIdentiteEtranger, 6, 4},
    {"sociale", Category::kIdentiteNir, 8, 3},
    {"spi", Category::kIdentiteCaf, 6, 2},
    {"ss", Category::kIdentiteNir, 5, 2},
    {"swift", Category::kIdentiteIban, 0, 1},
    {"telephone", Category::kIdentiteTelephone, 6, 4},
    {"tel", Category::kIdentiteTelephone, 6, 3},
    {"titre", Category::kIdentiteEtranger, 6, 4},
    {"travail", Category::kIdentiteCaf, 6, 2},
    {"circulation", Category::kIdentiteEtranger, 6, 3},
    {"dcem", Category::kIdentiteEtranger, 5, 3},
    {"etr", Category::kIdentiteEtranger, 6, 2},
    {"passeports", Category::kIdentiteEtranger, 5, 4},
    {"recep", Category::kIdentiteEtranger, 6, 3},
    {"refugie", Category::kIdentiteEtranger, 6, 4},
    {"resident", Category::kIdentiteEtranger, 6, 8},
    {"rmi", Category::kIdentiteCaf, 5, 2},
    {"voyage", Category::kIdentiteEtranger, 6, 2},
    {"postal", Category::kIdentiteIban, 5, 2},
    {"visa", Category::kIdentiteEtranger, 6, 5},
});

constexpr auto kLabels = [] {
  auto labels = kUnsortedLabels;
  std::ranges::sort(labels, {}, &Label::word);
  return labels;
}();

const Label* FindLabel(string_view word) {
  const auto it = std::ranges::lower_bound(kLabels, word, {}, &Label::word);
  return it != kLabels.end() && it->word == word ? &*it : nullptr;
}

// First letters of labels: most words are turned away by one look.
bool MayBeLabel(string_view word) {
  static constexpr string_view kFirst = "abcdefgilmnoprstvz";
  return word.size() >= 2 && kFirst.find(word[0]) != string_view::npos;
}

size_t CountDigits(string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool IsMonth(string_view word) {
  static const WordSet kMonths = {
      "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
      "octobre", "novembre", "decembre", "janv", "fev", "juil", "sept", "oct", "nov", "dec", "avr"};
  return kMonths.Has(word);
}

class LabelScanner {
 public:
  LabelScanner(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), findings_(findings) {}

  void Scan() {
    for (uint32_t t = 0; t < reading_.size(); ++t) {
      if (!reading_.IsWord(t)) continue;
      const string_view word = reading_.Word(t);
      if (!MayBeLabel(word)) continue;
      if (word == "zero") Dictated(t);
      if (const Label* label = FindLabel(word)) {
        if (!Belongs(t, word)) continue;
        if (Value(t, *label)) t = value_end_ - 1;
      }
    }
  }

 private:
  // "Travail" and "emploi" label a number only as ends of an agency's name.
  bool Belongs(uint32_t t, string_view word) const {
    if (t == 0) return word != "travail" && word != "emploi" && word != "sociale";
    const string_view before = reading_.Word(t - 1);
    if (word == "travail") return before == "france";
    if (word == "emploi") return before == "pole";
    if (word == "sociale") return before == "securite" || before == "assurance";
    if (word == "postal") return before == "courant" || before == "-" || before == "compte";
    return word != "logement" || before == "de";
  }

  // "zéro six, trente-neuf, quatre-vingt-dix-huit…": a number said aloud.
  void Dictated(uint32_t t) {
    uint32_t end = t + 1, numbers = 1, at = t + 1;
    while (at < reading_.size() && at - t < 40) {
      if (IsNumberWord(reading_.Word(at)) || reading_.Is(at, "zero")) {
        ++numbers;
        end = ++at;
      } else if (reading_.Is(at, ",") || reading_.Is(at, "-") || reading_.Is(at, "et")) {
        ++at;
      } else {
        break;
      }
    }
    if (numbers < 3) return;
    findings_.push_back(IdentityFinding(Category::kIdentiteTelephone,
                                        reading_.RangeOfTokens(t, end), Certainty::kProbable,
                                        "phone.dictated", "zéro"));
  }

  // "n°", "no", "numero", ":", "du dossier": what stands between a label and its number.
  bool IsFiller(uint32_t t) const {
    static const WordSet kFillers = {
        "n", "no", "num", "numero", "n°", "°", ":", "(", "#", "dossier", "reference", "ref", "sous",
        "la", "le", "l'", "du", "de", "d'", "des", "est", "matricule", "identifiant", "client",
        "assure", "banque", "-", "=", ".", ",", "fam", "familiales", "mobilite", "demande", "carte",
        "a", "porte", "unique", "sociale", "compte", "»", "|", ")", "sre"};
    const string_view word = reading_.Word(t);
    return kFillers.Has(word);
  }

  // A token that can belong to a number typed after a label: digits, or capitals.
  bool IsPart(uint32_t t) const {
    if (reading_.IsNumber(t)) return true;
    if (!reading_.IsWord(t)) return false;
    const Token& token = reading_.token(t);
    const string_view word = reading_.Word(t);
    if (CountDigits(word) > 0) return true;
    if (const Label* label = FindLabel(word);
        label != nullptr && label->category != Category::kIdentiteCaf) {
      return false;
    }
    return (token.all_capitals && word.size() <= 4) || (word.size() == 1 && token.capitalised);
  }

  bool IsJoint(uint32_t t) const {
    const string_view word = reading_.Word(t);
    return word == "-" || word == "/" || word == "." || word == "?" || word == "[" || word == "]";
  }

  bool Value(uint32_t label_at, const Label& label) {
    uint32_t t = label_at + 1, words = 0;
    bool only_fillers = true;
    const uint32_t sentence = reading_.token(label_at).sentence;
    const uint32_t block = reading_.token(label_at).block;
    while (t < reading_.size() && reading_.token(t).block == block && !Starts(t)) {
      if (!IsFiller(t)) {
        if (reading_.IsMark(t) || ++words > label.reach) return false;
        only_fillers = false;
      }
      if (t - label_at > 12 || (reading_.token(t).sentence != sentence && !only_fillers)) {
        return false;
      }
      ++t;
    }
    if (t >= reading_.size() || reading_.token(t).block != block) return false;
    return TakeValue(t, label, only_fillers);
  }

  // A value starts with a digit, or with capitals right before one.
  bool Starts(uint32_t t) const {
    if (!IsPart(t)) return false;
    if (CountDigits(reading_.Word(t)) > 0) return true;
    uint32_t next = t + 1;
    if (next < reading_.size() && IsJoint(next)) ++next;
    if (next < reading_.size() && IsPart(next) && CountDigits(reading_.Word(next)) > 0) return true;
    return LooksMisread(t);
  }

  // "OO 441", "PSSTFRPP": capitals without a digit that a label announces all the same.
  bool LooksMisread(uint32_t t) const {
    const string_view word = reading_.Word(t);
    return word.find_first_not_of("oli") == string_view::npos && word.size() >= 2;
  }

  bool TakeValue(uint32_t first, const Label& label, bool only_fillers) {
    uint32_t end = first;
    size_t digits = 0;
    bool letters = false;
    while (end < reading_.size() && (end == first || reading_.Joined(end)) && end - first < 16) {
      if (IsPart(end)) {
        digits += CountDigits(reading_.Word(end));
        letters = letters || CountDigits(reading_.Word(end)) == 0;
        ++end;
      } else if (IsJoint(end) && end + 1 < reading_.size() && Continues(end)) {
        ++end;
      } else {
        break;
      }
    }
    const size_t least = letters && label.digits > 4 ? label.digits - 1U : label.digits;
    if (digits < least || IsDateOrAmount(first, end)) return false;
    if (label.category != Category::kIdentiteTelephone && reading_.Word(first)[0] == '0' &&
        digits == 10 && reading_.Word(first).size() == 2) {
      return false;  // a telephone number
    }
    if (!only_fillers && digits < 6 && label.category != Category::kIdentiteEtranger) return false;
    value_end_ = end;
    // "9 027 14 P Dijon": the centre of a postal account belongs to it.
    if (label.word == "ccp" && reading_.IsWord(end) && reading_.token(end).capitalised) {
      ++value_end_;
      while (reading_.Is(value_end_, "-") && reading_.IsWord(value_end_ + 1)) value_end_ += 2;
    }
    findings_.push_back(IdentityFinding(label.category, reading_.RangeOfTokens(first, value_end_),
                                        Certainty::kProbable, "number.label",
                                        std::string(label.word)));
    return true;
  }

  // A stop or a dash goes on only without a space around, or with a number behind it.
  bool Continues(uint32_t joint) const {
    const string_view word = reading_.Word(joint);
    if (word == "." ) {
      return !reading_.token(joint).space_before && !reading_.token(joint + 1).space_before &&
             IsPart(joint + 1);
    }
    if (word == "[" || word == "?" || word == "]") return true;
    return IsPart(joint + 1) && CountDigits(reading_.Word(joint + 1)) + 1 > 0 &&
           (!reading_.token(joint).space_before || reading_.IsNumber(joint + 1));
  }

  bool IsDateOrAmount(uint32_t first, uint32_t end) const {
    const string_view word = reading_.Word(first), after = reading_.Word(end);
    if (after == "€" || after == "euros" || after == "euro" || after == "f" || after == "francs" ||
        after == "%" || after == "eur" || IsMonth(after)) {
      return true;
    }
    if (word.find(',') != string_view::npos && end - first == 1) return true;
    const auto count = [&](char c) { return std::count(word.begin(), word.end(), c); };
    return end - first == 1 && (count('/') == 2 || count('.') == 2) && word.size() <= 10;
  }

  const Reading& reading_;
  std::vector<Finding>& findings_;
  uint32_t value_end_ = 0;
};

bool IsLocalPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' ||
         c == '+' || c == '%';
}

class MailScanner {
 public:
  MailScanner(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), folded_(reading.folded()), findings_(findings) {}

  void Scan() {
    for (size_t at = 0; at < folded_.size(); ++at) {
      const char c = folded_[at];
      if (c != '@' && c != 'a') continue;
      const size_t sign = SignAt(at);
      if (sign != 0) at = std::max(at, Address(at, sign));
    }
  }

 private:
  // Length of the sign that stands for @ at `at`; 0 when none does.
  size_t SignAt(size_t at) const {
    if (folded_[at] == '@') return 1;
    if (at == 0) return 0;
    const bool bracket = folded_[at - 1] == '(' || folded_[at - 1] == '[';
    if (folded_.substr(at, 7) == "arobase" || folded_.substr(at, 7) == "arobas ") return 7;
    if (bracket && folded_.substr(at, 8) == "arobasse") return 8;
    if (bracket && folded_.substr(at, 2) == "at" && at + 2 < folded_.size() &&
        (folded_[at + 2] == ')' || folded_[at + 2] == ']')) {
      return 2;
    }
    return 0;
  }

  // Reports the address around the sign and returns where it ends (at least `at`).
  size_t Address(size_t at, size_t sign) {
    size_t begin = at, end = at + sign;
    if (begin > floor_ && (folded_[begin - 1] == '(' || folded_[begin - 1] == '[')) --begin;
    if (end < folded_.size() && (folded_[end] == ')' || folded_[end] == ']')) ++end;
    const bool spelled = folded_[at] != '@';
    if (spelled && begin > floor_ && folded_[begin - 1] == ' ') --begin;
    if (spelled && end < folded_.size() && folded_[end] == ' ') ++end;
    const size_t local_end = begin, domain_begin = end;
    while (begin > floor_ && local_end - begin < 64 && IsLocalPart(folded_[begin - 1])) --begin;
    if (spelled) begin = SpelledLocalPart(begin, local_end);
    while (end < folded_.size() && end - domain_begin < 80 && IsLocalPart(folded_[end])) ++end;
    if (spelled) end = SpelledDomain(end);
    while (end > domain_begin && (folded_[end - 1] == '.' || folded_[end - 1] == '-')) --end;
    while (begin < local_end && (folded_[begin] == '.' || folded_[begin] == '-')) ++begin;
    if (end == domain_begin) return at;
    const bool pseudonym = begin == local_end;
    if (pseudonym && (spelled || end - domain_begin < 3)) return at;
    const size_t from = pseudonym ? at : begin;
    findings_.push_back(IdentityFinding(
        Category::kIdentiteCourriel, reading_.RangeOf(from, end),
        pseudonym ? Certainty::kProbable : Certainty::kSure,
        pseudonym ? "mail.account" : (spelled ? "mail.spelled" : "mail.address"), "@"));
    floor_ = end;
    return end;
  }

  // "karima point saadi" before the sign: words joined by the names of signs.
  size_t SpelledLocalPart(size_t begin, size_t local_end) const {
    for (int words = 0; words < 8 && begin > floor_ + 1; ++words) {
      const string_view word = folded_.substr(begin, WordLength(begin));
      const size_t previous = WordBefore(begin);
      if (previous == begin) break;
      const string_view before = folded_.substr(previous, begin - 1 - previous);
      const bool joint = IsSign(word) || IsSign(before);
      const bool number = before == "vingt" || before == "quatre" ||
                          before.find_first_not_of("0123456789") == string_view::npos;
      const bool name_before_number = word == "quatre" || word == "vingt" || word == "cent";
      if (!joint && !number && !name_before_number) break;
      begin = previous;
    }
    return std::min(begin, local_end);
  }

  size_t SpelledDomain(size_t end) const {
    for (int words = 0; words < 8; ++words) {
      size_t at = end;
      if (at + 1 >= folded_.size() || folded_[at] != ' ') break;
      ++at;
      const bool bracket = folded_[at] == '(' || folded_[at] == '[';
      if (bracket) ++at;
      size_t length = WordLength(at);
      if (!IsSign(folded_.substr(at, length))) break;
      at += length;
      if (bracket) ++at;
      if (at >= folded_.size() || folded_[at] != ' ') break;
      length = WordLength(at + 1);
      if (length == 0) break;
      end = at + 1 + length;
    }
    return end;
  }

  static bool IsSign(string_view word) {
    return word == "point" || word == "tiret" || word == "dot" || word == "underscore";
  }
  size_t WordLength(size_t at) const {
    size_t end = at;
    while (end < folded_.size() && end - at < 64 && IsLocalPart(folded_[end])) ++end;
    return end - at;
  }
  // Start of the word that ends one space before `at`; `at` when there is none.
  size_t WordBefore(size_t at) const {
    if (at < floor_ + 2 || folded_[at - 1] != ' ') return at;
    size_t begin = at - 1;
    while (begin > floor_ && at - begin < 64 && IsLocalPart(folded_[begin - 1])) --begin;
    return begin == at - 1 ? at : begin;
  }

  const Reading& reading_;
  string_view folded_;
  std::vector<Finding>& findings_;
  size_t floor_ = 0;  // end of the address before
};

}  // namespace

void FindLabelledNumbers(const Reading& reading, std::vector<Finding>& findings) {
  LabelScanner(reading, findings).Scan();
}

void FindAddressesOfMail(const Reading& reading, std::vector<Finding>& findings) {
  MailScanner(reading, findings).Scan();
}

}  // namespace expurge
