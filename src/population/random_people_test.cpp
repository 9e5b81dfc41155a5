#include "population/random_people_test.h"

#include <stdexcept>

namespace nwd::population {
namespace {

namespace slow = charter::slow;

std::int32_t day_of(const slow::Range& r) {
  if (r.lo != r.hi) return unknown_day;
  return r.hi >= slow::future ? never_day : static_cast<std::int32_t>(r.hi);
}

bool unknown(const slow::Tri& t) { return t.certain.empty() && !t.possible.empty(); }

DaySet set_of(const slow::Tri& t) {
  std::vector<DayInterval> out;
  for (const auto& [from, until] : t.certain)
    out.push_back(
        {{static_cast<std::int32_t>(from)}, {until >= slow::future ? never_day : static_cast<std::int32_t>(until)}});
  return DaySet::of(out);
}

void set_needs(Columns& columns, const slow::Person& p, std::size_t person) {
  for (const auto& state : columns.schema().fact("needs")->states) {
    DaySet days;
    bool known = p.needs_given;
    for (const auto& [name, tri] : p.needs) {
      if (state.service != name && !state.service.starts_with(name + " > ")) continue;
      known = known && !unknown(tri);
      days = days | set_of(tri);
    }
    known ? columns.set_state(person, state, days) : columns.set_unknown(person, state);
  }
}

}  // namespace

charter::Charter checked_law(const std::string& text) {
  auto result = charter::check(text);
  if (!result.charter) throw std::runtime_error(render_text(result.diagnostics, "random.charter", text) + text);
  return *std::move(result.charter);
}

slow::Person random_known(slow::Dice& dice, int forgotten) {
  auto p = slow::random_person(dice, true);
  const auto forget = [&] { return static_cast<int>(dice() % 100) < forgotten; };
  for (auto* r : {&p.born, &p.identified, &p.recovered, &p.conduct})
    if (forget()) *r = {};
  const slow::Tri nothing{{}, {{slow::past, slow::future}}};
  if (forget()) p.cooperates = nothing;
  if (forget()) p.exploitation = -1;
  for (auto& row : p.actions) {
    if (forget()) row.kind = -1;
    if (forget()) row.opened = {};
    if (forget()) row.closed = {};
  }
  if (forget()) p.all_actions = false;
  if (forget()) p.needs_given = false;
  if (!p.needs_given) p.needs.clear();
  if (forget())  // all of them: what is known of a part cannot be kept beside what is not known of the whole
    for (auto& [name, days] : p.needs) days = nothing;
  return p;
}

void append(Columns& columns, const slow::Person& p) {
  const auto person = columns.size();
  columns.resize(person + 1);
  const auto& schema = columns.schema();
  const auto set = [&](const char* fact, const slow::Range& r) {
    columns.days(schema.fact(fact)->column)[person] = day_of(r);
  };
  set("born", p.born);
  set("identified", p.identified);
  set("recovered", p.recovered);
  set("conduct", p.conduct);
  const auto& cooperates = schema.fact("cooperates")->states[0];
  unknown(p.cooperates) ? columns.set_unknown(person, cooperates)
                        : columns.set_state(person, cooperates, set_of(p.cooperates));
  columns.bytes(schema.fact("exploitation")->column)[person] =
      p.exploitation < 0 ? unknown_word : static_cast<std::uint8_t>(p.exploitation);
  const auto& actions = *schema.fact("action");
  for (const auto& row : p.actions)
    if (!columns.add_row(
            person, actions,
            {row.kind < 0 ? std::int32_t{unknown_word} : row.kind, day_of(row.opened), day_of(row.closed)}))
      throw std::logic_error("too many rows");
  if (!p.all_actions) columns.set_incomplete(person, actions);
  set_needs(columns, p, person);
}

}  // namespace nwd::population
