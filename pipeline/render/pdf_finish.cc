#include "pipeline/render/pdf_finish.h"

// No PointerHolder: only std::shared_ptr.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <map>
#include <set>
#include <vector>

namespace expurge {
namespace {

using Handle = QPDFObjectHandle;

void KeepOnly(Handle dictionary, const std::set<std::string>& keys) {
  for (const std::string& key : dictionary.getKeys()) {
    if (keys.count(key) == 0) dictionary.removeKey(key);
  }
}

// "AAAAAA+LiberationSerif": the prefix counts the fonts of this file in order of first use.
class FontNames {
 public:
  std::string For(const std::string& base_font) {
    const size_t plus = base_font.find('+');
    const std::string family = base_font.substr(plus == std::string::npos ? 1 : plus + 1);
    std::string prefix(6, 'A');
    prefix.back() = static_cast<char>('A' + count_++ % 26);
    return "/" + prefix + "+" + family;
  }

 private:
  size_t count_ = 0;
};

void RebuildFont(Handle font, FontNames& names) {
  KeepOnly(font, {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts",
                  "/ToUnicode"});
  const Handle name = Handle::newName(names.For(font.getKey("/BaseFont").getName()));
  font.replaceKey("/BaseFont", name);
  Handle to_unicode = font.getKey("/ToUnicode");
  KeepOnly(to_unicode.getDict(), {"/Length", "/Filter", "/DecodeParms"});
  Handle descendant = font.getKey("/DescendantFonts").getArrayItem(0);
  KeepOnly(descendant, {"/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/FontDescriptor",
                        "/DW", "/W", "/CIDToGIDMap"});
  descendant.replaceKey("/BaseFont", name);
  Handle descriptor = descendant.getKey("/FontDescriptor");
  KeepOnly(descriptor, {"/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent",
                        "/Descent", "/CapHeight", "/StemV", "/FontFile2"});
  descriptor.replaceKey("/FontName", name);
  KeepOnly(descriptor.getKey("/FontFile2").getDict(),
           {"/Length", "/Filter", "/DecodeParms", "/Length1"});
}

void RebuildPage(Handle page, std::set<QPDFObjGen>& seen, FontNames& names) {
  KeepOnly(page, {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"});
  Handle resources = page.getKey("/Resources");
  KeepOnly(resources, {"/Font"});
  Handle fonts = resources.getKey("/Font");
  for (const std::string& key : fonts.getKeys()) {
    Handle font = fonts.getKey(key);
    if (seen.insert(font.getObjGen()).second) RebuildFont(font, names);
  }
}

void RebuildCatalogue(QPDF& pdf, const std::string& title) {
  Handle root = pdf.getRoot();
  KeepOnly(root, {"/Type", "/Pages"});
  root.replaceKey("/Lang", Handle::newString("fr-FR"));
  Handle preferences = Handle::newDictionary();
  preferences.replaceKey("/DisplayDocTitle", Handle::newBool(true));
  root.replaceKey("/ViewerPreferences", preferences);
  Handle trailer = pdf.getTrailer();
  KeepOnly(trailer, {"/Root", "/Size"});
  Handle about = Handle::newDictionary();
  about.replaceKey("/Title", Handle::newUnicodeString(title));
  trailer.replaceKey("/Info", pdf.makeIndirectObject(about));
}

}  // namespace

std::string WriteCanonical(QPDF& pdf) {
  // The writer would keep the first half of an identifier that it finds.
  pdf.getTrailer().removeKey("/ID");
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setStreamDataMode(qpdf_s_compress);
  writer.setDecodeLevel(qpdf_dl_generalized);
  writer.setRecompressFlate(true);
  writer.forcePDFVersion("1.7");
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
}

Result<std::string> FinishPdf(const std::string& composed, const std::string& title) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("composed", composed.data(), composed.size());
    FontNames names;
    std::set<QPDFObjGen> seen;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
      RebuildPage(page.getObjectHandle(), seen, names);
    }
    RebuildCatalogue(pdf, title);
    // A warning means that qpdf guessed at something; nothing of ours leaves room for that.
    if (pdf.anyWarnings()) return Fail(ErrorKind::kTemporary, "render.pdf");
    return WriteCanonical(pdf);
  } catch (const std::exception&) {
    // The message of the library may quote the file.
    return Fail(ErrorKind::kTemporary, "render.pdf");
  }
}

}  // namespace expurge
