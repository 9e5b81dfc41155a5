#include "storage/postgresql_wire.h"

#include <bit>

namespace nwd::storage {

Wire::Wire(std::span<const Param> params) {
  numbers_.reserve(params.size());
  for (const auto& p : params) std::visit([&](const auto& v) { add(v); }, p.value());
}

void Wire::push(Oid type, const char* value, std::size_t length) {
  types.push_back(type);
  values.push_back(value);
  lengths.push_back(static_cast<int>(length));
  formats.push_back(1);
}

void Wire::number(Oid type, std::uint64_t bits) {
  auto& bytes = numbers_.emplace_back();
  for (std::size_t i = 0; i < 8; ++i) bytes[7 - i] = static_cast<char>(bits >> (8 * i));
  push(type, bytes.data(), bytes.size());
}

void Wire::add(std::int64_t v) { number(pg::int8, static_cast<std::uint64_t>(v)); }
void Wire::add(double v) { number(pg::float8, std::bit_cast<std::uint64_t>(v)); }
void Wire::add(std::string_view v) { push(pg::text, v.data() == nullptr ? "" : v.data(), v.size()); }
void Wire::add(ByteView v) { push(pg::bytea, v.empty() ? "" : text_of(v).data(), v.size()); }

}  // namespace nwd::storage
