// Where counties and regions lie. A distance is between the middles of two counties: enough to say which bed is near,
// and nothing finer is known of a person.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nwd::match {

struct Point {
  double latitude = 0;  // degrees
  double longitude = 0;
};

struct CountyPlace {
  std::string fips;    // "27053"
  std::string region;  // "MN-500": the one most of its people live in
  std::optional<Point> middle;
};

class Geography {
 public:
  Geography() = default;
  explicit Geography(const std::vector<CountyPlace>&);

  using Place = std::int32_t;  // index of a county or of a region; -1: nowhere known
  static constexpr Place nowhere = -1;
  [[nodiscard]] Place county(std::string_view fips) const;
  [[nodiscard]] Place region(std::string_view code) const;  // its middle is the mean of its counties'
  [[nodiscard]] Place region_of(Place county) const;
  [[nodiscard]] std::size_t places() const { return directions_.size(); }
  // Great-circle distance on a sphere of 6,371 km, in whole km; nothing if either lies nowhere known.
  [[nodiscard]] std::optional<std::int32_t> distance_km(Place, Place) const;
  // From one place to every place: 2^31-1 where unknown.
  [[nodiscard]] std::vector<std::int32_t> distances_km(Place from) const;

 private:
  using Direction = std::array<double, 3>;  // unit vector; zero: unknown
  std::vector<Direction> directions_;
  std::vector<Place> region_of_;
  std::unordered_map<std::string, Place> by_name_;
};

}  // namespace nwd::match
