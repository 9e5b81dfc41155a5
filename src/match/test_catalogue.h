// Random catalogues and wishes for the tests, over a map of a few counties.
#pragma once

#include <rapidcheck.h>

#include "match/match.h"

namespace nwd::match {

inline std::shared_ptr<const Geography> small_map() {
  return std::make_shared<const Geography>(std::vector<CountyPlace>{{"27053", "MN-500", Point{45.0, -93.5}},
                                                                    {"27123", "MN-501", Point{45.0, -93.1}},
                                                                    {"27003", "MN-503", Point{45.3, -93.2}},
                                                                    {"27037", "MN-503", Point{44.7, -93.1}},
                                                                    {"27137", "MN-509", std::nullopt}});
}

inline rc::Gen<std::string> some_county() {
  return rc::gen::map(
      rc::gen::elementOf(std::vector<const char*>{"", "27053", "27123", "27003", "27037", "27137", "99999"}),
      [](const char* fips) { return std::string(fips); });
}

inline rc::Gen<Ages> some_ages() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::element<std::uint8_t>(0, 12, 16, 18, 25), rc::gen::element<std::uint8_t>(0, 5, 20, 120)),
      [](const auto& p) { return Ages{p.first, static_cast<std::uint8_t>(std::min(120, p.first + p.second))}; });
}

inline Entry some_entry() {
  Entry e;
  const auto raw = *rc::gen::container<std::array<std::uint8_t, 16>>(rc::gen::arbitrary<std::uint8_t>());
  e.service.raw = raw;
  e.kinds = Kinds::of_bits(*rc::gen::element(1, 1, 1, 3, 16));
  e.housing = *rc::gen::element(Housing::none, Housing::emergency, Housing::transitional);
  e.ages = *some_ages();
  e.takes = Takes::of_bits(*rc::gen::element(0, 1, 12, 32, 49, 127, 64));
  e.asks = Asks::of_bits(*rc::gen::element(0, 0, 1, 5));
  e.languages = Languages::of_bits(*rc::gen::element(0, 1, 2, 3));
  e.season = *rc::gen::element(Season{}, Season{1101, 331}, Season{401, 930});
  e.open = *rc::gen::weightedElement<bool>({{5, true}, {1, false}});
  e.violence_only = *rc::gen::weightedElement<bool>({{1, true}, {3, false}});
  e.undisclosed = *rc::gen::arbitrary<bool>();
  e.connected = *rc::gen::arbitrary<bool>();
  e.county = *some_county();
  e.region = *rc::gen::element<std::string>("", "MN-500", "MN-503");
  if (*rc::gen::weightedElement<bool>({{1, true}, {3, false}})) e.serves = {*some_county()};
  return e;
}

inline Beds some_beds() {
  Beds b;
  b.total = *rc::gen::inRange(0, 8);
  if (*rc::gen::arbitrary<bool>()) b.free = *rc::gen::inRange(0, b.total + 1);
  if (b.free) b.confirmed = Day{*rc::gen::element(100, 99, 98)};
  return b;
}

inline Wish some_wish() {
  Wish w;
  w.housing = HousingSet::of_bits(*rc::gen::element(0, 2, 6));
  w.age = *some_ages();
  w.gender = *rc::gen::element(Gender::unknown, Gender::woman, Gender::man, Gender::another);
  w.children = *rc::gen::element(std::optional<int>{}, std::optional(0), std::optional(2));
  w.tonight = Day{100};  // 11 April 1970
  w.county = *some_county();
  w.flees_violence_at_home = *rc::gen::element(std::optional<bool>{}, std::optional(true), std::optional(false));
  w.undisclosed_site = *rc::gen::arbitrary<bool>();
  w.language = *rc::gen::element(std::optional<Language>{}, std::optional(Language::spanish));
  return w;
}

struct Directory {
  std::vector<Entry> entries;
  std::vector<Beds> beds;
  [[nodiscard]] Catalogue catalogue() const { return {small_map(), entries, beds}; }
};

inline Directory some_directory() {
  Directory d;
  const auto size = *rc::gen::inRange(0, 30);
  for (int i = 0; i < size; ++i) {
    d.entries.push_back(some_entry());
    d.entries.back().service.raw[15] = static_cast<std::uint8_t>(d.entries.size());  // no two services share an id
    d.beds.push_back(some_beds());
  }
  return d;
}

inline std::vector<IdBytes> ids_of(const Ranking& ranking) {
  std::vector<IdBytes> ids;
  for (const auto& fit : ranking.fits) ids.push_back(fit.service);
  return ids;
}

}  // namespace nwd::match
