// What was found, in words: the sentence, the timeline, who else it can be, and which rules are behind it.
#include <fmt/format.h>

#include <algorithm>

#include "proof/comparison.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::Charter;
using charter::Facts;
using charter::none;

std::string_view name(Direction d) { return d == Direction::gains ? "gains" : "loses"; }

std::string words(const What& what) {
  if (!what.owed) return "immunity from " + what.name;
  const auto cut = what.name.find(" > ");
  return cut == std::string::npos ? what.name
                                  : fmt::format("{} ({})", what.name.substr(0, cut), what.name.substr(cut + 3));
}

namespace {

std::string listed(const std::vector<What>& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i)
    out += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + words(all[i]);
  return out;
}

// None if that charter knows nothing of the kind.
const DaySet& owed_days(const std::vector<charter::DayBounds>& all, std::uint32_t id) {
  static const DaySet nothing;
  return id < all.size() ? all[id].certain : nothing;
}

std::vector<charter::RuleId> granting(const Charter& charter, const Subject& subject, const Facts& person, Day day,
                                      Counting counting) {
  charter::Evaluator evaluator(charter, person);
  std::vector<charter::RuleId> out;
  for (const auto rule : subject.rules) {
    Subject alone = subject;
    alone.rules = {rule};
    if (granted(charter, evaluator, alone, counting).contains(day)) out.push_back(rule);
  }
  return out;
}

Nearest nearest(const Charter& charter, const Subject& subject, const Facts& person, Day day, bool reserve) {
  charter::Standard standard;
  standard.property = reserve ? charter::Property::unconditional : charter::Property::throughout;
  return nearest_rule(charter, {&standard, &subject, {}, 0}, person, nullptr, day);
}

std::uint64_t bit(std::uint32_t fact) { return fact == none ? 0 : std::uint64_t{1} << fact; }

std::uint64_t spoken_of(const Charter& charter, const Side& side) {
  std::uint64_t out = 0;
  const auto add = [&](charter::RuleId id) { out |= charter.rules[id].mentions; };
  if (!side.rules.empty()) add(side.rules.front());
  if (side.nearest && side.nearest->rule != none) add(side.nearest->rule);
  return out;
}

std::string behind(const Charter& charter, const Side& side) {
  if (!side.rules.empty()) return charter.rules[side.rules.front()].id;
  if (!side.nearest || side.nearest->rule == none) return "no rule";
  const auto& n = *side.nearest;
  const auto part = charter.text.substr(n.part.begin, n.part.end - n.part.begin);
  const auto& id = charter.rules[n.rule].id;
  using charter::ClauseKind;
  if (n.clause == ClauseKind::in_force || n.clause == ClauseKind::keyed_by)
    return fmt::format("{} is not in force then", id);
  return fmt::format("{} stops at `{}`", id, part);
}

std::string days_list(const std::vector<DaySet>& owed) {
  return owed.empty() || owed.front().empty() ? "no day" : to_text(owed.front());
}

}  // namespace

// By the evaluator's own front door, under each charter as it was written.
Result<void> Comparison::replay(const Found& found, Difference& out) const {
  const bool gains = found.asked.direction == Direction::gains;
  const auto before = charter::evaluate(before_, out.before.person);
  const auto after = charter::evaluate(after_, out.after.person);
  const auto check = [&](const What& what, const DaySet& was, const DaySet& is) -> Result<void> {
    out.what.push_back(what);
    out.before.owed.push_back(was);
    out.after.owed.push_back(is);
    const bool owed_before = was.contains(found.day);
    const bool owed_after = is.contains(found.day);
    const bool right = out.reserve ? owed_before && owed_after : owed_after == gains && owed_before != gains;
    if (right) return {};
    return fail(Code::internal, "A difference did not replay.", "the evaluator gives other days of " + words(what));
  };
  for (const auto* pair : found.pairs) {
    const auto names = what(*pair);
    if (!pair->before.owed) {
      const auto& name = names.front().name;
      NWD_CHECK(check(names.front(), owed_days(before.immunities, before_.immunity(name)),
                      owed_days(after.immunities, after_.immunity(name))));
      continue;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto id = pair->before.alike[i];
      NWD_CHECK(check(names[i], owed_days(before.services, joined_.services_before[id]),
                      owed_days(after.services, joined_.services_after[id])));
    }
  }
  return {};
}

Result<Difference> Comparison::told(const Found& found) {
  const bool gains = found.asked.direction == Direction::gains;
  const bool reserve = found.asked.counting == Counting::unconditional;
  Difference out{found.asked.direction,
                 reserve,
                 {},
                 found.day,
                 {in_words_of(before_, joined_.services_before, found.person)},
                 {in_words_of(after_, joined_.services_after, found.person)}};
  NWD_CHECK(replay(found, out));
  const auto person = found.person;
  const auto counting = found.asked.counting;
  out.before.rules = granting(joined_.before, found.asked.pair->before, person, found.day, counting);
  out.after.rules = granting(joined_.after, found.asked.pair->after, person, found.day, counting);
  if (out.before.rules.empty())
    out.before.nearest = nearest(joined_.before, found.asked.pair->before, person, found.day, reserve);
  if (out.after.rules.empty())
    out.after.nearest = nearest(joined_.after, found.asked.pair->after, person, found.day, reserve);
  const auto& vocabulary = joined_.before;
  const auto which = (spoken_of(joined_.before, out.before) | spoken_of(joined_.after, out.after) |
                      bit(vocabulary.fact("born")) | bit(vocabulary.fact("identified"))) &
                     ~bit(vocabulary.fact("needs"));
  const auto who = person_words(vocabulary, person, which);
  const auto reasons = fmt::format("(Before: {}; after: {}.)", behind(before_, out.before), behind(after_, out.after));
  const std::string done = reserve ? fmt::format("is owed {}, and {} only as far as money is voted", listed(out.what),
                                                 gains ? "no longer" : "from now on")
                                   : fmt::format("{} {}", name(out.direction), listed(out.what));
  out.sentence = fmt::format("On {} a person {}, {}. {}", long_day(out.day), who, done, reasons);
  out.timeline = events_text(vocabulary, person, which,
                             {{out.day, fmt::format("> {} {}", name(out.direction), listed(out.what))}});
  out.timeline += fmt::format("            owed before: {}\n            owed after:  {}\n", days_list(out.before.owed),
                              days_list(out.after.owed));
  return out;
}

}  // namespace nwd::proof
