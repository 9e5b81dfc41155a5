// A worker who left with a copy of the organization's key: what is written into a case after that is shut to them, also
// into a case that was there before.
#include <gmock/gmock.h>

#include "access/epochs.h"
#include "casework/compartment.h"
#include "casework/compartment_store.h"
#include "casework/store.h"
#include "casework/test_casework.h"
#include "keyring/keyring.h"

namespace nwd::casework {
namespace {

class NewEpoch : public CaseworkTest {
 protected:
  NewEpoch() { world.add_member(hospital, "admin", {access::Role::administrator}); }

  // The porter's session lives on in a thief's hands; those of the others are given the new key.
  void porter_is_sent_away() {
    stolen = porter;
    must(access::deactivate_member(*world.database, porter->member, now()));
    (void)world.sign_in("admin");
    for (const auto& who : {nurse, social}) ASSERT_TRUE(must(access::refresh_keys(*world.database, *who)));
  }
  Result<vault::SecretBytes> key_of(const access::SessionPtr& who, CaseId id) {
    const auto wrapped = must(read([&](storage::Reader& r) { return store::find_wrapped_key(r, id, hospital); }));
    return who->keys.unwrap({"case_key", id, "wrapped", 1}, *wrapped);
  }
  store::CompartmentRow notes_of(CaseId id) {
    return must(read([&](storage::Reader& r) { return store::find_compartment(r, id, Compartment::health); })).value();
  }
  Result<std::int64_t> put(CaseId id, std::int64_t version, const std::string& text) {
    return write([&](storage::Writer& w) {
      return write_notes(w, *social, world.random, now(), id, Compartment::health, version, {"", text});
    });
  }
  Result<vault::SecretBytes> key_of(const access::SessionPtr& who, const store::CompartmentRow& row) {
    return who->keys.unwrap({"compartment", row.id, "wrapped", row.generation}, row.wrapped);
  }

  access::SessionPtr stolen;
};

TEST_F(NewEpoch, ACaseThatIsWrittenAgainGetsAKeyThatTheyDoNotHave) {
  const auto c = intake(nurse);
  porter_is_sent_away();
  EXPECT_TRUE(key_of(stolen, c.id)) << "it was theirs to open before";
  must(saved(nurse, c.id, 1, facts_of_sixteen()));
  EXPECT_EQ(key_of(stolen, c.id).error().detail, vault::epoch_not_held);
  EXPECT_EQ(must(opened(social, c.id)).facts, facts_of_sixteen());
  must(saved(nurse, c.id, 2));
  EXPECT_EQ(must(opened(nurse, c.id)).facts, Facts{});
}

TEST_F(NewEpoch, ANewCaseIsShutToThem) {
  porter_is_sent_away();
  const auto c = intake(nurse);
  EXPECT_EQ(key_of(stolen, c.id).error().detail, vault::epoch_not_held);
  EXPECT_EQ(must(opened(nurse, c.id)).facts, facts_of_sixteen());
}

TEST_F(NewEpoch, ASessionThatDoesNotKnowItYetWritesNothingWithTheOldKey) {
  const auto c = intake(nurse);
  must(access::deactivate_member(*world.database, porter->member, now()));
  (void)world.sign_in("admin");
  const auto sealed = must(seal_intake(*nurse, world.random, facts_of_sixteen(), {}));
  const auto late = write([&](storage::Writer& w) { return store_intake(w, *nurse, now(), sealed); });
  EXPECT_EQ(late.error().detail, vault::epoch_not_held);
  EXPECT_EQ(saved(nurse, c.id, 1).error().detail, vault::epoch_not_held);
}

TEST_F(NewEpoch, APartOfACaseGetsANewKeyToo) {
  const auto c = intake(social);
  const auto version = must(put(c.id, 0, "before"));
  porter_is_sent_away();
  EXPECT_TRUE(key_of(stolen, notes_of(c.id)));
  must(put(c.id, version, "after"));
  EXPECT_EQ(key_of(stolen, notes_of(c.id)).error().detail, vault::epoch_not_held);
  EXPECT_TRUE(key_of(social, notes_of(c.id)));
}

// The row keeps its number through every key: destroying it shuts the earlier ones too, which older backups hold.
TEST_F(NewEpoch, WhatIsDestroyedIsShutInEveryVersion) {
  const auto c = intake(nurse);
  const auto before =
      must(read([&](storage::Reader& r) { return store::find_wrapped_key(r, c.id, hospital); })).value();
  porter_is_sent_away();
  must(saved(nurse, c.id, 1));
  const auto after = must(read([&](storage::Reader& r) { return store::find_wrapped_key(r, c.id, hospital); })).value();
  EXPECT_NE(before, after);
  world.derivations.keyring()->destroy(vault::number_of(after).value().value());
  for (const auto& one : {before, after})
    EXPECT_EQ(nurse->keys.unwrap({"case_key", c.id, "wrapped", 1}, one).error().code, Code::gone);
}

TEST_F(NewEpoch, AWithdrawnShareIsLeftToTheKeyringToDestroy) {
  const auto c = intake(social);
  must(put(c.id, 0, "shared for a day"));
  const Recipient to{new_id_bytes(world.random), shelter, now() + day_ms};
  must(write([&](storage::Writer& w) {
    return share(w, *social, world.random, now(), c.id, Compartments{Compartment::health}, to);
  }));
  must(write([&](storage::Writer& w) { return unshare(w, to.release); }));
  EXPECT_EQ(must(read([](storage::Reader& r) { return keyring::waiting(r); })), 1);
}

}  // namespace
}  // namespace nwd::casework
