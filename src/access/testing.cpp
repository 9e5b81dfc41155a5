#include "access/testing.h"

#include <stdexcept>

#include "audit/testing.h"
#include "http/problem.h"
#include "http/url.h"
#include "storage/migrate.h"

namespace nwd::audit::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::keyring::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::access::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::access {
namespace {

template <class T>
T need(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  for (auto& byte : bytes) {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    byte = static_cast<std::uint8_t>(z >> 32U);
  }
}

TestWorld::TestWorld(std::vector<Folder> more, bool secure) {
  vault::initialise();
  more.push_back(audit::migrations::files());
  more.push_back(keyring::migrations::files());
  more.push_back(migrations::files());
  const auto wanted = need(storage::collect(more));
  need(storage::migrate(*database, wanted, clock, [] { return Result<void>(); }));
  need(audit::let_tests_read(*database, audit::no_organization));
  site = std::make_unique<Site>(router, *database, sessions, derivations, clock, random, secure);
}

OrganizationId TestWorld::found(const std::string& name, const std::string& region, const std::string& sign_in,
                                Roles roles) {
  const auto organization = need(found_organization(*database, derivations, random, clock.now(), name, region,
                                                    {sign_in, "Worker " + sign_in, roles}, test_passphrase))
                                .organization;
  need(audit::let_tests_read(*database, organization));
  return organization;
}

MemberId TestWorld::add_member(OrganizationId organization, const std::string& sign_in_name, Roles roles) {
  const auto members = need(database->read([&](storage::Reader& r) { return members_of(r, organization); }));
  const auto first =
      need(access::sign_in(*database, derivations, clock.now(), members.front().sign_in, test_passphrase));
  return need(access::add_member(*database, derivations, random, clock.now(), organization, first.keys,
                                 {sign_in_name, "Worker " + sign_in_name, roles}, test_passphrase));
}

TestWorld::SignedInSession TestWorld::sign_in(const std::string& sign_in_name) {
  auto who = need(access::sign_in(*database, derivations, clock.now(), sign_in_name, test_passphrase));
  auto token = need(sessions.begin(to_session(std::move(who), clock.now()), clock.now()));
  return {sessions.find(token, clock.now()), std::move(token)};
}

http::Response TestWorld::ask(http::Method method, std::string_view target, const std::string& token,
                              const std::string& body, const http::Pairs& headers) {
  http::Request request;
  request.method = method;
  const auto question = target.find('?');
  request.path = http::decode_path(target.substr(0, question)).value();
  if (question != std::string_view::npos) request.query = http::decode_pairs(target.substr(question + 1), 50).value();
  request.headers = headers;
  request.body = body;
  request.request_id = "test";
  request.received = clock.now();
  auto found = router.find(method, request.path);
  if (found.route == nullptr) return http::problem({Code::not_found, "no route", "", {}}, "test");
  request.parameters = std::move(found.parameters);
  if (!token.empty() && found.route->kind == http::Kind::api)
    request.headers.emplace_back("authorization", "Bearer " + token);
  if (!token.empty() && found.route->kind == http::Kind::page)
    request.headers.emplace_back("cookie", site->cookie_name() + "=" + token);
  if (found.route->kind == http::Kind::page && method == http::Method::post)
    request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  auto response = found.route->handler(request);
  return response ? *std::move(response) : http::problem(response.error(), "test");
}

}  // namespace nwd::access
