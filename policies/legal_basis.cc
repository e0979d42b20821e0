#include "policies/legal_basis.h"

#include <algorithm>
#include <array>
#include <optional>

#include "policies/plain_words.h"

namespace expurge {
namespace {

struct Token {
  enum class Kind { kWord, kNumber, kDegree, kComma };
  Kind kind = Kind::kWord;
  std::string text;
};

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Words, numbers ("121-6-2", dots read as dashes), degree signs and commas; the rest only parts.
std::vector<Token> Tokenise(std::string_view text) {
  const std::string folded = PlainFold(text).text;
  std::vector<Token> tokens;
  for (size_t i = 0; i < folded.size();) {
    size_t end = i + 1;
    if (IsLetter(folded[i])) {
      while (end < folded.size() && IsLetter(folded[end])) ++end;
      tokens.push_back({Token::Kind::kWord, folded.substr(i, end - i)});
    } else if (IsDigit(folded[i])) {
      while (end < folded.size() &&
             (IsDigit(folded[end]) ||
              (end + 1 < folded.size() && std::string_view("-./").find(folded[end]) !=
                                              std::string_view::npos &&
               IsDigit(folded[end + 1])))) {
        ++end;
      }
      std::string number = folded.substr(i, end - i);
      std::replace(number.begin(), number.end(), '.', '-');
      tokens.push_back({Token::Kind::kNumber, std::move(number)});
    } else if (folded[i] == '~') {
      tokens.push_back({Token::Kind::kDegree, "~"});
    } else if (folded[i] == ',' || folded[i] == '(' || folded[i] == ')') {
      tokens.push_back({Token::Kind::kComma, ","});
    }
    i = end;
  }
  return tokens;
}

struct CodeName {
  std::string_view words;  // as tokens, separated by spaces
  std::string_view code;
};

// Longest first where one begins another.
constexpr std::array kCodes = std::to_array<CodeName>({
    {"code de l action sociale et des familles", "casf"},
    {"code action sociale et familles", "casf"},
    {"casf", "casf"},
    {"code penal luxembourgeois", "cpl"},
    {"code penal lux", "cpl"},
    {"code penal du grand duche", "cpl"},
    {"c pen lux", "cpl"},
    {"code penal", "cp"},
    {"c pen", "cp"},
    {"cp", "cp"},
    {"code de procedure penale", "cpp"},
    {"cpp", "cpp"},
    {"code de la sante publique", "csp"},
    {"csp", "csp"},
    {"code de la securite sociale", "css"},
    {"css", "css"},
    {"code de la securite interieure", "csi"},
    {"csi", "csi"},
    {"code general des collectivites territoriales", "cgct"},
    {"cgct", "cgct"},
    {"code des relations entre le public et l administration", "crpa"},
    {"crpa", "crpa"},
    {"code de la construction et de l habitation", "cch"},
    {"cch", "cch"},
    {"code general de la fonction publique", "cgfp"},
    {"cgfp", "cgfp"},
    {"code des procedures civiles d execution", "cpce"},
    {"cpce", "cpce"},
    {"code civil", "cciv"},
    {"c civ", "cciv"},
    {"code du patrimoine", "patrimoine"},
    {"reglement general sur la protection des donnees", "rgpd"},
    {"rgpd", "rgpd"},
});

constexpr std::string_view kActs[] = {"loi", "decret", "ordonnance", "ord", "circulaire",
                                      "arrete", "reglement"};
constexpr std::string_view kMonths[] = {"janvier", "janv", "fevrier", "fevr", "mars", "avril",
                                        "avr", "mai", "juin", "juillet", "juill", "aout",
                                        "septembre", "sept", "octobre", "oct", "novembre", "nov",
                                        "decembre", "dec"};
constexpr std::string_view kRoman[] = {"i", "ii", "iii", "iv", "v", "vi", "vii"};
constexpr std::string_view kLinks[] = {"du", "de", "la", "le", "l", "des", "d"};

template <typename List>
bool Holds(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Reads the tokens left to right into references; codes said before an article hold until another
// is said, codes said after it ("L. 133-5 du CASF") belong to the articles still without one.
class ReferenceReader {
 public:
  explicit ReferenceReader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::vector<LegalReference> Read() {
    while (at_ < tokens_.size()) {
      if (ReadCode() || ReadAct() || ReadArticle()) continue;
      if (ReadPart()) {
        adjacent_ = true;
      } else {
        SkipOne();
      }
    }
    CloseAct();
    return std::move(references_);
  }

 private:
  bool IsWord(size_t i, std::string_view word) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::kWord && tokens_[i].text == word;
  }
  bool IsNumber(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::kNumber;
  }
  bool IsDegree(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::kDegree;
  }

  void SkipOne() {
    const Token& token = tokens_[at_++];
    if (token.kind == Token::Kind::kComma) {
      linked_ = false;
      adjacent_ = false;
    } else if (token.kind == Token::Kind::kWord && Holds(kLinks, token.text)) {
      linked_ = true;
    } else if (token.kind == Token::Kind::kWord && token.text.starts_with("modifi")) {
      amended_ = true;
    }
    if (token.kind != Token::Kind::kComma && token.text != "et") listing_ = false;
  }

  bool ReadCode() {
    for (const CodeName& name : kCodes) {
      size_t i = at_;
      std::string_view words = name.words;
      bool matches = true;
      while (matches && !words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        matches = IsWord(i++, word);
        words.remove_prefix(std::min(words.size(), word.size() + 1));
      }
      if (!matches) continue;
      at_ = i;
      SetSource(std::string(name.code), false);
      return true;
    }
    return false;
  }

  // "loi n° 90-449 du 31 mai 1990"; "loi du 5 mars 2007" is an act without number.
  bool ReadAct() {
    if (at_ >= tokens_.size() || tokens_[at_].kind != Token::Kind::kWord ||
        !Holds(kActs, tokens_[at_].text)) {
      return false;
    }
    std::string kind = tokens_[at_].text == "ord" ? "ordonnance" : tokens_[at_].text;
    size_t i = at_ + 1;
    while (IsWord(i, "n") || IsWord(i, "no") || IsWord(i, "numero") || IsDegree(i)) ++i;
    std::string number;
    if (IsNumber(i)) number = tokens_[i++].text;
    at_ = i;
    SkipDate();
    if (amended_) {  // "modifiée par la loi n° …" is not what the sheet relies on
      amended_ = false;
      return true;
    }
    if (number.empty() && kind == "reglement") return true;  // "règlement intérieur"
    SetSource(kind + " " + number, true);
    return true;
  }

  // Steps over "du 31 mai 1990".
  void SkipDate() {
    size_t i = at_;
    if (IsWord(i, "du")) ++i;
    if (!IsNumber(i)) return;
    ++i;
    if (IsWord(i, "er")) ++i;
    if (i >= tokens_.size() || !Holds(kMonths, tokens_[i].text)) return;
    ++i;
    if (IsNumber(i)) ++i;
    at_ = i;
  }

  // A code or act was said. Right behind articles ("L. 133-5 du CASF") it is theirs: all of the list
  // when none was said before them, else only the last one's.
  void SetSource(std::string source, bool is_act) {
    CloseAct();
    const bool bare = current_.empty();
    const bool behind = adjacent_ && !references_.empty() && (linked_ || bare);
    if (behind) {
      for (size_t i = references_.size(); i-- > group_;) {
        references_[i].code = source;
        if (!bare) break;
      }
    }
    current_ = std::move(source);
    group_ = references_.size();
    linked_ = adjacent_ = false;
    listing_ = !behind;
    act_open_ = is_act && !behind;
  }

  // An act cited without any article is a reference of its own.
  void CloseAct() {
    if (act_open_) references_.push_back({current_, 0, "", {}, false});
    act_open_ = false;
  }

  bool ReadPart() {
    if (references_.empty() || references_.back().article.empty()) return false;
    LegalReference& last = references_.back();
    if (IsWord(at_, "al") || IsWord(at_, "alinea") || IsWord(at_, "alineas")) {
      size_t i = at_ + 1;
      int from = 0;
      bool range = false;
      for (; i < tokens_.size(); ++i) {
        if (IsNumber(i) && tokens_[i].text.size() <= 2) {
          const int value = std::stoi(tokens_[i].text);
          for (int n = range ? from : value; n <= value; ++n) {
            last.parts.insert("al" + std::to_string(n));
          }
          from = value;
          range = false;
        } else if (IsWord(i, "a") && from > 0) {
          range = true;
        } else if (!IsWord(i, "er") && !(IsWord(i, "et") && IsNumber(i + 1) &&
                                         tokens_[i + 1].text.size() <= 2)) {
          break;
        }
      }
      at_ = i;
      return true;
    }
    if (IsNumber(at_) && IsDegree(at_ + 1)) {
      last.parts.insert(tokens_[at_].text + "°");
      at_ += 2;
      return true;
    }
    if (at_ < tokens_.size() && tokens_[at_].kind == Token::Kind::kWord) {
      const std::string& word = tokens_[at_].text;
      if (Holds(kRoman, word)) {
        last.parts.insert(word);
        ++at_;
        return true;
      }
      if (word == "suivants" || word == "s" || word == "suiv") {
        last.following = true;
        ++at_;
        return true;
      }
    }
    return ReadOrdinalPart(last);
  }

  // "5e alinéa", "1er alinéa", "premier alinéa".
  bool ReadOrdinalPart(LegalReference& last) {
    if (IsWord(at_, "premier") && IsWord(at_ + 1, "alinea")) {
      last.parts.insert("al1");
      at_ += 2;
      return true;
    }
    if (IsNumber(at_) && IsWord(at_ + 2, "alinea") &&
        (IsWord(at_ + 1, "e") || IsWord(at_ + 1, "er") || IsWord(at_ + 1, "eme"))) {
      last.parts.insert("al" + tokens_[at_].text);
      at_ += 3;
      return true;
    }
    return false;
  }

  bool ReadArticle() {
    size_t i = at_;
    const bool said = IsWord(i, "art") || IsWord(i, "article") || IsWord(i, "articles") ||
                      IsWord(i, "arts");
    if (said) ++i;
    LegalReference reference;
    for (char letter : {'l', 'r', 'd'}) {
      if (IsWord(i, std::string_view(&letter, 1)) && IsNumber(i + 1)) reference.letter = letter;
    }
    if (reference.letter != 0) ++i;
    if (!IsNumber(i) || tokens_[i].text.find('/') != std::string::npos) return false;
    if (!said && (IsDegree(i + 1) || IsWord(i + 2, "alinea"))) return false;  // "1°", "5e alinéa"
    if (!said && reference.letter == 0 && !listing_) {
      // A number alone counts when a code or an article stands right before it, or when it can be
      // nothing else ("121-6-2 CASF").
      if (tokens_[i].text.find('-') == std::string::npos) return false;
    }
    reference.article = tokens_[i].text;
    reference.code = current_;
    if (current_ == "rgpd") {  // "5.1.c" is article 5
      reference.article = reference.article.substr(0, reference.article.find('-'));
    }
    references_.push_back(std::move(reference));
    at_ = i + 1;
    act_open_ = false;
    adjacent_ = true;
    linked_ = false;
    listing_ = true;
    return true;
  }

  std::vector<Token> tokens_;
  std::vector<LegalReference> references_;
  size_t at_ = 0;
  size_t group_ = 0;         // first reference since the last code
  std::string current_;      // the code that holds
  bool linked_ = false;      // "du", "de la" stands since the last article
  bool adjacent_ = false;    // no comma since the last article
  bool listing_ = false;     // a bare number is an article
  bool act_open_ = false;    // an act was said and no article yet
  bool amended_ = false;
};

bool SameArticle(const LegalReference& said, const LegalReference& accepted) {
  if (said.article == accepted.article) return true;
  return accepted.following && said.article.starts_with(accepted.article + "-");
}

bool SamePlace(const LegalReference& said, const LegalReference& accepted) {
  if (!SameArticle(said, accepted)) return false;
  if (!said.code.empty() && said.code != accepted.code) return false;
  if (said.letter == accepted.letter) return !said.code.empty() || accepted.letter != 0 ||
                                             accepted.code == "cp";
  // "121-6-2 CASF" lacks its letter; "L. 226-13 du code pénal" has one too many.
  return !said.code.empty() && (said.letter == 0 || accepted.code == "cp");
}

// Whether one reference is accepted: same place, and no paragraph beyond those accepted there.
bool IsAmong(const LegalReference& said, const std::vector<LegalReference>& accepted) {
  std::set<std::string> parts;
  bool any_part = false, found = false;
  for (const LegalReference& reference : accepted) {
    if (!SamePlace(said, reference)) continue;
    found = true;
    any_part = any_part || reference.parts.empty();
    parts.insert(reference.parts.begin(), reference.parts.end());
  }
  return found && (any_part || std::includes(parts.begin(), parts.end(), said.parts.begin(),
                                             said.parts.end()));
}

std::vector<LegalReference> ParseAll(const std::vector<std::string>& texts) {
  std::vector<LegalReference> references;
  for (const std::string& text : texts) {
    for (LegalReference& reference : ParseLegalReferences(text)) {
      references.push_back(std::move(reference));
    }
  }
  return references;
}

std::optional<BasisVerdict> Refused(const std::vector<LegalReference>& references) {
  for (const LegalReference& reference : references) {
    const bool family_code = reference.code.empty() || reference.code == "casf";
    if (reference.article == "116-3" && family_code) return BasisVerdict::kPlanAlerte;
    if (reference.article == "226-14" && reference.parts.contains("3°")) {
      return BasisVerdict::kViolenceHealthOnly;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<LegalReference> ParseLegalReferences(std::string_view text) {
  return ReferenceReader(Tokenise(text)).Read();
}

BasisCheck CheckLegalBasis(std::string_view text, const Recipient& recipient,
                           Jurisdiction jurisdiction, const Policy& policy) {
  if (PlainWords(text).empty()) return {BasisVerdict::kMissing, false};
  const std::vector<LegalReference> references = ParseLegalReferences(text);
  if (const auto refused = Refused(references)) return {*refused, false};

  const std::vector<std::string>& bases = recipient.LegalBasesIn(jurisdiction);
  const std::vector<LegalReference> accepted = ParseAll(bases);
  std::vector<LegalReference> complements = ParseAll(recipient.complements);
  for (LegalReference& reference : ParseAll(policy.gate().complements)) {
    complements.push_back(std::move(reference));
  }

  bool founded = false, handed = false;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::vector<std::string> words = PlainWords(part);
    if (words.empty()) continue;
    const auto phrase = std::find_if(bases.begin(), bases.end(), [&](const std::string& base) {
      return PlainWords(base) == words;
    });
    if (phrase != bases.end()) {
      founded = true;
      handed = handed || words == PlainWords(kHandedToPerson);
      continue;
    }
    const std::vector<LegalReference> cited = ParseLegalReferences(part);
    if (cited.empty()) return {BasisVerdict::kNotAccepted, false};
    for (const LegalReference& reference : cited) {
      const bool whole = !reference.code.empty() && !reference.article.empty();
      if (IsAmong(reference, accepted) || (recipient.own_text && whole)) {
        founded = true;
      } else if (!IsAmong(reference, complements)) {
        return {BasisVerdict::kNotAccepted, false};
      }
    }
  }
  return {founded ? BasisVerdict::kAccepted : BasisVerdict::kNotAccepted, handed};
}

}  // namespace expurge
