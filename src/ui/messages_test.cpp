#include "ui/messages.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace nwd::ui {
namespace {

Result<Messages> parsed(std::string_view en, std::string_view es = "") {
  return Messages::parse({{"a.ftl", en}}, {{"a.ftl", es}});
}

std::string shown(std::string_view en, Arguments arguments = {}, std::string_view key = "a") {
  const auto messages = parsed(en);
  return messages ? messages->get(Locale::en, key, arguments) : "ERROR " + messages.error().message;
}

std::string error_of(std::string_view en) {
  const auto messages = parsed(en);
  return messages ? "" : messages.error().message;
}

TEST(Fluent, ReadsMessagesAttributesTermsAndComments) {
  const std::string_view file =
      "# one\n## two\n### three\n\n-brand = Notes\na = In { -brand }: { b } { b.c }\nb = x\n    .c = y\n    .d = z\n";
  EXPECT_EQ(shown(file), "In Notes: x y");
  EXPECT_EQ(shown(file, {}, "b.d"), "z");
  EXPECT_EQ(shown(file, {}, "absent"), "{absent}");
}

TEST(Fluent, ReadsLinesThatGoOn) {
  EXPECT_EQ(shown("a = one\n    two\n\n    three  \nb = x\n"), "one\ntwo\n\nthree");
  EXPECT_EQ(shown("a =\n    one\n    { $x } two\n", {{"x", 5}}), "one\n5 two");
}

TEST(Fluent, ReadsLiteralsAndEscapes) {
  EXPECT_EQ(shown("a = { \"\\u00F1 \\\"q\\\" \\\\ {x}\" }{ 7 }{ \"\\U01F600\" }"), "ñ \"q\" \\ {x}7\xF0\x9F\x98\x80");
  EXPECT_EQ(shown("a = x{ \"  \" }"), "x  ") << "spaces of a literal stay";
}

TEST(Fluent, ChoosesByNumberByCategoryAndByWord) {
  const std::string_view beds = "a = { $n ->\n    [0] none\n    [one] one bed\n   *[other] { $n } beds\n}\n";
  EXPECT_EQ(shown(beds, {{"n", 0}}), "none");
  EXPECT_EQ(shown(beds, {{"n", 1}}), "one bed");
  EXPECT_EQ(shown(beds, {{"n", 2}}), "2 beds");
  EXPECT_EQ(shown(beds), "{$n} beds") << "an argument that is missing takes the default, and shows";
  const std::string_view word = "a = { $w ->\n    [yes] Y\n   *[no] N\n}";
  EXPECT_EQ(shown(word, {{"w", "yes"}}), "Y");
  EXPECT_EQ(shown(word, {{"w", "one"}}), "N");
}

TEST(Fluent, TextIsNeverReadAsMarkupOrAsAPattern) {
  EXPECT_EQ(shown("a = <b>{ $x }</b>", {{"x", "{ $y } & <i>"}}), "<b>{ $y } & <i></b>");
}

TEST(Fluent, SpanishHasMany) {
  const auto messages = parsed("", "a = { $n ->\n    [one] 1\n    [many] M\n   *[other] O\n}\n");
  ASSERT_TRUE(messages);
  EXPECT_EQ(messages->get(Locale::es, "a", {{"n", 1}}), "1");
  EXPECT_EQ(messages->get(Locale::es, "a", {{"n", 0}}), "O");
  EXPECT_EQ(messages->get(Locale::es, "a", {{"n", 1'000'000}}), "M");
}

TEST(Fluent, WhatSpanishLacksIsSaidInEnglishByEnglishRules) {
  const auto messages = parsed("a = { $n ->\n    [many] M\n   *[other] O\n}\n", "b = x\n");
  ASSERT_TRUE(messages);
  EXPECT_EQ(messages->get(Locale::es, "a", {{"n", 1'000'000}}), "O");
}

TEST(Fluent, RefusesTheRestWithFileAndLine) {
  EXPECT_EQ(error_of("a = x\n\nb = { NUMBER($n) }\n").substr(0, 11), "en/a.ftl:3:");
  for (const std::string_view bad : {
           "a",
           "a = ",
           "a = \n",
           "a = x }",
           "a = { x",
           "a = { $n -> }",
           "a = { $n ->\n [one] x\n}",                // no default
           "a = { $n ->\n *[one] x\n *[other] y\n}",  // two
           "a = { b ->\n *[one] x\n}\nb = y",         // a message cannot choose
           "a = { -t(x: 1) }\n-t = y",                // arguments
           "a = { \"x }",                             // an open string
           "a = { \"\\q\" }",
           "a = { \"\\uD800\" }",
           "a = { \"\\U110000\" }",
           "a = x\na = y",  // twice
           "a = { 99999999999999999999 ->\n *[other] x\n}",
           "1a = x",
           "  a = x",
           "a = x\t",
           "a = x\r\n",
           "a = \xFF",
           "#a\n",
           "####\n",
           "a = { b }",             // no such message
           "a = { b }\nb = { a }",  // a circle
           "a = { { { { { { { { { { $x } } } } } } } } } }",
       }) {
    EXPECT_TRUE(error_of(bad).starts_with("en/a.ftl")) << bad << "\n gives: " << shown(bad, {{"n", 1}});
  }
}

TEST(Fluent, SaysWhatIsWrongAndWhere) {
  const std::pair<std::string_view, std::string_view> golden[] = {
      {"a = x\nb\n", "en/a.ftl:2: \"=\" was expected after b"},
      {"# c\n\na = x\n    { y\n", "en/a.ftl:4: \"}\" was expected"},
      {"a = x\na = y\n", "en/a.ftl:2: the message a is there twice"},
      {"a = { $n ->\n    [one] x\n}\n", "en/a.ftl:3: a choice needs one variant with \"*\""},
      {"a = { $n ->\n   *[one] x\n   *[other] y\n}\n", "en/a.ftl:4: a choice needs one variant with \"*\""},
      {"a = { \"x\n", "en/a.ftl:1: a string without its end"},
      {"a = x\n\nb = { c }\n", "en/a.ftl:3: there is no c"},
      {"a = { b }\nb = { a }\n", "en/a.ftl:2: the references lead in a circle"},
      {"a = x\n1b = x\n", "en/a.ftl:2: a name was expected"},
      {"a = x\nb = x\tb\n", "en/a.ftl:2: tabs and carriage returns are not taken"},
  };
  for (const auto& [file, error] : golden) EXPECT_EQ(error_of(file), error) << file;
  EXPECT_EQ(parsed("a = x", "b = y\nc").error().message, "es/a.ftl:2: \"=\" was expected after c");
}

RC_GTEST_PROP(Fluent, ReadsOrRefusesAnyBytes, (const std::string& bytes)) {
  for (const std::string& file : {bytes, "a = " + bytes, "a = { " + bytes + " }"}) {
    const auto messages = parsed(file);
    const std::string error = messages ? "" : messages.error().message;
    RC_ASSERT(messages.has_value() == error.empty());
    RC_ASSERT(error.empty() || error.starts_with("en/a.ftl"));
  }
  negotiate(bytes, bytes);
  negotiate("", "es;q=" + bytes);
}

std::string from_pieces(const std::vector<int>& picks) {
  static const std::string pieces[] = {"a",  " = ", "\n", "    ", "{ ", " }", "$n", " ->", "[one]", "*[other]", "\"",
                                       "\\", "u00", "-",  ".b",   "# ", "x",  "ñ",  "9",   "}",     "{",        "b"};
  std::string out;
  for (const int pick : picks) out += pieces[static_cast<std::size_t>(std::abs(pick % 22))];
  return out;
}

RC_GTEST_PROP(Fluent, NeverFailsToAnswer, (const std::vector<int>& picks)) {
  const std::string file = "a = " + from_pieces(picks);
  const auto messages = parsed(file, "b = x\n");
  if (!messages) {
    RC_ASSERT(messages.error().message.starts_with("en/a.ftl"));
    return;
  }
  for (const auto& key : messages->keys(Locale::en)) {
    RC_ASSERT(messages->get(Locale::es, key, {{"n", 1}}).size() < 10'000U);
  }
}

TEST(Negotiate, TakesTheCookieThenTheBestOfTheHeader) {
  EXPECT_EQ(negotiate("es", "en"), Locale::es);
  EXPECT_EQ(negotiate("xx", "es-MX,es;q=0.9,en;q=0.8"), Locale::es);
  EXPECT_EQ(negotiate("", "en;q=0.5, es;q=0.7"), Locale::es);
  EXPECT_EQ(negotiate("", "hmn, fr;q=0.9"), Locale::en);
  EXPECT_EQ(negotiate("", "es;q=0, en;q=0.1"), Locale::en);
  EXPECT_EQ(negotiate("", "es;q=x"), Locale::en);
  EXPECT_EQ(negotiate("", ""), Locale::en);
  EXPECT_EQ(negotiate("", "ES"), Locale::es);
  EXPECT_EQ(negotiate("", "est"), Locale::en) << "Estonian is not Spanish";
}

}  // namespace
}  // namespace nwd::ui
