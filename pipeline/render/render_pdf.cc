// Composes the PDF of a version: the page setter places, PoDoFo embeds the fonts and writes, qpdf
// makes the bytes deterministic. Everything that PoDoFo throws is caught here.

#include <fmt/format.h>
#include <podofo/podofo.h>

#include "pipeline/render/draft_mark.h"
#include "pipeline/render/page_setter.h"
#include "pipeline/render/pdf_finish.h"
#include "pipeline/render/pdf_fonts.h"
#include "pipeline/render/render.h"

namespace expurge {
namespace {

using Buffer = fmt::memory_buffer;

void PutText(const PlacedText& text, FontBook& fonts, Buffer& out) {
  fmt::format_to(fmt::appender(out), "BT {:.3g} g 1 0 0 1 {:.2f} {:.2f} Tm", text.grey, text.x,
                 text.y);
  bool open = false;
  Face face = Face::kSerif;
  for (char16_t c : text.text) {
    const Glyph& glyph = fonts.Find(text.face, c);
    fonts.Use(glyph);
    if (!open || glyph.face != face) {
      if (open) fmt::format_to(fmt::appender(out), "> Tj");
      face = glyph.face;
      fmt::format_to(fmt::appender(out), " /F{} {:.4g} Tf <", static_cast<int>(face), text.size);
      open = true;
    }
    fmt::format_to(fmt::appender(out), "{:04x}", glyph.id);
  }
  if (open) fmt::format_to(fmt::appender(out), "> Tj");
  fmt::format_to(fmt::appender(out), " ET\n");
}

void PutRule(const PlacedRule& rule, Buffer& out) {
  fmt::format_to(fmt::appender(out), "{:.3g} g {:.2f} {:.2f} {:.2f} {:.2f} re f\n", rule.grey,
                 rule.x, rule.y - rule.thickness / 2, rule.length, rule.thickness);
}

void SetBlocks(const std::vector<VersionBlock>& blocks, PageSetter& setter) {
  for (size_t i = 0; i < blocks.size(); ++i) {
    const VersionBlock& block = blocks[i];
    switch (block.kind) {
      case BlockKind::kParagraph:
        setter.Paragraph(block.text.Reveal());
        break;
      case BlockKind::kHeading:
        setter.Heading(block.text.Reveal(), block.level);
        break;
      case BlockKind::kListItem:
        setter.ListItem(block.text.Reveal(), block.level);
        break;
      case BlockKind::kPageHeader:
      case BlockKind::kPageFooter:
        setter.SmallPrint(block.text.Reveal());
        break;
      case BlockKind::kTableRow: {
        std::vector<TableRow> rows;
        for (; i < blocks.size() && blocks[i].kind == BlockKind::kTableRow &&
               blocks[i].table == block.table;
             ++i) {
          TableRow row;
          for (const SecretText& cell : blocks[i].cells) row.emplace_back(cell.Reveal());
          rows.push_back(std::move(row));
        }
        --i;
        setter.Table(rows);
        break;
      }
    }
  }
}

std::vector<SetPage> SetVersion(const Version& version, const Frame& frame,
                                const TextMetrics& metrics) {
  PageSetter setter(metrics);
  setter.Title(frame.title);
  setter.Fields(frame.header);
  setter.Space(10);
  for (const std::string& paragraph : frame.composed) setter.Paragraph(paragraph);
  SetBlocks(version.blocks, setter);
  if (!frame.statements.empty()) setter.Space(10);
  for (const std::string& statement : frame.statements) setter.Paragraph(statement);
  setter.Closing(frame.closing);
  return setter.Finish(frame.draft);
}

// The pages, then the fonts they use.
std::string Write(PoDoFo::PdfMemDocument& document, FontBook& fonts,
                  const std::vector<SetPage>& pages) {
  // One dictionary for all pages, filled when it is known which fonts they use.
  PoDoFo::PdfObject* dictionary = document.GetObjects().CreateObject();
  for (const SetPage& page : pages) {
    PoDoFo::PdfPage* out = document.CreatePage(PoDoFo::PdfRect(0, 0, kPageWidth, kPageHeight));
    Buffer content;
    if (page.draft) content.append(kDraftMark.data(), kDraftMark.data() + kDraftMark.size());
    for (const PlacedRule& rule : page.rules) PutRule(rule, content);
    for (const PlacedText& text : page.texts) PutText(text, fonts, content);
    out->GetContentsForAppending()->GetStream()->Set(
        content.data(), static_cast<PoDoFo::pdf_long>(content.size()));
    out->GetResources()->GetDictionary().AddKey("Font", dictionary->Reference());
  }
  for (const auto& [face, font] : fonts.Embed()) {
    dictionary->GetDictionary().AddKey(
        PoDoFo::PdfName(fmt::format("F{}", static_cast<int>(face))),
        font->GetObject()->Reference());
  }
  PoDoFo::PdfRefCountedBuffer buffer;
  PoDoFo::PdfOutputDevice device(&buffer);
  document.Write(&device);
  return std::string(buffer.GetBuffer(), static_cast<size_t>(device.Tell()));
}

}  // namespace

Result<std::string> RenderPdf(const Version& version, const Frame& frame) {
  try {
    PoDoFo::PdfError::EnableDebug(false);
    PoDoFo::PdfError::EnableLogging(false);
    PoDoFo::PdfMemDocument document;
    auto fonts = FontBook::Open(document, FontBook::DefaultFolders());
    if (!fonts) return tl::unexpected(fonts.error());
    const std::vector<SetPage> pages = SetVersion(version, frame, **fonts);
    const std::string composed = Write(document, **fonts, pages);
    return FinishPdf(composed, kVersionTitle);
  } catch (const PoDoFo::PdfError&) {
    // Neither what() nor the call stack: both may quote what was being written.
    return Fail(ErrorKind::kTemporary, "render.pdf");
  } catch (const std::exception&) {
    return Fail(ErrorKind::kTemporary, "render.pdf");
  }
}

}  // namespace expurge
