// From a charter's rules to a program. It says the same as charter::Evaluator, clause by clause.
#pragma once

#include <optional>

#include "charter/charter.h"
#include "population/builder.h"
#include "population/schema.h"

namespace nwd::population {

enum class Facts : std::uint8_t { known, some_unknown };  // whether certain and possible days may differ

struct Entitled {
  std::vector<OutputSlots> services{};           // by ServiceId; of a service with parts: owed in any part
  std::vector<OutputSlots> immunities{};         // by the index of Charter::immunities
  std::vector<std::vector<OutputSlots>> paid{};  // by fund and ServiceId, as charter::paid; only with prices
};

// None if the charter unfolds into more than a program can hold; everybody is then evaluated alone.
std::optional<Entitled> compile_into(Builder&, const charter::Charter&, const Schema&, Facts);

}  // namespace nwd::population
