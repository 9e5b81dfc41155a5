// RFC 9457 problem details: the one place where a Code becomes an HTTP status.
#pragma once

#include <string>

#include "base/error.h"
#include "http/message.h"

namespace nwd::http {

int status_of(Code);
// application/problem+json with type, title, status, detail (the message), instance (the request id) and
// "errors": [{"field", "message"}]. `type`: a URI for what a program can do something about.
Response problem(const Error&, std::string_view request_id, std::string_view type = "about:blank");

}  // namespace nwd::http
