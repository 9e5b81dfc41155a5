// The desk: one question of a member at a time, a bounded line, nobody's proof after they have left.
#include "drafting/desk.h"

#include <gmock/gmock.h>

#include <atomic>

#include "access/testing.h"

namespace nwd::drafting {
namespace {

using access::MemberId;

// Holds the desk's thread until it is let go.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    ++reached_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void until_reached() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return reached_ > 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int reached_ = 0;
};

// Lets the thread go also when a test ends early, before the desk waits for it.
struct Opener {
  Gate& gate;
  ~Opener() { gate.open(); }
};

struct TestWork : Work {
  TestWork(std::size_t pieces, Gate* held, std::atomic<int>* counted) : of(pieces), gate(held), steps(counted) {}
  Found step() override {
    if (steps != nullptr) ++*steps;
    if (gate != nullptr) gate->pass();
    ++done;
    return {.done = done, .of = of, .complete = done == of};
  }
  Found give_up() override { return {.done = done, .of = of, .complete = true}; }
  std::size_t done = 0, of;
  Gate* gate;
  std::atomic<int>* steps;
};

class DeskTest : public testing::Test {
 protected:
  static Desk::Make work(std::size_t pieces, Gate* gate = nullptr, std::atomic<int>* steps = nullptr) {
    return [=] { return std::make_unique<TestWork>(pieces, gate, steps); };
  }
  MemberId member() { return MemberId::random(random); }
  static Found until_done(Desk& desk, MemberId who, const std::string& key, const Desk::Make& make) {
    while (true)
      if (const auto found = desk.ask(who, key, make); found && found->complete) return *found;
  }
  access::SeededRandom random;
};

TEST_F(DeskTest, AnswersAndKeepsTheAnswer) {
  Desk desk;
  std::atomic<int> steps{0};
  EXPECT_EQ(until_done(desk, member(), "a", work(3, nullptr, &steps)).done, 3U);
  EXPECT_EQ(until_done(desk, member(), "a", work(3, nullptr, &steps)).done, 3U);
  EXPECT_EQ(steps, 3) << "the second asker gets what the first got";
}

TEST_F(DeskTest, TheLineIsBoundedAndAnswersArrivedAtOnceAreStillGiven) {
  DeskLimits limits;
  limits.waiting = 2;
  limits.patience = std::chrono::milliseconds(0);
  Gate gate;
  Desk desk(limits);
  const Opener opener{gate};
  until_done(desk, member(), "ready", work(1));
  ASSERT_TRUE(desk.ask(member(), "a", work(1, &gate)));
  gate.until_reached();
  ASSERT_TRUE(desk.ask(member(), "b", work(1)));
  const auto third = desk.ask(member(), "c", work(1));
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code, Code::busy);
  EXPECT_TRUE(desk.ask(member(), "ready", work(1))->complete);
  gate.open();
}

TEST_F(DeskTest, AMembersNewQuestionTakesThePlaceOfTheOld) {
  DeskLimits limits;
  limits.waiting = 2;
  limits.patience = std::chrono::milliseconds(0);
  Gate gate;
  Desk desk(limits);
  const Opener opener{gate};
  const auto ann = member();
  const auto bob = member();
  ASSERT_TRUE(desk.ask(bob, "long", work(1, &gate)));
  gate.until_reached();
  std::atomic<int> old_steps{0};
  for (const auto* key : {"1", "2", "3", "4"}) ASSERT_TRUE(desk.ask(ann, key, work(1, nullptr, &old_steps))) << key;
  gate.open();
  until_done(desk, ann, "5", work(1));
  EXPECT_LE(old_steps, 1) << "what she has left is not worked on";
}

TEST_F(DeskTest, WhatNobodyLooksAtIsGivenUp) {
  std::atomic<std::int64_t> seconds{0};
  DeskLimits limits;
  limits.patience = std::chrono::milliseconds(0);
  Gate gate;
  Desk desk(limits, [&] { return Desk::Moment(std::chrono::seconds(seconds)); });
  const Opener opener{gate};
  std::atomic<int> steps{0};
  ASSERT_TRUE(desk.ask(member(), "left", work(1000, &gate, &steps)));
  gate.until_reached();
  seconds = 31;
  gate.open();
  until_done(desk, member(), "next", work(1));
  EXPECT_EQ(steps, 1);
}

TEST_F(DeskTest, WhatTakesTooLongEndsWithWhatIsThere) {
  std::atomic<std::int64_t> seconds{0};
  DeskLimits limits;
  limits.unasked = std::chrono::hours(1);
  limits.patience = std::chrono::milliseconds(0);
  Gate gate;
  Desk desk(limits, [&] { return Desk::Moment(std::chrono::seconds(seconds)); });
  const Opener opener{gate};
  const auto ann = member();
  ASSERT_TRUE(desk.ask(ann, "slow", work(1000, &gate)));
  gate.until_reached();
  seconds = 61;
  gate.open();
  EXPECT_EQ(until_done(desk, ann, "slow", work(1000, &gate)).done, 1U);
}

TEST_F(DeskTest, TheOldestAnswerIsForgotten) {
  DeskLimits limits;
  limits.kept = 2;
  Desk desk(limits);
  std::atomic<int> steps{0};
  const auto ann = member();
  for (const auto* key : {"a", "b", "c", "b", "c", "a"}) until_done(desk, ann, key, work(1, nullptr, &steps));
  EXPECT_EQ(steps, 4) << "a, b, c, and a again";
}

}  // namespace
}  // namespace nwd::drafting
