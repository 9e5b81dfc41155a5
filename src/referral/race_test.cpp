// Many at once: who is first has it, whoever is not is told so, and the beds always add up.
#include <gmock/gmock.h>

#include <atomic>
#include <barrier>
#include <thread>

#include "referral/test_referral.h"

namespace nwd::referral {
namespace {

// What each of them came to.
struct Outcome {
  std::atomic<int> won = 0;
  std::atomic<int> turned_away = 0;  // with the code that was expected
  std::atomic<int> wrong = 0;

  template <class T>
  void count(const Result<T>& result, std::initializer_list<Code> expected) {
    if (result)
      ++won;
    else
      ++(std::find(expected.begin(), expected.end(), result.error().code) != expected.end() ? turned_away : wrong);
  }
};

class Races : public ReferralTest {
 protected:
  // All begin at the same moment; each has randomness of its own.
  template <class F>
  void at_once(int count, F&& act) {
    std::barrier begin(count);
    std::vector<std::thread> all;
    for (int i = 0; i < count; ++i)
      all.emplace_back([&, i] {
        access::SeededRandom random(1000U + static_cast<std::uint64_t>(i) + round_ * 1000);
        begin.arrive_and_wait();
        act(i, random);
      });
    for (auto& one : all) one.join();
    ++round_;
  }
  template <class A, class B>
  void both(A&& one, B&& other) {
    at_once(2, [&](int i, Random& random) { i == 0 ? one(random) : other(random); });
  }

  void fifty_send(const std::vector<directory::ServiceId>& list, Outcome& outcome) {
    std::vector<casework::Case> cases;
    for (int i = 0; i < 50; ++i) cases.push_back(intake(nurse));
    at_once(50, [&](int i, Random& random) {
      const auto& c = cases[static_cast<std::size_t>(i)];
      outcome.count(write([&](storage::Writer& w) { return send(w, *nurse, random, now(), {c.id, 1, list, {}}); }),
                    {Code::conflict});
    });
  }

 private:
  std::uint64_t round_ = 0;
};

TEST_F(Races, FiftySendersGetOneLastBedOnce) {
  Outcome outcome;
  fifty_send({harbor_bed.service}, outcome);
  EXPECT_EQ(outcome.won, 1);
  EXPECT_EQ(outcome.turned_away, 49);
  EXPECT_EQ(outcome.wrong, 0);
  EXPECT_EQ(beds(harbor_bed.service).held, 1);
}

TEST_F(Races, FiftySendersGetTheNextOnTheirListAsLongAsThereIsOne) {
  Outcome outcome;
  fifty_send({harbor_bed.service, lake.service}, outcome);
  EXPECT_EQ(outcome.won, 3);
  EXPECT_EQ(outcome.turned_away, 47);
  EXPECT_EQ(outcome.wrong, 0);
  EXPECT_EQ(beds(harbor_bed.service).held, 1);
  EXPECT_EQ(beds(lake.service).held, 2);
}

TEST_F(Races, OfTwoWhoAcceptTheSameOneDoes) {
  for (int round = 0; round < 2; ++round) {
    const auto id = sent_to({lake.service}).referrals[0].id;
    const auto version = at(id).version;
    Outcome outcome;
    at_once(4, [&](int, Random& random) {
      outcome.count(write([&](storage::Writer& w) { return accept(w, *lake.session, random, now(), id, version); }),
                    {Code::gone});
    });
    EXPECT_EQ(outcome.won, 1);
    EXPECT_EQ(outcome.turned_away, 3);
    EXPECT_EQ(beds(lake.service).occupied, round + 1);
    const auto cases = must(read([&](storage::Reader& r) { return casework::list_cases(r, *lake.session); }));
    EXPECT_EQ(cases.all, round + 1);
  }
}

TEST_F(Races, AnAcceptanceAndTheSweepAgreeOnWhoWasFirst) {
  for (int round = 0; round < 12; ++round) {
    const auto bed = add_beds(lake.organization, lake.session->member, 1);
    const auto sent = sent_to({bed, pine.service});
    const auto id = sent.referrals[0].id;
    const auto version = at(id).version;
    pass(hold_ms);
    bool took = false;
    both(
        [&](Random& random) {
          took = write([&](storage::Writer& w) {
                   return accept(w, *lake.session, random, now(), id, version);
                 }).has_value();
        },
        [&](Random&) { swept(); });
    EXPECT_EQ(beds(bed).held, 0);
    EXPECT_EQ(beds(bed).occupied, took ? 1 : 0);
    EXPECT_EQ(state(id), took ? State::accepted : State::lapsed);
    EXPECT_EQ(state(sent.referrals[1].id), took ? State::dropped : State::asked);
    if (!took) must(withdrawn(nurse, sent.referrals[1].id));
    EXPECT_EQ(beds(pine.service).held, 0);
  }
}

TEST_F(Races, ADeclineAndAWithdrawalLeaveNobodyBetween) {
  for (int round = 0; round < 12; ++round) {
    const auto sent = sent_to({harbor_bed.service, lake.service});
    const auto id = sent.referrals[0].id;
    const auto version = at(id).version;
    Outcome outcome;
    both(
        [&](Random&) {
          outcome.count(write([&](storage::Writer& w) {
                          return cannot_take(w, *harbor_bed.session, now(), id, version, CannotTake::full);
                        }),
                        {Code::gone});
        },
        [&](Random&) {
          outcome.count(write([&](storage::Writer& w) { return withdraw(w, *nurse, now(), id, version); }),
                        {Code::gone});
        });
    EXPECT_EQ(outcome.won, 1);
    EXPECT_EQ(outcome.wrong, 0);
    EXPECT_EQ(beds(harbor_bed.service).held, 0);
    const bool declined_first = state(id) == State::declined;
    EXPECT_EQ(state(sent.referrals[1].id), declined_first ? State::asked : State::dropped);
    EXPECT_EQ(beds(lake.service).held, declined_first ? 1 : 0);
    if (declined_first) must(withdrawn(nurse, sent.referrals[1].id));
  }
}

}  // namespace
}  // namespace nwd::referral
