// How a log asks a witness, and what a witness asks of a log, in the words of C2SP's tlog-witness ("add-checkpoint"):
//
//   old 120
//   base64 of each hash of the consistency proof
//
//   the checkpoint
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.h"
#include "storage/database.h"

namespace nwd::audit {

inline constexpr std::size_t largest_request = std::size_t{64} << 10U;

struct WitnessRequest {
  std::uint64_t old_size = 0;  // what the witness saw last; 0: nothing yet
  std::vector<Hash> proof{};
  SignedCheckpoint head;

  [[nodiscard]] std::string text() const;
  static Result<WitnessRequest> parse(std::string_view);  // invalid
};

// About the last head that was signed. not_found: none was. conflict: the witness saw more than there is.
Result<WitnessRequest> request_about(storage::Reader&, std::uint64_t old_size);

// Whether a witness may sign: never two logs that differ. `seen`: what it saw last of this log.
// forbidden: not signed with the log's key. conflict: another size was seen last. stale: the head is older than what
// was seen, so it is shown again. corrupt: the log does not go on from there.
Result<void> check(const WitnessRequest&, const std::optional<Checkpoint>& seen, const Verifier& log);

}  // namespace nwd::audit
