// Sending: whom it reaches, what they may know, and what stands in the rows.
#include <gmock/gmock.h>

#include "referral/test_referral.h"

namespace nwd::referral {
namespace {

using casework::Step;
using testing::ElementsAre;

using Sending = ReferralTest;

TEST_F(Sending, TheFirstIsAskedTheOthersWait) {
  const auto c = intake(nurse);
  const auto sent = must(try_send(c.id, {harbor_bed.service, lake.service}));
  ASSERT_EQ(sent.referrals.size(), 2U);
  EXPECT_THAT(states(sent), ElementsAre(State::asked, State::waiting));
  EXPECT_EQ(sent.referrals[0].to, harbor_bed.organization);
  EXPECT_EQ(sent.referrals[0].hold_until, now() + hold_ms);
  EXPECT_EQ(beds(harbor_bed.service).held, 1);
  EXPECT_EQ(beds(lake.service).held, 0);
  EXPECT_EQ(case_state(c.id), casework::CaseState::sent);
}

TEST_F(Sending, TheThreadWaitsForTheAnswerOfWhoeverIsAsked) {
  const auto sent = sent_to({lake.service});
  const auto t = thread(sent.thread.id);
  EXPECT_EQ(t.step, Step::await_answer);
  EXPECT_EQ(t.step_owner, lake.organization);
  EXPECT_EQ(t.step_due, now() + answer_ms);
  EXPECT_EQ(t.region, "MN-500");
}

TEST_F(Sending, ThePacketIsTheMinimumAndWhatWasAgreed) {
  auto told = casework::facts_of_sixteen();
  told.exploitation = casework::Exploitation::sexual;
  told.children = 0;
  const auto c = intake(nurse, told);
  const auto sent = must(try_send(c.id, {lake.service}, {.categories = {.called = true}}));
  const auto packet = must(seen(lake.session, sent.referrals[0].id)).packet.value();
  auto minimum = told;
  minimum.county.clear();
  minimum.exploitation.reset();
  EXPECT_EQ(packet.facts, minimum);
  EXPECT_EQ(packet.identity, (casework::Identity{"Robin", "", ""}));
}

TEST_F(Sending, NothingIsToldThatWasNotAgreed) {
  const auto c = intake(nurse);
  const auto sent = must(try_send(c.id, {lake.service}, {.categories = {.needed = false}}));
  const auto packet = must(seen(lake.session, sent.referrals[0].id)).packet.value();
  casework::Facts only_when;
  only_when.identified = casework::facts_of_sixteen().identified;
  EXPECT_EQ(packet.facts, only_when);
  EXPECT_TRUE(packet.identity.empty());
}

TEST_F(Sending, WhoeverHasNoBedLeftIsPassedOverAndKeepsNoPacket) {
  sent_to({harbor_bed.service});
  const auto sent = sent_to({harbor_bed.service, lake.service});
  EXPECT_THAT(states(sent), ElementsAre(State::dropped, State::asked));
  EXPECT_FALSE(has_packet(sent.referrals[0].id));
  EXPECT_FALSE(release_lives(sent.referrals[0].id));
  EXPECT_TRUE(has_packet(sent.referrals[1].id));
}

TEST_F(Sending, WithNoBedAnywhereNothingIsSent) {
  sent_to({harbor_bed.service});
  const auto c = intake(nurse);
  EXPECT_EQ(code_of(try_send(c.id, {harbor_bed.service})), Code::conflict);
  EXPECT_EQ(case_state(c.id), casework::CaseState::intake);
  EXPECT_TRUE(must(read([&](storage::Reader& r) { return of_case(r, *nurse, c.id); })).empty());
  EXPECT_TRUE(try_send(c.id, {lake.service}));
}

TEST_F(Sending, AFamilyHoldsABedForEach) {
  auto told = casework::facts_of_sixteen();
  told.children = 1;
  const auto family = intake(nurse, told);
  EXPECT_EQ(code_of(try_send(family.id, {harbor_bed.service})), Code::conflict);
  must(try_send(family.id, {lake.service}));
  EXPECT_EQ(beds(lake.service).held, 2);
}

TEST_F(Sending, AServiceThatCountsNoBedsIsPassedOver) {
  const auto uncounted = must(write([&](storage::Writer& w) -> Result<directory::ServiceId> {
    directory::ListedOrganization listed;
    listed.name = "Drop-in";
    directory::Service service;
    NWD_TRY(service.organization, directory::add_listed(w, world.random, listed));
    service.name = "Drop-in";
    NWD_CHECK(directory::connect(w, service.organization, lake.organization));
    return directory::add_service(w, world.random, service);
  }));
  EXPECT_THAT(states(sent_to({uncounted, harbor_bed.service})), ElementsAre(State::dropped, State::asked));
  EXPECT_EQ(code_of(try_send(intake(nurse).id, {uncounted})), Code::conflict);
}

TEST_F(Sending, TheListHasOneToSixDifferentConnectedPlaces) {
  const auto c = intake(nurse);
  EXPECT_EQ(code_of(try_send(c.id, {})), Code::invalid);
  EXPECT_EQ(code_of(try_send(c.id, {lake.service, lake.service})), Code::invalid);
  std::vector<directory::ServiceId> seven;
  for (int i = 0; i < 7; ++i) seven.push_back(add_beds(lake.organization, lake.session->member, 1));
  EXPECT_EQ(code_of(try_send(c.id, seven)), Code::invalid);
  seven.pop_back();
  EXPECT_TRUE(try_send(c.id, seven));
  EXPECT_EQ(code_of(try_send(intake(nurse).id, {directory::ServiceId::random(world.random)})), Code::invalid);
}

TEST_F(Sending, AReleaseLastsADayToAYear) {
  const auto c = intake(nurse);
  for (const auto lasts : {std::int64_t{0}, day_ms - 1, 366 * day_ms})
    EXPECT_EQ(code_of(try_send(c.id, {lake.service}, {.categories = {}, .lasts_ms = lasts})), Code::invalid) << lasts;
  EXPECT_TRUE(try_send(c.id, {lake.service}, {.categories = {}, .lasts_ms = day_ms}));
}

TEST_F(Sending, AnswersThatChangedMeanwhileAreLookedAtAgain) {
  const auto c = intake(nurse);
  must(saved(nurse, c.id, 1));
  const auto old =
      write([&](storage::Writer& w) { return send(w, *nurse, world.random, now(), {c.id, 1, {lake.service}, {}}); });
  EXPECT_EQ(code_of(old), Code::stale);
}

TEST_F(Sending, OnlyWhoMayReadTheCaseMaySendIt) {
  const auto c = intake(nurse);
  const auto as = [&](const access::SessionPtr& who) {
    return code_of(write(
        [&](storage::Writer& w) { return send(w, *who, world.random, now(), {c.id, c.version, {lake.service}, {}}); }));
  };
  EXPECT_EQ(as(porter), Code::forbidden);
  EXPECT_EQ(as(harbor), Code::not_found);
  EXPECT_EQ(as(navigator), Code::not_found);
}

TEST_F(Sending, WhileSomebodyIsAskedNobodyElseIs) {
  const auto c = intake(nurse);
  must(try_send(c.id, {harbor_bed.service}));
  EXPECT_EQ(code_of(try_send(c.id, {lake.service})), Code::conflict);
  EXPECT_EQ(beds(lake.service).held, 0);
}

TEST_F(Sending, WhenNobodyCouldTheSenderChoosesAgainOnTheSameThread) {
  const auto c = intake(nurse);
  const auto first = must(try_send(c.id, {harbor_bed.service}));
  must(declined(harbor_bed.session, first.referrals[0].id));
  EXPECT_EQ(thread(first.thread.id).step, Step::find_another);
  EXPECT_EQ(thread(first.thread.id).step_owner, hospital);
  EXPECT_EQ(thread(first.thread.id).step_due, now());
  const auto second = must(try_send(c.id, {lake.service, pine.service}));
  EXPECT_EQ(second.thread.id, first.thread.id);
  EXPECT_EQ(second.referrals.size(), 2U);
  EXPECT_EQ(thread(first.thread.id).step, Step::await_answer);
}

TEST_F(Sending, EachOnTheListIsLoggedAndWhoIsAskedLater) {
  const auto sent = sent_to({harbor_bed.service, lake.service});
  must(declined(harbor_bed.session, sent.referrals[0].id));
  EXPECT_THAT(deeds(sent.referrals[0].id),
              ElementsAre("referral.send", "referral.ask_organization", "referral.cannot_take"));
  EXPECT_THAT(deeds(sent.referrals[1].id), ElementsAre("referral.send", "referral.ask_organization"));
}

TEST_F(Sending, WithoutACountyTheThreadIsInTheSendersRegion) {
  auto elsewhere = casework::facts_of_sixteen();
  elsewhere.county = "27123";
  EXPECT_EQ(must(try_send(intake(nurse, elsewhere).id, {lake.service})).thread.region, "MN-501");
  elsewhere.county.clear();
  EXPECT_EQ(must(try_send(intake(nurse, elsewhere).id, {lake.service})).thread.region, "MN-500");
}

}  // namespace
}  // namespace nwd::referral
