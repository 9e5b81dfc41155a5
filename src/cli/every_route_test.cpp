// Every route × everybody × what the record is to them, over the router as the server asks it, against a table of this
// test's own. A route that has no line in the table fails: say who may, and of what.
#include "cli/every_route.h"

#include <gmock/gmock.h>

#include <cstring>
#include <map>
#include <set>

#include "access/testing.h"
#include "casework/blocked.h"
#include "casework/glass.h"
#include "cli/installation.h"
#include "directory/capacity.h"
#include "referral/referral.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::casework::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::referral::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::oidc::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::release::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::same_person::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::person::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::cli {
namespace {

using access::Role;
using http::Kind;
using http::Method;

// What a route is about: which relation decides.
enum class Of : std::uint8_t {
  nothing,     // no record: the role alone
  work,        // a record that is worked on here
  asked,       // the record's requests, by whoever sent them: after the hand-off too
  request,     // one request, for the organization that is asked
  either,      // one request, for both sides
  sent,        // one request, for whoever sent it
  thread,      // a thread
  emergency,   // asking for the emergency contact
  open_glass,  // reading it
  second,      // opening it for a colleague
  look,        // what a colleague asked for: the second person, or a supervisor
  review       // a supervisor afterwards
};

constexpr std::string_view everybody = "everybody";  // without a session too
constexpr std::string_view members = "members";
// Of one's own sessions and ways to sign in, which end by it: here only strangers are turned away.
constexpr std::string_view oneself = "oneself";

struct Line {
  std::string_view route;
  std::string_view who;  // roles: "door_worker caseworker"
  Of of = Of::nothing;
  std::string_view body{};                                           // a form without its token, or JSON
  std::string_view query{};                                          // "{service}" stands for a shelter's beds
  std::string_view second = "00000000-0000-4000-8000-000000000000";  // for a path's second parameter
  bool once = false;  // what it does can be done once: each who may gets a record of their own
};

constexpr std::string_view doors = "door_worker caseworker";
constexpr std::string_view openers = "door_worker caseworker supervisor";
constexpr std::string_view glass_json = R"({"reason":"danger"})";

const Line lines[] = {
    {"GET /", everybody},
    {"GET /sign-in", everybody},
    {"POST /sign-in", everybody},
    {"GET /sign-in/second-step", everybody},
    {"POST /sign-in/second-step", everybody},
    {"GET /sign-in/recover", everybody},
    {"POST /sign-in/recover", everybody},
    {"POST /sign-out", oneself},
    {"GET /sign-in/through/{provider}", everybody},
    {"GET /sign-in/back", everybody},
    {"GET /sign-in/back/here", everybody},
    {"GET /sign-in/own-key", everybody},
    {"POST /sign-in/own-key", everybody},
    {"GET /account/provider", members},
    {"POST /account/provider", members},
    {"POST /account/provider/remove", members},
    {"GET /organization/provider", "administrator"},
    {"POST /organization/provider", "administrator"},
    {"POST /organization/provider/remove", "administrator"},
    {"GET /sign-in/passkey", everybody},
    {"POST /sign-in/passkey", everybody},
    {"GET /sign-in/passkey/options", everybody},
    {"GET /sign-in/second-step/passkey", everybody},
    {"POST /sign-in/second-step/passkey", everybody},
    {"GET /sign-in/second-step/passkey/options", everybody},
    {"GET /confirm/passkey", members},
    {"POST /confirm/passkey", members},
    {"GET /confirm/passkey/options", members},
    {"GET /confirm", members},
    {"POST /confirm", members},
    {"GET /stay", members},
    {"POST /stay", members},
    {"GET /account", members},
    {"GET /account/second-step", members},
    {"POST /account/sessions/{session}/end", oneself},
    {"POST /account/sessions/end-others", oneself},
    {"GET /account/app", members},
    {"POST /account/app", members},
    {"POST /account/app/finish", members},
    {"GET /account/app/remove", members},
    {"POST /account/app/remove", oneself},
    {"GET /account/paper-code", members},
    {"POST /account/paper-code", oneself},
    {"GET /account/paper-code/check", members},
    {"POST /account/paper-code/check", members},
    {"GET /account/paper-code/try", members},
    {"POST /account/paper-code/try", members},
    {"GET /account/passkeys", members},
    {"POST /account/passkeys", members},
    {"GET /account/passkeys/options", members},
    {"GET /account/passkeys/{passkey}", members},
    {"POST /account/passkeys/{passkey}/remove", oneself},
    {"POST /account/passkeys/{passkey}/rename", oneself},
    {"GET /account/passphrase", members},
    {"POST /account/passphrase", members},
    {"GET /organization/second-step", "administrator"},
    {"POST /organization/second-step", "administrator"},
    {"POST /organization/second-step/stop", "administrator"},
    {"GET /api/v1/sessions", members},
    {"POST /api/v1/sessions/second-step", everybody},
    {"POST /api/v1/sessions/recover", everybody},
    {"POST /api/v1/sessions/current/step-up", oneself},
    {"POST /api/v1/sessions/end-others", oneself},
    {"DELETE /api/v1/sessions/{session}", oneself},
    {"GET /api/v1/credentials", members},
    {"DELETE /api/v1/credentials/{credential}", oneself},
    {"PUT /api/v1/credentials/passphrase", members, Of::nothing, "{}"},
    {"POST /api/v1/credentials/totp", oneself},
    {"POST /api/v1/credentials/totp/finish", members, Of::nothing, "{}"},
    {"POST /api/v1/credentials/recovery-code", oneself},
    {"POST /api/v1/credentials/recovery-code/finish", members, Of::nothing, "{}"},
    {"POST /api/v1/credentials/recovery-code/try", members, Of::nothing, "{}"},
    {"GET /api/v1/organization/second-factor", "administrator"},
    {"PUT /api/v1/organization/second-factor", "administrator", Of::nothing, "{}"},
    {"DELETE /api/v1/organization/second-factor", oneself},
    {"POST /exit", everybody},
    // The person's own: no member's session opens them, and whoever is not signed in there is asked who they are
    // (front/person_pages_test.cpp).
    {"GET /mine", everybody},
    {"POST /mine", everybody},
    {"POST /mine/out", everybody},
    {"GET /mine/plan", everybody},
    {"GET /mine/sharing", everybody},
    {"GET /mine/sharing/{release}", everybody},
    {"POST /mine/sharing/{release}", everybody},
    {"GET /mine/looked", everybody},
    {"GET /help", everybody},
    {"GET /language", everybody},
    {"GET /today", members},
    {"GET /today/state", members},
    {"GET /numbers", "director grants_manager"},
    {"GET /api/v1/numbers", "director grants_manager"},
    {"GET /log", "supervisor auditor"},
    {"GET /api/v1/log", "supervisor auditor"},
    {"GET /health/live", everybody},
    {"GET /health/ready", everybody},
    {"GET /metrics", "administrator"},
    {"GET /api/v1/openapi.json", everybody},
    {"POST /api/v1/sessions", everybody},
    {"DELETE /api/v1/sessions/current", oneself},
    {"GET /api/v1/me", members},

    {"GET /api/v1/directory/services",
     "door_worker caseworker navigator director administrator supervisor grants_manager"},
    {"GET /api/v1/directory/services/{id}",
     "door_worker caseworker navigator director administrator supervisor grants_manager"},
    {"GET /api/v1/directory/services/{id}/capacity",
     "door_worker caseworker navigator director administrator supervisor grants_manager"},
    {"PUT /api/v1/directory/services/{id}/capacity", members, Of::nothing, "{}"},
    {"GET /beds", "caseworker"},
    {"POST /beds", "caseworker"},

    {"POST /i", "door_worker"},
    {"GET /i/{case}/1", "door_worker", Of::work},
    {"POST /i/{case}/1", "door_worker", Of::work, "safe=no"},
    {"GET /i/{case}/2", "door_worker", Of::work},
    {"POST /i/{case}/2", "door_worker", Of::work, "age=skip"},
    {"GET /i/{case}/3", "door_worker", Of::work},
    {"POST /i/{case}/3", "door_worker", Of::work, "needs=bed"},
    {"GET /i/{case}/4", "door_worker", Of::work},
    {"GET /i/{case}/5", "door_worker", Of::work, {}, "?b={service}"},
    {"POST /i/{case}/5", "door_worker", Of::work, "how=0&days=7", "?b={service}"},
    {"GET /i/{case}/6", "door_worker", Of::work, {}, "?b={service}&h=0"},
    {"POST /i/{case}/6", "door_worker", Of::work, "v=1&b={service}&h=0&d=7"},
    {"GET /i/{case}/state", "door_worker", Of::asked},
    {"GET /a/{referral}", "door_worker", Of::sent},
    {"POST /a/{referral}/answer", "door_worker", Of::sent, "v=1&answer=Soon"},
    {"POST /a/{referral}/withdraw", "door_worker", Of::sent, "v=1"},
    {"GET /r/{referral}", "caseworker", Of::either},
    {"GET /r/{referral}/state", "caseworker"},
    {"POST /r/{referral}/accept", "caseworker", Of::request, "v=1"},
    {"POST /r/{referral}/ask", "caseworker", Of::request, "v=1&question=When"},
    {"POST /r/{referral}/cannot", "caseworker", Of::request, "v=1&reason=full"},
    {"GET /t/{thread}", "navigator supervisor", Of::thread},
    {"GET /t/{thread}/state", "navigator supervisor", Of::thread},
    {"POST /t/{thread}/take", "navigator", Of::thread, "v=1"},
    {"GET /c/{case}", doors, Of::work},
    {"POST /c/{case}/step", "caseworker", Of::work, "step=welcome"},
    {"POST /c/{case}/told", "caseworker", Of::work, "exploitation=both"},
    {"POST /c/{case}/begun", "caseworker", Of::work, "service=housing+>+emergency&from=2026-11-20"},
    {"POST /c/{case}/ended", "caseworker", Of::work, "placement={placement}", {}, {}, true},
    {"GET /c/{case}/blocked", doors, Of::work},
    {"POST /c/{case}/blocked", doors, Of::work},
    {"POST /c/{case}/alerts-seen", doors, Of::work},
    {"GET /c/{case}/notes", doors, Of::work},
    {"GET /c/{case}/notes/{part}", doors, Of::work, {}, {}, "4"},
    {"POST /c/{case}/notes/{part}", doors, Of::work, "v=0&text=Words", {}, "4"},
    {"GET /find", doors},
    {"POST /find", doors, Of::nothing, "name=Robin"},
    {"POST /api/v1/search", doors, Of::nothing, R"({"name":"Robin"})"},
    {"GET /c/{case}/elsewhere", doors, Of::asked},
    {"POST /c/{case}/elsewhere/ask", "caseworker", Of::asked},
    {"POST /c/{case}/elsewhere/stop", doors, Of::asked},
    {"GET /c/{case}/elsewhere/agree", doors, Of::work},
    {"POST /c/{case}/elsewhere/agree", doors, Of::work, "name=Robin"},
    {"GET /c/{case}/door", "caseworker", Of::asked},
    {"POST /c/{case}/door", "caseworker", Of::work,
     "sign_in=maple-kettle-47&passphrase=a+violet+teapot+under+snow&again=a+violet+teapot+under+snow"},
    {"POST /c/{case}/door/close", "caseworker", Of::asked},
    {"GET /glass", openers},
    {"GET /c/{case}/glass", openers, Of::emergency},
    {"POST /c/{case}/glass", openers, Of::emergency, "reason=danger"},
    {"GET /glass/{glass}", openers, Of::look},
    {"POST /glass/{glass}/confirm", doors, Of::second},
    {"POST /glass/{glass}/review", "supervisor", Of::review, "right=yes"},

    {"POST /api/v1/intakes", doors, Of::nothing, "{}"},
    {"GET /api/v1/intakes/{id}", doors, Of::work},
    {"PATCH /api/v1/intakes/{id}", doors, Of::work, "{}"},
    {"GET /api/v1/intakes/{id}/fits", doors, Of::work},
    {"GET /api/v1/intakes/{id}/referrals", doors, Of::asked},
    {"POST /api/v1/intakes/{id}/send", doors, Of::work,
     R"({"version":1,"list":["00000000-0000-4000-8000-000000000000"],"consent":{"how":"spoken"}})"},
    {"GET /api/v1/cases", doors},
    {"GET /api/v1/cases/{id}", doors, Of::work},
    {"GET /api/v1/cases/{id}/owed", doors, Of::work},
    {"POST /api/v1/cases/{id}/placements", doors, Of::work, R"({"service":"housing > emergency"})"},
    {"POST /api/v1/cases/{id}/placements/{placement}/end", doors, Of::work, "{}", {}, "{placement}", true},
    {"POST /api/v1/cases/{id}/step-done", doors, Of::work, R"({"step":"welcome"})"},
    {"GET /api/v1/cases/{id}/blocked", doors, Of::work},
    {"PUT /api/v1/cases/{id}/blocked", doors, Of::work, R"({"members":[]})"},
    {"POST /api/v1/cases/{id}/alerts-seen", doors, Of::work},
    {"GET /api/v1/cases/{id}/notes", doors, Of::work},
    {"GET /api/v1/cases/{id}/notes/{part}", doors, Of::work, {}, {}, "health"},
    {"PUT /api/v1/cases/{id}/notes/{part}", doors, Of::work, R"({"text":"Words"})", {}, "health"},
    {"GET /api/v1/alerts", doors},
    {"GET /api/v1/glasses", openers},
    {"POST /api/v1/cases/{id}/glass", openers, Of::emergency, glass_json},
    {"GET /api/v1/cases/{id}/emergency", openers, Of::open_glass},
    {"POST /api/v1/glasses/{id}/confirm", doors, Of::second},
    {"POST /api/v1/glasses/{id}/review", "supervisor", Of::review, R"({"right":true})"},
    {"GET /api/v1/threads", "navigator"},
    {"GET /api/v1/threads/{id}", "navigator", Of::thread},
    {"POST /api/v1/threads/{id}/take-step", "navigator", Of::thread},
    {"GET /api/v1/referrals", "caseworker"},
    {"GET /api/v1/referrals/{id}", doors, Of::either},
    {"POST /api/v1/referrals/{id}/accept", "caseworker", Of::request},
    {"POST /api/v1/referrals/{id}/cannot-take", "caseworker", Of::request, R"({"reason":"full"})"},
    {"POST /api/v1/referrals/{id}/ask", "caseworker", Of::request, R"({"text":"When?"})"},
    {"POST /api/v1/referrals/{id}/answer", doors, Of::sent, R"({"text":"Soon."})"},
    {"POST /api/v1/referrals/{id}/withdraw", doors, Of::sent},

    // Of these the role and the session only: what a release or a demand is to whom, its own folder's tests ask.
    {"GET /c/{case}/sharing", doors},
    {"GET /c/{case}/share", doors},
    {"POST /c/{case}/share", doors},
    {"GET /c/{case}/share/2", doors},
    {"POST /c/{case}/share/2", doors},
    {"GET /c/{case}/share/paper", doors},
    {"GET /s/{release}", doors},
    {"GET /s/{release}/stop", doors},
    {"POST /s/{release}/stop", doors},
    {"GET /c/{case}/copy", "caseworker"},
    {"POST /c/{case}/copy", "caseworker"},
    {"GET /c/{case}/mandated", doors},
    {"POST /c/{case}/mandated", doors},
    {"GET /mandated", "caseworker supervisor"},
    {"GET /m/{mandated}", openers},
    {"GET /m/{mandated}/confirm", "caseworker supervisor"},
    {"POST /m/{mandated}/confirm", "caseworker supervisor"},
    {"POST /m/{mandated}/notice", doors},
    {"POST /m/{mandated}/set-aside", openers},
    {"GET /shared", "caseworker navigator"},
    {"GET /shared/state", "caseworker navigator"},
    {"GET /shared/{release}", "caseworker navigator"},
    {"GET /shared/{release}/state", "caseworker navigator"},
    {"GET /shared/{release}/{part}", "caseworker navigator"},
    {"GET /sharing-rules", "administrator"},
    {"POST /sharing-rules", "administrator"},
    {"GET /api/v1/cases/{id}/releases", doors},
    {"POST /api/v1/cases/{id}/releases", doors, Of::nothing, "{}"},
    {"GET /api/v1/cases/{id}/disclosures", doors},
    {"POST /api/v1/releases/{id}/withdraw", doors, Of::nothing, "{}"},
    {"GET /api/v1/shared", "caseworker navigator"},
    {"GET /api/v1/shared/{id}/{part}", "caseworker navigator"},

    {"GET /drafts", "drafter director"},
    {"POST /drafts", "drafter director"},
    {"POST /drafts/check", "drafter director"},
    {"GET /drafts/compare", "drafter director"},
    {"GET /drafts/compare/state", "drafter director"},
    {"GET /drafts/{id}", "drafter director"},
    {"GET /drafts/{id}/person", "drafter director"},
    {"POST /drafts/{id}/person", "drafter director"},
    {"GET /drafts/{id}/person/state", "drafter director"},
    {"GET /drafts/{id}/text", "drafter director"},
    {"GET /drafts/{id}/verdicts", "drafter director"},
    {"GET /drafts/{id}/verdicts/state", "drafter director"},
    {"GET /api/v1/charters", "drafter director"},
    {"GET /api/v1/charters/{name}", "drafter director"},
    {"POST /api/v1/charters/check", "drafter director"},
    {"POST /api/v1/charters/verdicts", "drafter director"},
    {"POST /api/v1/charters/explain", "drafter director"},
    {"POST /api/v1/charters/diff", "drafter director"},
};

// Somebody, and what the record of this test is to them.
struct Person {
  std::string name;
  Role role = Role::door_worker;
  enum class Place : std::uint8_t { hospital, harbor, region, elsewhere } place = Place::elsewhere;
  bool blocked = false;
  bool owner = false;     // made the record
  bool asked_it = false;  // asked for the emergency contact, which waits for a second person
  bool opened = false;    // opened the emergency contact alone
  access::SessionPtr session{};
  std::string token{};
};

enum class Answer : std::uint8_t { in, forbidden, unknown };
std::string_view word(Answer answer) {
  return answer == Answer::in ? "let in" : answer == Answer::forbidden ? "forbidden" : "not known of";
}

// The law again, in this test's own words. `over`: the record has been handed to Harbor.
Answer expected(Of of, const Person& p, bool over) {
  using Place = Person::Place;
  if (of == Of::nothing) return Answer::in;
  const bool here = p.place == Place::hospital;
  const bool staff = p.role == Role::door_worker || p.role == Role::caseworker;
  const bool works = p.role == Role::caseworker || (p.role == Role::door_worker && p.owner);
  const bool supervises = p.role == Role::supervisor;
  if (p.blocked) return Answer::unknown;
  if (of == Of::thread) {
    if (p.role == Role::navigator) return p.place == Place::region ? Answer::in : Answer::unknown;
    return here || (over && p.place == Place::harbor) ? Answer::in : Answer::unknown;
  }
  const bool of_a_request = of == Of::request || of == Of::either || of == Of::sent;
  if (of_a_request && p.place == Place::harbor) {
    if (of == Of::sent) return Answer::forbidden;
    return p.role == Role::caseworker ? Answer::in : Answer::forbidden;
  }
  if (!here) return Answer::unknown;
  const auto in_if = [](bool may) { return may ? Answer::in : Answer::forbidden; };
  switch (of) {
    case Of::work: return in_if(works && !over);
    case Of::asked:
    case Of::sent:
    case Of::either: return in_if(works);
    case Of::request: return Answer::forbidden;
    case Of::emergency: return in_if((staff || supervises) && !over);
    case Of::open_glass: return in_if(p.opened && !over);
    case Of::second: return in_if(staff && !p.asked_it && !over);
    case Of::look: return in_if((staff && !p.asked_it && !over) || supervises);
    case Of::review: return in_if(supervises && !p.opened);
    default: return Answer::in;
  }
}

// One record with all that hangs on it.
struct Subject {
  casework::CaseId record;
  casework::ThreadId thread;
  referral::ReferralId request;
  casework::GlassId waiting;
  casework::GlassId opened;
  casework::PlacementId placement;
};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + ' ' + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

class EveryRoute : public testing::Test {
 protected:
  EveryRoute()
      : world({directory::migrations::files(), casework::migrations::files(), referral::migrations::files(),
               release::migrations::files(), same_person::migrations::files(), person::migrations::files(),
               oidc::migrations::files()}) {
    using Place = Person::Place;
    const auto hospital = world.found("Hospital", "MN-500", "nurse", {Role::door_worker});
    const auto harbor = world.found("Harbor", "MN-501", "harbor", {Role::caseworker});
    const auto lake = world.found("Lake", "MN-500", "lake", {Role::caseworker});
    const auto west = world.found("West", "MN-500", "navigator", {Role::navigator});
    world.found("Far", "MN-509", "far", {Role::navigator});
    people = {{.name = "nurse", .role = Role::door_worker, .place = Place::hospital, .owner = true},
              {.name = "harbor", .role = Role::caseworker, .place = Place::harbor},
              {.name = "lake", .role = Role::caseworker},
              {.name = "navigator", .role = Role::navigator, .place = Place::region},
              {.name = "far", .role = Role::navigator}};
    add(hospital, {.name = "porter", .role = Role::door_worker, .place = Place::hospital, .asked_it = true});
    add(hospital, {.name = "social", .role = Role::caseworker, .place = Place::hospital});
    add(hospital, {.name = "unwanted", .role = Role::caseworker, .place = Place::hospital, .blocked = true});
    add(hospital, {.name = "matron", .role = Role::supervisor, .place = Place::hospital, .opened = true});
    add(hospital, {.name = "chief", .role = Role::supervisor, .place = Place::hospital});
    add(hospital, {.name = "head", .role = Role::director, .place = Place::hospital});
    add(hospital, {.name = "grants", .role = Role::grants_manager, .place = Place::hospital});
    add(hospital, {.name = "auditor", .role = Role::auditor, .place = Place::hospital});
    add(hospital, {.name = "admin", .role = Role::administrator, .place = Place::hospital});
    add(hospital, {.name = "drafter", .role = Role::drafter, .place = Place::hospital});
    add(harbor, {.name = "watch", .role = Role::door_worker, .place = Place::harbor});
    add(harbor, {.name = "warden", .role = Role::supervisor, .place = Place::harbor});
    add(lake, {.name = "guard", .role = Role::door_worker});
    add(lake, {.name = "boss", .role = Role::supervisor});
    add(west, {.name = "stalker", .role = Role::navigator, .place = Place::region, .blocked = true});
    for (auto& p : people) {
      auto in = world.sign_in(p.name);
      p.session = std::move(in.session);
      p.token = std::move(in.token);
    }
    service = beds_of("harbor", harbor);
    must(add_every_route(*world.site, catalogues, [] { return http::Server::Counts{}; }));
  }

  void add(access::OrganizationId organization, Person person) {
    world.add_member(organization, person.name, {person.role});
    people.push_back(std::move(person));
  }
  const Person& person(std::string_view name) const {
    for (const auto& p : people)
      if (p.name == name) return p;
    throw std::runtime_error("nobody of that name");
  }
  template <class F>
  auto write(F&& fn) {
    return must(world.database->write(std::forward<F>(fn)));
  }
  casework::Asking as(std::string_view name) const { return {*person(name).session, world.clock.now(), true}; }

  directory::ServiceId beds_of(std::string_view worker, access::OrganizationId organization) {
    return write([&](storage::Writer& w) -> Result<directory::ServiceId> {
      directory::ListedOrganization listed;
      listed.name = "Harbor";
      directory::Service beds;
      NWD_TRY(beds.organization, directory::add_listed(w, world.random, listed));
      beds.name = "Beds";
      beds.kinds = {match::Kind::housing};
      beds.housing = match::Housing::emergency;
      beds.ages = {12, 24};
      beds.site.county = "27053";
      beds.site.region = "MN-500";
      beds.capacity = directory::Capacity{};
      beds.capacity->total = 5000;
      NWD_TRY(const auto id, directory::add_service(w, world.random, beds));
      NWD_CHECK(directory::connect(w, beds.organization, organization));
      NWD_TRY(const auto seen, directory::read_capacity(w, id));
      NWD_CHECK(directory::confirm_capacity(
          w, id, {5000, 0, seen.version, world.clock.now(), person(worker).session->member}));
      return id;
    });
  }

  Subject make(bool handed_over) {
    const auto& nurse = *person("nurse").session;
    const auto now = world.clock.now();
    Subject made;
    casework::Facts facts;
    facts.county = "27053";
    facts.age = casework::AgeRange{16, 16};
    facts.needs = casework::Needs{casework::Need::bed};
    const auto begun = write([&](storage::Writer& w) {
      return casework::begin_intake(w, nurse, world.random, now, facts, {"Robin", "555-0100", ""});
    });
    made.record = begun.id;
    write([&](storage::Writer& w) {
      return casework::set_blocked(w, as("nurse"), made.record,
                                   {person("unwanted").session->member, person("stalker").session->member});
    });
    made.placement = write([&](storage::Writer& w) {
      return casework::begin_placement(w, nurse, world.random, now, made.record, "housing > emergency", Day{20'000});
    });
    const auto ask_for = [&](std::string_view who) {
      return write([&](storage::Writer& w) {
               return casework::ask_glass(w, as(who), world.random, made.record, casework::GlassReason::medical, "");
             })
          .id;
    };
    made.waiting = ask_for("porter");
    made.opened = ask_for("matron");
    const auto sent = write([&](storage::Writer& w) {
      return referral::send(w, nurse, world.random, now, {made.record, begun.version + 1, {service}, {}});
    });
    made.thread = sent.thread.id;
    made.request = sent.referrals.front().id;
    if (handed_over)
      write([&](storage::Writer& w) {
        return referral::accept(w, *person("harbor").session, world.random, now, made.request,
                                sent.referrals.front().version);
      });
    return made;
  }

  std::string id_for(Of of, const Subject& subject) const {
    switch (of) {
      case Of::nothing: return service.text();
      case Of::request:
      case Of::either:
      case Of::sent: return subject.request.text();
      case Of::thread: return subject.thread.text();
      case Of::second:
      case Of::look: return subject.waiting.text();
      case Of::review: return subject.opened.text();
      default: return subject.record.text();
    }
  }

  // "/c/{case}/glass" with what stands for it.
  std::string path_of(const http::Route& route, const Line& line, const Subject& subject) const {
    std::string path;
    std::string id = id_for(line.of, subject);
    for (std::size_t at = 0; at < route.pattern.size();) {
      if (route.pattern[at] != '{') {
        path += route.pattern[at++];
        continue;
      }
      at = route.pattern.find('}', at) + 1;
      path += id;
      id = line.second;
    }
    return with_ids(path + std::string(line.query), subject);
  }

  std::string with_ids(std::string text, const Subject& subject) const {
    for (const auto& [word, id] : {std::pair{"{service}", service.text()}, {"{placement}", subject.placement.text()}})
      if (const auto at = text.find(word); at != std::string::npos) text.replace(at, std::strlen(word), id);
    return text;
  }

  http::Response ask(const http::Route& route, const Line& line, const Subject& subject, const Person* p) {
    std::string body = with_ids(std::string(line.body), subject);
    if (route.kind == Kind::page && route.method == Method::post)
      body = "csrf=" + (p == nullptr ? std::string() : p->session->csrf) + '&' + body;
    return world.ask(route.method, path_of(route, line, subject), p == nullptr ? "" : p->token, body,
                     {{"if-match", "\"1\""}, {"idempotency-key", "key-" + std::to_string(++asked_)}});
  }

  static std::string_view location(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Location") return value;
    return {};
  }
  // A request that is not theirs leads a shelter back to Today, where it says that it has ended.
  static Answer answer_of(const http::Response& response) {
    if (response.status == 403) return Answer::forbidden;
    if (response.status == 404 || location(response) == "/today?m=3") return Answer::unknown;
    return Answer::in;
  }

  static bool has_role(const Line& line, Role role) {
    if (line.who == members || line.who == everybody || line.who == oneself) return true;
    const auto word = ' ' + std::string(access::name(role)) + ' ';
    return (' ' + std::string(line.who) + ' ').find(word) != std::string::npos;
  }

  void check(const http::Route& route, const Line& line, const Person& p, const Subject& subject, bool over) {
    const auto want = has_role(line, p.role) ? expected(line.of, p, over) : Answer::forbidden;
    const auto response = ask(route, line, subject, &p);
    auto got = answer_of(response);
    // Of what is no record, an id that finds nothing is no secret.
    if (line.of == Of::nothing && got == Answer::unknown) got = Answer::in;
    EXPECT_EQ(word(got), word(want)) << line.route << " by " << p.name << (over ? " after" : " before")
                                     << " the hand-off: " << response.status << ' ' << location(response) << '\n'
                                     << response.body.substr(0, 300);
    EXPECT_LT(response.status, 500) << line.route << " by " << p.name;
  }

  void check_stranger(const http::Route& route, const Line& line, const Subject& subject) {
    if (line.who == everybody) return;
    const auto response = ask(route, line, subject, nullptr);
    if (route.kind == Kind::api) {
      EXPECT_EQ(response.status, 401) << line.route;
    } else {
      EXPECT_EQ(response.status, 303) << line.route;
      EXPECT_TRUE(location(response).starts_with("/sign-in")) << line.route << ' ' << location(response);
    }
  }

  // Whoever is to be turned away asks first: what the others do changes the record.
  void walk(const http::Route& route, const Line& line, bool over, const Subject& shared) {
    const bool changes = route.method != Method::get && line.of != Of::nothing;
    const Subject subject = changes ? make(over) : shared;
    check_stranger(route, line, subject);
    if (line.who == everybody || line.who == oneself) return;
    for (const bool welcome : {false, true})
      for (const auto& p : people)
        if ((has_role(line, p.role) && expected(line.of, p, over) == Answer::in) == welcome)
          check(route, line, p, line.once && welcome ? make(over) : subject, over);
  }

  access::TestWorld world;
  directory::Catalogues catalogues;
  std::vector<Person> people;
  directory::ServiceId service;

 private:
  int asked_ = 0;
};

TEST_F(EveryRoute, AsksOfEverybodyWhatTheTableSays) {
  std::map<std::string, const Line*> table;
  for (const auto& line : lines) EXPECT_TRUE(table.emplace(line.route, &line).second) << line.route << " stands twice";
  std::set<std::string> seen;
  const auto before = make(false);
  const auto after = make(true);
  for (const auto& route : world.router.routes()) {
    if (route.kind == Kind::asset) continue;
    const auto name = std::string(http::name(route.method)) + ' ' + route.pattern;
    const auto found = table.find(name);
    if (found == table.end()) {
      ADD_FAILURE() << name << " (" << route.rule << ") has no line in the table: say who may, and of what";
      continue;
    }
    seen.insert(name);
    walk(route, *found->second, false, before);
    if (found->second->of != Of::nothing) walk(route, *found->second, true, after);
  }
  for (const auto& [name, line] : table) EXPECT_TRUE(seen.contains(name)) << name << " is in the table only";
}

}  // namespace
}  // namespace nwd::cli
