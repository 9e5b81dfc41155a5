#include "base/bytes.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace nwd {
namespace {

RC_GTEST_PROP(Hex, ReadsBackWhatItWrites, (const Bytes& bytes)) { RC_ASSERT(from_hex(hex(bytes)) == bytes); }

RC_GTEST_PROP(Base64Url, ReadsBackWhatItWrites, (const Bytes& bytes)) {
  const auto text = base64url(bytes);
  RC_ASSERT(text.find_first_of("+/=") == std::string::npos);
  RC_ASSERT(from_base64url(text) == bytes);
}

// Whatever is taken is the one text of those bytes.
RC_GTEST_PROP(Decoders, TakeOnlyTheCanonicalForm, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ABab01-_=+/ ")));
  if (const auto bytes = from_hex(text)) RC_ASSERT(hex(*bytes) == text);
  if (const auto bytes = from_base64url(text)) RC_ASSERT(base64url(*bytes) == text);
}

TEST(Base64Url, KnownAnswersOfRfc4648) {
  EXPECT_EQ(base64url(bytes_of("")), "");
  EXPECT_EQ(base64url(bytes_of("f")), "Zg");
  EXPECT_EQ(base64url(bytes_of("fo")), "Zm8");
  EXPECT_EQ(base64url(bytes_of("foobar")), "Zm9vYmFy");
  EXPECT_EQ(base64url(Bytes{0xfb, 0xff}), "-_8");
}

TEST(Decoders, RefusePaddingStrayBitsAndUnevenText) {
  for (const auto* bad : {"Zg==", "Zh", "Z", "Zm9=", "Zm 8", "Zm+/"}) EXPECT_FALSE(from_base64url(bad)) << bad;
  for (const auto* bad : {"a", "0g", "0x00", "AB", "0 "}) EXPECT_FALSE(from_hex(bad)) << bad;
}

TEST(Views, ShareTheBytesOfTheText) {
  const std::string text = "a\0b";
  EXPECT_EQ(text_of(bytes_of(text)), text);
}

RC_GTEST_PROP(Base64, IsReadBackWithItsPadding, (const Bytes& bytes)) {
  const auto text = base64(bytes);
  RC_ASSERT(text.size() == (bytes.size() + 2) / 3 * 4);
  RC_ASSERT(from_base64(text) == bytes);
}

TEST(Base64, TakesTheCanonicalFormOnly) {
  EXPECT_EQ(base64(bytes_of("f")), "Zg==");  // RFC 4648 section 10
  EXPECT_EQ(base64(bytes_of("fo")), "Zm8=");
  EXPECT_EQ(base64(bytes_of("foobar")), "Zm9vYmFy");
  EXPECT_EQ(base64(Bytes{0xfb, 0xff}), "+/8=");
  for (const auto* bad : {"Zg", "Zg=", "Zg===", "Z===", "Zh==", "-_8=", "Zm=v", "====", "Zg==Zg=="})
    EXPECT_FALSE(from_base64(bad)) << bad;
}

}  // namespace
}  // namespace nwd
