// Many short records under one key, for an index that is opened as a whole. An envelope works out two keys for each
// value, which takes longer than opening it; here one is worked out once. Each record is bound to its place, and all
// are of one length, so that a length tells nothing.
//
//   nonce(24) | XChaCha20-Poly1305( length(1) | value | zeroes )
//
// No commitment to the key: it is for records whose key their own reader made, and which nobody else is asked to open.
#pragma once

#include "vault/envelope.h"

namespace nwd::vault {

class RecordSealer {
 public:
  static constexpr std::size_t longest = 103;      // bytes of a value
  static constexpr std::size_t sealed_size = 144;  // of each record

  explicit RecordSealer(const Key&);  // throws std::logic_error: not a key

  [[nodiscard]] Result<Bytes> seal(const Place&, ByteView value) const;  // too_large
  // In locked memory of the sealer's own, until the next one is opened. corrupt.
  Result<ByteView> open(const Place&, ByteView sealed);

 private:
  SecretBytes key_;
  SecretBytes opened_;
};

}  // namespace nwd::vault
