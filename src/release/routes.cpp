#include "release/routes.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/api_route.h"
#include "base/json.h"
#include "casework/case_access.h"
#include "release/release.h"
#include "release/schemas.h"

namespace nwd::release {
namespace {

namespace js = boost::json;
using access::Context;
using http::Method;
using http::Request;
using http::Response;

Response answer(const js::object& value, int status = 200) { return http::json(js::serialize(value), status); }

js::object to_json(const Release& r) {
  js::array parts;
  for (const auto part : r.compartments.list()) parts.emplace_back(casework::word(part));
  js::object out{{"id", r.id.text()},
                 {"from", r.from_name},
                 {"recipient", r.recipient_name},
                 {"of", r.of_packet() ? "packet" : "notes"},
                 {"parts", std::move(parts)},
                 {"purpose", word(r.purpose)},
                 {"given", to_text(r.given)},
                 {"expires", to_text(r.expires)}};
  if (!r.reference.empty()) out["reference"] = r.reference;
  if (r.withdrawn) out["withdrawn"] = to_text(*r.withdrawn);
  return out;
}

Response listed(const std::vector<Release>& releases) {
  js::array list;
  for (const auto& release : releases) list.push_back(to_json(release));
  return answer({{"releases", std::move(list)}});
}

Compartments parts_in(json::Fields& in) {
  Compartments parts;
  const auto* list = in.array("parts", casework::compartment_count);
  if (list == nullptr) return parts;
  for (const auto& item : *list) {
    const auto part =
        item.is_string() ? casework::parse_compartment(std::string_view(item.get_string())) : std::nullopt;
    if (part)
      parts.add(*part);
    else
      in.problem("parts", "json-word", "One of the parts is not known here.");
  }
  return parts;
}

Result<Grant> grant_in(const Request& request) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  Grant g;
  NWD_TRY(g.case_id, access::id_in<CaseId>(request, "thing"));
  const auto recipient = access::OrganizationId::parse(in.text("recipient", 36));
  if (!recipient) in.problem("recipient", "json-id", "The id of an organization is wanted here.");
  g.recipient = recipient.value_or(access::OrganizationId{});
  g.compartments = parts_in(in);
  g.purpose = static_cast<Purpose>(1 + in.word("purpose", {"together", "housing", "health", "legal", "safety"}));
  g.lasts_ms = in.integer("days", 1, 365) * day_ms;
  g.how = static_cast<ConsentGiven>(1 + in.word("how", {"on_screen", "on_paper", "through_interpreter"}));
  g.giver = static_cast<Giver>(in.word("giver", {"person", "minor_alone", "minor_with_parent", "guardian"}));
  g.by_who_harmed = in.word("by_who_harmed", {"no", "yes"}) == 1;
  g.language = in.text("language", 35);
  g.agreed_text = in.text("agreed_text", longest_agreed);
  NWD_CHECK(in.done());
  return g;
}

Result<Response> give(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto g, grant_in(request));
  return site.database.write([&](storage::Writer& w) -> Result<Response> {
    NWD_TRY(const auto id, grant(w, *context.session, site.random, context.now, context.stepped_up, g));
    auto response = answer({{"id", id.text()}}, 201);
    NWD_CHECK(site.remember(w, context, request, response));
    return response;
  });
}

Result<Response> of_case(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request, "thing"));
  NWD_TRY(const auto all, site.database.read([&](storage::Reader& r) { return releases_of(r, *context.session, id); }));
  return listed(all);
}

Result<Response> disclosures(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<CaseId>(request, "thing"));
  NWD_TRY(const auto all,
          site.database.read([&](storage::Reader& r) { return disclosures_of(r, *context.session, id); }));
  js::array list;
  for (const auto& d : all)
    list.push_back({{"at", to_text(d.at)},
                    {"recipient", d.recipient},
                    {"part", d.part ? casework::word(*d.part) : std::string_view("packet")},
                    {"way", word(d.way)}});
  return answer({{"disclosures", std::move(list)}});
}

Result<Response> shared(access::Site& site, const Context& context) {
  NWD_TRY(const auto all,
          site.database.read([&](storage::Reader& r) { return shared_with_us(r, *context.session, context.now); }));
  return listed(all);
}

// The reader says what for: it has to be what the person agreed to.
Result<Response> read(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<ReleaseId>(request, "thing"));
  const auto part = casework::parse_compartment(request.parameter("part"));
  if (!part) return fail(Code::not_found, "There is no such part.");
  const auto purpose = parse_purpose(request.query_value("purpose").value_or(""));
  if (!purpose)
    return fail(Error{Code::invalid,
                      "Say what you read it for.",
                      "",
                      {{"purpose", "json-word", "together, housing, health, legal or safety: as it was agreed."}}});
  NWD_TRY(const auto notes, site.database.read_logged([&](storage::Writer& w) {
    return read_shared(w, *context.session, context.now, id, *part, *purpose);
  }));
  return answer({{"told", notes.told}, {"text", notes.text}});
}

http::Route route(Method method, const char* pattern, const char* summary, std::string_view takes,
                  std::string_view gives) {
  auto route = access::api_route(method, pattern, summary, takes, gives);
  route.repeatable = method == Method::post;
  route.largest_body = std::size_t{32} << 10U;
  return route;
}

}  // namespace

Result<void> add_routes(access::Site& site) {
  using access::Role;
  const auto holders = access::Rule::of({Role::door_worker, Role::caseworker});
  const auto readers = access::Rule::of({Role::caseworker, Role::navigator});
  const auto add = [&](http::Route r, const access::Rule& rule, access::Handler handler) {
    return site.add(std::move(r), rule, casework::noting(site, std::move(handler)));
  };
  NWD_CHECK(add(route(Method::post, "/api/v1/cases/{id}/releases",
                      "What the person agreed to share, as it was read to them.", schema::grant, schema::created),
                holders.with_step_up(), [&site](const Request& r, const Context& c) { return give(site, r, c); }));
  NWD_CHECK(add(route(Method::get, "/api/v1/cases/{id}/releases", "What is or was shared of a case, and with whom.", "",
                      schema::releases),
                holders, [&site](const Request& r, const Context& c) { return of_case(site, r, c); }));
  NWD_CHECK(add(route(Method::get, "/api/v1/cases/{id}/disclosures",
                      "Who has really looked at what was shared, the newest first.", "", schema::disclosures),
                holders, [&site](const Request& r, const Context& c) { return disclosures(site, r, c); }));
  NWD_CHECK(add(route(Method::get, "/api/v1/shared", "What others share with us now.", "", schema::releases), readers,
                [&site](const Request&, const Context& c) { return shared(site, c); }));
  return add(route(Method::get, "/api/v1/shared/{id}/{part}",
                   "One shared part, opened, for a purpose; the person is told. 410 once it is shared no more.", "",
                   schema::notes),
             readers, [&site](const Request& r, const Context& c) { return read(site, r, c); });
}

}  // namespace nwd::release
