// One PostgreSQL connection. Values travel in binary with their types named, so that both engines give the same ones
// back. Not for more than one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/database.h"

struct pg_conn;
struct pg_result;

namespace nwd::storage {

class PostgresqlConnection {
 public:
  static Result<std::unique_ptr<PostgresqlConnection>> open(const std::string& uri);
  ~PostgresqlConnection();
  PostgresqlConnection(const PostgresqlConnection&) = delete;
  PostgresqlConnection& operator=(const PostgresqlConnection&) = delete;

  Result<void> run_plain(const char* sql);
  Result<std::int64_t> run(Sql, std::span<const Param>);
  Result<void> each(Sql, std::span<const Param>, const Reader::EachRow&);
  // SQL made at run time, for backup and restore.
  Result<void> each_any(const std::string& sql, const Reader::EachAny&);
  Result<void> run_any(const std::string& sql, const std::vector<AnyValue>&);
  [[nodiscard]] bool usable() const;  // false once the server has gone

 private:
  explicit PostgresqlConnection(pg_conn* handle) : handle_(handle) {}
  Result<std::shared_ptr<pg_result>> execute(Sql, std::span<const Param>);
  Result<std::string> prepared(Sql, std::span<const Param>);
  Error error_of(const pg_result*, std::string_view during);

  pg_conn* handle_;
  std::unordered_map<std::string, std::string> statements_;  // by text and parameter types
};

}  // namespace nwd::storage
