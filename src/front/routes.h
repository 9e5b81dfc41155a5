// The site's own pages: signing in and out, leaving at once, today, beds, help, languages, errors. It mounts the pages
// of every feature, so that main calls one function.
#pragma once

#include <functional>
#include <string>

#include "access/site.h"
#include "base/local_time.h"
#include "directory/directory.h"
#include "oidc/talk.h"

namespace nwd::front {

// All of it outlives the router.
struct Parts {
  Parts(directory::Catalogues& of_the_directory) : catalogues(of_the_directory) {}  // NOLINT: implicit on purpose
  directory::Catalogues& catalogues;
  std::function<LocalTime(Instant)> local = local_time;
  std::string origin{};  // what the installation is called, for passkeys: "https://notes.example"; empty: this machine
  oidc::Fetch ask_providers = [](const http::Outgoing& asked) { return http::fetch(asked); };
};

// Errors (Code::invalid): a message file that does not parse; a route that the site refuses.
Result<void> add_routes(access::Site&, const Parts&);

// An error of a page's handler, as a page in the reader's language (http::ErrorPage).
http::Response error_page(const Error&, const http::Request&);

}  // namespace nwd::front
