// The keys that a provider signs with, as it publishes them: a JSON Web Key Set (RFC 7517; RSA and EC after RFC 7518
// section 6, Ed25519 after RFC 8037). Which algorithm a signature has is said by the key, never by the token alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "passkey/public_key.h"

namespace nwd::oidc {

struct SigningKey {
  std::string id;  // "kid"; "" where it has none
  passkey::PublicKey key;
};

inline constexpr std::size_t largest_key_set = std::size_t{64} << 10U;
inline constexpr std::size_t most_keys = 32;

class KeySet {
 public:
  // Keys for other purposes or of other kinds are passed over, as RFC 7517 section 5 says. invalid: not a set, too
  // large, two keys of one algorithm with one id, or none that we can use.
  static Result<KeySet> parse(std::string_view json);

  // The key of this id and this algorithm. Without an id: the only one of its algorithm. null: none.
  [[nodiscard]] const SigningKey* find(std::string_view id, passkey::Algorithm) const;
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  std::vector<SigningKey> keys_;
};

// "RS256", "ES256", "EdDSA" (or "Ed25519", RFC 9864). none: anything else, "none" above all.
std::optional<passkey::Algorithm> algorithm_named(std::string_view);

}  // namespace nwd::oidc
