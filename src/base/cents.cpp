#include "base/cents.h"

#include "base/text.h"

#include <fmt/format.h>

namespace nwd {

std::string to_text(Cents money) {
  // Unsigned, so that the smallest amount has a magnitude too.
  const auto size =
      money.amount < 0 ? 0U - static_cast<std::uint64_t>(money.amount) : static_cast<std::uint64_t>(money.amount);
  return fmt::format("{}{}.{:02}", money.amount < 0 ? "-" : "", size / 100, size % 100);
}

std::optional<Cents> parse_cents(std::string_view text) {
  constexpr std::int64_t most_units = 1'000'000'000'000;
  const auto point = text.find('.');
  const auto units = whole_number(text.substr(0, point), 0, most_units);
  if (!units || text.starts_with('-')) return std::nullopt;
  if (point == std::string_view::npos) return Cents{*units * 100};
  const auto digits = text.substr(point + 1);
  const auto part = whole_number(digits, 0, 99);
  if (!part || digits.size() > 2 || digits.starts_with('-')) return std::nullopt;
  return Cents{*units * 100 + (digits.size() == 1 ? *part * 10 : *part)};
}

}  // namespace nwd
