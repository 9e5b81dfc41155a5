#include "proof/law.h"

#include <algorithm>
#include <map>

namespace nwd::proof {

using charter::Charter;
using charter::Evaluator;
using charter::ExprId;
using charter::none;
using charter::Rule;
using charter::RuleId;
using charter::ServiceId;

namespace {

bool real(Day day) { return day >= first_day && day <= last_day; }

bool below(const Charter& charter, ServiceId service, ServiceId root) {
  for (auto at = service; at != none; at = charter.services[at].parent)
    if (at == root) return true;
  return root == none;
}

void find_rules(const Charter& charter, const Law& law, Subject& subject) {
  for (RuleId id = 0; id < charter.rules.size(); ++id) {
    const Rule& rule = charter.rules[id];
    if (!grants(rule, subject)) continue;
    const bool lives =
        std::any_of(rule.versions.begin(), rule.versions.end(), [&](const auto& v) { return in_force(v, law); });
    if (lives) subject.rules.push_back(id);
    if (rule.key != none) subject.keyed.push_back(id);
  }
}

}  // namespace

// Two services are alike if the same rules grant them and none of the rules, nor its need, tells them apart.
bool tells_apart(const Charter& charter, const Rule& rule) {
  return std::any_of(rule.versions.begin(), rule.versions.end(), [&](const auto& v) {
    const auto& c = v.clauses;
    bool found = false;
    charter::each_expression(charter, {c.to, c.when, c.while_, c.unless}, [&](const charter::Expr& e) {
      found = e.op == charter::Op::service_state && e.service != none;
      return !found;
    });
    return found;
  });
}

Law law_of(const Charter& charter, std::optional<Day> as_of) {
  std::vector<Day> begins;
  std::vector<Day> changes;
  for (const auto& rule : charter.rules)
    for (const auto& v : rule.versions) {
      if (real(v.from)) begins.push_back(v.from);
      for (const Day day : {v.from, v.until})
        if (real(day)) changes.push_back(day);
    }
  for (const auto& provision : charter.provisions)
    for (const auto id : provision.cites) {
      if (real(charter.sources[id].from)) begins.push_back(charter.sources[id].from);
      for (const Day day : {charter.sources[id].from, charter.sources[id].until})
        if (real(day)) changes.push_back(day);
    }
  if (!as_of && !begins.empty()) as_of = *std::max_element(begins.begin(), begins.end());
  Law law;
  for (const Day day : changes) {
    if (as_of && day <= *as_of) law.from = std::max(law.from, day);
    if (as_of && day > *as_of) law.until = std::min(law.until, day);
  }
  return law;
}

// A keyed rule follows its key, and keys are within the law that is measured.
bool in_force(const charter::Version& version, const Law& law) {
  return version.from < law.until && law.from < version.until;
}

bool grants(const Rule& rule, const Subject& subject) {
  if (rule.effect == charter::Effect::replaces) return false;
  if (!subject.owed) return rule.effect == charter::Effect::immune && rule.immunity == subject.immunity;
  return std::find(rule.services.begin(), rule.services.end(), subject.service) != rule.services.end();
}

std::vector<ExprId> expressions(const Charter& charter, const Subject& subject) {
  std::vector<ExprId> out;
  for (const auto id : subject.keyed) out.push_back(charter.rules[id].key);
  for (const auto id : subject.rules)
    for (const auto& v : charter.rules[id].versions)
      for (const auto e : v.clauses.all()) out.push_back(e);
  return out;
}

std::size_t rows_needed(const Charter& charter, std::vector<ExprId> of, std::size_t days) {
  std::size_t rows = 0;
  charter::each_expression(charter, std::move(of), [&](const charter::Expr& e) {
    using charter::Op;
    if (e.op == Op::some_row || e.op == Op::every_row || e.op == Op::first_row || e.op == Op::last_row) ++rows;
    if (e.op == Op::during) ++days;
    return true;
  });
  return rows * days;
}

Subject service_owed(const Charter& charter, const Law& law, ServiceId leaf) {
  Subject out;
  out.service = leaf;
  out.alike = {leaf};
  find_rules(charter, law, out);
  return out;
}

Subject immunity_from(const Charter& charter, const Law& law, std::uint32_t immunity) {
  Subject out;
  out.owed = false;
  out.immunity = immunity;
  find_rules(charter, law, out);
  return out;
}

std::vector<Subject> services_owed(const Charter& charter, const Law& law, ServiceId root) {
  std::vector<Subject> out;
  std::map<std::pair<std::vector<RuleId>, std::vector<RuleId>>, std::size_t> known;
  std::map<RuleId, bool> apart;
  for (ServiceId id = 0; id < charter.services.size(); ++id) {
    if (!charter.services[id].leaf() || !below(charter, id, root)) continue;
    auto subject = service_owed(charter, law, id);
    if (subject.rules.empty() && root == none) continue;
    const bool alone = std::any_of(subject.rules.begin(), subject.rules.end(), [&](RuleId r) {
      const auto at = apart.find(r);
      return at != apart.end() ? at->second : (apart[r] = tells_apart(charter, charter.rules[r]));
    });
    const auto at = known.find({subject.rules, subject.keyed});
    if (!alone && at != known.end()) {
      out[at->second].alike.push_back(id);
      continue;
    }
    if (!alone) known.emplace(std::pair(subject.rules, subject.keyed), out.size());
    out.push_back(std::move(subject));
  }
  return out;
}

DaySet granted(const Charter& charter, Evaluator& evaluator, const Subject& subject, Counting counting) {
  DaySet out;
  if (subject.owed) evaluator.set_service(subject.service);
  for (const auto id : subject.rules) {
    const Rule& rule = charter.rules[id];
    if (counting == Counting::unconditional && rule.subject_to_appropriations) continue;
    for (auto version : rule.versions) {
      if (counting == Counting::without_unless) version.clauses.unless = none;
      auto days = evaluator.fixed(rule, version);
      if (days.hopeless()) continue;
      if (evaluator.varies(version)) days = days & evaluator.varying(version, subject.service);
      out = out | days.certain;
    }
  }
  return out;
}

DaySet needed(const Charter& charter, Evaluator& evaluator, const Subject& subject) {
  const auto needs = charter.fact("needs");
  if (!subject.owed || needs == none) return DaySet::all();
  return evaluator.days_of_fact(needs, subject.service).certain;
}

bool plausible(const charter::Facts& facts) {
  const auto& charter = facts.charter();
  const auto born_id = charter.fact("born");
  const Day born = born_id == none ? distant_past : facts.values()[born_id].date.earliest;
  for (std::size_t i = 0; i < charter.facts.size(); ++i) {
    const auto& fact = charter.facts[i];
    const auto& value = facts.values()[i];
    const bool date = fact.self.type == charter::FactType::date || fact.self.type == charter::FactType::maybe_date;
    if (date && value.date.latest < born) return false;
    for (const auto& row : value.rows) {
      Day opened = born;
      for (std::size_t f = 0; f < fact.fields.size(); ++f) {
        if (fact.fields[f].type == charter::FactType::choice) continue;
        if (row.dates[f].latest < opened) return false;
        if (fact.fields[f].name == "opened") opened = row.dates[f].latest;
      }
    }
  }
  return true;
}

bool keys_in_law(const Charter& charter, const Evaluator& evaluator, const Subject& subject, const Law& law) {
  return std::all_of(subject.keyed.begin(), subject.keyed.end(), [&](RuleId id) {
    const Day key = evaluator.date(charter.rules[id].key, nullptr).earliest;
    return key <= distant_past || key >= distant_future || (law.from <= key && key < law.until);
  });
}

}  // namespace nwd::proof
