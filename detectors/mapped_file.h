// The bytes of a data file, mapped: only the pages that are looked at are ever read.
//
// Thread-safe: immutable once opened. A view of the bytes must not outlive the object.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace expurge {

class MappedFile {
 public:
  // Nothing when the file cannot be read or is empty.
  [[nodiscard]] static std::optional<MappedFile> Open(const std::filesystem::path& path);

  MappedFile(MappedFile&& other) noexcept : address_(std::exchange(other.address_, nullptr)),
                                            size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(address_, other.address_);
    std::swap(size_, other.size_);
    return *this;
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  // Begins at a page: aligned for every type.
  std::string_view bytes() const { return {static_cast<const char*>(address_), size_}; }

 private:
  MappedFile(void* address, size_t size) : address_(address), size_(size) {}

  void* address_ = nullptr;
  size_t size_ = 0;
};

}  // namespace expurge
