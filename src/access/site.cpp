#include "access/site.h"

#include <sodium.h>
#include <spdlog/spdlog.h>

#include <array>

#include "access/epochs.h"
#include "access/form_token.h"
#include "access/hash.h"
#include "access/store.h"
#include "http/problem.h"
#include "vault/secret.h"

namespace nwd::access {
namespace {

constexpr std::int64_t remembered_ms = 2 * day_ms;
constexpr std::int64_t tidy_every_ms = 10 * second_ms;
constexpr std::size_t largest_remembered = 4096;
constexpr std::size_t visit_size = 24;

std::string_view bearer(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto header = request.header("authorization");
  return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view();
}

// "/sign-in?next=…": where the visitor wanted to go. A form that was being sent goes back to its page.
http::Response by_way_of(std::string_view page, const http::Request& request) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/";
  const bool simple = request.path.find_first_not_of(plain) == std::string::npos && request.path != "/";
  return http::see_other(simple ? std::string(page) + "?next=" + request.path : std::string(page));
}

// A program that asks is told in a type what it can do about it.
http::Response first_do(std::string_view type, std::string message, const http::Request& request) {
  return http::problem({Code::forbidden, std::move(message), "", {}}, request.request_id, type);
}

Bytes request_key(const http::Request& request, const Session& session) {
  return hash_of({session.member.bytes(), bytes_of(name(request.method)), bytes_of(request.path),
                  bytes_of(request.header("idempotency-key"))});
}

Bytes fingerprint(const http::Request& request) { return hash_of({bytes_of(request.path), bytes_of(request.body)}); }

// Who was turned away, by an id, beside the request's own line: never what they asked for. A record that is not theirs
// looks to them as if it were not there.
void note_denied(const http::Request& request, const Session& session, const Result<http::Response>& answer) {
  if (answer) return;
  const auto code = answer.error().code;
  if (code == Code::forbidden || code == Code::not_found)
    spdlog::warn("{} {}: member {}", request.request_id, name(code), session.member.text());
}

// The token that belongs to the cookie of a visit; nobody outside this process can make one.
std::string token_of_visit(const vault::SecretBytes& key, std::string_view visit) {
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> tag{};
  crypto_auth_hmacsha256(tag.data(), bytes_of(visit).data(), visit.size(), key.view().data());
  return base64url(tag);
}

}  // namespace

std::string to_text(const Rule& rule) {
  std::string text;
  if (rule.who == Rule::Who::anyone) text = "anyone";
  if (rule.who == Rule::Who::signed_in) text = "signed_in";
  if (rule.who == Rule::Who::person) text = "person";
  for (const auto role : all_roles)
    if (rule.who == Rule::Who::roles && rule.roles.has(role))
      text += (text.empty() ? "" : "|") + std::string(name(role));
  return rule.step_up ? text + "+step_up" : text;
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
      cookie_name_(is_secure ? "__Host-s" : "s"),
      visit_key_(vault::SecretBytes::random(crypto_auth_hmacsha256_KEYBYTES)) {}

Result<void> Site::add(http::Route route, const Rule& rule, Handler handler) {
  route.rule = to_text(rule);
  route.handler = [this, rule, kind = route.kind, repeatable = route.repeatable, handler = std::move(handler)](
                      const http::Request& request) { return serve(request, rule, kind, repeatable, handler); };
  return router.add(std::move(route));
}

std::optional<Seen> Site::seen(const http::Request& request, http::Kind kind, const Rule& rule, Instant now) const {
  const auto token =
      kind == http::Kind::api ? std::string(bearer(request)) : request.cookie(cookie_name_).value_or(std::string());
  if (token.empty()) return std::nullopt;
  auto found = sessions.look(token, now, !rule.quiet);
  if (found && found->stage == Stage::second_step) return std::nullopt;  // nobody yet
  return found;
}

Result<http::Response> Site::serve(const http::Request& request, const Rule& rule, http::Kind kind, bool repeatable,
                                   const Handler& handler) {
  Context context{.session = nullptr, .now = clock.now(), .csrf = {}};
  if (kind == http::Kind::asset) return handler(request, context);
  if (context.now.ms - tidied_ms_ >= tidy_every_ms) NWD_CHECK(tidy(context.now));
  if (rule.who == Rule::Who::person)
    return rule.form ? serve_stranger(request, context, handler) : handler(request, context);
  if (const auto found = seen(request, kind, rule, context.now)) {
    context.session = found->session;
    context.csrf = found->session->csrf;
    context.stage = found->stage;
    context.session_ends = found->ends;
    const bool page_was_opened_in_time =
        rule.step_up && kind == http::Kind::page && writes(request) && found->stepped_up_lately;
    context.stepped_up = found->stepped_up || page_was_opened_in_time;
    if (auto first = detour(request, rule, kind, context, context.stepped_up)) return *std::move(first);
    auto answer = serve_session(request, context, rule, kind, repeatable, handler);
    note_denied(request, *found->session, answer);
    return answer;
  }
  if (rule.form && kind == http::Kind::page) return serve_stranger(request, context, handler);
  if (rule.who == Rule::Who::anyone) return handler(request, context);
  if (kind == http::Kind::page) return by_way_of("/sign-in", request);
  return fail(Code::unauthenticated, "Sign in first: POST /api/v1/sessions.");
}

// What must be done before: none, if nothing. Whoever may not do it anyway is told that instead (serve_session).
std::optional<http::Response> Site::detour(const http::Request& request, const Rule& rule, http::Kind kind,
                                           const Context& context, bool fresh) {
  if (rule.who == Rule::Who::anyone) return std::nullopt;
  const bool page = kind == http::Kind::page;
  if (context.stage == Stage::must_enrol && !rule.enrolling) {
    if (page) return http::see_other("/account/second-step");
    return first_do(second_factor_type, "Your organization asks for a second step. Sign in at the pages and set it up.",
                    request);
  }
  const bool theirs = rule.who != Rule::Who::roles || context.session->roles.any_of(rule.roles);
  if (!rule.step_up || fresh || !theirs) return std::nullopt;
  if (page) return by_way_of("/confirm", request);
  return first_do(step_up_type, "Show again that it is you: POST /api/v1/sessions/current/step-up.", request);
}

Result<http::Response> Site::serve_session(const http::Request& request, const Context& context, const Rule& rule,
                                           http::Kind kind, bool repeatable, const Handler& handler) {
  const bool by_form = rule.who != Rule::Who::anyone || rule.form;
  if (by_form && kind == http::Kind::page && writes(request)) NWD_CHECK(check_form_token(request, context.csrf));
  if (rule.who == Rule::Who::roles && !context.session->roles.any_of(rule.roles))
    return fail(Code::forbidden, "Your role does not include this page.", "rule " + to_text(rule));
  if (!repeatable) return answer(request, context, handler);

  NWD_TRY(auto before, replay(request, context));
  if (before) return *std::move(before);
  auto response = answer(request, context, handler);
  if (response || response.error().code != Code::conflict) return response;
  NWD_TRY(auto twins, replay(request, context));
  if (twins) return *std::move(twins);
  return response;
}

Result<http::Response> Site::answer(const http::Request& request, const Context& context, const Handler& handler) {
  auto response = handler(request, context);
  if (response || response.error().detail != vault::epoch_not_held) return response;
  NWD_TRY(const bool learned, refresh_keys(database, *context.session));
  return learned ? handler(request, context) : response;
}

Result<http::Response> Site::serve_stranger(const http::Request& request, Context& context, const Handler& handler) {
  const std::string cookie = secure ? "__Host-v" : "v";
  auto visit = request.cookie(cookie).value_or("");
  const bool visiting = visit.size() == visit_size;
  if (writes(request)) {
    NWD_CHECK(check_form_token(request, visiting ? token_of_visit(visit_key_, visit) : std::string()));
  } else if (!visiting) {
    Bytes fresh(visit_size / 4 * 3);
    random.fill(fresh);
    visit = base64url(fresh);
  }
  context.csrf = token_of_visit(visit_key_, visit);
  NWD_TRY(auto response, handler(request, context));
  if (!writes(request)) http::set_cookie(response, {.name = cookie, .value = visit, .secure = secure});
  return response;
}

// Whoever finds the time past does it; twice at the same moment does no harm.
Result<void> Site::tidy(Instant now) {
  NWD_TRY(const auto inactive, database.read([](storage::Reader& reader) { return store::inactive_members(reader); }));
  sessions.sweep(now, {inactive.begin(), inactive.end()});
  NWD_TRY(const auto newest, database.read([](storage::Reader& reader) { return store::newest_epochs(reader); }));
  for (const auto& session : sessions.behind(newest)) {
    const auto learned = refresh_keys(database, *session);
    if (!learned && learned.error().code == Code::unavailable) return Failure(learned.error());
    if (!learned) sessions.end_one(session->member, session->id);
  }
  for (const auto& tidied_too : also_tidied_) tidied_too(now);
  tidied_ms_ = now.ms;
  return {};
}

void Site::also_tidy(std::function<void(Instant)> what) { also_tidied_.push_back(std::move(what)); }

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
  if (!context.session || response.body.size() > largest_remembered)
    return fail(Code::internal, "", "an answer without a session, or too long to be remembered");
  NWD_CHECK(store::forget_answers(writer, {context.now.ms - remembered_ms}));
  return store::insert_answer(writer, request_key(request, *context.session), {fingerprint(request), response},
                              context.now);
}

}  // namespace nwd::access
