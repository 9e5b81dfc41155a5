#include "proof/telling.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "charter/evaluator.h"

namespace nwd::proof {

using charter::Charter;
using charter::DateRange;
using charter::Fact;
using charter::FactId;
using charter::Facts;
using charter::FactType;
using charter::none;
using charter::Property;

namespace {

bool never(Day day) { return day >= distant_future; }

const std::string& chosen(const charter::Field& field, std::uint64_t choices) {
  const auto at = static_cast<std::size_t>(std::countr_zero(choices));
  return field.choices[std::min(at, field.choices.size() - 1)];
}

std::string article(const std::string& word) {
  return (std::string("aeiou").find(word[0]) != std::string::npos ? "an " : "a ") + word;
}

// "in a criminal action opened 3 Jan 2015 and still open"
std::string rows_words(const Fact& fact, const std::vector<Facts::Row>& rows) {
  if (rows.empty()) return fact.self.name == "action" ? "in no action" : fmt::format("with no `{}`", fact.self.name);
  std::string out;
  for (const auto& row : rows) {
    std::string kind = fact.self.name;
    std::string rest;
    for (std::size_t f = 0; f < fact.fields.size(); ++f) {
      const auto& field = fact.fields[f];
      if (field.type == FactType::choice)
        kind = fmt::format("{} {}", chosen(field, row.choices[f]), kind);
      else if (never(row.dates[f].earliest))
        rest += field.name == "closed" ? " and still open" : fmt::format(", {} never", field.name);
      else
        rest += fmt::format("{} {} {}", rest.empty() ? "" : " and", field.name, long_day(row.dates[f].earliest));
    }
    out += (out.empty() ? "in " : ", and in ") + article(kind) + rest;
  }
  if (fact.self.name != "action") out.replace(0, 2, "with");
  return out;
}

std::string choice_words(const Fact& fact, const std::string& value) {
  static const std::map<std::pair<std::string, std::string>, std::string> known{
      {{"exploitation", "sexual"}, "exploited sexually"},
      {{"exploitation", "labour"}, "exploited for labour"},
      {{"exploitation", "both"}, "exploited sexually and for labour"},
      {{"exploitation", "at risk"}, "at risk of exploitation"},
      {{"immigration", "citizen"}, "a citizen"},
      {{"immigration", "permanent"}, "with a right to stay"},
      {{"immigration", "visa"}, "holding a visa"},
      {{"immigration", "pending"}, "whose status is pending"},
      {{"immigration", "none"}, "holding no status"}};
  const auto at = known.find({fact.self.name, value});
  return at != known.end() && fact.shared ? at->second : fmt::format("whose `{}` is {}", fact.self.name, value);
}

std::string date_words(const std::string& name, Day day) {
  if (!never(day)) return fmt::format("{} {}", name == "conduct" ? "held to account for" : name, long_day(day));
  return name == "conduct" ? "held to account for nothing" : "not " + name;
}

std::string what_is_due(const Charter& charter, const Question& q) {
  return q.subject->owed ? service_words(charter, q.subject->service)
                         : "immunity from " + charter.immunities[q.subject->immunity];
}

std::string quoted_part(const Charter& charter, const Nearest& nearest) {
  return charter.text.substr(nearest.part.begin, nearest.part.end - nearest.part.begin);
}

std::string gap_words(const Charter& charter, const Question& q, const Counterexample& c, const std::string& who) {
  const auto due = what_is_due(charter, q);
  return fmt::format(
      "A person {}, is owed {} before {} and again from {} on, but not in between, though the need goes on.", who, due,
      long_day(c.gap->begin), long_day(c.gap->end));
}

std::string breach_words(const Charter& charter, const Question& q, const Counterexample& c, const Nearest& nearest) {
  const auto who = person_words(charter, c.facts, c.matters);
  const auto due = what_is_due(charter, q);
  const auto on = fmt::format("On {} a person {},", long_day(c.day), who);
  switch (q.standard->property) {
    case Property::independent:
      return fmt::format("{} is owed {}; the same person, but {}, is not.", on, due,
                         person_words(charter, *c.other, c.differs));
    case Property::no_interior_gap: return gap_words(charter, q, c, who);
    case Property::no_exclusion:
      return fmt::format("{} needs {}, and only an exclusion stands against it: `unless {}`.", on, due,
                         quoted_part(charter, nearest));
    case Property::unconditional: return fmt::format("{} is owed {} only under a reserve, not as of right.", on, due);
    default: break;
  }
  if (!q.subject->owed) return fmt::format("{} has no {}.", on, due);
  return fmt::format("{} needs {} and no rule grants it.", on, due);
}

std::string citations(const Charter& charter, const Nearest& nearest) {
  std::string out;
  for (const auto id : nearest.sources) out += (out.empty() ? "" : "; ") + charter.sources[id].citation;
  return out;
}

void add_events(const Charter& charter, const Facts& facts, std::uint64_t which, std::vector<Event>& out) {
  const auto add = [&](const DateRange& date, const std::string& what) {
    if (date.earliest > distant_past && !never(date.earliest)) out.push_back({date.earliest, what});
  };
  for (FactId id = 0; id < charter.facts.size(); ++id) {
    const auto& fact = charter.facts[id];
    const auto& value = facts.values()[id];
    if (((which >> id) & 1U) == 0) continue;
    if (fact.self.type == FactType::date || fact.self.type == FactType::maybe_date) add(value.date, fact.self.name);
    for (const auto& row : value.rows)
      for (std::size_t f = 0; f < fact.fields.size(); ++f)
        if (fact.fields[f].type != FactType::choice) add(row.dates[f], fact.self.name + " " + fact.fields[f].name);
  }
}

DaySet owed_to(const Charter& charter, const Question& q, const Facts& facts) {
  charter::Evaluator evaluator(charter, facts);
  return granted(charter, evaluator, *q.subject, Counting::all);
}

}  // namespace

std::string long_day(Day day) {
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto c = civil(day);
  return fmt::format("{} {} {}", c.day, months[c.month - 1], c.year);
}

std::string days_words(const DaySet& days) {
  if (days.empty()) return "never";
  if (days == DaySet::all()) return "always";
  std::string out;
  for (const auto& i : days.intervals()) {
    out += out.empty() ? "" : " and ";
    if (i.begin <= distant_past)
      out += "before " + long_day(i.end);
    else if (never(i.end))
      out += "from " + long_day(i.begin) + " on";
    else
      out += fmt::format("from {} until {}", long_day(i.begin), long_day(i.end));
  }
  return out;
}

std::string service_words(const Charter& charter, charter::ServiceId id) {
  const auto& path = charter.services[id].path;
  const auto cut = path.find(" > ");
  return cut == std::string::npos ? path : fmt::format("{} ({})", path.substr(0, cut), path.substr(cut + 3));
}

std::string fact_words(const Charter& charter, const Facts& facts, FactId id) {
  const auto& fact = charter.facts[id];
  const auto& value = facts.values()[id];
  switch (fact.self.type) {
    case FactType::date:
    case FactType::maybe_date:
      if (fact.shared) return date_words(fact.self.name, value.date.earliest);
      return never(value.date.earliest) ? fmt::format("`{}` never", fact.self.name)
                                        : fmt::format("`{}` on {}", fact.self.name, long_day(value.date.earliest));
    case FactType::choice: return choice_words(fact, chosen(fact.self, value.choices));
    case FactType::list: return rows_words(fact, value.rows);
    case FactType::state: break;
    case FactType::state_per_service: return {};
  }
  const auto& days = value.days.certain;
  if (fact.self.name == "cooperates" && days.empty()) return "not cooperating";
  const auto when = days_words(days);
  return fact.self.name == "cooperates" ? (when == "always" ? "cooperating" : "cooperating " + when)
                                        : fmt::format("`{}` {}", fact.self.name, when);
}

std::uint64_t spoken_of(const Charter& charter, const Question& q) {
  std::uint64_t out = mask_of(q.standard->facts);
  for (const auto id : {q.standard->state, q.standard->among})
    if (id != none) out |= charter.exprs[id].mentions;
  for (const auto rule : q.subject->rules) out |= charter.rules[rule].mentions;
  return out;
}

std::uint64_t known_by(const Charter& charter) {
  std::uint64_t out = 0;
  for (const auto* name : {"born", "identified"})
    if (const auto id = charter.fact(name); id != none) out |= std::uint64_t{1} << id;
  return out;
}

std::string person_words(const Charter& charter, const Facts& facts, std::uint64_t which) {
  std::string out;
  for (FactId id = 0; id < charter.facts.size(); ++id) {
    if (((which >> id) & 1U) == 0) continue;
    const auto words = fact_words(charter, facts, id);
    if (!words.empty()) out += (out.empty() ? "" : ", ") + words;
  }
  return out;
}

std::string sentence(const Charter& charter, const Question& q, const Counterexample& c, const Nearest& nearest) {
  const auto breach = breach_words(charter, q, c, nearest);
  const auto& id = q.standard->id;
  const auto breaks = id.empty() ? std::string() : fmt::format("Breaks {}; ", id);
  if (nearest.rule == none) return fmt::format("{} ({}no rule comes near.)", breach, breaks);
  return fmt::format("{} ({}{} rule {} cites {}.)", breach, breaks, id.empty() ? "Nearest" : "nearest",
                     charter.rules[nearest.rule].id, citations(charter, nearest));
}

std::string indented(const std::string& lines, const char* margin) {
  std::string out;
  std::size_t at = 0;
  while (at < lines.size()) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    out += margin + lines.substr(at, end - at) + '\n';
    at = end + 1;
  }
  return out;
}

std::string events_text(const Charter& charter, const Facts& facts, std::uint64_t which,
                        const std::vector<Event>& more) {
  std::vector<Event> events;
  add_events(charter, facts, which, events);
  events.insert(events.end(), more.begin(), more.end());
  std::multimap<Day, std::string> in_order;  // of one day: as they were added
  for (const auto& e : events) in_order.emplace(e.day, e.what);
  std::string out;
  for (const auto& [day, what] : in_order) out += fmt::format("{}  {}\n", to_text(day), what);
  return out;
}

// 1993-04-23  born
// 2023-08-01  identified
// 2023-08-01  > needs housing (emergency), and it is not owed
//             owed: no day
std::string timeline(const Charter& charter, const Question& q, const Counterexample& c) {
  std::vector<Event> events;
  const auto due = q.subject->owed ? service_words(charter, q.subject->service) : "immunity";
  const bool owed = q.standard->property == Property::independent || q.standard->property == Property::unconditional;
  events.push_back({c.day, fmt::format("> {} {}", due, owed ? "is owed to this person" : "is missing from here on")});
  if (c.gap) events.push_back({c.gap->end, fmt::format("> {} is owed again", due)});
  std::string out = events_text(charter, c.facts, c.matters, events);
  out += fmt::format("            owed: {}\n", to_text(owed_to(charter, q, c.facts)));
  if (c.other)
    out += fmt::format("            but {}: {}\n", person_words(charter, *c.other, c.differs),
                       to_text(owed_to(charter, q, *c.other)));
  return out;
}

}  // namespace nwd::proof
