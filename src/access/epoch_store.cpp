#include "access/epoch_store.h"

#include "keyring/keyring.h"

namespace nwd::access::store {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_epochs =
    "SELECT epoch, public_key, previous FROM organization_epoch WHERE organization_id = $1 ORDER BY epoch DESC";
constexpr Sql insert_epoch_sql =
    "INSERT INTO organization_epoch (organization_id, epoch, public_key, previous, opened_at) VALUES "
    "($1, $2, $3, $4, $5)";
constexpr Sql update_newest = "UPDATE organization SET public_key = $1, epoch = $2 WHERE id = $3";
constexpr Sql select_due = "SELECT since FROM epoch_due WHERE organization_id = $1";
constexpr Sql insert_due =
    "INSERT INTO epoch_due (organization_id, since) VALUES ($1, $2) ON CONFLICT (organization_id) DO NOTHING";
constexpr Sql delete_due = "DELETE FROM epoch_due WHERE organization_id = $1";
constexpr Sql select_wraps =
    "SELECT m.id, m.public_key, k.wrapped, k.proof FROM organization_key k JOIN member m ON m.id = k.member_id WHERE "
    "k.organization_id = $1 AND m.active = 1 ORDER BY m.added_at, m.id";
constexpr Sql select_wrap = "SELECT wrapped FROM organization_key WHERE organization_id = $1 AND member_id = $2";
constexpr Sql insert_wrap_sql =
    "INSERT INTO organization_key (organization_id, member_id, wrapped, proof) VALUES ($1, $2, $3, $4)";
constexpr Sql update_wrap = "UPDATE organization_key SET wrapped = $1, proof = $2 WHERE member_id = $3";
constexpr Sql delete_wrap_sql = "DELETE FROM organization_key WHERE member_id = $1";

vault::PublicKey key_at(const Row& row, int column) {
  const auto key = vault::PublicKey::from(row.blob(column));
  if (!key) throw std::logic_error("a public key that is not 32 bytes");
  return *key;
}

EpochRow to_epoch(const Row& row) {
  return {{key_at(row, 1), row.get<vault::Epoch>(0)}, row.get<std::optional<Bytes>>(2).value_or(Bytes())};
}

WrapRow to_wrap(const Row& row) {
  return {row.get<MemberId>(0), key_at(row, 1), row.get<Bytes>(2), row.get<std::optional<Bytes>>(3).value_or(Bytes())};
}

}  // namespace

Result<std::vector<EpochRow>> epochs_of(storage::Reader& reader, OrganizationId organization) {
  return reader.all(select_epochs, to_epoch, organization);
}

Result<void> insert_epoch(storage::Writer& writer, OrganizationId organization, const EpochRow& row, Instant now) {
  const auto previous = row.previous.empty() ? std::nullopt : std::optional(row.previous);
  NWD_CHECK(writer.run(insert_epoch_sql, organization, row.keys.epoch, row.keys.key.bytes(), previous, now));
  return {};
}

Result<void> set_newest(storage::Writer& writer, OrganizationId organization, const vault::Recipient& newest) {
  NWD_CHECK(writer.run(update_newest, newest.key.bytes(), newest.epoch, organization));
  return {};
}

Result<bool> epoch_due(storage::Reader& reader, OrganizationId organization) {
  NWD_TRY(const auto found, reader.first(select_due, [](const Row& row) { return row.integer(0); }, organization));
  return found.has_value();
}

Result<void> set_epoch_due(storage::Writer& writer, OrganizationId organization, Instant now) {
  NWD_CHECK(writer.run(insert_due, organization, now));
  return {};
}

Result<void> delete_epoch_due(storage::Writer& writer, OrganizationId organization) {
  NWD_CHECK(writer.run(delete_due, organization));
  return {};
}

Result<std::vector<WrapRow>> wraps_of(storage::Reader& reader, OrganizationId organization) {
  return reader.all(select_wraps, to_wrap, organization);
}

Result<std::optional<Bytes>> find_wrap(storage::Reader& reader, OrganizationId organization, MemberId member) {
  return reader.first(select_wrap, [](const Row& row) { return row.get<Bytes>(0); }, organization, member);
}

Result<void> insert_wrap(storage::Writer& writer, OrganizationId organization, const WrapRow& row) {
  NWD_CHECK(writer.run(insert_wrap_sql, organization, row.member, row.wrapped, row.proof));
  return {};
}

Result<void> set_wrap(storage::Writer& writer, const WrapRow& row) {
  NWD_CHECK(writer.run(update_wrap, row.wrapped, row.proof, row.member));
  return {};
}

Result<void> destroy_wrap(storage::Writer& writer, OrganizationId organization, MemberId member) {
  NWD_TRY(const auto wrapped, find_wrap(writer, organization, member));
  if (wrapped) NWD_CHECK(keyring::destroy(writer, *wrapped));
  NWD_CHECK(writer.run(delete_wrap_sql, member));
  return {};
}

}  // namespace nwd::access::store
