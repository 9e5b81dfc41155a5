#include "casework/routes.h"

#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/api_route.h"
#include "base/local_time.h"
#include "base/text.h"
#include "casework/access_routes.h"
#include "casework/answers_json.h"
#include "casework/case_access.h"
#include "casework/owed.h"
#include "casework/routes_notes.h"
#include "casework/schemas.h"
#include "http/conditional.h"

namespace nwd::casework {
namespace {

namespace js = boost::json;
using access::Context;
using access::Role;
using access::Rule;
using http::Method;
using http::Request;
using http::Response;

const access::Roles doors{Role::door_worker, Role::caseworker};

js::object to_json(const Case& c) {
  js::object out{{"id", c.id.text()}, {"state", word(c.state)}, {"opened", to_text(c.opened)}, {"version", c.version}};
  if (!c.reference.empty()) out["reference"] = c.reference;
  return out;
}

js::object to_json(const Thread& t) {
  return {{"id", t.id.text()},
          {"reference", t.reference},
          {"region", t.region},
          {"state", word(t.state)},
          {"step", word(t.step)},
          {"step_owner", t.step_owner.text()},
          {"step_due", to_text(t.step_due)},
          {"opened", to_text(t.opened)},
          {"version", t.version}};
}

js::array to_json(const std::vector<Placement>& placements) {
  js::array list;
  for (const auto& p : placements) {
    js::object one{{"id", p.id.text()}, {"service", p.service}, {"from", to_text(p.from)}};
    if (p.until) one["until"] = to_text(*p.until);
    list.push_back(std::move(one));
  }
  return list;
}

js::array to_json(const DaySet& days) {
  js::array list;
  for (const auto& i : days.intervals()) {
    js::object one;
    if (i.begin > distant_past) one["from"] = to_text(i.begin);
    if (i.end < distant_future) one["until"] = to_text(i.end);
    list.push_back(std::move(one));
  }
  return list;
}

js::object to_json(const Owed& owed) {
  js::array services;
  for (const auto& s : owed.services) {
    js::array because;
    for (const auto& sentence : s.because) because.emplace_back(sentence);
    services.push_back({{"service", s.service},
                        {"certain", to_json(s.certain)},
                        {"possible", to_json(s.possible)},
                        {"received", to_json(s.received)},
                        {"owed_today", s.owed_today},
                        {"received_today", s.received_today},
                        {"source", s.source},
                        {"because", std::move(because)}});
  }
  js::array protections;
  for (const auto& p : owed.protections) protections.emplace_back(p);
  return {{"charter", owed.charter}, {"services", std::move(services)}, {"protections", std::move(protections)}};
}

Response answer(const js::value& value, int status = 200) { return http::json(js::serialize(value), status); }

Response versioned(const js::object& value, std::int64_t version, int status = 200) {
  auto response = answer(value, status);
  http::set_version(response, version);
  return response;
}

// {"facts": {…}, "identity": {…}}, both optional.
struct Told {
  Facts facts;
  Identity identity;
};
// What help should not hang on is not asked at a door.
Result<void> may_tell(const Facts& facts, const access::Session& session) {
  if (!facts.sensitive() || session.has(Role::caseworker)) return {};
  const auto* why = "Nobody needs this at a door, and no help here hangs on it. Leave it out.";
  Error error{Code::invalid, "Leave out what no help hangs on.", "", {}};
  if (facts.immigration) error.fields.push_back({"facts.immigration", "json-not-at-door", why});
  if (facts.cooperates) error.fields.push_back({"facts.cooperates", "json-not-at-door", why});
  return fail(std::move(error));
}

Result<Told> told_in(const Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto* facts = in.any("facts");
  const auto* identity = in.any("identity");
  NWD_CHECK(in.done());
  const js::value nothing = js::object{};
  json::Fields facts_in(facts == nullptr ? nothing : *facts, "facts");
  json::Fields identity_in(identity == nullptr ? nothing : *identity, "identity");
  Told told;
  NWD_TRY(told.facts, read_facts(facts_in, local_time(context.now).day));
  NWD_CHECK(may_tell(told.facts, *context.session));
  NWD_TRY(told.identity, read_identity(identity_in));
  return told;
}

Result<Response> begin(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto told, told_in(request, context));
  NWD_TRY(const auto sealed, seal_intake(*context.session, site.random, told.facts, told.identity));
  return site.database.write([&](storage::Writer& writer) -> Result<Response> {
    NWD_TRY(const auto c, store_intake(writer, *context.session, context.now, sealed));
    auto response = versioned(to_json(c), c.version, 201);
    response.with("Location", "/api/v1/cases/" + c.id.text());
    NWD_CHECK(site.remember(writer, context, request, response));
    return response;
  });
}

Result<Response> save(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto version, http::required_version(request));
  NWD_TRY(const auto told, told_in(request, context));
  NWD_TRY(const auto c, site.database.write([&](storage::Writer& writer) {
    return save_intake(writer, *context.session, context.now, id, version, told.facts, told.identity);
  }));
  return versioned(to_json(c), c.version);
}

Result<OpenCase> opened(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  return site.database.read_logged(
      [&](storage::Writer& writer) { return read_case(writer, *context.session, context.now, id); });
}

Result<Response> read(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto open, opened(site, request, context));
  auto out = to_json(open.record);
  out["facts"] = to_json(open.facts);
  out["identity"] = to_json(open.identity);
  out["placements"] = to_json(open.placements);
  return versioned(out, open.record.version);
}

Result<Response> owed(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto open, opened(site, request, context));
  NWD_TRY(const auto result, owed_to(open.facts, open.placements, local_time(context.now).day));
  return answer(to_json(result));
}

constexpr std::int64_t farthest = 1'000'000'000;

// A part of a list: ?from=500 passes over the first 500; `next` is where to go on, absent at the end.
template <class List>
Result<Response> listed(access::Site& site, const Request& request, std::string_view name, List list) {
  const auto from = whole_number(request.query_value("from").value_or("0"), 0, farthest);
  if (!from)
    return fail(Error{Code::invalid,
                      "This list has no such part.",
                      "",
                      {{"from", "json-integer", "A whole number is wanted here: how many to pass over."}}});
  NWD_TRY(const auto all, site.database.read([&](storage::Reader& r) { return list(r, Part{*from, Part::longest}); }));
  js::array out;
  for (const auto& one : all.shown) out.push_back(to_json(one));
  const auto next = *from + static_cast<std::int64_t>(all.shown.size());
  js::object body{{name, std::move(out)}, {"all", all.all}};
  if (next < all.all) body["next"] = next;
  return answer(std::move(body));
}

Result<Response> cases(access::Site& site, const Request& request, const Context& context) {
  return listed(site, request, "cases",
                [&](storage::Reader& r, Part part) { return list_cases(r, *context.session, part); });
}

Result<Response> begin_service(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto service = in.text("service", 200);
  const auto from = in.optional_day("from").value_or(local_time(context.now).day);
  NWD_CHECK(in.done());
  return site.database.write([&](storage::Writer& writer) -> Result<Response> {
    NWD_TRY(const auto placement,
            begin_placement(writer, *context.session, site.random, context.now, id, service, from));
    auto response = answer({{"id", placement.text()}}, 201);
    NWD_CHECK(site.remember(writer, context, request, response));
    return response;
  });
}

Result<Response> end_service(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  const auto placement = PlacementId::parse(request.parameter("placement"));
  if (!placement) return fail(Code::not_found, "There is no such service under way.");
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto until = in.optional_day("until").value_or(local_time(context.now).day);
  NWD_CHECK(in.done());
  NWD_CHECK(site.database.write([&](storage::Writer& writer) {
    return end_placement(writer, *context.session, context.now, id, *placement, until);
  }));
  return http::no_content();
}

Result<Response> finish(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  constexpr std::array holders = {Step::welcome, Step::make_plan, Step::review_plan};
  const auto seen = holders.at(in.word("step", {"welcome", "make_plan", "review_plan"}));
  NWD_CHECK(in.done());
  NWD_CHECK(site.database.write(
      [&](storage::Writer& writer) { return finish_step(writer, *context.session, context.now, id, seen); }));
  return http::no_content();
}

Result<Response> threads(access::Site& site, const Request& request, const Context& context) {
  return listed(site, request, "threads",
                [&](storage::Reader& r, Part part) { return threads_of_region(r, *context.session, part); });
}

Result<Thread> thread_of(storage::Reader& reader, const Request& request, const Context& context) {
  const auto id = ThreadId::parse(request.parameter("id"));
  return may(reader, Asking::of(context), access::Deed::read_thread, id.value_or(ThreadId{}));
}

Result<Response> thread(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto t, site.database.read([&](storage::Reader& r) { return thread_of(r, request, context); }));
  return versioned(to_json(t), t.version);
}

Result<Response> take(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto version, http::required_version(request));
  NWD_TRY(const auto t, site.database.write([&](storage::Writer& writer) -> Result<Thread> {
    NWD_TRY(const auto before, thread_of(writer, request, context));
    NWD_CHECK(take_step(writer, *context.session, context.now, before.id, version));
    return thread_of(writer, request, context);
  }));
  return versioned(to_json(t), t.version);
}

struct Entry {
  Method method;
  const char* pattern;
  const char* summary;
  access::Roles roles;
  std::string_view takes;
  std::string_view gives;
  bool needs_version;
  bool repeatable;
  std::function<Result<Response>(access::Site&, const Request&, const Context&)> run;
};

http::Route route_of(const Entry& e) {
  auto route = access::api_route(e.method, e.pattern, e.summary, e.takes, e.gives);
  route.needs_version = e.needs_version;
  route.repeatable = e.repeatable;
  return route;
}

}  // namespace

Result<void> add_routes(access::Site& site) {
  NWD_CHECK(add_access_routes(site));
  const access::Roles navigators{Role::navigator};
  const Entry table[] = {
      {Method::post, "/api/v1/intakes", "Begins an intake; every question may be left out.", doors, schema::told,
       schema::case_file, false, true, begin},
      {Method::get, "/api/v1/intakes/{id}", "What was told so far; the read is logged.", doors, "", schema::open_case,
       false, false, read},
      {Method::patch, "/api/v1/intakes/{id}", "Replaces what was told.", doors, schema::told, schema::case_file, true,
       false, save},
      {Method::get, "/api/v1/cases", "The organization's cases; a door worker's own.", doors, "", schema::cases, false,
       false, cases},
      {Method::get, "/api/v1/cases/{id}", "One case, opened; the read is logged.", doors, "", schema::open_case, false,
       false, read},
      {Method::get, "/api/v1/cases/{id}/owed", "What the person is owed, when, and by which source.", doors, "",
       schema::owed, false, false, owed},
      {Method::post, "/api/v1/cases/{id}/placements", "A service has begun.", doors, schema::begun, schema::created,
       false, true, begin_service},
      {Method::post, "/api/v1/cases/{id}/placements/{placement}/end", "A service has ended.", doors, schema::ended, "",
       false, false, end_service},
      {Method::post, "/api/v1/cases/{id}/step-done", "The holder has done the next step, as it was seen.", doors,
       schema::step_done, "", false, false, finish},
      {Method::get, "/api/v1/threads", "The region's threads, the most urgent first. They name no one.", navigators, "",
       schema::threads, false, false, threads},
      {Method::get, "/api/v1/threads/{id}", "One thread.", navigators, "", schema::thread, false, false, thread},
      {Method::post, "/api/v1/threads/{id}/take-step", "The navigator takes the next step over.", navigators, "",
       schema::thread, true, false, take}};
  for (const auto& e : table)
    NWD_CHECK(
        site.add(route_of(e), Rule::of(e.roles),
                 noting(site, [&site, run = e.run](const Request& r, const Context& c) { return run(site, r, c); })));
  return add_notes_routes(site);
}

}  // namespace nwd::casework
