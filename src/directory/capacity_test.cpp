#include "directory/capacity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "directory/test_directory.h"

namespace nwd::directory {
namespace {

constexpr Instant later{5'000'000};

class CapacityTest : public DirectoryTest {
 protected:
  CapacityTest() : DirectoryTest({.readers = 16}) {}
  Capacity now(ServiceId service) {
    return read([&](storage::Reader& r) { return read_capacity(r, service); }).value();
  }
  Result<HoldId> try_hold(ServiceId service, std::uint8_t n, int beds = 1, Instant until = later) {
    return write([&](storage::Writer& w) { return hold(w, service, until, referral(n), beds); });
  }
  template <class F>
  Code code_of(F&& fn) {
    const auto result = write(std::forward<F>(fn));
    return result ? Code::internal : result.error().code;
  }
};

TEST_F(CapacityTest, AHoldBecomesABedOrIsGivenBack) {
  const auto service = add_shelter(3, 1);
  const auto first = try_hold(service, 1);
  const auto second = try_hold(service, 2);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(now(service).held, 2);
  EXPECT_EQ(now(service).free(), 0);
  ASSERT_TRUE(write([&](storage::Writer& w) { return hold_to_occupied(w, *first); }));
  ASSERT_TRUE(write([&](storage::Writer& w) { return release_hold(w, *second); }));
  EXPECT_EQ(now(service).held, 0);
  EXPECT_EQ(now(service).occupied, 2);
  EXPECT_EQ(code_of([&](storage::Writer& w) { return release_hold(w, *second); }), Code::gone);
  EXPECT_EQ(code_of([&](storage::Writer& w) { return hold_to_occupied(w, *first); }), Code::gone);
  ASSERT_TRUE(write([&](storage::Writer& w) { return vacate(w, service); }));
  EXPECT_EQ(now(service).occupied, 1);
  EXPECT_EQ(code_of([&](storage::Writer& w) { return vacate(w, service, 2); }), Code::conflict);
}

TEST_F(CapacityTest, NothingIsHeldWhereNothingIsKnownToBeFree) {
  EXPECT_EQ(try_hold(add_shelter(3, std::nullopt), 1).error().code, Code::conflict);
  EXPECT_EQ(try_hold(add_shelter(3, 3), 1).error().code, Code::conflict);
  EXPECT_EQ(try_hold(add_shelter(3, 2), 1, 2).error().code, Code::conflict);
  EXPECT_EQ(try_hold(ServiceId{referral(9)}, 1).error().code, Code::not_found);
  EXPECT_EQ(try_hold(add_shelter(3, 2), 1, 0).error().code, Code::invalid);
}

TEST_F(CapacityTest, OneReferralHoldsOnce) {
  const auto service = add_shelter(3, 0);
  const auto twice = write([&](storage::Writer& w) -> Result<std::int32_t> {
    NWD_CHECK(hold(w, service, later, referral(1)));
    const auto again = hold(w, service, later, referral(1));
    EXPECT_FALSE(again);
    NWD_TRY(const auto capacity, read_capacity(w, service));
    return capacity.held;
  });
  EXPECT_EQ(twice.value(), 1);
}

TEST_F(CapacityTest, HoldsEndAtTheirMinute) {
  const auto service = add_shelter(5, 0);
  ASSERT_TRUE(try_hold(service, 1, 1, {300}));
  ASSERT_TRUE(try_hold(service, 2, 2, {200}));
  ASSERT_TRUE(try_hold(service, 3, 1, {301}));
  const auto ended = write([&](storage::Writer& w) { return expire_holds(w, {300}); });
  ASSERT_TRUE(ended);
  ASSERT_EQ(ended->size(), 2U);
  EXPECT_EQ((*ended)[0].id, HoldId{referral(2)});
  EXPECT_EQ((*ended)[0].beds, 2);
  EXPECT_EQ(now(service).held, 1);
  EXPECT_TRUE(write([&](storage::Writer& w) { return expire_holds(w, {300}); })->empty());
}

TEST_F(CapacityTest, AConfirmationMustHaveSeenTheLatest) {
  const auto service = add_shelter(5, std::nullopt);
  const auto member = access::MemberId{referral(7)};
  const auto confirm = [&](std::int32_t total, std::int32_t occupied, std::int64_t version) {
    return write(
        [&](storage::Writer& w) { return confirm_capacity(w, service, {total, occupied, version, {77}, member}); });
  };
  const auto done = confirm(6, 4, 1);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->free(), 2);
  EXPECT_EQ(done->confirmed_at, Instant{77});
  EXPECT_EQ(done->confirmed_by, member);
  EXPECT_EQ(confirm(6, 4, 1).error().code, Code::stale);
  ASSERT_TRUE(try_hold(service, 1));
  EXPECT_EQ(confirm(6, 6, done->version).error().code, Code::stale);
  EXPECT_EQ(confirm(6, 6, done->version + 1).error().code, Code::conflict);
  EXPECT_EQ(confirm(6, 7, done->version + 1).error().code, Code::invalid);
  EXPECT_TRUE(confirm(6, 5, done->version + 1));
}

TEST_F(CapacityTest, FiftySendersAtOnceGetOneLastBed) {
  const auto service = add_shelter(10, 9);
  std::atomic<int> won = 0, lost = 0, failed = 0;
  std::vector<std::thread> senders;
  for (std::uint8_t n = 1; n <= 50; ++n) {
    senders.emplace_back([&, n] {
      const auto result = try_hold(service, n);
      ++(result ? won : result.error().code == Code::conflict ? lost : failed);
    });
  }
  for (auto& sender : senders) sender.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 49);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(now(service).held, 1);
  EXPECT_EQ(now(service).free(), 0);
}

// Any order of operations: what the database says is what a plain model says, and never more than there is.
struct Model {
  std::int32_t total = 0, occupied = 0;
  std::map<std::uint8_t, std::pair<int, Instant>> holds;
  [[nodiscard]] std::int32_t held() const {
    std::int32_t sum = 0;
    for (const auto& [n, hold] : holds) sum += hold.first;
    return sum;
  }
};

class Steps {
 public:
  Steps(storage::Database& database, ServiceId service, Model model)
      : database_(database), service_(service), model_(std::move(model)) {}

  void one(int kind, std::uint8_t n, int beds) {
    switch (kind) {
      case 0: return take(n, beds);
      case 1: return end(n, release_hold, false);
      case 2: return end(n, hold_to_occupied, true);
      case 3: return leave(beds);
      case 4: return confirm(n, beds);
      default: return expire(n);
    }
  }
  void check() {
    const auto c = database_.read([&](storage::Reader& r) { return read_capacity(r, service_); }).value();
    RC_ASSERT(c.total == model_.total);
    RC_ASSERT(c.occupied == model_.occupied);
    RC_ASSERT(c.held == model_.held());
    RC_ASSERT(0 <= c.held && c.held + *c.occupied <= c.total);
  }

 private:
  template <class F>
  bool run(F&& fn) {
    return database_.write(std::forward<F>(fn)).has_value();
  }
  void take(std::uint8_t n, int beds) {
    const bool fits = model_.held() + model_.occupied + beds <= model_.total && !model_.holds.contains(n);
    RC_ASSERT(run([&](storage::Writer& w) { return hold(w, service_, {n * 10}, referral(n), beds); }) == fits);
    if (fits) model_.holds[n] = {beds, {n * 10}};
  }
  void end(std::uint8_t n, Result<void> (*how)(storage::Writer&, HoldId), bool moves_in) {
    const auto found = model_.holds.find(n);
    RC_ASSERT(run([&](storage::Writer& w) { return how(w, HoldId{referral(n)}); }) == (found != model_.holds.end()));
    if (found == model_.holds.end()) return;
    if (moves_in) model_.occupied += found->second.first;
    model_.holds.erase(found);
  }
  void leave(int beds) {
    const bool can = beds <= model_.occupied;
    RC_ASSERT(run([&](storage::Writer& w) { return vacate(w, service_, beds); }) == can);
    if (can) model_.occupied -= beds;
  }
  void confirm(std::int32_t total, std::int32_t occupied) {
    const bool can = occupied + model_.held() <= total;
    const auto done = run([&](storage::Writer& w) -> Result<void> {
      NWD_TRY(const auto seen, read_capacity(w, service_));
      NWD_CHECK(confirm_capacity(w, service_, {total, occupied, seen.version, {1}, access::MemberId{}}));
      return {};
    });
    RC_ASSERT(done == can);
    if (can) model_.total = total, model_.occupied = occupied;
  }
  void expire(std::uint8_t n) {
    const Instant at{n * 10};
    RC_ASSERT(run([&](storage::Writer& w) { return expire_holds(w, at); }));
    std::erase_if(model_.holds, [&](const auto& hold) { return hold.second.second <= at; });
  }

  storage::Database& database_;
  ServiceId service_;
  Model model_;
};

RC_GTEST_FIXTURE_PROP(CapacityTest, NeverMoreThanThereIs, ()) {
  const auto total = *rc::gen::inRange(0, 6);
  const auto occupied = *rc::gen::inRange(0, total + 1);
  Steps steps(*database_, add_shelter(total, occupied), {total, occupied, {}});
  const auto step =
      rc::gen::tuple(rc::gen::inRange(0, 6), rc::gen::inRange<std::uint8_t>(1, 6), rc::gen::inRange(1, 4));
  using Script = std::vector<std::tuple<int, std::uint8_t, int>>;
  const auto script = *rc::gen::resize(15, rc::gen::container<Script>(step));
  for (const auto& [kind, n, beds] : script) {
    steps.one(kind, n, beds);
    steps.check();
  }
}

}  // namespace
}  // namespace nwd::directory
