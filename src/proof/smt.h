// Formulas over integers and truth values, with what is constant computed at once, and a solver for them (Z3). Linear:
// no products of variables. Handles are indices; they live as long as the Smt.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace nwd::proof {

struct Number {
  std::uint32_t id = 0;
  auto operator<=>(const Number&) const = default;
};

struct Formula {
  std::uint32_t id = 0;
  auto operator<=>(const Formula&) const = default;
};

enum class Answer : std::uint8_t { impossible, possible, unknown };

class Smt {
 public:
  Smt();
  ~Smt();
  Smt(const Smt&) = delete;
  Smt& operator=(const Smt&) = delete;

  // A variable lies in [least, most]; that is part of every question.
  Number number(std::int64_t least, std::int64_t most);
  Number constant(std::int64_t);
  Number plus(Number, std::int64_t);
  Number sum(std::span<const std::pair<Number, std::int64_t>>, std::int64_t);  // of multiples, and a constant
  Number either(Formula condition, Number then, Number otherwise);
  Formula truth();  // a variable
  Formula truth(bool);

  Formula less(Number, Number);
  Formula at_most(Number, Number);
  Formula equal(Number, Number);
  Formula not_(Formula);
  Formula all_of(std::span<const Formula>);
  Formula any_of(std::span<const Formula>);
  Formula all_of(std::initializer_list<Formula> f) { return all_of(std::span(f.begin(), f.size())); }
  Formula any_of(std::initializer_list<Formula> f) { return any_of(std::span(f.begin(), f.size())); }
  Formula implies(Formula a, Formula b) { return any_of({not_(a), b}); }

  [[nodiscard]] std::optional<std::int64_t> value_of(Number) const;  // of a constant
  [[nodiscard]] std::optional<bool> value_of(Formula) const;
  [[nodiscard]] std::int64_t least(Number) const;  // bounds that follow from how it was built
  [[nodiscard]] std::int64_t most(Number) const;

  // Part of every later question.
  void always(Formula);
  // Can all of these be? A `possible` one can then be looked at.
  // `effort`, if not 0, bounds the work in steps of the solver's own, the same on every machine.
  Answer ask(std::span<const Formula>, std::chrono::milliseconds timeout, std::uint32_t effort = 0);
  [[nodiscard]] std::int64_t found(Number) const;
  [[nodiscard]] bool found(Formula) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace nwd::proof
