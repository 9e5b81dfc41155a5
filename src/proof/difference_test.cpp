#include "proof/difference.h"

#include <gtest/gtest.h>

#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

using charter::Charter;

Differences compared(const Charter& before, const Charter& after, const DifferenceOptions& options = {}) {
  auto d = differences(before, after, options);
  if (!d) throw std::runtime_error(d.error().message + " " + d.error().detail);
  return *std::move(d);
}

Charter carried(const std::string& name) { return checked(std::string(charter::builtin(name))); }

TEST(Difference, ACharterIsTheSameAsItself) {
  for (const auto name : charter::builtin_charters()) {
    const auto charter = carried(std::string(name));
    const auto d = compared(charter, charter);
    EXPECT_TRUE(d.found.empty() && d.unknown.empty()) << name;
    EXPECT_FALSE(d.same.empty()) << name;
  }
}

}  // namespace
}  // namespace nwd::proof
