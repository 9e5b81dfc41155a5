#include "population/compile.h"

#include <algorithm>
#include <map>

namespace nwd::population {
namespace {

using charter::Charter;
using charter::Expr;
using charter::ExprId;
using charter::none;
using charter::Op;
using charter::ServiceId;

struct Date {
  Value lo = 0;
  Value hi = 0;
};
using Days = OutputSlots;

constexpr int no_row_at_hand = -1;
constexpr int padding = -2;  // a row that is not there

class Compiler {
 public:
  Compiler(Builder& builder, const Charter& charter, const Schema& schema, Facts facts)
      : b_(builder), charter_(charter), schema_(schema), exact_(facts == Facts::known) {
    for (const auto& fact : charter.facts) columns_.push_back(schema.fact(fact.self.name));
  }

  std::optional<Entitled> run();

 private:
  Date date(ExprId, int row);
  Date fact_date(std::uint32_t column) {
    const auto v = b_.column(column);
    return exact_ ? Date{v, v} : Date{b_.early(v), b_.late(v)};
  }
  Date extreme(const Expr&, int row);
  Date of_rows(const Expr&);
  Date next_day(Date d) {
    return {b_.shift(d.lo, 1, charter::Unit::days, true), b_.shift(d.hi, 1, charter::Unit::days, true)};
  }
  Date constant(std::int32_t day) { return {b_.constant(day), b_.constant(day)}; }

  Days days(ExprId, ServiceId, int row);
  Days named_state(std::uint32_t state, ServiceId);
  Days joined(const Expr&, ServiceId, int row);
  Days some_or_every(const Expr&, ServiceId);
  Days present(const Expr&, ServiceId, int row, const Days& body);
  Days during(Date, const Days&);
  Days word(const Expr&, int row);
  Days fact_days(std::uint32_t first_column);
  Days service_days(std::uint32_t fact, ServiceId);
  Days span(Date from, Date until) { return {b_.span(from.hi, until.lo), b_.span(from.lo, until.hi)}; }

  Days both(const Days& a, const Days& b) { return {b_.both(a.certain, b.certain), b_.both(a.possible, b.possible)}; }
  Days either(const std::vector<Days>&);
  Days inverse(const Days& a) { return {b_.inverse(a.possible), b_.inverse(a.certain)}; }

  Days window(const charter::Rule&, const charter::Version&);
  Days fixed(const charter::Rule&, const charter::Version&);
  Days varying(const charter::Version&, ServiceId);
  std::vector<std::vector<Days>> paid(const std::vector<std::vector<std::vector<Days>>>& funded);
  [[nodiscard]] bool varies(ExprId id) const { return id != none && charter_.exprs[id].per_service; }
  [[nodiscard]] bool varies(const charter::Clauses& c) const {
    return varies(c.to) || varies(c.when) || varies(c.while_) || varies(c.unless);
  }

  [[nodiscard]] std::size_t most_steps() const { return schema_.layout().most_expressions; }

  Builder& b_;
  const Charter& charter_;
  const Schema& schema_;
  const bool exact_;
  std::size_t steps_ = 0;
  std::vector<const FactColumns*> columns_;
  std::map<std::pair<std::uint32_t, ServiceId>, Days> states_;
};

Days Compiler::either(const std::vector<Days>& sets) {
  std::vector<Slots> certain;
  std::vector<Slots> possible;
  for (const auto& set : sets) {
    certain.push_back(set.certain);
    possible.push_back(set.possible);
  }
  return {b_.either(certain), b_.either(possible)};
}

Date Compiler::date(ExprId id, int row) {
  const Expr& e = charter_.exprs[id];
  if (++steps_ > most_steps()) return constant(future);
  switch (e.op) {
    case Op::day: return constant(e.day.number);
    case Op::fact_date: return fact_date(columns_[e.fact]->column);
    case Op::field_date:
      if (row == padding) return constant(future);
      return fact_date(columns_[e.fact]->fields[e.field].rows[static_cast<std::size_t>(row)]);
    case Op::earliest:
    case Op::latest: return extreme(e, row);
    case Op::first_row:
    case Op::last_row: return of_rows(e);
    case Op::shift: {
      const auto from = date(e.of[0], row);
      const bool up = charter_.feb29_becomes_mar1;
      return {b_.shift(from.lo, e.amount, e.unit, up), b_.shift(from.hi, e.amount, e.unit, up)};
    }
    default: return constant(future);
  }
}

Date Compiler::extreme(const Expr& e, int row) {
  Date out = date(e.of[0], row);
  for (std::size_t i = 1; i < e.of.size(); ++i) {
    const auto next = date(e.of[i], row);
    out = e.op == Op::earliest ? Date{b_.least(out.lo, next.lo), b_.least(out.hi, next.hi)}
                               : Date{b_.greatest(out.lo, next.lo), b_.greatest(out.hi, next.hi)};
  }
  return out;
}

// A row that is not there counts as never for the first, and as before all days for the last.
Date Compiler::of_rows(const Expr& e) {
  const bool first = e.op == Op::first_row;
  Date out = constant(first ? future : past);
  for (std::size_t row = 0; row < schema_.layout().inline_rows; ++row) {
    const auto there = b_.has_row(columns_[e.fact]->column, static_cast<std::int32_t>(row));
    const auto next = date(e.of[0], static_cast<int>(row));
    const auto with = [&](Value sum, Value v) {
      return first ? b_.least(sum, b_.greatest(v, there)) : b_.greatest(sum, b_.least(v, b_.flip(there)));
    };
    out = {with(out.lo, next.lo), with(out.hi, next.hi)};
  }
  return out;
}

Days Compiler::days(ExprId id, ServiceId service, int row) {
  const Expr& e = charter_.exprs[id];
  if (++steps_ > most_steps()) return {};
  switch (e.op) {
    case Op::always: return {b_.all(), b_.all()};
    case Op::before: return span(constant(past), date(e.of[0], row));
    case Op::from: return span(date(e.of[0], row), constant(future));
    case Op::after: return span(next_day(date(e.of[0], row)), constant(future));
    case Op::interval: return span(date(e.of[0], row), date(e.of[1], row));
    case Op::during: return during(date(e.of[0], row), days(e.of[1], service, row));
    case Op::fact_state: return fact_days(columns_[e.fact]->states[0].first);
    case Op::service_state: return service_days(e.fact, e.service == none ? service : e.service);
    case Op::state: return named_state(e.state, service);
    case Op::all_of:
    case Op::any_of: return joined(e, service, row);
    case Op::not_: return inverse(days(e.of[0], service, row));
    case Op::some_row:
    case Op::every_row: return some_or_every(e, service);
    case Op::is_choice:
    case Op::is_field: return word(e, row);
    default: return {};
  }
}

Days Compiler::named_state(std::uint32_t state, ServiceId service) {
  const auto id = charter_.states[state].is;
  const std::pair key{state, charter_.exprs[id].per_service ? service : none};
  if (const auto found = states_.find(key); found != states_.end()) return found->second;
  auto made = days(id, key.second, no_row_at_hand);
  return states_[key] = std::move(made);
}

Days Compiler::joined(const Expr& e, ServiceId service, int row) {
  std::vector<Days> parts;
  parts.reserve(e.of.size());
  for (const auto id : e.of) parts.push_back(days(id, service, row));
  if (e.op == Op::any_of) return either(parts);
  // Sets of one interval first: they only narrow what follows.
  Days out{b_.all(), b_.all()};
  for (const bool single : {true, false})
    for (const auto& part : parts)
      if ((part.certain.size() <= 1) == single) out = both(out, part);
  return out;
}

// The body for one inline row, or what does not count if the person has no such row.
Days Compiler::present(const Expr& e, ServiceId service, int row, const Days& body) {
  const bool some = e.op == Op::some_row;
  const Days neutral = some ? Days{} : Days{b_.all(), b_.all()};
  const auto padded = days(e.of[0], service, padding);
  if (padded.certain == neutral.certain && padded.possible == neutral.possible) return body;
  const auto there = b_.has_row(columns_[e.fact]->column, row);
  const auto gate = b_.condition(some ? there : b_.flip(there));
  return some ? both({gate, gate}, body) : either({{gate, gate}, body});
}

Days Compiler::some_or_every(const Expr& e, ServiceId service) {
  std::vector<Days> rows;
  for (std::size_t row = 0; row < schema_.layout().inline_rows; ++row) {
    const int at = static_cast<int>(row);
    rows.push_back(present(e, service, at, days(e.of[0], service, at)));
  }
  if (e.op == Op::some_row) return either(rows);
  Days out = rows[0];
  for (std::size_t i = 1; i < rows.size(); ++i) out = both(out, rows[i]);
  return out;
}

Days Compiler::during(Date d, const Days& set) {
  const auto certain = b_.condition(b_.inside(d.lo, d.hi, set.certain));
  if (exact_) return {certain, certain};
  return {certain, b_.condition(b_.touches(d.lo, d.hi, set.possible))};
}

Days Compiler::word(const Expr& e, int row) {
  const bool field = e.op == Op::is_field;
  if (field && row == padding) return {};
  const auto& fact = *columns_[e.fact];
  const auto& choices = field ? fact.fields[e.field].field.choices : fact.self.choices;
  const auto column = field ? fact.fields[e.field].rows[static_cast<std::size_t>(row)] : fact.column;
  const auto every = choices.size() >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << choices.size()) - 1;
  const auto words = e.choices & every;
  const auto certain = b_.condition(b_.is_word(column, words, !exact_ && words == every));
  return {certain, b_.condition(b_.is_word(column, words, !exact_))};
}

// An unknown set has an unknown first begin and `never` elsewhere.
Days Compiler::fact_days(std::uint32_t first) {
  Days out;
  for (std::uint32_t i = 0; i < schema_.layout().state_slots; ++i) {
    const auto begin = b_.column(first + 2 * i);
    const auto end = b_.column(first + 2 * i + 1);
    out.certain.push_back({exact_ || i > 0 ? begin : b_.late(begin), end});
    out.possible.push_back({exact_ || i > 0 ? begin : b_.early(begin), end});
  }
  return out;
}

Days Compiler::service_days(std::uint32_t fact, ServiceId service) {
  if (service == none) return {};
  const auto& at = charter_.services[service];
  if (at.leaf()) {
    for (const auto& state : columns_[fact]->states)
      if (state.service == at.path) return fact_days(state.first);
    return {};
  }
  std::vector<Days> parts;
  parts.reserve(at.children.size());
  for (const auto child : at.children) parts.push_back(service_days(fact, child));
  return either(parts);
}

Days Compiler::window(const charter::Rule& rule, const charter::Version& version) {
  const auto in_force = span(constant(version.from.number), constant(version.until.number));
  return rule.key == none ? in_force : during(date(rule.key, no_row_at_hand), in_force);
}

Days Compiler::fixed(const charter::Rule& rule, const charter::Version& version) {
  const auto& c = version.clauses;
  Days out = both(window(rule, version), span(c.start == none ? constant(past) : date(c.start, no_row_at_hand),
                                              c.until == none ? constant(future) : date(c.until, no_row_at_hand)));
  for (const auto id : {c.to, c.when, c.while_})
    if (id != none && !varies(id)) out = both(out, days(id, none, no_row_at_hand));
  if (c.unless != none && !varies(c.unless)) out = both(out, inverse(days(c.unless, none, no_row_at_hand)));
  return out;
}

Days Compiler::varying(const charter::Version& version, ServiceId service) {
  const auto& c = version.clauses;
  Days out{b_.all(), b_.all()};
  for (const auto id : {c.to, c.when, c.while_})
    if (varies(id)) out = both(out, days(id, service, no_row_at_hand));
  return varies(c.unless) ? both(out, inverse(days(c.unless, service, no_row_at_hand))) : out;
}

// Each day is paid by the first fund that it falls to.
std::vector<std::vector<Days>> Compiler::paid(const std::vector<std::vector<std::vector<Days>>>& funded) {
  std::vector<Days> taken(charter_.services.size());
  std::vector<std::vector<Days>> out;
  for (const auto& services : funded) {
    auto& pays = out.emplace_back();
    for (std::size_t s = 0; s < services.size(); ++s) {
      const auto days = either(services[s]);
      pays.push_back(
          {b_.both(days.certain, b_.inverse(taken[s].certain)), b_.both(days.possible, b_.inverse(taken[s].possible))});
      taken[s] = either({taken[s], days});
    }
  }
  return out;
}

std::optional<Entitled> Compiler::run() {
  std::vector<std::vector<Days>> services(charter_.services.size());
  std::vector<std::vector<Days>> immunities(charter_.immunities.size());
  const bool prices = !charter_.currency.empty();
  std::vector<std::vector<std::vector<Days>>> funded(prices ? charter_.funds.size() : 0, services);
  for (const auto& rule : charter_.rules)
    for (const auto& version : rule.versions) {
      const auto common = fixed(rule, version);
      if (rule.effect == charter::Effect::immune) immunities[rule.immunity].push_back(common);
      for (const auto service : rule.services) {
        services[service].push_back(varies(version.clauses) ? both(common, varying(version, service)) : common);
        if (prices && rule.fund != none) funded[rule.fund][service].push_back(services[service].back());
      }
    }
  if (steps_ > most_steps()) return std::nullopt;
  Entitled out;
  out.paid = paid(funded);
  for (const auto& immunity : immunities) out.immunities.push_back(either(immunity));
  out.services.resize(services.size());
  for (std::size_t i = services.size(); i-- > 0;) {
    out.services[i] = either(services[i]);
    if (const auto parent = charter_.services[i].parent; parent != none) services[parent].push_back(out.services[i]);
  }
  return out;
}

}  // namespace

std::optional<Entitled> compile_into(Builder& builder, const Charter& charter, const Schema& schema, Facts facts) {
  return Compiler(builder, charter, schema, facts).run();
}

}  // namespace nwd::population
