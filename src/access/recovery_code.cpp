#include "access/recovery_code.h"

#include <algorithm>

#include "access/credential_rows.h"

namespace nwd::access {
namespace recovery {
namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// Multiplication by x in GF(32) = GF(2)[x] / (x^5 + x^2 + 1), in which x generates all 31 elements but zero.
constexpr std::uint32_t times_x(std::uint32_t value) {
  value <<= 1U;
  return (value & 0x20U) != 0 ? value ^ 0x25U : value;
}

// Horner's rule: the sum of x^(27-i) * sign i.
std::uint32_t sum_of(std::span<const std::uint8_t> values) {
  std::uint32_t sum = 0;
  for (const auto value : values) sum = times_x(sum) ^ value;
  return sum;
}

std::optional<std::uint8_t> value_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const auto at = signs.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(at);
}

vault::SecretBytes text_of_values(std::span<const std::uint8_t> values) {
  vault::SecretBytes text(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) text.writable()[i] = static_cast<std::uint8_t>(signs[values[i]]);
  return text;
}

}  // namespace

vault::SecretBytes new_code() {
  auto values = vault::SecretBytes::random(sign_count);
  const auto all = values.writable();
  for (auto& value : all) value &= 31U;
  all.back() = 0;
  all.back() = static_cast<std::uint8_t>(sum_of(all));  // then the whole sum is zero
  return text_of_values(all);
}

std::string grouped(const vault::SecretBytes& code) {
  std::string text;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % group_size == 0) text += '-';
    text += code.text()[i];
  }
  return text;
}

std::optional<vault::SecretBytes> parse(std::string_view text) {
  constexpr std::size_t longest = 200;
  if (text.size() > longest) return std::nullopt;
  vault::SecretBytes values(sign_count);
  std::size_t count = 0;
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
    const auto value = value_of(c);
    if (!value || count == sign_count) return std::nullopt;
    values.writable()[count++] = *value;
  }
  if (count != sign_count || sum_of(values.view()) != 0) return std::nullopt;
  return text_of_values(values.view());
}

}  // namespace recovery

Result<CredentialId> add_recovery_code(storage::Writer& writer, Random& random, Instant now, const Session& session,
                                       const vault::SecretBytes& code, std::string_view typed) {
  const auto again = recovery::parse(typed);
  if (!again || !vault::equal_constant_time(again->view(), code.view())) {
    return fail(Error{Code::invalid,
                      "This is not the code that was shown.",
                      "",
                      {{"code", "recovery-code-differs", "Not the code that was shown."}}});
  }
  NWD_CHECK(store::delete_kind(writer, session.member, Kind::recovery_code));
  const Credential row = rows::fresh(random, now, session.member, Kind::recovery_code);
  NWD_TRY(const auto locked, rows::lock(session.member_key, row.id, code));
  NWD_CHECK(rows::insert(writer, session, row, {.locked_key = locked, .sealed = {}}));
  return row.id;
}

}  // namespace nwd::access
