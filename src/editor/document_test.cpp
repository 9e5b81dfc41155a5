#include "editor/document.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "charter/charter.h"
#include "editor/sample_test.h"

namespace nwd::editor {
namespace {

using testing::sample;

std::vector<std::string> codes(const Analysis& all) {
  std::vector<std::string> out;
  for (const auto& d : all.diagnostics) out.push_back(d.code);
  return out;
}

// An editor that keeps its text as UTF-16 and tells the server each change.
RC_GTEST_PROP(DocumentProperty, EditsInStepsLeadToTheSameTextAndTheSameDiagnostics, ()) {
  const auto encoding = *rc::gen::element(Encoding::utf16, Encoding::utf8);
  std::string text(sample);
  Document document(text, 1);
  const auto steps = *rc::gen::inRange(1, 12);
  for (int i = 0; i < steps; ++i) {
    const Lines lines(text);
    const auto size = static_cast<std::uint32_t>(text.size());
    const auto somewhere = [&] {
      const auto place = lines.place(text, *rc::gen::inRange(0U, size + 1), encoding);
      return std::pair(place, lines.offset(text, place, encoding));
    };
    auto from = somewhere();
    auto to = *rc::gen::inRange(0, 4) == 0 ? somewhere() : from;
    if (to.second < from.second) std::swap(from, to);
    const auto written =
        *rc::gen::element<std::string>("", "ö", "𝄞 ", "\n", "\r\n", "rule ", "\"", "state x = never\n", "18");
    text.replace(from.second, to.second - from.second, written);
    document.edit(from.first, to.first, encoding, written);
  }
  document.settle(2);
  RC_ASSERT(document.text() == text);
  RC_ASSERT(codes(document.analysis()) == codes(analyse(text)));
  RC_ASSERT(document.version() == 2);
}

TEST(Document, ARangeTheWrongWayRoundIsTakenTheRightWay) {
  Document document("abc", 1);
  document.edit({0, 2}, {0, 1}, Encoding::utf16, "X");
  EXPECT_EQ(document.text(), "aXc");
}

TEST(Document, WhatHasGrownTooLargeIsLetGoUntilItIsReplaced) {
  Document document("#", 1);
  document.replace(std::string(max_document_bytes + 1, '#'));
  document.settle(2);
  EXPECT_EQ(codes(document.analysis()), std::vector<std::string>{"C0903"});
  document.edit({0, 0}, {0, 0}, Encoding::utf16, "x");
  EXPECT_EQ(document.text(), "");
  document.replace(std::string(sample));
  document.settle(3);
  EXPECT_TRUE(document.analysis().diagnostics.empty());
}

TEST(Document, BetweenTheBoundOfCharactersAndItsOwnItSaysSoAndKeepsTheText) {
  Document document(std::string((std::size_t{4} << 20U) + 1, '\n'), 1);
  EXPECT_EQ(codes(document.analysis()), std::vector<std::string>{"C0903"});
  document.edit({0, 0}, {2, 0}, Encoding::utf16, "");
  document.settle(2);
  EXPECT_EQ(document.text().size(), (std::size_t{4} << 20U) - 1);
}

}  // namespace
}  // namespace nwd::editor
