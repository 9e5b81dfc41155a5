// The door every route goes through: finds the session, checks the route's rule, the form's token (pages) or the bearer
// token (API), idempotency, and only then calls the handler.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "access/session.h"
#include "http/router.h"
#include "storage/database.h"

namespace nwd::access {

// What a handler is given beside the request.
struct Context {
  SessionPtr session;  // null only where the rule is `anyone` or `person`
  Instant now;
  std::string csrf;         // for forms; of the session, or of the sign-in page
  bool stepped_up = false;  // a credential was shown in the last ten minutes: at sign-in, or again (POST /confirm)
  Stage stage = Stage::whole;
  Instant session_ends{};  // when the session times out if it is not used again
};

struct Rule {
  enum class Who : std::uint8_t { anyone, signed_in, roles, person } who = Who::signed_in;
  Roles roles;
  bool form = false;
  bool step_up = false;
  bool enrolling = false;
  bool quiet = false;
  static Rule anyone() { return {Who::anyone, {}}; }
  // For a page with a form that a stranger sends (sign-in), and for what it is sent to: a cookie of the visit and the
  // form's token must belong together, so that no other site can sign somebody in as somebody else.
  static Rule anyone_by_form() { return {Who::anyone, {}, true}; }
  static Rule signed_in() { return {Who::signed_in, {}}; }
  static Rule of(Roles roles) { return {Who::roles, roles}; }
  // The person's own pages (person/): no member's session is looked for, and no other route knows the person's.
  static Rule person() { return {Who::person, {}}; }
  static Rule person_by_form() { return {Who::person, {}, true}; }

  // For exports, releases and the like: a credential must have been shown in the last ten minutes. A page's visitor is
  // sent to /confirm ("Please show again that it is you") and comes back; the API answers 403, problem+json of type
  // `step_up_type`, and the client posts to /api/v1/sessions/current/step-up. Set it on the page of a form too, so that
  // nothing typed is lost: what is sent may be ten minutes later than the page that it was typed in.
  [[nodiscard]] Rule with_step_up() const { return changed(&Rule::step_up); }
  // Also for who must first set up a second factor. Everything else leads them to /account/second-step.
  [[nodiscard]] Rule while_enrolling() const { return changed(&Rule::enrolling); }
  // A page that asks by itself whether something changed is no use of the session: it does not keep it from timing out.
  [[nodiscard]] Rule quietly() const { return changed(&Rule::quiet); }

 private:
  [[nodiscard]] Rule changed(bool Rule::* flag) const {
    Rule rule = *this;
    rule.*flag = true;
    return rule;
  }
};
std::string to_text(const Rule&);  // "anyone", "signed_in", "caseworker|navigator", "signed_in+step_up"

inline constexpr std::string_view step_up_type = "urn:nwd:problem:step-up";
inline constexpr std::string_view second_factor_type = "urn:nwd:problem:second-factor";  // one must be set up first

using Handler = std::function<Result<http::Response>(const http::Request&, const Context&)>;

class Site {
 public:
  Site(http::Router&, storage::Database&, Sessions&, vault::Derivations&, const Clock&, Random&, bool secure);

  // Adds the route; an unsigned visitor of a page is sent to /sign-in, of the API gets 401.
  Result<void> add(http::Route, const Rule&, Handler);
  [[nodiscard]] const std::string& cookie_name() const { return cookie_name_; }  // "__Host-s" or, without TLS, "s"

  // For a repeatable route, inside its own write: keeps the answer, so that the same Idempotency-Key gets it again and
  // a crash in between duplicates nothing. The answer is kept in the clear for two days: its body must hold ids,
  // versions, states and times only. conflict when a twin of the request was first: the site then replays the twin's
  // answer.
  Result<void> remember(storage::Writer&, const Context&, const http::Request&, const http::Response&);

  // Ends sessions that have timed out and those of deactivated members, and gives those that are open the keys of an
  // epoch that has begun since. Every request does it when the last time is ten
  // seconds ago; whoever sweeps by the clock calls it too, for the hours without requests.
  Result<void> tidy(Instant now);
  // Done with it, each time. Before the first request.
  void also_tidy(std::function<void(Instant now)>);

  // What is used by the routes that access itself serves (sign-in, sign-out, exit, the API's sessions) and by features.
  http::Router& router;
  storage::Database& database;
  Sessions& sessions;
  vault::Derivations& derivations;
  const Clock& clock;
  Random& random;
  const bool secure;

 private:
  Result<http::Response> serve(const http::Request&, const Rule&, http::Kind, bool repeatable, const Handler&);
  Result<http::Response> serve_session(const http::Request&, const Context&, const Rule&, http::Kind, bool repeatable,
                                       const Handler&);
  // The handler's answer; asked again when the session's organization has begun an epoch meanwhile.
  Result<http::Response> answer(const http::Request&, const Context&, const Handler&);
  static std::optional<http::Response> detour(const http::Request&, const Rule&, http::Kind, const Context&,
                                              bool fresh);
  Result<http::Response> serve_stranger(const http::Request&, Context&, const Handler&);
  [[nodiscard]] std::optional<Seen> seen(const http::Request&, http::Kind, const Rule&, Instant now) const;
  // The kept answer of a twin of this request; none if it is the first.
  Result<std::optional<http::Response>> replay(const http::Request&, const Context&);
  const std::string cookie_name_;
  const vault::SecretBytes visit_key_;
  std::atomic<std::int64_t> tidied_ms_{0};
  std::vector<std::function<void(Instant)>> also_tidied_;
};

// POST /api/v1/sessions {sign_in, passphrase} -> {token}; DELETE /api/v1/sessions/current; GET /api/v1/me.
// The API takes "Authorization: Bearer TOKEN" (never a cookie), so that it needs no CSRF token.
Result<void> add_session_api(Site&);

}  // namespace nwd::access
