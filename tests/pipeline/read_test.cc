#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "pipeline/read/read.h"
#include "tests/pipeline/pdf_builder.h"

namespace expurge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::string_literals;
using namespace std::string_view_literals;

TEST(SniffKind, GoesByContent) {
  EXPECT_EQ(SniffKind("%PDF-1.4\n"), InputKind::kPdf);
  EXPECT_EQ(SniffKind("junk before\n%PDF-1.4\n"), InputKind::kPdf);
  EXPECT_EQ(SniffKind(std::string(2000, 'x') + "%PDF-1.4\n"), InputKind::kText);
  EXPECT_EQ(SniffKind("Note du 3 mars"), InputKind::kText);
  EXPECT_EQ(SniffKind("PK\x03\x04"sv), InputKind::kUnsupported);
  EXPECT_EQ(SniffKind("\x89PNG\r\n\x1A\n"sv), InputKind::kUnsupported);
  EXPECT_EQ(SniffKind("a\0b\0\0c"sv), InputKind::kUnsupported);
  EXPECT_EQ(SniffKind(""), InputKind::kUnsupported);
}

std::string KindNamed(const std::string& bytes) {
  const auto document = Read(bytes, {});
  EXPECT_FALSE(document.has_value());
  if (document) return "";
  EXPECT_EQ(document.error().id, "read.convert");
  EXPECT_EQ(document.error().kind, ErrorKind::kUnreadable);
  return document.error().args.size() == 2 ? document.error().args[0] : "";
}

TEST(Read, NamesOtherFormatsAndWhatConvertsThem) {
  EXPECT_THAT(KindNamed("PK\x03\x04....[Content_Types].xml...word/document.xml"s),
              HasSubstr(".docx"));
  EXPECT_THAT(KindNamed("PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text"s),
              HasSubstr(".odt"));
  EXPECT_THAT(KindNamed("PK\x03\x04 other"s), HasSubstr("zip"));
  EXPECT_THAT(KindNamed("{\\rtf1 texte}"), HasSubstr(".rtf"));
  EXPECT_THAT(KindNamed("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."s), HasSubstr(".doc"));
  EXPECT_THAT(KindNamed("\xFF\xD8\xFF\xE0"s), HasSubstr("JPEG"));
  EXPECT_THAT(KindNamed("II*\0...."s), HasSubstr("TIFF"));
  EXPECT_THAT(KindNamed("GIF89a...."), HasSubstr("GIF"));
  EXPECT_THAT(Read("{\\rtf1 texte}", {}).error().args[1], HasSubstr("--convert-to pdf"));
}

TEST(Read, TellsEmptyAndBinaryApart) {
  EXPECT_EQ(Read("", {}).error().id, "read.empty");
  EXPECT_EQ(Read("\x01\x02\x00\x03\x04"s, {}).error().id, "read.binary");
}

TEST(Read, RefusesWhatOnlyBeginsLikeAPdf) {
  EXPECT_EQ(Read("%PDF-1.4\nnothing more", {}).error().id, "read.damaged");
}

// Encrypts with AES-256; a user password is asked for when it is not empty.
std::string Encrypted(const std::string& user, const std::string& owner) {
  testing::PdfBuilder builder;
  builder.AddPage(testing::Line(72, 700, "texte chiffré"));
  const std::string plain = builder.Build();
  QPDF pdf;
  pdf.processMemoryFile("plain", plain.data(), plain.size());
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setR6EncryptionParameters(user.c_str(), owner.c_str(), true, true, true, true, true, true,
                                   qpdf_r3p_full, true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return std::string(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
}

TEST(Read, AsksForAPasswordAndTakesEither) {
  const std::string bytes = Encrypted("lundi", "mardi");
  EXPECT_EQ(Read(bytes, {}).error().id, "read.encrypted");
  EXPECT_EQ(Read(bytes, {"jeudi"}).error().id, "read.password");
  for (const char* password : {"lundi", "mardi"}) {
    const auto document = Read(bytes, {password});
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->text.Reveal(), "texte chiffré");
  }
}

TEST(Read, OpensAFileThatIsOnlyLockedAgainstChanges) {
  const auto document = Read(Encrypted("", "mardi"), {});
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->text.Reveal(), "texte chiffré");
}

}  // namespace
}  // namespace expurge
