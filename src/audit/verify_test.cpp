#include "audit/verify.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace nwd::audit {
namespace {

using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

IdBytes id(std::int64_t n) {
  IdBytes bytes;
  bytes.raw.fill(static_cast<std::uint8_t>(n));
  return bytes;
}

Hash hash_anew(Recorded& r) {
  const auto leaf = leaf_hash(r.sequence, {r.at, r.member, r.organization, r.deed, r.subject, r.subject_id, r.purpose});
  r.leaf_hash.assign(leaf.begin(), leaf.end());
  return leaf;
}

struct Log {
  std::vector<Recorded> entries{};
  std::vector<SignedCheckpoint> checkpoints{};
};

class World {
 public:
  World() { vault::initialise(); }
  vault::SigningKey key = made();
  vault::SigningKey eyes = made();
  Keys keys() const {
    return {{Verifier{origin(), Verifier::Of::log, key.public_key()}},
            {Verifier{"auditor.example", Verifier::Of::witness, eyes.public_key()}}};
  }
  std::string origin() const { return log_origin(key.public_key()); }

  // So many entries, with a checkpoint after each tenth and after the last.
  Log log(std::int64_t count) const {
    Log log;
    Edge edge;
    for (std::int64_t n = 1; n <= count; ++n) {
      Recorded r{n,      {n * 1000}, id(n % 5), id(1), n % 3 == 0 ? "case.write" : "case.read",
                 "case", id(n % 7),  "care",    {}};
      edge.append(hash_anew(r));
      log.entries.push_back(r);
      if (n % 10 == 0 || n == count) log.checkpoints.push_back(signed_head(edge));
    }
    return log;
  }
  SignedCheckpoint signed_head(const Edge& edge) const {
    SignedCheckpoint head{{origin(), edge.size(), edge.root()}, {}};
    head.signatures.push_back(sign(head.checkpoint, key));
    head.signatures.push_back(cosign(head.checkpoint, "auditor.example", eyes, {1'000'000}));
    return head;
  }

 private:
  static vault::SigningKey made() {
    vault::initialise();
    return vault::SigningKey::generate();
  }
};

Verdict verdict_on(const Log& log, const Keys& keys) {
  Verification v(log.checkpoints, keys);
  for (const auto& entry : log.entries) v.take(entry);
  return v.verdict();
}

TEST(Verify, ALogAsItWasWrittenHasNothingToFind) {
  const World world;
  const auto verdict = verdict_on(world.log(57), world.keys());
  EXPECT_THAT(verdict.findings, IsEmpty());
  EXPECT_THAT(verdict.unchecked, IsEmpty());
  EXPECT_EQ(verdict.entries, 57U);
  EXPECT_EQ(verdict.covered, 57U);
  EXPECT_EQ(verdict.witnessed, 57U);
  EXPECT_EQ(verdict.checkpoints, 6U);
}

TEST(Verify, WhatCouldNotBeLookedAtIsSaid) {
  const World world;
  auto log = world.log(25);
  log.checkpoints.pop_back();
  const auto with_keys = verdict_on(log, world.keys());
  EXPECT_THAT(with_keys.findings, IsEmpty());
  EXPECT_EQ(with_keys.covered, 20U);
  EXPECT_THAT(with_keys.unchecked, SizeIs(2));  // neither signed nor witnessed yet
  EXPECT_THAT(verdict_on(log, {}).unchecked, SizeIs(2));
}

TEST(Verify, AWrongKeyIsFound) {
  const World world;
  const World other;
  EXPECT_THAT(verdict_on(world.log(20), other.keys()).findings, Not(IsEmpty()));
}

// Whoever has the log's key can write all of it anew and sign that; a checkpoint kept elsewhere shows it.
TEST(Verify, ALogWrittenAnewIsShownByACheckpointKeptElsewhere) {
  const World world;
  const auto kept = world.log(30).checkpoints.back();
  auto forged = world.log(40);
  Edge edge;
  for (auto& r : forged.entries) r.deed = "case.list", edge.append(hash_anew(r));
  Log anew{forged.entries, {}};
  anew.checkpoints.push_back(world.signed_head(edge));
  EXPECT_THAT(verdict_on(anew, world.keys()).findings, IsEmpty());
  anew.checkpoints.push_back(kept);
  EXPECT_THAT(verdict_on(anew, world.keys()).findings, Not(IsEmpty()));
}

// One change somebody with the database could make under what was signed, clever enough to hash it anew.
void tamper(Log& log) {
  auto& all = log.entries;
  const auto any = *rc::gen::inRange<std::size_t>(0, all.size());
  const auto other = *rc::gen::distinctFrom(rc::gen::inRange<std::size_t>(0, all.size()), any);
  const auto renumber = [&] {
    for (std::size_t i = 0; i < all.size(); ++i) all[i].sequence = static_cast<std::int64_t>(i) + 1, hash_anew(all[i]);
  };
  switch (*rc::gen::inRange(0, 10)) {
    case 0: all[any].deed = "case.list"; break;
    case 1: all[any].deed = "case.list", hash_anew(all[any]); break;
    case 2: all[any].member = id(9), hash_anew(all[any]); break;
    case 3: all[any].at = all[any].at + 1, hash_anew(all[any]); break;
    case 4: all[any].leaf_hash[*rc::gen::inRange<std::size_t>(0, 32)] ^= 1U; break;
    case 5: all.erase(all.begin() + static_cast<std::ptrdiff_t>(any)); break;
    case 6: all.erase(all.begin() + static_cast<std::ptrdiff_t>(any)), renumber(); break;
    case 7: std::swap(all[any], all[other]), renumber(); break;
    case 8: all.resize(*rc::gen::inRange<std::size_t>(0, all.size())); break;  // rolled back
    default: all.insert(all.begin() + static_cast<std::ptrdiff_t>(any), all[other]), renumber(); break;
  }
}

void every_change_is_found() {
  static const World world;
  auto log = world.log(*rc::gen::inRange<std::int64_t>(3, 45));
  const auto before = log.entries;
  tamper(log);
  const bool same =
      std::equal(before.begin(), before.end(), log.entries.begin(), log.entries.end(),
                 [](const Recorded& a, const Recorded& b) { return a.leaf_hash == b.leaf_hash && a.deed == b.deed; });
  RC_PRE(!same);  // two entries that differ in nothing but their number may change places
  RC_ASSERT(!verdict_on(log, world.keys()).findings.empty());
}

RC_GTEST_PROP(Verify, EveryEditDeletionReorderAndRollbackIsFound, ()) {
  for (int i = 0; i < 100; ++i) every_change_is_found();  // ten thousand in all
}

}  // namespace
}  // namespace nwd::audit
