#include "vault/oprf.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace nwd::vault::oprf {
namespace {

constexpr std::string_view final_domain = "Finalize";

// A text with a zero in it: taken with its length.
template <std::size_t N>
constexpr std::string_view whole(const char (&text)[N]) {
  return {text, N - 1};
}
constexpr std::string_view hash_to_group_domain = whole("HashToGroup-OPRFV1-\x00-ristretto255-SHA512");

class Sha512 {
 public:
  Sha512() { crypto_hash_sha512_init(&state_); }
  ~Sha512() { sodium_memzero(&state_, sizeof state_); }
  Sha512(const Sha512&) = delete;
  Sha512& operator=(const Sha512&) = delete;

  Sha512& add(ByteView bytes) {
    crypto_hash_sha512_update(&state_, bytes.data(), bytes.size());
    return *this;
  }
  Sha512& add_number(std::size_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      const auto byte = static_cast<std::uint8_t>(value >> static_cast<unsigned>(shift));
      add({&byte, 1});
    }
    return *this;
  }
  // Preceded by its length in two bytes.
  Sha512& add_counted(ByteView bytes) { return add_number(bytes.size(), 2).add(bytes); }
  SecretBytes finish() {
    SecretBytes hash(output_size);
    crypto_hash_sha512_final(&state_, hash.writable().data());
    return hash;
  }

 private:
  crypto_hash_sha512_state state_{};
};

// RFC 9380, section 5.3.1, for one block of output.
SecretBytes expand(ByteView message, std::string_view domain) {
  constexpr std::array<std::uint8_t, 128> pad{};
  const auto first = Sha512()
                         .add(pad)
                         .add(message)
                         .add_number(output_size, 2)
                         .add_number(0, 1)
                         .add(bytes_of(domain))
                         .add_number(domain.size(), 1)
                         .finish();
  return Sha512().add(first.view()).add_number(1, 1).add(bytes_of(domain)).add_number(domain.size(), 1).finish();
}

// none: the identity.
Result<Element> times(const SecretBytes& scalar, const Element& element) {
  Element product;
  if (crypto_scalarmult_ristretto255(product.raw.data(), scalar.view().data(), element.raw.data()) != 0)
    return fail(Code::invalid, "This cannot be compared.", "oprf identity");
  return product;
}

Element hash_to_group(ByteView input) {
  Element element;
  crypto_core_ristretto255_from_hash(element.raw.data(), expand(input, hash_to_group_domain).view().data());
  return element;
}

SecretBytes finish(ByteView input, const Element& unblinded) {
  return Sha512().add_counted(input).add_counted(unblinded.bytes()).add(bytes_of(final_domain)).finish();
}

SecretBytes random_scalar() {
  SecretBytes scalar(scalar_size);
  do {
    crypto_core_ristretto255_scalar_random(scalar.writable().data());
  } while (sodium_is_zero(scalar.view().data(), scalar.size()) != 0);
  return scalar;
}

// Below the group's order, and not zero.
bool is_scalar(const SecretBytes& bytes) {
  if (bytes.size() != scalar_size || sodium_is_zero(bytes.view().data(), bytes.size()) != 0) return false;
  SecretBytes wide(2 * scalar_size);
  std::copy(bytes.view().begin(), bytes.view().end(), wide.writable().begin());
  SecretBytes reduced(scalar_size);
  crypto_core_ristretto255_scalar_reduce(reduced.writable().data(), wide.view().data());
  return equal_constant_time(reduced.view(), bytes.view());
}

}  // namespace

Result<Element> Element::from(ByteView bytes) {
  Element element;
  const bool sized = bytes.size() == element.raw.size();
  if (!sized || crypto_core_ristretto255_is_valid_point(bytes.data()) != 1 ||
      sodium_is_zero(bytes.data(), bytes.size()) != 0)
    return fail(Code::corrupt, "What the other organization sent is damaged.", "oprf element");
  std::copy(bytes.begin(), bytes.end(), element.raw.begin());
  return element;
}

Key Key::generate() { return Key(random_scalar()); }

Result<Key> Key::from(SecretBytes bytes) {
  if (!is_scalar(bytes)) return fail(Code::corrupt, "This record is damaged.", "oprf key");
  return Key(std::move(bytes));
}

// The group's order is prime: neither factor is nothing, so that the product is not.
Element Key::evaluate(const Element& blinded) const {
  const auto product = times(secret_, blinded);
  if (!product) throw std::logic_error("an element that hides nothing was evaluated");
  return *product;
}

Result<SecretBytes> Key::output(ByteView input) const {
  NWD_TRY(const auto evaluated, times(secret_, hash_to_group(input)));
  return finish(input, evaluated);
}

Result<Blinding> Blinding::of(ByteView input) { return with(random_scalar(), input); }

Result<Blinding> Blinding::with(SecretBytes blind, ByteView input) {
  if (!is_scalar(blind)) return fail(Code::corrupt, "This record is damaged.", "oprf blind");
  NWD_TRY(const auto element, times(blind, hash_to_group(input)));
  return Blinding(std::move(blind), element);
}

Result<SecretBytes> Blinding::finalize(ByteView input, const Element& evaluated) const {
  SecretBytes inverse(scalar_size);
  crypto_core_ristretto255_scalar_invert(inverse.writable().data(), blind_.view().data());
  NWD_TRY(const auto unblinded, times(inverse, evaluated));
  return finish(input, unblinded);
}

}  // namespace nwd::vault::oprf
