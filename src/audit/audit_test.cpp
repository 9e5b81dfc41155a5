#include "audit/audit.h"

#include <gmock/gmock.h>

#include "audit/test_audit.h"

namespace nwd::audit {
namespace {

IdBytes id(std::uint8_t n) {
  IdBytes bytes;
  bytes.raw.fill(n);
  return bytes;
}

class AuditTest : public AuditDatabaseTest {
 protected:
  Result<std::int64_t> add(std::uint8_t subject, std::string_view deed = "case.read") {
    return database_->write(
        [&](storage::Writer& w) { return append(w, {{5}, id(1), id(2), deed, "case", id(subject), "care"}); });
  }
};

TEST_F(AuditTest, CountsWithoutGapsAlsoAfterAnUndoneWrite) {
  EXPECT_EQ(add(7).value(), 1);
  const auto undone = database_->write([&](storage::Writer& w) -> Result<void> {
    NWD_CHECK(append(w, {{5}, id(1), id(2), "case.read", "case", id(7), "care"}));
    return fail(Code::conflict, "undone");
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(add(8).value(), 2);
}

TEST_F(AuditTest, TellsWhoSawWhatNewestFirst) {
  ASSERT_TRUE(add(7, "case.read"));
  ASSERT_TRUE(add(8, "case.read"));
  ASSERT_TRUE(add(7, "case.write"));
  const auto seen = database_->read([](storage::Reader& r) { return of_subject(r, id(7), 10); });
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->size(), 2U);
  EXPECT_EQ((*seen)[0].deed, "case.write");
  EXPECT_EQ((*seen)[1].member, std::optional(id(1)));
  EXPECT_THAT((*seen)[0].leaf_hash,
              testing::ElementsAreArray(leaf_hash(3, {{5}, id(1), id(2), "case.write", "case", id(7), "care"})));
}

constexpr storage::Sql change = "UPDATE audit_entry SET deed = 'nothing' WHERE sequence = 1";
constexpr storage::Sql remove = "DELETE FROM audit_entry WHERE sequence = 1";

// On each engine its own ways around.
constexpr storage::Sql replace =
    "INSERT OR REPLACE INTO audit_entry SELECT sequence, at, member, organization, 'nothing', subject, subject_id, "
    "purpose, leaf_hash FROM audit_entry WHERE sequence = 1";
constexpr storage::Sql empty = "TRUNCATE audit_entry";
constexpr storage::Sql upsert =
    "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 1 ON CONFLICT (sequence) DO UPDATE SET deed = "
    "'nothing'";
constexpr storage::Sql skip =
    "INSERT INTO audit_entry SELECT sequence + 5, at, member, organization, deed, subject, subject_id, purpose, "
    "leaf_hash FROM audit_entry WHERE sequence = 1";

TEST_F(AuditTest, NumbersAreNeitherReplacedNorLeftOut) {
  ASSERT_TRUE(add(7));
  for (const auto& sql : {replace, empty, upsert, skip})
    EXPECT_FALSE(database_->write([&](storage::Writer& w) { return w.run(sql); })) << sql.text();
  EXPECT_EQ(add(7).value(), 2);
  const auto all = database_->read([](storage::Reader& r) { return tail(r, 0, 10); }).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all.front().deed, "case.read");
}

TEST_F(AuditTest, WhatSomebodyTypedIsNotAWord) {
  for (const std::string& deed : {std::string("Anna came at two"), std::string(), std::string(65, 'a')})
    EXPECT_EQ(add(7, deed).error().code, Code::internal) << deed;
}

TEST_F(AuditTest, TheDatabaseItselfTurnsAwayChangesAndRemovals) {
  ASSERT_TRUE(add(7));
  EXPECT_FALSE(database_->write([](storage::Writer& w) { return w.run(change); }));
  EXPECT_FALSE(database_->write([](storage::Writer& w) { return w.run(remove); }));
  const auto all = database_->read([](storage::Reader& r) { return tail(r, 0, 10); });
  ASSERT_TRUE(all);
  EXPECT_EQ(all->front().deed, "case.read");
}

TEST(LeafHash, DiffersWhereverAnEntryDiffers) {
  const Entry base{{5}, id(1), id(2), "ab", "c", id(3), "care"};
  Entry moved = base;
  moved.deed = "a";
  moved.subject = "bc";
  EXPECT_NE(leaf_hash(1, base), leaf_hash(1, moved));
  EXPECT_NE(leaf_hash(1, base), leaf_hash(2, base));
  Entry nobody = base;
  nobody.member.reset();
  EXPECT_NE(leaf_hash(1, base), leaf_hash(1, nobody));
}

}  // namespace
}  // namespace nwd::audit
