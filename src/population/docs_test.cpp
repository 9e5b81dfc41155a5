// The example of docs/population.md runs, and gives what the page shows.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "population/run.h"

namespace nwd::population {
namespace {

std::vector<std::string> csv_blocks(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> out;
  std::string line;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line == "```csv") out.emplace_back();
    if (inside && line != "```") out.back() += line + "\n";
    inside = line == "```csv" || (inside && line != "```");
  }
  return out;
}

TEST(Docs, TheExampleGivesWhatThePageShows) {
  const auto blocks = csv_blocks(NWD_SOURCE_DIR "/docs/population.md");
  ASSERT_EQ(blocks.size(), 2U);
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

}  // namespace
}  // namespace nwd::population
