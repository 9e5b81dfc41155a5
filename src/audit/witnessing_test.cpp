#include "audit/witnessing.h"

#include <gmock/gmock.h>

#include "audit/checkpoint_store.h"
#include "audit/signer.h"
#include "audit/test_audit.h"

namespace nwd::audit {
namespace {

class WitnessingTest : public AuditDatabaseTest {
 protected:
  void SetUp() override {
    AuditDatabaseTest::SetUp();
    signer_.emplace(vault::SigningKey::generate());
  }
  Checkpoint grow(int count) {
    for (int i = 0; i < count; ++i)
      EXPECT_TRUE(database_->write([](storage::Writer& w) {
        return append(w, {{5}, IdBytes{}, IdBytes{}, "case.read", "case", IdBytes{}, "care"});
      }));
    return signer_->checkpoint(*database_, {7'000}).value()->checkpoint;
  }
  WitnessRequest about(std::uint64_t old_size) {
    return database_->read([&](storage::Reader& r) { return request_about(r, old_size); }).value();
  }
  Code refusal(const WitnessRequest& request, const std::optional<Checkpoint>& seen) const {
    const auto checked = check(request, seen, signer_->verifier());
    return checked ? Code::internal : checked.error().code;
  }
  std::optional<Signer> signer_;
};

TEST_F(WitnessingTest, ALogThatGoesOnMayBeSigned) {
  const auto first = grow(5);
  EXPECT_TRUE(check(about(0), std::nullopt, signer_->verifier()));
  grow(6);
  const auto request = about(5);
  EXPECT_TRUE(check(request, first, signer_->verifier()));
  const auto again = WitnessRequest::parse(request.text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text(), request.text());
}

TEST_F(WitnessingTest, EachRefusalHasItsName) {
  const auto first = grow(5);
  const auto old = about(0);
  const auto second = grow(6);
  EXPECT_EQ(refusal(about(5), second), Code::conflict);  // another size was seen last
  auto replayed = old;
  replayed.old_size = second.size;
  EXPECT_EQ(refusal(replayed, second), Code::stale);
  auto other = first;
  other.root[0] ^= 1U;
  EXPECT_EQ(refusal(about(5), other), Code::corrupt);
  auto changed = about(5);
  changed.proof.front()[0] ^= 1U;
  EXPECT_EQ(refusal(changed, first), Code::corrupt);
  auto unsigned_one = about(5);
  unsigned_one.head.signatures.clear();
  EXPECT_EQ(refusal(unsigned_one, first), Code::forbidden);
  EXPECT_EQ(database_->read([](storage::Reader& r) { return request_about(r, 12); }).error().code, Code::conflict);
}

TEST_F(WitnessingTest, WhatIsNoRequestIsSaidSo) {
  grow(1);
  const auto text = about(0).text();
  for (const auto& wrong :
       {std::string(), std::string("old\n\n"), "old -1" + text.substr(5), "old 0\nnot base64" + text.substr(5),
        text.substr(0, text.size() - 1), "old 0\n" + std::string(largest_request, 'A') + text.substr(5)})
    EXPECT_FALSE(WitnessRequest::parse(wrong)) << wrong.substr(0, 40);
}

constexpr storage::Sql drop_guard = "DROP TRIGGER audit_checkpoint_kept";
constexpr storage::Sql drop_guard_pg = "DROP TRIGGER audit_checkpoint_kept ON audit_checkpoint";
constexpr storage::Sql replay =
    "UPDATE audit_checkpoint SET note = (SELECT note FROM audit_checkpoint WHERE size = 2) WHERE size = 5";

// The old head put in the place of the new one.
TEST_F(WitnessingTest, AReplayedCheckpointIsFoundWhereverItIsRead) {
  grow(2);
  grow(3);
  const bool sqlite = database_->engine() == storage::Engine::sqlite;
  ASSERT_TRUE(database_->write([&](storage::Writer& w) -> Result<void> {
    NWD_CHECK(w.run(sqlite ? drop_guard : drop_guard_pg));
    NWD_CHECK(w.run(replay));
    return {};
  }));
  const auto all = database_->read([](storage::Reader& r) { return all_checkpoints(r); });
  EXPECT_EQ(all.error().code, Code::corrupt);
  EXPECT_EQ(signer_->checkpoint(*database_, {8'000}).error().code, Code::corrupt);
  EXPECT_EQ(database_->read([](storage::Reader& r) { return request_about(r, 2); }).error().code, Code::corrupt);
}

}  // namespace
}  // namespace nwd::audit
