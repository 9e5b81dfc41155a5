// The site's own pages: signing in and out, leaving at once, today, beds, help, languages, errors. It mounts the pages
// of every feature, so that main calls one function.
#pragma once

#include <functional>

#include "access/site.h"
#include "base/local_time.h"
#include "directory/directory.h"
#include "http/server.h"
#include "ui/messages.h"

namespace nwd::front {

// All of it outlives the router.
struct Parts {
  access::Site& site;
  const ui::Messages& messages;
  directory::Catalogues& catalogues;
  std::function<LocalTime(Instant)> local = local_time;
};

Result<void> add_routes(access::Site&, const Parts&);

// An error of a page's handler as a page in the reader's language.
http::ErrorPage error_page(const Parts&);

}  // namespace nwd::front
