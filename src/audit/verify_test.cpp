#include "audit/verify.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "audit/sealing.h"

namespace nwd::audit {
namespace {

using testing::Contains;
using testing::Each;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

IdBytes id(std::int64_t n) {
  IdBytes bytes;
  bytes.raw.fill(static_cast<std::uint8_t>(n));
  return bytes;
}

Hash hash_anew(Recorded& r) {
  const auto leaf = leaf_hash(r);
  r.leaf_hash.assign(leaf.begin(), leaf.end());
  return leaf;
}

struct Log {
  std::vector<Recorded> entries{};
  std::vector<SignedCheckpoint> checkpoints{};
};

Entry written(std::int64_t n, Instant at) {
  return {at, id(n % 5), id(1), n % 3 == 0 ? "case.write" : "case.read", "case", id(n % 7), "care"};
}

class World {
 public:
  World() {
    for (std::int64_t n = 1; n <= longest; ++n) entries_.push_back(entry(n, {n * 1000}));
  }
  vault::SigningKey key = made();
  vault::SigningKey eyes = made();
  LogKey log_key = LogKey::generate();
  static constexpr std::int64_t longest = 60;
  Keys keys() const {
    return {{Verifier{origin(), Verifier::Of::log, key.public_key()}},
            {Verifier{"auditor.example", Verifier::Of::witness, eyes.public_key()}}};
  }
  std::string origin() const { return log_origin(key.public_key()); }

  // As an entry was written before they were sealed (one in four), and since then.
  Recorded entry(std::int64_t n, Instant at) const {
    const auto e = written(n, at);
    Recorded r{n, at, {}, {}, {}};
    if (n % 4 == 0) {
      r.detail = {at, e.member, e.organization, std::string(e.deed), std::string(e.subject), e.subject_id, "care"};
    } else {
      r.at = minute_of(at);
      r.sealed = log_key.seal(n, e, static_cast<std::uint64_t>(n)).value();
    }
    hash_anew(r);
    return r;
  }
  // So many entries, one a second, with a checkpoint after each tenth and after the last; a witness sees it at once.
  Log log(std::int64_t count) const {
    Log log;
    log.entries.assign(entries_.begin(), entries_.begin() + count);
    sign_all(log);
    return log;
  }
  void sign_all(Log& log) const {
    Edge edge;
    for (auto& r : log.entries) {
      edge.append(hash_anew(r));
      if (edge.size() % 10 == 0 || edge.size() == log.entries.size())
        log.checkpoints.push_back(signed_head(edge, {static_cast<std::int64_t>(edge.size()) * 1000}));
    }
  }
  SignedCheckpoint signed_head(const Edge& edge, Instant seen) const {
    SignedCheckpoint head{{origin(), edge.size(), edge.root()}, {}};
    head.signatures.push_back(sign(head.checkpoint, key));
    head.signatures.push_back(cosign(head.checkpoint, "auditor.example", eyes, seen));
    return head;
  }

 private:
  static vault::SigningKey made() {
    vault::initialise();
    return vault::SigningKey::generate();
  }
  std::vector<Recorded> entries_;
};

Verdict verdict_on(const Log& log, const Keys& keys, std::optional<Instant> now = {}) {
  Verification v(log.checkpoints, keys, now);
  for (const auto& entry : log.entries) v.take(entry);
  return v.verdict();
}

auto is(Fault fault) { return Field(&Finding::fault, fault); }

TEST(Verify, ALogAsItWasWrittenHasNothingToFind) {
  const World world;
  const auto verdict = verdict_on(world.log(57), world.keys(), Instant{60'000});
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

TEST(Verify, HowManyCouldBeOpenedAndHowManyNotIsSaid) {
  const World world;
  const auto log = world.log(5);
  Verification v(log.checkpoints, world.keys());
  const Sight sights[] = {Sight::opened, Sight::not_ours, Sight::not_ours, Sight::plain, Sight::body_gone};
  for (std::size_t i = 0; i < log.entries.size(); ++i) v.take(log.entries[i], sights[i]);
  const auto verdict = v.verdict();
  EXPECT_THAT(verdict.findings, IsEmpty());
  EXPECT_EQ(verdict.seen.at(Sight::opened), 1U);
  EXPECT_THAT(verdict.unchecked, testing::ElementsAre("What 2 entries says: they are sealed to others.",
                                                      "What 1 entry says: its sealed part was destroyed."));
}

TEST(Verify, ADestroyedBodyLeavesTheTreeWhole) {
  const World world;
  auto log = world.log(30);
  for (auto& r : log.entries)
    if (r.sealed) r.sealed->body.reset();
  const auto verdict = verdict_on(log, world.keys());
  EXPECT_THAT(verdict.findings, IsEmpty());
  EXPECT_EQ(verdict.covered, 30U);
}

TEST(Verify, AWrongKeyIsFound) {
  const World world;
  const World other;
  const auto verdict = verdict_on(world.log(20), other.keys());
  EXPECT_THAT(verdict.findings, SizeIs(2));
  EXPECT_THAT(verdict.findings, Each(is(Fault::not_signed)));
}

// Whoever has the log's key can write all of it anew and sign that; a checkpoint kept elsewhere shows it.
TEST(Verify, ALogWrittenAnewIsShownByACheckpointKeptElsewhere) {
  const World world;
  const auto kept = world.log(30).checkpoints.back();
  Log anew = world.log(40);
  anew.checkpoints.clear();
  for (auto& r : anew.entries)
    if (r.sealed) r = world.entry(r.sequence + 1, r.at), --r.sequence;
  world.sign_all(anew);
  EXPECT_THAT(verdict_on(anew, world.keys()).findings, IsEmpty());
  anew.checkpoints.push_back(kept);
  EXPECT_THAT(verdict_on(anew, world.keys()).findings, testing::ElementsAre(is(Fault::rewritten)));
}

// The database of last week put back with its checkpoints, as a replayed backup: nothing in it is wrong, but somebody
// saw more.
TEST(Verify, ARolledBackLogIsShownByWhatSomebodySawOfIt) {
  const World world;
  const auto kept = world.log(30).checkpoints.back();
  auto before = world.log(20);
  EXPECT_THAT(verdict_on(before, world.keys()).findings, IsEmpty());
  before.checkpoints.push_back(kept);
  EXPECT_THAT(verdict_on(before, world.keys()).findings, testing::ElementsAre(is(Fault::truncated)));
}

TEST(Verify, EachFaultHasItsName) {
  const World world;
  const auto after = [&](const std::function<void(Log&)>& change) {
    auto log = world.log(30);
    change(log);
    return verdict_on(log, world.keys()).findings;
  };
  EXPECT_THAT(after([](Log& log) { log.entries.resize(15); }), Contains(is(Fault::truncated)));
  EXPECT_THAT(after([](Log& log) { log.entries.erase(log.entries.begin() + 4); }), Contains(is(Fault::missing)));
  EXPECT_THAT(after([](Log& log) { std::swap(log.entries[4], log.entries[5]); }), Contains(is(Fault::reordered)));
  EXPECT_THAT(after([](Log& log) { log.entries[3].detail->deed = "case.list"; }), Contains(is(Fault::edited)));
  EXPECT_THAT(after([](Log& log) { (*log.entries[4].sealed->body)[90] ^= 1U; }), Contains(is(Fault::edited)));
  EXPECT_THAT(after([](Log& log) { log.entries[4].sealed->tag = id(1), hash_anew(log.entries[4]); }),
              Contains(is(Fault::rewritten)));
  EXPECT_EQ(name(Fault::edited), "edited");
  EXPECT_EQ(name(Fault::clock_forward), "clock_forward");
}

// Rows whose sealed parts were swapped, each under the other's number.
TEST(Verify, SwappedBodiesAreFoundWithoutAKeyAndWithOne) {
  const World world;
  auto log = world.log(3);
  std::swap(log.entries[0].sealed->body, log.entries[1].sealed->body);
  EXPECT_THAT(verdict_on(log, world.keys()).findings, Each(is(Fault::edited)));
  EXPECT_FALSE(world.log_key.open(log.entries[0]));
  std::swap(log.entries[0].sealed, log.entries[1].sealed);
  EXPECT_FALSE(world.log_key.open(log.entries[0]));
}

constexpr std::int64_t far = 400 * day_ms;

// The 21st is written while the clock is wrong by 400 days; a witness has seen the tenth and the twentieth.
Log with_wrong_clock(const World& world, std::int64_t by, std::int64_t from, std::int64_t to) {
  Log log;
  for (std::int64_t n = 1; n <= 30; ++n)
    log.entries.push_back(world.entry(n, {far * 2 + n * 1000 + (n >= from && n < to ? by : 0)}));
  Edge edge;
  for (auto& r : log.entries) {
    edge.append(hash_anew(r));
    if (edge.size() % 10 == 0)
      log.checkpoints.push_back(world.signed_head(edge, {far * 2 + static_cast<std::int64_t>(edge.size()) * 1000}));
  }
  return log;
}

TEST(Verify, AClockSetBackIsFound) {
  const World world;
  EXPECT_THAT(verdict_on(with_wrong_clock(world, -far, 21, 31), world.keys()).findings, Each(is(Fault::clock_back)));
  EXPECT_THAT(verdict_on(with_wrong_clock(world, -far, 21, 31), world.keys()).findings, SizeIs(10));
  // From its beginning on: only the witness's clock tells.
  EXPECT_THAT(verdict_on(with_wrong_clock(world, -far, 1, 31), world.keys()).findings, SizeIs(20));
  EXPECT_THAT(verdict_on(with_wrong_clock(world, -far, 1, 31), {}).findings, IsEmpty());
}

TEST(Verify, AClockSetForwardIsFound) {
  const World world;
  const auto seen = verdict_on(with_wrong_clock(world, far, 21, 31), world.keys()).findings;
  EXPECT_THAT(seen, testing::ElementsAre(is(Fault::clock_forward)));
  EXPECT_EQ(seen.front().sequence, 30);
  // Without a witness: the verifier's own clock, or the entries after it was set right again.
  EXPECT_THAT(verdict_on(with_wrong_clock(world, far, 21, 31), {}, Instant{far * 2 + 30'000}).findings,
              testing::AllOf(SizeIs(10), Each(is(Fault::clock_forward))));
  EXPECT_THAT(verdict_on(with_wrong_clock(world, far, 21, 25), {}).findings,
              testing::AllOf(SizeIs(6), Each(is(Fault::clock_back))));
}

std::uint8_t any_bit() { return static_cast<std::uint8_t>(1U << *rc::gen::inRange(0U, 8U)); }

void flip(Hash& bytes) { bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] ^= any_bit(); }
void flip(Bytes& bytes) { bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] ^= any_bit(); }
void flip(IdBytes& bytes) { bytes.raw[*rc::gen::inRange<std::size_t>(0, bytes.raw.size())] ^= any_bit(); }

// One change to what one entry says or is sealed as, hashed anew or not.
void edit(Recorded& r) {
  if (!r.sealed) {
    switch (*rc::gen::inRange(0, 3)) {
      case 0: r.detail->deed = "case.list"; break;
      case 1: r.detail->member = id(9); break;
      default: r.at = r.at + 1; break;
    }
  } else {
    switch (*rc::gen::inRange(0, 7)) {
      case 0: flip(r.sealed->log_key); break;
      case 1: flip(r.sealed->tag); break;
      case 2: flip(r.sealed->commitment); break;
      case 3: flip(r.sealed->body_hash); break;
      case 4: flip(*r.sealed->body); break;
      case 5: flip(*r.sealed->body), r.sealed->body_hash = sha256(*r.sealed->body); break;
      default: r.at = r.at + minute_ms; break;
    }
  }
  if (*rc::gen::arbitrary<bool>()) hash_anew(r);
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
    case 0:
    case 1:
    case 2:
    case 3: edit(all[any]); break;
    case 4: flip(all[any].leaf_hash); break;
    case 5: all.erase(all.begin() + static_cast<std::ptrdiff_t>(any)); break;
    case 6: all.erase(all.begin() + static_cast<std::ptrdiff_t>(any)), renumber(); break;
    case 7: std::swap(all[any], all[other]), renumber(); break;
    case 8: all.resize(*rc::gen::inRange<std::size_t>(0, all.size())); break;  // rolled back
    default: all.insert(all.begin() + static_cast<std::ptrdiff_t>(any), all[other]), renumber(); break;
  }
}

bool same_row(const Recorded& a, const Recorded& b) {
  const auto body = [](const Recorded& r) { return r.sealed ? r.sealed->body : std::nullopt; };
  return a.leaf_hash == b.leaf_hash && leaf_hash(a) == leaf_hash(b) && body(a) == body(b);
}

void every_change_is_found() {
  static const World world;
  auto log = world.log(*rc::gen::inRange<std::int64_t>(3, 45));
  const auto before = log.entries;
  tamper(log);
  const bool same = std::equal(before.begin(), before.end(), log.entries.begin(), log.entries.end(), same_row);
  RC_PRE(!same);  // two entries that differ in nothing but their number may change places
  RC_ASSERT(!verdict_on(log, world.keys()).findings.empty());
}

RC_GTEST_PROP(Verify, EveryEditDeletionReorderAndRollbackIsFound, ()) {
  for (int i = 0; i < 100; ++i) every_change_is_found();  // ten thousand in all
}

}  // namespace
}  // namespace nwd::audit
