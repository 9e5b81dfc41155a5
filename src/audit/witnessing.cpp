#include "audit/witnessing.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "audit/checkpoint_store.h"
#include "base/text.h"

namespace nwd::audit {
namespace {

constexpr std::size_t most_hashes = 63;

Failure not_a_request() {
  return fail(Code::invalid, "This is not a request to a witness: nwd audit ask-witness prints one.");
}

}  // namespace

std::string WitnessRequest::text() const {
  std::string out = fmt::format("old {}\n", old_size);
  for (const auto& hash : proof) out += base64(hash) + "\n";
  return out + "\n" + head.text();
}

Result<WitnessRequest> WitnessRequest::parse(std::string_view text) {
  const auto end = text.find("\n\n");
  if (text.size() > largest_request || end == std::string_view::npos || !text.starts_with("old "))
    return not_a_request();
  const auto lines = split(text.substr(0, end), '\n');
  const auto old_size = whole_number(lines[0].substr(4), 0, std::numeric_limits<std::int64_t>::max());
  if (!old_size || lines.size() > 1 + most_hashes) return not_a_request();
  WitnessRequest out{static_cast<std::uint64_t>(*old_size), {}, {}};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto bytes = from_base64(lines[i]);
    if (!bytes || bytes->size() != sizeof(Hash)) return not_a_request();
    std::copy(bytes->begin(), bytes->end(), out.proof.emplace_back().begin());
  }
  NWD_TRY(out.head, SignedCheckpoint::parse(text.substr(end + 2)));
  return out;
}

Result<WitnessRequest> request_about(storage::Reader& reader, std::uint64_t old_size) {
  NWD_TRY(auto head, find_checkpoint(reader));
  if (!head) return fail(Code::not_found, "Nothing is signed yet: nwd audit checkpoint signs the log's head.");
  const auto size = head->checkpoint.size;
  if (old_size > size)
    return fail(Code::conflict, "That witness saw more than this log has. Find out why: nwd audit verify.");
  WitnessRequest out{old_size, {}, *std::move(head)};
  if (old_size == 0 || old_size == size) return out;
  NWD_TRY(const auto all, leaves(reader, size));
  out.proof = consistency_proof(all, old_size);
  return out;
}

Result<void> check(const WitnessRequest& request, const std::optional<Checkpoint>& seen, const Verifier& log) {
  const auto& head = request.head.checkpoint;
  if (head.origin != log.name || !log.signed_this(request.head))
    return fail(Code::forbidden, "This checkpoint is not signed with the key of that log.");
  const auto last = seen ? seen->size : 0;
  if (request.old_size != last)
    return fail(Code::conflict,
                fmt::format("The last size seen here is {0}. Ask again: nwd audit ask-witness --old {0}", last));
  if (head.size < last)
    return fail(
        Code::stale,
        fmt::format("This head is of {} entries; {} were seen here. It is an old one, shown again.", head.size, last));
  const bool goes_on =
      last == 0 ? request.proof.empty() : is_extended(last, seen->root, head.size, head.root, request.proof);
  if (goes_on) return {};
  return fail(Code::corrupt,
              "This log is not the one that was seen before: entries were changed or taken away. Keep this request and "
              "the file of what was seen, and tell the organizations that use the log.");
}

}  // namespace nwd::audit
