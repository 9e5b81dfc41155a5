// Answering: who may, what becomes of the bed, the packet, the case and the thread.
#include <gmock/gmock.h>

#include "referral/test_referral.h"

namespace nwd::referral {
namespace {

using casework::CaseState;
using casework::Step;
using testing::ElementsAre;

class Answering : public ReferralTest {
 protected:
  std::vector<Referral> inbox_of(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return inbox(r, *who); }));
  }
  void expect_over(const access::SessionPtr& who, ReferralId id) {
    EXPECT_EQ(code_of(accepted(who, id)), Code::gone);
    EXPECT_EQ(code_of(declined(who, id)), Code::gone);
    EXPECT_EQ(code_of(asked(who, id)), Code::gone);
  }
  void expect_unknown(const access::SessionPtr& who, ReferralId id) {
    EXPECT_EQ(code_of(accepted(who, id)), Code::not_found);
    EXPECT_EQ(code_of(declined(who, id)), Code::not_found);
    EXPECT_EQ(code_of(asked(who, id)), Code::not_found);
    EXPECT_EQ(code_of(answered(who, id)), Code::not_found);
    EXPECT_EQ(code_of(withdrawn(who, id)), Code::not_found);
    EXPECT_EQ(code_of(seen(who, id)), Code::not_found);
  }
};

TEST_F(Answering, AcceptingOpensTheCaseThereWithThePacketInIt) {
  const auto c = intake(nurse);
  const auto sent = must(try_send(c.id, {lake.service, pine.service}));
  const auto id = sent.referrals[0].id;
  const auto there = must(accepted(lake.session, id)).opened;
  const auto open = must(opened(lake.session, there.id));
  EXPECT_EQ(open.facts.age, casework::facts_of_sixteen().age);
  EXPECT_EQ(open.identity.called, "Robin");
  EXPECT_EQ(open.record.state, CaseState::open);
  EXPECT_EQ(open.record.reference, sent.thread.reference);
  ASSERT_EQ(open.placements.size(), 1U);
  EXPECT_EQ(open.placements[0].service, "housing > emergency");
  EXPECT_EQ(case_state(c.id), CaseState::handed_off);
  EXPECT_EQ(code_of(opened(nurse, c.id)), Code::forbidden);
  EXPECT_THAT(states(sent), ElementsAre(State::accepted, State::dropped));
}

TEST_F(Answering, TheHoldBecomesABedTaken) {
  const auto sent = sent_to({lake.service});
  must(accepted(lake.session, sent.referrals[0].id));
  EXPECT_EQ(beds(lake.service).held, 0);
  EXPECT_EQ(beds(lake.service).occupied, 1);
  const auto t = thread(sent.thread.id);
  EXPECT_EQ(t.state, casework::ThreadState::placed);
  EXPECT_EQ(t.step, Step::welcome);
  EXPECT_EQ(t.step_owner, lake.organization);
  EXPECT_GT(t.step_due, now());
}

TEST_F(Answering, WhoeverWaitedIsToldNothingAndKeepsNothing) {
  const auto sent = sent_to({lake.service, pine.service});
  const auto waiting = sent.referrals[1].id;
  expect_unknown(pine.session, waiting);
  EXPECT_TRUE(inbox_of(pine.session).empty());
  must(accepted(lake.session, sent.referrals[0].id));
  expect_unknown(pine.session, waiting);
  EXPECT_FALSE(has_packet(waiting));
  EXPECT_FALSE(release_lives(waiting));
}

TEST_F(Answering, TheSenderGetsTheAddressOnceAccepted) {
  must(write([&](storage::Writer& w) -> Result<void> {
    NWD_TRY(const auto organization, access::find_organization(w, lake.organization));
    return directory::set_confidential_address(w, *world.derivations.keyring(), lake.service, organization->recipient,
                                               "17 Hidden Quay Lane");
  }));
  const auto id = sent_to({lake.service}).referrals[0].id;
  EXPECT_FALSE(must(seen(nurse, id)).address);
  must(accepted(lake.session, id));
  EXPECT_EQ(must(seen(nurse, id)).address, "17 Hidden Quay Lane");
  EXPECT_EQ(must(seen(social, id)).address, "17 Hidden Quay Lane");
  EXPECT_EQ(code_of(seen(porter, id)), Code::forbidden);
  EXPECT_FALSE(must(seen(lake.session, id)).address);
  EXPECT_EQ(code_of(seen(pine.session, id)), Code::not_found);
}

TEST_F(Answering, ADeclineGoesToTheNextAtOnce) {
  const auto sent = sent_to({harbor_bed.service, lake.service});
  const auto first = sent.referrals[0].id;
  must(declined(harbor_bed.session, first, CannotTake::no_staff));
  EXPECT_THAT(states(sent), ElementsAre(State::declined, State::asked));
  EXPECT_EQ(at(first).reason, CannotTake::no_staff);
  EXPECT_EQ(beds(harbor_bed.service).held, 0);
  EXPECT_EQ(beds(lake.service).held, 1);
  EXPECT_FALSE(has_packet(first));
  EXPECT_FALSE(release_lives(first));
  EXPECT_EQ(thread(sent.thread.id).step_owner, lake.organization);
  EXPECT_EQ(inbox_of(lake.session).size(), 1U);
  EXPECT_EQ(must(seen(lake.session, sent.referrals[1].id)).packet->identity.called, "Robin");
  expect_over(harbor_bed.session, first);
  EXPECT_EQ(code_of(seen(harbor_bed.session, first)), Code::not_found);
}

TEST_F(Answering, ADeclinePassesOverWhoseBedWentMeanwhile) {
  const auto sent = sent_to({harbor_bed.service, pine.service, lake.service});
  sent_to({pine.service});
  must(declined(harbor_bed.session, sent.referrals[0].id));
  EXPECT_THAT(states(sent), ElementsAre(State::declined, State::dropped, State::asked));
  EXPECT_FALSE(has_packet(sent.referrals[1].id));
}

TEST_F(Answering, SilenceLapsesAndGoesToTheNext) {
  const auto sent = sent_to({harbor_bed.service, lake.service});
  pass(hold_ms - 1);
  EXPECT_FALSE(must(read([&](storage::Reader& r) { return anything_due(r, now()); })));
  EXPECT_EQ(swept().lapsed, 0);
  pass(1);
  EXPECT_TRUE(must(read([&](storage::Reader& r) { return anything_due(r, now()); })));
  const auto ended = swept();
  EXPECT_EQ(ended.lapsed, 1);
  EXPECT_EQ(ended.rerouted, 1);
  EXPECT_THAT(states(sent), ElementsAre(State::lapsed, State::asked));
  EXPECT_EQ(at(sent.referrals[1].id).hold_until, now() + hold_ms);
  EXPECT_EQ(beds(harbor_bed.service).held, 0);
  EXPECT_FALSE(has_packet(sent.referrals[0].id));
  EXPECT_THAT(deeds(sent.referrals[0].id), ElementsAre("referral.send", "referral.ask_organization", "referral.lapse"));
  pass(hold_ms);
  EXPECT_EQ(swept().rerouted, 0);
  EXPECT_EQ(thread(sent.thread.id).step, Step::find_another);
  EXPECT_EQ(swept().lapsed, 0);
}

TEST_F(Answering, WhoeverAcceptsLateGetsTheBedIfThereStillIsOne) {
  const auto one = sent_to({harbor_bed.service});
  pass(hold_ms);
  must(write([&](storage::Writer& w) { return directory::expire_holds(w, now()); }));
  EXPECT_EQ(beds(harbor_bed.service).held, 0);
  must(accepted(harbor_bed.session, one.referrals[0].id));
  EXPECT_EQ(beds(harbor_bed.service).occupied, 1);

  const auto late = sent_to({pine.service});
  pass(hold_ms);
  must(write([&](storage::Writer& w) { return directory::expire_holds(w, now()); }));
  must(try_send(intake(nurse).id, {pine.service}));
  EXPECT_EQ(code_of(accepted(pine.session, late.referrals[0].id)), Code::gone);
  EXPECT_EQ(state(late.referrals[0].id), State::asked);
  EXPECT_EQ(beds(pine.service).occupied, 0);
}

TEST_F(Answering, QuestionsAndAnswersAreReadByBothSidesAlone) {
  const auto sent = sent_to({lake.service});
  const auto id = sent.referrals[0].id;
  must(asked(lake.session, id, "Any medicine?"));
  EXPECT_TRUE(at(id).question_open);
  EXPECT_EQ(thread(sent.thread.id).step, Step::answer_question);
  EXPECT_EQ(thread(sent.thread.id).step_owner, hospital);
  pass(second_ms);
  must(answered(nurse, id, "Insulin, she has it."));
  EXPECT_FALSE(at(id).question_open);
  EXPECT_EQ(thread(sent.thread.id).step, Step::await_answer);
  EXPECT_EQ(thread(sent.thread.id).step_due, now() + answer_ms);
  for (const auto& who : {lake.session, nurse}) {
    const auto messages = must(seen(who, id)).messages;
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text, "Any medicine?");
    EXPECT_EQ(messages[0].from_us, who == lake.session);
    EXPECT_EQ(messages[1].text, "Insulin, she has it.");
    EXPECT_EQ(messages[1].from_us, who == nurse);
  }
  EXPECT_EQ(code_of(asked(nurse, id)), Code::forbidden);
  EXPECT_EQ(code_of(answered(lake.session, id)), Code::forbidden);
}

TEST_F(Answering, WhatWasAskedAndAnsweredGoesWithThePacket) {
  const auto id = sent_to({lake.service}).referrals[0].id;
  must(asked(lake.session, id));
  must(answered(nurse, id));
  must(declined(lake.session, id));
  EXPECT_TRUE(must(read([&](storage::Reader& r) { return store::messages_of(r, id); })).empty());
  EXPECT_TRUE(must(seen(nurse, id)).messages.empty());
}

TEST_F(Answering, AMessageHasOneToAThousandBytes) {
  const auto id = sent_to({lake.service}).referrals[0].id;
  EXPECT_EQ(code_of(asked(lake.session, id, "")), Code::invalid);
  EXPECT_EQ(code_of(asked(lake.session, id, std::string(1001, 'x'))), Code::invalid);
  EXPECT_TRUE(asked(lake.session, id, std::string(1000, 'x')));
}

TEST_F(Answering, TakenBackIsGoneForAllOnTheList) {
  const auto sent = sent_to({harbor_bed.service, lake.service});
  const auto first = sent.referrals[0].id;
  EXPECT_EQ(code_of(withdrawn(harbor_bed.session, first)), Code::forbidden);
  EXPECT_EQ(code_of(withdrawn(porter, first)), Code::forbidden);
  must(withdrawn(nurse, first));
  EXPECT_THAT(states(sent), ElementsAre(State::withdrawn, State::dropped));
  EXPECT_EQ(beds(harbor_bed.service).held, 0);
  EXPECT_FALSE(has_packet(first) || has_packet(sent.referrals[1].id));
  EXPECT_EQ(thread(sent.thread.id).step, Step::find_another);
  expect_over(harbor_bed.session, first);
  EXPECT_EQ(code_of(withdrawn(nurse, first)), Code::gone);
}

TEST_F(Answering, OneThatWaitsCanBeTakenOffTheList) {
  const auto sent = sent_to({harbor_bed.service, lake.service});
  must(withdrawn(nurse, sent.referrals[1].id));
  EXPECT_THAT(states(sent), ElementsAre(State::asked, State::withdrawn));
  EXPECT_EQ(thread(sent.thread.id).step, Step::await_answer);
  expect_unknown(lake.session, sent.referrals[1].id);
}

TEST_F(Answering, AnExpiredReleaseOpensNothing) {
  const auto sent = must(try_send(intake(nurse).id, {lake.service}, {.categories = {}, .lasts_ms = day_ms}));
  const auto id = sent.referrals[0].id;
  pass(day_ms - 1);
  EXPECT_TRUE(must(seen(lake.session, id)).packet);
  pass(1);
  EXPECT_FALSE(must(seen(lake.session, id)).packet);
  EXPECT_EQ(code_of(accepted(lake.session, id)), Code::gone);
  EXPECT_EQ(beds(lake.service).occupied, 0);
}

TEST_F(Answering, AWithdrawnReleaseOpensNothing) {
  const auto id = sent_to({lake.service}).referrals[0].id;
  must(write([&](storage::Writer& w) { return release::end_release(w, row_of(id).release, now()); }));
  EXPECT_FALSE(must(seen(lake.session, id)).packet);
  EXPECT_EQ(code_of(accepted(lake.session, id)), Code::gone);
}

TEST_F(Answering, ThePacketOpensForItsRecipientInItsRowAlone) {
  const auto one = sent_to({lake.service}).referrals[0].id;
  const auto other = sent_to({lake.service}).referrals[0].id;
  const auto sealed = must(read([&](storage::Reader& r) { return store::find_packet(r, one); })).value();
  must(write([&](storage::Writer& w) -> Result<void> {
    NWD_CHECK(store::destroy_packet(w, other));
    return store::insert_packet(w, other, sealed);
  }));
  EXPECT_EQ(code_of(seen(lake.session, other)), Code::corrupt);
  EXPECT_FALSE(pine.session->keys.unwrap({"packet", one, "wrapped", 1}, sealed.wrapped));
  EXPECT_FALSE(nurse->keys.unwrap({"packet", one, "wrapped", 1}, sealed.wrapped));
  EXPECT_TRUE(lake.session->keys.unwrap({"packet", one, "wrapped", 1}, sealed.wrapped));
}

TEST_F(Answering, WhoeverSawAnOlderVersionDecidesAgain) {
  const auto id = sent_to({lake.service}).referrals[0].id;
  const auto old = at(id).version;
  must(asked(lake.session, id));
  const auto late = write([&](storage::Writer& w) { return accept(w, *lake.session, world.random, now(), id, old); });
  EXPECT_EQ(code_of(late), Code::stale);
  const auto no =
      write([&](storage::Writer& w) { return cannot_take(w, *lake.session, now(), id, old, CannotTake::full); });
  EXPECT_EQ(code_of(no), Code::stale);
  EXPECT_EQ(state(id), State::asked);
}

TEST_F(Answering, UnknownAndNotOursLookTheSame) {
  const auto id = sent_to({lake.service}).referrals[0].id;
  expect_unknown(pine.session, id);
  const auto unknown = ReferralId::random(world.random);
  expect_unknown(pine.session, unknown);
  EXPECT_EQ(seen(pine.session, id).error().message, seen(pine.session, unknown).error().message);
  EXPECT_EQ(accepted(pine.session, id).error().message, accepted(pine.session, unknown).error().message);
}

TEST_F(Answering, TheNavigatorSeesStatesAndNoPacket) {
  const auto sent = sent_to({lake.service});
  const auto listed = must(read([&](storage::Reader& r) { return of_thread(r, *navigator, sent.thread.id); }));
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].state, State::asked);
  EXPECT_EQ(code_of(seen(navigator, listed[0].id)), Code::not_found);
  EXPECT_TRUE(inbox_of(navigator).empty());
  EXPECT_EQ(code_of(read([&](storage::Reader& r) { return of_thread(r, *lake.session, sent.thread.id); })),
            Code::not_found);
}

TEST_F(Answering, EveryReadAndAnswerIsLogged) {
  const auto id = sent_to({lake.service}).referrals[0].id;
  must(seen(lake.session, id));
  must(asked(lake.session, id));
  must(answered(nurse, id));
  const auto there = must(accepted(lake.session, id)).opened;
  EXPECT_THAT(deeds(id), ElementsAre("referral.send", "referral.ask_organization", "referral.read", "referral.question",
                                     "referral.answer", "referral.accept"));
  EXPECT_THAT(deeds(there.id), ElementsAre("case.open", "placement.begin"));
}

TEST_F(Answering, APacketComesBackAsItWas) {
  EXPECT_TRUE(rc::check("packet", [] {
    const Packet packet{casework::some_facts(), casework::some_identity()};
    const auto back = Packet::decode(packet.encode());
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->facts == packet.facts && back->identity == packet.identity);
  }));
  for (const auto* text : {"{}", "[]", R"({"facts":{}})", R"({"facts":{},"identity":{},"more":1})"})
    EXPECT_EQ(code_of(Packet::decode(bytes_of(text))), Code::invalid) << text;
}

}  // namespace
}  // namespace nwd::referral
