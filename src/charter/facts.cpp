#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "charter/checker.h"
#include "charter/evaluate.h"
#include "charter/evaluator.h"
#include "charter/parser.h"

namespace nwd::charter {
namespace {

Failure no_such(std::string_view what, std::string_view name) {
  return fail(Code::invalid, fmt::format("The charter knows no {} called \"{}\" here.", what, name.substr(0, 80)));
}

Result<std::uint64_t> choice_mask(const Field& field, std::string_view value) {
  const auto at = std::find(field.choices.begin(), field.choices.end(), value);
  if (at == field.choices.end()) return no_such("value of this fact", value);
  return std::uint64_t{1} << static_cast<unsigned>(at - field.choices.begin());
}

Result<void> in_order(const DateRange& range) {
  if (range.latest < range.earliest) return fail(Code::invalid, "The latest day lies before the earliest.");
  return {};
}

Result<void> in_order(const DayBounds& days) {
  if (!(days.certain - days.possible).empty()) return fail(Code::invalid, "A certain day must be a possible one.");
  return {};
}

Facts::Row empty_row(const Fact& list) {
  return {std::vector<DateRange>(list.fields.size()),
          std::vector<std::uint64_t>(list.fields.size(), ~std::uint64_t{0})};
}

}  // namespace

Facts::Facts(const Charter& charter) : charter_(&charter), values_(charter.facts.size()) {}

void Facts::replace(FactId id, Value value) {
  values_.at(id) = std::move(value);
  values_[id].set = true;
}

Facts Facts::of(const Charter& same) const {
  Facts copy = *this;
  copy.charter_ = &same;
  return copy;
}

Result<Facts::Value*> Facts::find(std::string_view name, std::initializer_list<FactType> types) {
  const auto id = charter_->fact(name);
  if (id == none || std::find(types.begin(), types.end(), charter_->facts[id].self.type) == types.end())
    return no_such("fact of this type", name);
  values_[id].set = true;
  return &values_[id];
}

Result<void> Facts::set_date(std::string_view fact, DateRange range) {
  NWD_CHECK(in_order(range));
  NWD_TRY(Value* const value, find(fact, {FactType::date, FactType::maybe_date}));
  value->date = range;
  return {};
}

Result<void> Facts::set_days(std::string_view fact, DayBounds days) {
  NWD_CHECK(in_order(days));
  NWD_TRY(Value* const value, find(fact, {FactType::state}));
  value->days = std::move(days);
  return {};
}

Result<void> Facts::set_days(std::string_view fact, std::string_view service, DayBounds days) {
  NWD_CHECK(in_order(days));
  const auto id = charter_->service(service);
  if (id == none) return no_such("service", service);
  NWD_TRY(Value* const value, find(fact, {FactType::state_per_service}));
  std::erase_if(value->per_service, [&](const auto& entry) { return entry.first == id; });
  value->per_service.emplace_back(id, std::move(days));
  return {};
}

Result<void> Facts::set_choice(std::string_view fact, std::string_view choice) {
  NWD_TRY(Value* const value, find(fact, {FactType::choice}));
  NWD_TRY(value->choices, choice_mask(charter_->facts[charter_->fact(fact)].self, choice));
  return {};
}

Result<void> Facts::add_row(std::string_view list, const std::vector<FieldValue>& fields) {
  NWD_TRY(Value* const value, find(list, {FactType::list}));
  if (value->rows.size() >= max_rows)
    return fail(Code::too_large, fmt::format("A person has at most {} of these.", max_rows));
  const auto& declared = charter_->facts[charter_->fact(list)];
  Row row = empty_row(declared);
  for (const auto& field : fields) {
    const auto at = std::find_if(declared.fields.begin(), declared.fields.end(),
                                 [&](const auto& f) { return f.name == field.field; });
    if (at == declared.fields.end()) return no_such("field", field.field);
    const auto index = static_cast<std::size_t>(at - declared.fields.begin());
    NWD_CHECK(in_order(field.date));
    row.dates[index] = field.date;
    if (at->type == FactType::choice && !field.choice.empty()) {
      NWD_TRY(row.choices[index], choice_mask(*at, field.choice));
    }
  }
  value->rows.push_back(std::move(row));
  return {};
}

Result<void> Facts::set_incomplete(std::string_view list) {
  NWD_TRY(Value* const value, find(list, {FactType::list}));
  value->complete = false;
  return {};
}

namespace {

Facts::Row row_from(Evaluator& evaluator, const Fact& list, const GivenValue& given) {
  Facts::Row row = empty_row(list);
  for (const auto& item : given.row) {
    if (item.unknown) continue;
    if (list.fields[item.fact].type == FactType::choice)
      row.choices[item.fact] = item.choices;
    else
      row.dates[item.fact] = evaluator.given_date(item);
  }
  return row;
}

}  // namespace

Facts facts_from(const Charter& charter, const std::vector<GivenValue>& given) {
  Facts facts(charter);
  const Facts nothing(charter);
  Evaluator evaluator(charter, nothing);
  for (const auto& g : given) {
    auto& value = facts.values_[g.fact];
    value.set = true;
    const auto days = [&] {
      return g.unknown ? DayBounds::unknown() : evaluator.days(g.first, none, nullptr).bounds();
    };
    switch (charter.facts[g.fact].self.type) {
      case FactType::date:
      case FactType::maybe_date: value.date = g.unknown ? DateRange::unknown() : evaluator.given_date(g); break;
      case FactType::state: value.days = days(); break;
      case FactType::choice: value.choices = g.unknown ? ~std::uint64_t{0} : g.choices; break;
      case FactType::list:
        if (g.unknown)
          value.complete = false;
        else if (value.rows.size() < max_rows)
          value.rows.push_back(row_from(evaluator, charter.facts[g.fact], g));
        else
          value.complete = false;
        break;
      case FactType::state_per_service:
        if (g.service != none)
          value.per_service.emplace_back(g.service, days());
        else
          for (ServiceId id = 0; id < charter.services.size(); ++id)
            if (charter.services[id].parent == none) value.per_service.emplace_back(id, days());
        break;
    }
  }
  return facts;
}

Result<Facts> read_facts(const Charter& charter, std::string_view text, std::vector<Diagnostic>& out) {
  constexpr std::size_t max_bytes = std::size_t{64} << 10U;
  if (text.size() > max_bytes || !is_utf8(text)) return fail(Code::invalid, "Facts are at most 64 KiB of UTF-8 text.");
  Diagnostics diagnostics;
  const auto parsed = parse_given(text, diagnostics);
  Checker checker(diagnostics);
  checker.adopt(charter);
  const auto given = checker.given(parsed);
  const bool wrong = !diagnostics.all().empty();
  for (auto& d : diagnostics.all()) out.push_back(std::move(d));
  if (wrong) return fail(Code::invalid, "The facts cannot be read.");
  const Charter with_expressions = checker.take();
  Facts built = facts_from(with_expressions, given);
  return built.of(charter);
}

}  // namespace nwd::charter
