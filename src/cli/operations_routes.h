// For whoever runs the server: is it alive, is it ready, its numbers, and the API's description of itself.
#pragma once

#include <functional>

#include "access/site.h"
#include "http/server.h"

namespace nwd::cli {

Result<void> add_operations_routes(access::Site&, std::function<http::Server::Counts()>);

}  // namespace nwd::cli
