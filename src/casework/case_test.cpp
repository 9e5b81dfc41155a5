// A case is its organization's alone; every read and write of it is in the log.
#include "casework/case.h"

#include <gmock/gmock.h>

#include "casework/store.h"
#include "casework/test_casework.h"

namespace nwd::casework {
namespace {

using testing::ElementsAre;

class Cases : public CaseworkTest {
 protected:
  Thread thread_of(const Case& c, Instant due) {
    return must(
        write([&](storage::Writer& w) { return begin_thread(w, world.random, now(), "MN-500", c, shelter, due); }));
  }
  std::optional<Thread> find(ThreadId id) {
    return must(read([&](storage::Reader& r) { return find_thread(r, id); }));
  }
};

TEST_F(Cases, WhatWasToldIsReadBackByWhoeverWroteIt) {
  const auto c = intake(nurse);
  const auto open = must(opened(nurse, c.id));
  EXPECT_EQ(open.facts, facts_of_sixteen());
  EXPECT_EQ(open.identity, identity_of_robin());
  EXPECT_EQ(open.record.state, CaseState::intake);
  EXPECT_EQ(open.record.version, 1);
  EXPECT_EQ(open.record.opened, now());
}

TEST_F(Cases, AnythingToldComesBack) {
  EXPECT_TRUE(rc::check("told and read back", [&] {
    const auto facts = some_facts();
    const auto identity = some_identity();
    const auto open = must(opened(nurse, intake(nurse, facts, identity).id));
    RC_ASSERT(open.facts == facts);
    RC_ASSERT(open.identity == identity);
  }));
}

TEST_F(Cases, EveryReadAndWriteIsLogged) {
  const auto c = intake(nurse);
  must(opened(nurse, c.id));
  must(saved(nurse, c.id, 1));
  EXPECT_THAT(deeds(c.id), ElementsAre("intake.begin", "case.read", "case.write"));
}

TEST_F(Cases, WhoMayNotReadLeavesNoTraceOfHavingRead) {
  const auto c = intake(nurse);
  EXPECT_EQ(code_of(opened(harbor, c.id)), Code::not_found);
  EXPECT_EQ(code_of(saved(porter, c.id, 1)), Code::forbidden);
  EXPECT_THAT(deeds(c.id), ElementsAre("intake.begin"));
}

TEST_F(Cases, AnUnknownCaseAndAnothersLookTheSame) {
  const auto c = intake(nurse);
  const auto others = opened(harbor, c.id);
  const auto unknown = opened(harbor, CaseId::random(world.random));
  EXPECT_EQ(code_of(others), Code::not_found);
  EXPECT_EQ(code_of(unknown), Code::not_found);
  EXPECT_EQ(others.error().message, unknown.error().message);
  EXPECT_EQ(others.error().detail, unknown.error().detail);
  EXPECT_EQ(code_of(saved(harbor, c.id, 1)), Code::not_found);
}

TEST_F(Cases, ADoorWorkerReadsOnlyTheirOwnACaseworkerTheOrganizations) {
  const auto c = intake(nurse);
  EXPECT_EQ(code_of(opened(porter, c.id)), Code::forbidden);
  EXPECT_TRUE(opened(social, c.id));
  EXPECT_EQ(code_of(opened(navigator, c.id)), Code::not_found);
  const auto seen_by = [&](const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return list_cases(r, *who); })).shown.size();
  };
  EXPECT_EQ(seen_by(nurse), 1U);
  EXPECT_EQ(seen_by(social), 1U);
  EXPECT_EQ(seen_by(porter), 0U);
  EXPECT_EQ(seen_by(harbor), 0U);
  EXPECT_EQ(seen_by(navigator), 0U);
}

TEST_F(Cases, WhoeverIsNoDoorBeginsNone) {
  EXPECT_EQ(code_of(seal_intake(*navigator, world.random, {}, {})), Code::forbidden);
}

TEST_F(Cases, AfterTheHandOffTheDoorReadsNothingMore) {
  const auto c = intake(nurse);
  must(write([&](storage::Writer& w) { return set_case_state(w, c.id, CaseState::handed_off); }));
  EXPECT_EQ(code_of(opened(nurse, c.id)), Code::forbidden);
  EXPECT_EQ(code_of(saved(nurse, c.id, 2)), Code::forbidden);
  EXPECT_EQ(code_of(opened(social, c.id)), Code::forbidden);
}

TEST_F(Cases, AWriterWhoSawAnOlderVersionChangesNothing) {
  const auto c = intake(nurse);
  auto changed = facts_of_sixteen();
  changed.children = 2;
  EXPECT_EQ(must(saved(nurse, c.id, 1, changed)).version, 2);
  EXPECT_EQ(code_of(saved(nurse, c.id, 1)), Code::stale);
  EXPECT_EQ(code_of(saved(nurse, c.id, 3)), Code::stale);
  EXPECT_EQ(must(opened(nurse, c.id)).facts, changed);
}

TEST_F(Cases, AnEnvelopeOpensInItsOwnPlaceOnly) {
  const auto one = intake(nurse);
  const auto other = intake(nurse);
  const auto move = [&](CaseId from, std::string_view from_column, CaseId to, std::string_view to_column) {
    must(write([&](storage::Writer& w) -> Result<void> {
      NWD_TRY(const auto row, store::find_envelope(w, from, from_column));
      return store::put_envelope(w, to, to_column, *row);
    }));
  };
  move(one.id, "facts", other.id, "facts");
  EXPECT_EQ(code_of(opened(nurse, other.id)), Code::corrupt);
  move(one.id, "identity", one.id, "facts");
  EXPECT_EQ(code_of(opened(nurse, one.id)), Code::corrupt);
}

TEST_F(Cases, AnOldVersionPutBackDoesNotOpen) {
  const auto c = intake(nurse);
  const auto old = must(read([&](storage::Reader& r) { return store::find_envelope(r, c.id, "facts"); }));
  must(saved(nurse, c.id, 1));
  must(write([&](storage::Writer& w) { return store::put_envelope(w, c.id, "facts", {2, old->body}); }));
  EXPECT_EQ(code_of(opened(nurse, c.id)), Code::corrupt);
}

TEST_F(Cases, AnotherOrganizationsKeyOpensNothing) {
  const auto c = intake(nurse);
  const auto wrapped = must(read([&](storage::Reader& r) { return store::find_wrapped_key(r, c.id, hospital); }));
  EXPECT_FALSE(harbor->keys.unwrap({"case_key", c.id, "wrapped", 1}, *wrapped));
  EXPECT_TRUE(nurse->keys.unwrap({"case_key", c.id, "wrapped", 1}, *wrapped));
}

class Placements : public Cases {
 protected:
  Result<PlacementId> begin(const access::SessionPtr& who, CaseId id, std::string_view service) {
    return write(
        [&](storage::Writer& w) { return begin_placement(w, *who, world.random, now(), id, service, Day{100}); });
  }
  Result<void> end(const access::SessionPtr& who, CaseId id, PlacementId placement, Day until) {
    return write([&](storage::Writer& w) { return end_placement(w, *who, now(), id, placement, until); });
  }
};

TEST_F(Placements, ServicesBeginAndEnd) {
  const auto c = intake(nurse);
  const auto bed = must(begin(nurse, c.id, "housing > emergency"));
  must(begin(nurse, c.id, "legal"));
  must(end(nurse, c.id, bed, Day{103}));
  const auto open = must(opened(nurse, c.id));
  ASSERT_EQ(open.placements.size(), 2U);
  for (const auto& p : open.placements) {
    EXPECT_EQ(p.from, Day{100});
    EXPECT_EQ(p.until, p.id == bed ? std::optional(Day{103}) : std::nullopt);
  }
  EXPECT_EQ(open.record.version, 4);
  EXPECT_THAT(deeds(c.id),
              ElementsAre("intake.begin", "placement.begin", "placement.begin", "placement.end", "case.read"));
}

TEST_F(Placements, OneServiceIsNotBegunTwiceButAgain) {
  const auto c = intake(nurse);
  const auto bed = must(begin(nurse, c.id, "housing > emergency"));
  EXPECT_EQ(code_of(begin(nurse, c.id, "housing > emergency")), Code::conflict);
  must(end(nurse, c.id, bed, Day{100}));
  EXPECT_TRUE(begin(nurse, c.id, "housing > emergency"));
}

TEST_F(Placements, WhatStandsOutsideTheEnvelopesIsACharterWord) {
  const auto c = intake(nurse);
  for (const auto* words : {"", "Robin sleeps at 17 Elm Street", "housing >", "Housing"}) {
    const auto begun = begin(nurse, c.id, words);
    EXPECT_EQ(code_of(begun), Code::invalid) << words;
    ASSERT_EQ(begun.error().fields.size(), 1U);
    EXPECT_EQ(begun.error().fields[0].field, "service");
  }
}

TEST_F(Placements, AnEndBeforeTheBeginningOrTwiceIsNone) {
  const auto c = intake(nurse);
  const auto bed = must(begin(nurse, c.id, "housing"));
  EXPECT_EQ(code_of(end(nurse, c.id, bed, Day{99})), Code::not_found);
  EXPECT_EQ(code_of(end(harbor, c.id, bed, Day{101})), Code::not_found);
  must(end(nurse, c.id, bed, Day{101}));
  EXPECT_EQ(code_of(end(nurse, c.id, bed, Day{102})), Code::not_found);
  const auto other = intake(nurse);
  EXPECT_EQ(code_of(end(nurse, other.id, bed, Day{102})), Code::not_found);
}

using Threads = Cases;

TEST_F(Threads, AReferenceCanBeSaidOnTheTelephone) {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const auto reference = thread_of(intake(nurse), now()).reference;
    EXPECT_THAT(reference, testing::MatchesRegex("[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}"));
    EXPECT_TRUE(seen.insert(reference).second);
  }
}

TEST_F(Threads, TheRegionsNavigatorSeesTheMostUrgentFirst) {
  const auto later = thread_of(intake(nurse), now() + hour_ms);
  const auto sooner = thread_of(intake(nurse), now() + minute_ms);
  const auto closed = thread_of(intake(nurse), now());
  must(write(
      [&](storage::Writer& w) { return advance(w, closed.id, {ThreadState::closed, Step::none, shelter, now()}); }));
  const auto listed = must(read([&](storage::Reader& r) { return threads_of_region(r, *navigator); }));
  ASSERT_EQ(listed.shown.size(), 2U);
  EXPECT_EQ(listed.all, 2);
  EXPECT_EQ(listed.shown[0].id, sooner.id);
  EXPECT_EQ(listed.shown[1].id, later.id);
  world.found("Navigators East", "MN-501", "east", {access::Role::navigator});
  const auto east = world.sign_in("east").session;
  EXPECT_EQ(must(read([&](storage::Reader& r) { return threads_of_region(r, *east); })).all, 0);
  EXPECT_EQ(must(read([&](storage::Reader& r) { return threads_of_region(r, *nurse); })).all, 0) << "no navigator";
}

TEST_F(Threads, WhoHasNoPlaceYetComesBeforeAnyWhoHasAndNoneIsOutOfReach) {
  std::vector<ThreadId> placed;
  for (int i = 0; i < 5; ++i) {
    const auto thread = thread_of(intake(nurse), now());
    must(write([&](storage::Writer& w) {
      return advance(w, thread.id, {ThreadState::placed, Step::make_plan, shelter, now() + i});
    }));
    placed.push_back(thread.id);
  }
  const auto seeking = thread_of(intake(nurse), now() + day_ms);
  const auto part = [&](std::int64_t from) {
    return must(read([&](storage::Reader& r) { return threads_of_region(r, *navigator, {from, 2}); }));
  };
  EXPECT_EQ(part(0).all, 6);
  std::vector<ThreadId> all;
  for (std::int64_t from = 0; from < 8; from += 2)
    for (const auto& t : part(from).shown) all.push_back(t.id);
  placed.insert(placed.begin(), seeking.id);
  EXPECT_EQ(all, placed);
}

TEST_F(Cases, ALongListIsReachedToItsEnd) {
  std::set<CaseId> begun;
  for (int i = 0; i < 7; ++i) begun.insert(intake(nurse).id);
  std::set<CaseId> seen;
  for (std::int64_t from = 0; from < 9; from += 3) {
    const auto part = must(read([&](storage::Reader& r) { return list_cases(r, *nurse, {from, 3}); }));
    EXPECT_EQ(part.all, 7);
    for (const auto& c : part.shown) EXPECT_TRUE(seen.insert(c.id).second) << "twice";
  }
  EXPECT_EQ(seen, begun);
}

TEST_F(Cases, TheDoorListsWhatIsAskedForAndWhatIsFresh) {
  const auto old = intake(nurse);
  const auto sent = intake(nurse);
  thread_of(sent, now());
  must(write([&](storage::Writer& w) { return set_case_state(w, sent.id, CaseState::sent); }));
  world.clock.at = world.clock.at + 2 * day_ms;
  const auto fresh = intake(nurse);
  const auto listed = must(read([&](storage::Reader& r) { return cases_at_door(r, *nurse, now()); }));
  ASSERT_EQ(listed.all, 2);
  EXPECT_EQ(listed.shown[0].id, fresh.id);
  EXPECT_EQ(listed.shown[1].id, sent.id);
  EXPECT_EQ(must(read([&](storage::Reader& r) { return cases_at_door(r, *harbor, now()); })).all, 0);
}

TEST_F(Threads, TheHolderDoesOneStepAfterTheOther) {
  const auto thread = thread_of(intake(nurse), now());
  const auto c = must(write(
      [&](storage::Writer& w) { return open_case(w, *harbor, world.random, now(), thread, Facts{}, Identity{}); }));
  const auto finish = [&](const access::SessionPtr& who, Step seen) {
    return write([&](storage::Writer& w) { return finish_step(w, *who, now(), c.id, seen); });
  };
  const auto step = [&] { return must(read([&](storage::Reader& r) { return find_thread(r, thread.id); })).value(); };
  must(write([&](storage::Writer& w) {
    return advance(w, thread.id, {ThreadState::placed, Step::welcome, harbor->organization, now()});
  }));
  EXPECT_EQ(code_of(finish(nurse, Step::welcome)), Code::not_found);
  EXPECT_EQ(code_of(finish(harbor, Step::make_plan)), Code::stale);
  EXPECT_EQ(code_of(finish(harbor, Step::find_another)), Code::invalid);
  must(finish(harbor, Step::welcome));
  EXPECT_EQ(step().step, Step::make_plan);
  EXPECT_EQ(code_of(finish(harbor, Step::welcome)), Code::stale);  // pressed twice
  must(finish(harbor, Step::make_plan));
  must(finish(harbor, Step::review_plan));
  EXPECT_EQ(step().step, Step::review_plan);
  EXPECT_EQ(step().step_due, now() + 30 * day_ms);
  EXPECT_EQ(step().state, ThreadState::placed);
}

TEST_F(Threads, TheStepIsTakenOverByTheRegionsNavigatorOnce) {
  const auto thread = thread_of(intake(nurse), now());
  const auto take = [&](const access::SessionPtr& who, std::int64_t version) {
    return write([&](storage::Writer& w) { return take_step(w, *who, now(), thread.id, version); });
  };
  world.found("Navigators East", "MN-501", "east", {access::Role::navigator});
  EXPECT_EQ(code_of(take(world.sign_in("east").session, 1)), Code::not_found);
  EXPECT_EQ(code_of(take(harbor, 1)), Code::not_found);
  EXPECT_EQ(code_of(take(navigator, 2)), Code::stale);
  must(take(navigator, 1));
  EXPECT_EQ(code_of(take(navigator, 1)), Code::stale);
  const auto after = find(thread.id);
  EXPECT_EQ(after->step_owner, navigator->organization);
  EXPECT_GT(after->step_due, now());
  EXPECT_THAT(deeds(thread.id), ElementsAre("thread.take_step"));
}

TEST_F(Threads, AnUnknownThreadIsNotAdvanced) {
  const auto gone = write([&](storage::Writer& w) {
    return advance(w, ThreadId::random(world.random), {ThreadState::seeking, Step::find_another, shelter, now()});
  });
  EXPECT_EQ(code_of(gone), Code::not_found);
}

}  // namespace
}  // namespace nwd::casework
