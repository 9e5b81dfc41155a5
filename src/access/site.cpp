#include "access/site.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/hash.h"
#include "access/store.h"
#include "base/json.h"
#include "vault/secret.h"

namespace nwd::access {
namespace {

constexpr std::string_view csrf_field = "csrf";
constexpr std::int64_t remembered_ms = 2 * day_ms;

std::string_view bearer(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto header = request.header("authorization");
  return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view();
}

bool writes(const http::Request& request) {
  return request.method != http::Method::get && request.method != http::Method::head;
}

// "/sign-in?next=…": where the visitor wanted to go. A form that was being sent goes back to its page.
http::Response to_sign_in(const http::Request& request) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/";
  const bool simple = request.path.find_first_not_of(plain) == std::string::npos && request.path != "/";
  return http::see_other(simple ? "/sign-in?next=" + request.path : "/sign-in");
}

Result<void> check_csrf(const http::Request& request, const Session& session) {
  NWD_TRY(const auto form, request.form());
  for (const auto& [name, value] : form)
    if (name == csrf_field && vault::equal_constant_time(bytes_of(value), bytes_of(session.csrf))) return {};
  return fail(Code::forbidden, "This page is too old. Go back, load it again, and send it once more.", "csrf token");
}

Bytes request_key(const http::Request& request, const Session& session) {
  return hash_of({session.member.bytes(), bytes_of(name(request.method)), bytes_of(request.path),
                  bytes_of(request.header("idempotency-key"))});
}

Bytes fingerprint(const http::Request& request) { return hash_of({bytes_of(request.path), bytes_of(request.body)}); }

}  // namespace

std::string to_text(const Rule& rule) {
  if (rule.who == Rule::Who::anyone) return "anyone";
  if (rule.who == Rule::Who::signed_in) return "signed_in";
  std::string text;
  for (const auto role : {Role::door_worker, Role::caseworker, Role::navigator, Role::director, Role::administrator})
    if (rule.roles.has(role)) text += (text.empty() ? "" : "|") + std::string(name(role));
  return text;
}

Site::Site(http::Router& r, storage::Database& d, Sessions& s, vault::Derivations& v, const Clock& c, Random& any,
           bool is_secure)
    : router(r),
      database(d),
      sessions(s),
      derivations(v),
      clock(c),
      random(any),
      secure(is_secure),
      cookie_name_(is_secure ? "__Host-s" : "s") {}

Result<void> Site::add(http::Route route, const Rule& rule, Handler handler) {
  route.rule = to_text(rule);
  route.handler = [this, rule, kind = route.kind, repeatable = route.repeatable, handler = std::move(handler)](
                      const http::Request& request) { return serve(request, rule, kind, repeatable, handler); };
  return router.add(std::move(route));
}

SessionPtr Site::session_of(const http::Request& request, http::Kind kind, Instant now) const {
  if (kind == http::Kind::api) {
    const auto token = bearer(request);
    return token.empty() ? nullptr : sessions.find(token, now);
  }
  const auto token = request.cookie(cookie_name_);
  return token ? sessions.find(*token, now) : nullptr;
}

Result<http::Response> Site::serve(const http::Request& request, const Rule& rule, http::Kind kind, bool repeatable,
                                   const Handler& handler) {
  Context context{kind == http::Kind::asset ? nullptr : session_of(request, kind, clock.now()), clock.now(), {}};
  if (context.session) context.csrf = context.session->csrf;
  if (rule.who != Rule::Who::anyone) {
    if (!context.session && kind == http::Kind::page) return to_sign_in(request);
    if (!context.session) return fail(Code::unauthenticated, "Sign in first: POST /api/v1/sessions.");
    if (kind == http::Kind::page && writes(request)) NWD_CHECK(check_csrf(request, *context.session));
    if (rule.who == Rule::Who::roles && !context.session->roles.any_of(rule.roles))
      return fail(Code::forbidden, "Your role does not include this page.", "rule " + to_text(rule));
  }
  if (!repeatable || !context.session) return handler(request, context);

  NWD_TRY(auto before, replay(request, context));
  if (before) return *std::move(before);
  auto response = handler(request, context);
  if (response || response.error().code != Code::conflict) return response;
  NWD_TRY(auto twins, replay(request, context));
  if (twins) return *std::move(twins);
  return response;
}

Result<std::optional<http::Response>> Site::replay(const http::Request& request, const Context& context) {
  NWD_TRY(auto kept, database.read([&](storage::Reader& reader) {
    return store::find_answer(reader, request_key(request, *context.session));
  }));
  if (!kept) return std::nullopt;
  if (!vault::equal_constant_time(kept->fingerprint, fingerprint(request)))
    return fail(Code::conflict, "This Idempotency-Key was used for another request. Choose a new one.");
  return std::optional(std::move(kept->response));
}

Result<void> Site::remember(storage::Writer& writer, const Context& context, const http::Request& request,
                            const http::Response& response) {
  NWD_CHECK(store::forget_answers(writer, {context.now.ms - remembered_ms}));
  return store::insert_answer(writer, request_key(request, *context.session), {fingerprint(request), response},
                              context.now);
}

}  // namespace nwd::access
