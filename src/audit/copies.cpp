#include "audit/copies.h"

#include <algorithm>

#include "audit/copy_store.h"
#include "audit/readers.h"
#include "audit/sealing.h"
#include "base/big_endian.h"
#include "vault/envelope.h"

namespace nwd::audit {
namespace {

vault::Place key_place(const IdBytes& subject, std::int64_t number) {
  return {"audit_copy", subject, "wrapped", number};
}
vault::Place body_place(const IdBytes& subject, std::int64_t number) { return {"audit_copy", subject, "body", number}; }

// minute(8) | organization(16), zeroes for none | deed
Bytes fields_of(const Entry& entry) {
  Bytes out;
  put_big_endian(out, static_cast<std::uint64_t>(minute_of(entry.at).ms));
  const IdBytes organization = entry.organization.value_or(no_organization);
  out.insert(out.end(), organization.raw.begin(), organization.raw.end());
  out.insert(out.end(), entry.deed.begin(), entry.deed.end());
  return out;
}

std::optional<Copy> copy_from(ByteView fields) {
  IdBytes organization;
  constexpr std::size_t minute_size = 8;
  if (fields.size() < minute_size + organization.raw.size()) return std::nullopt;
  Copy copy;
  copy.at = {static_cast<std::int64_t>(from_big_endian(fields.first(minute_size)))};
  std::copy_n(fields.begin() + minute_size, organization.raw.size(), organization.raw.begin());
  if (organization != no_organization) copy.organization = organization;
  copy.deed = text_of(fields.subspan(minute_size + organization.raw.size()));
  return copy;
}

Result<std::optional<Copy>> open_one(const vault::PrivateKey& mine, const IdBytes& subject,
                                     const store::SealedCopy& sealed) {
  NWD_TRY(const auto key, vault::unwrap(mine, key_place(subject, sealed.number), sealed.wrapped));
  NWD_TRY(const auto fields, vault::open(key, body_place(subject, sealed.number), sealed.body));
  return copy_from(fields.view());
}

}  // namespace

Result<void> begin_copies(storage::Writer& writer, const IdBytes& subject, const vault::PublicKey& key, Instant now) {
  NWD_CHECK(store::delete_copies(writer, subject));
  return store::insert_copy_key(writer, subject, key, now);
}

Result<void> end_copies(storage::Writer& writer, const IdBytes& subject) {
  return store::delete_copies(writer, subject);
}

Result<Copies> open_copies(storage::Reader& reader, const vault::PrivateKey& mine, const IdBytes& subject) {
  NWD_TRY(const auto key, store::find_copy_key(reader, subject));
  if (!key) return fail(Code::not_found, "Nothing of this is kept for the person.");
  NWD_TRY(const auto rows, store::newest_copies(reader, subject, most_copies));
  Copies copies{key->since, {}, false};
  for (const auto& row : rows) {
    const auto opened = open_one(mine, subject, row);
    if (opened && *opened) copies.entries.push_back(**opened);
  }
  copies.missing = std::cmp_less(copies.entries.size(), std::min<std::int64_t>(key->last, most_copies));
  return copies;
}

Result<void> store::add_copy(storage::Writer& writer, const Entry& entry) {
  NWD_TRY(const auto to, find_copy_key(writer, entry.subject_id));
  if (!to) return {};
  SealedCopy copy{to->last + 1, {}, {}};
  const auto key = vault::new_key();
  NWD_TRY(copy.wrapped, vault::wrap(to->key, key_place(entry.subject_id, copy.number), key));
  NWD_TRY(copy.body, vault::seal(key, body_place(entry.subject_id, copy.number), fields_of(entry)));
  return insert_copy(writer, entry.subject_id, copy);
}

}  // namespace nwd::audit
