// An oblivious pseudo-random function: RFC 9497, mode OPRF (0x00), suite ristretto255-SHA512. Who asks learns the
// function's value of their input and nothing of the key; who holds the key learns nothing of the input.
//
//   who asks                                who holds the key
//   blinding = Blinding::of(input)   ──>    evaluated = key.evaluate(blinding.element)
//   blinding.finalize(input, it)     <──
//
// Both get what key.output(input) gives.
#pragma once

#include <array>
#include <cstdint>

#include "base/result.h"
#include "vault/secret.h"

namespace nwd::vault::oprf {

inline constexpr std::size_t scalar_size = 32;
inline constexpr std::size_t output_size = 64;

struct Element {
  std::array<std::uint8_t, 32> raw{};
  bool operator==(const Element&) const = default;
  [[nodiscard]] ByteView bytes() const { return raw; }
  static Result<Element> from(ByteView);  // corrupt: not an element, or the one that hides nothing
};

class Key {
 public:
  static Key generate();
  static Result<Key> from(SecretBytes);  // corrupt: not a scalar, or zero
  [[nodiscard]] const SecretBytes& secret() const { return secret_; }

  [[nodiscard]] Element evaluate(const Element& blinded) const;
  // invalid: the input is mapped to nothing (RFC 9497, InvalidInputError; never by accident).
  [[nodiscard]] Result<SecretBytes> output(ByteView input) const;

 private:
  explicit Key(SecretBytes secret) : secret_(std::move(secret)) {}
  SecretBytes secret_;
};

// What whoever asks keeps until the answer comes.
class Blinding {
 public:
  static Result<Blinding> of(ByteView input);                       // invalid, as above
  static Result<Blinding> with(SecretBytes blind, ByteView input);  // as it was kept; corrupt
  [[nodiscard]] const SecretBytes& blind() const { return blind_; }
  [[nodiscard]] const Element& element() const { return element_; }

  [[nodiscard]] Result<SecretBytes> finalize(ByteView input, const Element& evaluated) const;

 private:
  Blinding(SecretBytes blind, const Element& element) : blind_(std::move(blind)), element_(element) {}
  SecretBytes blind_;
  Element element_;
};

}  // namespace nwd::vault::oprf
