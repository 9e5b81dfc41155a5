#include "oidc/visits.h"

#include <sodium.h>

#include <algorithm>

#include "base/big_endian.h"

namespace nwd::oidc {
namespace {

constexpr std::size_t time_size = 8;
constexpr std::size_t id_size = 16;
constexpr std::size_t random_size = 32;
constexpr std::size_t head_size = time_size + 1 + id_size + random_size;  // the byte between: what it is for
constexpr std::size_t tag_size = crypto_auth_hmacsha256_BYTES;

Failure gone(std::string why) {
  return fail(Code::gone, "That took too long, or it was sent twice. Please try again.", std::move(why));
}

Instant made_at(ByteView head) { return {static_cast<std::int64_t>(from_big_endian(head.first(time_size)))}; }

std::string s256(std::string_view verifier) {
  Bytes hash(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(hash.data(), bytes_of(verifier).data(), verifier.size());
  return base64url(hash);
}

}  // namespace

Visits::Visits() : key_(vault::SecretBytes::random(crypto_auth_hmacsha256_KEYBYTES)) {}

Bytes Visits::code(std::string_view what, std::string_view visit, ByteView head) const {
  Bytes tag(tag_size);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key_.view().data(), key_.size());
  crypto_auth_hmacsha256_update(&state, head.data(), head.size());  // of one size
  crypto_auth_hmacsha256_update(&state, bytes_of(what).data(), what.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(visit).data(), visit.size());
  crypto_auth_hmacsha256_final(&state, tag.data());
  return tag;
}

Begun Visits::begin(Random& random, Instant now, Purpose purpose, ProviderId provider, std::string_view visit) const {
  Bytes state;
  put_big_endian(state, static_cast<std::uint64_t>(now.ms));
  state.resize(head_size);
  state[time_size] = static_cast<std::uint8_t>(purpose);
  std::ranges::copy(provider.raw, state.begin() + time_size + 1);
  random.fill(std::span(state).last(random_size));
  const Bytes head = state;
  const auto tag = code("state:", visit, head);
  state.insert(state.end(), tag.begin(), tag.end());
  return {base64url(state), base64url(code("nonce:", visit, head)), s256(base64url(code("verifier:", visit, head)))};
}

Result<Resumed> Visits::resume(Instant now, std::string_view visit, std::string_view state_text) {
  const auto state = from_base64url(state_text);
  if (!state || state->size() != head_size + tag_size) return gone("not a state");
  const auto head = ByteView(*state).first(head_size);
  if (!vault::equal_constant_time(ByteView(*state).subspan(head_size), code("state:", visit, head)))
    return gone("another's state");
  const Instant made = made_at(head);
  if (now < made || now - made >= visit_ms) return gone("an old state");
  NWD_CHECK(spent_.take(now, *state, visit_ms, "a state that came back before"));
  ProviderId provider;
  std::copy_n(head.begin() + time_size + 1, id_size, provider.raw.begin());
  return Resumed{static_cast<Purpose>(head[time_size]), provider, base64url(code("nonce:", visit, head)),
                 base64url(code("verifier:", visit, head))};
}

}  // namespace nwd::oidc
