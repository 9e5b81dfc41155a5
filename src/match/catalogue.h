// The catalogue in columns, for rank() and its tests. Services stand in order of id, so that an index orders as ids do.
#pragma once

#include "match/match.h"

namespace nwd::match {

struct IdHash {
  std::size_t operator()(const IdBytes& id) const noexcept {
    std::size_t h = 0;
    for (std::size_t i = 0; i < sizeof h; ++i) h = (h << 8U) | id.raw[i];
    return h;
  }
};

struct Flags {
  bool open : 1;
  bool violence_only : 1;
  bool undisclosed : 1;
  bool connected : 1;
};

struct Catalogue::Columns {
  std::shared_ptr<const Geography> geography;
  std::vector<IdBytes> service;
  std::vector<Kinds> kinds;
  std::vector<Housing> housing;
  std::vector<Ages> ages;
  std::vector<Takes> takes;
  std::vector<Asks> asks;
  std::vector<Languages> languages;
  std::vector<Season> season;
  std::vector<Flags> flags;
  std::vector<Geography::Place> place;    // its county, else its region
  std::vector<Geography::Place> region;   // its own or its county's
  std::vector<std::uint32_t> serves_end;  // of serves: where the service's counties end, those before it begin there
  std::vector<Geography::Place> serves;
  std::unordered_map<IdBytes, std::uint32_t, IdHash> index;

  [[nodiscard]] std::span<const Geography::Place> served(std::size_t i) const {
    const auto begin = i == 0 ? 0 : serves_end[i - 1];
    return std::span(serves).subspan(begin, serves_end[i] - begin);
  }
};

struct Catalogue::BedColumns {
  static constexpr std::int32_t not_known = -1;
  std::vector<std::int32_t> total;
  std::vector<std::int32_t> free;  // not_known: nobody has confirmed it
  std::vector<Day> confirmed;      // distant_past: never
  void set(std::size_t i, const Beds&);
};

}  // namespace nwd::match
