#include "population/screen.h"

#include <algorithm>

namespace nwd::population {
namespace {

bool before(std::int32_t second, std::int32_t first) {
  return second != unknown_day && first != unknown_day && first != never_day && second < first;
}

}  // namespace

Screen::Screen(const Schema& schema) {
  const auto order = [&](std::string_view first, std::string_view second, std::string_view broken) {
    const auto* a = schema.fact(first);
    const auto* b = schema.fact(second);
    const auto date = [](const FactColumns* f) { return f != nullptr && is_date(f->self.type); };
    if (date(a) && date(b)) orders_.push_back({a->column, b->column, broken});
  };
  order("born", "identified", "identified lies before born");
  order("born", "conduct", "conduct lies before born");
  order("identified", "recovered", "recovered lies before identified");
  for (const auto& fact : schema.facts()) {
    const auto field = [&](std::string_view name) {
      const auto at = std::find_if(fact.fields.begin(), fact.fields.end(), [&](const auto& f) {
        return f.field.name == name && f.field.type != charter::FactType::choice;
      });
      return static_cast<std::size_t>(at - fact.fields.begin());
    };
    const Lasting lasting{&fact, field("opened"), field("closed")};
    if (lasting.opened < fact.fields.size() && lasting.closed < fact.fields.size()) lasting_.push_back(lasting);
  }
}

std::string_view Screen::impossible(const Columns& people, std::size_t person) const {
  for (const auto& order : orders_)
    if (before(people.days(order.second)[person], people.days(order.first)[person])) return order.broken;
  for (const auto& lasting : lasting_)
    for (const auto& row : people.rows(person, *lasting.list))
      if (before(row[lasting.closed], row[lasting.opened])) return "a row is closed before it is opened";
  return {};
}

}  // namespace nwd::population
