// One row of a PostgreSQL result in binary form. Used inside this folder only.
#pragma once

#include <libpq-fe.h>

#include "storage/database.h"

namespace nwd::storage {

// pg_type.dat: the types that cross.
namespace pg {
inline constexpr Oid boolean = 16, bytea = 17, name = 19, int8 = 20, int2 = 21, int4 = 23, text = 25, float8 = 701,
                     unknown = 705, varchar = 1043, numeric = 1700;
}  // namespace pg

class PostgresqlRow : public Row {
 public:
  PostgresqlRow(const PGresult* result, int row) : result_(result), row_(row) {}
  [[nodiscard]] bool null(int) const override;
  [[nodiscard]] std::int64_t integer(int) const override;
  [[nodiscard]] double real(int) const override;
  [[nodiscard]] std::string_view text(int) const override;
  [[nodiscard]] ByteView blob(int) const override;
  [[nodiscard]] int columns() const override;
  [[nodiscard]] AnyValue any(int) const override;

 private:
  [[nodiscard]] Oid type(int) const;
  [[nodiscard]] ByteView bytes(int) const;  // not of a null
  [[noreturn]] void wrong(int) const;
  const PGresult* result_;
  int row_;
};

}  // namespace nwd::storage
