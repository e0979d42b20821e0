#include "detectors/train/word_compiler.h"

#include <fstream>
#include <map>
#include <sstream>

#include "detectors/fold.h"

namespace expurge {
namespace {

struct SuffixRule {
  std::string strip, append, condition;
  uint16_t classes = 0;
};

// The bits of a morphological field, "po:ipre" or "is:pl".
uint16_t ClassesOf(const std::string& field) {
  static const std::map<std::string, uint16_t> kBits = {
      {"po:nom", kNoun}, {"po:adj", kAdjective}, {"po:adv", kAdverb}, {"po:infi", kInfinitive},
      {"po:ppas", kPastParticiple}, {"po:ppre", kPresentParticiple}, {"po:ipre", kPresent},
      {"po:spre", kPresent}, {"po:impe", kPresent}, {"po:iimp", kPast}, {"po:ipsi", kPast},
      {"po:simp", kPast}, {"po:cond", kConditional}, {"po:ifut", kFuture},
      {"po:1sg", kFirstPerson}, {"po:1pl", kFirstPerson | kPlural}, {"po:1isg", kFirstPerson},
      {"po:3sg", kThirdPerson}, {"po:3pl", kThirdPerson | kPlural},
      {"po:3pl!", kThirdPerson | kPlural}, {"is:pl", kPlural}, {"po:npr", kProperNoun},
      {"po:prn", kProperNoun}, {"po:patr", kProperNoun}, {"po:mg", kFunctionWord},
      {"po:prep", kFunctionWord}, {"po:det", kFunctionWord}, {"po:cjsub", kFunctionWord},
      {"po:cjco", kFunctionWord}, {"po:prorel", kFunctionWord}, {"po:detpos", kFunctionWord},
      {"po:properobj", kFunctionWord}, {"po:propersuj", kFunctionWord},
      {"po:detind", kFunctionWord}, {"po:detdem", kFunctionWord}, {"po:prodem", kFunctionWord},
      {"po:proind", kFunctionWord}, {"po:negadv", kFunctionWord}, {"po:prepv", kFunctionWord}};
  const auto found = kBits.find(field);
  return found == kBits.end() ? uint16_t{0} : found->second;
}

// Characters of UTF-8 as strings, so that conditions compare whole letters.
std::vector<std::string> Letters(const std::string& text) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80) ++next;
    out.push_back(text.substr(at, next - at));
    at = next;
  }
  return out;
}

// Whether the end of `word` meets a hunspell condition: letters, '.', '[abc]', '[^abc]'.
bool Meets(const std::vector<std::string>& word, const std::string& condition) {
  struct Place {
    bool any = false, negated = false;
    std::vector<std::string> letters;
  };
  std::vector<Place> places;
  const std::vector<std::string> parts = Letters(condition);
  for (size_t i = 0; i < parts.size(); ++i) {
    Place place;
    if (parts[i] == ".") {
      place.any = true;
    } else if (parts[i] == "[") {
      if (++i < parts.size() && parts[i] == "^") {
        place.negated = true;
        ++i;
      }
      for (; i < parts.size() && parts[i] != "]"; ++i) place.letters.push_back(parts[i]);
    } else {
      place.letters.push_back(parts[i]);
    }
    places.push_back(place);
  }
  if (places.size() == 1 && places[0].any) return true;
  if (places.size() > word.size()) return false;
  for (size_t i = 0; i < places.size(); ++i) {
    const std::string& letter = word[word.size() - places.size() + i];
    bool listed = places[i].any;
    for (const std::string& candidate : places[i].letters) listed |= candidate == letter;
    if (listed == places[i].negated) return false;
  }
  return true;
}

std::map<std::string, std::vector<SuffixRule>> ReadSuffixes(std::istream& in) {
  std::map<std::string, std::vector<SuffixRule>> rules;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string kind, flag, strip, append, condition, field;
    if (!(fields >> kind >> flag >> strip >> append) || kind != "SFX") continue;
    if (!(fields >> condition)) continue;  // the head of a group: flag, Y, count
    SuffixRule rule;
    rule.strip = strip == "0" ? "" : strip;
    const std::string bare = append.substr(0, append.find('/'));
    rule.append = bare == "0" ? "" : bare;
    rule.condition = condition;
    while (fields >> field) rule.classes |= ClassesOf(field);
    rules[flag].push_back(rule);
  }
  return rules;
}

}  // namespace

Result<WordTable> CompileWords(const std::filesystem::path& folder) {
  std::ifstream affixes(folder / "fr.aff"), words(folder / "fr.dic");
  if (!affixes || !words) {
    return Fail(ErrorKind::kUsage, "detect.data",
                {"fr.dic", "0", "0", "le dictionnaire du paquet hunspell-fr-comprehensive"});
  }
  const auto rules = ReadSuffixes(affixes);
  std::vector<WordTable::Entry> entries;
  std::map<std::string, uint32_t> lemmas;
  std::string line;
  std::getline(words, line);  // the count
  while (std::getline(words, line)) {
    std::istringstream fields(line);
    std::string head, field;
    fields >> head;
    const size_t slash = head.find('/', 1);
    const std::string base = head.substr(0, slash);
    const std::string flags = slash == std::string::npos ? "" : head.substr(slash + 1);
    uint16_t classes = 0;
    std::string stem;
    while (fields >> field) classes |= ClassesOf(field);
    // "boire" the noun and "boire" the verb are one lemma.
    const uint32_t lemma =
        lemmas.emplace(Fold(base).text, static_cast<uint32_t>(lemmas.size()) + 1).first->second;
    const auto add = [&](const std::string& form, uint16_t bits) {
      const std::string folded = Fold(form).text;
      if (folded.empty() || folded.find_first_of(" '-") != std::string::npos) return;
      entries.push_back({HashWord(folded), lemma << 15 | bits});
    };
    if (flags.find("()") == std::string::npos) add(base, classes);
    const std::vector<std::string> letters = Letters(base);
    for (size_t i = 0; i + 1 < flags.size();) {
      // Flags are two characters, not bytes.
      std::string flag;
      for (int k = 0; k < 2 && i < flags.size(); ++k) {
        do {
          flag += flags[i++];
        } while (i < flags.size() && (static_cast<unsigned char>(flags[i]) & 0xc0) == 0x80);
      }
      const auto found = rules.find(flag);
      if (found == rules.end()) continue;
      for (const SuffixRule& rule : found->second) {
        if (rule.strip.size() > base.size() || !base.ends_with(rule.strip) ||
            !Meets(letters, rule.condition)) {
          continue;
        }
        add(base.substr(0, base.size() - rule.strip.size()) + rule.append, classes | rule.classes);
      }
    }
  }
  return WordTable::Build(std::move(entries));
}

}  // namespace expurge
