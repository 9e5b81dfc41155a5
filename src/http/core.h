// What the connections of one server share. `open`, `peers` and `held_bytes` belong to the I/O thread.
#pragma once

#include <atomic>
#include <unordered_set>

#include "http/peers.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace nwd::http {

class Connection;

struct Core {
  Core(const ServerOptions& o, const Router& r, const Clock& c, ErrorPage page, Finish at_end)
      : options(o),
        router(r),
        clock(c),
        error_page(std::move(page)),
        finish(std::move(at_end)),
        peers(o.limits),
        pool(o.workers, o.limits.queued_requests) {}

  const ServerOptions options;
  const Router& router;
  const Clock& clock;
  const ErrorPage error_page;
  const Finish finish;
  Peers peers;
  std::unordered_set<Connection*> open;
  std::uint64_t held_bytes = 0;  // promised to bodies
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> requests{0}, responses_4xx{0}, responses_5xx{0}, turned_away{0}, connections{0},
      next_id{1};
  WorkerPool pool;
};

// Errors become a page where a person reads, problem+json everywhere else.
Response answer_error(const Core&, const Error&, const Request&, const Route*);
// Runs the route's handler; a bug in it becomes a 500. On a worker's thread.
Response run_handler(const Core&, const Request&, const Route&);
// As it goes out: after `finish`, cacheable only if the route is an asset, with no header that cannot be sent.
Response finished(const Core&, const Request&, const Route*, Response);
void log_request(const Request&, const Route*, const Response&, std::int64_t microseconds);

}  // namespace nwd::http
