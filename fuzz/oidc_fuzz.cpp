// Any bytes as what a provider or a browser on its way back from one hands over: read or turned away, and nobody let in
// by chance. The first byte chooses the part.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "oidc/id_token.h"
#include "oidc/metadata.h"
#include "oidc/visits.h"

namespace {

using namespace nwd;
using namespace nwd::oidc;

constexpr std::string_view known_keys =
    R"({"keys":[{"kty":"EC","crv":"P-256","kid":"one","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

Expected expected() { return {"https://login.example", "notes", "a nonce", {1'795'500'000'000}}; }

void read_keys(std::string_view text) {
  const auto keys = KeySet::parse(text);
  if (keys && (keys->size() == 0 || keys->size() > most_keys)) std::abort();
}

// The private half of the key is nobody's here: whatever verifies is a forgery, but for the RFC's own example.
void read_token(std::string_view text) {
  static const KeySet keys = KeySet::parse(known_keys).value();
  const auto jws = parse_jws(text);
  if (jws && jws->signed_part.size() >= text.size()) std::abort();
  if (verify_id_token(expected(), keys, text)) std::abort();
}

void read_metadata(std::string_view text) {
  const auto metadata = parse_metadata("https://login.example", text);
  if (metadata && !metadata->authorization_endpoint.starts_with("https://")) std::abort();
}

void read_state(std::string_view text) {
  vault::initialise();
  static Visits visits;
  if (visits.resume({1'795'500'000'000}, "visit", text)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto text = text_of(ByteView(data + 1, size - 1));
  switch (data[0] % 6) {
    case 0: read_keys(text); break;
    case 1: read_token(text); break;
    case 2: read_metadata(text); break;
    case 3: read_state(text); break;
    case 4: (void)http::SecureUrl::parse(text); break;
    default: (void)check_claims(expected(), text); break;
  }
  return 0;
}
