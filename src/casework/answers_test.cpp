#include "casework/answers.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "casework/test_casework.h"

namespace nwd::casework {
namespace {

Result<Facts> decoded(std::string_view text) { return Facts::decode(bytes_of(text)); }

std::vector<std::string> fields_of(const Error& error) {
  std::vector<std::string> fields;
  for (const auto& problem : error.fields) fields.push_back(problem.field);
  return fields;
}

RC_GTEST_PROP(Answers, FactsComeBackAsTheyWere, ()) {
  const auto facts = some_facts();
  const auto back = Facts::decode(facts.encode());
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == facts);
}

RC_GTEST_PROP(Answers, IdentityComesBackAsItWas, ()) {
  const auto identity = some_identity();
  const auto back = Identity::decode(identity.encode());
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == identity);
}

RC_GTEST_PROP(Answers, ADamagedByteIsAnErrorOrOtherFactsAndNeverMore, ()) {
  auto bytes = some_facts().encode();
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
  const auto back = Facts::decode(bytes);
  if (!back) {
    RC_ASSERT(back.error().code == Code::invalid);
    return;
  }
  const auto children = back->children.value_or(0);
  const auto age = back->age.value_or(AgeRange{});
  RC_ASSERT(0 <= children && children <= 12);
  RC_ASSERT(0 <= age.from && age.from <= age.to && age.to <= 120);
  RC_ASSERT(back->language.size() <= 35U);
}

TEST(Answers, ASkippedQuestionIsNotAnEmptyAnswer) {
  Facts skipped;
  Facts nothing_needed;
  nothing_needed.needs = Needs{};
  EXPECT_NE(skipped, nothing_needed);
  EXPECT_FALSE(Facts::decode(skipped.encode())->needs);
  EXPECT_TRUE(Facts::decode(nothing_needed.encode())->needs);
}

TEST(Answers, EveryProblemIsNamedBesideItsField) {
  const auto wrong =
      decoded(R"({"identified":"2026-02-30","county":"2705x","safe_now":"maybe","age":{"from":20,"to":10},
      "gender":7,"children":13,"needs":["bed","gold"],"language":")" +
              std::string(36, 'x') + R"(","exploitation":"none","immigration":"T","cooperates":true,"visa":"T"})");
  ASSERT_FALSE(wrong);
  EXPECT_THAT(fields_of(wrong.error()),
              testing::UnorderedElementsAre("identified", "county", "safe_now", "age", "gender", "children", "needs",
                                            "language", "exploitation", "immigration", "cooperates", "visa"));
}

TEST(Answers, AnAgeNeedsBothEndsWithinBounds) {
  EXPECT_THAT(fields_of(decoded(R"({"age":{"from":16}})").error()), testing::ElementsAre("age.to"));
  EXPECT_THAT(fields_of(decoded(R"({"age":{"from":-1,"to":121}})").error()),
              testing::ElementsAre("age.from", "age.to"));
  EXPECT_THAT(fields_of(decoded(R"({"age":16})").error()), testing::Contains("age"));
  EXPECT_EQ(decoded(R"({"age":{"from":16,"to":16}})")->age, (AgeRange{16, 16}));
}

TEST(Answers, NotJsonIsInvalid) {
  for (const auto* text : {"", "{", "[]", "null", "{\"county\":\"27053\",\"county\":\"27053\"}", "{} {}"})
    EXPECT_EQ(code_of(decoded(text)), Code::invalid) << text;
}

TEST(Answers, TextsHaveBounds) {
  for (const auto& [field, longest] : {std::pair{"called", 100U}, {"contact", 200U}, {"note", 2000U}}) {
    const auto with = [&, name = field](std::size_t size) {
      return Identity::decode(bytes_of("{\"" + std::string(name) + "\":\"" + std::string(size, 'a') + "\"}"));
    };
    EXPECT_TRUE(with(longest)) << field;
    EXPECT_EQ(code_of(with(longest + 1)), Code::invalid) << field;
  }
}

TEST(Answers, WordsAreReadBack) {
  for (int i = 0; i < need_count; ++i) EXPECT_EQ(parse_need(word(static_cast<Need>(i))), static_cast<Need>(i));
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(parse_gender(word(static_cast<Gender>(i))), static_cast<Gender>(i));
    EXPECT_EQ(parse_exploitation(word(static_cast<Exploitation>(i))), static_cast<Exploitation>(i));
  }
  for (int i = 0; i < 3; ++i) EXPECT_EQ(parse_safe(word(static_cast<Safe>(i))), static_cast<Safe>(i));
  EXPECT_FALSE(parse_need("BED"));
  EXPECT_FALSE(parse_gender(""));
}

// Exactly those days: each day inside gives such an age, the days beside give another.
RC_GTEST_PROP(BornBetween, IsEveryDayThatGivesSuchAnAge, ()) {
  const auto year = *rc::gen::inRange(1950, 2101);
  const auto leap = day_of({year, 3, 1}).value() + *rc::gen::inRange(-3, 3);
  const auto any = Day{*rc::gen::inRange(0, 40'000)};
  const auto identified = *rc::gen::element(leap, any);
  const auto age = some_age();
  const auto born = born_between(age, identified);
  const auto fits = [&](Day day) {
    const auto years = whole_years(day, identified);
    return age.from <= years && years <= age.to;
  };
  RC_ASSERT(born.first <= born.last);
  RC_ASSERT(fits(born.first) && fits(born.last));
  RC_ASSERT(!fits(born.first - 1) && !fits(born.last + 1));
  RC_ASSERT(fits(born.first + *rc::gen::inRange(0, born.last - born.first + 1)));
}

TEST(BornBetween, SeventeenOnTheDayBeforeAnEighteenthBirthdayOfALeapDay) {
  const auto born = born_between({17, 17}, parse_day("2022-02-28").value());
  EXPECT_EQ(to_text(born.first), "2004-02-29");
  EXPECT_EQ(to_text(born.last), "2005-02-28");
}

}  // namespace
}  // namespace nwd::casework
