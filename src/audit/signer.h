// Signs the log's head from time to time. Between two calls it remembers the tree's edge, so that only what is new is
// read. One for each database; used by one thread at a time.
#pragma once

#include <optional>

#include "audit/checkpoint.h"
#include "storage/database.h"

namespace nwd::audit {

class Signer {
 public:
  explicit Signer(vault::SigningKey);
  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] Verifier verifier() const { return {origin_, Verifier::Of::log, key_.public_key()}; }

  // The checkpoint of all entries there are; signed and stored if it is new. None: the log is empty. corrupt: the log
  // is not what was signed before, so nothing is signed.
  Result<std::optional<SignedCheckpoint>> checkpoint(storage::Database&, Instant now);

 private:
  Result<std::optional<SignedCheckpoint>> catch_up(storage::Reader&);  // gives the last one

  vault::SigningKey key_;
  std::string origin_;
  Edge edge_;
};

}  // namespace nwd::audit
