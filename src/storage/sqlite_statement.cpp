#include "storage/sqlite_statement.h"

#include <fmt/format.h>

#include <charconv>

namespace nwd::storage {
namespace {

std::size_t number_of(const char* name) {
  if (name == nullptr || *name != '$') return 0;
  const std::string_view digits(name + 1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

int bind_one(sqlite3_stmt* statement, int at, const Param& param) {
  return std::visit(
      [&](const auto& v) -> int {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::nullptr_t>)
          return sqlite3_bind_null(statement, at);
        else if constexpr (std::is_same_v<T, std::int64_t>)
          return sqlite3_bind_int64(statement, at, v);
        else if constexpr (std::is_same_v<T, double>)
          return sqlite3_bind_double(statement, at, v);
        // A null pointer would be a NULL, not an empty text.
        else if constexpr (std::is_same_v<T, std::string_view>)
          return sqlite3_bind_text64(statement, at, v.data() == nullptr ? "" : v.data(), v.size(), SQLITE_STATIC,
                                     SQLITE_UTF8);
        else if (v.empty())
          return sqlite3_bind_zeroblob(statement, at, 0);
        else
          return sqlite3_bind_blob64(statement, at, v.data(), v.size(), SQLITE_STATIC);
      },
      param.value());
}

}  // namespace

std::unique_ptr<SqliteStatement> SqliteStatement::prepare(sqlite3* connection, std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &handle, nullptr);
  if (code != SQLITE_OK || handle == nullptr) return nullptr;
  return std::make_unique<SqliteStatement>(handle);
}

SqliteStatement::SqliteStatement(sqlite3_stmt* handle) : handle_(handle) {
  const int count = sqlite3_bind_parameter_count(handle);
  for (int i = 1; i <= count; ++i) numbers_.push_back(number_of(sqlite3_bind_parameter_name(handle, i)));
}

int SqliteStatement::bind(std::span<const Param> params) {
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const auto number = numbers_[i];
    if (number == 0 || number > params.size()) return SQLITE_RANGE;
    const int code = bind_one(handle_, static_cast<int>(i) + 1, params[number - 1]);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

void SqliteStatement::release() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  taken_ = false;
}

int SqliteRow::type(int c) const { return sqlite3_column_type(statement_, c); }
std::size_t SqliteRow::size(int c) const { return static_cast<std::size_t>(sqlite3_column_bytes(statement_, c)); }
int SqliteRow::columns() const { return sqlite3_column_count(statement_); }

void SqliteRow::want(int c, int wanted) const {
  if (c < 0 || c >= columns() || type(c) != wanted)
    throw std::logic_error(fmt::format("column {} of \"{}\" has another type", c, sqlite3_sql(statement_)));
}

bool SqliteRow::null(int c) const { return type(c) == SQLITE_NULL; }

std::int64_t SqliteRow::integer(int c) const {
  want(c, SQLITE_INTEGER);
  return sqlite3_column_int64(statement_, c);
}

double SqliteRow::real(int c) const {
  if (type(c) != SQLITE_INTEGER) want(c, SQLITE_FLOAT);
  return sqlite3_column_double(statement_, c);
}

std::string_view SqliteRow::text(int c) const {
  want(c, SQLITE_TEXT);
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_text(statement_, c));
  return text_of({bytes, size(c)});
}

ByteView SqliteRow::blob(int c) const {
  want(c, SQLITE_BLOB);
  const void* bytes = sqlite3_column_blob(statement_, c);
  return {static_cast<const std::uint8_t*>(bytes), size(c)};
}

AnyValue SqliteRow::any(int c) const {
  switch (type(c)) {
    case SQLITE_INTEGER: return integer(c);
    case SQLITE_FLOAT: return real(c);
    case SQLITE_TEXT: return std::string(text(c));
    case SQLITE_BLOB: return get<Bytes>(c);
    default: return nullptr;
  }
}

}  // namespace nwd::storage
