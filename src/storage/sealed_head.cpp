#include "storage/sealed_head.h"

#include <algorithm>
#include <cstring>

namespace nwd::storage {
namespace {

constexpr std::string_view magic = "nwd backup 1\n";
constexpr std::size_t cost_at = magic.size();
constexpr std::size_t salt_at = cost_at + 8;
constexpr std::size_t stream_at = salt_at + crypto_pwhash_SALTBYTES;
constexpr std::size_t check_at = stream_at + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
static_assert(check_at + crypto_auth_BYTES == head_size);

constexpr std::uint32_t most_memory_kib = 1024 * 1024;
constexpr std::uint32_t most_passes = 10;

void put_u32(std::uint8_t* out, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}
std::uint32_t take_u32(const std::uint8_t* in) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = (value << 8U) | in[i];
  return value;
}

Result<void> derive(const Head& head, std::string_view passphrase, SealedKeys& keys) {
  const auto memory = take_u32(head.data() + cost_at);
  const auto passes = take_u32(head.data() + cost_at + 4);
  if (memory < 8 || memory > most_memory_kib || passes < 1 || passes > most_passes)
    return fail(Code::corrupt, "This backup is damaged: its beginning was altered. Nothing of it was used.");
  if (crypto_pwhash(keys.bytes.data(), keys.bytes.size(), passphrase.data(), passphrase.size(), head.data() + salt_at,
                    passes, std::size_t{memory} * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Code::busy, "There is too little memory for this just now. Try again in a minute.");
  return {};
}

}  // namespace

Result<Head> make_head(std::string_view passphrase, const BackupCost& cost, StreamState& state) {
  if (sodium_init() < 0) return fail(Code::internal, "Something went wrong on our side.", "sodium_init");
  if (passphrase.empty()) return fail(Code::invalid, "A backup needs a passphrase.");
  Head head{};
  std::copy(magic.begin(), magic.end(), head.begin());
  put_u32(head.data() + cost_at, cost.memory_kib);
  put_u32(head.data() + cost_at + 4, cost.passes);
  randombytes_buf(head.data() + salt_at, crypto_pwhash_SALTBYTES);
  SealedKeys keys;
  NWD_CHECK(derive(head, passphrase, keys));
  crypto_secretstream_xchacha20poly1305_init_push(&state, head.data() + stream_at, keys.stream());
  crypto_auth(head.data() + check_at, head.data(), check_at, keys.check());
  return head;
}

Result<void> open_head(const Head& head, std::string_view passphrase, SealedKeys& keys) {
  if (sodium_init() < 0) return fail(Code::internal, "Something went wrong on our side.", "sodium_init");
  const std::string_view start = text_of({head.data(), magic.size()});
  if (!start.starts_with("nwd backup ")) return fail(Code::corrupt, "This file is not a backup of nwd.");
  if (start != magic)
    return fail(Code::unsupported, "This backup has a form that this nwd does not know. Install a later one.");
  NWD_CHECK(derive(head, passphrase, keys));
  if (crypto_auth_verify(head.data() + check_at, head.data(), check_at, keys.check()) != 0)
    return fail(Code::unauthenticated,
                "This is not the backup's passphrase (or the first bytes of the file were altered). Nothing was "
                "changed.");
  return {};
}

Result<void> begin_stream(const Head& head, const SealedKeys& keys, StreamState& state) {
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, head.data() + stream_at, keys.stream()) != 0)
    return fail(Code::corrupt, "This backup is damaged. Nothing of it was used.");
  return {};
}

}  // namespace nwd::storage
