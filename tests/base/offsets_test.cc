#include "base/offsets.h"

#include <gtest/gtest.h>

namespace expurge {
namespace {

TEST(OffsetConverter, CountsBytesCodePointsAndUtf16Units) {
  const std::string_view text = "é😀a";  // 2 + 4 + 1 bytes
  OffsetConverter offsets(text);
  EXPECT_EQ(offsets.At(0).code_points, 0u);
  EXPECT_EQ(offsets.At(2).code_points, 1u);
  EXPECT_EQ(offsets.At(6).code_points, 2u);
  EXPECT_EQ(offsets.At(6).utf16, 3u);
  EXPECT_EQ(offsets.At(7).utf16, 4u);
  EXPECT_EQ(offsets.At(99).bytes, 7u);
}

TEST(OffsetConverter, GoesBackWhenAsked) {
  OffsetConverter offsets("àbc");
  EXPECT_EQ(offsets.At(4).code_points, 3u);
  EXPECT_EQ(offsets.At(2).code_points, 1u);
}

}  // namespace
}  // namespace expurge
