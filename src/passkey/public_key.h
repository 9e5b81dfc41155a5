// The public half of a passkey, as authenticators write it (COSE, RFC 9053 and RFC 8230), and the signatures that it
// verifies. OpenSSL computes. (libfido2 would not make this smaller: it verifies no attestation of format "none", wants
// its keys and authenticator data parsed as here, and brings a driver for USB devices along.)
#pragma once

#include <cstdint>
#include <memory>

#include "base/bytes.h"
#include "base/result.h"
#include "passkey/cbor.h"

struct evp_pkey_st;

namespace nwd::passkey {

// COSE's numbers, in the order in which we ask for them.
enum class Algorithm : std::int16_t { eddsa = -8, es256 = -7, rs256 = -257 };
constexpr std::int64_t number(Algorithm algorithm) { return static_cast<std::int64_t>(algorithm); }
inline constexpr Algorithm all_algorithms[] = {Algorithm::eddsa, Algorithm::es256, Algorithm::rs256};

class PublicKey {
 public:
  // invalid: malformed, of another algorithm, not a point of its curve, RSA outside of 2048 to 4096 bits.
  static Result<PublicKey> from(const cbor::Value&);
  [[nodiscard]] Algorithm algorithm() const { return algorithm_; }
  [[nodiscard]] bool verifies(ByteView message, ByteView signature) const;

 private:
  PublicKey(Algorithm algorithm, std::shared_ptr<evp_pkey_st> key) : algorithm_(algorithm), key_(std::move(key)) {}
  Algorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace nwd::passkey
