#include "population/schema.h"

#include <fmt/format.h>

#include <algorithm>

namespace nwd::population {
namespace {

using charter::Charter;
using charter::FactType;

bool same(const charter::Field& a, const charter::Field& b) {
  return a.name == b.name && a.type == b.type && a.choices == b.choices;
}

bool same_fields(const FactColumns& columns, const charter::Fact& fact) {
  return std::equal(columns.fields.begin(), columns.fields.end(), fact.fields.begin(), fact.fields.end(),
                    [](const auto& a, const auto& b) { return same(a.field, b); });
}

}  // namespace

Schema::Schema(const Charter& charter, const Layout& layout) : layout_(layout) {
  layout_.inline_rows = std::clamp<std::size_t>(layout.inline_rows, 1, 4);
  layout_.state_slots = std::clamp<std::size_t>(layout.state_slots, 1, 4);
  for (const auto& fact : charter.facts) add(charter, fact);
}

std::shared_ptr<const Schema> Schema::of(const Charter& charter, const Layout& layout) {
  return std::shared_ptr<const Schema>(new Schema(charter, layout));
}

Result<std::shared_ptr<const Schema>> Schema::of(const Charter& a, const Charter& b, const Layout& layout) {
  std::shared_ptr<Schema> schema(new Schema(a, layout));
  NWD_CHECK(schema->merge(b));
  return std::shared_ptr<const Schema>(std::move(schema));
}

const FactColumns* Schema::fact(std::string_view name) const {
  const auto at = std::find_if(facts_.begin(), facts_.end(), [&](const auto& f) { return f.self.name == name; });
  return at == facts_.end() ? nullptr : &*at;
}

StateColumns Schema::state(std::string service) {
  StateColumns out{std::move(service), days_};
  days_ += static_cast<std::uint32_t>(2 * layout_.state_slots);
  return out;
}

void Schema::add(const Charter& charter, const charter::Fact& fact) {
  FactColumns out{fact.self, 0, {}, {}};
  switch (fact.self.type) {
    case FactType::date:
    case FactType::maybe_date: out.column = days_++; break;
    case FactType::choice: out.column = bytes_++; break;
    case FactType::state: out.states.push_back(state({})); break;
    case FactType::state_per_service:
      for (const auto& service : charter.services)
        if (service.leaf()) out.states.push_back(state(service.path));
      break;
    case FactType::list:
      out.column = bytes_++;
      for (const auto& field : fact.fields) {
        out.fields.push_back({field, {}});
        for (std::size_t row = 0; row < layout_.inline_rows; ++row)
          out.fields.back().rows.push_back(is_date(field.type) ? days_++ : bytes_++);
      }
      break;
  }
  facts_.push_back(std::move(out));
}

Result<void> Schema::merge(const Charter& charter) {
  for (const auto& fact : charter.facts) {
    const auto mine =
        std::find_if(facts_.begin(), facts_.end(), [&](const auto& f) { return f.self.name == fact.self.name; });
    if (mine == facts_.end()) {
      add(charter, fact);
      continue;
    }
    if (!same(mine->self, fact.self) || !same_fields(*mine, fact))
      return fail(Code::invalid,
                  fmt::format("The two charters mean different things by the fact \"{}\".", fact.self.name));
    if (fact.self.type == FactType::state_per_service) NWD_CHECK(merge_services(*mine, charter));
  }
  return {};
}

Result<void> Schema::merge_services(FactColumns& mine, const Charter& charter) {
  for (const auto& service : charter.services) {
    const auto below = [&](const StateColumns& s) { return s.service.starts_with(service.path + " > "); };
    const auto above = [&](const StateColumns& s) { return service.path.starts_with(s.service + " > "); };
    if (service.leaf() && std::any_of(mine.states.begin(), mine.states.end(), below))
      return fail(Code::invalid, fmt::format("\"{}\" has parts in one of the two charters only.", service.path));
    if (std::any_of(mine.states.begin(), mine.states.end(), above))
      return fail(Code::invalid, fmt::format("A service above \"{}\" has parts in one charter only.", service.path));
    const auto equal = [&](const StateColumns& s) { return s.service == service.path; };
    if (service.leaf() && std::none_of(mine.states.begin(), mine.states.end(), equal))
      mine.states.push_back(state(service.path));
  }
  return {};
}

}  // namespace nwd::population
