// For tests: a drafter, a director and people who are neither, with the pages and the API of this folder.
#pragma once

#include <gmock/gmock.h>

#include <stdexcept>

#include "access/testing.h"
#include "charter/charter.h"
#include "drafting/routes.h"
#include "http/url.h"
#include "ui/messages.h"

namespace nwd::drafting {

inline const ui::Messages& test_messages() {
  static const ui::Messages all = [] {
    auto loaded = ui::Messages::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return all;
}

inline std::string encoded(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

inline std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

class DraftingTest : public testing::Test {
 protected:
  using Role = access::Role;
  explicit DraftingTest(const DeskLimits& limits = {}) {
    world.found("Drafting Office", "MN-500", "drafter", {Role::drafter});
    world.found("Another Office", "MN-500", "other", {Role::drafter});
    world.found("State", "MN-500", "director", {Role::director});
    world.found("Hospital", "MN-500", "nurse", {Role::door_worker});
    world.found("Harbor", "MN-500", "harbor", {Role::caseworker});
    world.found("Navigators", "MN-500", "navigator", {Role::navigator});
    world.found("Office", "MN-500", "admin", {Role::administrator});
    const auto kit =
        std::make_shared<const casework::PageKit>(casework::PageKit{*world.site, test_messages(), utc_time});
    if (const auto added = add_routes(kit, limits); !added) throw std::runtime_error(added.error().detail);
    drafter = world.sign_in("drafter");
  }
  using Who = access::TestWorld::SignedInSession;

  http::Response get(const std::string& path, const Who& who) { return world.ask(http::Method::get, path, who.token); }
  http::Response get(const std::string& path) { return get(path, drafter); }
  http::Response post(const std::string& path, const http::Pairs& fields, const Who& who) {
    std::string body = "csrf=" + encoded(who.session->csrf);
    for (const auto& [name, value] : fields) body += "&" + encoded(name) + "=" + encoded(value);
    return world.ask(http::Method::post, path, who.token, body,
                     {{"content-type", "application/x-www-form-urlencoded"}});
  }
  http::Response post(const std::string& path, const http::Pairs& fields) { return post(path, fields, drafter); }
  std::string kept(const std::string& text) { return header_of(post("/drafts", {{"text", text}}), "Location"); }

  access::TestWorld world;
  Who drafter;
};

inline constexpr std::string_view small = R"(charter T "A small law"
source A "Act 1" in force from 2020-01-01
rule R-1 cites A: owed housing > emergency
  start identified, until recovered, while needs, subject to appropriations
)";

}  // namespace nwd::drafting
