#include "access/log_reader.h"

#include <gmock/gmock.h>

#include "access/testing.h"
#include "audit/testing.h"
#include "storage/migrate.h"

namespace nwd::audit::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::access::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::access {
namespace {

constexpr storage::Sql insert_old =
    "INSERT INTO organization (id, name, region, public_key, founded_at) VALUES ($1, 'Shelter', 'MN-500', $2, 5)";

void migrate_to(storage::Database& database, int number) {
  const std::span<const EmbeddedFile> folders[] = {audit::migrations::files(), migrations::files()};
  auto wanted = storage::collect(folders);
  ASSERT_TRUE(wanted);
  std::erase_if(*wanted, [&](const storage::Migration& m) { return m.number > number; });
  ASSERT_TRUE(storage::migrate(database, *wanted, StandingClock{}, [] { return Result<void>(); }));
}

TEST(LogReaders, AnOrganizationFromBeforeOpensItsOwnEntries) {
  storage::TestDatabase database;
  migrate_to(*database, 100);
  const auto key = audit::test_reader();
  SeededRandom random;
  const auto shelter = OrganizationId::random(random);
  ASSERT_TRUE(
      database->write([&](storage::Writer& w) { return w.run(insert_old, shelter, key.public_key().bytes()); }));
  migrate_to(*database, 999);
  ASSERT_TRUE(database->write(
      [&](storage::Writer& w) { return audit::append(w, {{5}, {}, shelter, "case.read", "case", shelter, "care"}); }));
  EXPECT_EQ(audit::open_entries(*database).front().deed, "case.read");
}

TEST(LogReaders, AMemberOpensTheirOrganizationsEntriesAndNoOthers) {
  TestWorld world;
  const auto shelter = world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto clinic = world.found("Clinic", "MN-500", "ben", {Role::caseworker});
  const auto ana = world.sign_in("ana").session;
  ASSERT_TRUE(world.database->write([&](storage::Writer& w) -> Result<void> {
    for (const auto& organization : {shelter, clinic})
      NWD_CHECK(audit::append(w, {world.clock.now(), {}, organization, "case.read", "case", shelter, "care"}));
    return {};
  }));
  auto opener = log_opener(*ana);
  const auto of_it = world.database->read([&](storage::Reader& r) { return opener.of_subject(r, shelter, 10); });
  ASSERT_EQ(of_it.value().size(), 1U);
  EXPECT_EQ(of_it->front().detail->organization, std::optional<IdBytes>(shelter));
}

}  // namespace
}  // namespace nwd::access
