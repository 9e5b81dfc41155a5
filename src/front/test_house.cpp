#include "front/test_house.h"

#include <stdexcept>

#include "directory/capacity.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::casework::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::oidc::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::release::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::same_person::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::referral::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::person::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::front {

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + ' ' + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

constexpr auto region = "MN-500";

directory::Service shelter_service(directory::ListedId listed, const std::string& name, std::int32_t total) {
  directory::Service service;
  service.organization = listed;
  service.name = name + " Beds";
  service.phone = "612-555-0100";
  service.kinds = {match::Kind::housing};
  service.housing = match::Housing::emergency;
  service.ages = {12, 24};
  service.site.county = "27053";
  service.site.region = region;
  service.site.state = "MN";
  service.capacity = directory::Capacity{};
  service.capacity->total = total;
  return service;
}

}  // namespace

TestHouse::TestHouse(bool secure)
    : world({directory::migrations::files(), casework::migrations::files(), release::migrations::files(),
             same_person::migrations::files(), referral::migrations::files(), person::migrations::files(),
             oidc::migrations::files()},
            secure) {
  world.found("Hospital", region, "nurse", {access::Role::door_worker});
  world.found("Navigators West", region, "navigator", {access::Role::navigator});
  harbor = add_shelter("Harbor", "harbor", 1, 0);
  lake = add_shelter("Lake", "lake", 3, 0);
  Parts parts(catalogues);
  parts.local = utc_time;
  parts.origin = "https://notes.example";
  parts.ask_providers = provider.fetch();
  must(add_routes(*world.site, parts));
}

directory::ServiceId TestHouse::add_shelter(const std::string& name, const std::string& sign_in, std::int32_t total,
                                            std::int32_t occupied) {
  const auto organization = world.found(name, region, sign_in, {access::Role::caseworker});
  return must(world.database->write([&](storage::Writer& w) -> Result<directory::ServiceId> {
    directory::ListedOrganization listed;
    listed.name = name;
    NWD_TRY(const auto listed_id, directory::add_listed(w, world.random, listed));
    NWD_TRY(const auto service, directory::add_service(w, world.random, shelter_service(listed_id, name, total)));
    NWD_CHECK(directory::connect(w, listed_id, organization));
    NWD_TRY(const auto found, access::find_organization(w, organization));
    NWD_CHECK(directory::set_confidential_address(w, *world.derivations.keyring(), service, found->recipient,
                                                  harbor_address));
    NWD_TRY(const auto capacity, directory::read_capacity(w, service));
    directory::Confirmation confirmation{
        .total = total, .occupied = occupied, .version = capacity.version, .at = world.clock.now(), .by = {}};
    NWD_TRY(const auto members, access::members_of(w, organization));
    confirmation.by = members.front().id;
    NWD_TRY(const auto confirmed, directory::confirm_capacity(w, service, confirmation));
    static_cast<void>(confirmed);
    return service;
  }));
}

TestBrowser TestHouse::signed_in(const std::string& name) {
  TestBrowser one = browser();
  one.open("/");
  one.fill("sign_in", name);
  one.fill("passphrase", std::string(access::test_passphrase));
  one.press("Sign in");
  one.taps = 0;
  one.screens.clear();
  return one;
}

void TestHouse::pass(std::int64_t ms) {
  world.clock.at = world.clock.at + ms;
  must(world.database->write([&](storage::Writer& w) { return referral::sweep(w, world.clock.now()); }));
}

}  // namespace nwd::front
