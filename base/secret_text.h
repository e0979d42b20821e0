// Text of a document. It has no stream operator and no formatter, so that logging it by mistake
// does not compile; Reveal() marks each place where the text is really needed.
//
// Thread-safe: as a std::string.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace expurge {

class SecretText {
 public:
  SecretText() = default;
  explicit SecretText(std::string text) : text_(std::move(text)) {}

  // The bytes, valid UTF-8 for every document that a reader returned. The view lives as long as
  // this object is neither moved nor assigned.
  std::string_view Reveal() const { return text_; }

  size_t size() const { return text_.size(); }  // bytes
  bool empty() const { return text_.empty(); }
  bool operator==(const SecretText&) const = default;

 private:
  std::string text_;
};

}  // namespace expurge
