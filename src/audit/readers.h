// Who may open the entries of an organization: itself, and auditors whom it let. What is written from then on is sealed
// to them too; what was written before is not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "storage/database.h"
#include "vault/keypair.h"

namespace nwd::audit {

inline constexpr IdBytes no_organization{};  // whose entries are no organization's: a sign-in with an unknown name

struct LogReader {
  IdBytes organization;
  std::string name;
  vault::PublicKey key;
  Instant added;
  std::optional<Instant> ended{};
};

// One that ended may be let again. invalid: a name of no or more than 200 bytes.
Result<void> let_read(storage::Writer&, const LogReader&);
// not_found: none of that name may read now.
Result<void> no_longer_let(storage::Writer&, const IdBytes& organization, std::string_view name, Instant now);
// The same reader with another key from now on: an organization that begins an epoch.
Result<void> hand_on(storage::Writer&, const vault::PublicKey& before, const LogReader& next);
Result<std::vector<LogReader>> readers_of(storage::Reader&, const IdBytes& organization);

}  // namespace nwd::audit
