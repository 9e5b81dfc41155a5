// Guessing at the door, and keys put where they do not belong.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "access/common_passphrases.h"
#include "access/peer.h"
#include "access/testing.h"
#include "audit/testing.h"

namespace nwd::access {
namespace {

class Door : public testing::Test {
 protected:
  Door() { shelter_ = world_.found("Shelter", "MN-500", "ana", {Role::administrator, Role::caseworker}); }

  Result<SignedIn> knock(std::string_view name, std::string_view passphrase, std::string_view peer = "10.0.0.1") {
    return access::sign_in(*world_.database, world_.derivations, world_.clock.now(), name, passphrase, peer);
  }
  std::vector<audit::Detail> entries() { return audit::open_entries(*world_.database); }

  TestWorld world_;
  OrganizationId shelter_;
};

TEST_F(Door, ManyTriesAtOnceAreNotMoreTries) {
  std::atomic<int> worked{0};
  std::atomic<int> turned_away{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 24; ++i)
    threads.emplace_back([&] {
      const auto code = knock("ana", "wrong wrong wrong 1").error().code;
      worked += code == Code::unauthenticated;
      turned_away += code == Code::rate_limited;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(worked, 8);
  EXPECT_EQ(turned_away, 16);
}

TEST_F(Door, AnUnknownNameIsCountedLikeAKnownOne) {
  for (int i = 0; i < 8; ++i) EXPECT_EQ(knock("nobody", "wrong wrong wrong 1").error().code, Code::unauthenticated);
  EXPECT_EQ(knock("nobody", "wrong wrong wrong 1").error().code, Code::rate_limited);
}

TEST_F(Door, OneAddressCannotTryManyNames) {
  for (int i = 0; i < 100; ++i)
    ASSERT_EQ(knock("name" + std::to_string(i), "wrong wrong wrong 1").error().code, Code::unauthenticated);
  EXPECT_EQ(knock("ana", test_passphrase).error().code, Code::rate_limited);
  EXPECT_TRUE(knock("ana", test_passphrase, "10.0.0.2"));
}

TEST_F(Door, ABusyHouseIsNotAFailedOne) {
  for (int i = 0; i < 120; ++i) ASSERT_TRUE(knock("ana", test_passphrase)) << i;
}

TEST_F(Door, WhoFoundTheServerBusyHasNotTried) {
  vault::Derivations none({1024, 1}, 0, 0);
  for (int i = 0; i < 20; ++i) {
    const auto answer = access::sign_in(*world_.database, none, world_.clock.now(), "ana", test_passphrase, "10.0.0.1");
    ASSERT_EQ(answer.error().code, Code::busy);
  }
  EXPECT_TRUE(knock("ana", test_passphrase));
}

TEST_F(Door, AMistypedNameIsNotWrittenDown) {
  ASSERT_FALSE(knock("a phrase for the tests", "ana"));
  const auto last = entries().back();
  EXPECT_EQ(last.deed, "session.deny");
  EXPECT_EQ(last.member, std::nullopt);
  EXPECT_EQ(last.subject_id, IdBytes{});
}

TEST_F(Door, TheAuditSaysWhoLetSomebodyInAndWhoSentThemAway) {
  const auto ana = knock("ana", test_passphrase).value();
  const auto ben = add_member(*world_.database, world_.derivations, world_.random, world_.clock.now(), shelter_,
                              ana.keys, {"ben", "Ben", {Role::caseworker}}, test_passphrase, ana.member.id)
                       .value();
  EXPECT_EQ(entries().back().member, std::optional<IdBytes>(ana.member.id));
  ASSERT_TRUE(deactivate_member(*world_.database, ben, world_.clock.now(), ana.member.id));
  EXPECT_EQ(entries().back().deed, "member.deactivate");
  EXPECT_EQ(entries().back().member, std::optional<IdBytes>(ana.member.id));
  EXPECT_EQ(entries().back().organization, std::optional<IdBytes>(shelter_));
  EXPECT_EQ(deactivate_member(*world_.database, ben, world_.clock.now()).error().code, Code::not_found);
}

// Not only a flag that says no: whoever sets it back by hand finds no key to open with.
TEST_F(Door, WhoWasSentAwayHasNoWrapOfTheKeyLeft) {
  const auto ben = world_.add_member(shelter_, "ben", {Role::caseworker});
  ASSERT_TRUE(deactivate_member(*world_.database, ben, world_.clock.now()));
  constexpr storage::Sql back = "UPDATE member SET active = 1";
  ASSERT_TRUE(world_.database->write([&](storage::Writer& w) { return w.run(back); }));
  EXPECT_EQ(knock("ben", test_passphrase).error().code, Code::unauthenticated);
  EXPECT_TRUE(knock("ana", test_passphrase));
}

TEST_F(Door, AnotherOrganizationsKeyLetsNobodyIn) {
  const vault::OrganizationKeys strangers(world_.derivations.keyring(), vault::first_epoch,
                                          vault::PrivateKey::generate());
  const auto answer = add_member(*world_.database, world_.derivations, world_.random, world_.clock.now(), shelter_,
                                 strangers, {"eve", "Eve", {Role::administrator}}, test_passphrase);
  EXPECT_EQ(answer.error().code, Code::forbidden);
}

// Whoever can write the database, but holds no key, gains nothing by moving keys about.
TEST_F(Door, AKeyMovedToAnotherMemberDoesNotOpen) {
  world_.found("Hospital", "MN-500", "carla", {Role::door_worker});
  constexpr storage::Sql copy_wrap =
      "UPDATE organization_key SET wrapped = (SELECT k.wrapped FROM organization_key k JOIN member m ON m.id = "
      "k.member_id WHERE m.sign_in = 'ana') WHERE member_id = (SELECT id FROM member WHERE sign_in = 'carla')";
  ASSERT_TRUE(world_.database->write([&](storage::Writer& w) { return w.run(copy_wrap); }));
  EXPECT_EQ(knock("carla", test_passphrase).error().code, Code::corrupt);
}

TEST_F(Door, ALockedKeyMovedToAnotherMemberDoesNotOpen) {
  world_.found("Hospital", "MN-500", "carla", {Role::door_worker});
  constexpr storage::Sql copy_lock =
      "UPDATE credential SET locked_key = (SELECT c.locked_key FROM credential c JOIN member m ON m.id = c.member_id "
      "WHERE m.sign_in = 'carla') WHERE member_id = (SELECT id FROM member WHERE sign_in = 'ana')";
  ASSERT_TRUE(world_.database->write([&](storage::Writer& w) { return w.run(copy_lock); }));
  EXPECT_EQ(knock("ana", test_passphrase).error().code, Code::unauthenticated);
}

TEST_F(Door, APublicKeyPutInPlaceOfTheOrganizationsIsNoticed) {
  const auto forgers = vault::PrivateKey::generate();
  constexpr storage::Sql put = "UPDATE organization SET public_key = $1";
  ASSERT_TRUE(world_.database->write([&](storage::Writer& w) { return w.run(put, forgers.public_key().bytes()); }));
  EXPECT_EQ(knock("ana", test_passphrase).error().code, Code::corrupt);
}

TEST(Peer, IsWhatOneSubscriberHas) {
  EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2::9"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("fe80::1%eth0"), network_of("fe80::2%eth1"));
  EXPECT_EQ(network_of(""), "");
}

TEST(Passphrases, PiecesOneAfterAnotherAreCommonToo) {
  for (const auto* common : {"password1234567", "Password2026Password", "qwertyuiop123456", "iloveyou987654321",
                             "this is my new password", "Summer2026Winter2027", "adminadminadmin", "Minnesota111111"})
    EXPECT_TRUE(is_common_passphrase(common)) << common;
  for (const auto* fine : {"password with a violet teapot", "summer 7391846205 winter", "пароль из многих слов",
                           "horse stapler correct lampshade"})
    EXPECT_FALSE(is_common_passphrase(fine)) << fine;
}

}  // namespace
}  // namespace nwd::access
