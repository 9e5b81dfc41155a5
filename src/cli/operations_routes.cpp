#include "cli/operations_routes.h"

#include <fmt/format.h>

#include "storage/migrate.h"

namespace nwd::cli {
namespace {

http::Route get(std::string pattern, std::string summary) {
  http::Route route;
  route.method = http::Method::get;
  route.pattern = std::move(pattern);
  route.kind = http::Kind::api;
  route.summary = std::move(summary);
  return route;
}

http::Response plain(std::string text) {
  http::Response response;
  response.body = std::move(text);
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  return response;
}

// Prometheus text. Counts only: nothing that tells one person's doings from another's.
std::string metrics(const http::Server::Counts& c, const storage::Database& database) {
  const auto commits = database.commit_counts();
  std::string out;
  const auto count = [&](std::string_view name, std::uint64_t value) {
    out += fmt::format("# TYPE nwd_{0} counter\nnwd_{0} {1}\n", name, value);
  };
  count("http_requests_total", c.requests);
  count("http_responses_4xx_total", c.responses_4xx);
  count("http_responses_5xx_total", c.responses_5xx);
  count("http_turned_away_total", c.turned_away);
  count("http_connections_total", c.connections);
  count("database_writes_total", commits.writes);
  count("database_commits_total", commits.commits);
  return out;
}

}  // namespace

Result<void> add_operations_routes(access::Site& site, std::function<http::Server::Counts()> counts) {
  using access::Rule;
  NWD_CHECK(site.add(
      get("/health/live", "The process answers."), Rule::anyone(),
      [](const http::Request&, const access::Context&) -> Result<http::Response> { return plain("alive\n"); }));
  NWD_CHECK(site.add(get("/health/ready", "The database answers too."), Rule::anyone(),
                     [&site](const http::Request&, const access::Context&) -> Result<http::Response> {
                       NWD_CHECK(storage::applied_migration(site.database));
                       return plain("ready\n");
                     }));
  NWD_CHECK(site.add(get("/metrics", "Counts for Prometheus."), Rule::of({access::Role::administrator}),
                     [&site, counts = std::move(counts)](const http::Request&, const access::Context&)
                         -> Result<http::Response> { return plain(metrics(counts(), site.database)); }));
  return site.add(get("/api/v1/openapi.json", "This description."), Rule::anyone(),
                  [&site](const http::Request&, const access::Context&) -> Result<http::Response> {
                    return http::json(http::openapi(site.router, NWD_VERSION));
                  });
}

}  // namespace nwd::cli
