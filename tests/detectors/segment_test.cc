#include "detectors/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace expurge {
namespace {

using testing::ElementsAre;

Document Paragraphs(const std::vector<std::string>& paragraphs) {
  Document document;
  std::string text;
  for (const std::string& paragraph : paragraphs) {
    Block block;
    block.range = {text.size(), text.size() + paragraph.size()};
    text += paragraph + "\n";
    document.blocks.push_back(block);
  }
  document.text = SecretText(text);
  return document;
}

std::vector<std::string> Sentences(const std::string& text) {
  const Document document = Paragraphs({text});
  const Segmentation segments = Segment(document);
  std::vector<std::string> out;
  for (const SentenceInfo& sentence : segments.sentences) {
    out.emplace_back(segments.Range(sentence.tokens).In(document.text.Reveal()));
  }
  return out;
}

std::vector<std::string> Clauses(const std::string& text) {
  const Document document = Paragraphs({text});
  const Segmentation segments = Segment(document);
  std::vector<std::string> out;
  for (const ClauseInfo& clause : segments.clauses) {
    out.emplace_back(clause.range.In(document.text.Reveal()));
  }
  return out;
}

TEST(Segment, DoesNotCutAfterTitlesAndAbbreviations) {
  EXPECT_THAT(Sentences("M. Ravel et Mme. Ober ont vu le Dr. Lys. Il viendra."),
              ElementsAre("M. Ravel et Mme. Ober ont vu le Dr. Lys.", "Il viendra."));
  EXPECT_EQ(Sentences("Voir art. 375 et n°. 12 du dossier.").size(), 1U);
}

TEST(Segment, DoesNotCutAfterInitialsDatesOrAmounts) {
  EXPECT_EQ(Sentences("J. Ravel est venu le 12.03.2024 à 14.30 avec 1.250,50 €.").size(), 1U);
}

TEST(Segment, CutsAfterAnInitialThatEndsASentence) {
  EXPECT_THAT(Sentences("Reçu Mme V. Elle repart."), ElementsAre("Reçu Mme V.", "Elle repart."));
}

TEST(Segment, KeepsItemNumbersWithTheirLine) {
  EXPECT_EQ(Sentences("1. Situation de la famille").size(), 1U);
  EXPECT_EQ(Sentences("a. Situation de la famille").size(), 1U);
}

TEST(Segment, ClosesAQuotationWithItsSentence) {
  EXPECT_THAT(Sentences("« Je reste. » Elle le dit."),
              ElementsAre("« Je reste. »", "Elle le dit."));
}

TEST(Segment, TellsAQuotedSentence) {
  const Document document = Paragraphs({"« Je reste. » Elle le dit."});
  const Segmentation segments = Segment(document);
  ASSERT_EQ(segments.sentences.size(), 2U);
  EXPECT_TRUE(segments.sentences[0].quoted);
  EXPECT_FALSE(segments.sentences[1].quoted);
}

TEST(Segment, CutsClausesAtStrongMarks) {
  EXPECT_THAT(Clauses("Elle travaille ; il garde les enfants, mais il se plaint."),
              ElementsAre("Elle travaille ;", "il garde les enfants,", "mais il se plaint."));
}

TEST(Segment, ReadsAFormLineAsLabelAndValue) {
  const Document document = Paragraphs({"Nom : Ravel      Santé : bonne"});
  const Segmentation segments = Segment(document);
  ASSERT_EQ(segments.clauses.size(), 4U);
  EXPECT_TRUE(segments.clauses[0].label);
  EXPECT_EQ(segments.clauses[1].label_clause, 0);
  EXPECT_TRUE(segments.clauses[2].label);
  EXPECT_EQ(segments.clauses[3].label_clause, 2);
}

TEST(Segment, DoesNotTakeASentenceWithAColonForALabel) {
  const Document document = Paragraphs({"Elle le répète : il est parti."});
  EXPECT_FALSE(Segment(document).clauses[0].label);
}

TEST(Segment, LabelsCellsByRowAndColumn) {
  Document document;
  document.text = SecretText("Nature Montant\nSalaire 900");
  Block head, row;
  head.kind = row.kind = BlockKind::kTableRow;
  head.table = row.table = 1;
  head.range = {0, 14};
  head.cells = {{0, 6}, {7, 14}};
  row.range = {15, 26};
  row.cells = {{15, 22}, {23, 26}};
  document.blocks = {head, row};
  const Segmentation segments = Segment(document);
  ASSERT_EQ(segments.clauses.size(), 4U);
  EXPECT_EQ(segments.clauses[3].label_clause, 2);
  EXPECT_EQ(segments.clauses[3].column_clause, 1);
}

TEST(Segment, CutsElisionsOffButNotInsideAujourdhui) {
  const Document document = Paragraphs({"l’enfant qu'elle voit aujourd'hui"});
  const Segmentation segments = Segment(document);
  std::vector<std::string> words;
  for (const Token& token : segments.tokens) words.emplace_back(segments.Folded(token));
  EXPECT_THAT(words, ElementsAre("l'", "enfant", "qu'", "elle", "voit", "aujourd'hui"));
}

TEST(Segment, DoesNotDependOnWhereLinesEnd) {
  const Document one = Paragraphs({"Il dort mal depuis mars ; elle aussi."});
  const Document two = Paragraphs({"Il dort mal\ndepuis mars ; elle\naussi."});
  const Segmentation a = Segment(one), b = Segment(two);
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (size_t t = 0; t < a.tokens.size(); ++t) {
    EXPECT_EQ(a.Folded(a.tokens[t]), b.Folded(b.tokens[t]));
    EXPECT_EQ(a.tokens[t].clause, b.tokens[t].clause);
  }
}

TEST(Segment, KeepsTheNextBlockWholeWhenABlockEndsInAHyphen) {
  const Document document = Paragraphs({"il est sous-", "alimenté depuis mai"});
  const Segmentation segments = Segment(document);
  EXPECT_EQ(segments.Range(segments.block_tokens[1]).In(document.text.Reveal()),
            "alimenté depuis mai");
}

// Tokens are ascending, disjoint, and cover every byte that is not white space; so do clauses.
void ExpectCovered(const Document& document) {
  const Segmentation segments = Segment(document);
  const std::string_view text = document.text.Reveal();
  size_t at = 0;
  for (const Token& token : segments.tokens) {
    ASSERT_LE(at, token.range.begin);
    for (char c : text.substr(at, token.range.begin - at)) ASSERT_TRUE(c == ' ' || c == '\n');
    ASSERT_LT(token.range.begin, token.range.end);
    at = token.range.end;
  }
  uint32_t next = 0;
  for (const ClauseInfo& clause : segments.clauses) {
    ASSERT_EQ(clause.tokens.first, next);
    ASSERT_LT(clause.tokens.first, clause.tokens.last);
    next = clause.tokens.last;
  }
  ASSERT_EQ(next, segments.tokens.size());
}

TEST(Segment, CoversEveryWordOfHostileText) {
  ExpectCovered(Paragraphs({"« « « ( [ ☑ Oui ☐ Non", "... ?! — — ; ; |||", "№ ½ … œ"}));
  ExpectCovered(Paragraphs({"([x] Oui [ ] Non) : : :", "a.b.c.d", "Né(e) le 1.2.3"}));
}

TEST(Segment, TakesLongInputWithoutSpacesOrClosingQuotes) {
  ExpectCovered(Paragraphs({std::string(1 << 20, 'a')}));
  std::string quotes;
  for (int i = 0; i < 1 << 19; ++i) quotes += "«";
  ExpectCovered(Paragraphs({quotes}));
  std::string hyphens;
  for (int i = 0; i < 1 << 19; ++i) hyphens += "a-\n";
  ExpectCovered(Paragraphs({hyphens}));
}

}  // namespace
}  // namespace expurge
