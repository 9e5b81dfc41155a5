// For tests: a hospital, three shelters and a navigator, every page mounted, and a browser for each worker.
#pragma once

#include <memory>
#include <string>

#include "access/testing.h"
#include "front/routes.h"
#include "front/test_browser.h"
#include "oidc/testing.h"
#include "referral/referral.h"

namespace nwd::front {

class TestHouse {
 public:
  explicit TestHouse(bool secure = false);  // over TLS

  TestBrowser browser() { return {world.router, world.clock}; }
  TestBrowser signed_in(const std::string& name);
  void pass(std::int64_t ms);  // time goes by, and what has run out ends

  // A shelter in Hennepin County whose address is confidential.
  directory::ServiceId add_shelter(const std::string& name, const std::string& sign_in, std::int32_t total,
                                   std::int32_t occupied);

  access::TestWorld world;
  directory::Catalogues catalogues;
  oidc::SoftProvider provider{world.clock};  // what pages find at any address
  directory::ServiceId harbor;
  directory::ServiceId lake;
};

// Harbor Beds has one bed left; Lake Beds three.
inline constexpr std::string_view harbor_address = "17 Hidden Quay Lane";

}  // namespace nwd::front
