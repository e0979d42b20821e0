// What the learned tagger sees of each token: hashed features of the words around it, of their
// lemmas and endings, of the lexicon classes and identifiers that touch it, of the heading, label
// and subject it stands under. The trainer and the program share this file: weights are worthless
// with any other features, so the model file carries kFeatureVersion.
//
// Thread-safe: immutable; one FeatureContext belongs to one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "base/finding.h"
#include "detectors/lexicon.h"
#include "detectors/segment.h"
#include "detectors/words.h"

namespace expurge {

inline constexpr uint32_t kFeatureVersion = 2;

// Kinds of features, by which a finding says what spoke for it.
enum class FeatureGroup : uint8_t {
  kWord, kLemma, kEnding, kPhrase, kGrammar, kShape, kLexicon, kLayer, kClause, kSection, kLabel,
  kSubject, kDocument,
};
inline constexpr size_t kFeatureGroupCount = static_cast<size_t>(FeatureGroup::kDocument) + 1;
std::string_view FeatureGroupName(FeatureGroup group);

struct Feature {
  uint32_t key;  // never 0
  FeatureGroup group;
};

// Who a clause speaks of (FeatureContext::Clause::subject); 8 is added when the subject was read in
// an earlier clause of the sentence.
enum ClauseSubject : uint8_t {
  kSubjectNone, kSubjectWriter, kSubjectThey, kSubjectPerson, kSubjectTitle, kSubjectGeneric,
  kSubjectChild, kSubjectSomeone,
};

// Bits of Word::strength.
enum TermStrengthBit : uint8_t {
  kTermSure = 1, kTermProbable = 2, kTermCue = 4, kTermDecoy = 8, kTermNeutral = 16,
};

// Everything about a document that is computed once before its tokens are described.
struct FeatureContext {
  struct Word {
    uint32_t hash = 0, lemma = 0, start3 = 0, start5 = 0, end3 = 0, end4 = 0;
    uint16_t classes = 0;
    uint8_t shape = 0;
    bool content = false;   // carries meaning: no function word, no punctuation
    uint64_t lexicon = 0;   // bits of the lexicon groups that cover the token
    uint64_t layers = 0;    // bits of the categories that identifiers and names gave it
    uint8_t strength = 0;   // TermStrengthBit: how much the terms that cover it prove
    uint8_t reach = 0;      // where it lies in the passage of a term, see ReachOf; 0 for nowhere
    uint64_t reached = 0;   // bits of the categories of those passages
  };
  struct Clause {
    uint64_t lexicon = 0, layers = 0;  // union over the tokens
    uint8_t subject = 0;               // a ClauseSubject
    uint8_t strength = 0;              // union over the tokens
    uint8_t share = 0;                 // of its content words that a passage of a term reaches
  };
  const Segmentation* segments = nullptr;
  std::vector<Word> words;
  std::vector<Clause> clauses;
  std::vector<uint64_t> sentence_lexicon;
  std::vector<uint64_t> block_lexicon;  // of headings, for their section
  std::vector<uint8_t> sentence_strength;
  uint8_t reached_share = 0;  // of the document's content words that passages of terms reach
  const std::vector<uint32_t>* group_keys = nullptr;  // of the extractor
  uint8_t person_density = 0;   // how much the document speaks of persons, 0 to 3
};

class FeatureExtractor {
 public:
  // Both may be null (tests); `lexicon` and `words` must outlive the extractor.
  FeatureExtractor(const WordTable* words, const Lexicon* lexicon);

  // `findings` are those of the layers of identifiers and names, `passages` those of the lexicon;
  // `segments` outlives the context.
  FeatureContext Prepare(const Document& document, const Segmentation& segments,
                         const std::vector<Finding>& findings,
                         const std::vector<Finding>& passages,
                         const std::vector<LexiconHit>& hits) const;

  // The features of token `index`, in a fixed order; `out` is cleared first.
  void Describe(const FeatureContext& context, uint32_t index, std::vector<Feature>& out) const;

 private:
  const WordTable* words_;
  const Lexicon* lexicon_;
  std::vector<uint32_t> group_keys_;  // by bit: hash of the group's name, which outlives its number
};

}  // namespace expurge
