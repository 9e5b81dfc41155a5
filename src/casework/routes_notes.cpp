#include "casework/routes_notes.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/api_route.h"
#include "base/json.h"
#include "casework/case_access.h"
#include "casework/compartment.h"
#include "http/conditional.h"

namespace nwd::casework {
namespace {

namespace js = boost::json;
using access::Context;
using http::Method;
using http::Request;
using http::Response;

constexpr std::string_view parts_schema =
    R"({"type":"object","properties":{"notes":{"type":"array","items":{"type":"object","properties":{"part":{"enum":["identity","contact","narrative","health","substance_use","legal","safety_plan"]},"version":{"type":"integer"},"changed":{"type":"string","format":"date-time"}}}}}})";
constexpr std::string_view notes_schema =
    R"({"type":"object","additionalProperties":false,"properties":{"told":{"type":"string","maxLength":2000,"description":"what was told at the door: what to call the person, how to reach them, a note"},"text":{"type":"string","maxLength":8000}}})";

struct Asked {
  CaseId id;
  Compartment which = Compartment::identity;
};

Result<Asked> asked_for(const Request& request) {
  Asked asked;
  NWD_TRY(asked.id, access::id_in<CaseId>(request));
  const auto which = parse_compartment(request.parameter("part"));
  if (!which) return fail(Code::not_found, "There is no such record, or it is not yours to see.");
  asked.which = *which;
  return asked;
}

Result<Response> list(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request));
  NWD_TRY(const auto parts,
          site.database.read([&](storage::Reader& r) { return compartments_of(r, *context.session, id); }));
  js::array out;
  for (const auto& part : parts) {
    js::object one{{"part", word(part.which)}, {"version", part.version}};
    if (part.changed) one["changed"] = to_text(*part.changed);
    out.push_back(std::move(one));
  }
  return http::json(js::serialize(js::object{{"notes", std::move(out)}}));
}

Result<Response> read(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto asked, asked_for(request));
  NWD_TRY(const auto open, site.database.read_logged([&](storage::Writer& w) {
    return read_notes(w, *context.session, context.now, asked.id, asked.which);
  }));
  auto response = http::json(js::serialize(js::object{{"told", open.notes.told}, {"text", open.notes.text}}));
  http::set_version(response, open.version);
  return response;
}

Result<Response> write(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto asked, asked_for(request));
  NWD_TRY(const auto version, http::required_version(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  Notes notes;
  notes.told = in.optional_text("told", told_bytes(asked.which)).value_or("");
  notes.text = in.optional_text("text", longest_text).value_or("");
  NWD_CHECK(in.done());
  NWD_TRY(const auto written, site.database.write([&](storage::Writer& w) {
    return write_notes(w, *context.session, site.random, context.now, asked.id, asked.which, version, notes);
  }));
  auto response = http::no_content();
  http::set_version(response, written);
  return response;
}

http::Route route(Method method, const char* pattern, const char* summary, std::string_view takes,
                  std::string_view gives) {
  auto route = access::api_route(method, pattern, summary, takes, gives);
  route.needs_version = method == Method::put;
  route.largest_body = std::size_t{64} << 10U;
  return route;
}

}  // namespace

Result<void> add_notes_routes(access::Site& site) {
  const auto holders = access::Rule::of({access::Role::door_worker, access::Role::caseworker});
  using Run = Result<Response> (*)(access::Site&, const Request&, const Context&);
  const auto add = [&](http::Route r, Run run) {
    return site.add(std::move(r), holders, noting(site, [&site, run](const Request& request, const Context& context) {
                      return run(site, request, context);
                    }));
  };
  NWD_CHECK(
      add(route(Method::get, "/api/v1/cases/{id}/notes", "The parts of a case, none of them opened.", "", parts_schema),
          list));
  NWD_CHECK(add(
      route(Method::get, "/api/v1/cases/{id}/notes/{part}",
            "One part of a case, opened; the read is logged. ETag \"0\": nothing was written yet.", "", notes_schema),
      read));
  return add(route(Method::put, "/api/v1/cases/{id}/notes/{part}", "Writes one part of a case.", notes_schema, ""),
             write);
}

}  // namespace nwd::casework
