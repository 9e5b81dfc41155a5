#include "audit/copies.h"

#include <gmock/gmock.h>

#include "audit/test_audit.h"

namespace nwd::audit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

IdBytes id(std::uint8_t n) {
  IdBytes bytes;
  bytes.raw.fill(n);
  return bytes;
}

class CopiesTest : public AuditDatabaseTest {
 protected:
  void tell(std::uint8_t subject, const vault::PrivateKey& to) {
    ASSERT_TRUE(
        database_->write([&](storage::Writer& w) { return begin_copies(w, id(subject), to.public_key(), {60'000}); }));
  }
  void add(std::uint8_t subject, std::string_view deed, std::optional<IdBytes> organization = id(7)) {
    const Entry entry{{125'042}, id(1), organization, deed, "case", id(subject), "care"};
    ASSERT_TRUE(database_->write([&](storage::Writer& w) { return append(w, entry); }));
  }
  Result<Copies> open(std::uint8_t subject, const vault::PrivateKey& with) {
    return database_->read([&](storage::Reader& r) { return open_copies(r, with, id(subject)); });
  }
  std::vector<std::string> deeds(std::uint8_t subject, const vault::PrivateKey& with) {
    std::vector<std::string> out;
    const auto copies = open(subject, with).value();
    for (const auto& copy : copies.entries) out.push_back(copy.deed);
    return out;
  }
  void run(const storage::Sql& sql) {
    ASSERT_TRUE(database_->write([&](storage::Writer& w) { return w.run(sql); }));
  }
  vault::PrivateKey mine_ = [] {
    vault::initialise();
    return vault::PrivateKey::generate();
  }();
};

TEST_F(CopiesTest, FromWhenItIsAskedForAndOfThisRecordAlone) {
  add(3, "case.begin");
  tell(3, mine_);
  add(3, "case.read");
  add(4, "case.write");
  add(3, "notes.read.health", std::nullopt);
  const auto copies = open(3, mine_).value();
  EXPECT_EQ(copies.since, Instant{60'000});
  EXPECT_FALSE(copies.missing);
  ASSERT_EQ(copies.entries.size(), 2U);
  EXPECT_EQ(copies.entries[0].deed, "notes.read.health");
  EXPECT_EQ(copies.entries[0].organization, std::nullopt);
  EXPECT_EQ(copies.entries[1].deed, "case.read");
  EXPECT_EQ(copies.entries[1].organization, std::optional(id(7)));
  EXPECT_EQ(copies.entries[1].at, Instant{120'000}) << "the minute, and no more";
  EXPECT_EQ(open(4, mine_).error().code, Code::not_found);
}

TEST_F(CopiesTest, AnotherKeyOpensNoneAndTheyAreNotReadableWithout) {
  tell(3, mine_);
  add(3, "case.read");
  const auto copies = open(3, vault::PrivateKey::generate()).value();
  EXPECT_THAT(copies.entries, IsEmpty());
  EXPECT_TRUE(copies.missing);
  constexpr storage::Sql bodies = "SELECT body FROM audit_copy";
  const auto rows = database_->read(
      [&](storage::Reader& r) { return r.all(bodies, [](const auto& row) { return row.template get<Bytes>(0); }); });
  EXPECT_EQ(text_of(rows.value().front()).find("case"), std::string_view::npos);
}

TEST_F(CopiesTest, OneThatWasTakenAwayOrMovedIsMissed) {
  tell(3, mine_);
  for (const auto* deed : {"case.read", "case.write", "glass.open"}) add(3, deed);
  constexpr storage::Sql take = "DELETE FROM audit_copy WHERE number = 2";
  run(take);
  EXPECT_TRUE(open(3, mine_).value().missing);
  EXPECT_THAT(deeds(3, mine_), ElementsAre("glass.open", "case.read"));
  constexpr storage::Sql move = "UPDATE audit_copy SET number = 2 WHERE number = 3";
  run(move);
  EXPECT_THAT(deeds(3, mine_), ElementsAre("case.read"));
}

TEST_F(CopiesTest, TheyGoWithTheirEndAndWithANewKey) {
  tell(3, mine_);
  add(3, "case.read");
  const auto other = vault::PrivateKey::generate();
  tell(3, other);
  add(3, "case.write");
  EXPECT_THAT(deeds(3, other), ElementsAre("case.write"));
  EXPECT_THAT(deeds(3, mine_), IsEmpty());
  ASSERT_TRUE(database_->write([&](storage::Writer& w) { return end_copies(w, id(3)); }));
  add(3, "case.read");
  EXPECT_EQ(open(3, other).error().code, Code::not_found);
}

TEST_F(CopiesTest, AnEntryThatIsUndoneLeavesNoCopy) {
  tell(3, mine_);
  const Entry entry{{1}, id(1), id(7), "case.read", "case", id(3), "care"};
  ASSERT_FALSE(database_->write([&](storage::Writer& w) -> Result<void> {
    NWD_CHECK(append(w, entry));
    return fail(Code::conflict, "");
  }));
  const auto copies = open(3, mine_).value();
  EXPECT_THAT(copies.entries, IsEmpty());
  EXPECT_FALSE(copies.missing);
}

}  // namespace
}  // namespace nwd::audit
