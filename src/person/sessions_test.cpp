#include "person/sessions.h"

#include <gtest/gtest.h>

namespace nwd::person {
namespace {

constexpr Instant start{1'000'000'000'000};

Entered someone(std::uint8_t number) {
  vault::initialise();
  Door door;
  door.id.raw.fill(number);
  door.case_id.raw.fill(number);
  return {door, vault::PrivateKey::generate()};
}

TEST(PersonSessions, EndByIdlenessByAgeAndOnDemand) {
  Sessions sessions;
  auto token = sessions.begin(someone(1), start).value();
  EXPECT_TRUE(sessions.look(token, start + 9 * minute_ms));
  EXPECT_TRUE(sessions.look(token, start + 18 * minute_ms)) << "use begins the time anew";
  EXPECT_FALSE(sessions.look(token, start + 28 * minute_ms));
  EXPECT_EQ(sessions.count(), 0U);

  token = sessions.begin(someone(1), start).value();
  for (int minute = 0; minute < 60; minute += 5)
    ASSERT_TRUE(sessions.look(token, start + minute * minute_ms)) << minute;
  EXPECT_FALSE(sessions.look(token, start + hour_ms)) << "an hour is all, however busy";

  token = sessions.begin(someone(1), start).value();
  sessions.end(token);
  EXPECT_FALSE(sessions.look(token, start));
}

TEST(PersonSessions, AClockThatIsSetBackEndsThem) {
  Sessions sessions;
  const auto token = sessions.begin(someone(1), start).value();
  EXPECT_FALSE(sessions.look(token, start + -1));
}

TEST(PersonSessions, SigningInAgainEndsTheOneBeforeAndNobodyElses) {
  Sessions sessions;
  const auto before = sessions.begin(someone(1), start).value();
  const auto other = sessions.begin(someone(2), start).value();
  const auto after = sessions.begin(someone(1), start).value();
  EXPECT_FALSE(sessions.look(before, start));
  EXPECT_TRUE(sessions.look(after, start));
  EXPECT_TRUE(sessions.look(other, start));
  EXPECT_FALSE(sessions.look("", start));
}

TEST(PersonSessions, KeysDoNotWaitInMemoryAndTheirNumberIsBounded) {
  Sessions sessions({.most = 2});
  (void)sessions.begin(someone(1), start).value();
  (void)sessions.begin(someone(2), start).value();
  EXPECT_EQ(sessions.begin(someone(3), start).error().code, Code::busy);
  sessions.sweep(start + 10 * minute_ms);
  EXPECT_EQ(sessions.count(), 0U);
  EXPECT_TRUE(sessions.begin(someone(3), start + 10 * minute_ms));
}

}  // namespace
}  // namespace nwd::person
