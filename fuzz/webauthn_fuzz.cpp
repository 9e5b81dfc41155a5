// Any bytes as what a browser hands over of a passkey: each part read or turned away, and nobody let in by chance. The
// first byte chooses the part.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "passkey/webauthn.h"

namespace {

using namespace nwd;
using namespace nwd::passkey;

const Bytes challenge(72, 7);

Expected expected() { return {{"example.org", "https://example.org"}, challenge, false}; }

// What is read again from where it was found must be the same.
void read_data(ByteView bytes) {
  const auto data = parse_authenticator_data(bytes);
  if (!data || !data->attested) return;
  const auto key = parse_public_key(data->attested->cose);
  if (!key || key->algorithm() != data->attested->key.algorithm()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView bytes(data + 1, size - 1);
  switch (data[0] % 5) {
    case 0: (void)cbor::parse(bytes); break;
    case 1: read_data(bytes); break;
    case 2: (void)parse_client_data(bytes); break;
    case 3: {
      const auto attestation = parse_attestation(bytes);
      if (attestation) read_data(attestation->authenticator_data);
      break;
    }
    default: {
      const std::size_t half = bytes.size() / 2;
      if (verify_made(expected(), bytes.first(half), bytes.subspan(half))) std::abort();
      break;
    }
  }
  return 0;
}
