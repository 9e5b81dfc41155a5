#include "http/core.h"

#include <spdlog/spdlog.h>

#include "http/problem.h"

namespace nwd::http {

Response answer_error(const Core& core, const Error& error, const Request& request, const Route* route) {
  const bool page = route != nullptr ? route->kind == Kind::page : request.path.rfind("/api/", 0) != 0;
  if (page && request.wants_html() && core.error_page) return core.error_page(error, request);
  return problem(error, request.request_id);
}

Response run_handler(const Core& core, const Request& request, const Route& route) {
  try {
    auto result = route.handler(request);
    if (result) return *std::move(result);
    if (status_of(result.error().code) >= 500)
      spdlog::error("{} {} {}: {}", request.request_id, route.pattern, name(result.error().code),
                    result.error().detail);
    return answer_error(core, result.error(), request, &route);
  } catch (const std::exception& bug) {
    spdlog::error("{} {} bug: {}", request.request_id, route.pattern, bug.what());
    return answer_error(core,
                        {Code::internal, "Something went wrong on our side. Nothing of it is your fault.", "", {}},
                        request, &route);
  }
}

void log_request(const Request& request, const Route* route, const Response& response, std::int64_t microseconds) {
  // The pattern, never the address itself: an address may name a record.
  spdlog::info("{} {} {} {} {}us", request.request_id, name(request.method), route == nullptr ? "-" : route->pattern,
               response.status, microseconds);
}

}  // namespace nwd::http
