#include "audit/log_key_store.h"

#include "audit/readers.h"

namespace nwd::audit {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_readers =
    "SELECT organization, name, public_key, added_at, ended_at FROM audit_reader WHERE organization = $1 ORDER BY "
    "added_at, name";
constexpr Sql upsert_reader =
    "INSERT INTO audit_reader (organization, public_key, name, change, added_at, ended_at) VALUES ($1, $2, $3, "
    "(SELECT coalesce(max(change), 0) + 1 FROM audit_reader), $4, NULL) ON CONFLICT (organization, public_key) DO "
    "UPDATE SET name = $3, change = (SELECT coalesce(max(change), 0) + 1 FROM audit_reader), added_at = $4, ended_at = "
    "NULL";
constexpr Sql end_reader =
    "UPDATE audit_reader SET ended_at = $3, change = (SELECT coalesce(max(change), 0) + 1 FROM audit_reader) WHERE "
    "organization = $1 AND name = $2 AND ended_at IS NULL";
constexpr Sql end_key =
    "UPDATE audit_reader SET ended_at = $3, change = (SELECT coalesce(max(change), 0) + 1 FROM audit_reader) WHERE "
    "organization = $1 AND public_key = $2 AND ended_at IS NULL";
constexpr Sql insert_key = "INSERT INTO audit_log_key (id, organization, made_at) VALUES ($1, $2, $3)";
constexpr Sql insert_wrap = "INSERT INTO audit_log_wrap (reader, log_key, wrapped) VALUES ($1, $2, $3)";
constexpr Sql select_wraps =
    "SELECT w.log_key, k.made_at, w.wrapped FROM audit_log_wrap w JOIN audit_log_key k ON k.id = w.log_key WHERE "
    "w.reader = $1 ORDER BY k.made_at DESC";
constexpr Sql select_wrap =
    "SELECT w.log_key, k.made_at, w.wrapped FROM audit_log_wrap w JOIN audit_log_key k ON k.id = w.log_key WHERE "
    "w.reader = $1 AND w.log_key = $2";
constexpr Sql select_key = "SELECT 1 FROM audit_log_key WHERE id = $1";

constexpr std::size_t longest_name = 200;

struct AnyId : IdBytes {};

vault::PublicKey key_at(const Row& row, int column) {
  const auto key = vault::PublicKey::from(row.blob(column));
  if (!key) throw std::logic_error("a public key that is not 32 bytes");
  return *key;
}

LogReader to_reader(const Row& row) {
  return {row.get<AnyId>(0), row.get<std::string>(1), key_at(row, 2), row.get<Instant>(3),
          row.get<std::optional<Instant>>(4)};
}

store::Wrapped to_wrapped(const Row& row) { return {row.get<AnyId>(0), row.get<Instant>(1), row.get<Bytes>(2)}; }

vault::Place place_of(const IdBytes& log_key) { return {"audit_log_wrap", log_key, "wrapped", 1}; }

}  // namespace

Result<void> let_read(storage::Writer& writer, const LogReader& reader) {
  if (reader.name.empty() || reader.name.size() > longest_name)
    return fail(Code::invalid, "A reader of the log has a name of 1 to 200 characters.");
  NWD_CHECK(writer.run(upsert_reader, reader.organization, reader.key.bytes(), reader.name, reader.added));
  return {};
}

Result<void> no_longer_let(storage::Writer& writer, const IdBytes& organization, std::string_view name, Instant now) {
  NWD_TRY(const auto changed, writer.run(end_reader, organization, name, now));
  if (changed == 0) return fail(Code::not_found, "Nobody of that name reads the log now.");
  return {};
}

Result<void> hand_on(storage::Writer& writer, const vault::PublicKey& before, const LogReader& next) {
  NWD_CHECK(writer.run(end_key, next.organization, before.bytes(), next.added));
  return let_read(writer, next);
}

Result<std::vector<LogReader>> readers_of(storage::Reader& reader, const IdBytes& organization) {
  return reader.all(select_readers, to_reader, organization);
}

namespace store {

Result<void> insert_log_key(storage::Writer& writer, const IdBytes& organization, const LogKey& key, Instant made) {
  NWD_CHECK(writer.run(insert_key, key.id(), organization, made));
  NWD_TRY(const auto readers, readers_of(writer, organization));
  for (const auto& reader : readers) {
    if (reader.ended) continue;
    NWD_TRY(const auto wrapped, vault::wrap(reader.key, place_of(key.id()), key.secret()));
    NWD_CHECK(writer.run(insert_wrap, reader.key.bytes(), key.id(), wrapped));
  }
  return {};
}

Result<LogKey> unwrap(const Unwrap& open, const Wrapped& wrapped) {
  NWD_TRY(auto secret, open(place_of(wrapped.log_key), wrapped.wrapped));
  return LogKey::from(wrapped.log_key, std::move(secret));
}

Result<std::vector<Wrapped>> wrapped_to(storage::Reader& reader, const vault::PublicKey& mine) {
  return reader.all(select_wraps, to_wrapped, mine.bytes());
}

Result<std::optional<Wrapped>> find_wrapped(storage::Reader& reader, const vault::PublicKey& mine,
                                            const IdBytes& log_key) {
  return reader.first(select_wrap, to_wrapped, mine.bytes(), log_key);
}

Result<bool> has_log_key(storage::Reader& reader, const IdBytes& log_key) {
  NWD_TRY(const auto found, reader.first(select_key, [](const Row&) { return true; }, log_key));
  return found.has_value();
}

}  // namespace store
}  // namespace nwd::audit
