#include "charter/checker.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "charter/builtin_files.h"
#include "charter/parser.h"

namespace nwd::charter {

using syntax::FactShape;

bool Checker::claim(Names& names, const syntax::Name& name, std::uint32_t index, const char* what,
                    std::vector<Span>* spans) {
  if (name.missing()) return false;
  const auto [found, fresh] = names.emplace(name.text, index);
  if (fresh) {
    if (spans != nullptr) spans->push_back(declaring_shared_ ? Span{} : name.span);
    return true;
  }
  auto& d = diagnostics_.error("C0302", name.span, fmt::format("the {} `{}` is declared twice", what, name.text));
  const Span first = spans != nullptr && found->second < spans->size() ? (*spans)[found->second] : Span{};
  if (first == Span{})
    d.notes.emplace_back("every charter has it already, from the facts and services that all charters share");
  else
    d.related.push_back({first, "first declared here"});
  return false;
}

void Checker::declare(const syntax::File& file, bool shared) {
  declaring_shared_ = shared;
  for (const auto& fact : file.facts) declare_fact(fact, shared);
  for (const auto& line : file.services) declare_services(line);
  declaring_shared_ = false;
}

bool Checker::declare_field(const syntax::Field& from, Field& to) {
  to.name = from.name.text;
  switch (from.shape) {
    case FactShape::missing: return false;
    case FactShape::date: to.type = FactType::date; break;
    case FactShape::maybe_date: to.type = FactType::maybe_date; break;
    case FactShape::state: to.type = FactType::state; break;
    case FactShape::state_per_service: to.type = FactType::state_per_service; break;
    case FactShape::choice: to.type = FactType::choice; break;
    case FactShape::list: to.type = FactType::list; break;
  }
  if (from.choices.size() > max_choices) {
    diagnostics_.error("C0902", from.name.span, fmt::format("a choice has at most {} values", max_choices));
    return false;
  }
  for (const auto& value : from.choices) {
    if (std::find(to.choices.begin(), to.choices.end(), value.text) != to.choices.end())
      diagnostics_.error("C0302", value.span, fmt::format("the value `{}` is declared twice", value.text));
    to.choices.push_back(value.text);
  }
  return true;
}

void Checker::declare_fact(const syntax::Fact& from, bool shared) {
  Fact fact;
  fact.shared = shared;
  fact.sensitive = from.sensitive;
  fact.span = from.self.name.span;
  if (!declare_field(from.self, fact.self)) {
    broken_.insert(from.self.name.text);
    return;
  }
  if (charter_.facts.size() >= max_facts || from.fields.size() > max_fields) {
    diagnostics_.error("C0902", from.self.name.span,
                       fmt::format("there are at most {} facts of at most {} fields", max_facts, max_fields));
    return;
  }
  for (const auto& field : from.fields) {
    Field lowered;
    if (declare_field(field, lowered)) fact.fields.push_back(std::move(lowered));
  }
  if (!claim(facts_, from.self.name, static_cast<std::uint32_t>(charter_.facts.size()), "fact", &fact_spans_)) return;
  charter_.facts.push_back(std::move(fact));
}

ServiceId Checker::service_under(ServiceId parent, const syntax::Name& name, bool may_exist) {
  const auto path = parent == none ? name.text : charter_.services[parent].path + " > " + name.text;
  for (const auto id : services_[name.text]) {
    if (charter_.services[id].path != path) continue;
    if (!may_exist) {
      auto& d = diagnostics_.error("C0302", name.span, fmt::format("the service `{}` is declared twice", path));
      if (service_spans_[id] == Span{})
        d.notes.emplace_back("every charter has it already, from the facts and services that all charters share");
      else
        d.related.push_back({service_spans_[id], "first declared here"});
    }
    return id;
  }
  if (charter_.services.size() >= max_services) {
    diagnostics_.error("C0902", name.span, fmt::format("there are at most {} services", max_services));
    return none;
  }
  const auto id = static_cast<ServiceId>(charter_.services.size());
  charter_.services.push_back({name.text, path, parent});
  if (parent != none) charter_.services[parent].children.push_back(id);
  services_[name.text].push_back(id);
  service_spans_.push_back(declaring_shared_ ? Span{} : name.span);
  return id;
}

void Checker::declare_services(const syntax::ServiceLine& line) {
  ServiceId parent = none;
  if (line.path.size() > 4) {
    diagnostics_.error("C0902", line.path.front().span, "services are at most five levels deep");
    return;
  }
  for (const auto& name : line.path) parent = service_under(parent, name, true);
  for (const auto& name : line.children)
    if (!name.missing()) service_under(parent, name, false);
}

void Checker::declare_sources(const syntax::File& file) {
  for (const auto& s : file.sources) {
    if (!claim(sources_, s.id, static_cast<std::uint32_t>(charter_.sources.size()), "source", &source_spans_)) continue;
    Source source{s.id.text,      s.citation, s.from.value_or(distant_past), s.until.value_or(distant_future),
                  s.conduct_from, s.span};
    if (source.until <= source.from)
      diagnostics_.error("C0506", s.span,
                         fmt::format("the source {} is out of force before it is in force", s.id.text));
    charter_.sources.push_back(std::move(source));
  }
}

void Checker::declare_funds(const syntax::File& file) {
  for (const auto& f : file.funds)
    if (claim(funds_, f.id, static_cast<std::uint32_t>(charter_.funds.size()), "fund", &fund_spans_)) {
      charter_.funds.push_back({f.id.text, f.title});
      declare_prices(f, charter_.funds.back());
    }
}

void Checker::declare_states(const syntax::File& file) {
  state_ids_.assign(file.states.size(), none);
  state_parameters_.assign(file.states.size(), {});
  wordings_.assign(file.states.size(), {});
  if (file.states.size() > max_states)
    diagnostics_.error("C0902", file.states.back().name.span, fmt::format("there are at most {} states", max_states));
  for (std::uint32_t i = 0; i < file.states.size(); ++i) {
    const auto& name = file.states[i].name;
    state_spans_.push_back(name.span);
    const bool fact = facts_.contains(name.text) && !adopted_;
    if (fact || parameters_.contains(name.text)) {
      diagnostics_.error(
          "C0302", name.span,
          fmt::format("`{}` is a {} already; give the state another name", name.text, fact ? "fact" : "parameter"));
      continue;
    }
    claim(states_declared_, name, i, "state", &state_spans_);
  }
}

void Checker::declare_rules(const syntax::File& file) {
  if (file.rules.size() > max_rules)
    diagnostics_.error("C0902", file.rules.back().span, fmt::format("there are at most {} rules", max_rules));
  for (std::uint32_t i = 0; i < file.rules.size(); ++i) {
    const auto& rule = file.rules[i];
    rule_spans_.push_back(rule.id.span);
    claim(rules_, rule.id, i, "rule", &rule_spans_);
    if (!rule.amended.missing()) amendments_[rule.amended.text].push_back(i);
  }
}

// Names of states anywhere in an expression. Its depth is bounded by the parser.
std::vector<std::uint32_t> Checker::states_used(const syntax::Expression& e) const {
  std::vector<std::uint32_t> used;
  std::vector<const syntax::Expression*> rest{&e};
  while (!rest.empty()) {
    const auto* next = rest.back();
    rest.pop_back();
    if (next->form == syntax::Form::name)
      if (const auto found = states_declared_.find(next->name.text); found != states_declared_.end())
        used.push_back(found->second);
    for (const auto& child : next->of) rest.push_back(child.get());
  }
  return used;
}

// A state is lowered after all that it builds on, without recursion: chains may be thousands long.
void Checker::states_in_order(const syntax::File& file) {
  const auto count = static_cast<std::uint32_t>(file.states.size());
  std::vector<std::vector<std::uint32_t>> uses(count);
  std::vector<std::vector<std::uint32_t>> users(count);
  std::vector<std::size_t> waiting(count);
  std::vector<std::uint32_t> ready;
  for (std::uint32_t i = 0; i < count; ++i) {
    uses[i] = states_used(*file.states[i].is);
    waiting[i] = uses[i].size();
    for (const auto used : uses[i]) users[used].push_back(i);
  }
  for (std::uint32_t i = count; i-- > 0;)
    if (waiting[i] == 0) ready.push_back(i);
  while (!ready.empty()) {
    const auto next = ready.back();
    ready.pop_back();
    lower_state(file.states[next], next);
    for (const auto user : users[next])
      if (--waiting[user] == 0) ready.push_back(user);
  }
  const auto stuck = std::find_if(waiting.begin(), waiting.end(), [](std::size_t n) { return n > 0; });
  if (stuck != waiting.end()) report_circle(file, uses, static_cast<std::uint32_t>(stuck - waiting.begin()));
  for (std::uint32_t i = 0; i < count; ++i)
    if (waiting[i] > 0) state_ids_[i] = none - 1;
}

// `start` waits for a circle; walking along what waits ends up in it.
void Checker::report_circle(const syntax::File& file, const std::vector<std::vector<std::uint32_t>>& uses,
                            std::uint32_t start) {
  std::vector<std::uint32_t> path;
  std::vector<bool> seen(uses.size());
  std::uint32_t at = start;
  while (!seen[at]) {
    seen[at] = true;
    path.push_back(at);
    for (const auto next : uses[at])
      if (state_ids_[next] == none) at = next;
  }
  path.erase(path.begin(), std::find(path.begin(), path.end(), at));
  std::string circle;
  for (std::size_t i = 0; i < std::min<std::size_t>(path.size(), 8); ++i)
    circle += '`' + file.states[path[i]].name.text + "` needs ";
  circle += '`' + file.states[at].name.text + '`';
  diagnostics_.error("C0305", file.states[at].name.span, "this state is defined by itself", circle);
}

void Checker::lower_state(const syntax::State& from, std::uint32_t declared) {
  note_parameters(*from.is, nullptr, state_parameters_[declared]);
  const auto add_wording = [&](ExprId is) {
    State state;
    state.name = from.name.text;
    state.is = is;
    state.mentions = charter_.exprs[is].mentions;
    for (std::size_t i = 0; i < charter_.facts.size(); ++i)
      state.sensitive = state.sensitive || (charter_.facts[i].sensitive && ((state.mentions >> i) & 1U) != 0);
    charter_.states.push_back(std::move(state));
    return static_cast<StateId>(charter_.states.size() - 1);
  };
  const auto begins = pieces(state_parameters_[declared]);
  Scope scope;
  for (std::size_t i = 0; begins.size() > 1 && i < begins.size(); ++i) {
    scope.as_of = begins[i];
    wordings_[declared][begins[i]] = add_wording(days(*from.is, scope));
  }
  state_ids_[declared] = add_wording(by_the_day(*from.is));
}

void Checker::check(const syntax::File& file) {
  library_ = file.library;
  rounding_ = file.rounding;
  charter_.id = file.id.text;
  charter_.title = file.title;
  charter_.feb29_becomes_mar1 = rounding_ != syntax::Rounding::down;
  if (file.id.missing() && !diagnostics_.full() && diagnostics_.all().empty())
    diagnostics_.error("C0205", {0, 0}, "a charter begins with its name and title",
                       "for instance: charter MN \"Minnesota Safe Harbor\"");
  declare_sources(file);
  declare_funds(file);
  declare_parameters(file);
  declare_states(file);
  declare_rules(file);
  states_in_order(file);
  lower_rules(file);
  for (const auto& provision : file.provisions) lower_provision(provision);
  for (const auto& standard : file.standards) lower_standard(standard, file.library);
  for (const auto& example : file.examples) lower_example(example);
  tell_unused(file);
}

Checked check(std::string_view text) {
  Checked out;
  Diagnostics diagnostics;
  if (text.size() > max_text_bytes) {
    diagnostics.error("C0903", {0, 0}, "a charter is at most 4 MiB of text");
  } else if (!is_utf8(text)) {
    diagnostics.error("C0105", {0, 0}, "a charter is written in UTF-8; these bytes are not");
  } else {
    Checker checker(diagnostics);
    const auto file = parse(text, diagnostics);
    const auto shared = parse(builtin_file("facts"), diagnostics);
    const bool another_edition = file.library && file.id.text == shared.id.text;
    if (!another_edition) checker.declare(shared, true);
    checker.declare(file, false);
    checker.check(file);
    out.charter = checker.take();
    out.charter->text = text;
  }
  out.diagnostics = std::move(diagnostics.all());
  std::sort(out.diagnostics.begin(), out.diagnostics.end(), [](const auto& a, const auto& b) {
    return std::tie(a.span.begin, a.code, a.message) < std::tie(b.span.begin, b.code, b.message);
  });
  const bool wrong = std::any_of(out.diagnostics.begin(), out.diagnostics.end(),
                                 [](const auto& d) { return d.severity == Severity::error; });
  if (wrong) out.charter.reset();
  return out;
}

}  // namespace nwd::charter
