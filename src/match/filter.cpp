#include "match/filter.h"

#include <algorithm>

namespace nwd::match {

int beds_needed(const Wish& wish) { return 1 + wish.children.value_or(0); }

// Everybody that the person may be, as far as is known. A parent under 18 may be received with the children as a family
// or, alone with them, as a minor (HUD's "household with only children").
Takes who_comes(const Wish& wish) {
  const bool minor = wish.age.from < 18;
  const bool adult = wish.age.to >= 18;
  const bool woman = wish.gender != Gender::man;
  const bool man = wish.gender != Gender::woman;
  const bool alone = wish.children.value_or(0) == 0;
  const bool family = wish.children.value_or(1) > 0;
  Takes who;
  if (woman && adult && alone) who.add(Taken::women);
  if (man && adult && alone) who.add(Taken::men);
  if (woman && minor) who.add(Taken::girls);
  if (man && minor) who.add(Taken::boys);
  if (woman && family) who.add(Taken::women_with_children);
  if (man && family) who.add(Taken::men_with_children);
  return who;
}

Filter::Filter(const Catalogue& catalogue, const Wish& wish)
    : columns_(catalogue.columns()),
      wish_(wish),
      who_(who_comes(wish)),
      county_(columns_.geography->county(wish.county)) {}

bool Filter::serves_the_county(std::size_t i) const {
  const auto served = columns_.served(i);
  return county_ != Geography::nowhere && std::find(served.begin(), served.end(), county_) != served.end();
}

std::optional<Excluded> Filter::excludes(std::size_t i) const {
  const auto& c = columns_;
  if (!c.flags[i].open) return Excluded::not_open;
  if (!c.kinds[i].has(wish_.kind)) return Excluded::other_kind;
  if (!wish_.housing.empty() && c.housing[i] != Housing::none && !wish_.housing.has(c.housing[i])) {
    return Excluded::other_housing;
  }
  if (c.flags[i].violence_only && wish_.flees_violence_at_home == false) return Excluded::violence_only;
  if (!open_on(c.season[i], wish_.tonight)) return Excluded::season;
  if (!c.takes[i].empty() && !c.takes[i].any_of(who_)) return Excluded::household;
  if (c.ages[i].from > wish_.age.to || c.ages[i].to < wish_.age.from) return Excluded::age;
  if (!c.served(i).empty() && county_ != Geography::nowhere && !serves_the_county(i)) return Excluded::area;
  return std::nullopt;
}

}  // namespace nwd::match
