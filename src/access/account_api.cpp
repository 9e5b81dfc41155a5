#include "access/account_api.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/proof.h"
#include "access/recovery_code.h"
#include "access/totp.h"
#include "base/json.h"

namespace nwd::access {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using http::Method;

// What is enrolled ends with the session that began it.
constexpr std::string_view app_purpose = "api app";
constexpr std::string_view paper_purpose = "api paper code";

constexpr auto code_schema =
    R"({"type":"object","required":["code"],"additionalProperties":false,"properties":{"code":{"type":"string","maxLength":200}}})";

http::Response answer(const value& body, int status = 200) { return http::json(boost::json::serialize(body), status); }

Result<std::string> code_in(const http::Request& request) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  auto code = in.text("code", 200);
  NWD_CHECK(in.done());
  return code;
}

Result<http::Response> list_sessions(Site& site, const Context& context) {
  array list;
  for (const auto& one : site.sessions.of_member(context.session->member, context.now))
    list.push_back(object{{"id", one.id.text()},
                          {"started", to_text(one.started)},
                          {"used", to_text(one.used)},
                          {"browser", one.browser},
                          {"current", one.id == context.session->id}});
  return answer(object{{"sessions", std::move(list)}});
}

Result<http::Response> end_session(Site& site, const http::Request& request, const Context& context) {
  const auto id = SessionId::parse(request.parameter("session"));
  if (!id || !site.sessions.end_one(context.session->member, *id))
    return fail(Code::not_found, "You have no such session.");
  return http::no_content();
}

Result<http::Response> list_credentials(Site& site, const Context& context) {
  NWD_TRY(const auto all,
          site.database.read([&](storage::Reader& reader) { return credentials_of(reader, context.session->member); }));
  array list;
  for (const auto& one : all) {
    object row{{"id", one.id.text()}, {"kind", name(one.kind)}, {"label", one.label}, {"added", to_text(one.added)}};
    if (one.used) row["used"] = to_text(*one.used);
    list.push_back(std::move(row));
  }
  return answer(object{{"credentials", std::move(list)}});
}

Result<http::Response> remove(Site& site, const http::Request& request, const Context& context) {
  const auto id = CredentialId::parse(request.parameter("credential"));
  if (!id) return fail(Code::not_found, "There is no such way to sign in.");
  NWD_CHECK(site.database.write(
      [&](storage::Writer& writer) { return remove_credential(writer, context.now, *context.session, *id); }));
  return http::no_content();
}

Result<http::Response> change(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  auto passphrase = in.secret("passphrase", 1024);
  NWD_CHECK(in.done());
  const auto changed =
      change_passphrase(site.database, site.derivations, site.random, context.now, *context.session, passphrase);
  vault::wipe(passphrase);
  NWD_CHECK(changed);
  site.sessions.end_others(context.session->member, context.session->id);
  NWD_TRY(const auto token, site.sessions.step_up(context.session->id, context.now));
  return answer(object{{"token", token}});
}

Result<http::Response> begin_app(Site& site, const Context& context) {
  auto secret = totp::new_secret();
  NWD_TRY(const auto members, site.database.read([&](storage::Reader& reader) {
    return members_of(reader, context.session->organization);
  }));
  std::string sign_in_name;
  for (const auto& one : members)
    if (one.id == context.session->member) sign_in_name = one.sign_in;
  const object body{{"secret", totp::base32(secret.view())}, {"uri", totp::uri(secret, "Notes", sign_in_name)}};
  site.sessions.keep(context.session->id, app_purpose, std::move(secret));
  return answer(body);
}

Result<http::Response> finish_app(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto code, code_in(request));
  const auto secret = site.sessions.kept(context.session->id, app_purpose);
  if (!secret) return fail(Code::conflict, "Begin first: POST /api/v1/credentials/totp.");
  NWD_CHECK(site.database.write([&](storage::Writer& writer) {
    return add_totp(writer, site.random, context.now, *context.session, *secret, code);
  }));
  site.sessions.forget(context.session->id, app_purpose);
  NWD_TRY(const auto token, site.sessions.complete(context.session->id, context.now));
  return answer(object{{"token", token}});
}

Result<http::Response> begin_paper_code(Site& site, const Context& context) {
  auto code = recovery::new_code();
  const object body{{"code", recovery::grouped(code)}};
  site.sessions.keep(context.session->id, paper_purpose, std::move(code));
  return answer(body);
}

Result<http::Response> finish_paper_code(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto typed, code_in(request));
  const auto code = site.sessions.kept(context.session->id, paper_purpose);
  if (!code) return fail(Code::conflict, "Begin first: POST /api/v1/credentials/recovery-code.");
  NWD_CHECK(site.database.write([&](storage::Writer& writer) {
    return add_recovery_code(writer, site.random, context.now, *context.session, *code, typed);
  }));
  site.sessions.forget(context.session->id, paper_purpose);
  return http::no_content();
}

Result<http::Response> try_paper_code(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto typed, code_in(request));
  NWD_CHECK(try_recovery_code(site.database, context.now, *context.session, typed, request.peer));
  return http::no_content();
}

Result<void> may_manage(const Context& context) {
  Relation relation;
  relation.own_organization = true;
  return decide(*context.session, Deed::manage_members, relation);
}

Result<http::Response> read_rule(Site& site, const Context& context) {
  NWD_CHECK(may_manage(context));
  const auto organization = context.session->organization;
  return site.database.read([&](storage::Reader& reader) -> Result<http::Response> {
    NWD_TRY(const auto since, second_factor_demanded(reader, organization));
    NWD_TRY(const auto members, members_of(reader, organization));
    NWD_TRY(const auto without, without_second_factor(reader, organization));
    std::int64_t active = 0;
    for (const auto& one : members) active += one.active ? 1 : 0;
    array ids;
    for (const auto& one : without) ids.push_back(value(one.text()));
    object body{{"members", active}, {"without", std::move(ids)}};
    if (since) body["since"] = to_text(*since);
    return answer(body);
  });
}

Result<http::Response> write_rule(Site& site, const Context& context, std::optional<Instant> since) {
  NWD_CHECK(may_manage(context));
  NWD_CHECK(site.database.write([&](storage::Writer& writer) {
    return demand_second_factor(writer, context.now, context.session->organization, since, context.session->member);
  }));
  return http::no_content();
}

Result<http::Response> demand(Site& site, const http::Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto text = in.text("since", 32);
  NWD_CHECK(in.done());
  NWD_TRY(const auto since, parse_instant(text));
  return write_rule(site, context, since);
}

using Answer = Result<http::Response> (*)(Site&, const http::Request&, const Context&);
Handler with(Site& site, Answer answer_it) {
  return [&site, answer_it](const http::Request& r, const Context& c) { return answer_it(site, r, c); };
}
using ShortAnswer = Result<http::Response> (*)(Site&, const Context&);
Handler with(Site& site, ShortAnswer answer_it) {
  return [&site, answer_it](const http::Request&, const Context& c) { return answer_it(site, c); };
}

http::Route taking_code(std::string pattern, std::string summary) {
  auto route = account_route(Method::post, std::move(pattern), std::move(summary));
  route.request_schema = code_schema;
  return route;
}

}  // namespace

Result<void> add_session_list_api(Site& site) {
  auto list = account_route(Method::get, "/api/v1/sessions", "The member's own sessions, last used first.");
  list.response_schema =
      R"({"type":"object","required":["sessions"],"properties":{"sessions":{"type":"array","items":{"type":"object","required":["id","started","used","browser","current"]}}}})";
  NWD_CHECK(site.add(std::move(list), Rule::signed_in(), with(site, list_sessions)));
  NWD_CHECK(site.add(account_route(Method::del, "/api/v1/sessions/{session}", "Ends one of the member's own sessions."),
                     Rule::signed_in().with_step_up(), with(site, end_session)));
  return site.add(account_route(Method::post, "/api/v1/sessions/end-others", "Ends all other sessions of the member."),
                  Rule::signed_in().with_step_up(),
                  [&site](const http::Request&, const Context& c) -> Result<http::Response> {
                    site.sessions.end_others(c.session->member, c.session->id);
                    return http::no_content();
                  });
}

Result<void> add_credential_api(Site& site) {
  const auto fresh = Rule::signed_in().with_step_up();
  const auto enrolling = fresh.while_enrolling();
  auto list = account_route(Method::get, "/api/v1/credentials", "The member's own ways to sign in.");
  list.response_schema =
      R"({"type":"object","required":["credentials"],"properties":{"credentials":{"type":"array","items":{"type":"object","required":["id","kind","label","added"]}}}})";
  NWD_CHECK(site.add(std::move(list), Rule::signed_in().while_enrolling(), with(site, list_credentials)));
  NWD_CHECK(site.add(account_route(Method::del, "/api/v1/credentials/{credential}",
                                   "Takes a way to sign in away; never the last one that unlocks."),
                     fresh, with(site, remove)));
  auto passphrase = account_route(Method::put, "/api/v1/credentials/passphrase",
                                  "Changes the passphrase and ends the member's other sessions. Gives another token.");
  passphrase.request_schema =
      R"({"type":"object","required":["passphrase"],"additionalProperties":false,"properties":{"passphrase":{"type":"string","maxLength":1024}}})";
  NWD_CHECK(site.add(std::move(passphrase), fresh, with(site, change)));
  NWD_CHECK(
      site.add(account_route(Method::post, "/api/v1/credentials/totp", "Makes a secret for an app that shows codes."),
               enrolling, with(site, begin_app)));
  NWD_CHECK(site.add(taking_code("/api/v1/credentials/totp/finish",
                                 "The first code of the app: from now on it is asked for. Gives another token."),
                     enrolling, with(site, finish_app)));
  NWD_CHECK(site.add(account_route(Method::post, "/api/v1/credentials/recovery-code", "Makes a paper code."), fresh,
                     with(site, begin_paper_code)));
  NWD_CHECK(
      site.add(taking_code("/api/v1/credentials/recovery-code/finish",
                           "The paper code, typed back from paper: it counts from now on, the one before is void."),
               fresh, with(site, finish_paper_code)));
  return site.add(taking_code("/api/v1/credentials/recovery-code/try",
                              "Whether this is the member's paper code, without using it up: 204, or 401."),
                  Rule::signed_in(), with(site, try_paper_code));
}

Result<void> add_second_factor_api(Site& site) {
  const auto rule = Rule::of({Role::administrator}).with_step_up();
  NWD_CHECK(site.add(account_route(Method::get, "/api/v1/organization/second-factor",
                                   "From when on a second factor is asked of everybody, and who has none."),
                     rule, with(site, read_rule)));
  auto demanding = account_route(Method::put, "/api/v1/organization/second-factor",
                                 "Asks a second factor of everybody from a moment on.");
  demanding.request_schema =
      R"({"type":"object","required":["since"],"additionalProperties":false,"properties":{"since":{"type":"string","format":"date-time"}}})";
  NWD_CHECK(site.add(std::move(demanding), rule, with(site, demand)));
  return site.add(account_route(Method::del, "/api/v1/organization/second-factor", "Asks it of nobody any more."), rule,
                  [&site](const http::Request&, const Context& c) { return write_rule(site, c, std::nullopt); });
}

}  // namespace nwd::access
