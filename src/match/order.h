// The order of fits, as one number: the smaller, the better.
#pragma once

#include "match/filter.h"

namespace nwd::match {

Readiness readiness(const Catalogue&, const Wish&, std::size_t service);

class Order {
 public:
  Order(const Catalogue&, const Wish&, const Filter&);
  [[nodiscard]] std::uint64_t key(std::size_t service) const;
  [[nodiscard]] std::optional<std::int32_t> distance_km(std::size_t service) const;
  [[nodiscard]] bool same_region(std::size_t service) const;
  [[nodiscard]] bool same_county(std::size_t service) const;

 private:
  const Catalogue& catalogue_;
  const Wish& wish_;
  const Filter& filter_;
  Geography::Place county_;
  Geography::Place region_;
  std::vector<std::int32_t> distances_;  // empty: the person's county is not known
};

}  // namespace nwd::match
