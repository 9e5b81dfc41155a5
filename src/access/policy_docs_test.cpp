// docs/security/access.md shows the policy's table: line by line the one that decides.
#include <gtest/gtest.h>

#include <fstream>

#include "access/policy_table.h"

namespace nwd::access {
namespace {

std::string words(std::uint16_t bits) {
  std::string text;
  for (int i = 0; i < policy::bit_count; ++i)
    if ((bits >> static_cast<unsigned>(i) & 1U) != 0)
      text += (text.empty() ? "" : ", ") +
              std::string(policy::name(static_cast<policy::Bit>(1U << static_cast<unsigned>(i))));
  return text.empty() ? "" : text + ' ';
}

std::string in_the_policy() {
  std::string all;
  for (const auto& line : policy::lines())
    all += "| " + std::string(name(line.deed)) + " | " + std::string(name(line.role)) + " | " + words(line.needs) +
           "| " + words(line.never) + "|\n";
  return all;
}

std::string in_the_document() {
  std::ifstream file(std::string(NWD_SOURCE_DIR) + "/docs/security/access.md");
  const std::string head = "| deed | role | if | never |";
  std::string all;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (inside && line.empty()) break;
    if (inside && !line.starts_with("|---")) all += line + '\n';
    if (line == head) inside = true;
  }
  return all;
}

TEST(PolicyDocs, TheTableIsThePolicys) { EXPECT_EQ(in_the_document(), in_the_policy()); }

}  // namespace
}  // namespace nwd::access
