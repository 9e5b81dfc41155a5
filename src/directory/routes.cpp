#include "directory/routes.h"

#include <boost/json/serialize.hpp>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "directory/capacity.h"
#include "directory/service_json.h"
#include "http/conditional.h"

namespace nwd::directory {
namespace {

using access::Context;
using access::Deed;

// The query of a search. What is not understood is an error: a filter that is quietly dropped would show too much.
class Query {
 public:
  explicit Query(const http::Request& request) : request_(request) {}

  Result<Search> read() {
    Search search;
    search.text = text("text", 100);
    search.county = text("county", 5);
    search.region = text("region", 16);
    search.state = text("state", 2);
    search.kind = parsed<match::Kind>("kind", match::parse_kind);
    search.housing = parsed<match::Housing>("housing", match::parse_housing);
    search.after = parsed<ServiceId>("after", ServiceId::parse);
    search.connected_only = text("connected", 5) == "true";
    search.limit = parsed<int>("limit", parse_limit).value_or(search.limit);
    for (const auto& [name, value] : request_.query) {
      if (!known_.contains(name)) problem(name, "There is no such filter.");
    }
    if (problems_.empty()) return search;
    Error error{Code::invalid, "The search cannot be understood.", {}, std::move(problems_)};
    return fail(std::move(error));
  }

 private:
  static std::optional<int> parse_limit(std::string_view text) {
    const auto value = whole_number(text, 1, longest_page);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
  }
  std::string text(std::string_view name, std::size_t longest) {
    known_.emplace(name);
    auto value = request_.query_value(name).value_or("");
    if (value.size() > longest) problem(name, "This is too long.");
    return value;
  }
  template <class T, class Parse>
  std::optional<T> parsed(std::string_view name, Parse parse) {
    const auto value = text(name, 40);
    if (value.empty()) return std::nullopt;
    const std::optional<T> result = parse(value);
    if (!result) problem(name, "This is not one of the values it may have.");
    return result;
  }
  void problem(std::string_view name, std::string words) {
    problems_.push_back({std::string(name), "problem-filter", std::move(words)});
  }

  const http::Request& request_;
  std::set<std::string, std::less<>> known_;
  std::vector<FieldProblem> problems_;
};

http::Route route(http::Method method, std::string pattern, std::string summary, std::string_view response_schema) {
  http::Route out;
  out.method = method;
  out.pattern = std::move(pattern);
  out.kind = http::Kind::api;
  out.summary = std::move(summary);
  out.response_schema = response_schema;
  out.largest_body = 4096;
  return out;
}

// The answer, or 304 when whoever asks has it already.
http::Response with_etag(const http::Request& request, const boost::json::object& body) {
  auto response = http::json(boost::json::serialize(body));
  const auto etag = http::etag_of(response.body);
  if (http::not_modified(request, etag)) {
    response = {};
    response.status = 304;
  }
  return std::move(response).with("ETag", etag);
}

Result<ServiceId> service_id(const http::Request& request) {
  const auto id = ServiceId::parse(request.parameter("id"));
  if (!id) return fail(Code::not_found, "There is no such service.");
  return *id;
}

Result<Service> service_of(storage::Reader& r, const http::Request& request) {
  NWD_TRY(const auto id, service_id(request));
  NWD_TRY(const auto service, find_service(r, id));
  if (!service) return fail(Code::not_found, "There is no such service.");
  return *service;
}

Result<http::Response> list(access::Site& site, const http::Request& request, const Context& context) {
  NWD_CHECK(access::decide(*context.session, Deed::read_directory, {}));
  NWD_TRY(const auto what, Query(request).read());
  NWD_TRY(const auto page, site.database.read([&](storage::Reader& r) { return search(r, what); }));
  boost::json::array services;
  for (const auto& service : page.services) services.push_back(to_json(service));
  boost::json::object body{{"services", std::move(services)}, {"matching", page.matching}, {"next", nullptr}};
  if (page.more) body["next"] = page.services.back().id.text();
  return with_etag(request, body);
}

Result<http::Response> show(access::Site& site, const http::Request& request, const Context& context) {
  NWD_CHECK(access::decide(*context.session, Deed::read_directory, {}));
  NWD_TRY(const auto service, site.database.read([&](storage::Reader& r) { return service_of(r, request); }));
  return with_etag(request, to_json(service));
}

http::Response beds(const Capacity& capacity) {
  auto response = http::json(boost::json::serialize(to_json(capacity)));
  http::set_version(response, capacity.version);
  return response;
}

Result<http::Response> show_beds(access::Site& site, const http::Request& request, const Context& context) {
  NWD_CHECK(access::decide(*context.session, Deed::read_directory, {}));
  NWD_TRY(const auto id, service_id(request));
  NWD_TRY(const auto capacity, site.database.read([&](storage::Reader& r) { return read_capacity(r, id); }));
  return beds(capacity);
}

Result<http::Response> confirm_beds(access::Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto version, http::required_version(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto total = static_cast<std::int32_t>(in.integer("total", 0, most_beds));
  const auto occupied = static_cast<std::int32_t>(in.integer("occupied", 0, most_beds));
  NWD_CHECK(in.done());
  NWD_TRY(const auto capacity, site.database.write([&](storage::Writer& w) -> Result<Capacity> {
    NWD_TRY(const auto service, service_of(w, request));
    const bool own = service.connected == context.session->organization;
    NWD_CHECK(access::decide(*context.session, Deed::confirm_capacity, {.own_organization = own}));
    return confirm_capacity(w, service.id, {total, occupied, version, context.now, context.session->member});
  }));
  return beds(capacity);
}

}  // namespace

Result<void> add_routes(access::Site& site) {
  const auto rule = access::Rule::signed_in();
  NWD_CHECK(site.add(route(http::Method::get, "/api/v1/directory/services",
                           "Services, in order of id. Filters: text, county, region, state, kind, housing, connected; "
                           "after and limit for pages.",
                           page_schema),
                     rule, [&site](const auto& r, const auto& c) { return list(site, r, c); }));
  NWD_CHECK(site.add(route(http::Method::get, "/api/v1/directory/services/{id}",
                           "One service. A confidential site's address is not in it.", service_schema),
                     rule, [&site](const auto& r, const auto& c) { return show(site, r, c); }));
  NWD_CHECK(site.add(route(http::Method::get, "/api/v1/directory/services/{id}/capacity",
                           "Its beds or places: total, occupied, held, free.", capacity_schema),
                     rule, [&site](const auto& r, const auto& c) { return show_beds(site, r, c); }));
  auto confirming = route(http::Method::put, "/api/v1/directory/services/{id}/capacity",
                          "Confirms the beds of one's own service, as they are now.", capacity_schema);
  confirming.request_schema = confirmation_schema;
  confirming.needs_version = true;
  return site.add(std::move(confirming), rule,
                  [&site](const auto& r, const auto& c) { return confirm_beds(site, r, c); });
}

}  // namespace nwd::directory
