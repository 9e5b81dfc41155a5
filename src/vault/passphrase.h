// What opens keys here: a member's private key is unlocked by a passphrase through Argon2id (RFC 9106), and what is
// wrapped opens with the keyring's share (vault/keyring.h). Derivations queue: at most two run at
// once (one alone, if it takes more memory than `cost`), so that memory stays bounded; when the queue is full the
// answer is Code::busy.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "vault/keypair.h"

namespace nwd::vault {

struct Cost {
  std::uint32_t memory_kib = 256 * 1024;
  std::uint32_t passes = 3;
};

inline constexpr int derivations_at_once = 2;
inline constexpr int derivations_waiting = 32;

class Derivations {
 public:
  explicit Derivations(const Cost& cost, int at_once = derivations_at_once, int waiting = derivations_waiting,
                       KeyringPtr keyring = nullptr);
  [[nodiscard]] const KeyringPtr& keyring() const;  // throws std::logic_error: none was given
  [[nodiscard]] const Cost& cost() const { return cost_; }

  // salt(16) | memory KiB(4) | passes(4) | envelope of the private key under the derived key, bound to `member`.
  Result<Bytes> lock(const PrivateKey&, const IdBytes& member, std::string_view passphrase);
  // unauthenticated when the passphrase is not it. The cost stored with the key is used, bounded by 1 GiB and 10
  // passes.
  Result<PrivateKey> unlock(ByteView locked, const IdBytes& member, std::string_view passphrase);
  // The same work with nothing to find, so that an unknown name takes as long as a known one.
  Result<void> pretend(std::string_view passphrase);

  Result<SecretBytes> derive(std::string_view passphrase, ByteView salt, const Cost&);  // 32 bytes

 private:
  class Turn;
  Cost cost_;
  KeyringPtr keyring_;
  const int at_once_;
  int free_;
  int may_wait_;
  std::uint64_t next_ticket_ = 0;
  std::uint64_t serving_ = 0;
  std::mutex mutex_;
  std::condition_variable freed_;
};

}  // namespace nwd::vault
