#include "proof/smt.h"

#include <z3++.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_map>

namespace nwd::proof {

struct Smt::Parts {
  struct Value {
    z3::expr is;
    std::int64_t least, most;
  };
  z3::context context{};
  std::vector<Value> numbers{};
  std::vector<z3::expr> formulas{};
  std::unordered_map<unsigned, std::uint32_t> known_formulas{};  // by the id that Z3 gives to equal terms
  std::unordered_map<unsigned, std::uint32_t> known_numbers{};
  z3::solver solver{context, z3::solver::simple()};
  std::optional<z3::model> model{};

  Formula keep(const z3::expr& e) {
    const auto [at, fresh] = known_formulas.emplace(Z3_get_ast_id(context, e), formulas.size());
    if (fresh) formulas.push_back(e);
    return {at->second};
  }
  Number keep(const z3::expr& e, std::int64_t least, std::int64_t most) {
    const auto [at, fresh] = known_numbers.emplace(Z3_get_ast_id(context, e), numbers.size());
    if (fresh) numbers.push_back({e, least, most});
    return {at->second};
  }
  [[nodiscard]] const Value& of(Number n) const { return numbers[n.id]; }
  [[nodiscard]] const z3::expr& of(Formula f) const { return formulas[f.id]; }
};

Smt::Smt() : parts_(std::make_unique<Parts>()) {
  parts_->keep(parts_->context.bool_val(false));
  parts_->keep(parts_->context.bool_val(true));
}
Smt::~Smt() = default;

Number Smt::number(std::int64_t least, std::int64_t most) {
  const z3::expr fresh(parts_->context, Z3_mk_fresh_const(parts_->context, "n", parts_->context.int_sort()));
  parts_->solver.add(fresh >= parts_->context.int_val(least) && fresh <= parts_->context.int_val(most));
  return parts_->keep(fresh, least, most);
}

Number Smt::constant(std::int64_t value) { return parts_->keep(parts_->context.int_val(value), value, value); }

Number Smt::plus(Number n, std::int64_t amount) {
  const auto& value = parts_->of(n);
  if (amount == 0) return n;
  if (value.least == value.most) return constant(value.least + amount);
  return parts_->keep(value.is + parts_->context.int_val(amount), value.least + amount, value.most + amount);
}

Number Smt::sum(std::span<const std::pair<Number, std::int64_t>> parts, std::int64_t constant_part) {
  z3::expr_vector all(parts_->context);
  std::int64_t least = constant_part;
  std::int64_t most = constant_part;
  all.push_back(parts_->context.int_val(constant_part));
  for (const auto& [number, times] : parts) {  // times > 0
    const auto& value = parts_->of(number);
    all.push_back(value.is * parts_->context.int_val(times));
    least += value.least * times;
    most += value.most * times;
  }
  return parts_->keep(z3::sum(all), least, most);
}

Number Smt::either(Formula condition, Number then, Number otherwise) {
  if (const auto known = value_of(condition)) return *known ? then : otherwise;
  if (then == otherwise) return then;
  const auto a = parts_->of(then);
  const auto b = parts_->of(otherwise);
  return parts_->keep(z3::ite(parts_->of(condition), a.is, b.is), std::min(a.least, b.least), std::max(a.most, b.most));
}

Formula Smt::truth() {
  return parts_->keep(z3::expr(parts_->context, Z3_mk_fresh_const(parts_->context, "b", parts_->context.bool_sort())));
}

Formula Smt::truth(bool value) { return {value ? 1U : 0U}; }

std::optional<std::int64_t> Smt::value_of(Number n) const {
  const auto& value = parts_->of(n);
  return value.least == value.most ? std::optional(value.least) : std::nullopt;
}

std::optional<bool> Smt::value_of(Formula f) const { return f.id < 2 ? std::optional(f.id == 1) : std::nullopt; }

std::int64_t Smt::least(Number n) const { return parts_->of(n).least; }
std::int64_t Smt::most(Number n) const { return parts_->of(n).most; }

Formula Smt::less(Number a, Number b) {
  const auto& x = parts_->of(a);
  const auto& y = parts_->of(b);
  if (a == b || x.least >= y.most) return truth(false);
  if (x.most < y.least) return truth(true);
  return parts_->keep(x.is < y.is);
}

Formula Smt::at_most(Number a, Number b) { return not_(less(b, a)); }

Formula Smt::equal(Number a, Number b) {
  const auto& x = parts_->of(a);
  const auto& y = parts_->of(b);
  if (a == b || (x.least == y.most && x.most == y.least)) return truth(true);
  if (x.most < y.least || y.most < x.least) return truth(false);
  return parts_->keep(x.is == y.is);
}

Formula Smt::not_(Formula f) {
  if (const auto known = value_of(f)) return truth(!*known);
  const auto& e = parts_->of(f);
  return parts_->keep(e.is_not() ? e.arg(0) : !e);
}

Formula Smt::all_of(std::span<const Formula> all) {
  z3::expr_vector rest(parts_->context);
  Formula last = truth(true);
  for (const auto f : all) {
    const auto known = value_of(f);
    if (known && !*known) return f;
    if (known) continue;
    rest.push_back(parts_->of(f));
    last = f;
  }
  return rest.size() < 2 ? last : parts_->keep(z3::mk_and(rest));
}

Formula Smt::any_of(std::span<const Formula> all) {
  z3::expr_vector rest(parts_->context);
  Formula last = truth(false);
  for (const auto f : all) {
    const auto known = value_of(f);
    if (known && *known) return f;
    if (known) continue;
    rest.push_back(parts_->of(f));
    last = f;
  }
  return rest.size() < 2 ? last : parts_->keep(z3::mk_or(rest));
}

void Smt::always(Formula f) {
  if (f != truth(true)) parts_->solver.add(parts_->of(f));
}

Answer Smt::ask(std::span<const Formula> all, std::chrono::milliseconds timeout, std::uint32_t effort) {
  auto& solver = parts_->solver;
  parts_->model.reset();
  if (timeout.count() <= 0) return Answer::unknown;
  const Formula question = all_of(all);
  if (question == truth(false)) return Answer::impossible;
  z3::params params(parts_->context);
  params.set("timeout", static_cast<unsigned>(std::min<std::int64_t>(timeout.count(), 1'000'000'000)));
  params.set("rlimit", effort);
  solver.set(params);
  solver.push();
  solver.add(parts_->of(question));
  const auto result = solver.check();
  if (result == z3::sat) parts_->model.emplace(solver.get_model());
  solver.pop();
  if (result == z3::unknown) return Answer::unknown;
  return result == z3::sat ? Answer::possible : Answer::impossible;
}

std::int64_t Smt::found(Number n) const {
  return parts_->model.value().eval(parts_->of(n).is, true).get_numeral_int64();
}

bool Smt::found(Formula f) const { return parts_->model.value().eval(parts_->of(f), true).is_true(); }

}  // namespace nwd::proof
