// Tables as bytes that are used where they lie: each array is its size in bytes (8 bytes), then its
// elements, then zeros up to a multiple of 8. Native byte order and layout, because the build that
// writes the file makes the program that reads it.
//
// Thread-safe: pure functions.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace expurge {

// `elements` must have no padding, so that the same tables always give the same bytes.
template <typename Array>
void AppendArray(const Array& elements, std::string& bytes) {
  using Element = std::remove_cvref_t<decltype(elements[0])>;
  static_assert(std::has_unique_object_representations_v<Element>);
  const uint64_t size = elements.size() * sizeof(Element);
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  bytes.append(reinterpret_cast<const char*>(elements.data()), size);
  bytes.append((8 - size % 8) % 8, '\0');
}

// Takes an array off the front of `bytes`, which must be aligned to 8. False when it is not there.
template <typename Element>
bool TakeArray(std::string_view& bytes, std::span<const Element>& elements) {
  static_assert(alignof(Element) <= 8);
  uint64_t size = 0;
  if (bytes.size() < sizeof size) return false;
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  if (size > bytes.size() || size % sizeof(Element) != 0) return false;
  const uint64_t padded = size + (8 - size % 8) % 8;
  if (padded > bytes.size()) return false;
  elements = {reinterpret_cast<const Element*>(bytes.data()), size / sizeof(Element)};
  bytes.remove_prefix(padded);
  return true;
}

}  // namespace expurge
