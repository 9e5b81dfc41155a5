#include "match/reasons.h"

#include <algorithm>
#include <array>

namespace nwd::match {
namespace {

constexpr std::array<std::string_view, 17> whys = {
    "free_now",      "room_unknown",     "full",          "confirmed",   "answers_here", "gives",
    "takes",         "ask_age",          "ask_gender",    "same_county", "distance_km",  "same_region",
    "serves_county", "undisclosed_site", "violence_only", "speaks",      "asks"};
constexpr std::array<std::string_view, 4> readinesses = {"ready", "answers", "call", "full"};
constexpr std::array<std::string_view, excluded_count> excludeds = {
    "not_open", "other_kind", "other_housing", "violence_only", "season", "household", "age", "area"};

constexpr Takes women{Taken::women, Taken::girls, Taken::women_with_children};
constexpr Takes men{Taken::men, Taken::boys, Taken::men_with_children};

class Explanation {
 public:
  Explanation(const Catalogue& catalogue, const Wish& wish, const Filter& filter, const Order& order, std::size_t i)
      : catalogue_(catalogue), columns_(catalogue.columns()), wish_(wish), filter_(filter), order_(order), i_(i) {}

  Fit fit() {
    room();
    what_and_whom();
    where();
    what_to_know();
    return {columns_.service[i_], readiness(catalogue_, wish_, i_), order_.distance_km(i_), std::move(reasons_)};
  }

 private:
  void say(Why why, std::int32_t value = 0) { reasons_.push_back({.why = why, .value = value}); }

  void room() {
    const auto free = catalogue_.beds().free[i_];
    const auto confirmed = catalogue_.beds().confirmed[i_];
    if (free == Catalogue::BedColumns::not_known) {
      say(Why::room_unknown);
    } else {
      say(free < beds_needed(wish_) ? Why::full : Why::free_now, free);
    }
    if (confirmed != distant_past) say(Why::confirmed, std::max(0, wish_.tonight - confirmed));
    if (columns_.flags[i_].connected) say(Why::answers_here);
  }

  void what_and_whom() {
    const auto ages = columns_.ages[i_];
    const auto takes = columns_.takes[i_];
    const auto housing = columns_.housing[i_];
    reasons_.push_back({.why = Why::gives, .value = static_cast<std::int32_t>(housing), .kind = wish_.kind});
    if (!takes.empty() || ages != Ages{}) reasons_.push_back({.why = Why::takes, .takes = takes, .ages = ages});
    if (wish_.age.from < ages.from || wish_.age.to > ages.to) say(Why::ask_age);
    const bool either = wish_.gender == Gender::unknown || wish_.gender == Gender::another;
    if (either && !takes.empty() && !(takes.any_of(women) && takes.any_of(men))) say(Why::ask_gender);
  }

  void where() {
    if (order_.same_county(i_)) {
      say(Why::same_county);
    } else if (columns_.place[i_] != Geography::nowhere) {
      if (const auto km = order_.distance_km(i_)) say(Why::distance_km, *km);
    }
    if (order_.same_region(i_)) say(Why::same_region);
    if (filter_.serves_the_county(i_)) say(Why::serves_county);
  }

  void what_to_know() {
    if (columns_.flags[i_].undisclosed) say(Why::undisclosed_site);
    if (columns_.flags[i_].violence_only) say(Why::violence_only);
    if (wish_.language && columns_.languages[i_].has(*wish_.language)) {
      say(Why::speaks, static_cast<std::int32_t>(*wish_.language));
    }
    for (std::int32_t a = 0; a < asked_count; ++a) {
      if (columns_.asks[i_].has(static_cast<Asked>(a))) say(Why::asks, a);
    }
  }

  const Catalogue& catalogue_;
  const Catalogue::Columns& columns_;
  const Wish& wish_;
  const Filter& filter_;
  const Order& order_;
  std::size_t i_;
  std::vector<Reason> reasons_;
};

std::string gives_text(const Reason& r) {
  const auto housing = static_cast<Housing>(r.value);
  return std::string(r.kind == Kind::housing && housing != Housing::none ? word(housing) : word(r.kind));
}

std::string value_text(const Reason& r) {
  switch (r.why) {
    case Why::free_now:
    case Why::full:
    case Why::confirmed:
    case Why::distance_km: return std::to_string(r.value);
    case Why::gives: return gives_text(r);
    case Why::takes: return r.takes.empty() ? to_text(r.ages) : to_text(r.takes) + " " + to_text(r.ages);
    case Why::speaks: return std::string(word(static_cast<Language>(r.value)));
    case Why::asks: return std::string(word(static_cast<Asked>(r.value)));
    default: return {};
  }
}

}  // namespace

std::string_view word(Why w) { return whys.at(static_cast<std::size_t>(w)); }
std::string_view word(Readiness w) { return readinesses.at(static_cast<std::size_t>(w)); }
std::string_view word(Excluded w) { return excludeds.at(static_cast<std::size_t>(w)); }

std::string to_text(const Reason& reason) {
  const auto value = value_text(reason);
  return std::string(word(reason.why)) + (value.empty() ? "" : ": " + value);
}

Fit explain(const Catalogue& catalogue, const Wish& wish, const Filter& filter, const Order& order, std::size_t i) {
  return Explanation(catalogue, wish, filter, order, i).fit();
}

}  // namespace nwd::match
