#include "policies/strict_toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "policies/nearest.h"

namespace expurge {
namespace {

std::string DateText(const toml::date& date) {
  std::string text = "0000-00-00";
  int year = date.year;
  for (size_t i = 4; i-- > 0; year /= 10) text[i] = static_cast<char>('0' + year % 10);
  text[5] = static_cast<char>('0' + date.month / 10);
  text[6] = static_cast<char>('0' + date.month % 10);
  text[8] = static_cast<char>('0' + date.day / 10);
  text[9] = static_cast<char>('0' + date.day % 10);
  return text;
}

TomlNode Convert(const toml::node& node);

void ConvertTable(const toml::table& table, TomlNode& result) {
  result.kind = TomlNode::Kind::kTable;
  result.entries.reserve(table.size());
  for (const auto& [key, value] : table) {
    TomlNode::Entry entry;
    entry.key = std::string(key.str());
    entry.line = static_cast<int>(key.source().begin.line);
    entry.column = static_cast<int>(key.source().begin.column);
    entry.value = Convert(value);
    result.entries.push_back(std::move(entry));
  }
  // The library sorts keys by name; errors should speak of the first one in the file.
  std::stable_sort(result.entries.begin(), result.entries.end(),
                   [](const TomlNode::Entry& a, const TomlNode::Entry& b) {
                     return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                   });
}

TomlNode Convert(const toml::node& node) {
  TomlNode result;
  result.line = std::max(1, static_cast<int>(node.source().begin.line));
  result.column = std::max(1, static_cast<int>(node.source().begin.column));
  if (const toml::table* table = node.as_table()) {
    ConvertTable(*table, result);
  } else if (const toml::array* array = node.as_array()) {
    result.kind = TomlNode::Kind::kArray;
    for (const toml::node& item : *array) result.items.push_back(Convert(item));
  } else if (const auto* text = node.as_string()) {
    result.kind = TomlNode::Kind::kString;
    result.text = text->get();
  } else if (const auto* boolean = node.as_boolean()) {
    result.kind = TomlNode::Kind::kBoolean;
    result.boolean = boolean->get();
  } else if (const auto* integer = node.as_integer()) {
    result.kind = TomlNode::Kind::kInteger;
    result.integer = integer->get();
  } else if (const auto* date = node.as_date()) {
    result.kind = TomlNode::Kind::kDate;
    result.text = DateText(date->get());
  } else {
    result.kind = TomlNode::Kind::kOther;
  }
  return result;
}

// A date in the line where the parser gave up that is no day of the calendar: the library only
// says that it does not like the number.
bool LineHoldsImpossibleDate(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  text = text.substr(0, text.find('#'));
  for (size_t i = 0; i + 10 <= text.size(); ++i) {
    const std::string_view part = text.substr(i, 10);
    const bool shaped = std::all_of(part.begin(), part.end(), [&](const char& c) {
      const auto at = &c - part.data();
      return (at == 4 || at == 7) ? c == '-' : (c >= '0' && c <= '9');
    });
    if (shaped && !IsDate(part)) return true;
  }
  return false;
}

}  // namespace

const TomlNode* TomlNode::Find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Error TomlSource::Complain(std::string_view what, int line, int column,
                           std::vector<std::string> rest) const {
  Error error{ErrorKind::kUsage, prefix + "." + std::string(what), {}, 0};
  error.args = {file, std::to_string(line), std::to_string(column)};
  for (std::string& argument : rest) error.args.push_back(std::move(argument));
  return error;
}

// A dotted key is a table in a table for each dot, and the library recurses over them: a key of a
// hundred thousand dots would exhaust the stack. Returns the line of the first such key, or 0.
int LineOfDeepKey(std::string_view text) {
  constexpr int kMostDots = 32;
  int line = 1, dots = 0;
  bool key = true;  // before the "=" of the line
  for (const char c : text) {
    if (c == '\n') {
      ++line;
      dots = 0;
      key = true;
    } else if (c == '=' || c == '#') {
      key = false;
    } else if (c == '.' && key && ++dots > kMostDots) {
      return line;
    }
  }
  return 0;
}

// Control characters, line ends and marks that change the direction of writing: in a value of a
// sheet they could forge lines of the version or of the slip.
bool HoldsControl(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto at = [&](size_t k) {
      return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u;
    };
    if (at(0) < 0x20 || at(0) == 0x7F) return true;
    if (at(0) == 0xC2 && at(1) < 0xA0) return true;                       // U+0080 to U+009F
    if (at(0) == 0xE2 && at(1) == 0x80 && at(2) >= 0xA8 && at(2) <= 0xAE) return true;
    if (at(0) == 0xE2 && at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9) return true;
  }
  return false;
}

// The first text below `node` that is no single plain line; null when there is none.
const TomlNode* FirstControl(const TomlNode& node) {
  if (node.kind == TomlNode::Kind::kString && HoldsControl(node.text)) return &node;
  for (const TomlNode& item : node.items) {
    if (const TomlNode* found = FirstControl(item)) return found;
  }
  for (const TomlNode::Entry& entry : node.entries) {
    if (const TomlNode* found = FirstControl(entry.value)) return found;
  }
  return nullptr;
}

Result<TomlNode> ParseToml(std::string_view text, const TomlSource& source) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const int line = LineOfDeepKey(text); line > 0) {
    return tl::unexpected(source.Complain("syntax", line, 1));
  }
  try {
    TomlNode root = Convert(toml::parse(text, source.file));
    root.line = root.column = 1;
    if (source.prefix == "sheet") {
      if (const TomlNode* found = FirstControl(root)) {
        return tl::unexpected(source.Complain("control", found->line, found->column));
      }
    }
    return root;
  } catch (const toml::parse_error& error) {
    const int line = std::max(1, static_cast<int>(error.source().begin.line));
    const int column = std::max(1, static_cast<int>(error.source().begin.column));
    const bool date = LineHoldsImpossibleDate(text, line);
    return tl::unexpected(source.Complain(date ? "date" : "syntax", line, column));
  }
}

bool IsDate(std::string_view date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return false;
  int parts[3] = {0, 0, 0};
  size_t part = 0;
  for (size_t i = 0; i < date.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
    } else if (date[i] < '0' || date[i] > '9') {
      return false;
    } else {
      parts[part] = parts[part] * 10 + (date[i] - '0');
    }
  }
  const auto [year, month, day] = std::array{parts[0], parts[1], parts[2]};
  if (year < 1900 || month < 1 || month > 12) return false;
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day >= 1 && day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

std::string QuotableWord(std::string_view word) {
  const bool plain = !word.empty() && word.size() <= 40 &&
                     std::all_of(word.begin(), word.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
                              c == '?' || c == '!';
                     });
  return plain ? std::string(word) : "…";
}

const TomlNode* TomlReader::Any(std::string_view key) {
  known_.push_back(key);
  return table_.Find(key);
}

const TomlNode* TomlReader::Take(std::string_view key, TomlNode::Kind kind,
                                 std::string_view expected) {
  const TomlNode* node = Any(key);
  if (node == nullptr || node->kind == kind) return node;
  Fault(source_.Complain("type", node->line, node->column,
                         {std::string(key), std::string(expected)}));
  return nullptr;
}

void TomlReader::String(std::string_view key, std::string& out) {
  if (const TomlNode* node = Take(key, TomlNode::Kind::kString, "un texte entre guillemets")) {
    out = node->text;
  }
}

void TomlReader::Boolean(std::string_view key, bool& out) {
  if (const TomlNode* node = Take(key, TomlNode::Kind::kBoolean, "true ou false")) {
    out = node->boolean;
  }
}

void TomlReader::OptionalBoolean(std::string_view key, std::optional<bool>& out) {
  if (const TomlNode* node = Take(key, TomlNode::Kind::kBoolean, "true ou false")) {
    out = node->boolean;
  }
}

void TomlReader::Date(std::string_view key, std::string& out) {
  const TomlNode* node = Take(key, TomlNode::Kind::kDate, "une date sans guillemets : 2026-11-02");
  if (node == nullptr) return;
  out = node->text;
  if (!IsDate(out)) Fault(source_.Complain("date", node->line, node->column));
}

void TomlReader::Strings(std::string_view key, std::vector<std::string>& out) {
  constexpr std::string_view kExpected = "une liste de textes : [\"…\", \"…\"]";
  const TomlNode* node = Take(key, TomlNode::Kind::kArray, kExpected);
  if (node == nullptr) return;
  out.clear();
  for (const TomlNode& item : node->items) {
    if (item.kind != TomlNode::Kind::kString) {
      Fault(source_.Complain("type", item.line, item.column,
                             {std::string(key), std::string(kExpected)}));
      return;
    }
    out.push_back(item.text);
  }
}

const TomlNode* TomlReader::Table(std::string_view key) {
  return Take(key, TomlNode::Kind::kTable, "une section : [" + std::string(key) + "]");
}

std::vector<const TomlNode*> TomlReader::Tables(std::string_view key) {
  const std::string expected = "des sections : [[" + std::string(key) + "]]";
  std::vector<const TomlNode*> tables;
  const TomlNode* node = Take(key, TomlNode::Kind::kArray, expected);
  if (node == nullptr) return tables;
  for (const TomlNode& item : node->items) {
    if (item.kind == TomlNode::Kind::kTable) {
      tables.push_back(&item);
    } else {
      Fault(source_.Complain("type", item.line, item.column, {std::string(key), expected}));
    }
  }
  return tables;
}

void TomlReader::Fault(Error error) {
  if (!error_) error_ = std::move(error);
}

void TomlReader::Require(std::string_view key) {
  if (table_.Find(key) == nullptr) {
    Fault(source_.Complain("missing_key", table_.line, table_.column, {std::string(key)}));
  }
}

Result<void> TomlReader::Finish() {
  if (error_) return tl::unexpected(*error_);
  for (const TomlNode::Entry& entry : table_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    return tl::unexpected(source_.Complain(
        "unknown_key", entry.line, entry.column,
        {QuotableWord(entry.key), NearestWord(entry.key, known_)}));
  }
  return {};
}

}  // namespace expurge
