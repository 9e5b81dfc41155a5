// What a person is owed, by the charter, beside what they receive: the case page's timeline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/day_set.h"
#include "casework/case.h"

namespace nwd::charter {
struct Charter;
}

namespace nwd::casework {

struct OwedService {
  std::string service;  // the charter's name
  DaySet certain;       // owed whatever the unknown facts are
  DaySet possible;      // owed for some value of them
  DaySet received;
  std::vector<std::string> because;  // one sentence for each endpoint: rule, fact, source
  std::string source;                // citation of the rule that grants it first
  bool owed_today = false;
  bool received_today = false;
  bool operator==(const OwedService&) const = default;
};

struct Owed {
  std::string charter;  // its title
  std::vector<OwedService> services;
  std::vector<std::string> protections;  // immunities, in words
  bool operator==(const Owed&) const = default;
};

// Whether the charter names it: "housing", "housing > emergency".
bool is_service(std::string_view path);

// By Minnesota's charter. The facts are the person's alone.
Result<Owed> owed_to(const Facts&, const std::vector<Placement>&, Day today);

// By that charter, through a view of the facts in which a sensitive fact (immigration, cooperation) is only there when
// one of its rules reads it: what a charter does not hang on cannot change what it owes here.
Result<Owed> owed_under(const charter::Charter&, const Facts&, const std::vector<Placement>&, Day today);

}  // namespace nwd::casework
