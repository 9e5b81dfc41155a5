#include "oidc/provider.h"

#include <sodium.h>

#include <algorithm>

#include "audit/audit.h"
#include "oidc/metadata.h"
#include "oidc/store.h"

namespace nwd::oidc {
namespace {

constexpr std::size_t longest_client = 255;

bool is_client(std::string_view client) {
  return !client.empty() && client.size() <= longest_client &&
         std::all_of(client.begin(), client.end(), [](char c) { return c > 0x1f && c < 0x7f; });
}

Result<void> check(const NewProvider& wanted) {
  Error error{Code::invalid, "Some of it is not right. Nothing was changed.", "", {}};
  if (!check_issuer(wanted.issuer))
    error.fields.push_back({"issuer", "provider-issuer-wrong", "An address that begins with https://."});
  if (!is_client(wanted.client))
    error.fields.push_back({"client", "provider-client-wrong", "1 to 255 plain letters, digits and signs."});
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

Result<void> tell(storage::Writer& writer, Instant now, access::MemberId by, access::OrganizationId organization,
                  std::string_view deed, std::string_view subject, const IdBytes& id) {
  NWD_CHECK(audit::append(writer, {now, by, organization, deed, subject, id, "operations"}));
  return {};
}

}  // namespace

Result<Subject> hash_subject(const vault::Keyring& keyring, const Provider& provider, std::string_view subject) {
  NWD_TRY(const auto share, keyring.share(provider.hash_number));
  Subject hash(crypto_auth_hmacsha256_BYTES);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, share.view().data(), share.size());
  crypto_auth_hmacsha256_update(&state, provider.id.raw.data(), provider.id.raw.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(subject).data(), subject.size());
  crypto_auth_hmacsha256_final(&state, hash.data());
  return hash;
}

Result<Provider> set_provider(storage::Writer& writer, Random& random, vault::Keyring& keyring, Instant now,
                              const access::Session& by, const NewProvider& wanted) {
  NWD_CHECK(check(wanted));
  NWD_TRY(const auto before, provider_of(writer, by.organization));
  if (before && before->issuer == wanted.issuer && before->client == wanted.client) return *before;
  if (before) NWD_CHECK(store::delete_provider(writer, before->id));
  Provider provider{ProviderId::random(random), by.organization, wanted.issuer, wanted.client, keyring.next_number()};
  NWD_CHECK(store::insert_provider(writer, provider, now));
  NWD_CHECK(tell(writer, now, by.member, by.organization, "provider.set", "provider", provider.id));
  return provider;
}

Result<void> remove_provider(storage::Writer& writer, Instant now, access::OrganizationId organization,
                             access::MemberId by) {
  NWD_CHECK(access::set_provider_rule(writer, now, organization, {}, by));
  NWD_TRY(const auto provider, provider_of(writer, organization));
  if (!provider) return {};
  NWD_CHECK(store::delete_provider(writer, provider->id));
  return tell(writer, now, by, organization, "provider.remove", "provider", provider->id);
}

Result<void> link(storage::Writer& writer, Instant now, const Provider& provider, const Subject& subject,
                  const access::Member& member) {
  const auto taken = [] { return fail(Code::conflict, "This account belongs to somebody else here."); };
  if (member.organization != provider.organization) return taken();
  NWD_TRY(const auto whose, member_of(writer, provider, subject));
  if (whose == member.id) return {};
  NWD_TRY(const auto other, link_of(writer, member.id));
  if (whose || other) return taken();
  NWD_CHECK(store::insert_link(writer, provider.id, member.id, subject, now));
  return tell(writer, now, member.id, member.organization, "provider.link", "member", member.id);
}

Result<void> unlink(storage::Writer& writer, Instant now, const access::Session& session) {
  NWD_TRY(const auto rows, store::delete_link(writer, session.member));
  if (rows == 0) return fail(Code::not_found, "There is no such account.");
  return tell(writer, now, session.member, session.organization, "provider.unlink", "member", session.member);
}

}  // namespace nwd::oidc
