// The parameters of one call in libpq's binary form. Numbers live in here, texts and bytes where the caller has them.
// Used inside this folder only.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "storage/database.h"
#include "storage/postgresql_row.h"

namespace nwd::storage {

class Wire {
 public:
  explicit Wire(std::span<const Param>);
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  [[nodiscard]] int size() const { return static_cast<int>(types.size()); }

  std::vector<Oid> types;  // 0: a null, of whatever type the statement wants
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;

 private:
  void push(Oid type, const char* value, std::size_t length);
  void number(Oid type, std::uint64_t bits);
  void add(std::nullptr_t) { push(0, nullptr, 0); }
  void add(std::int64_t);
  void add(double);
  void add(std::string_view);
  void add(ByteView);
  std::vector<std::array<char, 8>> numbers_;
};

}  // namespace nwd::storage
