#include "population/plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "population/compile.h"

namespace nwd::population {

using charter::Charter;
using charter::none;
using charter::ServiceId;

Plan::Plan(std::vector<const Charter*> charters, SchemaPtr schema)
    : charters_(std::move(charters)),
      schema_(std::move(schema)),
      used_days_(schema_->day_columns()),
      used_bytes_(schema_->byte_columns()),
      used_lists_(schema_->byte_columns()) {
  for (std::uint32_t i = 0; i < charters_.size(); ++i) {
    list_outputs(i);
    note_lists(*charters_[i]);
  }
  if (charters_.size() == 2) list_changes();
  alone_ = !compile();
  if (alone_) {
    exact_ = bounds_ = {};
    exact_.outputs.resize(outputs_.size());
    bounds_.outputs.resize(outputs_.size());
    used_days_.assign(used_days_.size(), true);
    used_bytes_.assign(used_bytes_.size(), true);
  }
}

Plan Plan::of(const Charter& charter, const Layout& layout) { return {{&charter}, Schema::of(charter, layout)}; }

Result<Plan> Plan::of(const Charter& a, const Charter& b, const Layout& layout) {
  NWD_TRY(auto schema, Schema::of(a, b, layout));
  return Plan({&a, &b}, std::move(schema));
}

void Plan::list_outputs(std::uint32_t which) {
  const auto& charter = *charters_[which];
  std::vector<bool> owed(charter.services.size());
  for (const auto& rule : charter.rules)
    for (auto service : rule.services)
      for (; service != none; service = charter.services[service].parent) owed[service] = true;
  for (std::uint32_t i = 0; i < owed.size(); ++i)
    if (owed[i])
      outputs_.push_back(
          {.name = charter.services[i].path, .index = i, .charter = which, .whole = !charter.services[i].leaf()});
  for (std::uint32_t i = 0; i < charter.immunities.size(); ++i)
    outputs_.push_back({.name = charter.immunities[i], .immunity = true, .index = i, .charter = which});
  if (!charter.currency.empty()) list_paid(which);
}

void Plan::list_paid(std::uint32_t which) {
  const auto& charter = *charters_[which];
  for (std::uint32_t fund = 0; fund < charter.funds.size(); ++fund) {
    std::set<ServiceId> services;
    for (const auto& rule : charter.rules)
      if (rule.fund == fund) services.insert(rule.services.begin(), rule.services.end());
    for (const auto service : services) {
      std::map<Cents, DaySet> prices;
      DaySet without = DaySet::all();
      for (const auto& p : charter.funds[fund].prices) {
        if (p.service != service) continue;
        prices[p.a_day] = prices[p.a_day] | DaySet(p.from, p.until);
        without = without - DaySet(p.from, p.until);
      }
      const auto add = [&](std::optional<Cents> a_day, DaySet days) {
        outputs_.push_back({.name = charter.services[service].path,
                            .index = service,
                            .charter = which,
                            .fund = fund,
                            .payer = charter.funds[fund].id,
                            .a_day = a_day,
                            .priced = std::move(days)});
      };
      for (const auto& [a_day, days] : prices) add(a_day, days);
      if (!without.empty()) add(std::nullopt, without);
    }
  }
}

void Plan::list_changes() {
  std::vector<Output> changes;
  const auto count = static_cast<std::uint32_t>(outputs_.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto& owed = outputs_[i];
    const auto known = std::find_if(changes.begin(), changes.end(), [&](const Output& c) {
      return c.name == owed.name && c.immunity == owed.immunity && c.payer == owed.payer && c.a_day == owed.a_day;
    });
    auto& change = known == changes.end() ? changes.emplace_back(Output{.name = owed.name,
                                                                        .immunity = owed.immunity,
                                                                        .whole = owed.whole,
                                                                        .payer = owed.payer,
                                                                        .a_day = owed.a_day})
                                          : *known;
    (owed.charter == 0 ? change.before : change.after) = i;
  }
  for (auto what : {Output::What::gained, Output::What::lost})
    for (auto change : changes) {
      change.what = what;
      outputs_.push_back(std::move(change));
    }
}

namespace {

OutputSlots changed(Builder& b, const Output& output, const std::vector<OutputSlots>& slots) {
  const auto owed = [&](std::uint32_t at) { return at == none ? OutputSlots{} : slots[at]; };
  auto in = owed(output.after);
  auto out = owed(output.before);
  if (output.what == Output::What::lost) std::swap(in, out);
  return {b.both(in.certain, b.inverse(out.certain)), b.both(in.possible, b.inverse(out.possible))};
}

OutputSlots priced(Builder& b, const OutputSlots& paid, const DaySet& days) {
  std::vector<Slots> parts;
  for (const auto& i : days.intervals()) parts.push_back(b.span(b.constant(i.begin.number), b.constant(i.end.number)));
  const auto within = b.either(parts);
  return {b.both(paid.certain, within), b.both(paid.possible, within)};
}

}  // namespace

bool Plan::compile() {
  for (const auto facts : {Facts::known, Facts::some_unknown}) {
    Builder builder;
    std::vector<Entitled> entitled;
    for (const auto* charter : charters_) {
      auto made = compile_into(builder, *charter, *schema_, facts);
      if (!made) return false;
      entitled.push_back(*std::move(made));
    }
    std::vector<OutputSlots> slots;
    for (const auto& output : outputs_) {
      if (output.what != Output::What::owed) {
        slots.push_back(changed(builder, output, slots));
        continue;
      }
      const auto& from = entitled[output.charter];
      if (output.fund != none) {
        slots.push_back(priced(builder, from.paid[output.fund][output.index], output.priced));
        continue;
      }
      slots.push_back(output.immunity ? from.immunities[output.index] : from.services[output.index]);
    }
    auto& program = facts == Facts::known ? exact_ : bounds_;
    program = builder.finish(std::move(slots));
    note_used(program);
  }
  return true;
}

// A list counts as used even where none of its columns is: there may be rows that nobody knows.
void Plan::note_lists(const Charter& charter) {
  for (const auto& rule : charter.rules)
    for (std::size_t i = 0; i < charter.facts.size(); ++i)
      if (charter.facts[i].self.type == charter::FactType::list && ((rule.mentions >> i) & 1U) != 0)
        used_lists_[schema_->fact(charter.facts[i].self.name)->column] = true;
}

void Plan::note_used(const Program& program) {
  std::vector<bool> read(program.values.size());
  for (const auto& instruction : program.code) {
    for (const auto in : instruction.in) read[in] = true;
    if (instruction.kind == Kind::is_word || instruction.kind == Kind::has_row) used_bytes_[instruction.column] = true;
  }
  for (const auto& output : program.outputs)
    for (const auto* slots : {&output.certain, &output.possible})
      for (const auto& slot : *slots) read[slot.begin] = read[slot.end] = true;
  for (std::size_t i = 0; i < read.size(); ++i)
    if (read[i] && program.values[i].of == Source::Of::column)
      used_days_[static_cast<std::size_t>(program.values[i].number)] = true;
}

}  // namespace nwd::population
