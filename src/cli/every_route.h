// Every route that the program serves: what `serve` mounts, and what the tests walk.
#pragma once

#include <functional>

#include "access/site.h"
#include "front/routes.h"
#include "http/server.h"

namespace nwd::cli {

Result<void> add_every_route(access::Site&, const front::Parts&, std::function<http::Server::Counts()>);

}  // namespace nwd::cli
