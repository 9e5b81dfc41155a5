// From what Beast has read to a Request: what is malformed or ambiguous is turned away before anything acts on it.
#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>

#include "base/result.h"
#include "http/message.h"

namespace nwd::http {

inline constexpr std::size_t longest_target = 4096;
inline constexpr std::size_t most_headers = 64;
inline constexpr std::size_t most_query_values = 50;

// Errors: invalid (400), unsupported (a method or version: 501/505 are said as 400 too).
Result<Request> to_request(const boost::beast::http::request_header<>&);

// For unsafe methods: another site's page may not act here. `origin` is the configured one, or "" (then: the Host).
Result<void> check_same_origin(const Request&, std::string_view origin);
// The Host must be the configured one, if there is one.
Result<void> check_host(const Request&, std::string_view origin);

}  // namespace nwd::http
