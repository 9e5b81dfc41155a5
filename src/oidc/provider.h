// An organization's identity provider, and which of its accounts is whose. What is asked of its word is in
// access::ProviderRule. We are a public client (RFC 6749 section 2.1): PKCE binds each answer to the visit that asked,
// and there is no client secret, for it would have to lie open where the server finds it before anybody has signed in.
#pragma once

#include <optional>
#include <string>

#include "access/credential.h"
#include "vault/keyring.h"

namespace nwd::oidc {

using ProviderId = Id<struct ProviderTag>;

struct Provider {
  ProviderId id;
  access::OrganizationId organization;
  std::string issuer;          // "https://login.example.org/staff"
  std::string client;          // what the provider calls us: 1 to 255 signs of ASCII
  std::int64_t hash_number{};  // of the keyring's share that subjects are hashed with
};

// As the provider calls somebody: kept as HMAC-SHA256 under a share of the keyring, so that the main database alone
// tells nobody whose account is whose.
using Subject = Bytes;
Result<Subject> hash_subject(const vault::Keyring&, const Provider&, std::string_view subject);

Result<std::optional<Provider>> find_provider(storage::Reader&, ProviderId);
Result<std::optional<Provider>> provider_of(storage::Reader&, access::OrganizationId);

struct NewProvider {
  std::string issuer;
  std::string client;
};
// By an administrator; the caller has decided. The same address and client keep their links; another one begins anew.
// invalid: fields "issuer", "client".
Result<Provider> set_provider(storage::Writer&, Random&, vault::Keyring&, Instant now, const access::Session&,
                              const NewProvider&);
// Its links and what was asked of its word go with it. `by`: an administrator of it.
Result<void> remove_provider(storage::Writer&, Instant now, access::OrganizationId, access::MemberId by);

struct Link {
  Instant since;
  std::optional<Instant> used{};
};
Result<std::optional<Link>> link_of(storage::Reader&, access::MemberId);
Result<std::int64_t> count_links(storage::Reader&, access::OrganizationId);
// conflict: the account is another member's, or the member has another account.
Result<void> link(storage::Writer&, Instant now, const Provider&, const Subject&, const access::Member&);
// not_found.
Result<void> unlink(storage::Writer&, Instant now, const access::Session&);
// Whose account it is. It is noted as used where it is `use`d.
Result<std::optional<access::MemberId>> member_of(storage::Reader&, const Provider&, const Subject&);
Result<void> use_link(storage::Writer&, Instant now, access::MemberId);

}  // namespace nwd::oidc
