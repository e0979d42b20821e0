#include "detectors/contacts.h"

#include <algorithm>
#include <array>

#include "detectors/name_words.h"
#include "detectors/word_set.h"

namespace expurge {
namespace {

using std::string_view;

// Words that say that a line gives the contact of a service.
bool IsServiceWord(string_view word) {
  static const WordSet kWords = {
      "service", "services", "secretariat", "standard", "permanence", "accueil", "bureau",
      "direction", "pole", "unite", "antenne", "centre", "cms", "ccas", "cias", "mairie",
      "departement", "association", "cabinet", "tribunal", "hopital", "mds", "udaf", "caf", "adil",
      "agence", "circonscription", "territoire", "garde", "astreinte", "directe", "siege",
      "plateforme",
      "clinique", "prefecture", "mission", "utas", "utams", "cellule", "etablissement", "cmp",
      "crip", "ecole", "college", "lycee", "cedex"};
  return kWords.Has(word);
}

// Words that say that it is a person's.
bool IsPrivateWord(string_view word) {
  static const WordSet kWords = {
      "portable", "port", "perso", "personnel", "mere", "pere", "domicile", "urgence", "monsieur",
      "madame", "mobile", "gsm", "joindre", "joignable", "sms", "frere", "soeur", "fille", "fils",
      "tante", "oncle", "voisine", "voisin", "whatsapp", "laisse", "dicte", "repondeur", "usager",
      "allocataire", "compagne"};
  return kWords.Has(word);
}

// Parts of mailboxes that no person has for her own.
bool IsServiceMailbox(string_view address) {
  static constexpr std::array<string_view, 30> kParts = {
      "accueil", "secretariat", "contact", "service", "mairie", "departement", "direction",
      "centre-social", "ccas.", "association", "asso", "hopital", "chu-", "ch-", "justice",
      "prefecture", "ville-", "mission-locale", "greffe", "polyvalence", "standard", "udaf", "cms",
      "pmi", "ase.", "aemo", "gouv.", "conseil", "solidarite", "agglo"};
  return std::any_of(kParts.begin(), kParts.end(), [&](string_view part) {
    return address.find(part) != string_view::npos;
  });
}

// Providers where people have their own mailbox; "example" stands for one in invented documents.
bool IsPublicProvider(string_view domain) {
  static constexpr std::array<string_view, 27> kNames = {
      "gmail", "hotmail", "outlook", "live", "yahoo", "orange", "wanadoo", "free", "sfr", "laposte",
      "icloud", "bbox", "neuf", "numericable", "proton", "poste", "courriel", "courrier", "messag",
      "boite", "mail", "msn", "aol", "club-internet", "exemple", "gmx", "example."};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](string_view name) { return domain.starts_with(name); });
}

class ContactReader {
 public:
  ContactReader(const Reading& reading, const NameMarks& marks)
      : reading_(reading), marks_(marks) {}

  bool IsProfessional(const Finding& finding) const {
    const auto& origin = reading_.segments().origin;
    const auto at = std::lower_bound(origin.begin(), origin.end(), finding.passage.begin);
    const auto end = std::lower_bound(at, origin.end(), finding.passage.end);
    const auto fold_begin = static_cast<size_t>(at - origin.begin());
    const string_view text =
        reading_.folded().substr(fold_begin, static_cast<size_t>(end - at));
    const uint32_t first = reading_.TokenAt(fold_begin);
    if (first >= reading_.size()) return false;
    if (finding.categories.Has(Category::kIdentiteCourriel)) {
      const size_t sign = text.find('@');
      const string_view domain = sign == string_view::npos ? text : text.substr(sign + 1);
      if (IsServiceMailbox(text)) return !IsPublicProvider(domain) || OwnerByWords(first) > 0;
      if (IsPublicProvider(domain)) return false;
      return OwnerByWords(first) >= 0 && Owner(first) > 0;
    }
    if (finding.categories.Has(Category::kIdentiteAdresse)) return PlaceOwner(first) > 0;
    const size_t digit = text.find_first_of("0123456789o");
    const string_view number = digit == string_view::npos ? text : text.substr(digit);
    const bool mobile = number.starts_with("06") || number.starts_with("07") ||
                        number.starts_with("336") || number.starts_with("33 6") ||
                        number.starts_with("33 7") || number.starts_with("o6");
    return mobile ? OwnerByWords(first) > 0 : Owner(first) > 0;
  }

 private:
  // Above 0: a professional's; below: a person's; 0: nothing tells.
  int Owner(uint32_t t) const {
    if (const int words = OwnerByWords(t); words != 0) return words;
    return Letterhead(t) ? 1 : 0;
  }

  // As Owner, for a postal address: words of living make it a person's.
  int PlaceOwner(uint32_t t) const {
    static const WordSet kHouses = {
        "maison", "bureaux", "tresorerie", "siege", "espace", "secours", "locaux", "mediatheque",
        "salle", "gymnase", "permanences", "reunion", "imprimerie", "recevons", "cimetiere",
        "formation", "tiendra", "organisme", "residence-service", "commune", "pharmacie",
        "theatre", "entreprise", "societe"};
    static const WordSet kLiving = {
        "demeurant", "domicilie", "domiciliee", "habite", "habitent", "reside", "vit", "vivent",
        "loge", "logee", "heberge", "hebergee", "adresse", "domicile", "demeure", "domiciliation",
        "installe", "installee", "chez", "locataire", "occupe"};
    const Span sentence = reading_.segments().sentences[reading_.token(t).sentence].tokens;
    const uint32_t first = std::max(sentence.first, t > 25 ? t - 25 : 0);
    int score = 0;
    for (uint32_t k = t; k > first; --k) {
      const string_view word = reading_.Word(k - 1);
      if (marks_[k - 1] == NameMark::kPerson || kLiving.Has(word)) return -1;
      if (kHouses.Has(word) || IsServiceWord(word)) score = 1;
    }
    return score;
  }

  int OwnerByWords(uint32_t t) const {
    const Span sentence = reading_.segments().sentences[reading_.token(t).sentence].tokens;
    const uint32_t first = std::max(sentence.first, t > 30 ? t - 30 : 0);
    int score = 0;
    for (uint32_t at = t; at > first; --at) {
      const uint32_t k = at - 1;
      const string_view word = reading_.Word(k);
      if (marks_[k] == NameMark::kPerson || IsPrivateWord(word)) return -1;
      if (marks_[k] == NameMark::kProfessional) return 1;
      if (IsServiceWord(word) || IsProfession(word)) score = 1;
    }
    return score;
  }

  // A short line near the top or the end of the document, where blocks around it speak of a
  // service or a professional and of no person.
  bool Letterhead(uint32_t t) const {
    const auto& blocks = reading_.segments().block_tokens;
    const uint32_t block = reading_.token(t).block;
    const bool edge = block < 7 || block + 5 >= blocks.size();
    const Span own = blocks[block];
    if (!edge || own.last - own.first > 60) return false;
    bool service = false;
    const size_t from = block > 3 ? block - 3 : 0;
    for (size_t b = from; b < blocks.size() && b <= block + 1; ++b) {
      if (blocks[b].last - blocks[b].first > 60) continue;
      for (uint32_t k = blocks[b].first; k < blocks[b].last; ++k) {
        if (marks_[k] == NameMark::kPerson) {
          if (b == block || b + 1 == block) return false;
          service = false;
        }
        service = service || marks_[k] == NameMark::kProfessional ||
                  IsServiceWord(reading_.Word(k)) || IsProfession(reading_.Word(k));
      }
    }
    return service;
  }

  const Reading& reading_;
  const NameMarks& marks_;
};

}  // namespace

void SettleContacts(const Reading& reading, const NameMarks& marks,
                    std::vector<Finding>& findings) {
  const ContactReader contacts(reading, marks);
  for (Finding& finding : findings) {
    const bool contact = finding.categories.Has(Category::kIdentiteTelephone) ||
                         finding.categories.Has(Category::kIdentiteCourriel) ||
                         (finding.categories.Has(Category::kIdentiteAdresse) &&
                          (finding.rule == "address.street" || finding.rule == "address.code"));
    if (!contact || !contacts.IsProfessional(finding)) continue;
    finding.categories = {Category::kIdentiteProfessionnel};
    finding.holder = Holder::kProfessional;
  }
}

}  // namespace expurge
