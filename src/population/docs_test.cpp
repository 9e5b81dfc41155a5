// The example of docs/population.md runs, and gives what the page shows.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "population/run.h"

namespace nwd::population {
namespace {

std::vector<std::string> blocks_of(const std::string& path, const std::string& kind) {
  std::ifstream in(path);
  std::vector<std::string> out;
  std::string line;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line == "```" + kind) out.emplace_back();
    if (inside && line != "```") out.back() += line + "\n";
    inside = line == "```" + kind || (inside && line != "```");
  }
  return out;
}

const std::string page = NWD_SOURCE_DIR "/docs/population.md";

TEST(Docs, TheExampleGivesWhatThePageShows) {
  const auto blocks = blocks_of(page, "csv");
  ASSERT_EQ(blocks.size(), 3U);
  const auto law = charter::check(charter::builtin("us-mn-safe-harbor")).charter;
  ASSERT_TRUE(law);
  std::istringstream in(blocks[0]);
  std::ostringstream out;
  const auto report = run_csv(*law, in, out, {}, {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->set_aside, 0);
  EXPECT_TRUE(report->columns_set_aside.empty());
  std::istringstream shown(blocks[1]);
  for (std::string line; std::getline(shown, line);) EXPECT_THAT(out.str(), ::testing::HasSubstr(line + "\n"));
}

TEST(Docs, TheExampleWithPricesCostsWhatThePageShows) {
  const auto blocks = blocks_of(page, "csv");
  const auto law = charter::check(blocks_of(page, "charter").at(0));
  ASSERT_TRUE(law.charter && law.diagnostics.empty());
  const auto first = blocks[0].find('\n', blocks[0].find('\n') + 1) + 1;  // the head and the first person
  std::istringstream in(blocks[0].substr(0, first));
  std::ostringstream out;
  TotalsOptions year;
  year.from = *parse_day("2024-01-01");
  year.until = *parse_day("2025-01-01");
  const auto report = total_csv(*law.charter, in, out, year, {});
  ASSERT_TRUE(report);
  std::istringstream shown(blocks.at(2));
  for (std::string line; std::getline(shown, line);) EXPECT_THAT(out.str(), ::testing::HasSubstr(line + "\n"));
  EXPECT_THAT(render_text(*report), ::testing::HasSubstr("no price: SH pays for education on 245 days"));
}

}  // namespace
}  // namespace nwd::population
