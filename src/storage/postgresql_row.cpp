#include "storage/postgresql_row.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace nwd::storage {
namespace {

std::uint64_t big_end_first(ByteView bytes) {
  std::uint64_t value = 0;
  for (const auto byte : bytes) value = (value << 8U) | byte;
  return value;
}

std::int16_t short_at(ByteView bytes, std::size_t at) {
  return static_cast<std::int16_t>(big_end_first(bytes.subspan(at, 2)));
}

// What a sum of BIGINTs is (numeric.c, numeric_send): digits to the base 10,000, the first worth 10,000^weight.
struct Numeric {
  explicit Numeric(ByteView wire) : digits(short_at(wire, 0)), weight(short_at(wire, 2)), sign(short_at(wire, 4)) {
    for (int i = 0; i < digits; ++i)
      value += short_at(wire, 8 + 2 * static_cast<std::size_t>(i)) * std::pow(10'000.0L, weight - i);
    if (sign != 0) value = -value;
  }
  int digits;
  int weight;
  int sign;
  long double value = 0;  // 64 bits of mantissa: exact for every int64
};

}  // namespace

Oid PostgresqlRow::type(int c) const {
  if (c < 0 || c >= columns()) throw std::logic_error(fmt::format("there is no column {}", c));
  return PQftype(result_, c);
}

void PostgresqlRow::wrong(int c) const {
  throw std::logic_error(fmt::format("column {} has another type", PQfname(result_, c)));
}

ByteView PostgresqlRow::bytes(int c) const {
  if (null(c)) wrong(c);
  return bytes_of({PQgetvalue(result_, row_, c), static_cast<std::size_t>(PQgetlength(result_, row_, c))});
}

bool PostgresqlRow::null(int c) const { return PQgetisnull(result_, row_, c) != 0; }
int PostgresqlRow::columns() const { return PQnfields(result_); }

std::int64_t PostgresqlRow::integer(int c) const {
  switch (type(c)) {
    case pg::int8: return static_cast<std::int64_t>(big_end_first(bytes(c)));
    case pg::int4: return static_cast<std::int32_t>(big_end_first(bytes(c)));
    case pg::int2: return static_cast<std::int16_t>(big_end_first(bytes(c)));
    case pg::boolean: return bytes(c)[0] != 0 ? 1 : 0;
    case pg::numeric: break;
    default: wrong(c);
  }
  const auto value = Numeric(bytes(c)).value;
  if (std::trunc(value) != value || value < -0x1p63L || value >= 0x1p63L) wrong(c);
  return static_cast<std::int64_t>(value);
}

double PostgresqlRow::real(int c) const {
  if (type(c) == pg::float8) return std::bit_cast<double>(big_end_first(bytes(c)));
  if (type(c) == pg::numeric) return static_cast<double>(Numeric(bytes(c)).value);
  return static_cast<double>(integer(c));
}

std::string_view PostgresqlRow::text(int c) const {
  const Oid is = type(c);
  if (is != pg::text && is != pg::varchar && is != pg::name && is != pg::unknown) wrong(c);
  return text_of(bytes(c));
}

ByteView PostgresqlRow::blob(int c) const {
  if (type(c) != pg::bytea) wrong(c);
  return bytes(c);
}

AnyValue PostgresqlRow::any(int c) const {
  if (null(c)) return nullptr;
  switch (type(c)) {
    case pg::float8: return real(c);
    case pg::bytea: return get<Bytes>(c);
    case pg::text:
    case pg::varchar:
    case pg::name: return std::string(text(c));
    default: return integer(c);
  }
}

}  // namespace nwd::storage
