#include "audit/sealing.h"

#include <sodium.h>

#include <algorithm>

#include "base/big_endian.h"
#include "vault/envelope.h"
#include "vault/place.h"
#include "vault/random.h"

namespace nwd::audit {
namespace {

constexpr std::size_t salt_size = crypto_auth_hmacsha256_KEYBYTES;
static_assert(crypto_auth_hmacsha256_BYTES == sizeof(Hash));

void put_number(Bytes& out, std::int64_t value) { put_big_endian(out, static_cast<std::uint64_t>(value)); }

// One byte of length: no part is longer than a word of 64 bytes.
void put_part(Bytes& out, ByteView part) {
  out.push_back(static_cast<std::uint8_t>(part.size()));
  out.insert(out.end(), part.begin(), part.end());
}

void put_id(Bytes& out, const std::optional<IdBytes>& id) { put_part(out, id ? ByteView(id->raw) : ByteView()); }

Bytes fields_of(const Entry& entry) {
  Bytes out;
  put_number(out, entry.at.ms);
  put_id(out, entry.member);
  put_id(out, entry.organization);
  for (const auto word : {entry.deed, entry.subject, entry.purpose}) put_part(out, bytes_of(word));
  put_id(out, entry.subject_id);
  return out;
}

// What fields_of wrote.
class Fields {
 public:
  explicit Fields(ByteView bytes) : rest_(bytes) {}

  std::optional<Detail> read() {
    Detail detail;
    detail.at = {number()};
    detail.member = id();
    detail.organization = id();
    for (auto* word : {&detail.deed, &detail.subject, &detail.purpose}) *word = text_of(part());
    const auto subject = id();
    if (!good_ || !subject || !rest_.empty()) return std::nullopt;
    detail.subject_id = *subject;
    return detail;
  }

 private:
  ByteView take(std::size_t size) {
    if (size > rest_.size()) {
      good_ = false;
      return {};
    }
    const auto out = rest_.first(size);
    rest_ = rest_.subspan(size);
    return out;
  }
  std::int64_t number() { return static_cast<std::int64_t>(from_big_endian(take(sizeof(std::int64_t)))); }
  ByteView part() {
    const auto length = take(1);
    return length.empty() ? ByteView() : take(length.front());
  }
  std::optional<IdBytes> id() {
    const auto bytes = part();
    IdBytes out;
    good_ = good_ && (bytes.empty() || bytes.size() == out.raw.size());
    if (!good_ || bytes.empty()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), out.raw.begin());
    return out;
  }

  ByteView rest_;
  bool good_ = true;
};

Hash hmac(ByteView key, std::initializer_list<ByteView> parts) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  for (const auto part : parts) crypto_auth_hmacsha256_update(&state, part.data(), part.size());
  Hash out{};
  crypto_auth_hmacsha256_final(&state, out.data());
  return out;
}

Hash commit(ByteView salt, std::int64_t sequence, ByteView fields) {
  Bytes number;
  put_number(number, sequence);
  return hmac(salt, {number, fields});
}

vault::Place place_of(const IdBytes& log_key, std::int64_t sequence) {
  return {"audit_entry", log_key, "body", sequence};
}

Failure not_as_committed(std::int64_t sequence, const char* why) {
  return fail(Code::corrupt, "An entry of the log is not what was sealed. Nothing is shown of it: nwd audit verify.",
              "entry " + std::to_string(sequence) + ": " + why);
}

}  // namespace

Instant minute_of(Instant at) { return {at.ms - (at.ms % minute_ms + minute_ms) % minute_ms}; }

LogKey::LogKey(const IdBytes& id, vault::SecretBytes secret)
    : id_(id),
      secret_(std::move(secret)),
      seals_(vault::hkdf(secret_.view(), id_.raw, bytes_of("nwd audit 1 body"))),
      tags_(vault::hkdf(secret_.view(), id_.raw, bytes_of("nwd audit 1 tag"))) {}

LogKey LogKey::generate() {
  vault::SystemRandom random;
  return {new_id_bytes(random), vault::new_key()};
}

Result<LogKey> LogKey::from(const IdBytes& id, vault::SecretBytes secret) {
  if (secret.size() != vault::key_size)
    return fail(Code::corrupt, "A key of the log is damaged.", "a log key is not 32 bytes");
  return LogKey(id, std::move(secret));
}

IdBytes LogKey::tag(const IdBytes& subject, std::uint64_t before) const {
  Bytes count;
  put_number(count, static_cast<std::int64_t>(before));
  const auto whole = hmac(tags_.view(), {subject.raw, count});
  IdBytes out;
  std::copy_n(whole.begin(), out.raw.size(), out.raw.begin());
  return out;
}

Result<Sealed> LogKey::seal(std::int64_t sequence, const Entry& entry, std::uint64_t before) const {
  vault::SystemRandom random;
  Bytes plain(salt_size);
  random.fill(plain);
  const auto fields = fields_of(entry);
  Sealed out{id_, tag(entry.subject_id, before), commit(plain, sequence, fields), {}, {}};
  plain.insert(plain.end(), fields.begin(), fields.end());
  auto body = vault::seal(seals_, place_of(id_, sequence), plain);
  vault::wipe(plain);
  if (!body) return Failure(std::move(body).error());
  out.body_hash = sha256(*body);
  out.body = *std::move(body);
  return out;
}

Result<Detail> LogKey::open(const Recorded& entry) const {
  if (!entry.sealed || !entry.sealed->body) return not_as_committed(entry.sequence, "it has no body");
  const auto plain = vault::open(seals_, place_of(id_, entry.sequence), *entry.sealed->body);
  if (!plain) return not_as_committed(entry.sequence, "the body does not open");
  if (plain->size() < salt_size) return not_as_committed(entry.sequence, "the body has no salt");
  const auto fields = plain->view().subspan(salt_size);
  const auto committed = commit(plain->view().first(salt_size), entry.sequence, fields);
  if (!vault::equal_constant_time(committed, entry.sealed->commitment))
    return not_as_committed(entry.sequence, "the commitment is another's");
  auto detail = Fields(fields).read();
  if (!detail || minute_of(detail->at) != entry.at) return not_as_committed(entry.sequence, "the fields");
  return *std::move(detail);
}

}  // namespace nwd::audit
