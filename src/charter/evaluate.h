// What a charter owes one person, day by day. Pure: no clock, no I/O; the same facts give the same days.
//
//   charter::Facts facts(mn);
//   facts.set_date("born", DateRange::known(born));
//   facts.set_days("needs", "housing", DayBounds::known(DaySet(tonight, distant_future)));
//   const auto owed = charter::evaluate(mn, facts);
//   owed.services[mn.service("housing > emergency")].certain
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/day_set.h"
#include "base/result.h"
#include "charter/charter.h"

namespace nwd::charter {

// A date of which the bounds are known. `distant_future` stands for never.
struct DateRange {
  Day earliest = distant_past;
  Day latest = distant_future;

  static DateRange known(Day day) { return {day, day}; }
  static DateRange never() { return {distant_future, distant_future}; }
  static DateRange unknown() { return {}; }
  static DateRange between(Day first, Day last) { return {first, last}; }  // both may be it
  [[nodiscard]] bool exact() const { return earliest == latest; }
  auto operator<=>(const DateRange&) const = default;
};

// Days that are in a set for certain, and those that may be: certain is a part of possible.
struct DayBounds {
  DaySet certain;
  DaySet possible;

  static DayBounds known(const DaySet& days) { return {days, days}; }
  static DayBounds unknown() { return {{}, DaySet::all()}; }
  [[nodiscard]] bool exact() const { return certain == possible; }
  bool operator==(const DayBounds&) const = default;
};

// The facts about one person, for one charter. What is not set is unknown, but a list without rows is empty.
class Facts {
 public:
  explicit Facts(const Charter&);  // keeps a pointer to it

  // Errors are `invalid`: no such fact, service or value, a wrong type, bounds out of order, too many rows.
  Result<void> set_date(std::string_view fact, DateRange);
  Result<void> set_days(std::string_view fact, DayBounds);
  // For facts held per service: also for what is below the service. Once one service is set, the others are never.
  Result<void> set_days(std::string_view fact, std::string_view service, DayBounds);
  Result<void> set_choice(std::string_view fact, std::string_view value);

  struct FieldValue {
    std::string_view field;
    DateRange date{};
    std::string_view choice{};  // of fields that are a choice; empty: unknown
  };
  Result<void> add_row(std::string_view list, const std::vector<FieldValue>&);  // fields not named are unknown
  Result<void> set_incomplete(std::string_view list);                           // there may be rows that nobody knows

  // As stored; indices are those of the charter.
  struct Row {
    std::vector<DateRange> dates{};
    std::vector<std::uint64_t> choices{};  // bit i: may be the i-th value
  };
  struct Value {
    DateRange date{};
    DayBounds days = DayBounds::unknown();
    std::uint64_t choices = ~std::uint64_t{0};
    std::vector<std::pair<ServiceId, DayBounds>> per_service{};
    std::vector<Row> rows{};
    bool complete = true;
    bool set = false;
  };
  [[nodiscard]] const std::vector<Value>& values() const { return values_; }
  [[nodiscard]] const Charter& charter() const { return *charter_; }
  void replace(FactId, Value);                        // as stored: of the fact's own type, bounds in order
  [[nodiscard]] Facts of(const Charter& same) const;  // the same facts for an equal charter elsewhere in memory

 private:
  friend Facts facts_from(const Charter&, const std::vector<GivenValue>&);
  Result<Value*> find(std::string_view fact, std::initializer_list<FactType>);
  const Charter* charter_;
  std::vector<Value> values_;
};

// A person described as in an example: "born 2000-03-05, identified 2016-05-02, needs housing always".
// What is wrong is appended to `diagnostics`; its spans point into `text`, of at most 64 KiB.
Result<Facts> read_facts(const Charter&, std::string_view text, std::vector<Diagnostic>& diagnostics);
Facts facts_from(const Charter&, const std::vector<GivenValue>&);

struct Entitlements {
  std::vector<DayBounds> services{};    // by ServiceId; of a service with parts: owed in any part
  std::vector<DayBounds> immunities{};  // by the index of Charter::immunities
  bool operator==(const Entitlements&) const = default;
};

Entitlements evaluate(const Charter&, const Facts&);

// The days that each fund pays for, by index of Charter::funds and ServiceId of services without parts. A day that
// rules of several funds owe is paid by the one declared first, and by no other.
std::vector<std::vector<DayBounds>> paid(const Charter&, const Facts&);

// Worked examples: what an example expects and what the charter says instead.
struct ExampleFailure {
  std::string example;
  Span span;  // of the expectation
  std::string message;
};
std::vector<ExampleFailure> run_examples(const Charter&);

}  // namespace nwd::charter
