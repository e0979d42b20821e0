// TOML read strictly: the tree of a file with the line and column of every key and value, and a
// reader that takes known keys out of a table and complains of what is left.
//
// The only place that knows the TOML library. Errors are kUsage with the arguments file, line,
// column and what the id needs; a key or value that does not look like one (a report given as a
// sheet, say) is not repeated in the message.
//
// Thread-safe: plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace expurge {

struct TomlNode {
  enum class Kind { kString, kBoolean, kInteger, kDate, kArray, kTable, kOther };
  struct Entry;

  Kind kind = Kind::kTable;
  std::string text;  // strings; dates as "2026-11-02"
  bool boolean = false;
  int64_t integer = 0;
  std::vector<TomlNode> items;  // arrays
  std::vector<Entry> entries;   // tables, in the order of the file
  int line = 1, column = 1;     // 1-based, of the value

  const TomlNode* Find(std::string_view key) const;  // null when absent
};

struct TomlNode::Entry {
  std::string key;
  int line = 1, column = 1;  // of the key
  TomlNode value;
};

// Where a complaint goes: `prefix` is "policy" or "sheet" and opens the ids of errors.
struct TomlSource {
  std::string prefix;
  std::string file;

  // Error `prefix.what` with args file, line, column, then `rest`.
  Error Complain(std::string_view what, int line, int column,
                 std::vector<std::string> rest = {}) const;
};

// Errors: "prefix.syntax", "prefix.date" (a date that does not exist), "prefix.utf8".
[[nodiscard]] Result<TomlNode> ParseToml(std::string_view text, const TomlSource& source);

// Whether `date` is "YYYY-MM-DD" and a day of the calendar.
bool IsDate(std::string_view date);

// Takes the known keys out of one table. The first error is kept; Finish() returns it, or a
// complaint of the first key that nobody took ("prefix.unknown_key", with the nearest known one
// as last argument, empty when none is near).
class TomlReader {
 public:
  // `table` and `source` must outlive the reader.
  TomlReader(const TomlNode& table, const TomlSource& source) : table_(table), source_(source) {}

  // Each sets `out` when the key is there and of the right type; a missing key leaves it alone.
  void String(std::string_view key, std::string& out);
  void Boolean(std::string_view key, bool& out);
  void OptionalBoolean(std::string_view key, std::optional<bool>& out);
  void Date(std::string_view key, std::string& out);
  void Strings(std::string_view key, std::vector<std::string>& out);
  // The table under the key, null when absent; Tables: an array of tables.
  const TomlNode* Table(std::string_view key);
  std::vector<const TomlNode*> Tables(std::string_view key);
  // The node of any type, for the caller to judge.
  const TomlNode* Any(std::string_view key);

  // Keeps an error of the caller, if it is the first.
  void Fault(Error error);
  // Complains when the key is absent ("prefix.missing_key").
  void Require(std::string_view key);
  // The node of a key that was read, to say where its value stands; null when absent.
  const TomlNode* Node(std::string_view key) const { return table_.Find(key); }

  bool ok() const { return !error_.has_value(); }
  [[nodiscard]] Result<void> Finish();

 private:
  const TomlNode* Take(std::string_view key, TomlNode::Kind kind, std::string_view expected);

  const TomlNode& table_;
  const TomlSource& source_;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

// `word` when it looks like an id (letters, digits, dot, dash, underscore, at most 40 bytes), else
// "…": what is quoted in a message must never be a sentence of a report.
std::string QuotableWord(std::string_view word);

}  // namespace expurge
