// The lexicon: terms and constructions of French social work, as data that a jurist can read and
// extend (docs/lexicon.md), matched over the words of a segmented document.
//
// A term of a "leurre" file (hard negative: "cadre de santé") silences every term that lies wholly
// inside it, whatever that term's category: the longer reading is the one a French reader makes.
//
// Thread-safe: immutable once loaded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/category.h"
#include "base/error.h"
#include "base/finding.h"
#include "detectors/layer.h"
#include "detectors/segment.h"

namespace expurge {

// How much a term proves on its own.
enum class TermStrength : uint8_t {
  kCue,       // "indice": never a finding on its own, only a feature and a supporting word
  kProbable,  // "probable"
  kSure,      // "sur"
};

// How far the passage runs from the words that matched.
enum class TermReach : uint8_t {
  kMention,     // the matched words only
  kComplement,  // from the mention over its complements: to a later comma, subject or clause end
  kClause,      // the whole rest of the clause, commas included
};

struct LexiconTerm {
  CategorySet categories;            // empty for the neutral files
  Neutral neutral = Neutral::kNone;  // the neutral files: why the words tell nothing
  bool decoy = false;                // hard negative: silences the terms inside it
  bool local = false;                // of a `local` file: no shipped decoy silences it
  TermStrength strength = TermStrength::kSure;
  TermReach reach = TermReach::kComplement;
  uint16_t group = 0;  // index of the section the term stands in, see Lexicon::Groups
  uint32_t line = 0;   // line in its file, from 1
  std::string rule;    // "lex.sante.mentale.3fa2b": section and hash of the pattern;
                       // "lex.local.sante.mentale.3fa2b" in a local file
  std::string pattern; // as in the data
};

struct LexiconHit {
  Span tokens;        // the matched tokens
  uint32_t term = 0;  // index for Lexicon::Term
  bool weak = false;  // an acronym among words in capitals, where capitals prove nothing
};

class Lexicon {
 public:
  // Loads every *.tsv of `folder` except those of its subfolders, in order of name, then the
  // `local` files, which may use the named sets and the inflections of `folder`.
  // Maps the compiled lexicon of the folder when it was made of exactly these files (1 ms), and
  // compiles them otherwise: same result, a tenth of a second later.
  // Errors: kUsage "detect.data" (args: file, line, column, what was expected).
  [[nodiscard]] static Result<std::unique_ptr<const Lexicon>> Load(
      const std::filesystem::path& folder,
      const std::vector<std::filesystem::path>& local = {});

  virtual ~Lexicon() = default;

  // Every occurrence of every term that no decoy silences, by first token, then longest first;
  // hits may overlap. Decoys and neutral terms are among them. Linear in the tokens.
  virtual std::vector<LexiconHit> Match(const Segmentation& segments) const = 0;

  virtual const LexiconTerm& Term(uint32_t index) const = 0;
  virtual size_t TermCount() const = 0;
  // Ids of the sections, by group ("sante.mentale", "neutre.cadre", "leurre"): stable names for
  // features, ascending by first appearance.
  virtual const std::vector<std::string>& Groups() const = 0;
};

// The bytes of `folder`/lexique.bin, which makes Load fast; the build writes it. Errors as Load.
inline constexpr std::string_view kCompiledLexiconName = "lexique.bin";
[[nodiscard]] Result<std::string> CompileLexicon(const std::filesystem::path& folder);

// The folded words that the shipped patterns read, inflections included, acronyms left out; sorted.
// Errors as Load.
[[nodiscard]] Result<std::vector<std::string>> ListLexiconWords(
    const std::filesystem::path& folder);

// How the rules of findings by `local` files begin; no other layer may overrule those that are
// sure.
inline constexpr std::string_view kLocalLexiconRule = "lex.local.";

// Findings of the lexicon alone, made of the hits that `lexicon` gave for `segments`: a document is
// matched once, and its hits serve the features too.
std::vector<Finding> FindingsFromHits(const Lexicon& lexicon, const Segmentation& segments,
                                      const std::vector<LexiconHit>& hits);

// Matches, then FindingsFromHits. `lexicon` must outlive the layer.
std::unique_ptr<const Layer> MakeLexiconLayer(const Lexicon& lexicon);

// What is wrong with a lexicon file, by line; empty when every entry is well formed, its example
// matches and its near miss does not. `expected` is in French: it is shown to the author.
struct LexiconProblem {
  size_t line = 0, column = 0;  // from 1; column in code points
  std::string expected;
};
// `folder` holds the shipped lexicon, whose sets and inflections `file` may use.
[[nodiscard]] Result<std::vector<LexiconProblem>> VerifyLexicon(const std::filesystem::path& folder,
                                                                const std::filesystem::path& file);

}  // namespace expurge
