// What a charter says, before names and types are looked at: typed nodes over a token sequence that is the whole text.
// A node that could not be read is `missing`; whoever walks the tree stays silent about it, as the parser has spoken.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.h"
#include "base/day.h"
#include "charter/token.h"

namespace nwd::charter::syntax {

// One or more words joined by single blanks: "case management".
struct Name {
  std::string text;
  Span span;
  [[nodiscard]] bool missing() const { return text.empty(); }
};

enum class Unit : std::uint8_t { days, weeks, months, years };

struct Duration {
  std::int32_t amount = 0;
  Unit unit = Unit::days;
  Span span;
};

enum class Form : std::uint8_t {
  missing,
  name,   // minor, born, needs housing
  field,  // a.opened
  date,   // 2014-08-01
  always,
  never,
  shift,     // of[0] + or - duration
  before,    // days before of[0]
  from,      // of[0] and later
  after,     // later than of[0]
  interval,  // [of[0], of[1])
  during,    // of[0] during of[1]
  is,        // of[0] is one of values
  some,      // some name variable: of[0]
  every,
  first,  // the earliest of[0] of any row
  last,
  earliest,  // the earliest of of[]
  latest,
  all_of,  // of[0] and of[1] ...
  any_of,
  not_
};

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;

struct Expression {
  Form form = Form::missing;
  Span span;
  Name name{};       // name, some, every, first, last; for field: the variable
  Name part{};       // the field, or the variable of some, every, first, last
  Day day{};         // date
  Duration shift{};  // amount is negative for -
  Name by{};         // shift by a parameter: the amount is then 1, or -1 for -
  std::vector<Name> values{};
  std::vector<ExpressionPtr> of{};
};

struct Source {
  Name id;
  std::string citation;
  std::optional<Day> from, until;
  std::optional<Day> conduct_from;
  Span span;
};

enum class FactShape : std::uint8_t { missing, date, maybe_date, state, state_per_service, choice, list };

struct Field {
  Name name;
  FactShape shape = FactShape::missing;
  std::vector<Name> choices{};
};

struct Fact {
  Field self;
  std::vector<Field> fields{};
  bool sensitive = false;
};

struct ServiceLine {
  std::vector<Name> path{};      // housing
  std::vector<Name> children{};  // emergency, transitional; empty: the path itself is declared
};

// The days on which a number of law counts: [from, until), open where nothing is said.
struct Dates {
  std::optional<Day> from{}, until{};
};

struct Price {
  std::optional<Cents> a_day{};
  Name currency{};  // missing: as said before
  std::vector<Name> service{};
  Dates dates{};
  Span span;
};

struct Fund {
  Name id;
  std::string title;
  std::vector<Price> prices{};
};

struct ParameterValue {
  Duration is;
  Dates dates{};
  std::vector<Name> cites{};
  Span span;
};

struct Parameter {
  Name name;
  std::vector<Name> cites{};  // of every value that cites nothing itself
  std::vector<ParameterValue> values{};
};

struct State {
  Name name;
  ExpressionPtr is;
};

using ServicePath = std::vector<Name>;  // housing > emergency

enum class Effect : std::uint8_t { missing, owed, immune, replaces };

struct Clause {
  Word word = Word::plain;  // to, when, while, start, until, for, unless, keyed, funded, subject
  Span span;
  ExpressionPtr is;
  Duration duration{};
  Name name{};  // of the fund; of the parameter that says how long
};

struct Rule {
  Name id;
  Span span;  // "rule MN-2"
  std::vector<Name> cites{};
  Effect effect = Effect::missing;
  std::vector<ServicePath> services{};
  Name immunity{};
  std::vector<Clause> clauses{};
  Name amended{};  // in MN-2 replaces minor with youth
  Name old_name{};
  Name new_name{};
};

struct Provision {
  Name standard;
  Span span;
  std::vector<Name> cites{};
  bool shall = false;  // otherwise `may`
  bool subject_to_appropriations = false;
  std::string text;
};

enum class Property : std::uint8_t {
  missing,
  independent,
  throughout,
  no_hole,
  implies,
  includes,
  no_exclusion,
  unconditional,
  provided
};

struct Standard {
  Name id;
  std::string title;
  std::string text;  // the property as written
  Span span;
  Property property = Property::missing;
  bool about_owed = false;  // otherwise about `immunity`
  std::optional<ServicePath> service{};
  Name immunity{};
  std::vector<Name> facts{};  // independent of
  bool own_facts = false;     // independent of every fact of its own
  ExpressionPtr among;        // independent of ... while
  ExpressionPtr state;        // throughout, implies: the left side
  std::vector<ServicePath> services{};
};

struct Given {
  Name name;                   // the fact; for facts held per service, followed by the service: "needs housing"
  std::vector<Name> deeper{};  // > emergency
  Span span;
  enum class How : std::uint8_t { missing, expression, between, unknown, is, row } how = How::missing;
  ExpressionPtr first, second;
  Name value{};
  std::vector<Given> row{};
};

struct Expectation {
  Span span;
  bool owed = false;  // otherwise immune
  bool possibly = false;
  ServicePath service{};
  Name immunity{};
  ExpressionPtr days;
};

struct Example {
  std::string title;
  Span span;
  std::vector<Given> given{};
  std::vector<Expectation> expected{};
};

enum class Rounding : std::uint8_t { unstated, up, down };  // feb29 becomes mar1, feb28

struct File {
  Name id;
  std::string title;
  bool library = false;
  Span header;
  Rounding rounding = Rounding::unstated;
  Span calendar;
  std::vector<Source> sources{};
  std::vector<Fact> facts{};
  std::vector<ServiceLine> services{};
  std::vector<Fund> funds{};
  std::vector<Parameter> parameters{};
  std::vector<State> states{};
  std::vector<Rule> rules{};
  std::vector<Provision> provisions{};
  std::vector<Standard> standards{};
  std::vector<Example> examples{};
  std::vector<Token> tokens{};
  std::vector<std::uint32_t> declarations{};  // the byte each begins at
};

}  // namespace nwd::charter::syntax
