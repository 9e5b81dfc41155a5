// Releases: who may give one, what it covers and what it does not, and that stopping it stops it.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "casework/blocked.h"
#include "release/test_release.h"

namespace nwd::release {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Releases : public ReleaseTest {};

std::vector<std::string> wrong_fields(const Result<ReleaseId>& result) {
  std::vector<std::string> fields;
  if (!result)
    for (const auto& p : result.error().fields) fields.push_back(p.field);
  return fields;
}

TEST_F(Releases, TheRecipientReadsWhatWasSharedAndThePersonIsTold) {
  const auto c = intake(nurse);
  put(c.id, Compartment::health, "needs insulin");
  const auto id = must(granted(of(c.id, {Compartment::health, Compartment::identity}, harbor)));
  ASSERT_THAT(shared(harbor), SizeIs(1));
  EXPECT_THAT(shared(lake), IsEmpty());
  pass(minute_ms);
  EXPECT_EQ(must(seen(harbor, id, Compartment::health)).text, "needs insulin");
  EXPECT_EQ(must(seen(harbor, id, Compartment::identity)).told, "Robin");
  put(c.id, Compartment::health, "needs insulin, twice a day");
  EXPECT_EQ(must(seen(harbor, id, Compartment::health)).text, "needs insulin, twice a day");

  const auto told = must(read([&](storage::Reader& r) { return disclosures_of(r, *social, c.id); }));
  ASSERT_THAT(told, SizeIs(2));  // twice in a millisecond is once
  EXPECT_EQ(told[0].recipient, "Harbor");
  EXPECT_EQ(told[0].at, now());
}

// Every part × recipient × purpose: what was agreed to opens, and no other cell.
TEST_F(Releases, NoCellOpensButTheOneThatWasAgreedTo) {
  const auto c = intake(nurse);
  const std::vector<access::SessionPtr> all{harbor, lake, clinic, navigator, nurse, porter};
  int open = 0;
  int cells = 0;
  // All that anybody could ask of one release, in one transaction.
  const auto try_all = [&](ReleaseId id, const Grant& g, const access::SessionPtr& to) {
    must(write([&](storage::Writer& w) -> Result<void> {
      for (int asked = 0; asked < casework::compartment_count; ++asked)
        for (int why = 0; why < purpose_count; ++why)
          for (const auto& who : all) {
            const auto part = static_cast<Compartment>(asked);
            const auto purpose = static_cast<Purpose>(why);
            const bool agreed = g.compartments.has(part) && purpose == g.purpose && who == to;
            const bool opened_it = read_shared(w, *who, now(), id, part, purpose).has_value();
            EXPECT_EQ(opened_it, agreed) << asked << ' ' << why << ' ' << who->organization_name;
            open += opened_it ? 1 : 0;
            ++cells;
          }
      return {};
    }));
  };
  for (int part = 0; part < casework::compartment_count; ++part)
    for (int purpose = 1; purpose < purpose_count; ++purpose)
      for (const auto& to : {harbor, lake}) {
        auto g = of(c.id, {static_cast<Compartment>(part)}, to);
        g.purpose = static_cast<Purpose>(purpose);
        const auto id = must(granted(g));
        try_all(id, g, to);
        must(stopped(social, id));
      }
  EXPECT_EQ(open, 7 * 5 * 2);
  EXPECT_EQ(cells, 7 * 5 * 2 * 7 * 6 * 6);
}

TEST_F(Releases, StoppedIsStoppedAtOnceAndTwiceIsAsGoodAsOnce) {
  const auto c = intake(nurse);
  const auto id = must(granted(of(c.id, {Compartment::health}, harbor)));
  const auto other = must(granted(of(c.id, {Compartment::health}, lake)));
  must(seen(harbor, id, Compartment::health));
  must(stopped(social, id));
  EXPECT_EQ(code_of(seen(harbor, id, Compartment::health)), Code::gone);
  EXPECT_THAT(shared(harbor), IsEmpty());
  EXPECT_EQ(
      code_of(read([&](storage::Reader& r) { return casework::open_shared(r, *harbor, id, Compartment::health); })),
      Code::gone);
  must(stopped(social, id));
  must(seen(lake, other, Compartment::health));
  EXPECT_EQ(code_of(seen(navigator, id, Compartment::health)), Code::not_found);
}

TEST_F(Releases, TheDoorMayStopAfterTheHandOffAndSomebodyElseMayNot) {
  const auto c = intake(nurse);
  const auto id = must(granted(of(c.id, {Compartment::health}, harbor)));
  must(write([&](storage::Writer& w) { return casework::set_case_state(w, c.id, casework::CaseState::handed_off); }));
  EXPECT_EQ(code_of(stopped(lake, id)), Code::not_found);
  EXPECT_EQ(code_of(stopped(harbor, id)), Code::not_found);
  EXPECT_FALSE(stopped(porter, id));
  must(seen(harbor, id, Compartment::health));
  must(stopped(nurse, id));
  EXPECT_EQ(code_of(seen(harbor, id, Compartment::health)), Code::gone);
}

TEST_F(Releases, TimeEndsItAndAClockSetBackRevivesNothing) {
  const auto c = intake(nurse);
  auto g = of(c.id, {Compartment::health}, harbor);
  g.lasts_ms = day_ms;
  const auto id = must(granted(g));
  pass(day_ms - 1);
  must(seen(harbor, id, Compartment::health));
  pass(1);
  EXPECT_EQ(code_of(seen(harbor, id, Compartment::health)), Code::gone);
  EXPECT_TRUE(must(read([&](storage::Reader& r) { return anything_due(r, now()); })));
  must(write([&](storage::Writer& w) { return sweep(w, now()); }));
  EXPECT_FALSE(must(read([&](storage::Reader& r) { return anything_due(r, now()); })));
  pass(-day_ms / 2);
  EXPECT_EQ(code_of(seen(harbor, id, Compartment::health)), Code::gone);
  pass(-400 * day_ms);
  EXPECT_EQ(code_of(seen(harbor, id, Compartment::health)), Code::gone);
  pass(800 * day_ms);
  EXPECT_EQ(code_of(seen(harbor, id, Compartment::health)), Code::gone);
}

TEST_F(Releases, WhoHoldsNothingGivesNothingAndWhoDidNotStepUpIsAskedTo) {
  const auto c = intake(nurse);
  const auto g = of(c.id, {Compartment::health}, lake);
  const auto by = [&](const access::SessionPtr& who, bool stepped_up) {
    return write([&](storage::Writer& w) { return grant(w, *who, world.random, now(), stepped_up, g); });
  };
  EXPECT_EQ(code_of(by(harbor, true)), Code::not_found);
  EXPECT_FALSE(by(porter, true));
  const auto stale = by(social, false);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().detail, "step_up");
  must(by(nurse, true));
}

// As everywhere: whom the person named, also among those to whom it is shared, is turned away, and its holder is told.
TEST_F(Releases, WhoeverIsNamedIsTurnedAwayFromWhatIsSharedAndItsHolderIsTold) {
  const auto c = intake(social);
  const auto id = must(granted(of(c.id, {Compartment::health}, navigator)));
  world.add_member(hospital, "olive", {access::Role::caseworker});
  const auto olive = world.sign_in("olive").session;
  must(write([&](storage::Writer& w) {
    return casework::set_blocked(w, {*social, now()}, c.id, {navigator->member, olive->member});
  }));
  EXPECT_TRUE(shared(navigator).empty());
  const auto tries = [&](const access::SessionPtr& who, const Error& error) {
    EXPECT_EQ(error.code, Code::not_found);
    casework::note_try(*world.site, {.session = who, .now = now(), .csrf = {}}, error);
  };
  tries(navigator, seen(navigator, id, Compartment::health).error());
  tries(olive, stopped(olive, id).error());
  tries(olive, read([&](storage::Reader& r) { return releases_of(r, *olive, c.id); }).error());
  const auto alerts = must(read([&](storage::Reader& r) { return casework::alerts(r, {*social, now()}); }));
  ASSERT_EQ(alerts.size(), 2U);
  EXPECT_EQ(alerts[0].times + alerts[1].times, 3);
}

TEST_F(Releases, WhatIsMissingIsSaidFieldByField) {
  const auto c = intake(nurse);
  Grant g;
  g.case_id = c.id;
  g.how = ConsentGiven::spoken;
  g.purpose = Purpose::find_bed;
  g.lasts_ms = 366 * day_ms;
  EXPECT_THAT(wrong_fields(granted(g)),
              ElementsAre("compartments", "purpose", "days", "agreed_text", "how", "recipient"));
  auto own = of(c.id, {Compartment::health}, social);
  EXPECT_THAT(wrong_fields(granted(own)), ElementsAre("recipient"));
}

TEST_F(Releases, WhoMayHaveHurtThePersonNeverGivesOne) {
  const auto c = intake(nurse);
  for (const auto giver : givers_under(Rules::vawa)) {
    auto g = of(c.id, {Compartment::health}, harbor);
    g.giver = giver;
    g.by_who_harmed = true;
    EXPECT_THAT(wrong_fields(granted(g)), ElementsAre("harm"));
  }
  EXPECT_THAT(shared(harbor), IsEmpty());
}

TEST_F(Releases, UnderFvpsaAMinorIsNotAskedAlone) {
  const auto c = intake(nurse);
  auto g = of(c.id, {Compartment::health}, harbor);
  g.giver = Giver::minor_alone;
  must(granted(g));
  world.add_member(hospital, "boss", {access::Role::administrator});
  const auto boss = world.sign_in("boss").session;
  EXPECT_FALSE(write([&](storage::Writer& w) { return set_rules(w, *social, now(), Rules::fvpsa); }));
  must(write([&](storage::Writer& w) { return set_rules(w, *boss, now(), Rules::fvpsa); }));
  EXPECT_THAT(wrong_fields(granted(g)), ElementsAre("giver"));
  g.giver = Giver::minor_with_parent;
  must(granted(g));
}

TEST_F(Releases, ADamagedPurposeCoversNothing) {
  const auto c = intake(nurse);
  const auto id = must(granted(of(c.id, {Compartment::health}, harbor)));
  must(write([&](storage::Writer& w) -> Result<void> {
    NWD_CHECK(w.run("UPDATE release SET purpose = 'anything' WHERE id = $1", id));
    return {};
  }));
  for (int why = 0; why < purpose_count; ++why)
    EXPECT_FALSE(seen(harbor, id, Compartment::health, static_cast<Purpose>(why)));
}

// Order, not time: a read that began after the answer to "stop" was there never opens anything, however many read.
TEST_F(Releases, NoReadThatBeganAfterStopWasAnsweredSucceeds) {
  const auto c = intake(nurse);
  for (int round = 0; round < 5; ++round) {
    const auto id = must(granted(of(c.id, {Compartment::health}, harbor)));
    std::atomic<bool> stop_answered{false};
    std::atomic<bool> done{false};
    std::atomic<int> before{0};
    std::atomic<int> late{0};
    std::vector<std::jthread> readers;
    for (int n = 0; n < 4; ++n)
      readers.emplace_back([&] {
        while (!done) {
          const bool began_late = stop_answered;
          const bool opened_it = seen(harbor, id, Compartment::health).has_value();
          if (!began_late) ++before;
          if (began_late && opened_it) ++late;
        }
      });
    while (before < 8) std::this_thread::yield();
    must(stopped(social, id));
    stop_answered = true;
    EXPECT_FALSE(seen(harbor, id, Compartment::health));
    done = true;
    readers.clear();
    EXPECT_EQ(late, 0);
  }
}

}  // namespace
}  // namespace nwd::release
