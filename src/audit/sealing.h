// How an entry is sealed. Pure: no clock, no database.
//
//   body        envelope (vault/envelope.h) of salt(32) | fields, bound to the log key's id and the entry's number
//   commitment  HMAC-SHA-256(salt, number | fields): with the salt, one entry can be shown to somebody without the key
//   tag         HMAC-SHA-256(subject | how many entries of it there were before), 16 bytes: no two are alike, so that
//   the
//               database does not tell which entries are of one record
//   leaf        SHA-256(0x00 | number | minute | "sealed" | log key's id | tag | commitment | SHA-256(body))
//
// A log key is one organization's for a week, or until the program ends. An entry costs no public-key operation.
#pragma once

#include "audit/audit.h"
#include "vault/secret.h"

namespace nwd::audit {

inline constexpr std::int64_t log_key_ms = 7 * day_ms;

Instant minute_of(Instant);

class LogKey {
 public:
  static LogKey generate();
  // corrupt: not 32 bytes.
  static Result<LogKey> from(const IdBytes& id, vault::SecretBytes secret);
  [[nodiscard]] const IdBytes& id() const { return id_; }
  [[nodiscard]] const vault::SecretBytes& secret() const { return secret_; }

  [[nodiscard]] IdBytes tag(const IdBytes& subject, std::uint64_t before) const;
  [[nodiscard]] Result<Sealed> seal(std::int64_t sequence, const Entry&, std::uint64_t before) const;
  // corrupt: the body is not what was sealed, or not what was committed to.
  [[nodiscard]] Result<Detail> open(const Recorded&) const;

 private:
  LogKey(const IdBytes& id, vault::SecretBytes secret);
  IdBytes id_;
  vault::SecretBytes secret_;
  vault::SecretBytes seals_;
  vault::SecretBytes tags_;
};

}  // namespace nwd::audit
