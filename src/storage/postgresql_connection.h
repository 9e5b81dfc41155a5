// One PostgreSQL connection. Values travel in binary with their types named, so that both engines give the same ones
// back. Not for more than one thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/database.h"

struct pg_conn;
struct pg_result;

namespace nwd::storage {

class Wire;

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
  // unavailable: the server went away, or left off waiting for its standbys: nobody knows whether it was kept.
  Result<void> commit();

  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] bool usable() const;                                              // answers, and in no transaction
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }  // the first since clear_failure
  [[nodiscard]] bool passing() const { return passing_; }                         // … and it may go well when run again
  void clear_failure();

 private:
  using ResultPtr = std::shared_ptr<pg_result>;
  // A statement is prepared once for the types of its parameters; a null takes any.
  struct Prepared {
    std::vector<unsigned> types;
    std::string name;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  explicit PostgresqlConnection(pg_conn* handle) : handle_(handle) {}
  Result<void> settle();
  Result<ResultPtr> execute(Sql, std::span<const Param>);
  Result<std::string> prepared(Sql, const Wire&);
  void forget_prepared();
  Failure failed(const pg_result*, std::string_view during);

  pg_conn* handle_;
  std::unordered_map<std::string, std::vector<Prepared>, Hash, std::equal_to<>> statements_;
  std::size_t prepared_ = 0;
  std::optional<Error> failure_;
  bool passing_ = false;
  bool warned_ = false;
};

}  // namespace nwd::storage
