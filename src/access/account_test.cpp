// What a member is told of their own ways to sign in, and what nobody can do to them with less than all of them.
#include <gmock/gmock.h>

#include "access/browser.h"
#include "access/proof.h"
#include "access/recovery_code.h"
#include "access/testing.h"
#include "access/totp.h"
#include "audit/testing.h"

namespace nwd::access {
namespace {

class Ways : public testing::Test {
 protected:
  Ways() { shelter_ = world_.found("Shelter", "MN-500", "ana", {Role::administrator, Role::caseworker}); }
  template <class F>
  auto write(F&& fn) {
    return world_.database->write(std::forward<F>(fn));
  }
  vault::SecretBytes add_paper_code(const Session& session) {
    auto code = recovery::new_code();
    EXPECT_TRUE(write([&](storage::Writer& w) {
      return add_recovery_code(w, world_.random, world_.clock.now(), session, code, recovery::grouped(code));
    }));
    return code;
  }
  Result<void> try_code(const Session& session, std::string_view code) {
    return try_recovery_code(*world_.database, world_.clock.now(), session, code, "10.0.0.1");
  }
  TestWorld world_;
  OrganizationId shelter_;
};

TEST_F(Ways, TryingThePaperCodeUsesNothingUp) {
  const auto ana = world_.sign_in("ana");
  EXPECT_EQ(try_code(*ana.session, recovery::grouped(recovery::new_code())).error().code, Code::unauthenticated);
  const auto code = add_paper_code(*ana.session);
  world_.clock.at = world_.clock.at + minute_ms;
  EXPECT_TRUE(try_code(*ana.session, recovery::grouped(code)));
  EXPECT_TRUE(try_code(*ana.session, recovery::grouped(code)));
  const auto kept =
      world_.database
          ->read([&](storage::Reader& r) { return credentials_of(r, ana.session->member, Kind::recovery_code); })
          .value();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.front().used, world_.clock.now());
  EXPECT_EQ(audit::open_entries(*world_.database).back().deed, "credential.try");
  EXPECT_EQ(try_code(*ana.session, "7K3M").error().code, Code::unauthenticated);
}

TEST_F(Ways, TryingIsCountedAndOneMembersTriesAreNotAnothers) {
  world_.add_member(shelter_, "ben", {Role::caseworker});
  const auto ana = world_.sign_in("ana");
  const auto ben = world_.sign_in("ben");
  const auto code = recovery::grouped(add_paper_code(*ana.session));
  const auto bens = recovery::grouped(add_paper_code(*ben.session));
  for (int i = 0; i < 8; ++i) EXPECT_EQ(try_code(*ana.session, bens).error().code, Code::unauthenticated);
  EXPECT_EQ(try_code(*ana.session, code).error().code, Code::rate_limited);
  EXPECT_TRUE(try_code(*ben.session, bens));
}

TEST_F(Ways, WhoHasNoSecondFactorIsKnown) {
  const auto ben = world_.add_member(shelter_, "ben", {Role::caseworker});
  world_.found("Hospital", "MN-500", "carla", {Role::door_worker});
  const auto ana = world_.sign_in("ana");
  const auto without = [&] {
    return world_.database->read([&](storage::Reader& r) { return without_second_factor(r, shelter_); }).value();
  };
  EXPECT_THAT(without(), testing::UnorderedElementsAre(ana.session->member, ben));
  const auto secret = totp::new_secret();
  ASSERT_TRUE(write([&](storage::Writer& w) {
    return add_totp(w, world_.random, world_.clock.now(), *ana.session, secret,
                    totp::code_at(secret, world_.clock.now().ms / totp::step_ms));
  }));
  EXPECT_THAT(without(), testing::ElementsAre(ben));
  ASSERT_TRUE(deactivate_member(*world_.database, ben, world_.clock.now()));
  EXPECT_THAT(without(), testing::IsEmpty());
}

// Whoever has learnt the passphrase of somebody with a second factor begins sign-ins, and never gets further.
TEST_F(Ways, SignInsThatWaitForTheSecondStepEndNobodysWork) {
  const auto ana = world_.sign_in("ana");
  for (int i = 0; i < 40; ++i) {
    auto who = sign_in(*world_.database, world_.derivations, world_.clock.now(), "ana", test_passphrase).value();
    who.stage = Stage::second_step;
    ASSERT_TRUE(world_.sessions.begin(to_session(std::move(who), world_.clock.now()), world_.clock.now()));
  }
  EXPECT_TRUE(world_.sessions.find(ana.token, world_.clock.now()));
  EXPECT_EQ(world_.sessions.count(), SessionLimits().most_of_member);
}

TEST(Browsers, AreCalledByTheirFamily) {
  const std::string chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 ";
  EXPECT_EQ(browser_family(chrome + "Safari/537.36"), "Chrome");
  EXPECT_EQ(browser_family(chrome + "Safari/537.36 Edg/140.0.0.0"), "Edge");
  EXPECT_EQ(browser_family(chrome + "Safari/537.36 OPR/120.0"), "Opera");
  EXPECT_EQ(browser_family("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox");
  EXPECT_EQ(browser_family("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"),
            "Safari");
  EXPECT_EQ(browser_family("curl/8.0"), "");
  EXPECT_EQ(browser_family(""), "");
}

}  // namespace
}  // namespace nwd::access
