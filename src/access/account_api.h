// The API's routes of sessions and credentials, and how they are written. Used inside this folder only.
#pragma once

#include <string>

#include "access/site.h"

namespace nwd::access {

// Small bodies only.
http::Route account_route(http::Method, std::string pattern, std::string summary);

// /api/v1/sessions and /api/v1/credentials: what the pages of /account do, for programs.
Result<void> add_session_list_api(Site&);
Result<void> add_credential_api(Site&);
// /api/v1/organization/second-factor: an administrator's.
Result<void> add_second_factor_api(Site&);

}  // namespace nwd::access
