#include "search/routes.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/api_route.h"
#include "base/json.h"
#include "search/schemas.h"
#include "search/search.h"

namespace nwd::search {
namespace {

namespace js = boost::json;

js::object to_json(const Found& one) {
  js::object out{{"id", one.id.text()},
                 {"called", one.called},
                 {"state", casework::word(one.state)},
                 {"opened", to_text(one.opened)}};
  if (!one.reference.empty()) out["reference"] = one.reference;
  return out;
}

Result<http::Response> search(access::Site& site, const http::Request& request, const access::Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto name = in.text("name", longest_sought);
  const auto page = in.optional_int("page", 1, last_page).value_or(1);
  NWD_CHECK(in.done());
  NWD_TRY(const auto answer, find(site.database, casework::Asking::of(context), name, page));
  js::array found;
  for (const auto& one : answer.found.shown) found.push_back(to_json(one));
  const js::object out{{"found", std::move(found)},
                       {"all", answer.found.all},
                       {"complete", answer.complete},
                       {"undamaged", answer.undamaged}};
  return http::json(js::serialize(out));
}

}  // namespace

Result<void> add_routes(access::Site& site) {
  return site.add(access::api_route(http::Method::post, "/api/v1/search",
                                    "Records of the organization by what their people are called. Nothing is kept of "
                                    "what was looked for.",
                                    schema::sought, schema::found),
                  access::Rule::of(searchers),
                  [&site](const http::Request& r, const access::Context& c) { return search(site, r, c); });
}

}  // namespace nwd::search
