// Computes dates and sets of days of one person. Every value is kept with its bounds; an exact one is kept once.
#pragma once

#include <utility>
#include <vector>

#include "charter/evaluate.h"

namespace nwd::charter {

// `possible` is empty and unused while `exact`.
struct Days {
  DaySet certain;
  DaySet possible;
  bool exact = true;

  static Days known(DaySet days) { return {std::move(days), {}, true}; }
  static Days between(DaySet certain, DaySet possible) { return {std::move(certain), std::move(possible), false}; }
  static Days of(const DayBounds& b) { return b.exact() ? known(b.certain) : between(b.certain, b.possible); }
  [[nodiscard]] const DaySet& upper() const { return exact ? certain : possible; }
  [[nodiscard]] bool hopeless() const { return upper().empty(); }
  [[nodiscard]] DayBounds bounds() const { return {certain, upper()}; }
};

Days operator&(const Days&, const Days&);
Days operator|(const Days&, const Days&);
Days operator-(const Days&, const Days&);

// A day later or earlier by a duration. Beyond about a million years it is never, or before all days.
Day shifted(Day, std::int32_t amount, Unit, bool feb29_becomes_mar1);

class Evaluator {
 public:
  Evaluator(const Charter&, const Facts&);

  // The service in question, for expressions that differ from service to service; a leaf.
  void set_service(ServiceId);
  DateRange date(ExprId, const Facts::Row*) const;
  Days days(ExprId, ServiceId, const Facts::Row*) const;
  DateRange given_date(const GivenValue&) const;
  [[nodiscard]] Days days_of_fact(FactId per_service, ServiceId) const;

  Days window(const Rule&, const Version&) const;
  Days term(const Clauses&) const;                // [start, until)
  Days fixed(const Rule&, const Version&) const;  // of all clauses that are the same for every service
  Days varying(const Version&, ServiceId) const;  // of those that are not
  [[nodiscard]] bool varies(const Version&) const;
  [[nodiscard]] const Charter& charter() const { return charter_; }
  [[nodiscard]] const Facts& facts() const { return facts_; }

 private:
  DateRange extreme(const Expr&, const Facts::Row*) const;
  DateRange of_rows(const Expr&) const;
  Days joined(const Expr&, ServiceId, const Facts::Row*) const;
  Days some_or_every(const Expr&, ServiceId) const;
  Days during(const DateRange&, const Days&) const;
  Days service_days(const Facts::Value&, ServiceId) const;
  Days leaf_days(const Facts::Value&, ServiceId) const;
  [[nodiscard]] bool per_service(ExprId id) const { return id != none && charter_.exprs[id].per_service; }

  const Charter& charter_;
  const Facts& facts_;
  std::vector<Days> states_;
  ServiceId service_ = none;
};

}  // namespace nwd::charter
