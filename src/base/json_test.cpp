#include "base/json.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <boost/json/serialize.hpp>

namespace nwd::json {
namespace {

TEST(Json, IsReadStrictly) {
  for (const auto* bad :
       {"", "{", "{\"a\":1,\"a\":2}", "[1,]", "{} x", "\"\xff\"", "{\"a\":01}", "nul", "{'a':1}", "// x\n1", "[1 2]",
        "\"\\ud800\"", "\"a\nb\"", "NaN", "[{\"a\":{\"b\":1,\"\\u0062\":2}}]", "{\"a\":1,\"a\":{\"b\":1}}"})
    EXPECT_EQ(parse(bad).error().code, Code::invalid) << bad;
  EXPECT_TRUE(parse("{\"a\":{\"a\":1},\"b\":\"x:\\\"y\\\":{\\\\\"}"));
}

TEST(Json, HasABoundOfDepth) {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  EXPECT_TRUE(parse(nested(32)));
  EXPECT_FALSE(parse(nested(33)));
  EXPECT_FALSE(parse(std::string(1'000'000, '[')));
}

TEST(Json, FieldsGatherEveryProblemWithItsPath) {
  const auto value = parse(R"({"age":200,"half":1.5,"day":"2026-02-30","word":"x","extra":1,"list":[1,2,3],)"
                           R"("long":"12345678901","flag":"yes"})")
                         .value();
  Fields in(value, "facts");
  (void)in.optional_int("age", 0, 120);
  (void)in.optional_int("half", 0, 120);
  (void)in.optional_day("day");
  (void)in.word("word", {"yes", "no"});
  (void)in.text("name", 10);
  (void)in.optional_text("long", 10);
  (void)in.flag("flag", false);
  (void)in.array("list", 2);
  const auto done = in.done();
  ASSERT_FALSE(done);
  std::vector<std::string> fields;
  for (const auto& f : done.error().fields) fields.push_back(f.field);
  EXPECT_THAT(fields, testing::UnorderedElementsAre("facts.age", "facts.half", "facts.day", "facts.word", "facts.name",
                                                    "facts.long", "facts.flag", "facts.list", "facts.extra"));
}

TEST(Json, FieldsGiveWhatIsThere) {
  const auto value =
      parse(R"({"t":" x\ny ","i":-5,"big":9223372036854775807,"f":true,"d":"2026-02-28","w":"no","a":[1],"n":null})")
          .value();
  Fields in(value);
  EXPECT_EQ(in.text("t", 10), "x\ny");
  EXPECT_EQ(in.integer("i", -5, 5), -5);
  EXPECT_EQ(in.integer("big", 0, std::numeric_limits<std::int64_t>::max()), std::numeric_limits<std::int64_t>::max());
  EXPECT_TRUE(in.flag("f", false));
  EXPECT_EQ(in.optional_day("d"), parse_day("2026-02-28").value());
  EXPECT_EQ(in.word("w", {"yes", "no"}), 1U);
  EXPECT_EQ(in.array("a", 1)->size(), 1U);
  EXPECT_EQ(in.any("n"), nullptr);
  EXPECT_EQ(in.optional_text("absent", 5), std::nullopt);
  EXPECT_TRUE(in.done());
}

TEST(Json, ASecretIsTakenAsItWasSent) {
  const auto value = parse(R"({"right":" two  words ","empty":"","long":"12345","number":7})").value();
  Fields in(value);
  EXPECT_EQ(in.secret("right", 20), " two  words ");
  EXPECT_EQ(in.secret("empty", 20), "");
  EXPECT_EQ(in.secret("long", 4), "");
  EXPECT_EQ(in.secret("number", 4), "");
  EXPECT_EQ(in.secret("absent", 4), "");
  EXPECT_EQ(in.done().error().fields.size(), 4U);
}

TEST(Json, WantsAnObject) {
  Fields in(parse("[1]").value());
  EXPECT_EQ(in.text("a", 5), "");
  EXPECT_FALSE(in.done());
}

TEST(Json, NumbersOutOfRangeAreNotTaken) {
  for (const auto* number : {"18446744073709551615", "9223372036854775808", "1e300", "-1e300", "1e-5", "0.1"}) {
    const auto value = parse("{\"n\":" + std::string(number) + "}").value();
    Fields in(value);
    EXPECT_EQ(in.optional_int("n", std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()),
              std::nullopt)
        << number;
  }
}

boost::json::value any_value(int depth) {
  const int kind = *rc::gen::inRange(0, depth == 0 ? 4 : 6);
  const auto text = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab:\"\\{}[],\n\t")));
  switch (kind) {
    case 0: return nullptr;
    case 1: return *rc::gen::arbitrary<bool>();
    case 2: return *rc::gen::arbitrary<std::int64_t>();
    case 3: return boost::json::string(*text);
    case 4: {
      boost::json::array array;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) array.push_back(any_value(depth - 1));
      return array;
    }
    default: {
      boost::json::object object;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) object[*text] = any_value(depth - 1);
      return object;
    }
  }
}

RC_GTEST_PROP(Json, WhatWasWrittenIsRead, ()) {
  const auto value = any_value(3);
  const auto read = parse(boost::json::serialize(value));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == value);
}

RC_GTEST_PROP(Json, ARepeatedNameIsNoticedAnywhere, ()) {
  const auto value = boost::json::serialize(any_value(2));
  const auto inside = *rc::gen::element<std::string>("", "[", "{\"x\":");
  const std::string close = inside == "[" ? "]" : inside.empty() ? "" : "}";
  RC_ASSERT(!parse(inside + "{\"k\":" + value + ",\"k\":" + value + "}" + close));
}

RC_GTEST_PROP(Json, NoBytesCrashIt, (const std::string& any)) { (void)parse(any); }

}  // namespace
}  // namespace nwd::json
