#include "proof/difference.h"

#include "proof/comparison.h"

namespace nwd::proof {

using charter::Charter;

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
  out.notes = both.notes;
  return out;
}

}  // namespace nwd::proof
