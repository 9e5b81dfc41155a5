// Any order of giving, stopping, writing, waiting, sweeping and reading, against a model that is a list of promises.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "casework/compartment_store.h"
#include "release/test_release.h"

namespace nwd::release {
namespace {

struct Promise {
  ReleaseId id;
  access::SessionPtr to;
  Compartments which;
  Purpose purpose = Purpose::together;
  Instant until;
  bool stopped = false;
};

enum class Kind : std::uint8_t { give, stop, write, wait, sweep };
struct Move {
  Kind kind = Kind::give;
  std::uint32_t choice = 0;
};

class ReleaseModel : public ReleaseTest {
 protected:
  void start() {
    promises_.clear();
    text_.clear();
    ended_since_.clear();
    case_ = intake(nurse).id;
  }

  void play(const Move& move) {
    switch (move.kind) {
      case Kind::give: return give(move.choice);
      case Kind::stop: return stop(move.choice);
      case Kind::write: return write_one(move.choice);
      case Kind::wait: return wait(move.choice);
      case Kind::sweep: must(write([&](storage::Writer& w) { return sweep(w, now()); }));
    }
  }

  // The recipient's every part, and one that somebody else asks for.
  void check() {
    must(write([&](storage::Writer& w) -> Result<void> {
      for (const auto& p : promises_) {
        for (int part = 0; part < casework::compartment_count; ++part)
          check_cell(w, p, static_cast<Compartment>(part), p.to);
        for (const auto& who : {harbor, lake, clinic}) check_cell(w, p, p.which.list().front(), who);
      }
      return {};
    }));
    for (const auto& who : {harbor, lake, clinic}) {
      std::set<ReleaseId> want;
      for (const auto& p : promises_)
        if (p.to == who && lives(p)) want.insert(p.id);
      std::set<ReleaseId> got;
      for (const auto& r : shared(who))
        if (r.case_id == case_) got.insert(r.id);
      RC_ASSERT(got == want);
    }
    check_keys();
  }

 private:
  [[nodiscard]] bool lives(const Promise& p) const { return !p.stopped && now() < p.until; }

  void check_cell(storage::Writer& w, const Promise& p, Compartment part, const access::SessionPtr& who) {
    const bool may = who == p.to && p.which.has(part) && lives(p);
    const auto got = read_shared(w, *who, now(), p.id, part, p.purpose);
    RC_ASSERT(got.has_value() == may);
    if (may) {
      RC_ASSERT(got->text == text_[part]);
    }
  }

  // Whoever has been let out has no wrap; a compartment that somebody was let out of says so until it is written.
  void check_keys() {
    const auto rows = must(read([&](storage::Reader& r) { return casework::store::compartments_of(r, case_); }));
    for (const auto& row : rows) {
      const auto wraps = must(read([&](storage::Reader& r) { return casework::store::wraps_of(r, row.id); }));
      for (const auto& wrap : wraps) {
        const auto owner = std::find_if(promises_.begin(), promises_.end(),
                                        [&](const Promise& p) { return p.id == wrap.recipient.release; });
        RC_ASSERT(owner != promises_.end());
        RC_ASSERT(!owner->stopped);
        RC_ASSERT(wrap.generation == row.generation);
      }
      if (ended_since_[row.which]) {
        RC_ASSERT(row.must_rotate);
      }
    }
  }

  void give(std::uint32_t choice) {
    const std::array<access::SessionPtr, 3> all{harbor, lake, clinic};
    auto g = of(case_, Compartments(1 + choice % 127), all.at(choice / 128 % 3));
    g.purpose = static_cast<Purpose>(1 + choice / 512 % 5);
    g.lasts_ms = (1 + choice / 4096 % 4) * day_ms;
    promises_.push_back({must(granted(g)), all.at(choice / 128 % 3), g.compartments, g.purpose, now() + g.lasts_ms});
  }

  void stop(std::uint32_t choice) {
    if (promises_.empty()) return;
    auto& p = promises_[choice % promises_.size()];
    const bool had_wraps = lives(p);
    // By whoever holds the case, or by the person at their own door: the same follows.
    if (choice % 2 == 0)
      must(stopped(social, p.id));
    else
      must(write([&](storage::Writer& w) { return withdraw_by_person(w, now(), case_, p.id); }));
    p.stopped = true;
    if (!had_wraps) return;
    for (const auto part : p.which.list()) ended_since_[part] = true;
  }

  void write_one(std::uint32_t choice) {
    const auto part = static_cast<Compartment>(choice % casework::compartment_count);
    text_[part] = "words " + std::to_string(choice);
    const auto before = row_of(part);
    put(case_, part, text_[part]);
    const auto after = row_of(part);
    if (ended_since_[part]) {
      RC_ASSERT(after->generation == before->generation + 1);
    }
    ended_since_[part] = false;
  }

  std::optional<casework::store::CompartmentRow> row_of(Compartment part) {
    return must(read([&](storage::Reader& r) { return casework::store::find_compartment(r, case_, part); }));
  }

  void wait(std::uint32_t choice) { pass((1 + choice % 40) * hour_ms); }

  CaseId case_;
  std::vector<Promise> promises_;
  std::map<Compartment, std::string> text_;
  std::map<Compartment, bool> ended_since_;
};

TEST_F(ReleaseModel, AnyOrderOfMovesKeepsWhatWasPromised) {
  EXPECT_TRUE(rc::check("moves", [&] {
    const auto one = rc::gen::map(
        rc::gen::pair(rc::gen::weightedElement<Kind>(
                          {{3, Kind::give}, {2, Kind::stop}, {3, Kind::write}, {2, Kind::wait}, {1, Kind::sweep}}),
                      rc::gen::inRange<std::uint32_t>(0, 1U << 20U)),
        [](const auto& both) { return Move{both.first, both.second}; });
    const auto moves =
        *rc::gen::resize(10, rc::gen::container<std::vector<Move>>(rc::gen::resize(rc::kNominalSize, one)));
    start();
    play({Kind::give, *rc::gen::inRange<std::uint32_t>(0, 1U << 20U)});
    for (const auto& move : moves) {
      play(move);
      check();
    }
  }));
}

}  // namespace
}  // namespace nwd::release
