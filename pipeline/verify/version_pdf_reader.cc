#include "pipeline/verify/version_pdf_reader.h"

// No PointerHolder: only std::shared_ptr.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <unicode/unistr.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "pipeline/render/draft_mark.h"
#include "pipeline/verify/font_program.h"
#include "pipeline/verify/pdf_decode.h"
#include "pipeline/render/pdf_finish.h"
#include "pipeline/render/pdf_fonts.h"

namespace expurge {
namespace {

using Handle = QPDFObjectHandle;
using Keys = std::set<std::string>;

std::string Utf8(const std::u16string& text) {
  std::string out;
  icu::UnicodeString(text.data(), static_cast<int32_t>(text.size())).toUTF8String(out);
  return out;
}

std::string Decoded(Handle stream) {
  const std::shared_ptr<Buffer> data = stream.getStreamData(qpdf_dl_generalized);
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

bool HasExactly(Handle dictionary, const Keys& keys) {
  return dictionary.isDictionary() && dictionary.getKeys() == keys;
}

bool HasAtMost(Handle dictionary, const Keys& keys) {
  if (!dictionary.isDictionary()) return false;
  const Keys present = dictionary.getKeys();
  return std::includes(keys.begin(), keys.end(), present.begin(), present.end());
}

bool IsName(Handle object, const std::string& name) {
  return object.isName() && object.getName() == name;
}

// "/AAAAAB+LiberationSans-Bold" without its prefix; empty when it has none.
std::string FamilyOf(Handle name) {
  if (!name.isName()) return {};
  const std::string text = name.getName();
  const bool prefixed = text.size() > 8 && text.compare(0, 6, "/AAAAA") == 0 && text[7] == '+';
  return prefixed ? text.substr(8) : std::string();
}

std::string Contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool AreNumbers(Handle array) {
  if (!array.isArray()) return false;
  for (Handle item : array.getArrayAsVector()) {
    if (!item.isNumber() && !AreNumbers(item)) return false;
  }
  return true;
}

class VersionReader {
 public:
  VersionReader(QPDF& pdf, bool draft) : pdf_(pdf), draft_(draft) {}

  // 0 when every page was read; else the page at fault, -1 for the file as a whole.
  int Read(std::vector<std::string>& pages) {
    if (!ReadTrailer() || !ReadCatalogue()) return -1;
    Handle tree = pdf_.getRoot().getKey("/Pages");
    if (!HasExactly(tree, {"/Type", "/Kids", "/Count"})) return -1;
    Handle kids = tree.getKey("/Kids");
    if (!kids.isArray() || kids.getArrayNItems() != tree.getKey("/Count").getIntValueAsInt()) {
      return -1;
    }
    for (int i = 0; i < kids.getArrayNItems(); ++i) {
      if (!ReadPage(kids.getArrayItem(i), tree, pages)) return i + 1;
    }
    for (auto& [id, font] : fonts_) {
      if (!CheckLetters(font)) return -1;
    }
    return 0;
  }

 private:
  struct Font {
    std::string name, family;
    UnicodeMap map;
    std::set<uint16_t> used;
    std::string program;
  };

  bool ReadTrailer() {
    Handle trailer = pdf_.getTrailer();
    if (!HasExactly(trailer, {"/Root", "/Info", "/ID", "/Size"})) return false;
    Handle about = trailer.getKey("/Info");
    return HasExactly(about, {"/Title"}) && about.getKey("/Title").isString() &&
           about.getKey("/Title").getUTF8Value() == kVersionTitle;
  }

  bool ReadCatalogue() {
    Handle root = pdf_.getRoot();
    if (!HasExactly(root, {"/Type", "/Pages", "/Lang", "/ViewerPreferences"})) return false;
    Handle preferences = root.getKey("/ViewerPreferences");
    return HasExactly(preferences, {"/DisplayDocTitle"}) &&
           preferences.getKey("/DisplayDocTitle").isBool() && root.getKey("/Lang").isString() &&
           root.getKey("/Lang").getUTF8Value() == "fr-FR" &&
           IsName(root.getKey("/Type"), "/Catalog");
  }

  bool ReadPage(Handle page, Handle tree, std::vector<std::string>& pages) {
    if (!HasExactly(page, {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}) ||
        !IsName(page.getKey("/Type"), "/Page") || !AreNumbers(page.getKey("/MediaBox")) ||
        page.getKey("/Parent").getObjGen() != tree.getObjGen()) {
      return false;
    }
    Handle resources = page.getKey("/Resources"), contents = page.getKey("/Contents");
    if (!HasExactly(resources, {"/Font"}) || !IsPlainStream(contents)) return false;
    Handle named = resources.getKey("/Font");
    if (!HasAtMost(named, {"/F0", "/F1", "/F2", "/F3", "/F4", "/F5"})) return false;
    if (named.getObjGen() != named_ || !named.isIndirect()) {
      named_ = named.getObjGen();
      maps_.clear();
      for (const std::string& key : named.getKeys()) {
        const Font* font = ReadFont(named.getKey(key));
        if (font == nullptr) return false;
        maps_[key] = font->map;
      }
    }
    const std::string data = Decoded(contents);
    std::string_view content = data;
    if (draft_ != content.starts_with(kDraftMark)) return false;
    if (draft_) content.remove_prefix(kDraftMark.size());
    std::optional<PageText> text = DecodeContent(content, maps_);
    if (!text) return false;
    for (const auto& [key, codes] : text->codes) {
      fonts_.at(named.getKey(key).getObjGen()).used.insert(codes.begin(), codes.end());
    }
    pages.push_back(Utf8(text->text));
    return true;
  }

  // A stream with nothing in its dictionary but what its decoding needs.
  static bool IsPlainStream(Handle stream, const Keys& more = {}) {
    if (!stream.isStream()) return false;
    Keys keys = {"/Length", "/Filter"};
    keys.insert(more.begin(), more.end());
    return HasAtMost(stream.getDict(), keys) &&
           IsName(stream.getDict().getKey("/Filter"), "/FlateDecode");
  }

  const Font* ReadFont(Handle font) {
    if (!font.isIndirect()) return nullptr;
    const auto known = fonts_.find(font.getObjGen());
    if (known != fonts_.end()) return &known->second;
    if (!HasExactly(font, {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts",
                           "/ToUnicode"}) ||
        !IsName(font.getKey("/Subtype"), "/Type0") ||
        FontFile(FamilyOf(font.getKey("/BaseFont"))).empty() ||
        !IsName(font.getKey("/Encoding"), "/Identity-H") ||
        !IsPlainStream(font.getKey("/ToUnicode")) || !font.getKey("/DescendantFonts").isArray() ||
        font.getKey("/DescendantFonts").getArrayNItems() != 1) {
      return nullptr;
    }
    Font read;
    read.name = font.getKey("/BaseFont").getName();
    read.family = FamilyOf(font.getKey("/BaseFont"));
    if (!ReadDescendant(font.getKey("/DescendantFonts").getArrayItem(0), read)) return nullptr;
    std::optional<UnicodeMap> map = ParseToUnicode(Decoded(font.getKey("/ToUnicode")));
    if (!map) return nullptr;
    read.map = std::move(*map);
    return &fonts_.emplace(font.getObjGen(), std::move(read)).first->second;
  }

  static bool ReadDescendant(Handle font, Font& read) {
    if (!HasAtMost(font, {"/BaseFont", "/CIDSystemInfo", "/CIDToGIDMap", "/DW", "/FontDescriptor",
                          "/Subtype", "/Type", "/W"}) ||
        !IsName(font.getKey("/Subtype"), "/CIDFontType2") ||
        !IsName(font.getKey("/BaseFont"), read.name) ||
        !IsName(font.getKey("/CIDToGIDMap"), "/Identity") || !AreNumbers(font.getKey("/W"))) {
      return false;
    }
    Handle system = font.getKey("/CIDSystemInfo");
    if (!HasExactly(system, {"/Registry", "/Ordering", "/Supplement"}) ||
        system.getKey("/Registry").getUTF8Value() != "Adobe" ||
        system.getKey("/Ordering").getUTF8Value() != "Identity") {
      return false;
    }
    Handle descriptor = font.getKey("/FontDescriptor");
    if (!HasAtMost(descriptor,
                   {"/Ascent", "/CapHeight", "/Descent", "/Flags", "/FontBBox", "/FontFile2",
                    "/FontName", "/ItalicAngle", "/StemV", "/Type"}) ||
        !IsName(descriptor.getKey("/FontName"), read.name) ||
        !IsPlainStream(descriptor.getKey("/FontFile2"), {"/Length1"})) {
      return false;
    }
    read.program = Decoded(descriptor.getKey("/FontFile2"));
    return true;
  }

  // The font lists and draws the letters that were written, as what they are, and no others.
  static bool CheckLetters(const Font& font) {
    std::set<uint16_t> mapped;
    for (const auto& [code, text] : font.map) mapped.insert(code);
    return mapped == font.used && HoldsOnly(font.program, font.used) &&
           DrawsAs(font.program, Contents(FontFile(font.family)), font.map);
  }

  QPDF& pdf_;
  const bool draft_;
  std::map<QPDFObjGen, Font> fonts_;
  QPDFObjGen named_;
  std::map<std::string, UnicodeMap> maps_;
};

void AppendLoose(Handle object, std::string& out, int depth) {
  if (depth > 50) return;
  if (object.isString()) {
    out += object.getUTF8Value() + "\n" + object.getStringValue() + "\n";
  } else if (object.isName()) {
    out += object.getName() + "\n";
  } else if (object.isArray()) {
    for (Handle item : object.getArrayAsVector()) {
      if (!item.isIndirect()) AppendLoose(item, out, depth + 1);
    }
  } else if (object.isDictionary()) {
    for (const std::string& key : object.getKeys()) {
      out += key + "\n";
      Handle value = object.getKey(key);
      if (!value.isIndirect()) AppendLoose(value, out, depth + 1);
    }
  }
}

}  // namespace

Result<std::vector<std::string>> ReadVersionPdf(const std::string& bytes, bool draft) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processMemoryFile("version", bytes.data(), bytes.size());
    std::vector<std::string> pages;
    const int fault = VersionReader(pdf, draft).Read(pages);
    // Written again, the file must come out the same: no byte outside its objects, no object that
    // nothing refers to, no earlier revision.
    if (fault != 0 || pdf.anyWarnings() || WriteCanonical(pdf) != bytes) {
      return Fail(ErrorKind::kResidue, "verify.structure", {}, std::max(fault, 0));
    }
    return pages;
  } catch (const std::exception&) {
    return Fail(ErrorKind::kResidue, "verify.structure");
  }
}

std::string LooseText(const std::string& bytes) {
  std::string out;
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("version", bytes.data(), bytes.size());
    AppendLoose(pdf.getTrailer(), out, 0);
    for (Handle object : pdf.getAllObjects()) {
      if (!object.isStream()) {
        AppendLoose(object, out, 0);
        continue;
      }
      AppendLoose(object.getDict(), out, 0);
      try {
        const std::string data = Decoded(object);
        // Font programs are binary: a word found in them is chance. Their letters are checked.
        if (data.compare(0, 4, std::string("\0\1\0\0", 4)) != 0) out += data + "\n";
      } catch (const std::exception&) {
        // Not decodable: refused by ReadVersionPdf.
      }
    }
  } catch (const std::exception&) {
    return {};
  }
  return out;
}

}  // namespace expurge
