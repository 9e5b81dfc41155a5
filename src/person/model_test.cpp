// Any order of opening, closing, changing answers, reading, sharing, stopping and waiting: what the person finds behind
// their door is what a plain model says, and behind a closed one there is nothing.
#include <gmock/gmock.h>

#include "audit/copies.h"
#include "casework/persons_copy.h"
#include "person/test_person.h"

namespace nwd::person {
namespace {

enum class Kind : std::uint8_t { open, close, write, read, share, stop, knock, wait };
constexpr int kinds = 8;
struct Move {
  Kind kind = Kind::open;
  std::uint32_t choice = 0;
};
std::ostream& operator<<(std::ostream& out, const Move& m) {
  return out << static_cast<int>(m.kind) << ':' << m.choice;
}

struct Promise {
  release::ReleaseId id;
  Instant until;
  bool stopped = false;
  bool by_person = false;
};

class DoorModel : public PersonTest {
 protected:
  void start() {
    if (door_) finish();  // of a row of moves that went wrong
    case_ = intake(social).id;
    facts_ = casework::facts_of_sixteen();
    version_ = 1;
    door_.reset();
    told_.clear();
    promises_.clear();
  }

  void finish() { must(try_close(social, case_)); }  // the name is free for the next one

  void play(const Move& move) {
    switch (move.kind) {
      case Kind::open: return open();
      case Kind::close: return close();
      case Kind::write: return change(move.choice);
      case Kind::read: {
        must(opened(social, case_));
        return tell("case.read");
      }
      case Kind::share: return give();
      case Kind::stop: return stop(move.choice);
      case Kind::knock: return check();
      case Kind::wait: return pass(static_cast<std::int64_t>(move.choice % 20) * day_ms);
    }
  }

  void check() {
    for (const auto& p : promises_) {
      const auto shown = must(read([&](storage::Reader& r) { return release::persons_release(r, case_, p.id); }));
      RC_ASSERT(shown.withdrawn.has_value() == p.stopped);
      RC_ASSERT(shown.stopped_by_person == p.by_person);
      RC_ASSERT(seen_by(clinic, p.id, casework::Compartment::health).has_value() == lives(p));
      // Told once, though it stands in the log of whoever read it and in the holder's.
      if (lives(p)) tell("shared.read.health");
    }
    // From another network each time: a closed door counts as a wrong passphrase does.
    ++knocks_;
    const auto who = knock(name_, persons_passphrase,
                           "10." + std::to_string(knocks_ >> 8U & 255U) + '.' + std::to_string(knocks_ & 255U) + ".1");
    RC_ASSERT(who.has_value() == door_.has_value());
    if (!who) return;
    tell("person.enter");
    const auto plan = must(read([&](storage::Reader& r) { return casework::open_persons_copy(r, who->reads, case_); }));
    RC_ASSERT(plan.facts == casework::persons_facts(facts_));
    const auto copies = must(read([&](storage::Reader& r) { return audit::open_copies(r, who->reads, case_); }));
    std::vector<std::string> told;
    for (const auto& copy : copies.entries) told.insert(told.begin(), copy.deed);
    RC_ASSERT(told == told_);
    RC_ASSERT(!copies.missing);
  }

 private:
  [[nodiscard]] bool lives(const Promise& p) const { return !p.stopped && now() < p.until; }
  void tell(const std::string& deed) {
    if (door_) told_.push_back(deed);
  }

  void open() {
    name_ = door_ ? "fern-cloud-10" : std::string(persons_name);
    const auto opened = try_open(social, case_, name_);
    RC_ASSERT(opened.has_value() == !door_.has_value());
    name_ = persons_name;
    if (!opened) return;
    door_ = *opened;
    told_ = {"door.open"};
  }
  void close() {
    must(try_close(social, case_));
    door_.reset();
    told_.clear();
  }
  void change(std::uint32_t choice) {
    facts_.age = casework::AgeRange{static_cast<int>(choice % 60), 60};
    facts_.exploitation = static_cast<casework::Exploitation>(choice % 4);
    must(saved(social, case_, version_++, facts_));
    tell("case.write");
  }
  void give() {
    const auto id = share(case_, {casework::Compartment::health}, clinic);
    // The first time the part is made, which nobody logs as a look.
    promises_.push_back({id, now() + 30 * day_ms});
    tell("release.grant");
  }
  void stop(std::uint32_t choice) {
    if (promises_.empty()) return;
    auto& p = promises_[choice % promises_.size()];
    const bool before = p.stopped;
    const bool person = choice % 3 != 0;
    must(write([&](storage::Writer& w) {
      return person ? referral::stop_by_person(w, now(), case_, p.id) : referral::stop_sharing(w, *social, now(), p.id);
    }));
    if (before) return;
    p.stopped = true;
    p.by_person = person;
    tell(person ? "person.stop_sharing" : "release.withdraw");
  }

  CaseId case_;
  casework::Facts facts_;
  std::int64_t version_ = 1;
  unsigned knocks_ = 0;
  std::string name_{persons_name};
  std::optional<DoorId> door_;
  std::vector<std::string> told_;  // the oldest first
  std::vector<Promise> promises_;
};

rc::Gen<Move> some_move() {
  return rc::gen::build<Move>(rc::gen::set(&Move::kind, casework::any_of<Kind>(kinds)),
                              rc::gen::set(&Move::choice, rc::gen::arbitrary<std::uint32_t>()));
}

TEST_F(DoorModel, WhatIsBehindTheDoorIsWhatHappenedSinceItWasOpened) {
  const auto held = rc::check([&] {
    start();
    for (const auto& move : *rc::gen::container<std::vector<Move>>(some_move())) play(move);
    check();
    finish();
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace nwd::person
