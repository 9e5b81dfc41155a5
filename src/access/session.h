// Who is signed in, and the keys that their passphrase unlocked. Sessions live in this process's memory only: their
// keys are in locked pages, and a restart signs everybody out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "access/organization.h"
#include "base/instant.h"
#include "base/result.h"
#include "vault/keypair.h"

namespace nwd::access {

using SessionId = Id<struct SessionTag>;  // names a session in lists; opens nothing

// One signed-in member. Handlers get it as a shared pointer that keeps the keys alive for the request under way.
struct Session {
  SessionId id{};
  MemberId member;
  OrganizationId organization;
  std::string member_name;  // the worker's, for the page's corner
  std::string organization_name;
  std::string region;  // the organization's, for navigators
  Roles roles;
  Instant started;
  std::string csrf;              // token of this session's forms
  vault::OrganizationKeys keys;  // the organization's, of every epoch
  vault::PrivateKey member_key;  // the member's own: what every credential locks (access/credential.h)
  Stage begins = Stage::whole;

  [[nodiscard]] bool has(Role role) const { return roles.has(role); }
};
using SessionPtr = std::shared_ptr<const Session>;

// What sign-in gave, as a session that begins now (Sessions::begin makes its id and its form token).
Session to_session(SignedIn, Instant now);

struct SessionLimits {
  std::int64_t idle_ms = 30 * minute_ms;
  std::int64_t whole_ms = 12 * hour_ms;
  std::size_t most = 4096;
  std::size_t most_of_member = 8;               // one more ends the one that was used longest ago
  std::int64_t step_up_ms = 10 * minute_ms;     // how long a proof counts as fresh
  std::int64_t second_step_ms = 5 * minute_ms;  // how long a sign-in waits for its second factor
};

// A session as it is found.
struct Seen {
  SessionPtr session;
  Stage stage = Stage::whole;
  bool stepped_up = false;
  bool stepped_up_lately = false;  // in twice that time: for a form whose page was opened in time
  Instant ends;                    // when it times out if it is not used again
};

// A session as its member is told of it.
struct Listed {
  SessionId id;
  Instant started;
  Instant used;
  std::string browser;  // a family: "Firefox"; never the whole User-Agent
};

class Sessions {
 public:
  explicit Sessions(const SessionLimits& = {});
  ~Sessions();
  // The token for the cookie: 32 random bytes, base64url. Only its hash is kept. Signing in is a proof: the session
  // begins stepped up, in the stage it says.
  Result<std::string> begin(Session, Instant now, std::string browser = {});
  SessionPtr find(std::string_view token, Instant now);  // null: none, not `whole`, or timed out (and then gone)
  // Any stage. `use`: counts as use, so that the idle time begins anew.
  std::optional<Seen> look(std::string_view token, Instant now, bool use = true);

  // A credential was shown again: the session is stepped up from now. The new token; the old one is nobody's any more.
  // not_found: it has ended, or waits for its second factor.
  Result<std::string> step_up(SessionId, Instant now);
  // The second factor was shown, or the one that the organization demands was set up: the session is whole, and stepped
  // up. Also the new token. not_found.
  Result<std::string> complete(SessionId, Instant now);

  // A secret that is being enrolled (a code that was shown and is to be typed back): it ends with its session. One a
  // purpose; the next one takes its place.
  void keep(SessionId, std::string_view purpose, vault::SecretBytes);
  [[nodiscard]] std::optional<vault::SecretBytes> kept(SessionId, std::string_view purpose) const;
  void forget(SessionId, std::string_view purpose);

  [[nodiscard]] std::vector<Listed> of_member(MemberId, Instant now) const;  // last used first; whole ones
  void end(std::string_view token);
  bool end_one(MemberId, SessionId);  // false: no such session of this member
  void end_others(MemberId, SessionId except);
  void end_all_of(MemberId);
  // Ends what has timed out, and every session of these members: keys do not wait in memory for somebody to ask.
  void sweep(Instant now, const std::unordered_set<MemberId>& deactivated = {});
  // Those whose organization has begun an epoch that they do not know.
  [[nodiscard]] std::vector<SessionPtr> behind(const std::unordered_map<OrganizationId, vault::Epoch>& newest) const;
  [[nodiscard]] std::size_t count() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace nwd::access
