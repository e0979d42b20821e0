// The policy folder is read strictly: what is wrong is named with file, line and column, and a
// service's own files can only make it stricter.
#include <gtest/gtest.h>

#include <sstream>

#include "policies/explain.h"
#include "shipped_policy.h"

namespace expurge {
namespace {

constexpr Jurisdiction kFr = Jurisdiction::kFrance;

// "policy.id file line column rest…"
std::string Said(const Error& error) {
  std::string text = error.id;
  for (const std::string& argument : error.args) text += " " + argument;
  return text;
}

std::string ErrorOf(const std::string& local_file) {
  const ScratchFolder folder;
  folder.Write("local.toml", local_file);
  const auto policy = Policy::Load(DataFolder(), folder.path());
  if (policy) return "";
  EXPECT_EQ(policy.error().kind, ErrorKind::kUsage);
  return Said(policy.error());
}

constexpr const char* kOwn =
    "id = \"siao\"\n"
    "intitule = \"SIAO\"\n"
    "juridictions = [\"FR\"]\n"
    "mode = { FR = \"filtrer\" }\n"
    "remise = { FR = \"direct\" }\n"
    "[bases_acceptees]\n"
    "FR = [\"CASF, art. L. 345-2-10\"]\n"
    "[textes]\n"
    "mission = \"Orientation vers un hébergement.\"\n"
    "[cellules]\n";

TEST(PolicyLoadingTest, ShippedPolicyIsWhole) {
  const Policy& policy = Shipped();
  EXPECT_EQ(policy.hash().size(), 64u);
  for (size_t i = 0; i + 1 < kCategoryCount; ++i) {
    const Category category = static_cast<Category>(i);
    EXPECT_FALSE(policy.CategoryLabel(category).empty()) << CategoryId(category);
    EXPECT_FALSE(policy.CategoryDefinition(category).empty()) << CategoryId(category);
  }
  for (int n = 1; n <= 30; ++n) {
    const std::string code = (n < 10 ? "J0" : "J") + std::to_string(n);
    EXPECT_FALSE(policy.JustificationText(code).empty()) << code;
  }
  EXPECT_TRUE(policy.JustificationText("J99").empty());
  EXPECT_TRUE(policy.StatementText("N9").empty());
  for (const Recipient& recipient : policy.recipients()) {
    EXPECT_FALSE(recipient.mission.empty()) << recipient.id;
    EXPECT_FALSE(recipient.never_share.empty()) << recipient.id;
    EXPECT_FALSE(recipient.references.empty()) << recipient.id;
    const bool refused = recipient.ModeIn(kFr) == Mode::kRefuse;
    EXPECT_EQ(refused, !recipient.refusal.empty()) << recipient.id;
    EXPECT_EQ(refused, recipient.legal_bases.empty()) << recipient.id;
    for (const std::string* text :
         {&recipient.mission, &recipient.legal_basis_text, &recipient.sharing_conditions,
          &recipient.may_share, &recipient.never_share, &recipient.retention}) {
      EXPECT_EQ(text->find("vérifier]"), std::string::npos) << recipient.id;
      EXPECT_EQ(text->find("[source"), std::string::npos) << recipient.id;
      EXPECT_EQ(text->find("[document"), std::string::npos) << recipient.id;
    }
  }
}

TEST(PolicyLoadingTest, HashIsTheSameForTheSameWordsAndChangesWithACell) {
  const auto again = Policy::Load(DataFolder());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->hash(), Shipped().hash());
  const ScratchFolder folder;
  folder.Write("a.toml",
               "id = \"caf\"\n[cellules]\nfinances = { symbole = \"M\", motif = \"J21\" }\n");
  const auto tightened = Policy::Load(DataFolder(), folder.path());
  ASSERT_TRUE(tightened);
  EXPECT_NE(tightened->hash(), Shipped().hash());
  EXPECT_EQ(tightened->Find("caf")->CellFor(Category::kFinances, kFr).symbol, Symbol::kWithhold);
}

TEST(PolicyLoadingTest, SuggestsTheNearestRecipient) {
  EXPECT_EQ(Shipped().Nearest("mair"), "maire");
  EXPECT_EQ(Shipped().Nearest("ccapex-instruction"), "ccapex_instruction");
  EXPECT_EQ(Shipped().Nearest("xyzzyquux"), "");
  EXPECT_EQ(Shipped().Find("Maire"), nullptr);
}

TEST(PolicyLoadingTest, AddsARecipientOfAService) {
  const ScratchFolder folder;
  folder.Write("siao.toml", std::string(kOwn) +
                                "logement = { symbole = \"P\", motif = \"J03\" }\n");
  const auto policy = Policy::Load(DataFolder(), folder.path());
  ASSERT_TRUE(policy) << Said(policy.error());
  const Recipient* siao = policy->Find("siao");
  ASSERT_NE(siao, nullptr);
  EXPECT_EQ(policy->recipients().size(), 31u);
  EXPECT_EQ(Rule({Category::kLogement}, *siao, kFr, {"logement"}).action, Action::kTransmit);
  // Every cell that the file does not speak of withholds.
  EXPECT_EQ(Rule({Category::kFinances}, *siao, kFr, {"finances"}).action, Action::kWithhold);
}

TEST(PolicyLoadingTest, CopiesAModelAndMayOnlyTightenIt) {
  const std::string head = "id = \"siao\"\nintitule = \"SIAO\"\nmodele = \"pro_action_sociale\"\n";
  EXPECT_EQ(ErrorOf(head + "[cellules]\ndroits = { symbole = \"M\", motif = \"J21\" }\n"), "");
  EXPECT_EQ(ErrorOf(head + "[cellules]\ndroits = { symbole = \"T\", motif = \"J21\" }\n"),
            "policy.loosens local.toml 5 1 droits P T");
  EXPECT_EQ(ErrorOf("id = \"siao\"\nintitule = \"SIAO\"\nmodele = \"pro_action\"\n"),
            "policy.model local.toml 3 10 pro_action pro_action_sociale");
}

TEST(PolicyLoadingTest, NeverLoosensALock) {
  EXPECT_EQ(ErrorOf("id = \"maire\"\n\n[cellules]\n"
                    "\"sante.soins\" = { symbole = \"M?\", motif = \"J17\" }\n"),
            "policy.lock local.toml 4 1 sante.soins");
  EXPECT_EQ(ErrorOf("id = \"maire\"\n[cellules]\n"
                    "\"sante.handicap\" = { symbole = \"M!\", motif = \"J17\" }\n"),
            "");  // tighter than the shipped M
  EXPECT_EQ(ErrorOf("id = \"maire\"\n[cellules]\n"
                    "\"sante.handicap\" = { symbole = \"M?\", motif = \"J17\" }\n"),
            "policy.loosens local.toml 3 1 sante.handicap M M?");
}

TEST(PolicyLoadingTest, ANewNameDoesNotOpenWhatIsLockedForAll) {
  for (const char* id : {"identite.nir", "identite.iban", "convictions", "origine"}) {
    const std::string cell = "\"" + std::string(id) + "\" = { symbole = \"";
    EXPECT_EQ(ErrorOf(kOwn + cell + "T\", motif = \"J23\" }\n"),
              "policy.lock local.toml 11 1 " + std::string(id));
    EXPECT_EQ(ErrorOf(kOwn + cell + "M!\", motif = \"J23\" }\n"), "") << id;
  }
}

TEST(PolicyLoadingTest, ALocalRecipientNeverGetsWhatIsNotUnderstood) {
  EXPECT_EQ(ErrorOf("passages_inconnus = \"transmettre\"\n" + std::string(kOwn)),
            "policy.unknown_passages local.toml 1 21");
}

TEST(PolicyLoadingTest, TighteningChangesNothingElse) {
  EXPECT_EQ(ErrorOf("id = \"maire\"\nelu_exige = false\n"),
            "policy.overlay_key local.toml 2 1 elu_exige ");
}

TEST(PolicyLoadingTest, NamesWhatIsWrongAndWhere) {
  const std::string own = kOwn;
  EXPECT_EQ(ErrorOf(own + "loggement = { symbole = \"P\", motif = \"J03\" }\n"),
            "policy.cell_category local.toml 11 1 loggement logement");
  EXPECT_EQ(ErrorOf(own + "logement = { symbole = \"X\", motif = \"J03\" }\n"),
            "policy.value local.toml 11 24 symbole X T, P, G?, G, M?, M, M!");
  EXPECT_EQ(ErrorOf(own + "logement = { symbole = \"P\", motif = \"J99\" }\n"),
            "policy.justification local.toml 11 37 J99");
  EXPECT_EQ(ErrorOf(own + "logement = \"P\"\n"),
            "policy.type local.toml 11 12 logement { symbole = \"M\", motif = \"J21\" }");
  EXPECT_EQ(ErrorOf(own + "logement = { symbole = \"P\" }\n"),
            "policy.missing_key local.toml 11 12 motif");
  EXPECT_EQ(ErrorOf("secret_exigee = true\n" + own),
            "policy.unknown_key local.toml 1 1 secret_exigee secret_exige");
  EXPECT_EQ(ErrorOf("secret_exige = \"oui\"\n" + own),
            "policy.type local.toml 1 16 secret_exige true ou false");
  EXPECT_EQ(ErrorOf("enonce = \"N12\"\n" + own), "policy.statement local.toml 1 10 N12");
  EXPECT_EQ(ErrorOf("id = \"siao\"\n"), "policy.missing_key local.toml 1 1 intitule");
  EXPECT_EQ(ErrorOf("id = \"siao\nintitule"), "policy.syntax local.toml 1 11");
  EXPECT_EQ(ErrorOf(own + "[cellules.BE]\n"), "policy.cell_category local.toml 11 11 BE ");
  EXPECT_EQ(ErrorOf(own + "FR = 3\n"),
            "policy.type local.toml 11 6 FR une section : [cellules.FR]");
}

TEST(PolicyLoadingTest, MissingFoldersAreSaid) {
  EXPECT_EQ(Policy::Load("/nowhere/at/all").error().id, "policy.folder");
  const ScratchFolder empty;
  EXPECT_EQ(Policy::Load(empty.path()).error().id, "policy.file");
  EXPECT_EQ(Policy::Load(DataFolder(), empty.path() / "none").error().id, "policy.folder");
}

TEST(PolicyLoadingTest, ChecksOneFile) {
  const ScratchFolder folder;
  const auto file = folder.Write(
      "x.toml", "id = \"caf\"\n[cellules]\nfinances = { symbole = \"M\", motif = \"J21\" }\n");
  const auto checked = VerifyPolicyFile(DataFolder(), file);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->id, "caf");
  EXPECT_FALSE(checked->is_new);
  EXPECT_EQ(checked->tightened, 1u);
  EXPECT_FALSE(VerifyPolicyFile(DataFolder(), folder.Write("y.toml", "id = 3\n")));
}

}  // namespace
}  // namespace expurge
