// The token that each form of a session carries: nobody else's page can send it.
#pragma once

#include <string_view>

#include "http/message.h"

namespace nwd::access {

bool writes(const http::Request&);  // any method but GET and HEAD
// forbidden: it has none, or another one.
Result<void> check_form_token(const http::Request&, std::string_view token);

}  // namespace nwd::access
