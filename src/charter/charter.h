// A charter: one jurisdiction's law as rules, checked: every name is resolved and every expression typed.
// The language is described in docs/charter-language.md.
//
//   auto checked = charter::check(text);
//   if (!checked.charter) std::cerr << render_text(checked.diagnostics, "mn.charter", text);
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.h"
#include "base/day.h"
#include "charter/diagnostic.h"

namespace nwd::charter {

// Indices into the vectors of Charter.
using FactId = std::uint32_t;
using ServiceId = std::uint32_t;
using SourceId = std::uint32_t;
using StateId = std::uint32_t;
using RuleId = std::uint32_t;
using ExprId = std::uint32_t;
inline constexpr std::uint32_t none = 0xffffffff;

// Bounds of one charter; beyond them is an error of the text.
inline constexpr std::size_t max_facts = 64;
inline constexpr std::size_t max_services = 256;
inline constexpr std::size_t max_choices = 64;
inline constexpr std::size_t max_fields = 16;
inline constexpr std::size_t max_rules = 10000;
inline constexpr std::size_t max_parameters = 1000;
inline constexpr std::size_t max_values = 32;  // of one parameter, one after the other
inline constexpr std::size_t max_rows = 16;    // of a list, for one person

enum class FactType : std::uint8_t {
  date,               // everybody has one, known or not
  maybe_date,         // may also never come
  state,              // a set of days
  state_per_service,  // a set of days for each service: needs
  choice,             // one of a few words, the same on all days
  list                // up to 16 rows of fields: actions
};

constexpr bool is_date(FactType type) { return type == FactType::date || type == FactType::maybe_date; }

struct Field {
  std::string name;
  FactType type = FactType::date;  // date, maybe_date or choice
  std::vector<std::string> choices{};
};

struct Fact {
  Field self;
  std::vector<Field> fields{};  // of a list
  bool sensitive = false;       // what an entitlement should not hang on: immigration status, cooperation
  bool shared = false;          // declared in standards/facts.charter, the same for every charter
  Span span{};
};

struct Service {
  std::string name;  // "emergency"
  std::string path;  // "housing > emergency"
  ServiceId parent = none;
  std::vector<ServiceId> children{};
  [[nodiscard]] bool leaf() const { return children.empty(); }
};

struct Source {
  std::string id;
  std::string citation;
  Day from = distant_past;  // in force on [from, until)
  Day until = distant_future;
  std::optional<Day> conduct_from{};  // applies to conduct on or after
  Span span{};
};

enum class Unit : std::uint8_t { days, weeks, months, years };

// A number of law. Each value counts on its days, which together are all days; see docs/charter-language.md for what
// that means within a rule.
struct ParameterValue {
  std::int32_t amount = 0;
  Unit unit = Unit::days;
  Day from = distant_past;  // counts on [from, until)
  Day until = distant_future;
  std::vector<SourceId> cites{};
  Span span{};
};

struct Parameter {
  std::string name;
  std::vector<ParameterValue> values{};  // in order of their days
  Span span{};
  [[nodiscard]] std::uint32_t value_on(Day) const;  // index into values
};

struct ParameterUse {
  std::uint32_t parameter = none;  // none: no parameter
  std::uint32_t value = 0;
  bool operator==(const ParameterUse&) const = default;
};

// What a fund pays for a day of a service without parts, on [from, until). No two of one fund and service share a day;
// on days without a price nobody knows.
struct Price {
  ServiceId service = none;
  Cents a_day{};
  Day from = distant_past;
  Day until = distant_future;
};

struct Fund {
  std::string id;
  std::string title;
  std::vector<Price> prices{};
};

// Days or a day, computed from facts. `of` are the operands.
enum class Op : std::uint8_t {
  // a day
  day,          // constant
  never_comes,  // later than every day
  fact_date,    // fact
  field_date,   // field of the current row of `fact`
  shift,        // of[0] + amount units
  earliest,
  latest,
  first_row,  // the earliest of[0] over the rows of `fact`; never if there are none
  last_row,   // the latest; before all days if there are none
  // a set of days
  always,
  never,
  before,     // earlier than of[0]
  from,       // of[0] and later
  after,      // later than of[0]
  interval,   // [of[0], of[1])
  during,     // all days if of[0] is in of[1], otherwise none
  is_choice,  // all days if the choice `fact` is one of `choices`, otherwise none
  is_field,
  fact_state,
  service_state,  // fact for `service`, or for the service in question if that is `none`
  state,          // a named state
  all_of,
  any_of,
  not_,
  some_row,  // any row of `fact`: of[0]
  every_row,
  broken  // could not be resolved; never in a charter that check() hands out
};

struct Expr {
  Op op = Op::broken;
  bool is_date = false;
  bool constant = false;     // a set of days that is all days or none: a condition
  bool per_service = false;  // differs from service to service
  Unit unit = Unit::days;
  std::int32_t amount = 0;
  ParameterUse by{};  // of a shift: where amount and unit come from
  Day day{};
  std::uint32_t fact = none;
  std::uint32_t field = none;
  std::uint32_t service = none;
  std::uint32_t state = none;
  std::uint64_t choices = 0;   // bit i: the i-th value
  std::uint64_t mentions = 0;  // bit i: fact i, also through states
  std::vector<ExprId> of{};
  Span span{};
};

// A state that hangs on a dated parameter is there once for each of its wordings, and once as it is day by day.
struct State {
  std::string name;
  ExprId is = none;
  bool sensitive = false;  // mentions a sensitive fact, also through other states
  std::uint64_t mentions = 0;
};

// What one wording of a rule says; ExprId none where the rule has no such clause.
struct Clauses {
  ExprId to = none;      // set of days
  ExprId when = none;    // condition
  ExprId while_ = none;  // set of days
  ExprId start = none;   // day; without: since ever
  ExprId until = none;   // day; without: for ever. `for 45 days` is `until START + 45 days`
  ExprId unless = none;  // set of days
  [[nodiscard]] std::array<ExprId, 6> all() const { return {to, when, while_, start, until, unless}; }
};

// A rule's wording on the days [from, until), or for a key date within them.
struct Version {
  Day from = distant_past;
  Day until = distant_future;
  SourceId from_source = none;  // whose date `from` is
  SourceId until_source = none;
  Clauses clauses{};
  std::vector<SourceId> sources{};
  std::vector<RuleId> amended_by{};
  std::uint32_t from_parameter = none;  // whose value changes on `from`, where no source begins or ends then
  std::uint32_t until_parameter = none;
};

enum class Effect : std::uint8_t { owed, immune, replaces };

struct Rule {
  std::string id;
  Effect effect = Effect::owed;
  std::vector<SourceId> cites{};
  std::vector<ServiceId> services{};  // leaves
  std::uint32_t immunity = none;
  ExprId key = none;  // `keyed by`: the date that chooses the version; without, each day chooses its own
  std::uint32_t fund = none;
  bool subject_to_appropriations = false;
  std::vector<Version> versions{};  // in order, without overlap; none for `replaces`
  RuleId amends = none;
  std::uint64_t mentions = 0;
  bool sensitive = false;
  Span span{};
};

// What a text promises of institutions rather than of days: a director, a fund, a definition. It has no days to
// compute.
enum class Modality : std::uint8_t { shall, may };

struct Provision {
  std::string standard;  // the standard it answers: "S26"
  std::string text;
  std::vector<SourceId> cites{};
  Modality modality = Modality::shall;
  bool subject_to_appropriations = false;
  Span span{};
};

// A statement the charter is to be proved against. Kept as text and tree; proving is not part of checking.
enum class Property : std::uint8_t {
  independent,      // the same facts but for `facts`: the same days
  throughout,       // on all days of `state` on which there is a need
  no_interior_gap,  // what has begun and will be again does not stop in between
  implies,          // on all days of `state`
  includes,         // somebody is owed each of `services` on some day
  no_exclusion,     // no `unless` takes a day away
  unconditional,    // not subject to appropriations
  provided          // a provision of this name says `shall`
};

struct Standard {
  std::string id;
  std::string title;
  std::string text;
  Property property = Property::independent;
  bool about_owed = true;    // otherwise about `immunity`
  ServiceId service = none;  // none: every service
  std::uint32_t immunity = none;
  std::vector<FactId> facts{};        // independent of
  bool own_facts = false;             // independent of every fact that the charter itself declares; they are in `facts`
  ExprId among = none;                // independent: only persons and days that are in this set
  ExprId state = none;                // throughout; the left side of implies
  std::vector<ServiceId> services{};  // includes
  bool shared = false;                // from standards/standards.charter; spans point into that
  Span span{};
};

struct GivenValue {
  FactId fact = none;
  ServiceId service = none;
  bool unknown = false;
  ExprId first = none;   // a day or a set of days
  ExprId second = none;  // the latest day, when only bounds are known
  std::uint64_t choices = 0;
  std::vector<GivenValue> row{};  // `fact` is then the index of the field
  bool is_row = false;
};

struct Expectation {
  bool owed = true;
  bool possibly = false;
  ServiceId service = none;
  std::uint32_t immunity = none;
  ExprId days = none;
  Span span{};
};

struct Example {
  std::string title;
  std::vector<GivenValue> given{};
  std::vector<Expectation> expected{};
  Span span{};
};

struct Charter {
  std::string id;
  std::string title;
  std::string text;                // as checked; spans of what is not `shared` point into it
  bool feb29_becomes_mar1 = true;  // a day the month lacks becomes the 1st of the next; otherwise the last of its own
  std::vector<Fact> facts{};
  std::vector<Service> services{};  // a parent before its children
  std::vector<Source> sources{};
  std::vector<Fund> funds{};
  std::string currency{};  // of all prices; empty: no fund has any
  std::vector<Parameter> parameters{};
  std::vector<std::string> immunities{};
  std::vector<State> states{};  // each after those it builds on
  std::vector<Rule> rules{};
  std::vector<Provision> provisions{};
  std::vector<Standard> standards{};
  std::vector<Example> examples{};
  std::vector<Expr> exprs{};

  [[nodiscard]] std::uint32_t fact(std::string_view name) const;     // none if there is no such
  [[nodiscard]] std::uint32_t service(std::string_view path) const;  // "housing > emergency", or "emergency" if unique
  [[nodiscard]] std::uint32_t immunity(std::string_view name) const;
};

// "18 years"
std::string to_text(const ParameterValue&);
// The first parameter that `root` speaks of, also through states.
ParameterUse parameter_of(const Charter&, ExprId root);

// Each expression once that `roots` are made of, also through states, until `visit` says no. `none` is passed over.
void each_expression(const Charter&, std::vector<ExprId> roots, const std::function<bool(const Expr&)>& visit);

struct Checked {
  std::optional<Charter> charter;  // none if there is an error
  std::vector<Diagnostic> diagnostics{};
};

// Any bytes are welcome; what is no charter is told in diagnostics, at most 100 of them.
Checked check(std::string_view text);

// The charter with the standards of a library added, their names read as the charter understands them. Diagnostics are
// about the library's text. What nobody is immune from becomes an immunity that no rule grants.
Checked with_standards(const Charter&, std::string_view library);

// A charter this program carries: "us-mn-safe-harbor", "facts", "standards". Empty if there is none of that name.
std::string_view builtin(std::string_view name);
std::vector<std::string_view> builtin_charters();  // the names that can be evaluated

}  // namespace nwd::charter
