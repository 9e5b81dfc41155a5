// What was found, in words: the sentence, the timeline, who else it can be, and which rules are behind it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "proof/comparison.h"
#include "proof/matters.h"
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

std::string listed(const Charter& vocabulary, const std::vector<What>& all) {
  std::map<std::string, std::vector<std::string>> parts;
  std::vector<std::string> order;
  for (const auto& what : all) {
    const auto cut = what.owed ? what.name.find(" > ") : std::string::npos;
    const auto root = what.owed ? what.name.substr(0, cut) : words(what);
    if (!parts.contains(root)) order.push_back(root);
    auto& below = parts[root];
    if (cut != std::string::npos) below.push_back(what.name.substr(cut + 3));
  }
  std::vector<std::string> out;
  for (const auto& root : order) {
    const auto prefix = root + " > ";
    const auto leaves = std::count_if(vocabulary.services.begin(), vocabulary.services.end(),
                                      [&](const auto& s) { return s.leaf() && s.path.starts_with(prefix); });
    const auto& below = parts[root];
    const bool whole = below.empty() || std::ssize(below) == leaves;
    out.push_back(whole ? root : fmt::format("{} ({})", root, fmt::join(below, ", ")));
  }
  std::string text;
  for (std::size_t i = 0; i < out.size(); ++i) text += (i == 0 ? "" : i + 1 == out.size() ? " and " : ", ") + out[i];
  return text;
}

namespace {

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

// "MN-2", "MN-2 stops at `minor`", "no rule"
std::string behind(const Charter& charter, const Side& side, bool reserve) {
  if (!side.rules.empty()) return charter.rules[side.rules.front()].id;
  if (!side.nearest || side.nearest->rule == none) return "no rule";
  const auto& n = *side.nearest;
  const auto& id = charter.rules[n.rule].id;
  if (reserve) return id + ", under a reserve";
  using charter::ClauseKind;
  if (n.clause == ClauseKind::in_force || n.clause == ClauseKind::keyed_by) return id + " is not in force for it";
  return fmt::format("{} stops at `{}`", id, charter.text.substr(n.part.begin, n.part.end - n.part.begin));
}

std::string done(const Difference& d, const std::string& what) {
  if (!d.reserve) return fmt::format("{} {}", name(d.direction), what);
  return fmt::format("is owed {}, {} only under a reserve", what,
                     d.direction == Direction::gains ? "and no longer" : "but from now on");
}

// The facts of the same names in another charter.
std::uint64_t same_facts(const Charter& from, std::uint64_t which, const Charter& to) {
  std::uint64_t out = 0;
  for (charter::FactId id = 0; id < from.facts.size(); ++id)
    if (const auto there = to.fact(from.facts[id].self.name); (which >> id & 1U) != 0 && there != none)
      out |= std::uint64_t{1} << there;
  return out;
}

// Lines "owed before" and "owed after", once for what is owed on the same days.
std::string owed_lines(const Charter& vocabulary, const Difference& d) {
  std::map<std::pair<std::string, std::string>, std::vector<What>> alike;
  for (std::size_t i = 0; i < d.what.size(); ++i)
    alike[{days_words(d.before.owed[i]), days_words(d.after.owed[i])}].push_back(d.what[i]);
  std::string out;
  for (const auto& [days, what] : alike) {
    if (alike.size() > 1) out += fmt::format("            {}\n", listed(vocabulary, what));
    out += fmt::format("            before: {}\n            after:  {}\n", days.first, days.second);
  }
  return out;
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

std::uint64_t Comparison::rules_speak_of(const Found& found) const {
  std::uint64_t out = 0;
  for (const auto* pair : found.pairs) {
    for (const auto id : pair->before.rules) out |= joined_.before.rules[id].mentions;
    for (const auto id : pair->after.rules) out |= joined_.after.rules[id].mentions;
  }
  return out;
}

// The facts of the example that are told.
std::uint64_t Comparison::told_facts(const Found& found) const {
  const auto still = [&](const Facts& one, const Facts*) {
    return std::all_of(found.pairs.begin(), found.pairs.end(), [&](const auto* pair) {
      return days({pair, found.asked.direction, found.asked.counting}, one).contains(found.day);
    });
  };
  const auto known = known_by(joined_.before);
  return that_matter(joined_.before, rules_speak_of(found) | known, known, still, found.person, nullptr);
}

void Comparison::find_rules(const Found& found, Difference& out) const {
  const auto side = [&](const Charter& charter, const Subject& subject, Side& to) {
    to.rules = granting(charter, subject, found.person, found.day, found.asked.counting);
    if (to.rules.empty()) to.nearest = nearest(charter, subject, found.person, found.day, out.reserve);
  };
  side(joined_.before, found.asked.pair->before, out.before);
  side(joined_.after, found.asked.pair->after, out.after);
}

// "On 2 Feb 2015 a person", or "A person" if no day of a life is like another.
std::string Comparison::on_day(const Found& found) const {
  const auto differing = days(found.asked, found.person);
  const auto born = joined_.before.fact("born");
  const Day birth = born == none ? first_day : std::max(first_day, found.person.values()[born].date.earliest);
  if (differing == DaySet(birth, last_day + 1)) return "A person";
  return fmt::format("On {} a person", long_day(found.day));
}

Result<Difference> Comparison::told(const Found& found) {
  Difference out{found.asked.direction,
                 found.asked.counting == Counting::unconditional,
                 {},
                 found.day,
                 {in_words_of(before_, joined_.services_before, found.person)},
                 {in_words_of(after_, joined_.services_after, found.person)}};
  NWD_CHECK(replay(found, out));
  find_rules(found, out);
  const auto& vocabulary = joined_.before;
  const auto which = told_facts(found);
  out.before.matters = same_facts(vocabulary, which, before_);
  out.after.matters = same_facts(vocabulary, which, after_);
  const auto what = listed(vocabulary, out.what);
  out.sentence =
      fmt::format("{} {}, {}. (Before: {}; after: {}.)", on_day(found), person_words(vocabulary, found.person, which),
                  done(out, what), behind(before_, out.before, out.reserve), behind(after_, out.after, out.reserve));
  out.timeline =
      events_text(vocabulary, found.person, which, {{out.day, fmt::format("> {} {}", name(out.direction), what)}});
  out.timeline += owed_lines(vocabulary, out);
  out.only = only(found);
  return out;
}

}  // namespace nwd::proof
