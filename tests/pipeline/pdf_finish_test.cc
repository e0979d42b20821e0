#include "pipeline/render/pdf_finish.h"

#include <gtest/gtest.h>
#include <podofo/podofo.h>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "pipeline/render/pdf_fonts.h"

namespace expurge {
namespace {

// A page as PoDoFo writes it, with everything that must not survive.
std::string Composed(const std::string& author = "", bool orphan = false) {
  PoDoFo::PdfMemDocument document;
  auto* page = document.CreatePage(PoDoFo::PdfRect(0, 0, 595, 842));
  auto* font = document.CreateFontSubset(
      "Liberation Sans", false, false, false, new PoDoFo::PdfIdentityEncoding(0, 0xFFFF, true),
      (FontBook::DefaultFolders()[0] / "LiberationSans-Regular.ttf").c_str());
  PoDoFo::PdfPainter painter;
  painter.SetPage(page);
  painter.SetFont(font);
  painter.DrawText(50, 50, PoDoFo::PdfString("abc"));
  painter.FinishPage();
  if (!author.empty()) {
    document.GetInfo()->SetAuthor(PoDoFo::PdfString(author));
    document.GetCatalog()->GetDictionary().AddKey("PieceInfo", PoDoFo::PdfString(author));
    page->GetObject()->GetDictionary().AddKey("LastModified", PoDoFo::PdfString(author));
  }
  if (orphan) document.GetObjects().CreateObject("Orphan")->GetDictionary().AddKey("Text", 7.0);
  PoDoFo::PdfRefCountedBuffer buffer;
  PoDoFo::PdfOutputDevice device(&buffer);
  document.Write(&device);
  return {buffer.GetBuffer(), static_cast<size_t>(device.Tell())};
}

TEST(FinishPdf, LeavesOnlyWhatTheAllowListHas) {
  const std::string composed = Composed("Z. Secret", true);
  const auto finished = FinishPdf(composed, "Titre");
  ASSERT_TRUE(finished);
  for (const char* word : {"Secret", "PieceInfo", "Orphan", "Producer", "CreationDate"}) {
    EXPECT_NE(composed.find(word), std::string::npos) << word;
  }
  for (const char* word : {"Secret", "PieceInfo", "LastModified", "Orphan", "Producer", "Date",
                           "PoDoFo", "ProcSet"}) {
    EXPECT_EQ(finished->find(word), std::string::npos) << word;
  }
}

TEST(FinishPdf, DependsOnThePagesAlone) {
  const auto plain = FinishPdf(Composed(), "Titre");
  const auto other = FinishPdf(Composed("Z. Secret", true), "Titre");
  ASSERT_TRUE(plain && other);
  EXPECT_EQ(*plain, *other);
}

TEST(FinishPdf, ChangesNothingTheSecondTime) {
  const auto once = FinishPdf(Composed(), "Titre");
  ASSERT_TRUE(once);
  const auto twice = FinishPdf(*once, "Titre");
  ASSERT_TRUE(twice);
  EXPECT_EQ(*once, *twice);
}

TEST(FinishPdf, SaysLanguageAndTitle) {
  const auto finished = FinishPdf(Composed(), "Titre à lire");
  ASSERT_TRUE(finished);
  QPDF pdf;
  pdf.processMemoryFile("finished", finished->data(), finished->size());
  EXPECT_EQ(pdf.getRoot().getKey("/Lang").getUTF8Value(), "fr-FR");
  EXPECT_TRUE(
      pdf.getRoot().getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  EXPECT_EQ(pdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value(), "Titre à lire");
  EXPECT_EQ(pdf.getTrailer().getKey("/Info").getKeys().size(), 1U);
}

TEST(FinishPdf, ContentChangesTheIdentifier) {
  const auto one = FinishPdf(Composed(), "Un"), two = FinishPdf(Composed(), "Deux");
  ASSERT_TRUE(one && two);
  const auto id = [](const std::string& bytes) { return bytes.substr(bytes.find("/ID"), 80); };
  EXPECT_NE(id(*one), id(*two));
}

TEST(FinishPdf, RefusesWhatIsNoPdf) {
  for (const std::string& bytes : {std::string(), std::string("%PDF-1.7\nnothing")}) {
    const auto finished = FinishPdf(bytes, "Titre");
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().id, "render.pdf");
    EXPECT_TRUE(finished.error().args.empty());
  }
}

}  // namespace
}  // namespace expurge
