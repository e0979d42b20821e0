#include <gtest/gtest.h>

#include "pipeline/render/render.h"
#include "pipeline/verify/verify.h"
#include "tests/pipeline/marked_report.h"

namespace expurge {
namespace {

class VerifyTextTest : public testing::Test {
 protected:
  VerifyTextTest()
      : report_(Marked("Mme ⟦Lestrade⟧ ⟦est suivie au centre pour dépression⟧.\n{Loyer de 450 €.}")),
        version_(MakeVersion(report_.document, report_.decisions)) {
    frame_.title = "Version strictement nécessaire";
  }

  std::string IdOf(const std::string& bytes) const {
    const auto result =
        VerifyText(bytes, {&report_.document, &report_.decisions, &version_, &frame_});
    if (result) return "";
    EXPECT_EQ(result.error().kind, ErrorKind::kResidue);
    for (const std::string& arg : result.error().args) {
      EXPECT_EQ(arg.find_first_not_of("0123456789"), std::string::npos) << "text in an error";
    }
    return result.error().id;
  }

  MarkedReport report_;
  Version version_;
  Frame frame_;
};

TEST_F(VerifyTextTest, AcceptsWhatTheRendererWrites) {
  EXPECT_EQ(IdOf(RenderText(version_, frame_)), "");
}

TEST_F(VerifyTextTest, RefusesAWithheldName) {
  EXPECT_EQ(IdOf(RenderText(version_, frame_) + "Lestrade\n"), "verify.residue");
}

TEST_F(VerifyTextTest, RefusesAPieceOfAWithheldPassage) {
  EXPECT_EQ(IdOf(RenderText(version_, frame_) + "SUIVIE au\ncentre pour\n"), "verify.residue");
  EXPECT_EQ(IdOf(RenderText(version_, frame_) + "au centre\n"), "verify.mismatch");
}

TEST_F(VerifyTextTest, RefusesWordsThatNobodyMeantToWrite) {
  EXPECT_EQ(IdOf(RenderText(version_, frame_) + "bonjour\n"), "verify.mismatch");
}

TEST_F(VerifyTextTest, RefusesATransmittedSentenceWrittenTwice) {
  EXPECT_EQ(IdOf(RenderText(version_, frame_) + "Loyer de 450 €.\n"), "verify.mismatch");
}

TEST_F(VerifyTextTest, RefusesAMissingSentence) {
  EXPECT_EQ(IdOf("Version strictement nécessaire\n"), "verify.mismatch");
}

TEST_F(VerifyTextTest, RefusesBytesThatCouldHideText) {
  const std::string good = RenderText(version_, frame_);
  EXPECT_EQ(IdOf(good + std::string("\0\n", 2)), "verify.structure");
  EXPECT_EQ(IdOf(good + "\x1b[8m\n"), "verify.structure");
  EXPECT_EQ(IdOf(good + "\xff\n"), "verify.structure");
  EXPECT_EQ(IdOf(good.substr(0, good.size() - 1)), "verify.structure");
}

TEST_F(VerifyTextTest, RefusesAVersionThatHoldsWithheldWords) {
  version_.blocks.front().text = SecretText("Mme Lestrade.");
  EXPECT_EQ(IdOf(RenderText(version_, frame_)), "verify.residue");
}

}  // namespace
}  // namespace expurge
