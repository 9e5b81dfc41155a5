// A part of a list that may be long, and how long it is altogether: so that what is not shown is told, and reached.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace nwd {

struct Part {
  static constexpr int longest = 500;
  std::int64_t from = 0;  // how many to pass over
  int most = 50;

  static Part page(std::int64_t number, int size = 50) { return {(number - 1) * size, size}; }  // 1 is the first
  [[nodiscard]] std::int64_t first() const { return std::max<std::int64_t>(from, 0); }
  [[nodiscard]] int count() const { return std::clamp(most, 1, longest); }
};

template <class T>
struct Listed {
  std::vector<T> shown;
  std::int64_t all = 0;
};

}  // namespace nwd
