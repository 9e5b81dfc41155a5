// The one way to the database. SQLite and PostgreSQL take the same SQL text: `$1` parameters, the dialect both share.
//
//   auto db = storage::Database::open("sqlite:/var/lib/nwd/nwd.db", options);
//   db->write([&](storage::Writer& w) -> Result<void> {
//     NWD_TRY(const auto changed, w.run(insert_case, id, now));
//     return {};
//   });                                     // returns when it is on the disk, or with the error that undid it
//   db->read([&](storage::Reader& r) { return r.all(select_open, to_case, organization); });
//
// One write runs at a time, on both engines, and sees all that was committed before it. Writes that wait at the same
// time share one commit, each in its savepoint. A write's function may run more than once (a server restarted under
// it): it must touch nothing outside but what it returns, and make no write of its own. A statement that fails undoes
// the whole write, even if the function goes on.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/cents.h"
#include "base/day.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"

namespace nwd::storage {

// SQL comes from a literal in a store.cpp, never from a string made at run time.
class Sql {
 public:
  // For storage's own files: text that outlives the connection's statements.
  struct Kept {
    std::string_view text;
  };
  explicit constexpr Sql(Kept kept) : text_(kept.text) {}

  template <std::size_t N>
  consteval Sql(const char (&text)[N]) : text_(text, N - 1) {}  // NOLINT: implicit, so that a literal is the SQL
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// A value on its way in. Views are read before the call returns.
class Param {
 public:
  using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, ByteView>;

  Param(std::nullptr_t) : value_(nullptr) {}  // NOLINT(google-explicit-constructor): all of these, on purpose
  template <class T>
    requires(std::is_integral_v<T>)
  Param(T v) : value_(static_cast<std::int64_t>(v)) {}  // NOLINT
  template <class T>
    requires(std::is_enum_v<T>)
  Param(T v) : value_(static_cast<std::int64_t>(v)) {}          // NOLINT
  Param(double v) : value_(v) {}                                // NOLINT
  Param(std::string_view v) : value_(v) {}                      // NOLINT
  Param(const std::string& v) : value_(std::string_view(v)) {}  // NOLINT
  Param(const char* v) : value_(std::string_view(v)) {}         // NOLINT
  Param(ByteView v) : value_(v) {}                              // NOLINT
  Param(const Bytes& v) : value_(ByteView(v)) {}                // NOLINT
  Param(const IdBytes& v) : value_(ByteView(v.raw)) {}          // NOLINT
  Param(Day v) : value_(std::int64_t{v.number}) {}              // NOLINT
  Param(Instant v) : value_(v.ms) {}                            // NOLINT
  Param(Cents v) : value_(v.amount) {}                          // NOLINT
  template <class T>
  Param(const std::optional<T>& v) : Param(nullptr) {  // NOLINT
    if (v) *this = Param(*v);
  }

  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

// Any value, for backup and restore, which know tables only by their names.
using AnyValue = std::variant<std::nullptr_t, std::int64_t, double, std::string, Bytes>;

// One row on its way out, valid until the next is fetched. Columns count from 0. A column of another type than asked
// for is a bug in the store and throws std::logic_error.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] virtual ByteView blob(int column) const = 0;
  [[nodiscard]] virtual int columns() const = 0;
  [[nodiscard]] virtual AnyValue any(int column) const = 0;

  template <class T>
  [[nodiscard]] T get(
      int column) const;  // integers, enums, bool, double, string, Bytes, Id, Day, Instant, Cents, optional
};

class Reader {
 public:
  virtual ~Reader() = default;

  // For backup.h alone: SQL made of the database's own table and column names.
  using EachAny = std::function<Result<void>(const std::vector<AnyValue>&)>;
  virtual Result<void> each_any(const std::string& sql, const EachAny& row) = 0;

  // Calls `row` for each row; stops at the first error it returns.
  using EachRow = std::function<Result<void>(const Row&)>;
  virtual Result<void> each(Sql, std::span<const Param>, const EachRow& row) = 0;

  // Every row through `map`: a function Row -> T.
  template <class Map, class... P>
  auto all(Sql sql, Map map, const P&... params) -> Result<std::vector<std::invoke_result_t<Map, const Row&>>>;

  // The first row through `map`, or nothing.
  template <class Map, class... P>
  auto first(Sql sql, Map map, const P&... params) -> Result<std::optional<std::invoke_result_t<Map, const Row&>>>;
};

class Writer : public Reader {
 public:
  // Runs one statement; gives the number of rows inserted, updated or deleted.
  template <class... P>
  Result<std::int64_t> run(Sql sql, const P&... params) {
    const Param list[] = {Param(nullptr), Param(params)...};
    return run_list(sql, std::span(list).subspan(1));
  }
  virtual Result<std::int64_t> run_list(Sql, std::span<const Param>) = 0;
  // Several statements without parameters: for migrate.h alone.
  virtual Result<void> run_script_text(const std::string& script) = 0;
  // For backup.h alone.
  virtual Result<void> run_any(const std::string& sql, const std::vector<AnyValue>& values) = 0;
};

enum class Engine : std::uint8_t { sqlite, postgresql };

struct Options {
  int readers = 4;                   // connections for reading; one more writes
  std::size_t writes_waiting = 256;  // beyond that a write is turned away with Code::busy
  std::size_t commit_group = 64;     // at most so many writes share a commit
  // SQLite: turned away with Code::busy while another opened the file so. For a server, a migration, a restore; short
  // commands beside a running server leave it false, and their writes take turns with the server's.
  bool sole = false;
  // SQLite: so much is kept back on the disk for `read_logged` (storage/reserve.h). 0: nothing.
  std::int64_t reserve = 0;
};

// What the commits did, for metrics and benchmarks.
struct CommitCounts {
  std::uint64_t writes = 0;   // functions that committed
  std::uint64_t commits = 0;  // durable commits that carried them
};

class Database {
 public:
  // "sqlite:PATH" or "postgresql://…" (libpq URI). Errors: foreign (another program's), corrupt, unavailable, busy
  // (`sole`), unsupported (an old server). A missing SQLite file is made, readable by its owner alone.
  static Result<std::unique_ptr<Database>> open(std::string_view url, const Options& = {});

  virtual ~Database() = default;
  [[nodiscard]] virtual Engine engine() const = 0;
  [[nodiscard]] virtual CommitCounts commit_counts() const = 0;
  [[nodiscard]] virtual std::size_t writes_waiting() const = 0;

  // Runs `fn` (Reader& -> Result<T>) on one consistent state of the database.
  template <class F>
  auto read(F&& fn) -> std::invoke_result_t<F, Reader&>;

  // Runs `fn` (Writer& -> Result<T>) in a transaction. An error undoes it. Errors of its own: busy, storage_full,
  // unavailable (the outcome is unknown: ask again by idempotency key).
  template <class F>
  auto write(F&& fn) -> std::invoke_result_t<F, Writer&>;

  // The same, for a read that has to be written down before anything is shown: when the disk is full and other writes
  // are turned away with storage_full, these go on in the room kept back (Options::reserve).
  template <class F>
  auto read_logged(F&& fn) -> std::invoke_result_t<F, Writer&>;

 protected:
  enum class Room : std::uint8_t { free, reserved };
  virtual Result<void> read_with(const std::function<Result<void>(Reader&)>&) = 0;
  virtual Result<void> write_with(const std::function<Result<void>(Writer&)>&, Room) = 0;

 private:
  template <class F>
  auto write_in(Room, F&& fn) -> std::invoke_result_t<F, Writer&>;
};

// --- templates ---

namespace detail {
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Inner = T;
};
}  // namespace detail

template <class T>
T Row::get(int column) const {
  if constexpr (detail::IsOptional<T>::value) {
    if (null(column)) return std::nullopt;
    return get<typename detail::IsOptional<T>::Inner>(column);
  } else if constexpr (std::is_same_v<T, bool>) {
    return integer(column) != 0;
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    return static_cast<T>(integer(column));
  } else if constexpr (std::is_same_v<T, double>) {
    return real(column);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return std::string(text(column));
  } else if constexpr (std::is_same_v<T, Bytes>) {
    const auto b = blob(column);
    return Bytes(b.begin(), b.end());
  } else if constexpr (std::is_same_v<T, Day>) {
    return Day{static_cast<std::int32_t>(integer(column))};
  } else if constexpr (std::is_same_v<T, Instant>) {
    return Instant{integer(column)};
  } else if constexpr (std::is_same_v<T, Cents>) {
    return Cents{integer(column)};
  } else {
    static_assert(std::is_base_of_v<IdBytes, T>, "no column type for this");
    T id{};
    const auto b = blob(column);
    if (b.size() != id.raw.size()) throw std::logic_error("an id column that is not 16 bytes");
    std::copy(b.begin(), b.end(), id.raw.begin());
    return id;
  }
}

template <class Map, class... P>
auto Reader::all(Sql sql, Map map, const P&... params) -> Result<std::vector<std::invoke_result_t<Map, const Row&>>> {
  std::vector<std::invoke_result_t<Map, const Row&>> out;
  const Param list[] = {Param(nullptr), Param(params)...};
  NWD_CHECK(each(sql, std::span(list).subspan(1), [&](const Row& row) -> Result<void> {
    out.push_back(map(row));
    return {};
  }));
  return out;
}

template <class Map, class... P>
auto Reader::first(Sql sql, Map map, const P&... params)
    -> Result<std::optional<std::invoke_result_t<Map, const Row&>>> {
  std::optional<std::invoke_result_t<Map, const Row&>> out;
  const Param list[] = {Param(nullptr), Param(params)...};
  NWD_CHECK(each(sql, std::span(list).subspan(1), [&](const Row& row) -> Result<void> {
    if (!out) out.emplace(map(row));
    return {};
  }));
  return out;
}

template <class F>
auto Database::read(F&& fn) -> std::invoke_result_t<F, Reader&> {
  std::invoke_result_t<F, Reader&> out = fail(Code::internal, "", "read did not run");
  NWD_CHECK(read_with([&](Reader& r) -> Result<void> {
    out = fn(r);
    if (!out) return Failure(out.error());
    return {};
  }));
  return out;
}

template <class F>
auto Database::write(F&& fn) -> std::invoke_result_t<F, Writer&> {
  return write_in(Room::free, std::forward<F>(fn));
}

template <class F>
auto Database::read_logged(F&& fn) -> std::invoke_result_t<F, Writer&> {
  return write_in(Room::reserved, std::forward<F>(fn));
}

template <class F>
auto Database::write_in(Room room, F&& fn) -> std::invoke_result_t<F, Writer&> {
  std::invoke_result_t<F, Writer&> out = fail(Code::internal, "", "write did not run");
  NWD_CHECK(write_with(
      [&](Writer& w) -> Result<void> {
        out = fn(w);
        if (!out) return Failure(out.error());
        return {};
      },
      room));
  return out;
}

}  // namespace nwd::storage
