// Finding the services that fit one person, over every service of the directory. Pure: no clock, no database.
//
// Hard filters: what is sought, open, ages, who comes (gender, children), season, area served, and shelters for those
// who flee violence at home only. A fact that is not known, of the person or of the service, never excludes. Then the
// order: what can be had now and answered here first; sites of undisclosed address when wanted; the nearest county; the
// same region; the language; those who ask for fewer facts; more free; and the id, so that the order is total.
//
// A wish has no immigration status and no cooperation with anybody: there is nowhere to put them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "match/geography.h"
#include "match/service_words.h"

namespace nwd::match {

enum class Gender : std::uint8_t { unknown, woman, man, another };

struct Wish {
  Kind kind = Kind::housing;
  HousingSet housing;  // of a bed; empty: any type
  Ages age;            // known, estimated, or {0, 120}
  Gender gender = Gender::unknown;
  std::optional<int> children;  // with them
  Day tonight;
  std::string county;  // FIPS, "" when not known
  std::optional<bool> flees_violence_at_home;
  bool undisclosed_site = false;  // wants a site whose address is not told
  std::optional<Language> language;
};
int beds_needed(const Wish&);  // the person and the children with them

// One service, as the catalogue takes it in.
struct Entry {
  IdBytes service;
  Kinds kinds;
  Housing housing = Housing::none;
  Ages ages;
  Takes takes;
  Asks asks;
  Languages languages;
  Season season;
  bool open = true;  // false: planned or closed
  bool violence_only = false;
  bool undisclosed = false;
  bool connected = false;           // its organization answers here
  std::string county;               // where it is; "" when not known
  std::string region;               // "MN-504"
  std::vector<std::string> serves;  // counties; empty: not limited or not known
};

// How full a service is.
struct Beds {
  std::int32_t total = 0;
  std::optional<std::int32_t> free;  // not known until somebody confirmed it
  std::optional<Day> confirmed;
};

class Catalogue {
 public:
  Catalogue();
  Catalogue(std::shared_ptr<const Geography>, std::span<const Entry>, std::span<const Beds>);
  // The same services, some with other beds. Cheap: the other columns are shared.
  struct Update {
    IdBytes service;
    Beds beds;
  };
  [[nodiscard]] Catalogue with_beds(std::span<const Update>) const;
  [[nodiscard]] std::size_t size() const;

  struct Columns;  // catalogue.h
  struct BedColumns;
  [[nodiscard]] const Columns& columns() const { return *columns_; }
  [[nodiscard]] const BedColumns& beds() const { return *beds_; }

 private:
  std::shared_ptr<const Columns> columns_;
  std::shared_ptr<const BedColumns> beds_;
};

// How soon it can be had, best first.
enum class Readiness : std::uint8_t {
  ready,    // free, confirmed since yesterday, and its organization answers here
  answers,  // its organization answers here; whether there is room must be asked
  call,     // not connected: to be called
  full      // known to have too little room tonight
};
std::string_view word(Readiness);

enum class Why : std::uint8_t {
  free_now,  // value: beds
  room_unknown,
  full,       // value: free beds, fewer than needed
  confirmed,  // value: days ago
  answers_here,
  gives,       // value: Housing; kind: what is sought
  takes,       // of the service: whom, and ages
  ask_age,     // the ages known of the person and of the service only overlap
  ask_gender,  // the person's gender is not said or another, and the service names genders
  same_county,
  distance_km,  // value
  same_region,
  serves_county,
  undisclosed_site,
  violence_only,  // ask: is it for those who flee violence at home
  speaks,         // value: Language
  asks            // value: Asked
};
std::string_view word(Why);

struct Reason {
  Why why;
  std::int32_t value = 0;
  Takes takes{};              // of Why::takes
  Ages ages{};                // of Why::takes
  Kind kind = Kind::housing;  // of Why::gives
  bool operator==(const Reason&) const = default;
};
std::string to_text(const Reason&);  // "free_now: 3", "takes: women, girls 12-24", "distance_km: 12"

struct Fit {
  IdBytes service;
  Readiness readiness = Readiness::call;
  std::optional<std::int32_t> distance_km;  // between the middles of the counties; "about" when only a region is known
  std::vector<Reason> reasons;
};

// Why the others are not listed: each counted once, at the first filter that excluded it, in this order.
enum class Excluded : std::uint8_t { not_open, other_kind, other_housing, violence_only, season, household, age, area };
inline constexpr int excluded_count = 8;
std::string_view word(Excluded);

struct Ranking {
  std::vector<Fit> fits;    // best first, at most as many as asked for
  std::size_t fitting = 0;  // how many fit in all
  std::array<std::size_t, excluded_count> excluded{};
};

Ranking rank(const Catalogue&, const Wish&, std::size_t most = 20);

}  // namespace nwd::match
