// The rows of the keyring's file, and what the main database says of it. Used inside this folder only.
#pragma once

#include <optional>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "storage/database.h"
#include "vault/keyring.h"

namespace nwd::keyring::store {

using KeyringId = Id<struct KeyringTag>;
using Node = vault::Keyring::Node;

// In the keyring's file.
Result<std::optional<KeyringId>> id_of(storage::Reader&);
Result<void> insert_id(storage::Writer&, KeyringId, Instant now);
Result<std::vector<Node>> nodes(storage::Reader&);
Result<std::optional<Node>> node_before(storage::Reader&, std::int64_t number);  // the last that begins there or before
Result<void> insert_node(storage::Writer&, const Node&);
Result<void> delete_node(storage::Writer&, std::int64_t first);

// In the main database.
Result<std::optional<KeyringId>> bound_to(storage::Reader&);
Result<void> bind(storage::Writer&, KeyringId);
Result<void> insert_due(storage::Writer&, std::int64_t number);
Result<std::vector<std::int64_t>> due(storage::Reader&);  // some of them, at most 1000
Result<void> delete_due(storage::Writer&, std::int64_t number);
Result<std::int64_t> count_due(storage::Reader&);

}  // namespace nwd::keyring::store
