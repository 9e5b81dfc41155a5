// For tests of every floor above: a migrated database, two organizations with signed-in members, a clock that stands
// still, randomness from a seed, keys that are cheap to unlock.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "access/site.h"
#include "base/embedded.h"
#include "storage/test_database.h"

namespace nwd::access {

class StandingClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return at; }
  Instant at{1'795'500'000'000};  // 2026-11-24T06:00:00Z
};

class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : state_(seed) {}
  void fill(std::span<std::uint8_t>) override;  // splitmix64

 private:
  std::uint64_t state_;
};

inline constexpr std::string_view test_passphrase = "a phrase for the tests";

class TestWorld {
 public:
  using Folder = std::span<const EmbeddedFile>;
  // Access and audit are always there; give the other folders' migrations::files().
  explicit TestWorld(std::vector<Folder> more = {}, bool secure = false);

  OrganizationId found(const std::string& name, const std::string& region, const std::string& sign_in, Roles);
  MemberId add_member(OrganizationId, const std::string& sign_in, Roles);
  // A session as sign-in makes it, kept in `sessions` too; `token` is the cookie's or the bearer's.
  struct SignedInSession {
    SessionPtr session;
    std::string token;
  };
  SignedInSession sign_in(const std::string& sign_in_name);

  // One request through the router, as the server would pass it on: the API with a bearer, a page with a cookie.
  http::Response ask(http::Method, std::string_view target, const std::string& token = {}, const std::string& body = {},
                     const http::Pairs& headers = {});

  storage::TestDatabase database;
  StandingClock clock;
  SeededRandom random;
  vault::Derivations derivations{
      {1024, 1}, vault::derivations_at_once, vault::derivations_waiting, std::make_shared<vault::Keyring>()};
  Sessions sessions;
  http::Router router;
  std::unique_ptr<Site> site;
};

}  // namespace nwd::access
