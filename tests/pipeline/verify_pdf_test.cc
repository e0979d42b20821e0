#include <gtest/gtest.h>

#define POINTERHOLDER_TRANSITION 4
#include <functional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "pipeline/render/pdf_finish.h"
#include "pipeline/render/render.h"
#include "pipeline/sandbox.h"
#include "pipeline/verify/verify.h"
#include "pipeline/verify/version_pdf_reader.h"

namespace expurge {
namespace {

using Handle = QPDFObjectHandle;

// A report of which one passage is withheld, and its version.
class VerifyPdfTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Say("Situation locative", true, BlockKind::kHeading);
    Say("La famille Lantier occupe un logement de type T3 depuis mars 2019.", true);
    Say("Monsieur Lantier souffre d’une schizophrénie stabilisée par un traitement retard.", false);
    Say("Nous sollicitons le maintien dans les lieux.", true);
    document_.text = SecretText(source_);
    frame_.title = "Version strictement nécessaire";
    frame_.header = {{"Destinataire", "Commission d’aide"}, {"Établi le", "20 novembre 2026"}};
    frame_.closing = {"Jeanne Morvan", "Assistante de service social"};
    Write();
  }

  void Say(const std::string& text, bool transmitted, BlockKind kind = BlockKind::kParagraph) {
    Decision decision;
    decision.range = {source_.size(), source_.size() + text.size()};
    decision.ruling.action = transmitted ? Action::kTransmit : Action::kWithhold;
    decisions_.push_back(decision);
    Block source_block;
    source_block.kind = kind;
    source_block.range = decision.range;
    document_.blocks.push_back(source_block);
    source_ += text + "\n";
    if (!transmitted) return;
    VersionBlock block;
    block.kind = kind;
    block.level = kind == BlockKind::kHeading ? 1 : 0;
    block.text = SecretText(text);
    version_.blocks.push_back(block);
  }

  void Row(const std::vector<std::string>& cells, int table) {
    VersionBlock block;
    block.kind = BlockKind::kTableRow;
    block.table = table;
    for (const std::string& cell : cells) {
      Decision decision;
      decision.range = {source_.size(), source_.size() + cell.size()};
      decision.ruling.action = Action::kTransmit;
      decisions_.push_back(decision);
      source_ += cell + "\n";
      block.cells.emplace_back(cell);
    }
    version_.blocks.push_back(block);
  }

  void Write() {
    document_.text = SecretText(source_);
    const auto bytes = RenderPdf(version_, frame_);
    ASSERT_TRUE(bytes) << bytes.error().id;
    bytes_ = *bytes;
  }

  std::string Verdict(const std::string& bytes) const {
    const auto result = VerifyPdf(bytes, {&document_, &decisions_, &version_, &frame_});
    return result ? "clean" : result.error().id;
  }

  // The version after `change`, written as a version is written.
  std::string Planted(const std::function<void(QPDF&)>& change) const {
    QPDF pdf;
    pdf.processMemoryFile("version", bytes_.data(), bytes_.size());
    change(pdf);
    return WriteCanonical(pdf);
  }

  static Handle FirstPage(QPDF& pdf) {
    return QPDFPageDocumentHelper(pdf).getAllPages().at(0).getObjectHandle();
  }
  static std::string Content(QPDF& pdf) {
    const auto data = FirstPage(pdf).getKey("/Contents").getStreamData();
    return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  }
  std::string WithContent(const std::function<std::string(const std::string&)>& edit) const {
    return Planted([&](QPDF& pdf) {
      FirstPage(pdf).replaceKey("/Contents", Handle::newStream(&pdf, edit(Content(pdf))));
    });
  }
  static Handle AddHelvetica(QPDF& pdf) {
    Handle font = Handle::parse(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    FirstPage(pdf).getKey("/Resources").getKey("/Font").replaceKey("/F9", font);
    return font;
  }

  std::string source_;
  Document document_;
  std::vector<Decision> decisions_;
  Version version_;
  Frame frame_;
  std::string bytes_;
};

constexpr char kSecretWords[] = "schizophrenie stabilisee par un traitement retard";

TEST_F(VerifyPdfTest, AcceptsWhatWasMeant) { EXPECT_EQ(Verdict(bytes_), "clean"); }

TEST_F(VerifyPdfTest, AcceptsADraft) {
  frame_.draft = true;
  Write();
  EXPECT_EQ(Verdict(bytes_), "clean");
}

TEST_F(VerifyPdfTest, AcceptsAnEmptyVersion) {
  version_.blocks.clear();
  Write();
  EXPECT_EQ(Verdict(bytes_), "clean");
}

TEST_F(VerifyPdfTest, AcceptsTablesOverPagesWithTheirHeaderRepeated) {
  Row({"Date", "Nature", "Montant"}, 1);
  for (int i = 0; i < 150; ++i) {
    Row({std::to_string(i) + " mai", "Virement", std::to_string(i * 7) + ",00 €"}, 1);
  }
  Say("Fin du décompte.", true);
  Write();
  EXPECT_EQ(Verdict(bytes_), "clean");
}

TEST_F(VerifyPdfTest, AcceptsUnusualCharactersAndVeryLongWords) {
  Say("☑ Łukasz Ǧ “guillemets” ﬁn co\u00ADopérer 12\u202F000 € e\u0301te\u0301 漢字 😀 "
      "محمد x̌ ½ Ω μg …", true);
  Say(std::string(3000, 'w') + " fin", true);
  Write();
  EXPECT_EQ(Verdict(bytes_), "clean");
}

TEST_F(VerifyPdfTest, FindsAWithheldPassageThatWasSet) {
  VersionBlock block;
  block.text = SecretText("Monsieur Lantier souffre d’une schizophrénie stabilisée.");
  version_.blocks.push_back(block);
  Write();
  EXPECT_EQ(Verdict(bytes_), "verify.residue");
}

TEST_F(VerifyPdfTest, NamesThePageOfTheResidue) {
  for (int i = 0; i < 200; ++i) Say("Paragraphe sans intérêt particulier.", true);
  VersionBlock block;
  block.text = SecretText("souffre d’une schizophrénie stabilisée par un traitement retard");
  version_.blocks.push_back(block);
  Write();
  const auto result = VerifyPdf(bytes_, {&document_, &decisions_, &version_, &frame_});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "verify.residue");
  EXPECT_GT(result.error().page, 2);
  EXPECT_EQ(result.error().args, std::vector<std::string>{"1"});
}

TEST_F(VerifyPdfTest, FindsMissingForeignAndMovedWords) {
  const std::string good = bytes_;
  version_.blocks.pop_back();
  EXPECT_EQ(Verdict(good), "verify.mismatch");  // a paragraph more than meant
  SetUp();
  Version other = version_;
  std::swap(other.blocks[1], other.blocks[2]);
  std::swap(version_, other);
  EXPECT_EQ(Verdict(good), "verify.mismatch");
}

TEST_F(VerifyPdfTest, FindsWordsThatNoTransmittedTextHolds) {
  // As a faulty MakeVersion would give: what was written is what was meant, but not what was read.
  VersionBlock block;
  block.text = SecretText("Un mot venu d’ailleurs : hippopotame.");
  version_.blocks.push_back(block);
  Write();
  EXPECT_EQ(Verdict(bytes_), "verify.mismatch");
}

// Without this the plants below would prove nothing: it is not the rewriting that is found.
TEST_F(VerifyPdfTest, AcceptsItselfWrittenAgain) {
  EXPECT_EQ(Planted([](QPDF&) {}), bytes_);
  EXPECT_EQ(Verdict(WithContent([](const std::string& content) { return content; })), "clean");
}

TEST_F(VerifyPdfTest, FindsWhiteText) {
  const std::string planted = Planted([&](QPDF& pdf) {
    AddHelvetica(pdf);
    FirstPage(pdf).replaceKey(
        "/Contents",
        Handle::newStream(&pdf, Content(pdf) + "BT 1 g 1 0 0 1 100 100 Tm /F9 9 Tf (" +
                                    kSecretWords + ") Tj ET\n"));
  });
  EXPECT_EQ(Verdict(planted), "verify.residue");
  // White by itself is refused, whatever it says.
  EXPECT_EQ(Verdict(WithContent([](const std::string& content) {
              std::string white = content;
              white.replace(white.rfind("BT 0"), 4, "BT 1");
              return white;
            })),
            "verify.structure");
}

TEST_F(VerifyPdfTest, FindsInvisibleText) {
  EXPECT_EQ(Verdict(WithContent([](const std::string& content) { return "3 Tr\n" + content; })),
            "verify.structure");
}

TEST_F(VerifyPdfTest, FindsTextInAFormXObject) {
  const std::string planted = Planted([&](QPDF& pdf) {
    Handle form = Handle::newStream(
        &pdf, std::string("BT /F9 9 Tf 50 50 Td (") + kSecretWords + ") Tj ET");
    form.replaceDict(Handle::parse("<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] >>"));
    Handle fonts = Handle::newDictionary();
    fonts.replaceKey("/F9", AddHelvetica(pdf));
    Handle resources = Handle::newDictionary();
    resources.replaceKey("/Font", fonts);
    form.getDict().replaceKey("/Resources", resources);
    Handle objects = Handle::newDictionary();
    objects.replaceKey("/X", form);
    FirstPage(pdf).getKey("/Resources").replaceKey("/XObject", objects);
    FirstPage(pdf).replaceKey("/Contents", Handle::newStream(&pdf, Content(pdf) + "/X Do\n"));
  });
  EXPECT_EQ(Verdict(planted), "verify.residue");
}

TEST_F(VerifyPdfTest, FindsTextInGlyphProcedures) {
  const std::string planted = Planted([&](QPDF& pdf) {
    Handle font = Handle::parse(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [.1 0 0 .1 0 0] "
        "/FirstChar 97 /LastChar 97 /Widths [10] /Encoding << /Type /Encoding /Differences "
        "[97 /a] >> >>");
    Handle procedures = Handle::newDictionary();
    procedures.replaceKey("/a", Handle::newStream(&pdf, std::string("BT (") + kSecretWords +
                                                            ") Tj ET"));
    font.replaceKey("/CharProcs", procedures);
    FirstPage(pdf).getKey("/Resources").getKey("/Font").replaceKey("/F5", font);
  });
  EXPECT_EQ(Verdict(planted), "verify.residue");  // read as loose text
}

TEST_F(VerifyPdfTest, FindsAFontThatIsNotOneOfOurs) {
  EXPECT_EQ(Verdict(Planted([](QPDF& pdf) { AddHelvetica(pdf); })), "verify.structure");
}

TEST_F(VerifyPdfTest, FindsLettersInAFontThatNoTextUses) {
  // The last line of the page goes; its letters stay in the font.
  frame_.closing = {"Jeanne Morvan", "Kiwi W"};
  Write();
  const std::string planted = WithContent([](const std::string& content) {
    const size_t last = content.rfind("BT ");
    const size_t kiwi = content.rfind("BT ", last - 1);
    return content.substr(0, kiwi) + content.substr(last);
  });
  EXPECT_EQ(Verdict(planted), "verify.structure");
}

// The map says the words that were meant while the page shows others: every reader is deceived, the
// eye is not.
TEST_F(VerifyPdfTest, FindsAMapThatLies) {
  const std::string planted = Planted([](QPDF& pdf) {
    Handle fonts = FirstPage(pdf).getKey("/Resources").getKey("/Font");
    Handle font = fonts.getKey("/F0");
    const auto data = font.getKey("/ToUnicode").getStreamData();
    std::string map(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    // Glyphs of a and m trade their meaning, in the map and in the text.
    std::string content = Content(pdf);
    const auto trade = [](std::string& text, const std::string& one, const std::string& other) {
      for (size_t at = 0; at + 4 <= text.size(); ++at) {
        if (text.compare(at, 4, one) == 0) {
          text.replace(at, 4, other);
        } else if (text.compare(at, 4, other) == 0) {
          text.replace(at, 4, one);
        }
      }
    };
    trade(map, "0061", "006D");
    const size_t from = content.find("/F0 11 Tf");
    std::string tail = content.substr(from);
    trade(tail, "0044", "0050");
    font.replaceKey("/ToUnicode", Handle::newStream(&pdf, map));
    FirstPage(pdf).replaceKey("/Contents",
                              Handle::newStream(&pdf, content.substr(0, from) + tail));
  });
  EXPECT_EQ(Verdict(planted), "verify.structure");
}

TEST_F(VerifyPdfTest, FindsAnInfoKey) {
  EXPECT_EQ(Verdict(Planted([](QPDF& pdf) {
              pdf.getTrailer().getKey("/Info").replaceKey("/Author", Handle::newString("x"));
            })),
            "verify.structure");
  EXPECT_EQ(Verdict(Planted([](QPDF& pdf) {
              pdf.getTrailer().getKey("/Info").replaceKey("/Subject",
                                                          Handle::newString(kSecretWords));
            })),
            "verify.residue");
  EXPECT_EQ(Verdict(Planted([](QPDF& pdf) {
              pdf.getTrailer().getKey("/Info").replaceKey("/Title", Handle::newString("autre"));
            })),
            "verify.structure");
}

TEST_F(VerifyPdfTest, FindsAnAnnotation) {
  const auto with_note = [&](const std::string& words) {
    return Planted([&](QPDF& pdf) {
      Handle note = Handle::parse("<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] >>");
      note.replaceKey("/Contents", Handle::newUnicodeString(words));
      FirstPage(pdf).replaceKey("/Annots", Handle::newArray({pdf.makeIndirectObject(note)}));
    });
  };
  EXPECT_EQ(Verdict(with_note("x")), "verify.structure");
  EXPECT_EQ(Verdict(with_note(kSecretWords)), "verify.residue");
}

TEST_F(VerifyPdfTest, FindsEntriesOfTheCatalogue) {
  for (const char* key : {"/Metadata", "/Names", "/OpenAction", "/AcroForm", "/Outlines", "/AA",
                          "/StructTreeRoot", "/PieceInfo", "/OCProperties"}) {
    EXPECT_EQ(Verdict(Planted([&](QPDF& pdf) {
                pdf.getRoot().replaceKey(key, pdf.makeIndirectObject(Handle::newDictionary()));
              })),
              "verify.structure")
        << key;
  }
}

TEST_F(VerifyPdfTest, FindsWordsInAnUnusedStream) {
  // Appended as an update would: reachable by number only.
  std::string planted = bytes_;
  const size_t table = planted.rfind("xref\n");
  const std::string object = "99 0 obj\n<< /Length 49 >>\nstream\n" + std::string(kSecretWords) +
                             "\nendstream\nendobj\n";
  ASSERT_EQ(std::string(kSecretWords).size(), 49U);
  planted.insert(table, object);
  const size_t start = planted.rfind("startxref\n") + 10;
  planted = planted.substr(0, start) + std::to_string(table + object.size()) + "\n%%EOF\n";
  EXPECT_EQ(Verdict(planted), "verify.structure");
}

TEST_F(VerifyPdfTest, FindsAnEarlierRevisionAndBytesOfNoObject) {
  EXPECT_EQ(Verdict(bytes_ + "% " + kSecretWords + "\n"), "verify.structure");
  std::string comment = bytes_;
  comment.insert(comment.find("\n1 0 obj") + 1, "% remarque\n");
  EXPECT_EQ(Verdict(comment), "verify.structure");
}

TEST_F(VerifyPdfTest, FindsCurvesAndImages) {
  EXPECT_EQ(Verdict(WithContent([](const std::string& content) {
              return content + "0 0 m 9 9 9 9 9 0 c f\n";
            })),
            "verify.structure");
  EXPECT_EQ(Verdict(WithContent([](const std::string& content) {
              return content + "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI\n";
            })),
            "verify.structure");
}

TEST_F(VerifyPdfTest, ADraftMarkStandsOnDraftsOnly) {
  const std::string final_version = bytes_;
  frame_.draft = true;
  Write();
  const std::string draft = bytes_;
  EXPECT_NE(Verdict(final_version), "clean");
  frame_.draft = false;
  EXPECT_NE(Verdict(draft), "clean");
}

TEST_F(VerifyPdfTest, RefusesWhatIsNoPdf) {
  EXPECT_EQ(Verdict(""), "verify.structure");
  EXPECT_EQ(Verdict("%PDF-1.7\n"), "verify.structure");
  EXPECT_EQ(Verdict(bytes_.substr(0, bytes_.size() / 2)), "verify.structure");
}

TEST_F(VerifyPdfTest, WorksInTheSandbox) {
  const auto verdict = RunLimited({}, true, [&]() -> Result<std::string> {
    const auto bytes = RenderPdf(version_, frame_);
    if (!bytes) return tl::unexpected(bytes.error());
    return Verdict(*bytes);
  });
  ASSERT_TRUE(verdict) << verdict.error().id;
  EXPECT_EQ(*verdict, "clean");
}

TEST_F(VerifyPdfTest, ComparesWithNothingMissing) {
  EXPECT_FALSE(VerifyPdf(bytes_, {}));
}

}  // namespace
}  // namespace expurge
