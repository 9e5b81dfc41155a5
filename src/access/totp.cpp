#include "access/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "access/credential_rows.h"
#include "access/credential_store.h"
#include "base/text.h"

namespace nwd::access {
namespace totp {
namespace {

constexpr std::uint32_t million = 1'000'000;

// RFC 4226 section 5.3.
std::uint32_t truncated(const std::array<std::uint8_t, 20>& mac) {
  const std::size_t at = mac.back() & 0x0fU;
  return (std::uint32_t{mac[at]} & 0x7fU) << 24U | std::uint32_t{mac[at + 1]} << 16U |
         std::uint32_t{mac[at + 2]} << 8U | std::uint32_t{mac[at + 3]};
}

}  // namespace

vault::SecretBytes new_secret() { return vault::SecretBytes::random(secret_size); }

std::string code_at(const vault::SecretBytes& secret, std::int64_t step) {
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::array<std::uint8_t, 20> mac{};
  unsigned size = 0;
  if (HMAC(EVP_sha1(), secret.view().data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
           mac.data(), &size) == nullptr ||
      size != mac.size())
    throw std::runtime_error("HMAC-SHA-1");
  std::string code = std::to_string(truncated(mac) % million);
  return std::string(6 - code.size(), '0') + code;
}

std::optional<std::int64_t> step_of(const vault::SecretBytes& secret, std::string_view code, Instant now) {
  const std::int64_t current = now.ms / step_ms;
  std::optional<std::int64_t> found;
  for (const std::int64_t step : {current - 1, current, current + 1}) {
    const bool same = vault::equal_constant_time(bytes_of(code_at(secret, step)), bytes_of(code));
    if (same) found = step;
  }
  return found;
}

std::string base32(ByteView bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const auto byte : bytes) {
    held = held << 8U | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += digits[held >> (bits - 5) & 31U];
  }
  if (bits > 0) text += digits[held << (5 - bits) & 31U];
  return text;
}

std::string uri(const vault::SecretBytes& secret, std::string_view issuer, std::string_view account) {
  // The issuer is a word of ours, the account a sign-in name: neither needs encoding.
  return "otpauth://totp/" + std::string(issuer) + ":" + std::string(account) + "?secret=" + base32(secret.view()) +
         "&issuer=" + std::string(issuer);
}

}  // namespace totp

Result<CredentialId> add_totp(storage::Writer& writer, Random& random, Instant now, const Session& session,
                              const vault::SecretBytes& secret, std::string_view code) {
  const auto step = totp::step_of(secret, code, now);
  if (!step) {
    return fail(Error{Code::invalid,
                      "The code is not right.",
                      "",
                      {{"code", "second-step-code-wrong", "Not the code that the app shows now."}}});
  }
  NWD_CHECK(store::delete_kind(writer, session.member, Kind::totp));
  Credential row = rows::fresh(random, now, session.member, Kind::totp);
  row.counter = *step;
  NWD_TRY(const auto sealed, vault::wrap(session.member_key.public_key(), rows::sealed_place(row.id), secret));
  NWD_CHECK(rows::insert(writer, session, row, {.locked_key = {}, .sealed = sealed}));
  return row.id;
}

}  // namespace nwd::access
