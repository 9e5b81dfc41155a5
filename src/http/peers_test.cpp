#include "http/peers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace nwd::http {
namespace {

Limits limits_of(double per_second, std::size_t connections = 2) {
  Limits limits;
  limits.requests_per_second_per_peer = per_second;
  limits.connections_per_peer = connections;
  return limits;
}

TEST(Peers, CountsConnections) {
  Peers peers(limits_of(0));
  EXPECT_TRUE(peers.connect("a"));
  EXPECT_TRUE(peers.connect("a"));
  EXPECT_FALSE(peers.connect("a"));
  EXPECT_TRUE(peers.connect("b"));
  peers.disconnect("a");
  EXPECT_TRUE(peers.connect("a"));
  peers.disconnect("b");
  EXPECT_EQ(peers.known(), 1U);
}

TEST(Peers, ABucketHoldsTwoSecondsAndSaysWhen) {
  Peers peers(limits_of(2));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(peers.seconds_to_wait("a", {5000}), 0);
  EXPECT_EQ(peers.seconds_to_wait("a", {5000}), 1);
  EXPECT_EQ(peers.seconds_to_wait("b", {5000}), 0);
  EXPECT_EQ(peers.seconds_to_wait("a", {5500}), 0);
  EXPECT_EQ(peers.seconds_to_wait("a", {5500}), 1);
  EXPECT_EQ(peers.seconds_to_wait("a", {4000}), 1);  // a clock set back gives nothing
}

TEST(Peers, ReconnectingDoesNotFillTheBucket) {
  Peers peers(limits_of(0.5));
  ASSERT_TRUE(peers.connect("a"));
  EXPECT_EQ(peers.seconds_to_wait("a", {5000}), 0);
  peers.disconnect("a");
  ASSERT_TRUE(peers.connect("a"));
  EXPECT_EQ(peers.seconds_to_wait("a", {5000}), 2);
}

TEST(Peers, ForgetsWhoHasNotAskedForLong) {
  Peers peers(limits_of(1));
  for (int i = 0; i < 10000; ++i) (void)peers.seconds_to_wait(std::to_string(i), {5000});
  (void)peers.seconds_to_wait("a", {10000});
  EXPECT_EQ(peers.known(), 1U);
}

// Over any stretch of time nobody gets more than the rate and what the bucket holds.
RC_GTEST_PROP(Peers, TheRateIsKept, ()) {
  Peers peers(limits_of(5));
  Instant now{0};
  int allowed = 0;
  for (const int wait : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 500))) {
    now = now + wait;
    if (peers.seconds_to_wait("a", now) == 0) ++allowed;
  }
  RC_ASSERT(allowed <= 10 + 5.0 * static_cast<double>(now.ms) / 1000.0);
}

}  // namespace
}  // namespace nwd::http
