#include "proof/difference.h"

#include <fmt/format.h>

#include "proof/comparison.h"
#include "proof/dependences.h"
#include "proof/remarks.h"

namespace nwd::proof {

using charter::Charter;

namespace {

std::size_t rows_of(const Charter& charter) {
  Subject all;
  for (charter::RuleId id = 0; id < charter.rules.size(); ++id) {
    all.rules.push_back(id);
    if (charter.rules[id].key != charter::none) all.keyed.push_back(id);
  }
  return rows_needed(charter, expressions(charter, all), 1);
}

std::string scope(const Joined& both) {
  std::string out = "every person of whom nothing is before birth, on the days of a life until the year 9999";
  if (rows_of(both.before) + rows_of(both.after) > most_rows)
    out += fmt::format(", with at most {} rows in each list", most_rows);
  return out;
}

}  // namespace

Outcome outcome(const Differences& d) {
  if (!d.found.empty()) return Outcome::different;
  return d.unknown.empty() ? Outcome::same : Outcome::unknown;
}

Result<Differences> differences(const Charter& before, const Charter& after, const DifferenceOptions& options) {
  const auto old_law = options.before_as_of ? frozen(before, *options.before_as_of) : before;
  const auto new_law = options.after_as_of ? frozen(after, *options.after_as_of) : after;
  NWD_TRY(const auto both, joined(old_law, new_law));
  NWD_TRY(auto out, Comparison(old_law, new_law, both, options).run());
  for (auto& d : out.found) {
    d.before.person = d.before.person.of(before);
    d.after.person = d.after.person.of(after);
  }
  if (!out.found.empty()) {
    NWD_TRY(out.dependences, dependences(both, options));
  }
  out.remarks = remarks(before, after);
  out.notes = both.notes;
  out.scope = scope(both);
  return out;
}

}  // namespace nwd::proof
