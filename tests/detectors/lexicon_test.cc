// The lexicon engine: every entry of the shipped data against its own examples, the pattern
// language, the tolerances, the decoys, and what a mistake in a file is answered with.

#include "detectors/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "detectors/lexicon_evidence.h"
#include "detectors/segment.h"

namespace expurge {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(EXPURGE_SOURCE_DIR) / "detectors" / "data" / "lexicon";

Document DocumentOf(const std::string& text) {
  Document document;
  document.text = SecretText(text);
  Block block;
  block.range = {0, text.size()};
  document.blocks.push_back(block);
  return document;
}

// A folder that holds one lexicon file and the shipped tables, gone with the test.
class Folder {
 public:
  explicit Folder(const std::string& lines) {
    // A name of its own: another user of the machine may have run the same test.
    std::string name = (fs::path(testing::TempDir()) / "expurge-lexicon-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
    fs::copy_file(kData / "flexions.dat", path_ / "flexions.dat");
    Write("mots_reels.dat", "repression\n");
    Write("essai.tsv", lines);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::vector<std::string> Matched(const Lexicon& lexicon, const std::string& text) {
  const Document document = DocumentOf(text);
  const Segmentation segments = Segment(document);
  std::vector<std::string> matched;
  for (const LexiconHit& hit : lexicon.Match(segments)) {
    const size_t begin = segments.tokens[hit.tokens.first].range.begin;
    const size_t end = segments.tokens[hit.tokens.last - 1].range.end;
    matched.push_back(text.substr(begin, end - begin) + (hit.weak ? " ?" : ""));
  }
  return matched;
}

std::vector<std::string> MatchedBy(const std::string& pattern, const std::string& text) {
  const Folder folder("[sante.soins]\n" + pattern + "\tx\ty\n");
  const auto lexicon = Lexicon::Load(folder.path());
  if (!lexicon) return {"not loaded: " + lexicon.error().args.back()};
  return Matched(**lexicon, text);
}

using Strings = std::vector<std::string>;

TEST(ShippedLexicon, EveryEntryMatchesItsExampleAndNotItsNearMiss) {
  size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kData)) {
    if (entry.path().extension() != ".tsv") continue;
    ++files;
    const auto problems = VerifyLexicon(kData, entry.path());
    ASSERT_TRUE(problems.has_value()) << entry.path();
    for (const LexiconProblem& problem : *problems) {
      ADD_FAILURE() << entry.path().filename() << ":" << problem.line << ":" << problem.column
                    << ": " << problem.expected;
    }
  }
  EXPECT_GE(files, 20u);
}

TEST(ShippedLexicon, CoversEveryCategoryOfTheGuideButIdentities) {
  const auto lexicon = Lexicon::Load(kData);
  ASSERT_TRUE(lexicon.has_value());
  CategorySet seen;
  for (uint32_t i = 0; i < (*lexicon)->TermCount(); ++i) seen.Add((*lexicon)->Term(i).categories);
  for (size_t i = 0; i < kCategoryCount; ++i) {
    const auto category = static_cast<Category>(i);
    const auto guide = GuideCategory(category);
    if (!guide || CategoryId(*guide).starts_with("identite")) continue;
    EXPECT_TRUE(seen.Has(*guide)) << CategoryId(*guide);
  }
}

TEST(Lexicon, ReadsInflectionsOfAMarkedWordOnly) {
  EXPECT_EQ(MatchedBy("~suivre", "Elle a été suivie. Ils suivent."), (Strings{"suivie", "suivent"}));
  EXPECT_EQ(MatchedBy("suivi", "Elle est suivie, deux suivis."), (Strings{"suivis"}));
}

TEST(Lexicon, OpensElisionsAndContractions) {
  EXPECT_EQ(MatchedBy("demande de asile", "Sa demande d'asile, la demande de l’asile."),
            (Strings{"demande d'asile", "demande de l’asile"}));
  EXPECT_EQ(MatchedBy("aller à hôpital", "aller à l'hôpital"), (Strings{"aller à l'hôpital"}));
}

TEST(Lexicon, GapStaysInTheClause) {
  EXPECT_EQ(MatchedBy("dette .. loyer", "Une dette très ancienne de loyer."),
            (Strings{"dette très ancienne de loyer"}));
  EXPECT_EQ(MatchedBy("dette .. loyer", "Une dette, puis le loyer. Une dette. Le loyer."), Strings{});
  EXPECT_EQ(MatchedBy("dette ... loyer", "Une dette, puis le loyer."),
            (Strings{"dette, puis le loyer"}));
  EXPECT_EQ(MatchedBy("dette .. loyer", "Une dette un deux trois quatre cinq loyer."), Strings{});
}

TEST(Lexicon, ReadsAmountsWithTheirCurrency) {
  EXPECT_EQ(MatchedBy("salaire .. #€", "Un salaire de 1 240,50 € net, un salaire de 3 personnes."),
            (Strings{"salaire de 1 240,50 €"}));
  EXPECT_EQ(MatchedBy("taux .. #%", "Un taux de 80 %."), (Strings{"taux de 80 %"}));
}

TEST(Lexicon, AcronymNeedsCapitals) {
  EXPECT_EQ(MatchedBy("=AME", "Elle a l'AME. Une belle âme."), (Strings{"AME"}));
  EXPECT_EQ(MatchedBy("=AME", "Elle a l'A.M.E. depuis mai."), (Strings{"A.M.E"}));
  EXPECT_EQ(MatchedBy("=AME", "UNE BELLE AME EN PEINE DANS LA NUIT"), (Strings{"AME ?"}));
}

TEST(Lexicon, ToleratesCapitalsMissingAccentsAndInclusiveWriting) {
  EXPECT_EQ(MatchedBy("~hébergé chez", "HEBERGEE CHEZ SA SOEUR"), (Strings{"HEBERGEE CHEZ"}));
  EXPECT_EQ(MatchedBy("suivi au CMP", "suivi·e au CMP"), (Strings{"suivi·e au CMP"}));
  EXPECT_EQ(MatchedBy("suivi au CMP", "suivi(e) au CMP"), (Strings{"suivi(e) au CMP"}));
}

TEST(Lexicon, ForgivesOneLetterInLongWordsButNotRealWords) {
  EXPECT_EQ(MatchedBy("dépression", "une depresion sévère"), (Strings{"depresion"}));
  EXPECT_EQ(MatchedBy("dépression", "la répression des fraudes"), Strings{});
  EXPECT_EQ(MatchedBy("alcool", "pas d'alcol"), Strings{});
}

TEST(Lexicon, ReadsScannerConfusions) {
  EXPECT_EQ(MatchedBy("logement", "un 1ogernent"), (Strings{"1ogernent"}));
  EXPECT_EQ(MatchedBy("malade", "une rnalade"), (Strings{"rnalade"}));
}

TEST(Lexicon, DecoySilencesWhatLiesInside) {
  const Folder folder(
      "[sante.soins]\nsanté\tsa santé\tun prix\n[leurre]\ncadre de santé\tun cadre de santé\tun cadre\n");
  const auto lexicon = Lexicon::Load(folder.path());
  ASSERT_TRUE(lexicon.has_value());
  EXPECT_EQ(Matched(**lexicon, "Le cadre de santé du service."), (Strings{"cadre de santé"}));
  EXPECT_EQ(Matched(**lexicon, "Sa santé décline."), (Strings{"santé"}));
}

TEST(Lexicon, NamedSetsStandForTheirAlternatives) {
  const Folder folder("@jour\tlundi|jeudi\n[sante.soins]\nvu @jour\tvu lundi\tvu mardi\n");
  const auto lexicon = Lexicon::Load(folder.path());
  ASSERT_TRUE(lexicon.has_value());
  EXPECT_EQ(Matched(**lexicon, "vu jeudi, vu mardi"), (Strings{"vu jeudi"}));
}

TEST(Lexicon, CompiledFileGivesTheSameHitsAndIsDroppedWhenStale) {
  const Folder folder("[sante.soins]\n~malade\tmalade\tsain\n");
  const auto slow = Lexicon::Load(folder.path());
  const auto bytes = CompileLexicon(folder.path());
  ASSERT_TRUE(slow.has_value() && bytes.has_value());
  folder.Write(std::string(kCompiledLexiconName), *bytes);
  const auto fast = Lexicon::Load(folder.path());
  ASSERT_TRUE(fast.has_value());
  EXPECT_EQ(Matched(**fast, "Il est malade."), Matched(**slow, "Il est malade."));
  EXPECT_EQ(Matched(**fast, "Il est malade.").size(), 1u);
  folder.Write("essai.tsv", "[sante.soins]\nfièvre\tfièvre\tsain\n");
  const auto changed = Lexicon::Load(folder.path());
  ASSERT_TRUE(changed.has_value());
  EXPECT_EQ(Matched(**changed, "Il est malade, avec de la fièvre."), (Strings{"fièvre"}));
  folder.Write(std::string(kCompiledLexiconName), bytes->substr(0, bytes->size() / 2));
  EXPECT_TRUE(Lexicon::Load(folder.path()).has_value());
}

TEST(Lexicon, LocalFileAddsTerms) {
  const Folder folder("[sante.soins]\nfièvre\tfièvre\tsain\n");
  folder.Write("local.txt", "[logement.expulsion]\nopération tiroir\tune opération tiroir\tun tiroir\n");
  const auto lexicon = Lexicon::Load(folder.path(), {folder.path() / "local.txt"});
  ASSERT_TRUE(lexicon.has_value());
  EXPECT_EQ(Matched(**lexicon, "Fièvre, puis opération tiroir."),
            (Strings{"Fièvre", "opération tiroir"}));
}

TEST(Lexicon, LocalTermIsSilencedByNoShippedDecoyButByItsOwn) {
  const Folder folder("[leurre]\nopération tiroir caisse\tx\ty\n");
  const std::string lines = "[logement.expulsion]\nopération tiroir\tx\ty\n";
  folder.Write("a.txt", lines);
  folder.Write("b.txt", lines + "[leurre]\npetite opération tiroir\tx\ty\n");
  const std::string text = "La petite opération tiroir caisse.";
  const auto local = Lexicon::Load(folder.path(), {folder.path() / "a.txt"});
  ASSERT_TRUE(local.has_value());
  EXPECT_EQ(Matched(**local, text), (Strings{"opération tiroir caisse", "opération tiroir"}));
  const auto silenced = Lexicon::Load(folder.path(), {folder.path() / "b.txt"});
  ASSERT_TRUE(silenced.has_value());
  EXPECT_EQ(Matched(**silenced, text),
            (Strings{"petite opération tiroir", "opération tiroir caisse"}));
}

TEST(Lexicon, LocalFileUsesTheSetsOfACompiledLexicon) {
  const Folder folder("@jour\tlundi|jeudi\n[sante.soins]\nvu @jour\tvu lundi\tvu mardi\n");
  const auto bytes = CompileLexicon(folder.path());
  ASSERT_TRUE(bytes.has_value());
  folder.Write(std::string(kCompiledLexiconName), *bytes);
  folder.Write("local.txt", "[sante.soins]\n~venir @jour\tvient jeudi\tvient mardi\n");
  const auto lexicon = Lexicon::Load(folder.path(), {folder.path() / "local.txt"});
  ASSERT_TRUE(lexicon.has_value());
  EXPECT_EQ(Matched(**lexicon, "Elle viendra jeudi, vu lundi."),
            (Strings{"viendra jeudi", "vu lundi"}));
}

TEST(Lexicon, CompiledFileIsTheSameEachTimeAndNamesTheTermsAlike) {
  const auto bytes = CompileLexicon(kData), again = CompileLexicon(kData);
  ASSERT_TRUE(bytes.has_value() && again.has_value());
  EXPECT_TRUE(*bytes == *again);
  const Folder folder("[sante.soins]\nfièvre\tx\ty\tindice +finances\n[neutre.cadre]\nbilan\tx\ty\n");
  const auto slow = Lexicon::Load(folder.path());
  folder.Write(std::string(kCompiledLexiconName), *CompileLexicon(folder.path()));
  const auto fast = Lexicon::Load(folder.path());
  ASSERT_TRUE(slow.has_value() && fast.has_value());
  ASSERT_EQ((*fast)->TermCount(), (*slow)->TermCount());
  EXPECT_EQ((*fast)->Groups(), (*slow)->Groups());
  for (uint32_t i = 0; i < (*fast)->TermCount(); ++i) {
    const LexiconTerm& a = (*fast)->Term(i);
    const LexiconTerm& b = (*slow)->Term(i);
    EXPECT_EQ(a.rule, b.rule);
    EXPECT_EQ(a.pattern, b.pattern);
    EXPECT_EQ(a.line, b.line);
    EXPECT_EQ(a.group, b.group);
    EXPECT_EQ(a.neutral, b.neutral);
    EXPECT_EQ(a.strength, b.strength);
    EXPECT_EQ(a.reach, b.reach);
    EXPECT_TRUE(a.categories == b.categories);
  }
}

// A change of one letter that keeps size and, on a coarse clock, date.
TEST(Lexicon, CompiledFileOfOtherInflectionsOrRealWordsIsDropped) {
  const Folder folder("[sante.soins]\ndépression\tx\ty\n");
  folder.Write(std::string(kCompiledLexiconName), *CompileLexicon(folder.path()));
  const auto before = Lexicon::Load(folder.path());
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(Matched(**before, "la répression, la degression"), (Strings{"degression"}));
  folder.Write("mots_reels.dat", "degression\n");
  const auto after = Lexicon::Load(folder.path());
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(Matched(**after, "la répression, la degression"), (Strings{"répression"}));
}

struct Mistake {
  const char* name;
  const char* lines;
  const char* line;
  const char* column;
};

class LexiconMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(LexiconMistakes, NameLineAndColumn) {
  const Folder folder(GetParam().lines);
  const auto lexicon = Lexicon::Load(folder.path());
  ASSERT_FALSE(lexicon.has_value());
  EXPECT_EQ(lexicon.error().id, "detect.data");
  EXPECT_EQ(lexicon.error().kind, ErrorKind::kUsage);
  ASSERT_EQ(lexicon.error().args.size(), 4u);
  EXPECT_EQ(lexicon.error().args[1], GetParam().line);
  EXPECT_EQ(lexicon.error().args[2], GetParam().column);
  EXPECT_FALSE(lexicon.error().args[3].empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, LexiconMistakes,
    testing::Values(Mistake{"UnknownCategory", "[sante.moral]\n", "1", "2"},
                    Mistake{"MissingColumn", "[sejour]\nvisa\tun visa\n", "2", "13"},
                    Mistake{"UnknownOption", "[sejour]\nvisa\tun visa\tété\tcertain\n", "2", "18"},
                    Mistake{"OpenParenthesis", "[sejour]\n(é|b\tx\ty\n", "2", "5"},
                    Mistake{"UnknownSet", "[sejour]\nvu @rien\tx\ty\n", "2", "5"},
                    Mistake{"GapAtTheEnd", "[sejour]\nvu ..\tx\ty\n", "2", "6"},
                    Mistake{"NoSection", "visa\tun visa\tun vin\n", "1", "1"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(VerifyLexicon, ReportsAFailingExampleAndAMatchingNearMiss) {
  const Folder folder("[sejour]\nvisa\tun vin\tun voile\nvisa long\tvisa long\tson visa long\n");
  const auto problems = VerifyLexicon(folder.path(), folder.path() / "essai.tsv");
  ASSERT_TRUE(problems.has_value());
  ASSERT_EQ(problems->size(), 2u);
  EXPECT_EQ((*problems)[0].line, 2u);
  EXPECT_EQ((*problems)[1].line, 3u);
}

TEST(LexiconLayer, PassageTakesVerbAndComplementsAndLeavesTheSubject) {
  const Folder folder("[sante.mentale]\nCMP\tau CMP\tau bureau\n");
  const auto lexicon = Lexicon::Load(folder.path());
  ASSERT_TRUE(lexicon.has_value());
  const std::string text = "Madame est suivie au CMP depuis mars et elle vit à Dijon.";
  const Document document = DocumentOf(text);
  std::vector<Finding> findings;
  MakeLexiconLayer(**lexicon)->Find(document, Segment(document), findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].passage.In(text), "est suivie au CMP depuis mars");
  EXPECT_EQ(findings[0].mention.In(text), "CMP");
  EXPECT_EQ(findings[0].evidence, "CMP");
  EXPECT_TRUE(findings[0].rule.starts_with("lex.sante.mentale."));
  EXPECT_TRUE(findings[0].categories.Has(Category::kSanteMentale));
}

TEST(LexiconLayer, NegatedFactIsStillFound) {
  const Folder folder("[sante.soins]\ntraitement\tun traitement\tun train\n");
  const auto lexicon = Lexicon::Load(folder.path());
  ASSERT_TRUE(lexicon.has_value());
  const Document document = DocumentOf("Elle ne prend plus aucun traitement.");
  std::vector<Finding> findings;
  MakeLexiconLayer(**lexicon)->Find(document, Segment(document), findings);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].polarity, Polarity::kNegated);
}

TEST(LexiconLayer, CueAloneIsNoFindingButTwoAre) {
  const Folder folder("[tiers indice]\nvoisine\tla voisine\tla ville\ncommère\tune commère\tun père\n");
  const auto lexicon = Lexicon::Load(folder.path());
  ASSERT_TRUE(lexicon.has_value());
  const auto count = [&](const std::string& text) {
    const Document document = DocumentOf(text);
    std::vector<Finding> findings;
    MakeLexiconLayer(**lexicon)->Find(document, Segment(document), findings);
    return findings.size();
  };
  EXPECT_EQ(count("La voisine passe."), 0u);
  EXPECT_EQ(count("La voisine est une commère."), 1u);
}

TEST(LexiconLayer, SureTermOfALocalFileIsAlwaysSure) {
  const Folder folder("[sante.soins]\nfièvre\tx\ty\n");
  folder.Write("local.txt", "[logement.expulsion]\n=TIROIR\tx\ty\n");
  const auto lexicon = Lexicon::Load(folder.path(), {folder.path() / "local.txt"});
  ASSERT_TRUE(lexicon.has_value());
  for (const char* text : {"La loi parle du TIROIR.", "LA LOI ET LE TIROIR DES PERSONNES LOGEES"}) {
    const Segmentation segments = Segment(DocumentOf(text));
    const auto findings =
        FindingsFromHits(**lexicon, segments, (*lexicon)->Match(segments));
    ASSERT_EQ(findings.size(), 1u) << text;
    EXPECT_EQ(findings[0].certainty, Certainty::kSure) << text;
    EXPECT_TRUE(findings[0].rule.starts_with(kLocalLexiconRule)) << findings[0].rule;
  }
}

TEST(LexiconEvidence, NamesTheAlternativeThatWasRead) {
  const auto evidence = [](const char* pattern, std::vector<std::string_view> read) {
    return EvidenceOf(pattern, read);
  };
  EXPECT_EQ(evidence("(=CMP|CATTP|hôpital de jour)", {"cmp"}), "CMP");
  EXPECT_EQ(evidence("(=CMP|CATTP|hôpital de jour)", {"hopital", "de", "jour"}), "hôpital de jour");
  EXPECT_EQ(evidence("~suivre (au|par le) (CMP|centre médico-psychologique)?",
                     {"suivie", "par", "le", "cmp"}),
            "suivre par le CMP");
  EXPECT_EQ(evidence("dette .. loyer", {"dette", "de", "loyer"}), "dette … loyer");
  EXPECT_EQ(evidence("(~être|~avoir) malade", {"sont", "malades"}), "… malade");
  EXPECT_EQ(evidence("(sœur|frère) cadet", {"soeur", "cadette"}), "sœur cadet");
  const std::string cut = evidence("anticonstitutionnellement parlant de ceci et de cela encore", {});
  EXPECT_EQ(cut, "anticonstitutionnellement parlant de ce…");
}

TEST(LexiconLayer, LongRepetitionsStayLinear) {
  const auto lexicon = Lexicon::Load(kData);
  ASSERT_TRUE(lexicon.has_value());
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "elle ne dort plus ";
  const Document document = DocumentOf(text);
  const Segmentation segments = Segment(document);
  EXPECT_GE((*lexicon)->Match(segments).size(), 40000u);
}

}  // namespace
}  // namespace expurge
