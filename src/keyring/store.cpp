#include "keyring/store.h"

namespace nwd::keyring::store {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_id = "SELECT id FROM keyring";
constexpr Sql insert_id_sql = "INSERT INTO keyring (one, id, made_at) VALUES (1, $1, $2)";
constexpr Sql select_nodes = "SELECT first, level, seed FROM keyring_node";
constexpr Sql select_node_before =
    "SELECT first, level, seed FROM keyring_node WHERE first <= $1 ORDER BY first DESC LIMIT 1";
constexpr Sql insert_node_sql = "INSERT INTO keyring_node (first, level, seed) VALUES ($1, $2, $3)";
constexpr Sql delete_node_sql = "DELETE FROM keyring_node WHERE first = $1";
constexpr Sql select_bound = "SELECT keyring FROM keyring_bound";
constexpr Sql insert_bound = "INSERT INTO keyring_bound (one, keyring) VALUES (1, $1) ON CONFLICT (one) DO NOTHING";
constexpr Sql insert_due_sql = "INSERT INTO wrap_to_destroy (number) VALUES ($1) ON CONFLICT (number) DO NOTHING";
constexpr Sql select_due = "SELECT number FROM wrap_to_destroy ORDER BY number LIMIT 1000";
constexpr Sql delete_due_sql = "DELETE FROM wrap_to_destroy WHERE number = $1";
constexpr Sql count_due_sql = "SELECT count(*) FROM wrap_to_destroy";

KeyringId to_id(const Row& row) { return row.get<KeyringId>(0); }
std::int64_t to_number(const Row& row) { return row.integer(0); }
Node to_node(const Row& row) { return {row.integer(0), row.get<int>(1), vault::SecretBytes::copy_of(row.blob(2))}; }

}  // namespace

Result<std::optional<KeyringId>> id_of(storage::Reader& reader) { return reader.first(select_id, to_id); }

Result<void> insert_id(storage::Writer& writer, KeyringId id, Instant now) {
  NWD_CHECK(writer.run(insert_id_sql, id, now));
  return {};
}

Result<std::vector<Node>> nodes(storage::Reader& reader) { return reader.all(select_nodes, to_node); }

Result<std::optional<Node>> node_before(storage::Reader& reader, std::int64_t number) {
  return reader.first(select_node_before, to_node, number);
}

Result<void> insert_node(storage::Writer& writer, const Node& node) {
  NWD_CHECK(writer.run(insert_node_sql, node.first, node.level, node.seed.view()));
  return {};
}

Result<void> delete_node(storage::Writer& writer, std::int64_t first) {
  NWD_CHECK(writer.run(delete_node_sql, first));
  return {};
}

Result<std::optional<KeyringId>> bound_to(storage::Reader& reader) { return reader.first(select_bound, to_id); }

Result<void> bind(storage::Writer& writer, KeyringId id) {
  NWD_CHECK(writer.run(insert_bound, id));
  return {};
}

Result<void> insert_due(storage::Writer& writer, std::int64_t number) {
  NWD_CHECK(writer.run(insert_due_sql, number));
  return {};
}

Result<std::vector<std::int64_t>> due(storage::Reader& reader) { return reader.all(select_due, to_number); }

Result<void> delete_due(storage::Writer& writer, std::int64_t number) {
  NWD_CHECK(writer.run(delete_due_sql, number));
  return {};
}

Result<std::int64_t> count_due(storage::Reader& reader) {
  NWD_TRY(const auto count, reader.first(count_due_sql, to_number));
  return count.value_or(0);
}

}  // namespace nwd::keyring::store
