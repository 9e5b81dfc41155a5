#include <fmt/format.h>

#include <bit>

#include "charter/explain.h"

namespace nwd::charter {
namespace {

std::string_view words_of(const Charter& charter, Span part) {
  return std::string_view(charter.text).substr(part.begin, part.end - part.begin);
}

std::string value_text(const DateRange& value) {
  const auto day = [](Day d) { return d >= distant_future ? std::string("never") : to_text(d); };
  if (value.exact()) return day(value.earliest);
  if (value == DateRange::unknown()) return "not known";
  if (value.earliest <= distant_past) return "not later than " + day(value.latest);
  if (value.latest >= distant_future) return "not earlier than " + day(value.earliest);
  return fmt::format("between {} and {}", day(value.earliest), day(value.latest));
}

std::string rule_text(const Charter& charter, RuleId rule, std::uint32_t version) {
  std::string out = charter.rules[rule].id;
  const auto& amended = charter.rules[rule].versions[version].amended_by;
  for (std::size_t i = 0; i < amended.size(); ++i)
    out += (i == 0 ? " as amended by " : ", ") + charter.rules[amended[i]].id;
  return out;
}

std::string fact_of(const Charter& charter, const Cause& c) {
  const Fact& fact = charter.facts[c.fact];
  if (fact.self.type == FactType::list && c.field != none)
    return fmt::format("`{}` of {} {} is {}", fact.fields[c.field].name, fact.self.name, c.row + 1,
                       value_text(c.value));
  const bool dated = is_date(fact.self.type);
  return dated ? fmt::format("`{}` is {}", fact.self.name, value_text(c.value))
               : fmt::format("`{}` says so", fact.self.name);
}

std::string day_or_open(const Endpoint& e, const char* open) { return e.open ? open : to_text(e.day); }

void write_interval(const Charter& charter, const ExplainedInterval& i, const char* how, std::string& out) {
  out += fmt::format("  {} from {} until {}\n", how, day_or_open(i.begin, "ever"), day_or_open(i.end, "ever"));
  for (const auto& condition : i.conditions) out += fmt::format("    because {}\n", sentence(charter, condition));
  if (!i.begin.open) out += fmt::format("    begins: {}\n", sentence(charter, i.begin.cause));
  if (!i.end.open) out += fmt::format("    ends: {}\n", sentence(charter, i.end.cause));
  for (const auto rule : i.rules) {
    const Rule& r = charter.rules[rule];
    out +=
        fmt::format("    rule {}{}, citing", r.id, r.subject_to_appropriations ? " (subject to appropriations)" : "");
    for (std::size_t n = 0; n < r.cites.size(); ++n)
      out += (n == 0 ? " " : "; ") + charter.sources[r.cites[n]].citation;
    out += '\n';
  }
}

void write(const Charter& charter, const Facts& facts, const Explained& e, std::string_view what, std::string& out) {
  out += std::string(what) + '\n';
  for (const auto& i : e.certain) write_interval(charter, i, "owed", out);
  for (const auto& i : e.possible) write_interval(charter, i, "possibly owed", out);
  if (!e.unknown.empty()) {
    out += "  to be certain, ask for:";
    for (const auto fact : e.unknown)
      out += " " + charter.facts[fact].self.name + (fact == e.unknown.back() ? "\n" : ",");
  }
  if (e.why_not)
    out += fmt::format("  {}: {}\n", e.possible.empty() ? "not owed" : "not certainly owed",
                       sentence(charter, *e.why_not, facts));
}

}  // namespace

std::string_view name(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::in_force: return "in force";
    case ClauseKind::keyed_by: return "keyed by";
    case ClauseKind::to: return "to";
    case ClauseKind::when: return "when";
    case ClauseKind::while_: return "while";
    case ClauseKind::start: return "start";
    case ClauseKind::until: return "until";
    case ClauseKind::unless: return "unless";
  }
  return {};
}

std::vector<SourceId> sources_of(const Charter& charter, const Cause& c) {
  if (c.rule == none) return {};
  return charter.rules[c.rule].versions[c.version].sources;
}

std::string sourced_sentence(const Charter& charter, const Cause& c) {
  std::string sources;
  for (const auto id : sources_of(charter, c)) sources += (sources.empty() ? "" : "; ") + charter.sources[id].citation;
  return sources.empty() ? sentence(charter, c) : sentence(charter, c) + " (" + sources + ")";
}

std::string fact_text(const Charter& charter, const Facts& facts, FactId id) {
  const Fact& fact = charter.facts[id];
  const auto& value = facts.values()[id];
  switch (fact.self.type) {
    case FactType::date:
    case FactType::maybe_date: return fmt::format("`{}` is {}", fact.self.name, value_text(value.date));
    case FactType::choice:
      if (!std::has_single_bit(value.choices)) return fmt::format("`{}` is not known", fact.self.name);
      return fmt::format("`{}` is {}", fact.self.name,
                         fact.self.choices[static_cast<std::size_t>(std::countr_zero(value.choices))]);
    default:
      return fmt::format("`{}`{}", fact.self.name,
                         value.set || fact.self.type == FactType::list ? " as given" : " is not known");
  }
}

std::string counted_text(const Charter& charter, ParameterUse counted) {
  const auto& parameter = charter.parameters[counted.parameter];
  const auto& value = parameter.values[counted.value];
  std::string out = fmt::format("{}, {}", to_text(value), parameter.name);
  for (const auto source : value.cites) out += ", " + charter.sources[source].citation;
  return out;
}

std::string sentence(const Charter& charter, const Cause& c) {
  const auto rule = rule_text(charter, c.rule, c.version);
  if (c.clause == ClauseKind::in_force)
    return c.counted.parameter != none
               ? fmt::format("the number that {} counts with changes ({})", rule, counted_text(charter, c.counted))
           : c.source == none
               ? fmt::format("the wording of {} changes", rule)
               : fmt::format("{} decides whether {} is in force", charter.sources[c.source].citation, rule);
  auto clause = fmt::format("`{} {}` of {}", name(c.clause), words_of(charter, c.part), rule);
  if (c.counted.parameter != none) clause += fmt::format(" ({})", counted_text(charter, c.counted));
  return c.fact == none ? clause : fmt::format("{}, for {}", fact_of(charter, c), clause);
}

std::string sentence(const Charter& charter, const WhyNot& w, const Facts& facts) {
  if (w.rule == none) return "no rule of this charter grants it";
  const auto rule = rule_text(charter, w.rule, w.version);
  if (w.clause == ClauseKind::in_force) return fmt::format("{} is in force on no day", rule);
  std::string out = fmt::format("no day meets `{} {}` of {}", name(w.clause), words_of(charter, w.part), rule);
  if (w.counted.parameter != none) out += fmt::format(" ({})", counted_text(charter, w.counted));
  for (std::size_t i = 0; i < w.facts.size(); ++i)
    out += (i == 0 ? "; " : ", ") + fact_text(charter, facts, w.facts[i]);
  return out;
}

std::string render_text(const Charter& charter, const Facts& facts, const Explanation& all) {
  std::string out = charter.title + "\n\n";
  for (const auto& e : all.services) write(charter, facts, e, charter.services[e.what].path, out);
  for (const auto& e : all.immunities) write(charter, facts, e, "immune from " + charter.immunities[e.what], out);
  return out;
}

}  // namespace nwd::charter
