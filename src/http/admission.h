// What is asked of a request once its headers are read and before its body is.
#pragma once

#include <optional>

#include "http/parse.h"
#include "http/router.h"

namespace nwd::http {

// The Host must be the origin's, if one is configured: the server answers to no other name.
std::optional<Refusal> check_host(const Request&, std::string_view origin);
// For unsafe methods: another site's page may not act here. `origin` is the configured one, or "" (then: the Host).
std::optional<Refusal> check_same_origin(const Request&, std::string_view origin);
// If-Match (428), Idempotency-Key (400), and the kind of body that the route takes (415).
std::optional<Refusal> check_route(const Request&, const Route&, bool has_body);

}  // namespace nwd::http
