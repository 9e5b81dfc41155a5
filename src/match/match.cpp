#include "match/match.h"

#include <algorithm>

#include "match/order.h"
#include "match/reasons.h"

namespace nwd::match {

Ranking rank(const Catalogue& catalogue, const Wish& wish, std::size_t most) {
  Ranking ranking;
  const Filter filter(catalogue, wish);
  const Order order(catalogue, wish, filter);
  std::vector<std::uint64_t> keys;
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (const auto why = filter.excludes(i)) {
      ++ranking.excluded[static_cast<std::size_t>(*why)];
    } else {
      keys.push_back(order.key(i));
    }
  }
  ranking.fitting = keys.size();
  most = std::min(most, keys.size());
  const auto end = keys.begin() + static_cast<std::ptrdiff_t>(most);
  std::partial_sort(keys.begin(), end, keys.end());
  for (auto key = keys.begin(); key != end; ++key) {
    const auto i = static_cast<std::size_t>(*key & 0xffffffffU);
    ranking.fits.push_back(explain(catalogue, wish, filter, order, i));
  }
  return ranking;
}

}  // namespace nwd::match
