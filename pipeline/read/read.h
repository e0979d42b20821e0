// Reads a report: bytes of any kind to a Document. The kind is told by content, not by name.
//
// Errors are kUnreadable: "read.empty", "read.binary", "read.scan" (a PDF without text),
// "read.encrypted" (a password is needed), "read.password" (a wrong one), "read.damaged",
// "read.convert" (args: kind, command that converts it), "read.limit".
// Thread-safe: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/document.h"
#include "base/error.h"

namespace expurge {

enum class InputKind { kText, kPdf, kUnsupported };

// Told by the first bytes; text of no known encoding and other formats are kUnsupported.
InputKind SniffKind(std::string_view bytes);

struct ReadOptions {
  std::string password;  // user or owner password of an encrypted PDF
};

[[nodiscard]] Result<Document> Read(const std::string& bytes, const ReadOptions& options);
[[nodiscard]] Result<Document> ReadText(std::string_view bytes);
[[nodiscard]] Result<Document> ReadPdf(const std::string& bytes, const ReadOptions& options);

}  // namespace expurge
