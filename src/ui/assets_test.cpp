#include "ui/assets.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <string>

namespace nwd::ui {
namespace {

std::string unzipped(std::string_view gzip) {
  z_stream stream{};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return "";
  std::string in(gzip);
  std::string out(std::size_t{4} << 20U, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());  // NOLINT: zlib's own type for bytes
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());  // NOLINT
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return result == Z_STREAM_END ? out : "";
}

const Asset& asset(std::string_view name) {
  const auto all = assets();
  return *std::find_if(all.begin(), all.end(), [&](const Asset& a) { return a.name == name; });
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

TEST(Assets, AreNamedByTheirBytesAndZipped) {
  ASSERT_EQ(assets().size(), 3U);
  for (const auto& a : assets()) {
    EXPECT_TRUE(a.path.starts_with("/assets/")) << a.path;
    EXPECT_EQ(a.path.size(), std::string_view("/assets/.").size() + a.name.size() + 12) << a.path;
    EXPECT_EQ(asset_path(a.name), a.path);
    EXPECT_EQ(unzipped(a.gzip), a.bytes) << a.name;
  }
  EXPECT_EQ(asset_path("absent"), "");
}

TEST(Assets, StayWithinTheirBudgets) {
  EXPECT_LE(asset("nwd.css").gzip.size(), 20U << 10U);
  EXPECT_LE(asset("nwd.js").gzip.size(), 10U << 10U);
}

TEST(Assets, FetchNothingFromElsewhere) {
  const auto css = asset("nwd.css").bytes;
  for (const std::string_view absent : {"url(", "@import", "@font-face", "GDS Transport", "crown"}) {
    EXPECT_FALSE(holds(css, absent)) << absent;
  }
}

// The Content-Security-Policy asks for Trusted Types: a script that made markup or code of text would stop.
TEST(Assets, ScriptsMakeNoMarkupOfText) {
  const auto js = asset("nwd.js").bytes;
  for (const std::string_view absent : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                                        "new Function", "localStorage", "sessionStorage", "http://", "https://"}) {
    EXPECT_FALSE(holds(js, absent)) << absent;
  }
}

}  // namespace
}  // namespace nwd::ui
