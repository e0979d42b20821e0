// How two lines of a paragraph become one: by a space, by nothing, or by dropping the hyphen.
//
// A hyphen at a line end is either the word's own ("rendez-vous") or the typesetter's
// ("trai-tement"). The rest of the document decides when it has the word; French usage otherwise.
//
// Thread-safe once built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace expurge {

enum class Join : uint8_t { kSpace, kNothing, kDropHyphen };

class LineJoiner {
 public:
  // First every pair of lines that may have to be joined, then all lines; then ask.
  void Expect(std::string_view line, std::string_view next);
  bool expects() const { return !wanted_.empty(); }
  void Learn(std::string_view line);

  Join Decide(std::string_view line, std::string_view next) const;

 private:
  // Typesetting that divides words does so every few lines; a hyphen now and then is the word's.
  bool Divides() const { return hyphens_ * 33 >= pairs_; }

  size_t pairs_ = 0;
  size_t hyphens_ = 0;
  std::set<std::string> wanted_;
  std::set<std::string> seen_;
};

}  // namespace expurge
