// Members are sent away, the organization's key changes, and whoever kept the old one reads nothing new.
#include "access/epochs.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "access/log_reader.h"
#include "access/testing.h"
#include "audit/readers.h"
#include "audit/testing.h"

namespace nwd::access {
namespace {

const Roles administrator{Role::administrator, Role::caseworker};

class Epochs : public testing::Test {
 protected:
  Epochs() {
    shelter_ = world_.found("Shelter", "MN-500", "ana", administrator);
    ben_ = world_.add_member(shelter_, "ben", {Role::caseworker});
  }

  SignedIn in(std::string_view name) { return tried(name).value(); }
  Result<SignedIn> tried(std::string_view name) {
    world_.clock.at = world_.clock.at + minute_ms;
    return sign_in(*world_.database, world_.derivations, world_.clock.now(), name, test_passphrase);
  }
  void send_away(MemberId member) { ASSERT_TRUE(deactivate_member(*world_.database, member, world_.clock.now())); }
  // As any sealer does it: to the newest key that the database names.
  Bytes sealed(const vault::Place& place, const vault::SecretBytes& key) {
    const auto known =
        world_.database->read([&](storage::Reader& r) { return find_organization(r, shelter_); }).value().value();
    return vault::wrap(*world_.derivations.keyring(), known.recipient, place, key).value();
  }
  void run(storage::Sql sql) {
    ASSERT_TRUE(world_.database->write([&](storage::Writer& w) { return w.run(sql); }));
  }

  TestWorld world_;
  OrganizationId shelter_;
  MemberId ben_;
  const vault::Place here_{"case_key", {}, "wrapped", 1};
};

TEST_F(Epochs, WhoWasSentAwayReadsNothingThatIsWrittenAfter) {
  const auto key = vault::new_key();
  const auto before = sealed(here_, key);
  const auto stolen = in("ben").keys;  // out of the server's memory
  send_away(ben_);
  const auto ana = in("ana");
  const auto after = sealed(here_, key);

  EXPECT_TRUE(stolen.unwrap(here_, before));
  const auto refused = stolen.unwrap(here_, after);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::corrupt);
  EXPECT_EQ(refused.error().detail, vault::epoch_not_held);
  EXPECT_TRUE(ana.keys.unwrap(here_, before));
  EXPECT_TRUE(ana.keys.unwrap(here_, after));
  EXPECT_EQ(ana.keys.newest().epoch, 2U);
}

TEST_F(Epochs, WhoStaysOrComesLaterReadsAllOfIt) {
  world_.add_member(shelter_, "cem", {Role::caseworker});
  const auto key = vault::new_key();
  const auto first = sealed(here_, key);
  send_away(ben_);
  (void)in("ana");
  const auto second = sealed(here_, key);
  world_.add_member(shelter_, "dee", {Role::caseworker});
  for (const auto* name : {"ana", "cem", "dee"}) {
    const auto who = in(name);
    EXPECT_TRUE(who.keys.unwrap(here_, first)) << name;
    EXPECT_TRUE(who.keys.unwrap(here_, second)) << name;
  }
}

TEST_F(Epochs, OnlyAnAdministratorBeginsOneAndOnlyWhenItIsDue) {
  world_.add_member(shelter_, "cem", {Role::caseworker});
  EXPECT_EQ(in("ana").keys.newest().epoch, 1U);
  send_away(ben_);
  EXPECT_EQ(in("cem").keys.newest().epoch, 1U);
  EXPECT_EQ(in("ana").keys.newest().epoch, 2U);
  EXPECT_EQ(in("ana").keys.newest().epoch, 2U);
  const auto log = audit::open_entries(*world_.database);
  EXPECT_EQ(std::count_if(log.begin(), log.end(), [](const auto& e) { return e.deed == "epoch.begin"; }), 1);
}

TEST_F(Epochs, TheLogIsSealedToTheNewKeyAndReadWithAll) {
  send_away(ben_);
  (void)in("ana");
  const auto after = in("ana");
  auto opener = log_opener(after);
  const auto entries = world_.database->read([&](storage::Reader& r) { return opener.newest(r, 1000, 1000); }).value();
  std::vector<std::string> deeds;
  for (const auto& e : entries) deeds.push_back(e.detail ? e.detail->deed : "?");
  EXPECT_THAT(deeds, testing::Contains("member.add"));
  EXPECT_THAT(deeds, testing::Contains("epoch.begin"));
  EXPECT_EQ(deeds.front(), "session.begin");
  const auto readers =
      world_.database->read([&](storage::Reader& r) { return audit::readers_of(r, shelter_); }).value();
  for (const auto& one : readers)
    if (one.name == "Shelter") EXPECT_EQ(one.ended.has_value(), one.key != after.keys.newest().key);
}

TEST_F(Epochs, AnOpenSessionIsGivenTheNewKeyWhenItMeetsIt) {
  http::Route route;
  route.pattern = "/api/open";
  route.kind = http::Kind::api;
  const auto key = vault::new_key();
  int asked = 0;
  ASSERT_TRUE(world_.site->add(route, Rule::signed_in(),
                               [&](const http::Request&, const Context& context) -> Result<http::Response> {
                                 ++asked;
                                 NWD_CHECK(context.session->keys.unwrap(here_, sealed(here_, key)));
                                 return http::json("{}");
                               }));
  world_.add_member(shelter_, "cem", {Role::caseworker});
  const auto cem = world_.sign_in("cem");
  send_away(ben_);
  EXPECT_EQ(world_.ask(http::Method::get, "/api/open", cem.token).status, 200);
  EXPECT_EQ(asked, 1);
  ASSERT_EQ(cem.session->keys.newest().epoch, 1U);
  (void)in("ana");
  EXPECT_EQ(world_.database->read([&](storage::Reader& r) { return check_newest(r, *cem.session); }).error().detail,
            vault::epoch_not_held);
  world_.clock.at = world_.clock.at + -minute_ms;  // the last tidying was a moment ago
  EXPECT_EQ(world_.ask(http::Method::get, "/api/open", cem.token).status, 200);
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(world_.database->read([&](storage::Reader& r) { return check_newest(r, *cem.session); }));
}

TEST_F(Epochs, TidyingGivesOpenSessionsTheNewKeyToo) {
  world_.add_member(shelter_, "cem", {Role::caseworker});
  const auto cem = world_.sign_in("cem");
  send_away(ben_);
  (void)in("ana");
  ASSERT_TRUE(world_.site->tidy(world_.clock.now()));
  EXPECT_EQ(cem.session->keys.newest().epoch, 2U);
}

// Whoever writes the database puts a key of their own in a member's place, and waits for the next epoch.
TEST_F(Epochs, APublicKeyPutInAMembersPlaceIsGivenNothing) {
  world_.add_member(shelter_, "cem", {Role::caseworker});
  const auto forgers = vault::PrivateKey::generate();
  constexpr storage::Sql put = "UPDATE member SET public_key = $1 WHERE sign_in = 'cem'";
  ASSERT_TRUE(world_.database->write([&](storage::Writer& w) { return w.run(put, forgers.public_key().bytes()); }));
  send_away(ben_);
  (void)in("ana");
  constexpr storage::Sql wrap =
      "SELECT wrapped FROM organization_key k JOIN member m ON m.id = k.member_id WHERE "
      "m.sign_in = 'cem'";
  const auto left = world_.database
                        ->read([&](storage::Reader& r) {
                          return r.first(wrap, [](const storage::Row& row) { return row.get<Bytes>(0); });
                        })
                        .value()
                        .value();
  EXPECT_EQ(vault::epoch_of(left).value(), 1U);
}

TEST_F(Epochs, WhoWasLeftOutIsToldWhatToDo) {
  world_.add_member(shelter_, "cem", {Role::caseworker});
  run("UPDATE organization_key SET proof = NULL WHERE member_id = (SELECT id FROM member WHERE sign_in = 'cem')");
  send_away(ben_);
  (void)in("ana");
  EXPECT_EQ(tried("cem").error().code, Code::forbidden);
}

TEST_F(Epochs, AWayBackThatWasSwappedOrCutIsNoticed) {
  for (const auto* name : {"cem", "dee"}) {
    send_away(world_.add_member(shelter_, name, {Role::caseworker}));
    (void)in("ana");
  }
  ASSERT_EQ(in("ana").keys.newest().epoch, 3U);
  run("UPDATE organization_epoch SET previous = (SELECT o.previous FROM organization_epoch o WHERE o.epoch = 2) "
      "WHERE epoch = 3");
  EXPECT_EQ(tried("ana").error().code, Code::corrupt);
  run("DELETE FROM organization_epoch WHERE epoch = 3");
  EXPECT_EQ(tried("ana").error().code, Code::corrupt);
  run("DELETE FROM organization_epoch");
  EXPECT_EQ(tried("ana").error().code, Code::corrupt);
}

// A database that was written before there were epochs: wraps of the first suite, no proofs.
class Populated : public Epochs {
 protected:
  Populated() {
    world_.add_member(shelter_, "cem", {Role::caseworker});
    const auto secret = taken_key();
    constexpr storage::Sql each = "SELECT id, public_key FROM member";
    constexpr storage::Sql put = "UPDATE organization_key SET wrapped = $1, proof = NULL WHERE member_id = $2";
    EXPECT_TRUE(world_.database->write([&](storage::Writer& w) -> Result<void> {
      NWD_TRY(const auto members, w.all(each, [](const storage::Row& row) {
        return std::pair(row.get<MemberId>(0), vault::PublicKey::from(row.blob(1)).value());
      }));
      for (const auto& [id, key] : members) {
        NWD_TRY(const auto old, vault::wrap(key, {"organization_key", id, "wrapped", 1}, secret));
        NWD_CHECK(w.run(put, old, id));
      }
      return {};
    }));
  }
  // The organization's private key, as the earlier program handed it out.
  vault::SecretBytes taken_key() {
    const auto ana = in("ana");
    constexpr storage::Sql wrap = "SELECT wrapped FROM organization_key WHERE member_id = $1";
    const auto wrapped =
        world_.database
            ->read([&](storage::Reader& r) {
              return r.first(wrap, [](const storage::Row& row) { return row.get<Bytes>(0); }, ana.member.id);
            })
            .value()
            .value();
    return vault::unwrap(*world_.derivations.keyring(), ana.member_key,
                         {"organization_key", ana.member.id, "wrapped", 1}, wrapped)
        .value();
  }
};

TEST_F(Populated, GoesOnOpeningAndIsRenewed) {
  const auto old_key = vault::PrivateKey::from(taken_key()).value();
  const auto key = vault::new_key();
  const auto old_wrap = vault::wrap(old_key.public_key(), here_, key).value();
  EXPECT_TRUE(in("cem").keys.unwrap(here_, old_wrap));
  EXPECT_TRUE(in("ana").keys.unwrap(here_, old_wrap));  // and renews them all
  send_away(ben_);
  (void)in("ana");
  const auto cem = in("cem");
  EXPECT_EQ(cem.keys.newest().epoch, 2U);
  EXPECT_TRUE(cem.keys.unwrap(here_, old_wrap));
  EXPECT_TRUE(cem.keys.unwrap(here_, sealed(here_, key)));
}

TEST_F(Populated, VouchesForTheOldMembersOnceOnly) {
  (void)in("ana");
  run("UPDATE organization_key SET proof = NULL WHERE member_id = (SELECT id FROM member WHERE sign_in = 'cem')");
  (void)in("ana");
  send_away(ben_);
  (void)in("ana");
  EXPECT_EQ(tried("cem").error().code, Code::forbidden);
}

// Members come and go in any order: who is in opens all, who went opens exactly what was sealed while they were in.
TEST(EpochsModel, WhoIsInOpensAllAndWhoWentOpensWhatWasBefore) {
  TestWorld world;
  const vault::Place place{"case_key", {}, "wrapped", 1};
  struct Gone {
    vault::OrganizationKeys keys;
    std::size_t sealed_before;
  };
  const auto in = [&](const std::string& name) {
    return sign_in(*world.database, world.derivations, world.clock.now(), name, test_passphrase).value();
  };
  const auto key = vault::new_key();
  int house = 0;
  EXPECT_TRUE(rc::check([&] {
    const std::string ana = "a" + std::to_string(++house) + ".ana";  // the first of its members, by name
    const auto shelter = world.found("Shelter", "MN-500", ana, administrator);
    std::vector<Bytes> all;
    std::vector<std::pair<MemberId, std::string>> members;
    std::vector<Gone> gone;
    const int steps = *rc::gen::inRange(1, 10);
    for (int i = 0; i < steps; ++i) {
      const int deed = *rc::gen::inRange(0, 3);
      if (deed == 0) {
        const auto name = "m" + std::to_string(house) + "." + std::to_string(i);
        members.emplace_back(world.add_member(shelter, name, {Role::caseworker}), name);
      } else if (deed == 1 && !members.empty()) {
        const auto at = members.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(members));
        gone.push_back({in(at->second).keys, all.size()});
        RC_ASSERT(deactivate_member(*world.database, at->first, world.clock.now()).has_value());
        (void)in(ana);
        members.erase(at);
      } else {
        const auto known = world.database->read([&](storage::Reader& r) { return find_organization(r, shelter); });
        all.push_back(vault::wrap(*world.derivations.keyring(), known.value()->recipient, place, key).value());
      }
    }
    members.emplace_back(MemberId{}, ana);
    for (const auto& [id, name] : members) {
      const auto keys = in(name).keys;
      for (const auto& one : all) RC_ASSERT(keys.unwrap(place, one).has_value());
    }
    for (const auto& g : gone)
      for (std::size_t i = 0; i < all.size(); ++i)
        RC_ASSERT(g.keys.unwrap(place, all[i]).has_value() == (i < g.sealed_before));
  }));
}

}  // namespace
}  // namespace nwd::access
