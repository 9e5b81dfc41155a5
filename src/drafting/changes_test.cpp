// Line by line: the old text and the new one can both be read from what is laid side by side.
#include "drafting/changes.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace nwd::drafting {
namespace {

using Kind = ChangedLine::Kind;

std::string told(std::string_view before, std::string_view after) {
  std::string out;
  const auto lines = changed_lines(before, after).value();
  for (const auto& line : lines) {
    out += line.kind == Kind::added ? '+' : line.kind == Kind::removed ? '-' : line.kind == Kind::same ? ' ' : '.';
    out += std::string(line.text) + "|";
  }
  return out;
}

TEST(ChangedLines, ShowWhatChangedAndTwoLinesAround) {
  EXPECT_EQ(told("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9"), " 3| 4|-5|+five| 6| 7|");
  EXPECT_EQ(told("a", "a"), "");
  EXPECT_EQ(told("a\nb", "a"), " a|-b|");
  EXPECT_EQ(told("1\n2\n3\n4\n5\n6\n7\n8", "one\n2\n3\n4\n5\n6\n7\neight"), "-1|+one| 2| 3|.| 6| 7|-8|+eight|");
}

TEST(ChangedLines, TextsWithNothingInCommonAreNotLaidSideBySide) {
  std::string a;
  std::string b;
  for (int i = 0; i < 3000; ++i) {
    a += "a\n";
    b += "b\n";
  }
  EXPECT_FALSE(changed_lines(a, b));
}

RC_GTEST_PROP(ChangedLines, AddAndRemoveExactlyWhatDiffers, ()) {
  const auto some = [] {
    std::string out;
    for (const int n : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4))) out += std::to_string(n) + "\n";
    return out;
  };
  const auto before = some();
  const auto after = some();
  const auto count = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
  std::ptrdiff_t net = 0;
  bool changed = false;
  const auto lines = changed_lines(before, after).value();
  for (const auto& line : lines) {
    net += line.kind == Kind::added ? 1 : line.kind == Kind::removed ? -1 : 0;
    changed = changed || line.kind != Kind::same;
  }
  RC_ASSERT(net == count(after) - count(before));
  RC_ASSERT(changed == (before != after));
}

}  // namespace
}  // namespace nwd::drafting
