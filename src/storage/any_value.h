// Whole rows as values, for backup and restore. Used inside this folder only.
#pragma once

#include <vector>

#include "storage/database.h"

namespace nwd::storage {

inline std::vector<AnyValue> values_of(const Row& row) {
  std::vector<AnyValue> values;
  for (int c = 0; c < row.columns(); ++c) values.push_back(row.any(c));
  return values;
}

// Views into `values`, which must stay.
inline std::vector<Param> params_of(const std::vector<AnyValue>& values) {
  std::vector<Param> params;
  for (const auto& value : values) std::visit([&](const auto& v) { params.emplace_back(v); }, value);
  return params;
}

}  // namespace nwd::storage
