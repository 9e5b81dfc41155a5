#include "keyring/keyring.h"

#include <array>
#include <span>

#include "base/embedded.h"
#include "keyring/store.h"
#include "storage/migrate.h"
#include "storage/truncate_log.h"
#include "vault/keypair.h"

namespace nwd::keyring {

namespace file {
std::span<const EmbeddedFile> files();
}

namespace {

Result<std::vector<storage::Migration>> own_migrations() {
  const std::array folders{file::files()};
  return storage::collect(folders);
}

std::string url_of(const std::string& path) { return "sqlite:" + path; }

Result<std::unique_ptr<storage::Database>> open_file(const std::string& path) {
  storage::Options options;
  options.readers = 1;
  return storage::Database::open(url_of(path), options);
}

bool is_there(const std::string& path) {
  std::error_code unknown;
  return std::filesystem::exists(path, unknown);
}

Failure missing(const std::string& path) {
  return fail(Code::not_found,
              "The keyring of this database is not at " + path +
                  ". Without it nothing that was sealed can be opened. Name its file with --keyring, or bring its "
                  "backup back: nwd restore --keyring-from FILE");
}

Failure of_another(const std::string& path) {
  return fail(Code::foreign,
              "The keyring " + path + " belongs to another installation. Name this one's: --keyring FILE");
}

// Which keyring the file holds: a new one, if it holds none.
Result<store::KeyringId> settle_id(storage::Database& file, Random& random, Instant now) {
  const auto fresh = store::KeyringId::random(random);
  return file.write([&](storage::Writer& writer) -> Result<store::KeyringId> {
    NWD_TRY(const auto known, store::id_of(writer));
    if (known) return *known;
    NWD_CHECK(store::insert_id(writer, fresh, now));
    const vault::Keyring whole;
    for (const auto& node : whole.nodes()) NWD_CHECK(store::insert_node(writer, node));
    return fresh;
  });
}

Result<void> destroy_in_file(storage::Writer& writer, std::int64_t number) {
  NWD_TRY(const auto node, store::node_before(writer, number));
  if (!node || !node->covers(number)) return {};  // destroyed before
  NWD_CHECK(store::delete_node(writer, node->first));
  for (const auto& kept : vault::Keyring::without(*node, number)) NWD_CHECK(store::insert_node(writer, kept));
  return {};
}

}  // namespace

Result<void> destroy(storage::Writer& main, ByteView wrapped) {
  NWD_TRY(const auto number, vault::number_of(wrapped));
  if (!number) return {};
  return store::insert_due(main, *number);
}

Result<std::int64_t> waiting(storage::Reader& main) { return store::count_due(main); }

File::File(std::unique_ptr<storage::Database> database, std::string path, vault::KeyringPtr keys)
    : database_(std::move(database)), path_(std::move(path)), keys_(std::move(keys)) {}

Result<std::unique_ptr<File>> File::open(storage::Database& main, const std::string& path, Random& random,
                                         const Clock& clock) {
  NWD_TRY(const auto bound, main.read([](storage::Reader& reader) { return store::bound_to(reader); }));
  if (bound && !is_there(path)) return missing(path);
  NWD_TRY(auto database, open_file(path));
  NWD_TRY(const auto migrations, own_migrations());
  NWD_CHECK(storage::migrate(*database, migrations, clock, [] { return Result<void>(); }));
  NWD_TRY(const auto id, settle_id(*database, random, clock.now()));
  if (bound && *bound != id) return of_another(path);
  if (!bound) NWD_CHECK(main.write([&](storage::Writer& writer) { return store::bind(writer, id); }));
  NWD_TRY(auto nodes, database->read([](storage::Reader& reader) { return store::nodes(reader); }));
  NWD_TRY(auto keys, vault::Keyring::from(std::move(nodes)));
  return std::unique_ptr<File>(new File(std::move(database), path, std::move(keys)));
}

Result<std::int64_t> File::settle(storage::Database& main) {
  std::int64_t destroyed = 0;
  while (true) {
    NWD_TRY(const auto due, main.read([](storage::Reader& reader) { return store::due(reader); }));
    if (due.empty()) return destroyed;
    NWD_CHECK(database_->write([&](storage::Writer& writer) -> Result<void> {
      for (const auto number : due) NWD_CHECK(destroy_in_file(writer, number));
      return {};
    }));
    NWD_CHECK(storage::truncate_log(path_));
    for (const auto number : due) keys_->destroy(number);
    NWD_CHECK(main.write([&](storage::Writer& writer) -> Result<void> {
      for (const auto number : due) NWD_CHECK(store::delete_due(writer, number));
      return {};
    }));
    destroyed += static_cast<std::int64_t>(due.size());
  }
}

Result<storage::BackupCounts> File::backup(const std::filesystem::path& to, std::string_view passphrase) {
  return storage::backup(*database_, to, passphrase, [](const auto&) {});
}

Result<void> restore(const std::string& path, const std::filesystem::path& backup, std::string_view passphrase,
                     const Clock& clock) {
  if (is_there(path))
    return fail(Code::conflict,
                "There is a keyring at " + path +
                    " already, and it is kept: an older one would bring back what was destroyed since.");
  NWD_TRY(const auto database, open_file(path));
  NWD_TRY(const auto migrations, own_migrations());
  NWD_CHECK(storage::restore(*database, migrations, backup, passphrase, clock, [](const auto&) {}));
  return {};
}

}  // namespace nwd::keyring
