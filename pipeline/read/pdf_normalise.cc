#include "pipeline/read/pdf_normalise.h"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <new>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

// qpdf asks for this before its headers; it then uses std::shared_ptr throughout.
#define POINTERHOLDER_TRANSITION 4

#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace expurge {
namespace {

constexpr size_t kMaxPages = 50000;
constexpr size_t kMaxObjects = 2000000;
constexpr size_t kMaxStream = size_t{128} << 20;    // bytes of one stream, inflated
constexpr size_t kMaxInflated = size_t{512} << 20;  // of all but the images

// What a page shows depends on these keys only. Everything else (actions, metadata, structure
// trees, attached files, thumbnails) is left behind, so that no later stage has to think of it.
constexpr std::array<std::string_view, 4> kCatalogKeys = {"/Type", "/Pages", "/AcroForm",
                                                          "/OCProperties"};
constexpr std::array<std::string_view, 10> kPageKeys = {
    "/Type",   "/Parent",   "/MediaBox", "/CropBox", "/Rotate",
    "/Resources", "/Contents", "/Annots",   "/Group",   "/UserUnit"};
constexpr std::array<const char*, 4> kInherited = {"/MediaBox", "/CropBox", "/Rotate",
                                                   "/Resources"};

template <size_t N>
void KeepOnly(QPDFObjectHandle& dictionary, const std::array<std::string_view, N>& keys) {
  for (const std::string& key : dictionary.getKeys()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) dictionary.removeKey(key);
  }
}

// Form fields and typed-on text are part of what the page shows; comments, links and popups are
// not. Actions go.
void FilterAnnotations(QPDFObjectHandle& page) {
  QPDFObjectHandle annotations = page.getKey("/Annots");
  if (!annotations.isArray()) {
    page.removeKey("/Annots");
    return;
  }
  std::vector<QPDFObjectHandle> kept;
  for (int i = 0; i < annotations.getArrayNItems(); ++i) {
    QPDFObjectHandle annotation = annotations.getArrayItem(i);
    if (!annotation.isDictionary()) continue;
    QPDFObjectHandle subtype = annotation.getKey("/Subtype");
    if (!subtype.isName()) continue;
    if (subtype.getName() != "/Widget" && subtype.getName() != "/FreeText") continue;
    for (const char* key : {"/A", "/AA", "/Popup", "/StructParent", "/P", "/Contents", "/RC"}) {
      if (subtype.getName() == "/FreeText" && std::string_view(key) == "/Contents") continue;
      annotation.removeKey(key);
    }
    kept.push_back(annotation);
  }
  if (kept.empty()) {
    page.removeKey("/Annots");
  } else {
    page.replaceKey("/Annots", QPDFObjectHandle::newArray(kept));
  }
}

struct Node {
  QPDFObjectHandle object;
  std::array<QPDFObjectHandle, kInherited.size()> inherited;
};

void ReadInherited(Node& node) {
  for (size_t i = 0; i < kInherited.size(); ++i) {
    QPDFObjectHandle value = node.object.getKey(kInherited[i]);
    if (!value.isNull()) node.inherited[i] = value;
  }
}

// Depth first without recursion (a tree may be thousands deep), each object at most once.
Result<std::vector<QPDFObjectHandle>> CollectPages(QPDF& pdf, QPDFObjectHandle root) {
  std::vector<QPDFObjectHandle> pages;
  std::set<QPDFObjGen> visited;
  std::vector<Node> stack;
  stack.push_back({root, {}});
  while (!stack.empty()) {
    Node node = std::move(stack.back());
    stack.pop_back();
    if (!node.object.isDictionary()) continue;
    if (node.object.isIndirect() && !visited.insert(node.object.getObjGen()).second) continue;
    ReadInherited(node);
    QPDFObjectHandle kids = node.object.getKey("/Kids");
    if (kids.isArray()) {
      for (int i = kids.getArrayNItems() - 1; i >= 0; --i) {
        stack.push_back({kids.getArrayItem(i), node.inherited});
      }
      if (stack.size() > kMaxPages) return Fail(ErrorKind::kUnreadable, "read.limit");
      continue;
    }
    if (!node.object.isIndirect()) node.object = pdf.makeIndirectObject(node.object);
    for (size_t i = 0; i < kInherited.size(); ++i) {
      if (node.inherited[i].isInitialized() && !node.inherited[i].isNull()) {
        node.object.replaceKey(kInherited[i], node.inherited[i]);
      }
    }
    pages.push_back(node.object);
    if (pages.size() > kMaxPages) return Fail(ErrorKind::kUnreadable, "read.limit");
  }
  return pages;
}

Result<int> FlattenPageTree(QPDF& pdf) {
  QPDFObjectHandle catalog = pdf.getRoot();
  auto pages = CollectPages(pdf, catalog.getKey("/Pages"));
  if (!pages) return tl::unexpected<Error>(pages.error());
  if (pages->empty()) return Fail(ErrorKind::kUnreadable, "read.damaged");
  QPDFObjectHandle tree = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
  for (QPDFObjectHandle& page : *pages) {
    KeepOnly(page, kPageKeys);
    FilterAnnotations(page);
    page.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
    page.replaceKey("/Parent", tree);
  }
  tree.replaceKey("/Type", QPDFObjectHandle::newName("/Pages"));
  tree.replaceKey("/Count", QPDFObjectHandle::newInteger(static_cast<int>(pages->size())));
  tree.replaceKey("/Kids", QPDFObjectHandle::newArray(*pages));
  catalog.replaceKey("/Pages", tree);
  KeepOnly(catalog, kCatalogKeys);
  return static_cast<int>(pages->size());
}

// Each field at most once: of a tree in which every node is its neighbour's twin, 30 levels are a
// billion fields to whoever walks it.
void UntangleFields(QPDFObjectHandle catalog) {
  QPDFObjectHandle form = catalog.getKey("/AcroForm");
  if (!form.isDictionary()) return;
  std::set<QPDFObjGen> visited;
  std::vector<std::pair<QPDFObjectHandle, const char*>> stack{{form, "/Fields"}};
  while (!stack.empty()) {
    auto [parent, key] = stack.back();
    stack.pop_back();
    QPDFObjectHandle children = parent.getKey(key);
    if (!children.isArray()) continue;
    std::vector<QPDFObjectHandle> kept;
    for (int i = 0; i < children.getArrayNItems(); ++i) {
      QPDFObjectHandle child = children.getArrayItem(i);
      if (!child.isDictionary()) continue;
      if (child.isIndirect() && !visited.insert(child.getObjGen()).second) continue;
      kept.push_back(child);
      stack.emplace_back(child, "/Kids");
    }
    parent.replaceKey(key, QPDFObjectHandle::newArray(kept));
  }
}

// Counts what a stream inflates to, and stops qpdf once it is too much.
class Meter final : public Pipeline {
 public:
  explicit Meter(size_t limit) : Pipeline("meter", nullptr), limit_(limit) {}
  void write(const unsigned char*, size_t size) override {
    count_ += size;
    if (too_large()) throw std::length_error("stream");
  }
  void finish() override {}
  size_t count() const { return count_; }
  bool too_large() const { return count_ > limit_; }

 private:
  const size_t limit_;
  size_t count_ = 0;
};

// Images and attached files are not looked at when text is read; everything else is inflated by
// whoever walks a page. What a page calls its contents is contents, whatever it calls itself.
bool InflatesToTooMuch(QPDF& pdf) {
  std::set<QPDFObjGen> contents;
  QPDFObjectHandle pages = pdf.getRoot().getKey("/Pages").getKey("/Kids");
  for (int i = 0; i < pages.getArrayNItems(); ++i) {
    QPDFObjectHandle content = pages.getArrayItem(i).getKey("/Contents");
    contents.insert(content.getObjGen());
    if (!content.isArray()) continue;
    for (int k = 0; k < content.getArrayNItems(); ++k) {
      contents.insert(content.getArrayItem(k).getObjGen());
    }
  }
  size_t left = kMaxInflated;
  for (QPDFObjectHandle& object : pdf.getAllObjects()) {
    if (!object.isStream()) continue;
    QPDFObjectHandle dictionary = object.getDict();
    const bool skipped = dictionary.getKey("/Subtype").isNameAndEquals("/Image") ||
                         dictionary.getKey("/Type").isNameAndEquals("/EmbeddedFile");
    if (skipped && contents.count(object.getObjGen()) == 0) continue;
    Meter meter(std::min(left, kMaxStream));
    // What the meter throws is taken for damage of the stream, so it has to be asked afterwards.
    object.pipeStreamData(&meter, 0, qpdf_dl_specialized, true, true);
    if (meter.too_large()) return true;
    left -= meter.count();
  }
  return false;
}

Result<NormalisedPdf> Normalise(const std::string& bytes, const std::string& password) {
  // Order matters: the logger must be silent before the first byte is parsed.
  QPDF pdf;
  auto logger = QPDFLogger::create();
  logger->setInfo(logger->discard());
  logger->setWarn(logger->discard());
  logger->setError(logger->discard());
  pdf.setLogger(logger);
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("report", bytes.data(), bytes.size(), password.c_str());
  if (pdf.getObjectCount() > kMaxObjects) return Fail(ErrorKind::kUnreadable, "read.limit");

  NormalisedPdf result;
  auto count = FlattenPageTree(pdf);
  if (!count) return tl::unexpected<Error>(count.error());
  result.page_count = *count;
  UntangleFields(pdf.getRoot());
  if (InflatesToTooMuch(pdf)) return Fail(ErrorKind::kUnreadable, "read.limit");
  for (const char* key : {"/Info", "/ID"}) pdf.getTrailer().removeKey(key);

  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_disable);
  // Streams are carried over as they are: the redaction wants the bytes of the file.
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setPreserveEncryption(false);
  writer.setStaticID(true);
  writer.setSuppressOriginalObjectIDs(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  result.bytes.assign(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
  return result;
}

}  // namespace

Result<NormalisedPdf> NormalisePdf(const std::string& bytes, const std::string& password) {
  try {
    return Normalise(bytes, password);
  } catch (const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) {
      return Fail(ErrorKind::kUnreadable, password.empty() ? "read.encrypted" : "read.password");
    }
    return Fail(ErrorKind::kUnreadable, "read.damaged");
  } catch (const std::bad_alloc&) {
    return Fail(ErrorKind::kTemporary, "sandbox.memory");
  } catch (const std::exception&) {
    return Fail(ErrorKind::kUnreadable, "read.damaged");
  }
}

}  // namespace expurge
