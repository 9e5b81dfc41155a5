#include "casework/access_routes.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/api_route.h"
#include "base/json.h"
#include "casework/access_schemas.h"
#include "casework/blocked.h"
#include "casework/glass.h"

namespace nwd::casework {
namespace {

namespace js = boost::json;
using access::Context;
using access::Role;
using access::Rule;
using http::Method;
using http::Request;
using http::Response;

constexpr std::size_t most_named = 200;
constexpr std::size_t longest_words = longest_glass_words * 4;

Response answer(const js::value& value, int status = 200) { return http::json(js::serialize(value), status); }

js::object to_json(const Glass& glass, Instant now) {
  return {{"id", glass.id.text()},
          {"state", word(state_at(glass, now))},
          {"reason", word(glass.reason)},
          {"asked", to_text(glass.asked)},
          {"until", to_text(glass.until)}};
}

Result<Response> who_is_named(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto all, site.database.read([&](storage::Reader& r) { return nameable(r, Asking::of(context), id); }));
  js::array members;
  for (const auto& one : all)
    members.push_back(
        {{"id", one.member.text()}, {"name", one.name}, {"organization", one.organization}, {"named", one.named}});
  return answer({{"members", std::move(members)}});
}

Result<std::vector<access::MemberId>> members_in(const Request& request) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  std::vector<access::MemberId> members;
  const auto* list = in.array("members", most_named);
  if (list == nullptr) in.problem("members", "json-missing", "Name the members, or none: [].");
  if (list != nullptr)
    for (const auto& item : *list) {
      const auto id = item.is_string() ? access::MemberId::parse(std::string_view(item.get_string())) : std::nullopt;
      if (id) members.push_back(*id);
      if (!id) in.problem("members", "json-id", "Each one is a member's id.");
    }
  NWD_CHECK(in.done());
  return members;
}

Result<Response> name_them(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto members, members_in(request));
  NWD_CHECK(site.database.write([&](storage::Writer& w) { return set_blocked(w, Asking::of(context), id, members); }));
  return http::no_content();
}

Result<Response> list_alerts(access::Site& site, const Request&, const Context& context) {
  NWD_TRY(const auto all, site.database.read([&](storage::Reader& r) { return alerts(r, Asking::of(context)); }));
  js::array list;
  for (const auto& one : all)
    list.push_back({{"case", one.case_id.text()},
                    {"kind", one.kind == AlertKind::glass_open ? "glass_open" : "turned_away"},
                    {"at", to_text(one.at)},
                    {"times", one.times},
                    {"who", one.who}});
  return answer({{"alerts", std::move(list)}});
}

Result<Response> mark_seen(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_CHECK(site.database.write([&](storage::Writer& w) { return alerts_seen(w, Asking::of(context), id); }));
  return http::no_content();
}

Result<Response> ask(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto reason = static_cast<GlassReason>(in.word("reason", {"medical", "danger", "missing"}));
  const auto words = in.optional_text("words", longest_words).value_or("");
  NWD_CHECK(in.done());
  NWD_TRY(const auto glass, site.database.write([&](storage::Writer& w) {
    return ask_glass(w, Asking::of(context), site.random, id, reason, words);
  }));
  return answer(to_json(glass, context.now), 201);
}

Result<Response> confirm(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<GlassId>(request));
  NWD_TRY(const auto glass,
          site.database.write([&](storage::Writer& w) { return confirm_glass(w, Asking::of(context), id); }));
  return answer(to_json(glass, context.now));
}

Result<Response> emergency(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto found,
          site.database.read_logged([&](storage::Writer& w) { return read_emergency(w, Asking::of(context), id); }));
  return answer({{"called", found.called},
                 {"contact", found.contact},
                 {"contact_notes", found.contact_notes},
                 {"asked_for_doctor", found.asked_for_doctor},
                 {"health", found.health}});
}

Result<Response> review(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<GlassId>(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto* right = in.any("right");
  if (right == nullptr || !right->is_bool()) in.problem("right", "json-flag", "true or false: was it right?");
  const auto words = in.optional_text("words", longest_words).value_or("");
  NWD_CHECK(in.done());
  NWD_CHECK(site.database.write(
      [&](storage::Writer& w) { return review_glass(w, Asking::of(context), id, right->as_bool(), words); }));
  return http::no_content();
}

js::array to_json(const std::vector<Glass>& glasses, Instant now) {
  js::array list;
  for (const auto& glass : glasses) list.push_back(to_json(glass, now));
  return list;
}

Result<Response> tasks(access::Site& site, const Request&, const Context& context) {
  return site.database.read([&](storage::Reader& r) -> Result<Response> {
    NWD_TRY(const auto to_confirm, glasses_to_confirm(r, Asking::of(context)));
    NWD_TRY(const auto to_review, glasses_to_review(r, Asking::of(context)));
    return answer({{"to_confirm", to_json(to_confirm, context.now)}, {"to_review", to_json(to_review, context.now)}});
  });
}

using Run = Result<Response> (*)(access::Site&, const Request&, const Context&);

struct Entry {
  Method method;
  const char* pattern;
  const char* summary;
  Rule rule;
  std::string_view takes;
  std::string_view gives;
  Run run;
};

}  // namespace

Result<void> add_access_routes(access::Site& site) {
  const auto doors = Rule::of({Role::door_worker, Role::caseworker});
  const auto openers = Rule::of({Role::door_worker, Role::caseworker, Role::supervisor});
  const auto supervisors = Rule::of({Role::supervisor});
  const Entry table[] = {
      {Method::get, "/api/v1/cases/{id}/blocked", "Who may be named as one who must not see this, and who is.", doors,
       "", schema::nameable, who_is_named},
      {Method::put, "/api/v1/cases/{id}/blocked", "Who must not see this: the whole list anew.", doors, schema::blocked,
       "", name_them},
      {Method::get, "/api/v1/alerts", "Who tried what with records of yours, until it is seen.", doors, "",
       schema::alerts, list_alerts},
      {Method::post, "/api/v1/cases/{id}/alerts-seen", "The alerts of this case have been read.", doors, "", "",
       mark_seen},
      {Method::post, "/api/v1/cases/{id}/glass",
       "Asks to open contact and medical alert; a supervisor's opens at once.", openers.with_step_up(),
       schema::glass_asked, schema::glass, ask},
      {Method::get, "/api/v1/glasses", "What waits for a second person, and what is to be looked at afterwards.",
       openers, "", schema::glasses, tasks},
      {Method::post, "/api/v1/glasses/{id}/confirm", "The second person opens it for the first, for an hour.",
       doors.with_step_up(), "", schema::glass, confirm},
      {Method::get, "/api/v1/cases/{id}/emergency", "Contact and medical alert, while the glass is open; logged.",
       openers, "", schema::emergency, emergency},
      {Method::post, "/api/v1/glasses/{id}/review", "Whether it was right, by a supervisor who had no part in it.",
       supervisors, schema::glass_reviewed, "", review}};
  for (const auto& e : table)
    NWD_CHECK(
        site.add(access::api_route(e.method, e.pattern, e.summary, e.takes, e.gives), e.rule,
                 noting(site, [&site, run = e.run](const Request& r, const Context& c) { return run(site, r, c); })));
  return {};
}

}  // namespace nwd::casework
