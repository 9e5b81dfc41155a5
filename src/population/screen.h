// Dates that cannot all be true of one person.
#pragma once

#include <string_view>
#include <vector>

#include "population/columns.h"

namespace nwd::population {

class Screen {
 public:
  explicit Screen(const Schema&);
  // "recovered lies before identified"; empty if nothing is wrong. Dates that are not known are never wrong.
  [[nodiscard]] std::string_view impossible(const Columns&, std::size_t person) const;

 private:
  struct Order {
    std::uint32_t first = 0;  // day columns
    std::uint32_t second = 0;
    std::string_view broken;
  };
  struct Lasting {  // a list whose rows are opened and closed
    const FactColumns* list = nullptr;
    std::size_t opened = 0;
    std::size_t closed = 0;
  };
  std::vector<Order> orders_;
  std::vector<Lasting> lasting_;
};

}  // namespace nwd::population
