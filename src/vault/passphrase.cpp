#include "vault/passphrase.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/big_endian.h"

namespace nwd::vault {
namespace {

constexpr std::size_t salt_size = crypto_pwhash_SALTBYTES;
constexpr std::size_t number_size = 4;
constexpr std::size_t head_size = salt_size + 2 * number_size;
constexpr std::uint32_t most_memory_kib = 1024 * 1024;
constexpr std::uint32_t most_passes = 10;

Place place_of(const IdBytes& member) { return {"member", member, "private_key", 1}; }

Failure not_it() { return fail(Code::unauthenticated, "The name or the passphrase is not right."); }

}  // namespace

// A place among those that derive, waited for in a bounded line, first come first served. A derivation that takes more
// memory than this installation's own takes every place: two of a gigabyte would not fit.
class Derivations::Turn {
 public:
  Turn(Derivations& all, const Cost& cost)
      : all_(all), places_(cost.memory_kib > all.cost_.memory_kib ? std::max(1, all.at_once_) : 1) {
    std::unique_lock lock(all_.mutex_);
    const auto ticket = all_.next_ticket_;
    const auto my_turn = [&] { return all_.serving_ == ticket && all_.free_ >= places_; };
    if (!my_turn()) {
      if (all_.may_wait_ == 0) return;
      --all_.may_wait_;
      ++all_.next_ticket_;
      all_.freed_.wait(lock, my_turn);
      ++all_.may_wait_;
    } else {
      ++all_.next_ticket_;
    }
    ++all_.serving_;
    all_.free_ -= places_;
    has_ = true;
    all_.freed_.notify_all();  // the next in line may fit too
  }
  ~Turn() {
    if (!has_) return;
    const std::lock_guard lock(all_.mutex_);
    all_.free_ += places_;
    all_.freed_.notify_all();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  explicit operator bool() const { return has_; }

 private:
  Derivations& all_;
  const int places_;
  bool has_ = false;
};

Derivations::Derivations(const Cost& cost, int at_once, int waiting, KeyringPtr keyring)
    : cost_(cost), keyring_(std::move(keyring)), at_once_(at_once), free_(at_once), may_wait_(waiting) {}

const KeyringPtr& Derivations::keyring() const {
  if (!keyring_) throw std::logic_error("no keyring was given");
  return keyring_;
}

Result<SecretBytes> Derivations::derive(std::string_view passphrase, ByteView salt, const Cost& cost) {
  const bool bounded =
      cost.memory_kib >= 8 && cost.memory_kib <= most_memory_kib && cost.passes >= 1 && cost.passes <= most_passes;
  if (!bounded || salt.size() != salt_size)
    return fail(Code::corrupt, "A key is damaged.", "Argon2id cost out of bounds");
  const Turn turn(*this, cost);
  if (!turn) return fail(Code::busy, "Many people are signing in. Try again in a minute.", "derivation queue full");
  SecretBytes key(key_size);
  const int done = crypto_pwhash(key.writable().data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
                                 cost.passes, std::size_t{cost.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (done != 0)
    return fail(Code::busy, "The server has too little memory just now. Try again in a minute.", "Argon2id allocation");
  return key;
}

Result<Bytes> Derivations::lock(const PrivateKey& key, const IdBytes& member, std::string_view passphrase) {
  Bytes out(salt_size);
  randombytes_buf(out.data(), out.size());
  NWD_TRY(const auto derived, derive(passphrase, out, cost_));
  put_big_endian(out, cost_.memory_kib, number_size);
  put_big_endian(out, cost_.passes, number_size);
  NWD_TRY(const auto envelope, seal(derived, place_of(member), key.secret().view()));
  out.insert(out.end(), envelope.begin(), envelope.end());
  return out;
}

Result<PrivateKey> Derivations::unlock(ByteView locked, const IdBytes& member, std::string_view passphrase) {
  if (locked.size() <= head_size) return fail(Code::corrupt, "A member's key is damaged.", "locked key size");
  const auto number_at = [&](std::size_t at) {
    return static_cast<std::uint32_t>(from_big_endian(locked.subspan(at, number_size)));
  };
  const Cost cost{number_at(salt_size), number_at(salt_size + number_size)};
  NWD_TRY(const auto derived, derive(passphrase, locked.first(salt_size), cost));
  auto secret = open(derived, place_of(member), locked.subspan(head_size));
  if (!secret) {
    if (secret.error().code == Code::corrupt) return not_it();
    return Failure(std::move(secret).error());
  }
  return PrivateKey::from(*std::move(secret));
}

Result<void> Derivations::pretend(std::string_view passphrase) {
  constexpr std::array<std::uint8_t, salt_size> salt{};
  NWD_CHECK(derive(passphrase, salt, cost_));
  return not_it();
}

}  // namespace nwd::vault
