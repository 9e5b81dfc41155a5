// Pairs as application/x-www-form-urlencoded: of a query, or of a form that is sent.
#pragma once

#include <string>

#include "http/message.h"

namespace nwd::oidc {

std::string query_of(const http::Pairs&);  // "a=1&b=2"

}  // namespace nwd::oidc
