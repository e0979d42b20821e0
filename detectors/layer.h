// What one way of finding things (identifiers, names, lexicon, learned tagger) offers the detector.
//
// Thread-safe: immutable once built.
#pragma once

#include <vector>

#include "base/document.h"
#include "base/finding.h"
#include "detectors/segment.h"

namespace expurge {

class Layer {
 public:
  virtual ~Layer() = default;
  // Appends findings in bytes of `document.text`, in any order; they may overlap.
  virtual void Find(const Document& document, const Segmentation& segments,
                    std::vector<Finding>& findings) const = 0;
};

}  // namespace expurge
