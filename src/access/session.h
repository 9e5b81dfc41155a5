// Who is signed in, and the keys that their passphrase unlocked. Sessions live in this process's memory only: their
// keys are in locked pages, and a restart signs everybody out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "access/organization.h"
#include "base/instant.h"
#include "base/result.h"
#include "vault/keypair.h"

namespace nwd::access {

// One signed-in member. Handlers get it as a shared pointer that keeps the keys alive for the request under way.
struct Session {
  MemberId member;
  OrganizationId organization;
  std::string member_name;  // the worker's, for the page's corner
  std::string organization_name;
  std::string region;  // the organization's, for navigators
  Roles roles;
  Instant started;
  std::string csrf;  // token of this session's forms
  vault::PrivateKey organization_key;

  [[nodiscard]] bool has(Role role) const { return roles.has(role); }
};
using SessionPtr = std::shared_ptr<const Session>;

// What sign-in gave, as a session that begins now (Sessions::begin makes its form token).
Session to_session(SignedIn, Instant now);

struct SessionLimits {
  std::int64_t idle_ms = 30 * minute_ms;
  std::int64_t whole_ms = 12 * hour_ms;
  std::size_t most = 4096;
  std::size_t most_of_member = 8;  // one more ends the one that was used longest ago
};

class Sessions {
 public:
  explicit Sessions(const SessionLimits& = {});
  ~Sessions();
  // The token for the cookie: 32 random bytes, base64url. Only its hash is kept.
  Result<std::string> begin(Session, Instant now);
  SessionPtr find(std::string_view token, Instant now);  // null: none, or timed out (and then gone)
  void end(std::string_view token);
  void end_all_of(MemberId);
  // Ends what has timed out, and every session of these members: keys do not wait in memory for somebody to ask.
  void sweep(Instant now, const std::unordered_set<MemberId>& deactivated = {});
  [[nodiscard]] std::size_t count() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace nwd::access
