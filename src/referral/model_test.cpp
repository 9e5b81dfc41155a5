// Any order of sending, answering, asking, taking back and silence: what the database says is what a plain model says,
// and nobody is ever left without a next step.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "referral/test_referral.h"

namespace nwd::referral {
namespace {

using casework::Step;

enum class Kind : std::uint8_t { begin, send, accept, decline, withdraw, ask, answer, pass };
constexpr int kinds = 8;

// One move: of which way it is made, and a number for what else there is to choose.
struct Move {
  Kind kind = Kind::begin;
  std::size_t way = 0;
  std::size_t choice = 0;
};
std::ostream& operator<<(std::ostream& out, const Move& m) {
  return out << static_cast<int>(m.kind) << ':' << m.way << ':' << m.choice;
}

struct Bed {
  Shelter shelter;
  int total = 0;
  int occupied = 0;
  int held = 0;
  [[nodiscard]] bool free() const { return occupied + held < total; }
};

struct Entry {
  ReferralId id;
  std::size_t bed = 0;
  State state = State::waiting;
};

// One person's way, as the model has it.
struct Way {
  casework::CaseId case_id;
  std::optional<casework::ThreadId> thread;
  std::vector<Entry> entries;
  Instant hold_until;
  bool question = false;

  Entry* in(State state) {
    for (auto& e : entries)
      if (e.state == state) return &e;
    return nullptr;
  }
};

rc::Gen<Move> some_move() {
  return rc::gen::build<Move>(rc::gen::set(&Move::kind, casework::any_of<Kind>(kinds)),
                              rc::gen::set(&Move::way, rc::gen::inRange<std::size_t>(0, 3)),
                              rc::gen::set(&Move::choice, rc::gen::inRange<std::size_t>(0, 12)));
}

class Model : public ReferralTest {
 protected:
  void start() {
    ways_.clear();
    beds_.clear();
    int total = 1;
    for (const auto* s : {&harbor_bed, &lake, &pine}) {
      Shelter fresh = *s;
      fresh.service = add_beds(s->organization, s->session->member, total);
      beds_.push_back({fresh, total, 0, 0});
      total = total == 1 ? 2 : 1;
    }
  }

  void play(const Move& move) {
    pass(1);
    if (move.kind == Kind::begin) return begin();
    if (move.kind == Kind::pass) return let_pass(move.choice);
    if (ways_.empty()) return;
    auto& way = ways_[move.way % ways_.size()];
    switch (move.kind) {
      case Kind::send: return send_on(way, move.choice);
      case Kind::accept: return take(way, move.choice);
      case Kind::decline: return cannot(way, move.choice);
      case Kind::withdraw: return take_back(way, move.choice);
      case Kind::ask: return question(way, move.choice);
      case Kind::answer: return reply(way, move.choice);
      default: return;
    }
  }

  void check() {
    for (const auto& bed : beds_) {
      const auto now_there = beds(bed.shelter.service);
      RC_ASSERT(now_there.held == bed.held);
      RC_ASSERT(now_there.occupied == bed.occupied);
      RC_ASSERT(bed.held + bed.occupied <= bed.total);
    }
    for (auto& way : ways_) check(way);
  }

 private:
  void begin() {
    if (ways_.size() < 3) ways_.push_back({intake(nurse).id, {}, {}, {}, false});
  }

  // The list: a rotation of the shelters, one to three long.
  void send_on(Way& way, std::size_t choice) {
    std::vector<directory::ServiceId> list;
    std::vector<Entry> fresh;
    for (std::size_t i = 0; i <= choice / 3 % 3; ++i) {
      const auto bed = (choice + i) % 3;
      list.push_back(beds_[bed].shelter.service);
      fresh.push_back({{}, bed, State::waiting});
    }
    const bool busy = way.in(State::asked) != nullptr || way.in(State::accepted) != nullptr;
    bool room = false;
    for (const auto& e : fresh) room = room || beds_[e.bed].free();
    const auto sent = try_send(way.case_id, list);
    RC_ASSERT(sent.has_value() == (!busy && room));
    if (!sent) return;
    way.thread = sent->thread.id;
    for (std::size_t i = 0; i < fresh.size(); ++i) fresh[i].id = sent->referrals.at(i).id;
    way.entries.insert(way.entries.end(), fresh.begin(), fresh.end());
    route(way);
  }

  // The next that waits and has a bed is asked; the others before it are dropped.
  void route(Way& way) {
    way.question = false;
    for (auto& e : way.entries) {
      if (e.state != State::waiting) continue;
      auto& bed = beds_[e.bed];
      e.state = bed.free() ? State::asked : State::dropped;
      if (e.state == State::dropped) continue;
      ++bed.held;
      way.hold_until = now() + hold_ms;
      return;
    }
  }
  void drop_waiting(Way& way) {
    while (auto* e = way.in(State::waiting)) e->state = State::dropped;
  }

  Entry* pick(Way& way, std::size_t choice) {
    return way.entries.empty() ? nullptr : &way.entries[choice % way.entries.size()];
  }
  const access::SessionPtr& shelter_of_entry(const Entry& e) { return beds_[e.bed].shelter.session; }

  void take(Way& way, std::size_t choice) {
    auto* e = pick(way, choice);
    if (e == nullptr) return;
    const auto took = accepted(shelter_of_entry(*e), e->id);
    RC_ASSERT(took.has_value() == (e->state == State::asked));
    if (!took) return;
    e->state = State::accepted;
    --beds_[e->bed].held;
    ++beds_[e->bed].occupied;
    way.question = false;
    drop_waiting(way);
  }

  void cannot(Way& way, std::size_t choice) {
    auto* e = pick(way, choice);
    if (e == nullptr) return;
    RC_ASSERT(declined(shelter_of_entry(*e), e->id).has_value() == (e->state == State::asked));
    if (e->state != State::asked) return;
    e->state = State::declined;
    --beds_[e->bed].held;
    route(way);
  }

  void take_back(Way& way, std::size_t choice) {
    auto* e = pick(way, choice);
    if (e == nullptr) return;
    const bool was_asked = e->state == State::asked;
    const bool can = was_asked || e->state == State::waiting;
    RC_ASSERT(withdrawn(nurse, e->id).has_value() == can);
    if (!can) return;
    e->state = State::withdrawn;
    if (!was_asked) return;
    --beds_[e->bed].held;
    way.question = false;
    drop_waiting(way);
  }

  void question(Way& way, std::size_t choice) {
    auto* e = pick(way, choice);
    if (e == nullptr) return;
    RC_ASSERT(asked(shelter_of_entry(*e), e->id).has_value() == (e->state == State::asked));
    if (e->state == State::asked) way.question = true;
  }
  void reply(Way& way, std::size_t choice) {
    auto* e = pick(way, choice);
    if (e == nullptr) return;
    RC_ASSERT(answered(nurse, e->id).has_value() == (e->state == State::asked));
    if (e->state == State::asked) way.question = false;
  }

  // Some minutes go by, and the server looks. All holds that have run out end before anybody is asked again.
  void let_pass(std::size_t choice) {
    pass(static_cast<std::int64_t>(choice) * 4 * minute_ms);
    swept();
    std::vector<std::pair<std::pair<Instant, ReferralId>, Way*>> due;
    for (auto& way : ways_) {
      auto* e = way.in(State::asked);
      if (e == nullptr || way.hold_until > now()) continue;
      e->state = State::lapsed;
      --beds_[e->bed].held;
      due.push_back({{way.hold_until, e->id}, &way});
    }
    std::sort(due.begin(), due.end());
    for (const auto& [order, way] : due) route(*way);
  }

  void check(Way& way) {
    const auto c = must(read([&](storage::Reader& r) { return casework::find_case(r, way.case_id); })).value();
    const auto* accepted_one = way.in(State::accepted);
    RC_ASSERT((c.state == casework::CaseState::handed_off) == (accepted_one != nullptr));
    if (!way.thread) return;
    const auto rows = must(read([&](storage::Reader& r) { return store::of_thread(r, *way.thread); }));
    RC_ASSERT(rows.size() == way.entries.size());
    std::map<ReferralId, State> there;
    int asked_count = 0;
    for (const auto& r : rows) {
      there[r.id] = r.state;
      asked_count += r.state == State::asked ? 1 : 0;
    }
    RC_ASSERT(asked_count <= 1);
    for (const auto& e : way.entries) {
      RC_ASSERT(there.at(e.id) == e.state);
      reached_.insert(e.state);
      const bool may_be_read = e.state == State::waiting || e.state == State::asked || e.state == State::accepted;
      RC_ASSERT(has_packet(e.id) == may_be_read);
      RC_ASSERT(release_lives(e.id) == may_be_read);
    }
    check_step(way);
  }

  // Nobody is left without a next step, somebody who has it, and a time.
  void check_step(Way& way) {
    const auto t = thread(*way.thread);
    const auto* accepted_one = way.in(State::accepted);
    const auto* asked_one = way.in(State::asked);
    auto step = Step::find_another;
    auto owner = hospital;
    if (accepted_one != nullptr) {
      step = Step::welcome;
      owner = beds_[accepted_one->bed].shelter.organization;
    } else if (asked_one != nullptr) {
      step = way.question ? Step::answer_question : Step::await_answer;
      if (!way.question) owner = beds_[asked_one->bed].shelter.organization;
    }
    RC_ASSERT(t.step == step);
    RC_ASSERT(t.step_owner == owner);
    RC_ASSERT(t.step_due.ms > 0 && t.step_due <= now() + 2 * hour_ms);
    RC_ASSERT(t.state == (accepted_one != nullptr ? casework::ThreadState::placed : casework::ThreadState::seeking));
  }

  std::vector<Way> ways_;
  std::vector<Bed> beds_;

 protected:
  std::set<State> reached_;  // over all cases
};

TEST_F(Model, AnyOrderOfMovesKeepsThePromises) {
  EXPECT_TRUE(rc::check("moves", [&] {
    // A small size would draw only the first kinds of moves: what is drawn has all of them, only the list is short.
    const auto one = rc::gen::resize(rc::kNominalSize, some_move());
    const auto moves = *rc::gen::resize(30, rc::gen::container<std::vector<Move>>(one));
    start();
    play({Kind::begin, 0, 0});
    play({Kind::begin, 0, 0});
    for (const auto& move : moves) {
      play(move);
      check();
    }
  }));
  EXPECT_EQ(reached_.size(), 7U);  // every state came up
}

}  // namespace
}  // namespace nwd::referral
