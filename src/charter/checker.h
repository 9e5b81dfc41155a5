// From syntax to a checked charter: names resolved, expressions typed, rules cut into versions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "charter/charter.h"
#include "charter/diagnostics.h"
#include "charter/syntax.h"

namespace nwd::charter {

inline constexpr std::size_t max_states = 10000;
inline constexpr std::size_t max_amendments = 32;      // of one rule
inline constexpr std::size_t max_wordings = 128;       // of one rule
inline constexpr std::size_t max_lowered = 1'000'000;  // expressions of all wordings together

class Checker {
 public:
  explicit Checker(Diagnostics& out) : diagnostics_(out) {}

  void declare(const syntax::File&, bool shared);  // facts, services; once for the shared file, once for the charter
  void check(const syntax::File&);
  Charter take() { return std::move(charter_); }

  std::vector<GivenValue> given(const std::vector<syntax::Given>&);
  void check_library(const syntax::File&);  // its states and standards, over what was adopted
  void adopt(const Charter&);               // the names of a checked charter, so that `given` can resolve against them

 private:
  using Names = std::unordered_map<std::string, std::uint32_t>;
  struct Renaming {
    std::string from, to;
  };
  // Where an expression stands: the row it speaks of and the names that an amendment has replaced.
  struct Scope {
    std::uint32_t list = none;
    std::string variable{};
    const std::vector<Renaming>* renamed = nullptr;
    std::optional<Day> as_of{};  // the values of this day count
  };
  struct Window {
    Day from = distant_past, until = distant_future;
    SourceId from_source = none, until_source = none;
    std::uint32_t from_parameter = none, until_parameter = none;
  };
  struct Change {  // of a rule's wording: whose date it is
    SourceId source = none;
    std::uint32_t parameter = none;
  };
  using Cuts = std::map<Day, Change>;
  struct Amendment {
    const syntax::Rule* rule;
    RuleId id;
    Window window;
  };
  struct Meaning {  // of a name in an expression
    std::uint32_t state = none, fact = none, service = none;
  };

  // Declarations (checker.cpp).
  void declare_fact(const syntax::Fact&, bool shared);
  bool declare_field(const syntax::Field&, Field&);
  void declare_services(const syntax::ServiceLine&);
  ServiceId service_under(ServiceId parent, const syntax::Name&, bool may_exist);
  void declare_sources(const syntax::File&);
  void declare_funds(const syntax::File&);
  void declare_prices(const syntax::Fund&, Fund&);
  void declare_price(const syntax::Price&, Fund&, std::vector<Span>& spans);
  void declare_states(const syntax::File&);
  void declare_rules(const syntax::File&);
  bool claim(Names&, const syntax::Name&, std::uint32_t index, const char* what, std::vector<Span>* spans);
  void states_in_order(const syntax::File&);
  std::vector<std::uint32_t> states_used(const syntax::Expression&) const;
  void report_circle(const syntax::File&, const std::vector<std::vector<std::uint32_t>>& uses, std::uint32_t start);
  void lower_state(const syntax::State&, std::uint32_t declared);

  // Parameters (check_parameters.cpp).
  using Used = std::set<std::uint32_t>;
  void declare_parameters(const syntax::File&);
  void parameter_value(const syntax::Parameter&, const syntax::ParameterValue&, Parameter&);
  void every_day_once(const syntax::Parameter&, Parameter&);
  void note_parameters(const syntax::Expression&, const std::vector<Renaming>*, Used&) const;
  void note_parameter(const std::string& name, Used&) const;  // or a state's
  [[nodiscard]] std::vector<Day> pieces(const Used&) const;   // the days on which a value begins, from distant_past on
  void cut_by_parameters(const Used&, Cuts&) const;
  void check_in_force(const syntax::Rule&, const Used&, const Window&);
  ParameterUse parameter(const syntax::Name&, const std::string& name, const Scope&);
  void tell_unused(const syntax::File&);
  ExprId by_the_day(const syntax::Expression&);
  ExprId within(Day from, Day until, ExprId, Span);
  StateId wording_of(std::uint32_t declared, const Scope&) const;

  // Names (check_names.cpp).
  std::optional<Meaning> meaning(const std::string& name) const;
  void unknown_name(const syntax::Name&, const std::string& text);
  void unknown(const char* code, const syntax::Name&, const std::string& what,
               const std::vector<std::string_view>& candidates);
  ServiceId service(const syntax::ServicePath&);
  ServiceId find_service(std::string_view path) const;  // none: unknown; none - 1: ambiguous
  void leaves(ServiceId, std::vector<ServiceId>&) const;
  std::uint32_t immunity(const syntax::Name&);
  std::uint64_t choices(const Field&, const std::vector<syntax::Name>&);

  // Expressions (check_expressions.cpp).
  ExprId add(Expr);
  ExprId broken(Span);
  [[nodiscard]] bool is_broken(ExprId id) const { return charter_.exprs[id].op == Op::broken; }
  ExprId days(const syntax::Expression&, const Scope&);
  ExprId date(const syntax::Expression&, const Scope&);
  ExprId days_of_name(const syntax::Expression&, const Scope&);
  ExprId date_of_name(const syntax::Expression&, const Scope&);
  ExprId field_of_row(const syntax::Expression&, const Scope&, bool want_choice);
  ExprId days_of_dates(Op, const syntax::Expression&, const Scope&);
  ExprId days_of_days(Op, const syntax::Expression&, const Scope&);
  ExprId during(const syntax::Expression&, const Scope&);
  ExprId is(const syntax::Expression&, const Scope&);
  ExprId rows(Op, const syntax::Expression&, const Scope&);
  void need_calendar(const syntax::Duration&);
  ExprId shift(const syntax::Expression&, const Scope&);
  ExprId shifted(Span, ExprId day, const syntax::Duration&);
  ExprId shifted(Span, ExprId day, ParameterUse, std::int32_t sign);
  ExprId combine(Op, Span, std::vector<ExprId> of, bool is_date);
  std::string renamed(const std::string&, const Scope&) const;
  void wrong_type(Span, const char* expected, const std::string& found, const char* note);

  // Rules (check_rules.cpp).
  void lower_rules(const syntax::File&);
  void lower_rule(const syntax::File&, std::size_t index);
  void lower_effect(const syntax::Rule&, Rule&);
  void check_amendment(const syntax::File&, std::size_t index);
  bool fits(const syntax::Rule&);
  enum class Sort : std::uint8_t { unknown, days, date, duration, other };
  Sort sort_of(const std::string& name) const;
  std::vector<SourceId> sources(const std::vector<syntax::Name>&);
  Window window(const syntax::Rule&, bool keyed);
  std::vector<Amendment> amendments_of(const syntax::File&, std::size_t index, bool keyed);
  Used parameters_of(const syntax::Rule&, const std::vector<Renaming>&) const;
  void versions(const syntax::File&, std::size_t index, Rule&);
  Version version(const syntax::Rule&, Window, const std::vector<const Amendment*>& active, const Rule&);
  Clauses clauses(const syntax::Rule&, const Scope&);
  ExprId end_of(const syntax::Clause& length, ExprId start, const Scope&);
  void once_each(const syntax::Rule&);
  void note_mentions(Rule&) const;
  void must_be_condition(const syntax::Clause&, ExprId);

  // Standards (check_standards.cpp) and examples (check_examples.cpp).
  void lower_provision(const syntax::Provision&);
  void lower_standard(const syntax::Standard&, bool library);
  std::vector<FactId> facts_of(const syntax::Standard&);
  void lower_example(const syntax::Example&);
  void given_value(const syntax::Given&, const Field&, GivenValue&);
  void given_row(const syntax::Given&, const Fact&, GivenValue&);
  void constant_only(Span, ExprId);

  Diagnostics& diagnostics_;
  Charter charter_;
  bool library_ = false;
  syntax::Rounding rounding_ = syntax::Rounding::unstated;
  bool asked_for_calendar_ = false;
  bool adopted_ = false;  // names of the file may hide those of the charter
  bool declaring_shared_ = false;
  std::set<std::string> broken_;           // declared, but not readably: nothing more is said about them
  std::set<std::string> rowless_;          // reported as naming no row
  std::set<std::size_t> idle_amendments_;  // places of those that cannot be made
  Names facts_, sources_, funds_, rules_, immunities_, parameters_;
  Names states_declared_;                         // name -> place in the file
  std::vector<std::uint32_t> state_ids_;          // place in the file -> StateId, none until lowered
  std::vector<Used> state_parameters_;            // place in the file -> what the state hangs on
  std::vector<std::map<Day, StateId>> wordings_;  // place in the file -> by the first day of each
  std::set<std::uint32_t> parameters_used_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> out_of_force_;    // parameters and values told of
  std::unordered_map<std::string, std::vector<ServiceId>> services_;  // last name -> services
  std::vector<Span> parameter_spans_;
  std::vector<Span> fact_spans_, source_spans_, fund_spans_, state_spans_, rule_spans_, service_spans_;
  std::unordered_map<std::string, std::vector<std::size_t>> amendments_;  // rule -> places of what amends it
};

}  // namespace nwd::charter
