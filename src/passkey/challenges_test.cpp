#include "passkey/challenges.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "access/testing.h"

namespace nwd::passkey {
namespace {

constexpr Instant start{1'795'500'000'000};

class Started {
 public:
  Started() { vault::initialise(); }
};

class ChallengesTest : public testing::Test, private Started {
 protected:
  access::SeededRandom random_;
  Challenges challenges_;
};

TEST_F(ChallengesTest, IsForOnePurposeAndOneVisit) {
  const auto challenge = challenges_.issue(random_, start, Purpose::sign_in, "visit");
  EXPECT_TRUE(challenges_.check(start, Purpose::sign_in, "visit", challenge));
  EXPECT_FALSE(challenges_.check(start, Purpose::confirm, "visit", challenge));
  EXPECT_FALSE(challenges_.check(start, Purpose::sign_in, "another", challenge));
  EXPECT_FALSE(challenges_.check(start, Purpose::sign_in, "", challenge));
  const Challenges of_another_process;
  EXPECT_FALSE(of_another_process.check(start, Purpose::sign_in, "visit", challenge));
  EXPECT_NE(challenge, challenges_.issue(random_, start, Purpose::sign_in, "visit"));
}

TEST_F(ChallengesTest, LastsFiveMinutes) {
  const auto challenge = challenges_.issue(random_, start, Purpose::sign_in, "visit");
  EXPECT_TRUE(challenges_.check(start + (challenge_ms - 1), Purpose::sign_in, "visit", challenge));
  EXPECT_EQ(challenges_.check(start + challenge_ms, Purpose::sign_in, "visit", challenge).error().code, Code::gone);
  EXPECT_FALSE(challenges_.check(start + -1, Purpose::sign_in, "visit", challenge)) << "the clock was set back";
}

TEST_F(ChallengesTest, IsTakenOnce) {
  const auto challenge = challenges_.issue(random_, start, Purpose::sign_in, "visit");
  EXPECT_TRUE(challenges_.spend(start, challenge));
  EXPECT_EQ(challenges_.spend(start + (challenge_ms - 1), challenge).error().code, Code::gone);
  EXPECT_TRUE(challenges_.spend(start, challenges_.issue(random_, start, Purpose::sign_in, "visit")));
}

TEST_F(ChallengesTest, KeepsSoManyAndForgetsTheOld) {
  for (std::size_t i = 0; i < access::most_taken; ++i)
    ASSERT_TRUE(challenges_.spend(start, challenges_.issue(random_, start, Purpose::sign_in, "visit")));
  const auto one_more = challenges_.issue(random_, start, Purpose::sign_in, "visit");
  EXPECT_EQ(challenges_.spend(start, one_more).error().code, Code::busy);
  EXPECT_TRUE(challenges_.spend(start + challenge_ms, one_more));
}

RC_GTEST_FIXTURE_PROP(ChallengesTest, ChangedOnesAreNotTaken, ()) {
  auto challenge = challenges_.issue(random_, start, Purpose::sign_in, "visit");
  const auto at = *rc::gen::inRange<std::size_t>(0, challenge.size());
  if (*rc::gen::arbitrary<bool>())
    challenge[at] = static_cast<std::uint8_t>(challenge[at] ^ *rc::gen::inRange(1, 256));
  else
    challenge.resize(at);
  RC_ASSERT(!challenges_.check(start, Purpose::sign_in, "visit", challenge));
}

}  // namespace
}  // namespace nwd::passkey
