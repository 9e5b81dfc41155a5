// Compartments: each by itself, by who may, logged, with what the door was told moved into its place.
#include "casework/compartment.h"

#include <gmock/gmock.h>

#include "casework/compartment_store.h"
#include "casework/test_casework.h"

namespace nwd::casework {
namespace {

class CompartmentTest : public CaseworkTest {
 protected:
  Result<OpenNotes> notes(const access::SessionPtr& who, CaseId id, Compartment which) {
    return write([&](storage::Writer& w) { return read_notes(w, *who, now(), id, which); });
  }
  Result<std::int64_t> put(const access::SessionPtr& who, CaseId id, Compartment which, std::int64_t version,
                           const Notes& what) {
    return write(
        [&](storage::Writer& w) { return write_notes(w, *who, world.random, now(), id, which, version, what); });
  }
  Result<void> shared(CaseId id, Compartments which, const Recipient& to) {
    return write([&](storage::Writer& w) { return share(w, *social, world.random, now(), id, which, to); });
  }
  Result<Notes> seen(const access::SessionPtr& who, const IdBytes& release, Compartment which) {
    return read([&](storage::Reader& r) { return open_shared(r, *who, release, which); });
  }
  store::CompartmentRow row(CaseId id, Compartment which) {
    return must(read([&](storage::Reader& r) { return store::find_compartment(r, id, which); })).value();
  }
  Recipient to_harbor(std::int64_t ms = day_ms) { return {new_id_bytes(world.random), shelter, now() + ms}; }
};

TEST_F(CompartmentTest, EachIsWrittenAndReadByItself) {
  const auto c = intake(nurse);
  for (int n = 0; n < compartment_count; ++n) {
    const auto which = static_cast<Compartment>(n);
    const auto before = must(notes(nurse, c.id, which));
    EXPECT_EQ(before.version, 0);
    const Notes mine{before.notes.told, "about " + std::string(word(which))};
    const auto version = must(put(nurse, c.id, which, 0, mine));
    const auto after = must(notes(social, c.id, which));
    EXPECT_EQ(after.notes, mine);
    EXPECT_EQ(after.version, version);
  }
}

TEST_F(CompartmentTest, WhatTheDoorWasToldStandsInItsCompartmentFromTheFirstWriteOn) {
  const auto robin = identity_of_robin();
  const auto c = intake(nurse, facts_of_sixteen(), robin);
  EXPECT_EQ(must(notes(nurse, c.id, Compartment::identity)).notes.told, robin.called);
  EXPECT_EQ(must(notes(nurse, c.id, Compartment::contact)).notes.told, robin.contact);
  EXPECT_EQ(must(notes(nurse, c.id, Compartment::narrative)).notes.told, robin.note);
  must(put(nurse, c.id, Compartment::contact, 0, {"another number", "ask for Ana"}));
  EXPECT_EQ(must(opened(nurse, c.id)).identity.contact, "another number");
  EXPECT_EQ(must(opened(nurse, c.id)).identity.called, robin.called);
  // Written from the case's page, it is written in the compartment, and what else stands there stays.
  auto open = must(opened(nurse, c.id));
  open.identity.contact = "a third number";
  must(write([&](storage::Writer& w) {
    return save_intake(w, *nurse, now(), c.id, open.record.version, open.facts, open.identity);
  }));
  EXPECT_EQ(must(notes(nurse, c.id, Compartment::contact)).notes, (Notes{"a third number", "ask for Ana"}));
  EXPECT_EQ(must(opened(nurse, c.id)).identity, (Identity{robin.called, "a third number", robin.note}));
}

TEST_F(CompartmentTest, WhoMayNotReadTheCaseMayNotReadAnyPartOfIt) {
  const auto c = intake(nurse);
  for (const auto& stranger : {porter, navigator}) {
    EXPECT_FALSE(notes(stranger, c.id, Compartment::health));
    EXPECT_FALSE(put(stranger, c.id, Compartment::health, 0, {"", "x"}));
  }
  EXPECT_EQ(code_of(notes(harbor, c.id, Compartment::health)), Code::not_found);
  EXPECT_EQ(code_of(put(harbor, c.id, Compartment::health, 0, {"", "x"})), Code::not_found);
  must(write([&](storage::Writer& w) { return set_case_state(w, c.id, CaseState::handed_off); }));
  EXPECT_FALSE(notes(nurse, c.id, Compartment::health));
}

TEST_F(CompartmentTest, EachReadIsLoggedByItsName) {
  const auto c = intake(nurse);
  must(notes(nurse, c.id, Compartment::health));
  must(put(nurse, c.id, Compartment::legal, 0, {"", "hearing on Monday"}));
  EXPECT_THAT(deeds(c.id), testing::ElementsAre("intake.begin", "notes.read.health", "notes.write.legal"));
}

TEST_F(CompartmentTest, AnOldVersionIsTurnedAwayAndTooLongSaysSo) {
  const auto c = intake(nurse);
  must(put(nurse, c.id, Compartment::health, 0, {"", "one"}));
  EXPECT_EQ(code_of(put(social, c.id, Compartment::health, 0, {"", "two"})), Code::stale);
  EXPECT_EQ(must(notes(social, c.id, Compartment::health)).notes.text, "one");
  EXPECT_EQ(code_of(put(nurse, c.id, Compartment::legal, 0, {"", std::string(longest_text + 1, 'x')})), Code::invalid);
  EXPECT_EQ(code_of(put(nurse, c.id, Compartment::legal, 0, {"not at a door", ""})), Code::invalid);
}

TEST_F(CompartmentTest, WhatIsSharedOpensForTheRecipientAloneAndWhatIsNotDoesNot) {
  const auto c = intake(nurse);
  const auto to = to_harbor();
  must(shared(c.id, {Compartment::identity, Compartment::health}, to));
  must(put(social, c.id, Compartment::health, 1, {"", "needs insulin"}));
  EXPECT_EQ(must(seen(harbor, to.release, Compartment::health)).text, "needs insulin");
  EXPECT_EQ(must(seen(harbor, to.release, Compartment::identity)).told, identity_of_robin().called);
  EXPECT_EQ(code_of(seen(harbor, to.release, Compartment::legal)), Code::gone);
  EXPECT_EQ(code_of(seen(navigator, to.release, Compartment::health)), Code::gone);
  EXPECT_EQ(code_of(seen(harbor, new_id_bytes(world.random), Compartment::health)), Code::gone);
}

TEST_F(CompartmentTest, AfterAReleaseHasEndedTheNextWriterMakesANewKeyAndTheOthersGoOnReading) {
  const auto c = intake(nurse);
  const auto first = to_harbor();
  const auto second = to_harbor();
  must(shared(c.id, {Compartment::health}, first));
  must(shared(c.id, {Compartment::health}, second));
  must(write([&](storage::Writer& w) { return unshare(w, first.release); }));
  EXPECT_EQ(code_of(seen(harbor, first.release, Compartment::health)), Code::gone);
  const auto before = row(c.id, Compartment::health);
  EXPECT_TRUE(before.must_rotate);
  must(put(social, c.id, Compartment::health, before.version, {"", "after"}));
  const auto after = row(c.id, Compartment::health);
  EXPECT_EQ(after.generation, before.generation + 1);
  EXPECT_FALSE(after.must_rotate);
  EXPECT_EQ(must(seen(harbor, second.release, Compartment::health)).text, "after");
  // Nothing ended: the key stays.
  must(put(social, c.id, Compartment::health, after.version, {"", "again"}));
  EXPECT_EQ(row(c.id, Compartment::health).generation, after.generation);
}

TEST_F(CompartmentTest, WhoseTimeHasComeIsOutAtTheNextWriteAlsoWithoutAnySweep) {
  const auto c = intake(nurse);
  const auto to = to_harbor(hour_ms);
  must(shared(c.id, {Compartment::health}, to));
  world.clock.at = world.clock.at + hour_ms;
  EXPECT_TRUE(must(read([&](storage::Reader& r) { return any_expired(r, now()); })));
  must(put(social, c.id, Compartment::health, 1, {"", "after"}));
  EXPECT_EQ(row(c.id, Compartment::health).generation, 2);
  EXPECT_EQ(code_of(seen(harbor, to.release, Compartment::health)), Code::gone);
}

// What a stolen wrap of before the withdrawal opens: nothing that was written after it.
TEST_F(CompartmentTest, AnOldWrapPutBackDoesNotOpenWhatWasWrittenLater) {
  const auto c = intake(nurse);
  const auto to = to_harbor();
  must(shared(c.id, {Compartment::health}, to));
  const auto stolen =
      must(read([&](storage::Reader& r) { return store::wraps_of(r, row(c.id, Compartment::health).id); }));
  must(write([&](storage::Writer& w) { return unshare(w, to.release); }));
  must(put(social, c.id, Compartment::health, 1, {"", "later"}));
  must(write([&](storage::Writer& w) { return store::insert_wrap(w, stolen.at(0)); }));
  EXPECT_EQ(code_of(seen(harbor, to.release, Compartment::health)), Code::corrupt);
}

TEST_F(CompartmentTest, EveryCompartmentHasAWordOfItsOwn) {
  for (int n = 0; n < compartment_count; ++n) {
    const auto which = static_cast<Compartment>(n);
    EXPECT_EQ(parse_compartment(word(which)), which);
  }
  EXPECT_EQ(parse_compartment("identit"), std::nullopt);
  EXPECT_EQ(Compartments(0xFFFF).list().size(), static_cast<std::size_t>(compartment_count));
}

}  // namespace
}  // namespace nwd::casework
