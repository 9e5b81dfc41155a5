// Money: whole cents, never a float.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nwd {

struct Cents {
  std::int64_t amount = 0;
  auto operator<=>(const Cents&) const = default;
  constexpr Cents operator+(Cents other) const { return {amount + other.amount}; }
  constexpr Cents operator-(Cents other) const { return {amount - other.amount}; }
};

std::string to_text(Cents);                          // "1234.05", "-0.50"
std::optional<Cents> parse_cents(std::string_view);  // "85", "85.5", "85.00"; at most a thousand billion

}  // namespace nwd
