#include "passkey/challenges.h"

#include <sodium.h>

#include <array>

#include "base/big_endian.h"

namespace nwd::passkey {
namespace {

constexpr std::size_t time_size = 8;
constexpr std::size_t head_size = time_size + 32;  // and 32 random bytes

Failure gone(std::string why) {
  return fail(Code::gone, "That took too long, or it was sent twice. Please try again.", std::move(why));
}

Instant made_at(ByteView head) { return {static_cast<std::int64_t>(from_big_endian(head.first(time_size)))}; }

}  // namespace

Challenges::Challenges() : key_(vault::SecretBytes::random(crypto_auth_hmacsha256_KEYBYTES)) {}

Bytes Challenges::code(Purpose purpose, std::string_view visit, ByteView head) const {
  Bytes tag(crypto_auth_hmacsha256_BYTES);
  const auto what = static_cast<std::uint8_t>(purpose);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key_.view().data(), key_.size());
  crypto_auth_hmacsha256_update(&state, &what, 1);
  crypto_auth_hmacsha256_update(&state, head.data(), head.size());  // of one size: nothing can be moved over its edge
  crypto_auth_hmacsha256_update(&state, bytes_of(visit).data(), visit.size());
  crypto_auth_hmacsha256_final(&state, tag.data());
  return tag;
}

Bytes Challenges::issue(Random& random, Instant now, Purpose purpose, std::string_view visit) const {
  Bytes challenge;
  put_big_endian(challenge, static_cast<std::uint64_t>(now.ms));
  challenge.resize(head_size);
  random.fill(std::span(challenge).subspan(time_size));
  const auto tag = code(purpose, visit, challenge);
  challenge.insert(challenge.end(), tag.begin(), tag.end());
  return challenge;
}

Result<void> Challenges::check(Instant now, Purpose purpose, std::string_view visit, ByteView challenge) const {
  if (challenge.size() != head_size + crypto_auth_hmacsha256_BYTES) return gone("not a challenge");
  const auto head = challenge.first(head_size);
  if (!vault::equal_constant_time(challenge.subspan(head_size), code(purpose, visit, head)))
    return gone("another's challenge");
  const Instant made = made_at(head);
  if (now < made || now - made >= challenge_ms) return gone("an old challenge");
  return {};
}

Result<void> Challenges::spend(Instant now, ByteView challenge) {
  return spent_.take(now, challenge, challenge_ms, "a challenge that was answered");
}

}  // namespace nwd::passkey
