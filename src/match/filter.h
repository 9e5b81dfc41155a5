// What a wish asks of a service, worked out once, and whether one service meets it.
#pragma once

#include "match/catalogue.h"

namespace nwd::match {

class Filter {
 public:
  Filter(const Catalogue&, const Wish&);
  // Nothing: it fits.
  [[nodiscard]] std::optional<Excluded> excludes(std::size_t service) const;
  [[nodiscard]] bool serves_the_county(std::size_t service) const;

 private:
  const Catalogue::Columns& columns_;
  const Wish& wish_;
  Takes who_;  // any of these is enough
  Geography::Place county_;
};

Takes who_comes(const Wish&);

}  // namespace nwd::match
