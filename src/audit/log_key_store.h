// Where log keys are kept: wrapped to whoever may read. Used inside this folder only.
#pragma once

#include <functional>
#include <vector>

#include "audit/sealing.h"
#include "storage/database.h"
#include "vault/keypair.h"

namespace nwd::audit::store {

// Wrapped to everybody who may read the organization's entries now.
Result<void> insert_log_key(storage::Writer&, const IdBytes& organization, const LogKey&, Instant made);

struct Wrapped {
  IdBytes log_key;
  Instant made;
  Bytes wrapped;
};
using Unwrap = std::function<Result<vault::SecretBytes>(const vault::Place&, ByteView wrapped)>;
Result<LogKey> unwrap(const Unwrap&, const Wrapped&);                                // corrupt, unsupported
Result<std::vector<Wrapped>> wrapped_to(storage::Reader&, const vault::PublicKey&);  // the newest first
Result<std::optional<Wrapped>> find_wrapped(storage::Reader&, const vault::PublicKey&, const IdBytes& log_key);
Result<bool> has_log_key(storage::Reader&, const IdBytes& log_key);

}  // namespace nwd::audit::store
