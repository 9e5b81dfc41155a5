// Every broken charter in testdata/ gives exactly the messages beside it. NWD_UPDATE_GOLDEN=1 writes them anew, to be
// read before they are committed.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "charter/charter.h"

namespace nwd::charter {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(NWD_SOURCE_DIR) / "src/charter/testdata";

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> broken_charters() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".charter") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Golden, BrokenChartersGiveExactlyTheseMessages) {
  const auto all = broken_charters();
  std::size_t broken = 0;  // the others are only warned about
  for (const auto& path : all) {
    const auto text = content(path);
    const auto result = check(text);
    broken += result.charter ? 0 : 1;
    const auto got = render_text(result.diagnostics, path.filename().string(), text);
    auto expected = path;
    expected.replace_extension(".expected");
    if (std::getenv("NWD_UPDATE_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << got;
    EXPECT_EQ(got, content(expected)) << path;
    EXPECT_FALSE(result.diagnostics.empty()) << path;
  }
  EXPECT_GE(broken, 60U);
}

TEST(Golden, JsonSaysTheSame) {
  for (const auto& path : broken_charters()) {
    const auto text = content(path);
    const auto result = check(text);
    const auto json = boost::json::parse(render_json(result.diagnostics, "x.charter", text)).as_object();
    const auto& list = json.at("diagnostics").as_array();
    ASSERT_EQ(list.size(), result.diagnostics.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto& d = list[i].as_object();
      EXPECT_EQ(d.at("code").as_string(), result.diagnostics[i].code);
      EXPECT_EQ(d.at("span").at("line").to_number<std::uint32_t>(),
                position_of(text, result.diagnostics[i].span.begin).line);
    }
  }
}

TEST(Golden, TheSuggestionMendsTheText) {
  auto text = content(folder / "misspelt-clause.charter");
  const auto result = check(text);
  ASSERT_EQ(result.diagnostics.size(), 1U);
  const auto& s = *result.diagnostics[0].suggestion;
  text.replace(s.span.begin, s.span.end - s.span.begin, s.replacement);
  EXPECT_TRUE(check(text).charter);
}

}  // namespace
}  // namespace nwd::charter
