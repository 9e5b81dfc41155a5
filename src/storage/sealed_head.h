// The beginning of a sealed file, and the keys that a passphrase gives with it. Used inside this folder only.
#pragma once

#include <sodium.h>

#include <array>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "storage/backup.h"

namespace nwd::storage {

inline constexpr std::size_t head_size =
    13 + 8 + crypto_pwhash_SALTBYTES + crypto_secretstream_xchacha20poly1305_HEADERBYTES + crypto_auth_BYTES;
using Head = std::array<std::uint8_t, head_size>;

// In locked memory, wiped when they go.
struct SealedKeys {
  SealedKeys() { sodium_mlock(bytes.data(), bytes.size()); }
  ~SealedKeys() { sodium_munlock(bytes.data(), bytes.size()); }
  SealedKeys(const SealedKeys&) = delete;
  SealedKeys& operator=(const SealedKeys&) = delete;
  [[nodiscard]] const std::uint8_t* stream() const { return bytes.data(); }
  [[nodiscard]] const std::uint8_t* check() const {
    return bytes.data() + crypto_secretstream_xchacha20poly1305_KEYBYTES;
  }
  std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_auth_KEYBYTES> bytes{};
};

using StreamState = crypto_secretstream_xchacha20poly1305_state;

// A new one, with the state that writes what follows.
Result<Head> make_head(std::string_view passphrase, const BackupCost&, StreamState&);
// The keys for one that was read; unauthenticated, unsupported, corrupt as SealedReader::open.
Result<void> open_head(const Head&, std::string_view passphrase, SealedKeys&);
Result<void> begin_stream(const Head&, const SealedKeys&, StreamState&);

}  // namespace nwd::storage
