// The person's door: who opens and closes it, who gets in, what its key opens.
#include "person/door.h"

#include <gmock/gmock.h>

#include "audit/copies.h"
#include "casework/blocked.h"
#include "casework/persons_copy.h"
#include "keyring/keyring.h"
#include "person/names.h"
#include "person/test_person.h"

namespace nwd::person {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

class Doors : public PersonTest {
 protected:
  Result<casework::PersonsCase> plan(const Entered& who) {
    return read([&](storage::Reader& r) { return casework::open_persons_copy(r, who.reads, who.door.case_id); });
  }
  std::vector<std::string> looks(const Entered& who) {
    std::vector<std::string> all;
    const auto copies =
        must(read([&](storage::Reader& r) { return audit::open_copies(r, who.reads, who.door.case_id); }));
    for (const auto& copy : copies.entries) all.push_back(copy.deed);
    return all;
  }
  std::size_t log_size() { return audit::open_entries(*world.database).size(); }
  std::int64_t failures() {
    constexpr storage::Sql count = "SELECT count(*) FROM sign_in_failure";
    return must(read([&](storage::Reader& r) {
             return r.first(count, [](const storage::Row& row) { return row.integer(0); });
           }))
        .value();
  }

  casework::Case record = intake(social);
};

TEST_F(Doors, NobodyHasOneUntilItIsOpenedWithThem) {
  EXPECT_EQ(code_of(knock()), Code::unauthenticated);
  must(try_open(social, record.id));
  const auto who = must(knock());
  EXPECT_EQ(who.door.case_id, record.id);
  EXPECT_EQ(must(plan(who)).facts.age, casework::facts_of_sixteen().age);
  EXPECT_EQ(must(knock(" Maple  Kettle 47 ")).door.id, who.door.id) << "as people type it";
}

TEST_F(Doors, TheHolderOpensItAndHasJustShownWhoTheyAre) {
  EXPECT_EQ(code_of(try_open(social, record.id, persons_name, false)), Code::forbidden);
  EXPECT_EQ(code_of(try_open(nurse, record.id)), Code::forbidden) << "a door worker does not hold it";
  EXPECT_EQ(code_of(try_open(harbor, record.id)), Code::not_found) << "another organization knows of no such record";
  EXPECT_EQ(code_of(knock()), Code::unauthenticated);
  must(try_open(social, record.id));
  EXPECT_EQ(code_of(try_open(social, record.id, "fern-cloud-10")), Code::conflict) << "one is enough";
  EXPECT_EQ(code_of(try_close(harbor, record.id)), Code::not_found);
}

// Also a colleague, whatever their role: nothing was opened for them, and the holder hears of it.
TEST_F(Doors, WhomThePersonDoesNotWantIsToldOfNoSuchRecord) {
  world.add_member(hospital, "second", {access::Role::caseworker});
  const auto second = world.sign_in("second").session;
  must(
      write([&](storage::Writer& w) { return casework::set_blocked(w, asking(social), record.id, {second->member}); }));
  EXPECT_EQ(code_of(try_open(second, record.id)), Code::not_found);
  must(try_open(social, record.id));
  EXPECT_EQ(code_of(try_close(second, record.id)), Code::not_found);
  const auto state = read([&](storage::Reader& r) { return door_of(r, asking(second), record.id); });
  EXPECT_EQ(code_of(state), Code::not_found);
}

TEST_F(Doors, OnlyNamesThatSayNothingAndPassphrasesThatHold) {
  for (const auto* name : {"robin", "robin-smith-47", "maple-kettle", "maple-kettle-4x", "maple-kettle-473", ""})
    EXPECT_EQ(code_of(try_open(social, record.id, name)), Code::invalid) << name;
  const auto weak = open_door(*world.database, world.derivations, world.random, asking(social),
                              {record.id, persons_name, "password1234567"});
  EXPECT_EQ(code_of(weak), Code::invalid);
  const auto other = intake(social);
  must(try_open(social, record.id));
  EXPECT_EQ(code_of(try_open(social, other.id)), Code::invalid) << "the name has an owner";
}

// Three worlds: a door that is open and a wrong passphrase, a door that was closed, a name that nobody ever had.
TEST_F(Doors, AWrongPassphraseAClosedDoorAndAnUnknownNameAreAnsweredAlike) {
  const auto other = intake(social);
  must(try_open(social, record.id));
  must(try_open(social, other.id, "fern-cloud-10"));
  must(try_close(social, other.id));
  std::vector<std::string> told;
  std::vector<std::int64_t> counted;
  std::vector<std::size_t> logged;
  for (const auto* name : {"maple-kettle-47", "fern-cloud-10", "river-spoon-99"}) {
    const auto before = failures();
    const auto log_before = log_size();
    const auto answer = knock(name, "wrong wrong wrong 1", std::string("10.0.1.") + std::to_string(told.size()));
    told.push_back(answer.error().message + '/' + answer.error().detail);
    counted.push_back(failures() - before);
    logged.push_back(log_size() - log_before);
    EXPECT_EQ(answer.error().code, Code::unauthenticated);
    EXPECT_EQ(audit::open_entries(*world.database).back().subject_id, IdBytes{}) << name;
  }
  EXPECT_THAT(told, testing::Each(told.front()));
  EXPECT_THAT(counted, testing::Each(counted.front()));
  EXPECT_THAT(logged, testing::Each(std::size_t{1}));
}

// The same work: whoever finds nobody to derive for them is turned away in each of the three worlds.
TEST_F(Doors, EachOfThemDerivesAKeyAndABusyServerIsNoTry) {
  must(try_open(social, record.id));
  vault::Derivations none({1024, 1}, 0, 0, world.derivations.keyring());
  for (int i = 0; i < 10; ++i)
    for (const auto* name : {"maple-kettle-47", "river-spoon-99"}) {
      const auto answer = enter(*world.database, none, now(), name, persons_passphrase, "10.0.0.1");
      ASSERT_EQ(answer.error().code, Code::busy) << name;
    }
  EXPECT_TRUE(knock());
}

TEST_F(Doors, GuessingIsCountedAndShutsNobodyOutElsewhere) {
  must(try_open(social, record.id));
  for (const auto* name : {"maple-kettle-47", "river-spoon-99"}) {
    for (int i = 0; i < 8; ++i) ASSERT_EQ(code_of(knock(name, "wrong wrong wrong 1")), Code::unauthenticated);
    EXPECT_EQ(code_of(knock(name)), Code::rate_limited) << name;
  }
  EXPECT_TRUE(knock(persons_name, persons_passphrase, "10.0.0.2"));
}

TEST_F(Doors, ClosingEndsItForGoodAndNothingElse) {
  must(try_open(social, record.id));
  const auto who = must(knock());
  const auto id = share(record.id, {casework::Compartment::health}, clinic);
  must(try_close(social, record.id));
  must(try_close(social, record.id));
  EXPECT_EQ(code_of(knock()), Code::unauthenticated);
  EXPECT_FALSE(must(read([&](storage::Reader& r) { return is_open(r, who.door.id); })));
  EXPECT_EQ(code_of(plan(who)), Code::not_found);
  EXPECT_TRUE(seen_by(clinic, id, casework::Compartment::health));
  EXPECT_TRUE(opened(social, record.id));
  must(try_open(social, record.id, "fern-cloud-10"));
  EXPECT_EQ(must(knock("fern-cloud-10")).door.case_id, record.id) << "opened anew, together";
  EXPECT_EQ(code_of(plan(who)), Code::corrupt) << "the key of before opens nothing of it";
}

// What an older backup brings back: the row as it was, beside a keyring that has destroyed its number.
TEST_F(Doors, AClosedOneThatABackupBringsBackStaysShut) {
  must(try_open(social, record.id));
  constexpr storage::Sql keep = "SELECT wrapped FROM persons_door";
  const auto wrapped = must(read(
      [&](storage::Reader& r) { return r.first(keep, [](const storage::Row& row) { return row.get<Bytes>(0); }); }));
  const auto number = must(vault::number_of(*wrapped));
  ASSERT_TRUE(number) << "it is a wrap that can be destroyed";
  world.derivations.keyring()->destroy(*number);
  EXPECT_EQ(code_of(knock()), Code::unauthenticated);
}

TEST_F(Doors, ClosingHandsTheNumberToTheKeyring) {
  must(try_open(social, record.id));
  const auto waiting = [&] { return must(read([&](storage::Reader& r) { return keyring::waiting(r); })); };
  const auto before = waiting();
  must(try_close(social, record.id));
  EXPECT_EQ(waiting(), before + 1);
}

// From a stolen database the passphrase is needed, and with it the keyring; the reading key opens nothing of the case.
TEST_F(Doors, ItsKeyOpensNoEnvelopeOfTheCaseAndNoWrap) {
  must(try_open(social, record.id));
  const auto who = must(knock());
  constexpr storage::Sql keys = "SELECT wrapped FROM case_key";
  const auto wraps = must(
      read([&](storage::Reader& r) { return r.all(keys, [](const storage::Row& row) { return row.get<Bytes>(0); }); }));
  ASSERT_THAT(wraps, Not(IsEmpty()));
  for (const auto& wrapped : wraps)
    EXPECT_FALSE(
        vault::unwrap(*world.derivations.keyring(), who.reads, {"case_key", record.id, "wrapped", 1}, wrapped));
}

TEST_F(Doors, WhoLooksIsToldFromWhenItWasOpened) {
  must(opened(social, record.id));
  must(try_open(social, record.id));
  auto who = must(knock());
  EXPECT_THAT(looks(who), ElementsAre("person.enter", "door.open"));
  must(opened(social, record.id));
  const auto id = share(record.id, {casework::Compartment::health}, clinic);
  must(seen_by(clinic, id, casework::Compartment::health));
  EXPECT_THAT(looks(who), IsSupersetOf({"case.read", "shared.read.health", "release.grant"}));
}

TEST_F(Doors, TheLogSaysThatItWasThePersonWhoStopped) {
  must(try_open(social, record.id));
  const auto id = share(record.id, {casework::Compartment::health}, clinic);
  must(write([&](storage::Writer& w) { return referral::stop_by_person(w, now(), record.id, id); }));
  must(write([&](storage::Writer& w) { return referral::stop_by_person(w, now(), record.id, id); }));
  EXPECT_EQ(code_of(seen_by(clinic, id, casework::Compartment::health)), Code::gone);
  const auto all = deeds(record.id);
  EXPECT_EQ(std::count(all.begin(), all.end(), "person.stop_sharing"), 1);
  const auto shown = must(read([&](storage::Reader& r) { return release::find_release(r, *social, id); }));
  EXPECT_TRUE(shown.stopped_by_person);
  const auto stopped_here = share(record.id, {casework::Compartment::health}, clinic);
  must(write([&](storage::Writer& w) { return referral::stop_sharing(w, *social, now(), stopped_here); }));
  EXPECT_FALSE(must(read([&](storage::Reader& r) {
                 return release::find_release(r, *social, stopped_here);
               })).stopped_by_person);
}

TEST_F(Doors, APersonStopsNothingOfAnotherCase) {
  const auto other = intake(social);
  const auto id = share(other.id, {casework::Compartment::health}, clinic);
  const auto stopped = write([&](storage::Writer& w) { return referral::stop_by_person(w, now(), record.id, id); });
  EXPECT_EQ(code_of(stopped), Code::not_found);
  EXPECT_EQ(code_of(read([&](storage::Reader& r) { return release::persons_release(r, record.id, id); })),
            Code::not_found);
  EXPECT_TRUE(seen_by(clinic, id, casework::Compartment::health));
}

// What is kept for the person holds no word of what they said, and no passphrase.
TEST_F(Doors, TheTablesHoldNoWordOfIt) {
  must(try_open(social, record.id));
  must(knock());
  must(opened(social, record.id));
  std::string all;
  must(read([&](storage::Reader& r) -> Result<void> {
    for (const auto& sql : {"SELECT wrapped, body FROM audit_copy", "SELECT wrapped, body FROM case_persons_copy",
                            "SELECT locked_key, wrapped FROM persons_door"})
      NWD_CHECK(r.each_any(sql, [&](const std::vector<storage::AnyValue>& row) -> Result<void> {
        for (const auto& value : row) all += text_of(std::get<Bytes>(value));
        return {};
      }));
    return {};
  }));
  EXPECT_FALSE(all.empty());
  for (const std::string_view word : {persons_passphrase, std::string_view("case.read"), std::string_view("person.")})
    EXPECT_EQ(all.find(word), std::string::npos) << word;
}

TEST(Names, AreOfferedInBothLanguagesAndTakenBackAsTheyAreTyped) {
  access::SeededRandom random;
  for (const auto locale : ui::all_locales)
    for (int i = 0; i < 100; ++i)
      for (const auto& name : offer_names(random, locale)) {
        EXPECT_TRUE(could_be_offered(name)) << name;
        EXPECT_EQ(as_kept(name), name);
      }
  EXPECT_EQ(as_kept("  Maple -Kettle  47"), "maple-kettle-47");
  EXPECT_FALSE(could_be_offered("maple-abeto-47")) << "of one language";
}

}  // namespace
}  // namespace nwd::person
