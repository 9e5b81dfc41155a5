#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/site.h"
#include "base/json.h"

namespace nwd::access {
namespace {

http::Route route(http::Method method, std::string pattern, std::string summary) {
  http::Route out;
  out.method = method;
  out.pattern = std::move(pattern);
  out.kind = http::Kind::api;
  out.summary = std::move(summary);
  out.largest_body = 4096;
  return out;
}

boost::json::array role_words(Roles roles) {
  boost::json::array words;
  for (const auto role : all_roles)
    if (roles.has(role)) words.emplace_back(name(role));
  return words;
}

Result<http::Response> begin(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto sign_in_name = in.text("sign_in", 64);
  auto passphrase = in.text("passphrase", 1024);
  NWD_CHECK(in.done());
  auto who = sign_in(site.database, site.derivations, context.now, sign_in_name, passphrase, request.peer);
  vault::wipe(passphrase);
  NWD_CHECK(who);
  NWD_TRY(const auto token, site.sessions.begin(to_session(*std::move(who), context.now), context.now));
  return http::json(boost::json::serialize(boost::json::value{{"token", token}}), 201);
}

Result<http::Response> end(Site& site, const http::Request& request) {
  site.sessions.end(request.header("authorization").substr(std::string_view("Bearer ").size()));
  return http::no_content();
}

Result<http::Response> me(const Context& context) {
  const auto& s = *context.session;
  return http::json(boost::json::serialize(boost::json::value{{"member", s.member.text()},
                                                              {"name", s.member_name},
                                                              {"organization", s.organization.text()},
                                                              {"organization_name", s.organization_name},
                                                              {"region", s.region},
                                                              {"roles", role_words(s.roles)}}));
}

}  // namespace

Result<void> add_session_api(Site& site) {
  auto beginning =
      route(http::Method::post, "/api/v1/sessions", "Signs a member in; the token goes into Authorization: Bearer.");
  beginning.request_schema =
      R"({"type":"object","required":["sign_in","passphrase"],"additionalProperties":false,"properties":{"sign_in":{"type":"string","maxLength":64},"passphrase":{"type":"string","maxLength":1024}}})";
  beginning.response_schema = R"({"type":"object","required":["token"],"properties":{"token":{"type":"string"}}})";
  NWD_CHECK(site.add(std::move(beginning), Rule::anyone(),
                     [&site](const http::Request& r, const Context& c) { return begin(site, r, c); }));
  NWD_CHECK(site.add(route(http::Method::del, "/api/v1/sessions/current", "Signs out."), Rule::signed_in(),
                     [&site](const http::Request& r, const Context&) { return end(site, r); }));
  return site.add(route(http::Method::get, "/api/v1/me", "Who is signed in."), Rule::signed_in(),
                  [](const http::Request&, const Context& c) { return me(c); });
}

}  // namespace nwd::access
