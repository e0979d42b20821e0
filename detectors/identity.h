// The layer of identities: names, births, addresses, contacts, numbers.
//
// What belongs to the writer or to another professional (a signature block, an office line, a
// service's mailbox) is identite.professionnel, which policies treat apart; a number without an
// owner in sight is taken for a person's. Thread-safe: immutable once loaded.
#pragma once

#include <filesystem>
#include <memory>

#include "base/error.h"
#include "detectors/layer.h"

namespace expurge {

// `folder`: detectors/data/identity. Errors: kUsage "detect.data".
[[nodiscard]] Result<std::unique_ptr<const Layer>> LoadIdentityLayer(
    const std::filesystem::path& folder);

}  // namespace expurge
