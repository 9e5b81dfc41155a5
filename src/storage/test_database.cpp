#include "storage/test_database.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "storage/postgresql_connection.h"

namespace nwd::storage {
namespace {

std::string fresh_name() {
  static std::atomic<int> next{0};
  return "nwd_test_" + std::to_string(::getpid()) + "_" + std::to_string(next++);
}

bool on_postgresql() {
  const char* engine = std::getenv("NWD_TEST_ENGINE");
  return engine != nullptr && std::string_view(engine) == "postgresql";
}

std::string server() {
  const char* uri = std::getenv("NWD_TEST_POSTGRESQL");
  if (uri == nullptr || *uri == 0)
    throw std::runtime_error("NWD_TEST_POSTGRESQL is not set: run under tools/with-postgres");
  return uri;
}

// A schema of its own is made in a millisecond, a database in hundreds.
std::string in_schema(const std::string& uri, const std::string& name) {
  return uri + (uri.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + name +
         "&application_name=" + name;
}

void on_server(const std::string& sql) {
  auto connection = PostgresqlConnection::open(server());
  if (!connection) throw std::runtime_error(connection.error().detail);
  if (auto done = (*connection)->run_plain(sql.c_str()); !done) throw std::runtime_error(done.error().detail);
}

}  // namespace

TestDatabase::TestDatabase() : TestDatabase(Options{}) {}

TestDatabase::TestDatabase(const Options& options) : options_(options), cleanup_(fresh_name()) {
  if (on_postgresql()) {
    on_server("CREATE SCHEMA " + cleanup_);
    url_ = in_schema(server(), cleanup_);
  } else {
    const auto folder = std::filesystem::temp_directory_path() / cleanup_;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    url_ = "sqlite:" + (folder / "test.db").string();
  }
  reopen();
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (on_postgresql())
    on_server("DROP SCHEMA " + cleanup_ + " CASCADE");
  else
    std::filesystem::remove_all(std::filesystem::temp_directory_path() / cleanup_);
}

void TestDatabase::close() { database_.reset(); }

void TestDatabase::reopen() {
  close();
  auto opened = Database::open(url_, options_);
  if (!opened) throw std::runtime_error(opened.error().message + " " + opened.error().detail);
  database_ = *std::move(opened);
}

}  // namespace nwd::storage
