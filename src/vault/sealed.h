// Sealed<T>: personal data of a known shape, still in its envelope. It cannot be printed, formatted, compared or turned
// into JSON; opening it needs the key, and the plaintext is handed to a function instead of being left lying about.
#pragma once

#include "vault/envelope.h"

namespace nwd::vault {

// T has: static Result<T> decode(ByteView); Bytes encode() const.
template <class T>
class Sealed {
 public:
  explicit Sealed(Bytes envelope) : envelope_(std::move(envelope)) {}

  static Result<Sealed> seal(const Key& key, const Place& place, const T& value) {
    Bytes plain = value.encode();
    auto envelope = vault::seal(key, place, plain);
    wipe(plain);
    if (!envelope) return Failure(std::move(envelope).error());
    return Sealed(*std::move(envelope));
  }

  [[nodiscard]] Result<T> open(const Key& key, const Place& place) const {
    NWD_TRY(const SecretBytes plain, vault::open(key, place, envelope_));
    return T::decode(plain.view());
  }

  [[nodiscard]] const Bytes& envelope() const { return envelope_; }

 private:
  Bytes envelope_;
};

}  // namespace nwd::vault
