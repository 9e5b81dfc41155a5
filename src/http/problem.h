// RFC 9457 problem details: the one place where a Code becomes an HTTP status.
#pragma once

#include <string>

#include "base/error.h"
#include "http/message.h"

namespace nwd::http {

int status_of(Code);
// application/problem+json with type, title, status, detail (the message), instance (the request id) and
// "errors": [{"field", "message"}].
Response problem(const Error&, std::string_view request_id);

}  // namespace nwd::http
