// Organizations that hold keys, their members, and signing in. An organization's newest private key is wrapped to each
// member (access/epochs.h); a member's private key is locked by a passphrase.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "storage/database.h"
#include "vault/organization_keys.h"
#include "vault/passphrase.h"

namespace nwd::access {

using OrganizationId = Id<struct OrganizationTag>;
using MemberId = Id<struct MemberTag>;

// The numbers are kept, as bits of member.roles. What each may do is said in policy.h; here only what the words mean:
// a drafter works on charters, a director and a grants manager with numbers and the directory, an auditor with the
// audit log: none of these reaches a record of anybody. An administrator looks after members and settings, a supervisor
// after the members' work (second person, reviews): neither reads a record by that role alone.
enum class Role : std::uint8_t {
  door_worker,
  caseworker,
  navigator,
  director,
  administrator,
  drafter,
  supervisor,
  grants_manager,
  auditor
};
std::string_view name(Role);  // "door_worker"
std::optional<Role> parse_role(std::string_view);

inline constexpr Role all_roles[] = {Role::door_worker, Role::caseworker,     Role::navigator,
                                     Role::director,    Role::administrator,  Role::drafter,
                                     Role::supervisor,  Role::grants_manager, Role::auditor};

class Roles {
 public:
  Roles() = default;
  Roles(std::initializer_list<Role> list) {
    for (const auto r : list) add(r);
  }
  explicit Roles(std::int64_t bits) : bits_(static_cast<std::uint32_t>(bits)) {}
  void add(Role role) { bits_ |= 1U << static_cast<unsigned>(role); }
  [[nodiscard]] bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }
  [[nodiscard]] bool any_of(Roles other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] std::int64_t bits() const { return bits_; }

 private:
  std::uint32_t bits_ = 0;
};

struct Organization {
  OrganizationId id;
  std::string name;
  std::string region;          // a region's code ("MN-504"); a navigator's organization holds the threads of its own
  vault::Recipient recipient;  // its newest key: what is sealed for it now is wrapped to this
};

struct NewMember {
  std::string sign_in;  // lower-case, unique over the installation, 3–64 of [a-z0-9._-]
  std::string name;
  Roles roles;
};

struct Member {
  MemberId id;
  OrganizationId organization;
  std::string sign_in;
  std::string name;
  Roles roles;
  bool active = true;
};

inline constexpr std::size_t shortest_passphrase = 15;  // characters

// A new organization with its first member: the key pair is made here and its private half leaves only wrapped.
struct Founded {
  OrganizationId organization;
  MemberId member;
};
Result<Founded> found_organization(storage::Database&, vault::Derivations&, Random&, Instant now,
                                   const std::string& name, const std::string& region, const NewMember&,
                                   std::string_view passphrase);
// `keys` are a signed-in administrator's: nobody can be let in by the database alone. `by`: who did it, for the audit.
Result<MemberId> add_member(storage::Database&, vault::Derivations&, Random&, Instant now, OrganizationId,
                            const vault::OrganizationKeys& keys, const NewMember&, std::string_view passphrase,
                            std::optional<MemberId> by = {});
// Takes the member's wrap and credentials away. Sessions that are open end at the site's next tidying (Site::tidy). A
// new epoch of the organization's key is due then: begin_due_epoch (access/epochs.h) begins it, here if an
// administrator is signed in, otherwise at the next administrator's sign-in. not_found: no such member, or deactivated
// already.
Result<void> deactivate_member(storage::Database&, MemberId, Instant now, std::optional<MemberId> by = {});

// How far a sign-in has come.
enum class Stage : std::uint8_t {
  whole,
  must_enrol,  // the organization demands a second factor and this member has none: may set one up, and nothing else
  second_step  // the passphrase was right, the second factor is still to be shown: nobody yet
};

struct SignedIn {
  Member member;
  Organization organization;
  vault::OrganizationKeys keys;  // the organization's
  vault::PrivateKey member_key;
  Stage stage = Stage::whole;
  std::optional<Instant> second_factor_by{};  // demanded from then on, and the member has none yet
};
// unauthenticated (same words and same work for an unknown name and a wrong passphrase), rate_limited, busy.
// `peer`: the address it comes from (access/tries.h). Of a member with a second factor the stage is `second_step`:
// nobody is signed in before that was shown too (access/proof.h).
Result<SignedIn> sign_in(storage::Database&, vault::Derivations&, Instant now, std::string_view sign_in,
                         std::string_view passphrase, std::string_view peer = {});

Result<std::optional<Organization>> find_organization(storage::Reader&, OrganizationId);
Result<std::vector<Organization>> navigators_of(storage::Reader&, std::string_view region);
Result<std::vector<Member>> members_of(storage::Reader&, OrganizationId);

}  // namespace nwd::access
