#include "audit/audit.h"

#include <gmock/gmock.h>

#include "audit/checkpoint_store.h"
#include "audit/signer.h"
#include "audit/test_audit.h"
#include "audit/verify.h"

namespace nwd::audit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

IdBytes id(std::uint8_t n) {
  IdBytes bytes;
  bytes.raw.fill(n);
  return bytes;
}

class AuditTest : public AuditDatabaseTest {
 protected:
  void SetUp() override {
    AuditDatabaseTest::SetUp();
    ASSERT_TRUE(let_tests_read(*database_, house_));
  }
  Entry entry(std::uint8_t subject, std::string_view deed = "case.read", Instant at = {65'005}) const {
    return {at, id(1), house_, deed, "case", id(subject), "care"};
  }
  Result<std::int64_t> add(const Entry& what) {
    return database_->write([&](storage::Writer& w) { return append(w, what); });
  }
  Result<std::int64_t> add(std::uint8_t subject, std::string_view deed = "case.read") {
    return add(entry(subject, deed));
  }
  std::vector<Recorded> all() {
    return database_->read([](storage::Reader& r) { return tail(r, 0, 100); }).value();
  }
  // What those keys see of each entry.
  std::vector<Sight> sights(Opener opener) {
    std::vector<Sight> out;
    for (auto& e : all()) out.push_back(database_->read([&](storage::Reader& r) { return opener.open(r, e); }).value());
    return out;
  }
  std::vector<std::string> deeds_of(std::uint8_t subject, int limit = 100) {
    const auto entries = database_->read([&](storage::Reader& r) { return tests().of_subject(r, id(subject), limit); });
    std::vector<std::string> deeds;
    for (const auto& e : entries.value()) deeds.push_back(e.detail ? e.detail->deed : "?");
    return deeds;
  }
  static Opener tests() { return with(test_reader()); }
  static Opener with(const vault::PrivateKey& key) {
    Opener opener;
    opener.use(key);
    return opener;
  }
  const IdBytes house_ = id(2);
};

TEST_F(AuditTest, CountsWithoutGapsAlsoAfterAnUndoneWrite) {
  EXPECT_EQ(add(7).value(), 1);
  const auto undone = database_->write([&](storage::Writer& w) -> Result<void> {
    NWD_CHECK(append(w, entry(7)));
    return fail(Code::conflict, "undone");
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(add(8).value(), 2);
}

TEST_F(AuditTest, WhoHasTheKeyReadsWhatWasWritten) {
  ASSERT_TRUE(add(7));
  auto entries = all();
  EXPECT_EQ(entries[0].at, Instant{60'000});  // the minute
  EXPECT_EQ(entries[0].detail, std::nullopt);
  ASSERT_EQ(database_->read([&](storage::Reader& r) { return tests().open(r, entries[0]); }).value(), Sight::opened);
  EXPECT_EQ(entries[0].detail, (Detail{{65'005}, id(1), house_, "case.read", "case", id(7), "care"}));
}

TEST_F(AuditTest, WhoHasAnotherKeyReadsNothing) {
  ASSERT_TRUE(add(7));
  EXPECT_THAT(sights(with(vault::PrivateKey::generate())), ElementsAre(Sight::not_ours));
  EXPECT_THAT(sights(Opener()), ElementsAre(Sight::not_ours));
}

// Neither who nor whose nor what: nothing of an entry's fields is in its row.
TEST_F(AuditTest, ARowHoldsNothingOfWhatItSays) {
  ASSERT_TRUE(add(7));
  const auto rows = database_->read([](storage::Reader& r) -> Result<Bytes> {
    Bytes whole;
    NWD_CHECK(r.each_any("SELECT * FROM audit_entry", [&](const std::vector<storage::AnyValue>& row) -> Result<void> {
      for (const auto& value : row) {
        if (const auto* text = std::get_if<std::string>(&value)) whole.insert(whole.end(), text->begin(), text->end());
        if (const auto* blob = std::get_if<Bytes>(&value)) whole.insert(whole.end(), blob->begin(), blob->end());
      }
      return {};
    }));
    return whole;
  });
  ASSERT_GT(rows->size(), 200U);
  const std::string_view text = text_of(*rows);
  for (const std::string_view word : {"case.read", "case", "care"}) EXPECT_EQ(text.find(word), std::string_view::npos);
  for (const auto n : {1, 2, 7})
    EXPECT_EQ(text.find(std::string(16, static_cast<char>(n))), std::string_view::npos) << n;
}

// Whoever has the database and no key cannot tell which entries are of one record.
TEST_F(AuditTest, NoTwoEntriesAreAlike) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(add(7));
  const auto entries = all();
  EXPECT_NE(entries[0].sealed->tag, entries[1].sealed->tag);
  EXPECT_NE(entries[1].sealed->tag, entries[2].sealed->tag);
  EXPECT_NE(entries[0].sealed->commitment, entries[1].sealed->commitment);
  EXPECT_EQ(entries[0].sealed->body->size(), entries[1].sealed->body->size());
}

TEST_F(AuditTest, TellsWhoSawWhatNewestFirst) {
  ASSERT_TRUE(add(7, "case.read"));
  ASSERT_TRUE(add(8, "case.read"));
  ASSERT_TRUE(add(7, "case.write"));
  EXPECT_THAT(deeds_of(7), ElementsAre("case.write", "case.read"));
  EXPECT_THAT(deeds_of(7, 1), ElementsAre("case.write"));
  EXPECT_THAT(deeds_of(9), IsEmpty());
}

// Tags count the entries of a subject: what was undone is no gap, over weeks and over many.
TEST_F(AuditTest, NoneOfASubjectsEntriesIsMissed) {
  std::size_t wanted = 0;
  for (int week = 0; week < 3; ++week)
    for (int i = 0; i < 40; ++i) {
      const auto e = entry(7, "case.read", {week * log_key_ms + i * minute_ms});
      const auto undone = database_->write([&](storage::Writer& w) -> Result<void> {
        NWD_CHECK(append(w, e));
        NWD_CHECK(append(w, e));
        return fail(Code::conflict, "undone");
      });
      EXPECT_FALSE(undone);
      ASSERT_TRUE(add(e));
      ASSERT_TRUE(add(8));
      ++wanted;
    }
  EXPECT_THAT(deeds_of(7, 1000), SizeIs(wanted));
  EXPECT_THAT(deeds_of(7, 5), SizeIs(5));
}

TEST_F(AuditTest, EachWeekHasItsOwnKey) {
  ASSERT_TRUE(add(entry(7, "case.read", {1})));
  ASSERT_TRUE(add(entry(7, "case.read", {log_key_ms - 1})));
  ASSERT_TRUE(add(entry(7, "case.read", {log_key_ms})));
  const auto entries = all();
  EXPECT_EQ(entries[0].sealed->log_key, entries[1].sealed->log_key);
  EXPECT_NE(entries[1].sealed->log_key, entries[2].sealed->log_key);
}

TEST_F(AuditTest, AReaderReadsWhatIsWrittenWhileTheyAreLet) {
  const auto auditor = vault::PrivateKey::generate();
  ASSERT_TRUE(add(7));
  ASSERT_TRUE(database_->write(
      [&](storage::Writer& w) { return let_read(w, {house_, "auditor.example", auditor.public_key(), {1}}); }));
  ASSERT_TRUE(add(7));
  ASSERT_TRUE(database_->write([&](storage::Writer& w) { return no_longer_let(w, house_, "auditor.example", {2}); }));
  ASSERT_TRUE(add(7));
  EXPECT_THAT(sights(with(auditor)), ElementsAre(Sight::not_ours, Sight::opened, Sight::not_ours));
  EXPECT_THAT(sights(tests()), ElementsAre(Sight::opened, Sight::opened, Sight::opened));
  EXPECT_EQ(database_->write([&](storage::Writer& w) { return no_longer_let(w, house_, "auditor.example", {3}); })
                .error()
                .code,
            Code::not_found);
  const auto readers = database_->read([&](storage::Reader& r) { return readers_of(r, house_); }).value();
  ASSERT_THAT(readers, SizeIs(2));
  EXPECT_EQ(readers[1].ended, std::optional(Instant{2}));
}

// What the system did by itself is for the organization that it concerns.
TEST_F(AuditTest, TheWholeLogOfAnOrganizationIsReadByPagesWhateverTheWeek) {
  constexpr int weeks = 5;
  constexpr int in_a_week = 7;
  for (int week = 0; week < weeks; ++week)
    for (int n = 0; n < in_a_week; ++n) {
      const Instant at{week * log_key_ms + n};
      ASSERT_TRUE(add(entry(static_cast<std::uint8_t>(n), "case.read", at)));
      ASSERT_TRUE(add({at, id(1), id(9), "case.write", "case", id(7), "care"})) << "somebody else's";
    }
  auto opener = tests();
  std::vector<std::int64_t> seen;
  for (std::int64_t before = 1000;;) {
    const auto page = database_->read([&](storage::Reader& r) { return opener.newest(r, before, 4); }).value();
    if (page.empty()) break;
    for (const auto& e : page) {
      ASSERT_TRUE(e.detail);
      EXPECT_EQ(e.detail->deed, "case.read");
      seen.push_back(e.sequence);
    }
    before = page.back().sequence;
  }
  EXPECT_THAT(seen, SizeIs(weeks * in_a_week));
  EXPECT_TRUE(std::ranges::is_sorted(seen, std::greater()));
}

TEST_F(AuditTest, AReaderWithAnotherKeyReadsWhatIsWrittenFromThenOn) {
  ASSERT_TRUE(add(7, "case.read"));
  const auto next = vault::PrivateKey::generate();
  ASSERT_TRUE(database_->write([&](storage::Writer& w) {
    return hand_on(w, test_reader().public_key(), {house_, "the tests", next.public_key(), {5}});
  }));
  ASSERT_TRUE(add(7, "case.write"));
  EXPECT_THAT(sights(tests()), ElementsAre(Sight::opened, Sight::not_ours));
  EXPECT_THAT(sights(with(next)), ElementsAre(Sight::not_ours, Sight::opened));
}

TEST_F(AuditTest, AnEntryOfNobodyIsSealedToWhomItConcerns) {
  ASSERT_TRUE(add({{5}, {}, {}, "referral.lapse", "referral", id(7), "care", house_}));
  ASSERT_TRUE(add({{5}, {}, {}, "session.deny", "member", id(7), "operations"}));
  EXPECT_THAT(sights(tests()), ElementsAre(Sight::opened, Sight::not_ours));
}

constexpr storage::Sql destroy = "UPDATE audit_entry SET body = NULL WHERE sequence = 1";
constexpr storage::Sql destroy_wraps = "DELETE FROM audit_log_wrap";
constexpr storage::Sql destroy_keys = "DELETE FROM audit_log_key";

TEST_F(AuditTest, WhatWasDestroyedIsSaidToBe) {
  ASSERT_TRUE(add(7));
  ASSERT_TRUE(add(7));
  const auto before = all();
  ASSERT_TRUE(database_->write([](storage::Writer& w) { return w.run(destroy); }));
  EXPECT_THAT(sights(tests()), ElementsAre(Sight::body_gone, Sight::opened));
  EXPECT_THAT(deeds_of(7), ElementsAre("case.read", "?"));
  EXPECT_EQ(leaf_hash(all()[0]), leaf_hash(before[0]));
  ASSERT_TRUE(database_->write([](storage::Writer& w) { return w.run(destroy_wraps); }));
  ASSERT_TRUE(database_->write([](storage::Writer& w) { return w.run(destroy_keys); }));
  EXPECT_THAT(sights(tests()), ElementsAre(Sight::body_gone, Sight::key_gone));
}

constexpr storage::Sql swap_wraps = "UPDATE audit_log_wrap SET wrapped = $1";

TEST_F(AuditTest, ADamagedWrapOpensNothing) {
  ASSERT_TRUE(add(7));
  ASSERT_TRUE(database_->write([](storage::Writer& w) { return w.run(swap_wraps, Bytes(81, 1)); }));
  EXPECT_THAT(sights(tests()), ElementsAre(Sight::damaged));
}

constexpr storage::Sql change = "UPDATE audit_entry SET at = 0, body = NULL WHERE sequence = 1";
constexpr storage::Sql put_back = "UPDATE audit_entry SET body = tag WHERE sequence = 1";
constexpr storage::Sql remove = "DELETE FROM audit_entry WHERE sequence = 1";
constexpr storage::Sql replace =
    "INSERT OR REPLACE INTO audit_entry (sequence, at, leaf_hash) SELECT sequence, 0, leaf_hash FROM audit_entry WHERE "
    "sequence = 1";
constexpr storage::Sql empty = "TRUNCATE audit_entry";
constexpr storage::Sql upsert =
    "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 1 ON CONFLICT (sequence) DO UPDATE SET at = 0";
constexpr storage::Sql skip =
    "INSERT INTO audit_entry (sequence, at, leaf_hash) SELECT sequence + 5, at, leaf_hash FROM audit_entry WHERE "
    "sequence = 1";

// On each engine its own ways around.
TEST_F(AuditTest, TheDatabaseItselfTurnsAwayChangesAndRemovals) {
  ASSERT_TRUE(add(7));
  const auto before = all();
  for (const auto& sql : {change, put_back, remove, replace, empty, upsert, skip})
    EXPECT_FALSE(database_->write([&](storage::Writer& w) { return w.run(sql); })) << sql.text();
  EXPECT_EQ(add(7).value(), 2);
  const auto after = all();
  ASSERT_THAT(after, SizeIs(2));
  EXPECT_EQ(leaf_hash(after[0]), leaf_hash(before[0]));
  EXPECT_EQ(after[0].sealed->body, before[0].sealed->body);
}

TEST_F(AuditTest, WhatSomebodyTypedIsNotAWord) {
  for (const std::string& deed : {std::string("Anna came at two"), std::string(), std::string(65, 'a')})
    EXPECT_EQ(add(7, deed).error().code, Code::internal) << deed;
}

TEST_F(AuditTest, TheLongestWordsAreReadBack) {
  const std::string longest(64, 'z');
  ASSERT_TRUE(add({{5}, id(1), house_, longest, longest, id(7), longest}));
  EXPECT_THAT(deeds_of(7), ElementsAre(longest));
}

constexpr storage::Sql insert_old =
    "INSERT INTO audit_entry (sequence, at, member, organization, deed, subject, subject_id, purpose, leaf_hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

class OldLog : public AuditDatabaseTest {
 protected:
  void SetUp() override {
    vault::initialise();
    migrate_to(70);
  }
};

// A log from before entries were sealed goes on: what was written stays readable and under its signatures.
TEST_F(OldLog, IsReadAndVerifiedAfterTheStepToSealedEntries) {
  Signer signer(vault::SigningKey::generate());
  ASSERT_TRUE(database_->write([](storage::Writer& w) -> Result<void> {
    for (std::int64_t n = 1; n <= 30; ++n) {
      const Recorded r{
          n, {n * 1000 + 5}, {}, {}, Detail{{n * 1000 + 5}, id(1), {}, "case.read", "case", id(7), "care"}};
      NWD_CHECK(w.run(insert_old, n, r.at, id(1), nullptr, "case.read", "case", id(7), "care", ByteView(leaf_hash(r))));
    }
    return {};
  }));
  ASSERT_EQ(signer.checkpoint(*database_, {31'000}).value()->checkpoint.size, 30U);
  migrate_to(999);

  ASSERT_TRUE(let_tests_read(*database_, id(2)));
  ASSERT_TRUE(database_->write(
      [](storage::Writer& w) { return append(w, {{32'000}, id(1), id(2), "case.write", "case", id(7), "care"}); }));
  ASSERT_EQ(signer.checkpoint(*database_, {33'000}).value()->checkpoint.size, 31U);
  Opener opener;
  opener.use(test_reader());
  const auto of_it = database_->read([&](storage::Reader& r) { return opener.of_subject(r, id(7), 100); }).value();
  ASSERT_THAT(of_it, SizeIs(31));
  EXPECT_EQ(of_it[0].detail->deed, "case.write");
  EXPECT_EQ(of_it[30].detail, (Detail{{1005}, id(1), {}, "case.read", "case", id(7), "care"}));

  const auto verdict = database_
                           ->read([&](storage::Reader& r) -> Result<Verdict> {
                             NWD_TRY(auto checkpoints, all_checkpoints(r));
                             Verification v(std::move(checkpoints), {{signer.verifier()}, {}});
                             NWD_TRY(auto entries, tail(r, 0, 100));
                             for (auto& entry : entries) {
                               NWD_TRY(const auto sight, opener.open(r, entry));
                               v.take(entry, sight);
                             }
                             return v.verdict();
                           })
                           .value();
  EXPECT_THAT(verdict.findings, IsEmpty());
  EXPECT_EQ(verdict.covered, 31U);
  EXPECT_EQ(verdict.checkpoints, 2U);
  EXPECT_EQ(verdict.seen.at(Sight::plain), 30U);
  EXPECT_EQ(verdict.seen.at(Sight::opened), 1U);
  EXPECT_FALSE(database_->write([](storage::Writer& w) { return w.run(remove); }));
}

Recorded plain(Detail detail) {
  const auto at = detail.at;
  return {1, at, {}, {}, std::move(detail)};
}

TEST(LeafHash, DiffersWhereverAnEntryDiffers) {
  const Detail base{{5}, id(1), id(2), "ab", "c", id(3), "care"};
  auto moved = base;
  moved.deed = "a";
  moved.subject = "bc";
  EXPECT_NE(leaf_hash(plain(base)), leaf_hash(plain(moved)));
  auto next = plain(base);
  next.sequence = 2;
  EXPECT_NE(leaf_hash(plain(base)), leaf_hash(next));
  auto nobody = base;
  nobody.member.reset();
  EXPECT_NE(leaf_hash(plain(base)), leaf_hash(plain(nobody)));
}

}  // namespace
}  // namespace nwd::audit
