// SHA-256 of bytes, as 64 lower-case hex digits. Used for input, policy and version hashes.
#pragma once

#include <string>
#include <string_view>

namespace expurge {

std::string Sha256Hex(std::string_view bytes);

}  // namespace expurge
