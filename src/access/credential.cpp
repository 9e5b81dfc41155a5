#include "access/credential.h"

#include <algorithm>

#include "access/credential_rows.h"
#include "audit/audit.h"
#include "base/text.h"
#include "vault/place.h"

namespace nwd::access {
namespace {

constexpr std::string_view kind_names[] = {"passphrase", "recovery_code", "totp", "passkey"};
constexpr std::size_t longest_label = 60;  // characters
constexpr std::size_t largest_handle = 1024;
constexpr std::size_t largest_data = 4096;
constexpr std::size_t secret_size = 32;

bool good_label(std::string_view label) {
  std::size_t characters = 0;
  for (const char c : label) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return false;
    if ((byte & 0xc0U) != 0x80U) ++characters;
  }
  return characters <= longest_label && is_utf8(label);
}

Result<void> check_label(std::string_view label) {
  if (good_label(label)) return {};
  return fail(Error{Code::invalid,
                    "The name is too long.",
                    "",
                    {{"label", "credential-label", "One line of at most 60 characters."}}});
}

bool is_second_factor(const Credential& one) { return one.kind == Kind::totp || one.kind == Kind::passkey; }
bool unlocks_every_day(const Credential& one) { return one.unlocks && one.kind != Kind::recovery_code; }

Failure no_such() { return fail(Code::not_found, "There is no such way to sign in."); }

}  // namespace

std::string_view name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<Kind> parse_kind(std::string_view word) {
  const auto* const found = std::find(std::begin(kind_names), std::end(kind_names), word);
  if (found == std::end(kind_names)) return std::nullopt;
  return static_cast<Kind>(found - std::begin(kind_names));
}

namespace rows {

Credential fresh(Random& random, Instant now, MemberId member, Kind kind) {
  Credential row;
  row.id = CredentialId::random(random);
  row.member = member;
  row.kind = kind;
  row.added = now;
  return row;
}

Result<void> tell(storage::Writer& writer, Instant now, MemberId member, OrganizationId organization,
                  std::string_view deed, const IdBytes& id) {
  NWD_CHECK(audit::append(writer, {now, member, organization, deed, "credential", id, "operations"}));
  return {};
}

Result<void> insert(storage::Writer& writer, const Session& session, const Credential& row,
                    const store::Secrets& secrets) {
  NWD_CHECK(check_label(row.label));
  if (row.handle.size() > largest_handle || row.data.size() > largest_data)
    return fail(Code::invalid, "This device sent more than is kept here.", "credential size");
  NWD_TRY(const auto others, credentials_of(writer, session.member));
  if (others.size() >= most_credentials)
    return fail(Code::conflict, "These are very many ways to sign in. Remove one that you do not use first.");
  NWD_CHECK(store::insert_credential(writer, row, secrets));
  return tell(writer, row.added, session.member, session.organization, "credential.add", row.id);
}

vault::Place sealed_place(CredentialId id) { return {"credential", id, "sealed", 1}; }

namespace {

vault::Place locked_place(CredentialId id) { return {"credential", id, "locked_key", 1}; }

vault::SecretBytes key_of(CredentialId id, const vault::SecretBytes& secret) {
  return vault::hkdf(secret.view(), id.bytes(), bytes_of("nwd credential 1"));
}

}  // namespace

Result<Bytes> lock(const vault::PrivateKey& key, CredentialId id, const vault::SecretBytes& secret) {
  return vault::seal(key_of(id, secret), locked_place(id), key.secret().view());
}

Result<vault::PrivateKey> unlock(ByteView locked, CredentialId id, const vault::SecretBytes& secret) {
  auto opened = vault::open(key_of(id, secret), locked_place(id), locked);
  if (opened) return vault::PrivateKey::from(*std::move(opened));
  if (opened.error().code == Code::corrupt) return fail(Code::unauthenticated, "This is not the one that was set up.");
  return Failure(std::move(opened).error());
}

}  // namespace rows

Result<CredentialId> add_credential(storage::Writer& writer, Random& random, Instant now, const Session& session,
                                    const NewCredential& wanted, const vault::SecretBytes* secret) {
  if (secret != nullptr && secret->size() != secret_size)
    return fail(Code::invalid, "This device did not give what it should.", "a credential's secret has 32 bytes");
  Credential row = rows::fresh(random, now, session.member, wanted.kind);
  row.label = wanted.label;
  row.handle = wanted.handle;
  row.data = wanted.data;
  row.counter = wanted.counter;
  store::Secrets secrets;
  if (secret != nullptr) {
    NWD_TRY(secrets.locked_key, rows::lock(session.member_key, row.id, *secret));
  }
  NWD_CHECK(rows::insert(writer, session, row, secrets));
  return row.id;
}

Result<vault::PrivateKey> unlock(storage::Reader& reader, const Credential& credential,
                                 const vault::SecretBytes& secret) {
  NWD_TRY(const auto locked, store::locked_key_of(reader, credential.id));
  if (!locked) return fail(Code::unauthenticated, "This is not the one that was set up.", "it unlocks nothing");
  return rows::unlock(*locked, credential.id, secret);
}

Result<void> use_credential(storage::Writer& writer, Instant now, CredentialId id,
                            std::optional<std::int64_t> counter) {
  NWD_TRY(const auto rows, counter ? store::set_counted(writer, id, now, *counter) : store::set_used(writer, id, now));
  if (rows == 0) return fail(Code::conflict, "This was used before. Wait for the next one.", "counter not higher");
  return {};
}

Result<void> rename_credential(storage::Writer& writer, Instant now, const Session& session, CredentialId id,
                               const std::string& label) {
  NWD_CHECK(check_label(label));
  NWD_TRY(const auto rows, store::set_label(writer, session.member, id, label));
  if (rows == 0) return no_such();
  return rows::tell(writer, now, session.member, session.organization, "credential.rename", id);
}

Result<void> remove_credential(storage::Writer& writer, Instant now, const Session& session, CredentialId id) {
  NWD_TRY(auto left, credentials_of(writer, session.member));
  const auto found = std::find_if(left.begin(), left.end(), [&](const Credential& one) { return one.id == id; });
  if (found == left.end()) return no_such();
  const Credential removed = std::move(*found);
  left.erase(found);
  if (std::none_of(left.begin(), left.end(), unlocks_every_day))
    return fail(Code::conflict, "This is the last way to open what is kept here. Set up another one first.");
  NWD_TRY(const auto demanded, second_factor_demanded(writer, session.organization));
  if (demanded && is_second_factor(removed) && std::none_of(left.begin(), left.end(), is_second_factor))
    return fail(Code::conflict, "Your organization asks for a second step. Set up another one first.");
  NWD_CHECK(store::delete_credential(writer, session.member, id));
  return rows::tell(writer, now, session.member, session.organization, "credential.remove", id);
}

Result<void> demand_second_factor(storage::Writer& writer, Instant now, OrganizationId organization,
                                  std::optional<Instant> since, std::optional<MemberId> by) {
  if (since)
    NWD_CHECK(store::set_rule(writer, organization, *since));
  else
    NWD_CHECK(store::delete_rule(writer, organization));
  const std::string_view deed = since ? "second_factor.demand" : "second_factor.release";
  NWD_CHECK(audit::append(writer, {now, by, organization, deed, "organization", organization, "operations"}));
  return {};
}

Result<void> set_provider_rule(storage::Writer& writer, Instant now, OrganizationId organization,
                               const ProviderRule& rule, std::optional<MemberId> by) {
  NWD_CHECK(store::set_provider_rule(writer, organization, rule));
  const std::string_view deed = rule.demanded ? "provider.demand" : "provider.release";
  NWD_CHECK(audit::append(writer, {now, by, organization, deed, "organization", organization, "operations"}));
  return {};
}

}  // namespace nwd::access
