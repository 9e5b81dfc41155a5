#include "base/cents.h"

#include <fmt/format.h>

namespace nwd {

std::string to_text(Cents money) {
  // Unsigned, so that the smallest amount has a magnitude too.
  const auto size =
      money.amount < 0 ? 0U - static_cast<std::uint64_t>(money.amount) : static_cast<std::uint64_t>(money.amount);
  return fmt::format("{}{}.{:02}", money.amount < 0 ? "-" : "", size / 100, size % 100);
}

}  // namespace nwd
