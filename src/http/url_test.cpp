#include "http/url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/bytes.h"
#include "base/text.h"

namespace nwd::http {
namespace {

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) out += "%" + hex(bytes_of(std::string_view(&c, 1)));
  return out;
}

TEST(Url, EncodesAllButWhatIsUnreserved) {
  EXPECT_EQ(percent_encoded("a-Z_0.~"), "a-Z_0.~");
  EXPECT_EQ(percent_encoded("/today?b=1,2"), "%2Ftoday%3Fb%3D1%2C2");
  EXPECT_EQ(percent_encoded("1,2&\xc3\xa9", ","), "1,2%26%C3%A9");
  EXPECT_EQ(encode_pairs({{"a b", "c&d"}, {"e", ""}}), "a%20b=c%26d&e=");
}

// Any text of code points that may stand in a path or a form.
rc::Gen<std::string> printable_text() {
  const auto piece = rc::gen::element<std::string>("a", "Z", "0", " ", "+", "%", "&", "=", ";", "\xc3\xa9",
                                                   "\xe2\x82\xac", "\xf0\x9f\x8f\xa0", "?", "#", "~");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const auto& p : pieces) text += p;
    return text;
  });
}

TEST(Url, TakesOnlyPlainPaths) {
  EXPECT_EQ(decode_path("/a/b%20c"), "/a/b c");
  EXPECT_EQ(decode_path("/"), "/");
  for (const auto* bad : {"", "a", "/a/", "/a//b", "/../a", "/a/..", "/%2e%2e/a", "/%2e", "/a%2fb", "/a%5cb", "/a\\b",
                          "/a%", "/a%z", "/a%zz", "/%00", "/a%0ab", "/%7f", "/%ff", "/%c0%af"})
    EXPECT_EQ(decode_path(bad), std::nullopt) << bad;
}

RC_GTEST_PROP(Url, PathsComeBackAsTheyWere, ()) {
  const auto text = *printable_text();
  RC_PRE(!text.empty());
  RC_ASSERT(decode_path("/a/" + encoded(text)) == "/a/" + text);
}

RC_GTEST_PROP(Url, DecodedPathsAreUtf8WithoutControls, (const std::string& any)) {
  for (const auto& decoded : {decode_path("/" + any), decode_path("/" + encoded(any))}) {
    if (!decoded) continue;
    RC_ASSERT(is_utf8(*decoded));
    for (const char c : *decoded) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  }
}

RC_GTEST_PROP(Url, FormsComeBackAsTheyWere, ()) {
  const auto name = *printable_text();
  const auto value = *printable_text();
  RC_PRE(!name.empty());
  const auto pairs = decode_pairs(encoded(name) + "=" + encoded(value) + "&" + encoded(name), 2);
  RC_ASSERT(pairs == (Pairs{{name, value}, {name, ""}}));
}

RC_GTEST_PROP(Url, PairsAreNeverMoreThanAllowed, (const std::string& any)) {
  const auto pairs = decode_pairs(any, 2);
  if (pairs) RC_ASSERT(pairs->size() <= 2U);
}

TEST(Url, PairsAreBounded) {
  EXPECT_EQ(decode_pairs("a=1&b=&c", 3)->size(), 3U);
  EXPECT_EQ(decode_pairs("a=1&b=2", 1), std::nullopt);
  EXPECT_EQ(decode_pairs("note=two%0D%0Alines", 1)->front().second, "two\r\nlines");
  EXPECT_EQ(decode_pairs("a%0a=1", 3), std::nullopt);
  EXPECT_EQ(decode_pairs("a=%00", 3), std::nullopt);
}

}  // namespace
}  // namespace nwd::http
