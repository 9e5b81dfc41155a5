#include "vault/signing.h"

#include <sodium.h>

namespace nwd::vault {

static_assert(crypto_sign_SEEDBYTES == 32 && crypto_sign_PUBLICKEYBYTES == 32 && crypto_sign_BYTES == 64);

bool SigningPublicKey::verifies(ByteView message, const Signature& signature) const {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), raw.data()) == 0;
}

SigningKey::SigningKey(SecretBytes seed) : seed_(std::move(seed)), secret_(crypto_sign_SECRETKEYBYTES) {
  crypto_sign_seed_keypair(public_.raw.data(), secret_.writable().data(), seed_.view().data());
}

SigningKey SigningKey::generate() { return SigningKey(SecretBytes::random(crypto_sign_SEEDBYTES)); }

Result<SigningKey> SigningKey::from(const SecretBytes& seed) {
  if (seed.size() != crypto_sign_SEEDBYTES) return fail(Code::corrupt, "This is not a key for signing.");
  return SigningKey(seed.clone());
}

Signature SigningKey::sign(ByteView message) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.view().data());
  return signature;
}

}  // namespace nwd::vault
