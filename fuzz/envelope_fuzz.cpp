// Arbitrary bytes as an envelope, a wrap and a locked key; and what was sealed, changed at one place. The first byte
// chooses. Nothing but what was sealed may open, and nothing may be read past its end.
#include <cstdlib>

#include "vault/envelope.h"
#include "vault/keypair.h"
#include "vault/passphrase.h"

namespace {

using namespace nwd;

const vault::Place here{"case_envelope", IdBytes{}, "facts", 1};

void need(bool condition) {
  if (!condition) std::abort();
}

const vault::Key& key() {
  static const auto kept = [] {
    vault::initialise();
    return vault::SecretBytes::copy_of(bytes_of("a key of exactly 32 bytes, fixed"));
  }();
  return kept;
}

const vault::PrivateKey& mine() {
  static const auto kept = *vault::PrivateKey::from(key().clone());
  return kept;
}

vault::Keyring& keyring() {
  static vault::Keyring kept;
  return kept;
}

// The same of a numbered wrap: its suite, epoch, number, ephemeral key or what it seals, at one place.
void change_one_wrap(ByteView input) {
  if (input.size() < 2) return;
  auto wrapped = vault::wrap(keyring(), {mine().public_key(), 7}, here, key()).value();
  need(vault::unwrap(keyring(), mine(), here, wrapped).has_value());
  const std::size_t at = input[0] % wrapped.size();
  wrapped[at] = static_cast<std::uint8_t>(wrapped[at] ^ input[1]);
  need(vault::unwrap(keyring(), mine(), here, wrapped).has_value() == (input[1] == 0));
}

// The rest of the input is the plaintext but for its first three bytes: where and how to change what was sealed.
void change_one_place(ByteView input) {
  if (input.size() < 3) return;
  const auto plain = input.subspan(3);
  auto sealed = vault::seal(key(), here, plain).value();
  const auto opened = vault::open(key(), here, sealed);
  need(opened.has_value() && vault::equal_constant_time(opened->view(), plain));
  const std::size_t at = (std::size_t{input[0]} << 8U | input[1]) % sealed.size();
  sealed[at] = static_cast<std::uint8_t>(sealed[at] ^ input[2]);
  need(vault::open(key(), here, sealed).has_value() == (input[2] == 0));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView input(data + 1, size - 1);
  static vault::Derivations derivations({8, 1});
  (void)key();
  switch (data[0] % 5) {
    case 0: need(!vault::open(key(), here, input)); break;
    case 1:
      need(!vault::unwrap(mine(), here, input));
      need(!vault::unwrap(keyring(), mine(), here, input));
      break;
    case 2:
      // A cost within bounds but dear would only be slow: the decoder is what is under test.
      if (input.size() > 20 && (input[16] != 0 || input[17] != 0 || input[18] > 4)) break;
      need(!derivations.unlock(input, IdBytes{}, "a passphrase"));
      break;
    case 3: change_one_wrap(input); break;
    default: change_one_place(input); break;
  }
  return 0;
}
