#include "proof/question.h"

namespace nwd::proof {

using charter::Charter;
using charter::Evaluator;
using charter::Facts;
using charter::none;
using charter::Property;

namespace {

class Writer {
 public:
  Writer(Encoder& encoder, Smt& smt, const Question& q) : encoder_(encoder), smt_(smt), q_(q) {}

  Encoded write() {
    switch (q_.standard->property) {
      case Property::independent: return independent();
      case Property::no_interior_gap: return no_gap();
      case Property::no_exclusion: return less(Counting::without_unless, Counting::all);
      case Property::unconditional: return less(Counting::all, Counting::unconditional);
      case Property::includes: return includes();
      default: return promised();
    }
  }

 private:
  [[nodiscard]] Encoder::Place place(Number day, std::uint32_t person = 0) const {
    return {day, person, q_.subject->service, none};
  }
  Number day() { return smt_.number(q_.law.from.number, q_.law.until.number - 1); }
  Formula granted(Number day, Counting counting = Counting::all, std::uint32_t person = 0) {
    return encoder_.granted(*q_.subject, place(day, person), counting);
  }
  Formula needed(Number day) { return encoder_.needed(*q_.subject, place(day)); }
  Formula keys(Number day, std::uint32_t person = 0) {
    return encoder_.keys_in_law(*q_.subject, place(day, person), q_.law);
  }
  Formula among(Number day, std::uint32_t person) {
    return q_.standard->among == none ? smt_.truth(true) : encoder_.days(q_.standard->among, place(day, person));
  }

  Encoded promised() {
    const auto d = day();
    Encoded out{{}, {}, {d}};
    out.mandate = {encoder_.days(q_.standard->state, place(d)), needed(d), keys(d)};
    out.breach = out.mandate;
    out.breach.push_back(smt_.not_(granted(d)));
    return out;
  }

  Encoded independent() {
    const auto d = day();
    Encoded out{{}, {}, {d}};
    out.mandate = {among(d, 0), granted(d), keys(d)};
    out.breach = out.mandate;
    out.breach.push_back(among(d, q_.other));
    out.breach.push_back(keys(d, q_.other));
    out.breach.push_back(smt_.not_(granted(d, Counting::all, q_.other)));
    return out;
  }

  Encoded no_gap() {
    const auto first = day();
    const auto hole = day();
    const auto again = day();
    Encoded out{{}, {}, {first, hole, again}};
    out.mandate = {smt_.less(first, hole), smt_.less(hole, again), granted(first), granted(again), keys(hole)};
    for (const auto d : {first, hole, again}) out.mandate.push_back(needed(d));
    out.breach = out.mandate;
    out.breach.push_back(smt_.not_(granted(hole)));
    return out;
  }

  Encoded less(Counting more, Counting fewer) {
    const auto d = day();
    Encoded out{{}, {}, {d}};
    out.mandate = {granted(d, more), needed(d), keys(d)};
    out.breach = out.mandate;
    out.breach.push_back(smt_.not_(granted(d, fewer)));
    return out;
  }

  Encoded includes() {
    const auto d = day();
    return {{granted(d), keys(d)}, {}, {d}};
  }

  Encoder& encoder_;
  Smt& smt_;
  const Question& q_;
};

// From the first to the last.
DaySet hull(const DaySet& days) {
  if (days.empty()) return {};
  return {days.intervals().front().begin, days.intervals().back().end};
}

}  // namespace

std::uint64_t mask_of(const std::vector<charter::FactId>& facts) {
  std::uint64_t out = 0;
  for (const auto fact : facts) out |= std::uint64_t{1} << fact;
  return out;
}

Encoded encode(Encoder& encoder, Smt& smt, const Question& q) { return Writer(encoder, smt, q).write(); }

DaySet breaches(const Charter& charter, const Question& q, const Facts& one, const Facts* other) {
  if (!plausible(one) || (other != nullptr && !plausible(*other))) return {};
  const auto& standard = *q.standard;
  const auto& subject = *q.subject;
  const DaySet law(q.law.from, q.law.until);
  Evaluator evaluator(charter, one);
  if (!keys_in_law(charter, evaluator, subject, q.law)) return {};
  const auto owed = granted(charter, evaluator, subject, Counting::all) & law;
  const auto set = [&](Evaluator& e, charter::ExprId id) {
    return id == none ? DaySet::all() : e.days(id, subject.service, nullptr).certain;
  };
  const auto needs = [&] { return needed(charter, evaluator, subject) & law; };
  switch (standard.property) {
    case Property::independent: {
      if (other == nullptr) return {};
      Evaluator of_other(charter, *other);
      if (!keys_in_law(charter, of_other, subject, q.law)) return {};
      const auto owed_other = granted(charter, of_other, subject, Counting::all) & law;
      return (owed - owed_other) & set(evaluator, standard.among) & set(of_other, standard.among);
    }
    case Property::no_interior_gap: return (hull(owed & needs()) & needs()) - owed;
    case Property::no_exclusion:
      return (granted(charter, evaluator, subject, Counting::without_unless) & needs()) - owed;
    case Property::unconditional:
      return (owed & needs()) - granted(charter, evaluator, subject, Counting::unconditional);
    case Property::includes: return needs() - owed;
    default: return (set(evaluator, standard.state) & needs()) - owed;
  }
}

}  // namespace nwd::proof
