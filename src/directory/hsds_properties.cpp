#include <array>

#include "base/text.h"
#include "directory/hsds.h"
#include "directory/places.h"
#include "directory/table.h"

namespace nwd::directory::hsds {
namespace {

constexpr std::int64_t most_places = 100'000;

template <class Word>
bool add(match::Set<Word>& set, std::optional<Word> parsed) {
  if (parsed) set.add(*parsed);
  return parsed.has_value();
}

bool set_number(std::int32_t& into, std::string_view value) {
  const auto number = whole_number(value);
  if (!number || *number > most_places) return false;
  into = static_cast<std::int32_t>(*number);
  return true;
}

bool set_season(match::Season& season, std::string_view value) {
  const auto parts = split(value, '-');
  if (parts.size() != 2) return false;
  const auto from = whole_number(parts[0]);
  const auto to = whole_number(parts[1]);
  if (!from || !to || *from < 101 || *from > 1231 || *to < 101 || *to > 1231) return false;
  season = {static_cast<std::uint16_t>(*from), static_cast<std::uint16_t>(*to)};
  return true;
}

bool set_place(Location& site, std::string_view property, std::string_view value) {
  if (property == "state" && value.size() == 2) site.state = value;
  if (property == "county" && find_county(value) != nullptr) site.county = value;
  if (property == "region" && value.size() <= 16) site.region = value;
  return true;
}

bool set_limit(Service& s, std::string_view value) {
  if (value == "violence_only") s.violence_only = true;
  if (value == "confidential") s.site.confidential = true;
  if (value == "planned") s.status = Status::planned;
  return true;
}

template <class Word>
void list(std::vector<std::pair<std::string, std::string>>& out, std::string_view property, match::Set<Word> set,
          int count) {
  for (int i = 0; i < count; ++i) {
    if (set.has(static_cast<Word>(i))) out.emplace_back(property, word(static_cast<Word>(i)));
  }
}

}  // namespace

bool set_property(Service& s, std::string_view property, std::string_view value) {
  if (property == "kind") return add(s.kinds, match::parse_kind(value));
  if (property == "takes") return add(s.takes, match::parse_taken(value));
  if (property == "asks") return add(s.asks, match::parse_asked(value));
  if (property == "season") return set_season(s.season, value);
  if (property == "limit") return set_limit(s, value);
  if (property == "year_round_beds") return set_number(s.year_round_beds, value);
  if (property == "income_percent") return set_number(s.income_percent.emplace(), value);
  if (property == "immigration") s.immigration = value;
  if (property == "housing") {
    const auto housing = match::parse_housing(value);
    s.housing = housing.value_or(match::Housing::none);
    return housing.has_value();
  }
  if (property == "places") {
    s.capacity = Capacity{};
    return set_number(s.capacity->total, value);
  }
  return set_place(s.site, property, value);
}

std::vector<std::pair<std::string, std::string>> properties_of(const Service& s) {
  std::vector<std::pair<std::string, std::string>> out;
  list(out, "kind", s.kinds, match::kind_count);
  if (s.housing != match::Housing::none) out.emplace_back("housing", word(s.housing));
  list(out, "takes", s.takes, match::taken_count);
  list(out, "asks", s.asks, match::asked_count);
  if (s.season.from != 0) out.emplace_back("season", std::to_string(s.season.from) + "-" + std::to_string(s.season.to));
  if (s.violence_only) out.emplace_back("limit", "violence_only");
  if (s.site.confidential) out.emplace_back("limit", "confidential");
  if (s.status == Status::planned) out.emplace_back("limit", "planned");
  if (s.year_round_beds > 0) out.emplace_back("year_round_beds", std::to_string(s.year_round_beds));
  if (s.income_percent) out.emplace_back("income_percent", std::to_string(*s.income_percent));
  if (!s.immigration.empty()) out.emplace_back("immigration", s.immigration);
  if (s.capacity) out.emplace_back("places", std::to_string(s.capacity->total));
  if (!s.site.state.empty()) out.emplace_back("state", s.site.state);
  if (!s.site.county.empty()) out.emplace_back("county", s.site.county);
  if (!s.site.region.empty()) out.emplace_back("region", s.site.region);
  return out;
}

}  // namespace nwd::directory::hsds
