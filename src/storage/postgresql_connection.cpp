#include "storage/postgresql_connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>
#include <bit>
#include <cstring>

#include "storage/any_value.h"

namespace nwd::storage {
namespace {

// pg_type.dat: the types that cross.
constexpr Oid bool_type = 16, bytea_type = 17, int8_type = 20, int2_type = 21, int4_type = 23, text_type = 25,
              float8_type = 701, varchar_type = 1043, name_type = 19, unknown_type = 705;

template <class T>
T from_network(const char* bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value = (value << 8U) | static_cast<std::uint8_t>(bytes[i]);
  if constexpr (std::is_same_v<T, double>)
    return std::bit_cast<double>(value);
  else
    return static_cast<T>(value);
}

std::array<char, 8> to_network(std::uint64_t value) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < 8; ++i) bytes[7 - i] = static_cast<char>(value >> (8 * i));
  return bytes;
}

class PostgresqlRow : public Row {
 public:
  PostgresqlRow(const PGresult* result, int row) : result_(result), row_(row) {}
  bool null(int c) const override { return PQgetisnull(result_, row_, c) != 0; }
  std::int64_t integer(int c) const override {
    not_null(c);
    const char* bytes = PQgetvalue(result_, row_, c);
    switch (PQftype(result_, c)) {
      case int8_type: return from_network<std::int64_t>(bytes);
      case int4_type: return from_network<std::int32_t>(bytes);
      case int2_type: return from_network<std::int16_t>(bytes);
      case bool_type: return bytes[0] != 0;
      default: wrong(c);
    }
  }
  double real(int c) const override {
    if (PQftype(result_, c) != float8_type) return static_cast<double>(integer(c));
    not_null(c);
    return from_network<double>(PQgetvalue(result_, row_, c));
  }
  std::string_view text(int c) const override {
    const Oid type = PQftype(result_, c);
    if (type != text_type && type != varchar_type && type != name_type && type != unknown_type) wrong(c);
    not_null(c);
    return {PQgetvalue(result_, row_, c), size(c)};
  }
  int columns() const override { return PQnfields(result_); }
  AnyValue any(int c) const override {
    if (null(c)) return nullptr;
    switch (PQftype(result_, c)) {
      case float8_type: return real(c);
      case bytea_type: return get<Bytes>(c);
      case text_type:
      case varchar_type:
      case name_type: return std::string(text(c));
      default: return integer(c);
    }
  }
  ByteView blob(int c) const override {
    if (PQftype(result_, c) != bytea_type) wrong(c);
    not_null(c);
    return bytes_of({PQgetvalue(result_, row_, c), size(c)});
  }

 private:
  std::size_t size(int c) const { return static_cast<std::size_t>(PQgetlength(result_, row_, c)); }
  void not_null(int c) const {
    if (null(c)) wrong(c);
  }
  [[noreturn]] void wrong(int c) const {
    throw std::logic_error(fmt::format("column {} has another type", PQfname(result_, c)));
  }
  const PGresult* result_;
  int row_;
};

// The parameters of one call in libpq's form. Numbers live in `numbers`, the rest where the caller has it.
struct Wire {
  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
  std::vector<std::array<char, 8>> numbers;

  explicit Wire(std::span<const Param> params) {
    numbers.reserve(params.size());
    for (const auto& p : params) std::visit([&](const auto& v) { add(v); }, p.value());
  }

 private:
  void push(Oid type, const char* value, std::size_t length) {
    types.push_back(type);
    values.push_back(value);
    lengths.push_back(static_cast<int>(length));
    formats.push_back(1);
  }
  void add(std::nullptr_t) { push(0, nullptr, 0); }
  void add(std::int64_t v) {
    numbers.push_back(to_network(static_cast<std::uint64_t>(v)));
    push(int8_type, numbers.back().data(), 8);
  }
  void add(double v) {
    numbers.push_back(to_network(std::bit_cast<std::uint64_t>(v)));
    push(float8_type, numbers.back().data(), 8);
  }
  void add(std::string_view v) { push(text_type, v.data() == nullptr ? "" : v.data(), v.size()); }
  void add(ByteView v) { push(bytea_type, v.empty() ? "" : text_of(v).data(), v.size()); }
};

using ResultPtr = std::shared_ptr<PGresult>;
ResultPtr own(PGresult* result) { return {result, PQclear}; }

bool good(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

Result<std::unique_ptr<PostgresqlConnection>> PostgresqlConnection::open(const std::string& uri) {
  PGconn* handle = PQconnectdb(uri.c_str());
  std::unique_ptr<PostgresqlConnection> connection(new PostgresqlConnection(handle));
  if (PQstatus(handle) != CONNECTION_OK)
    return fail(Code::unavailable, "The database server does not answer. Check that it runs and that the URL names it.",
                "libpq could not connect");
  PQsetNoticeReceiver(handle, ignore_notice, nullptr);
  // synchronous_commit: what is acknowledged is on the disk. No statement_timeout: a cancelled commit would report
  // success.
  NWD_CHECK(connection->run_plain("SET synchronous_commit=on; SET client_min_messages=warning; SET timezone='UTC'"));
  return connection;
}

PostgresqlConnection::~PostgresqlConnection() { PQfinish(handle_); }

bool PostgresqlConnection::usable() const {
  return PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) == PQTRANS_IDLE;
}

Error PostgresqlConnection::error_of(const pg_result* result, std::string_view during) {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view sqlstate = state == nullptr ? "" : state;
  const char* primary = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const bool about_the_statement = sqlstate.starts_with("42");  // its text, never its values
  const std::string detail = fmt::format("PostgreSQL {} during {}{}", sqlstate, during.substr(0, 120),
                                         about_the_statement && primary != nullptr ? std::string(": ") + primary : "");
  if (sqlstate.starts_with("40")) return {Code::busy, "The database is busy. Try again in a moment.", detail, {}};
  if (sqlstate.starts_with("23") || sqlstate == "42P07")
    return {Code::conflict, "This is there already, or something it needs is not.", detail, {}};
  if (sqlstate == "53100")
    return {Code::storage_full, "The disk is full. Nothing was saved; make room and try again.", detail, {}};
  if (sqlstate.empty() || sqlstate.starts_with("08") || sqlstate.starts_with("53") || sqlstate.starts_with("57"))
    return {Code::unavailable, "The database server does not answer. Try again in a moment.", detail, {}};
  if (sqlstate.starts_with("XX"))
    return {Code::corrupt, "The database is damaged. Restore a backup: nwd restore.", detail, {}};
  return {Code::internal, "Something went wrong on our side.", detail, {}};
}

Result<void> PostgresqlConnection::run_plain(const char* sql) {
  const auto result = own(PQexec(handle_, sql));
  if (!good(result.get())) return fail(error_of(result.get(), sql));
  return {};
}

Result<std::string> PostgresqlConnection::prepared(Sql sql, std::span<const Param> params) {
  const Wire wire(params);
  std::string key(sql.text());
  for (const Oid type : wire.types) key += static_cast<char>('a' + type % 23);
  auto& name = statements_[key];
  if (!name.empty()) return name;
  const std::string fresh = fmt::format("s{}", statements_.size());
  const auto result = own(PQprepare(handle_, fresh.c_str(), std::string(sql.text()).c_str(),
                                    static_cast<int>(wire.types.size()), wire.types.data()));
  if (!good(result.get())) {
    auto error = error_of(result.get(), sql.text());
    statements_.erase(key);
    return fail(std::move(error));
  }
  name = fresh;
  return fresh;
}

Result<ResultPtr> PostgresqlConnection::execute(Sql sql, std::span<const Param> params) {
  NWD_TRY(const auto name, prepared(sql, params));
  const Wire wire(params);
  auto result = own(PQexecPrepared(handle_, name.c_str(), static_cast<int>(wire.values.size()), wire.values.data(),
                                   wire.lengths.data(), wire.formats.data(), 1));
  if (!good(result.get())) return fail(error_of(result.get(), sql.text()));
  return result;
}

Result<std::int64_t> PostgresqlConnection::run(Sql sql, std::span<const Param> params) {
  NWD_TRY(const auto result, execute(sql, params));
  const std::string_view count = PQcmdTuples(result.get());
  return count.empty() ? 0 : std::stoll(std::string(count));
}

Result<void> PostgresqlConnection::each(Sql sql, std::span<const Param> params, const Reader::EachRow& row) {
  NWD_TRY(const auto result, execute(sql, params));
  const int rows = PQntuples(result.get());
  for (int r = 0; r < rows; ++r) NWD_CHECK(row(PostgresqlRow(result.get(), r)));
  return {};
}

// Row by row in batches through a cursor: a table may be larger than memory.
Result<void> PostgresqlConnection::each_any(const std::string& sql, const Reader::EachAny& row) {
  NWD_CHECK(run_plain(("DECLARE every_row BINARY NO SCROLL CURSOR FOR " + sql).c_str()));
  while (true) {
    const auto result =
        own(PQexecParams(handle_, "FETCH 1000 FROM every_row", 0, nullptr, nullptr, nullptr, nullptr, 1));
    if (!good(result.get())) return fail(error_of(result.get(), sql));
    const int rows = PQntuples(result.get());
    for (int r = 0; r < rows; ++r) NWD_CHECK(row(values_of(PostgresqlRow(result.get(), r))));
    if (rows == 0) break;
  }
  return run_plain("CLOSE every_row");
}

Result<void> PostgresqlConnection::run_any(const std::string& sql, const std::vector<AnyValue>& values) {
  NWD_CHECK(run(Sql(Sql::Kept{sql}), params_of(values)));
  return {};
}

}  // namespace nwd::storage
