// For tests: a database with the directory's tables, and randomness and time that repeat.
#pragma once

#include <gtest/gtest.h>

#include <random>

#include "directory/capacity.h"
#include "directory/directory.h"
#include "storage/migrate.h"
#include "storage/test_database.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::directory {

class StillClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return {1'000'000}; }
};

class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint32_t seed = 1) : engine_(seed) {}
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(engine_());
  }

 private:
  std::mt19937 engine_;
};

inline void make_tables(storage::Database& database) {
  const std::span<const EmbeddedFile> folders[] = {migrations::files()};
  const auto wanted = storage::collect(folders);
  ASSERT_TRUE(wanted);
  const auto made = storage::migrate(database, *wanted, StillClock{}, [] { return Result<void>(); });
  ASSERT_TRUE(made) << made.error().message << made.error().detail;
}

class DirectoryTest : public testing::Test {
 protected:
  explicit DirectoryTest(const storage::Options& options = {}) : database_(options) {}
  void SetUp() override {
    vault::initialise();
    make_tables(*database_);
  }

  template <class F>
  auto write(F&& fn) {
    return database_->write(std::forward<F>(fn));
  }
  template <class F>
  auto read(F&& fn) {
    return database_->read(std::forward<F>(fn));
  }

  ServiceId add_shelter(std::int32_t total, std::optional<std::int32_t> occupied) {
    const auto added = write([&](storage::Writer& w) -> Result<ServiceId> {
      ListedOrganization organization;
      organization.name = "Harbor House";
      Service service;
      NWD_TRY(service.organization, add_listed(w, random_, organization));
      service.name = "Emergency beds";
      service.kinds = {match::Kind::housing};
      service.housing = match::Housing::emergency;
      service.site.county = "27053";
      service.capacity = Capacity{};
      service.capacity->total = total;
      service.capacity->occupied = occupied;
      return add_service(w, random_, service);
    });
    EXPECT_TRUE(added) << (added ? "" : added.error().message + added.error().detail);
    return *added;
  }

  SeededRandom random_;
  storage::TestDatabase database_;
};

inline IdBytes referral(std::uint8_t n) {
  IdBytes id;
  id.raw.fill(n);
  return id;
}

}  // namespace nwd::directory
