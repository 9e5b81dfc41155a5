#include "storage/postgresql_connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <charconv>

#include "storage/any_value.h"
#include "storage/params.h"
#include "storage/postgresql_error.h"
#include "storage/postgresql_transport.h"
#include "storage/postgresql_wire.h"

namespace nwd::storage {
namespace {

constexpr std::size_t most_prepared = 1000;
constexpr int oldest_server = 130000;

std::shared_ptr<PGresult> own(PGresult* result) { return {result, PQclear}; }

bool good(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

// What stands before the URI gives way to what the URI says.
PGconn* connect(const std::string& uri, const std::string& ssl_mode) {
  const char* mode = ssl_mode.empty() ? nullptr : ssl_mode.c_str();
  const char* names[] = {"application_name",
                         "connect_timeout",
                         "keepalives_idle",
                         "keepalives_interval",
                         "keepalives_count",
                         "tcp_user_timeout",
                         "target_session_attrs",
                         "sslmode",
                         "dbname",
                         "client_encoding",
                         nullptr};
  const char* values[] = {"nwd", "10", "30", "10", "3", "60000", "read-write", mode, uri.c_str(), "UTF8", nullptr};
  return PQconnectdbParams(names, values, 1);
}

}  // namespace

Result<std::unique_ptr<PostgresqlConnection>> PostgresqlConnection::open(const std::string& uri) {
  NWD_TRY(const auto ssl_mode, ssl_mode_for(uri));
  std::unique_ptr<PostgresqlConnection> connection(new PostgresqlConnection(connect(uri, ssl_mode)));
  PGconn* handle = connection->handle_;
  if (PQstatus(handle) != CONNECTION_OK)
    return fail(Code::unavailable,
                "The database server does not answer. Check that it runs, that the URL names it, and that you may "
                "sign in there.",
                "libpq could not connect");
  if (PQserverVersion(handle) < oldest_server)
    return fail(Code::unsupported, "The database server is too old: PostgreSQL 13 or newer is needed.");
  const char* encoding = PQparameterStatus(handle, "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8")
    return fail(Code::unsupported, "The database must be in UTF-8: CREATE DATABASE ... ENCODING 'UTF8'.");
  NWD_CHECK(connection->settle());
  return connection;
}

PostgresqlConnection::~PostgresqlConnection() { PQfinish(handle_); }

// What is acknowledged is on the disk. No statement_timeout: a commit that waits for a standby and is cut off reports
// success (syncrep.c), so only waiting for locks is bounded.
Result<void> PostgresqlConnection::settle() {
  PQsetNoticeReceiver(
      handle_,
      [](void* self, const PGresult* notice) {
        const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
        if (severity != nullptr && std::string_view(severity) == "WARNING")
          static_cast<PostgresqlConnection*>(self)->warned_ = true;
      },
      this);
  return run_plain(
      "SET client_min_messages=warning; SET timezone='UTC'; SET statement_timeout=0; SET lock_timeout='30s'; "
      "SET idle_in_transaction_session_timeout='5min'; "
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
}

bool PostgresqlConnection::usable() const {
  return PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) == PQTRANS_IDLE;
}

bool PostgresqlConnection::in_transaction() const {
  const auto status = PQtransactionStatus(handle_);
  return PQstatus(handle_) == CONNECTION_OK && (status == PQTRANS_INTRANS || status == PQTRANS_INERROR);
}

void PostgresqlConnection::clear_failure() {
  failure_.reset();
  passing_ = false;
}

Failure PostgresqlConnection::failed(const pg_result* result, std::string_view during) {
  auto error = postgresql_error(result, during);
  const auto state = sqlstate_of(result);
  // 0A000 while a prepared statement runs: the schema changed under it.
  if (state == "0A000") forget_prepared();
  if (!failure_) {
    failure_ = error;
    passing_ = state.starts_with("40") || state == "0A000" || PQstatus(handle_) != CONNECTION_OK;
  }
  return fail(std::move(error));
}

Result<void> PostgresqlConnection::run_plain(const char* sql) {
  const auto result = own(PQexec(handle_, sql));
  if (!good(result.get())) return failed(result.get(), std::string_view(sql).substr(0, 40));
  return {};
}

Result<void> PostgresqlConnection::commit() {
  warned_ = false;
  const auto result = own(PQexec(handle_, "COMMIT"));
  const auto state = sqlstate_of(result.get());
  const bool cut_off = PQstatus(handle_) != CONNECTION_OK || state.starts_with("57") || state.starts_with("08");
  if (cut_off || (good(result.get()) && warned_))
    return fail(Code::unavailable,
                "The database server went away while this was saved. Look whether it is there before you try again.",
                fmt::format("PostgreSQL {} during COMMIT", state));
  if (!good(result.get())) return failed(result.get(), "COMMIT");
  if (std::string_view(PQcmdStatus(result.get())) == "COMMIT") return {};
  return fail(Code::internal, "Something went wrong on our side.", "PostgreSQL answered COMMIT with a rollback");
}

void PostgresqlConnection::forget_prepared() {
  statements_.clear();  // their names are not used again: the server's go with the connection or with DEALLOCATE
}

Result<std::string> PostgresqlConnection::prepared(Sql sql, const Wire& wire) {
  auto found = statements_.find(sql.text());
  if (found == statements_.end()) found = statements_.emplace(std::string(sql.text()), std::vector<Prepared>()).first;
  const auto fits = [&](const Prepared& p) {
    return std::equal(p.types.begin(), p.types.end(), wire.types.begin(), wire.types.end(),
                      [](Oid is, Oid wanted) { return wanted == 0 || is == wanted; });
  };
  const auto known = std::find_if(found->second.begin(), found->second.end(), fits);
  if (known != found->second.end()) return known->name;
  Prepared fresh{wire.types, fmt::format("s{}", prepared_++)};
  const auto result = own(PQprepare(handle_, fresh.name.c_str(), found->first.c_str(), wire.size(), wire.types.data()));
  if (!good(result.get())) return failed(result.get(), sql.text());
  found->second.push_back(fresh);
  return fresh.name;
}

Result<PostgresqlConnection::ResultPtr> PostgresqlConnection::execute(Sql sql, std::span<const Param> params) {
  NWD_CHECK(check_params(params));
  if (statements_.size() > most_prepared) {
    forget_prepared();
    NWD_CHECK(run_plain("DEALLOCATE ALL"));
  }
  const Wire wire(params);
  NWD_TRY(const auto name, prepared(sql, wire));
  auto result = own(PQexecPrepared(handle_, name.c_str(), wire.size(), wire.values.data(), wire.lengths.data(),
                                   wire.formats.data(), 1));
  if (!good(result.get())) return failed(result.get(), sql.text());
  return result;
}

Result<std::int64_t> PostgresqlConnection::run(Sql sql, std::span<const Param> params) {
  NWD_TRY(const auto result, execute(sql, params));
  const std::string_view count = PQcmdTuples(result.get());
  const std::string_view command = PQcmdStatus(result.get());
  std::int64_t changed = 0;
  if (!command.starts_with("SELECT")) std::from_chars(count.data(), count.data() + count.size(), changed);
  return changed;
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
    if (!good(result.get())) return failed(result.get(), sql);
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
