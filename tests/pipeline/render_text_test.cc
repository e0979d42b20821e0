#include <gtest/gtest.h>

#include "pipeline/render/render.h"
#include "tests/pipeline/marked_report.h"

namespace expurge {
namespace {

Frame LetterFrame() {
  Frame frame;
  frame.title = "Version strictement nécessaire";
  frame.header = {{"Destinataire", "Secrétariat de la CCAPEX"}, {"Objet", "logement"}};
  frame.statements = {"Une démarche a été engagée."};
  frame.closing = {"Anne Roux", "assistante de service social"};
  return frame;
}

TEST(RenderTextTest, SetsOneParagraphALineWithBlankLinesBetweenBlocks) {
  const Version version = VersionOf("# Logement\nLe bail court.\n- Eau\n- Gaz\n|A | B\n|1 | 2");
  EXPECT_EQ(RenderText(version, LetterFrame()),
            "Version strictement nécessaire\n\n"
            "Destinataire\u00A0: Secrétariat de la CCAPEX\nObjet\u00A0: logement\n\n"
            "Logement\n\nLe bail court.\n\n- Eau\n- Gaz\n\nA | B\n1 | 2\n\n"
            "Une démarche a été engagée.\n\nAnne Roux\nassistante de service social\n");
}

TEST(RenderTextTest, DraftSaysSoInItsFirstLine) {
  Frame frame = LetterFrame();
  frame.draft = true;
  EXPECT_TRUE(RenderText(Version{}, frame).starts_with("BROUILLON\n"));
}

TEST(RenderTextTest, ComposedBodyStandsWhereTheReportWould) {
  Frame frame = LetterFrame();
  frame.composed = {"La situation appelle une coordination."};
  EXPECT_NE(RenderText(Version{}, frame).find("logement\n\nLa situation appelle"),
            std::string::npos);
}

TEST(RenderTextTest, EmptyCellsKeepTheirPlace) {
  EXPECT_EQ(RenderText(VersionOf("|A | B | C\n|1 |  | 3"), Frame{}), "A | B | C\n1 |  | 3\n");
}

}  // namespace
}  // namespace expurge
