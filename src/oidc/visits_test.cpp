#include "oidc/visits.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "access/testing.h"

namespace nwd::oidc {
namespace {

constexpr Instant start{1'795'500'000'000};

class Started {
 public:
  Started() { vault::initialise(); }
};

class VisitsTest : public testing::Test, private Started {
 protected:
  access::SeededRandom random_;
  ProviderId provider_ = ProviderId::random(random_);
  Visits visits_;
  Begun begin(std::string_view visit = "visit") {
    return visits_.begin(random_, start, Purpose::sign_in, provider_, visit);
  }
};

TEST_F(VisitsTest, GivesBackWhatWasBegun) {
  const auto begun = visits_.begin(random_, start, Purpose::link, provider_, "visit");
  const auto resumed = visits_.resume(start + minute_ms, "visit", begun.state);
  ASSERT_TRUE(resumed);
  EXPECT_EQ(resumed->purpose, Purpose::link);
  EXPECT_EQ(resumed->provider, provider_);
  EXPECT_EQ(resumed->nonce, begun.nonce);
  EXPECT_EQ(resumed->verifier.size(), 43) << "RFC 7636 section 4.1: 43 to 128";
  EXPECT_NE(resumed->verifier, begun.challenge);
}

TEST_F(VisitsTest, BelongsToOneBrowser) {
  const auto begun = begin();
  EXPECT_EQ(visits_.resume(start, "another", begun.state).error().code, Code::gone);
  EXPECT_EQ(visits_.resume(start, "", begun.state).error().code, Code::gone);
  Visits of_another_process;
  EXPECT_EQ(of_another_process.resume(start, "visit", begun.state).error().code, Code::gone);
  EXPECT_TRUE(visits_.resume(start, "visit", begun.state)) << "nobody else can use it up";
}

TEST_F(VisitsTest, CountsOnceAndForAWhile) {
  const auto begun = begin();
  EXPECT_TRUE(visits_.resume(start, "visit", begun.state));
  EXPECT_EQ(visits_.resume(start, "visit", begun.state).error().code, Code::gone);
  const auto old = begin();
  EXPECT_EQ(visits_.resume(start + -1, "visit", old.state).error().code, Code::gone);
  EXPECT_EQ(visits_.resume(start + visit_ms, "visit", old.state).error().code, Code::gone);
  EXPECT_TRUE(visits_.resume(start + visit_ms + -1, "visit", old.state));
}

TEST_F(VisitsTest, NoTwoAreAlike) {
  std::set<std::string> all;
  for (int i = 0; i < 50; ++i) {
    const auto begun = begin();
    for (const auto& one : {begun.state, begun.nonce, begun.challenge}) EXPECT_TRUE(all.insert(one).second);
  }
}

TEST_F(VisitsTest, ThoseTakenAreForgottenWhenTheyHaveRunOut) {
  for (std::size_t i = 0; i < access::most_taken; ++i) ASSERT_TRUE(visits_.resume(start, "visit", begin().state));
  EXPECT_EQ(visits_.resume(start, "visit", begin().state).error().code, Code::busy);
  const auto later = visits_.begin(random_, start + visit_ms, Purpose::sign_in, provider_, "visit");
  EXPECT_TRUE(visits_.resume(start + visit_ms, "visit", later.state));
}

RC_GTEST_FIXTURE_PROP(VisitsTest, ChangedAtAnySignIsNotOurs, ()) {
  std::string state = begin().state;
  const auto at = *rc::gen::inRange<std::size_t>(0, state.size());
  const char put = *rc::gen::elementOf(std::string("abcdefghijklmnopqrstuvwxyz0123456789-_"));
  RC_PRE(state[at] != put);
  state[at] = put;
  RC_ASSERT(!visits_.resume(start, "visit", state));
}

}  // namespace
}  // namespace nwd::oidc
