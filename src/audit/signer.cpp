#include "audit/signer.h"

#include "audit/checkpoint_store.h"

namespace nwd::audit {
namespace {

Failure not_what_was_signed(std::string_view detail) {
  return fail(Code::corrupt, "The log is not what was signed before. Find out what changed: nwd audit verify.",
              std::string(detail));
}

}  // namespace

Signer::Signer(vault::SigningKey key) : key_(std::move(key)), origin_(log_origin(key_.public_key())) {}

// On the way past the last size that was signed, the root must be the one that was.
Result<std::optional<SignedCheckpoint>> Signer::catch_up(storage::Reader& reader) {
  NWD_TRY(auto last, find_checkpoint(reader));
  const auto signed_size = last ? last->checkpoint.size : 0;
  const auto append = [&](const Hash& leaf) { edge_.append(leaf); };
  const auto at = [&] { return static_cast<std::int64_t>(edge_.size()); };
  if (edge_.size() < signed_size) NWD_CHECK(each_leaf(reader, at(), static_cast<std::int64_t>(signed_size), append));
  if (last && edge_.size() == signed_size && edge_.root() != last->checkpoint.root)
    return not_what_was_signed("the root at " + std::to_string(signed_size));
  if (edge_.size() < signed_size) return not_what_was_signed("shorter than " + std::to_string(signed_size));
  NWD_CHECK(each_leaf(reader, at(), last_entry, append));
  return last;
}

Result<std::optional<SignedCheckpoint>> Signer::checkpoint(storage::Database& database, Instant now) {
  const auto before = edge_;
  const auto last = database.read([&](storage::Reader& reader) { return catch_up(reader); });
  if (!last) {
    edge_ = before;  // half a walk is none
    return fail(last.error());
  }
  if (edge_.size() == 0) return std::nullopt;
  if (*last && (*last)->checkpoint.size == edge_.size()) return *last;
  SignedCheckpoint note{{origin_, edge_.size(), edge_.root()}, {}};
  note.signatures.push_back(sign(note.checkpoint, key_));
  return database.write([&](storage::Writer& writer) -> Result<std::optional<SignedCheckpoint>> {
    NWD_CHECK(add_checkpoint(writer, note, now));
    return find_checkpoint(writer, note.checkpoint.size);
  });
}

}  // namespace nwd::audit
