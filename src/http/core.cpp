#include "http/core.h"

#include <spdlog/spdlog.h>

#include <typeinfo>

#include "http/problem.h"
#include "http/response_head.h"

namespace nwd::http {
namespace {

Error bug_error() { return {Code::internal, "Something went wrong on our side. Nothing of it is your fault.", "", {}}; }

std::string_view pattern_of(const Route* route) { return route == nullptr ? "-" : std::string_view(route->pattern); }

// The kind of the exception, never its words: they may hold what was sent.
void log_bug(const Request& request, const Route* route, const char* kind) {
  spdlog::error("{} {} bug: {}", request.request_id, pattern_of(route), kind);
}

// Calls what is not this folder's; gives what `otherwise` makes if that throws.
template <class Call, class Otherwise>
Response guarded(const Request& request, const Route* route, Call call, Otherwise otherwise) {
  try {
    return call();
  } catch (const std::exception& bug) {
    log_bug(request, route, typeid(bug).name());
  } catch (...) {
    log_bug(request, route, "unknown");
  }
  return otherwise();
}

}  // namespace

Response answer_error(const Core& core, const Error& error, const Request& request, const Route* route) {
  auto plain = problem(error, request.request_id);
  const bool page = route != nullptr ? route->kind == Kind::page : !request.path.starts_with("/api/");
  if (!page || !request.wants_html() || !core.error_page) return plain;
  return guarded(
      request, route,
      [&] {
        auto response = core.error_page(error, request);
        for (const auto& [name, value] : plain.headers)
          if (name == "Retry-After") set_header(response, name, value);
        return response;
      },
      [&] { return plain; });
}

Response run_handler(const Core& core, const Request& request, const Route& route) {
  const auto call = [&] {
    auto result = route.handler(request);
    if (result) return *std::move(result);
    const auto& error = result.error();
    if (status_of(error.code) >= 500)
      spdlog::error("{} {} {}: {}", request.request_id, route.pattern, name(error.code), error.detail);
    return answer_error(core, error, request, &route);
  };
  return guarded(request, &route, call, [&] { return answer_error(core, bug_error(), request, &route); });
}

Response finished(const Core& core, const Request& request, const Route* route, Response response) {
  const auto bare = [&] { return problem(bug_error(), request.request_id); };
  const auto call = [&] {
    const bool asset = route != nullptr && route->kind == Kind::asset && response.status < 400;
    set_header(response, "Cache-Control", asset ? "public, max-age=31536000, immutable" : "no-store");
    if (core.finish) core.finish(request, route, response);
    if (is_sendable(response)) return std::move(response);
    log_bug(request, route, "a header that cannot be sent");
    return bare();
  };
  return guarded(request, route, call, bare);
}

void log_request(const Request& request, const Route* route, const Response& response, std::int64_t microseconds) {
  // The pattern, never the address itself: an address may name a record.
  spdlog::info("{} {} {} {} {}us {}B", request.request_id, name(request.method), pattern_of(route), response.status,
               microseconds, sent_body(response, request.method == Method::head).size());
}

}  // namespace nwd::http
