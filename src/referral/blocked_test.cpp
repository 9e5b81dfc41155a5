// Requests and threads of a person who does not want somebody near them.
#include <gmock/gmock.h>

#include "casework/blocked.h"
#include "referral/test_referral.h"

namespace nwd::referral {
namespace {

using testing::IsEmpty;

class BlockedRequests : public ReferralTest {
 protected:
  BlockedRequests() {
    const auto west_organization =
        world.found("West", "MN-500", "west", {access::Role::navigator, access::Role::caseworker});
    world.add_member(west_organization, "willow", {access::Role::navigator, access::Role::caseworker});
    west = shelter_of("west", 1);
    willow = world.sign_in("willow").session;
    record = intake(nurse);
    must(write([&](storage::Writer& w) {
      return casework::set_blocked(w, {*nurse, now()}, record.id, {west.session->member});
    }));
  }
  std::size_t inbox_of(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return inbox(r, *who); })).size();
  }
  Result<std::vector<Referral>> followed(const access::SessionPtr& who, casework::ThreadId id) {
    return read([&](storage::Reader& r) { return of_thread(r, *who, id); });
  }

  Shelter west;
  access::SessionPtr willow;
  casework::Case record;
};

TEST_F(BlockedRequests, WhoIsNamedAtTheDoorKnowsOfNoRequestTheirColleagueDoes) {
  const auto sent = must(try_send(record.id, {west.service}));
  const auto id = sent.referrals[0].id;
  EXPECT_EQ(inbox_of(west.session), 0U);
  EXPECT_EQ(inbox_of(willow), 1U);
  EXPECT_EQ(code_of(seen(west.session, id)), Code::not_found);
  EXPECT_EQ(code_of(accepted(west.session, id)), Code::not_found);
  EXPECT_EQ(code_of(declined(west.session, id)), Code::not_found);
  EXPECT_EQ(code_of(asked(west.session, id)), Code::not_found);
  EXPECT_EQ(code_of(followed(west.session, sent.thread.id)), Code::not_found);
  EXPECT_TRUE(followed(willow, sent.thread.id));
  EXPECT_TRUE(seen(willow, id));
}

TEST_F(BlockedRequests, NeitherIsTheOneThatEndedToldOf) {
  const auto sent = must(try_send(record.id, {west.service}));
  must(declined(willow, sent.referrals[0].id));
  EXPECT_EQ(code_of(accepted(west.session, sent.referrals[0].id)), Code::not_found);
  EXPECT_EQ(code_of(accepted(willow, sent.referrals[0].id)), Code::gone);
}

TEST_F(BlockedRequests, OnceAColleagueHasAcceptedTheRecordIsShutToThemToo) {
  const auto sent = must(try_send(record.id, {west.service}));
  const auto opened_here = must(accepted(willow, sent.referrals[0].id)).opened;
  EXPECT_EQ(code_of(opened(west.session, opened_here.id)), Code::not_found);
  EXPECT_TRUE(opened(willow, opened_here.id));
  const auto held = must(read([&](storage::Reader& r) { return casework::cases_held(r, *west.session); }));
  EXPECT_EQ(held.all, 0);
  EXPECT_THAT(held.shown, IsEmpty());
  EXPECT_EQ(must(read([&](storage::Reader& r) { return casework::case_of_thread(r, *west.session, sent.thread.id); })),
            std::nullopt);
}

}  // namespace
}  // namespace nwd::referral
