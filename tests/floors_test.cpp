// The house stands: no folder includes from a floor above its own, or from a neighbour that the order does not allow.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;
using Allowed = std::map<std::string, std::set<std::string>>;

// docs/architecture.md draws this.
const Allowed& allowed() {
  static const Allowed table = [] {
    Allowed t{{"base", {}},
              {"storage", {"base"}},
              {"vault", {"base"}},
              {"http", {"base"}},
              {"ui", {"base"}},
              {"keyring", {"base", "storage", "vault"}},
              {"audit", {"base", "storage", "vault"}},
              {"access", {"base", "storage", "vault", "keyring", "http", "audit"}},
              {"passkey", {"base", "storage", "vault", "keyring", "http", "audit", "access"}},
              {"oidc", {"base", "storage", "vault", "keyring", "http", "audit", "access", "passkey"}},
              {"charter", {"base"}},
              {"population", {"base", "charter"}},
              {"proof", {"base", "charter"}},
              {"editor", {"base", "charter"}},
              {"match", {"base"}}};
    const std::set<std::string> platform{"base",    "storage", "vault",  "keyring",    "http",
                                         "ui",      "audit",   "access", "passkey",    "oidc",
                                         "charter", "match",   "proof",  "population", "editor"};
    std::set<std::string> below = platform;
    for (const auto* feature : {"directory", "casework", "search", "release", "same_person", "drafting", "referral",
                                "person", "front", "cli"}) {
      t[feature] = below;
      below.insert(feature);
    }
    return t;
  }();
  return table;
}

std::vector<std::string> breaches_in(const fs::path& file, const std::string& folder) {
  static const std::regex include(R"(^\s*#\s*include\s*"([a-z_]+)/)");
  std::vector<std::string> breaches;
  std::ifstream in(file);
  std::string line;
  while (std::getline(in, line)) {
    std::smatch match;
    if (!std::regex_search(line, match, include)) continue;
    const std::string target = match[1];
    if (target != folder && !allowed().at(folder).contains(target))
      breaches.push_back(file.filename().string() + " in " + folder + "/ includes " + target + "/");
  }
  return breaches;
}

TEST(Floors, NoFolderIncludesUpwards) {
  const fs::path source = fs::path(NWD_SOURCE_DIR) / "src";
  std::vector<std::string> breaches;
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(source)) {
    const auto folder = entry.path().lexically_relative(source).begin()->string();
    if (!entry.is_regular_file() || !allowed().contains(folder)) continue;
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
    ++files;
    for (const auto& breach : breaches_in(entry.path(), folder)) breaches.push_back(breach);
  }
  EXPECT_GT(files, 50);
  EXPECT_THAT(breaches, testing::IsEmpty());
}

TEST(Floors, EveryFolderHasItsPlace) {
  for (const auto& entry : fs::directory_iterator(fs::path(NWD_SOURCE_DIR) / "src"))
    if (entry.is_directory()) {
      EXPECT_TRUE(allowed().contains(entry.path().filename().string())) << entry.path().filename();
    }
}

TEST(Floors, SqlStandsInStoresOnly) {
  static const std::regex sql(R"(\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s+[a-z_]+)");
  const fs::path source = fs::path(NWD_SOURCE_DIR) / "src";
  for (const auto& entry : fs::recursive_directory_iterator(source)) {
    const auto name = entry.path().filename().string();
    const auto folder = entry.path().lexically_relative(source).begin()->string();
    if (entry.path().extension() != ".cpp" || folder == "storage") continue;
    if (name.find("store") != std::string::npos || name.ends_with("_test.cpp") ||
        name.find("testing") != std::string::npos)
      continue;
    std::ifstream in(entry.path());
    std::string line;
    while (std::getline(in, line)) EXPECT_FALSE(std::regex_search(line, sql)) << entry.path() << ": " << line;
  }
}

}  // namespace
