#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/account_api.h"
#include "access/api_route.h"
#include "access/browser.h"
#include "access/proof.h"
#include "base/json.h"

namespace nwd::access {

http::Route account_route(http::Method method, std::string pattern, std::string summary) {
  auto route = api_route(method, std::move(pattern), std::move(summary));
  route.largest_body = 4096;
  return route;
}

namespace {

constexpr auto token_schema =
    R"({"type":"object","required":["token","stage"],"properties":{"token":{"type":"string"},"stage":{"enum":["whole","must_enrol","second_step"]}}})";

boost::json::array role_words(Roles roles) {
  boost::json::array words;
  for (const auto role : all_roles)
    if (roles.has(role)) words.emplace_back(name(role));
  return words;
}

std::string_view word_of(Stage stage) {
  if (stage == Stage::whole) return "whole";
  return stage == Stage::must_enrol ? "must_enrol" : "second_step";
}

std::string bearer_of(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto header = request.header("authorization");
  return std::string(header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view());
}

http::Response token_answer(std::string_view token, Stage stage, int status = 200) {
  return http::json(boost::json::serialize(boost::json::value{{"token", token}, {"stage", word_of(stage)}}), status);
}

Result<http::Response> come_in(Site& site, const http::Request& request, const Context& context, SignedIn who) {
  const auto stage = who.stage;
  NWD_TRY(const auto token, site.sessions.begin(to_session(std::move(who), context.now), context.now,
                                                browser_family(request.header("user-agent"))));
  return token_answer(token, stage, 201);
}

Result<http::Response> begin(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto sign_in_name = in.text("sign_in", 64);
  auto passphrase = in.secret("passphrase", 1024);
  NWD_CHECK(in.done());
  auto who = sign_in(site.database, site.derivations, context.now, sign_in_name, passphrase, request.peer);
  vault::wipe(passphrase);
  NWD_CHECK(who);
  return come_in(site, request, context, *std::move(who));
}

// The bearer is that of a session which waits for its second factor, and opens nothing else.
Result<http::Response> second_step(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto code = in.text("code", 20);
  NWD_CHECK(in.done());
  const auto seen = site.sessions.look(bearer_of(request), context.now);
  if (!seen || seen->stage != Stage::second_step)
    return fail(Code::unauthenticated, "Sign in first: POST /api/v1/sessions.");
  const auto& s = *seen->session;
  NWD_CHECK(show_code(site.database, context.now, s.member, s.organization, s.member_key, code, request.peer));
  NWD_TRY(const auto token, site.sessions.complete(s.id, context.now));
  return token_answer(token, Stage::whole);
}

Result<http::Response> by_paper_code(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto sign_in_name = in.text("sign_in", 64);
  auto code = in.text("code", 200);
  auto passphrase = in.secret("passphrase", 1024);
  NWD_CHECK(in.done());
  auto who =
      recover(site.database, site.derivations, site.random, context.now, sign_in_name, code, passphrase, request.peer);
  vault::wipe(code);
  vault::wipe(passphrase);
  if (!who && who.error().code == Code::forbidden) {
    NWD_TRY(const auto member,
            site.database.read([&](storage::Reader& reader) { return member_named(reader, sign_in_name); }));
    if (member) site.sessions.end_all_of(member->id);
  }
  NWD_CHECK(who);
  site.sessions.end_all_of(who->member.id);
  return come_in(site, request, context, *std::move(who));
}

Result<http::Response> step_up(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  auto passphrase = in.secret("passphrase", 1024);
  const auto code = in.optional_text("code", 20);
  NWD_CHECK(in.done());
  const auto shown = show_again(site.database, site.derivations, context.now, *context.session, passphrase,
                                code.value_or(""), request.peer);
  vault::wipe(passphrase);
  NWD_CHECK(shown);
  NWD_TRY(const auto token, site.sessions.step_up(context.session->id, context.now));
  return token_answer(token, context.stage);
}

Result<http::Response> end(Site& site, const http::Request& request) {
  site.sessions.end(bearer_of(request));
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

Result<void> add_ways_in(Site& site) {
  auto beginning =
      account_route(http::Method::post, "/api/v1/sessions",
                    "Signs a member in; the token goes into Authorization: Bearer. Of stage second_step it is "
                    "good for POST /api/v1/sessions/second-step only.");
  beginning.request_schema =
      R"({"type":"object","required":["sign_in","passphrase"],"additionalProperties":false,"properties":{"sign_in":{"type":"string","maxLength":64},"passphrase":{"type":"string","maxLength":1024}}})";
  beginning.response_schema = token_schema;
  NWD_CHECK(site.add(std::move(beginning), Rule::anyone(),
                     [&site](const http::Request& r, const Context& c) { return begin(site, r, c); }));
  auto second = account_route(http::Method::post, "/api/v1/sessions/second-step",
                              "The second of two steps: the code of the member's app. Gives another token.");
  second.request_schema =
      R"({"type":"object","required":["code"],"additionalProperties":false,"properties":{"code":{"type":"string","pattern":"^[0-9]{6}$"}}})";
  second.response_schema = token_schema;
  NWD_CHECK(site.add(std::move(second), Rule::anyone(),
                     [&site](const http::Request& r, const Context& c) { return second_step(site, r, c); }));
  auto recovering =
      account_route(http::Method::post, "/api/v1/sessions/recover",
                    "Signs in by the paper code, with a new passphrase; everything else that was shown before "
                    "is taken away, and the member's other sessions end.");
  recovering.request_schema =
      R"({"type":"object","required":["sign_in","code","passphrase"],"additionalProperties":false,"properties":{"sign_in":{"type":"string","maxLength":64},"code":{"type":"string","maxLength":200},"passphrase":{"type":"string","maxLength":1024}}})";
  recovering.response_schema = token_schema;
  return site.add(std::move(recovering), Rule::anyone(),
                  [&site](const http::Request& r, const Context& c) { return by_paper_code(site, r, c); });
}

Result<void> add_current(Site& site) {
  auto again =
      account_route(http::Method::post, "/api/v1/sessions/current/step-up",
                    "Shows again who one is: the passphrase and, where there is an app, its code. Gives another "
                    "token; for ten minutes it is good for exports and the like.");
  again.request_schema =
      R"({"type":"object","required":["passphrase"],"additionalProperties":false,"properties":{"passphrase":{"type":"string","maxLength":1024},"code":{"type":"string","pattern":"^[0-9]{6}$"}}})";
  again.response_schema = token_schema;
  NWD_CHECK(site.add(std::move(again), Rule::signed_in().while_enrolling(),
                     [&site](const http::Request& r, const Context& c) { return step_up(site, r, c); }));
  NWD_CHECK(site.add(account_route(http::Method::del, "/api/v1/sessions/current", "Signs out."),
                     Rule::signed_in().while_enrolling(),
                     [&site](const http::Request& r, const Context&) { return end(site, r); }));
  return site.add(account_route(http::Method::get, "/api/v1/me", "Who is signed in."), Rule::signed_in(),
                  [](const http::Request&, const Context& c) { return me(c); });
}

}  // namespace

Result<void> add_session_api(Site& site) {
  NWD_CHECK(add_ways_in(site));
  NWD_CHECK(add_current(site));
  NWD_CHECK(add_session_list_api(site));
  NWD_CHECK(add_credential_api(site));
  return add_second_factor_api(site);
}

}  // namespace nwd::access
