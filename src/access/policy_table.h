// The table of access/policy.h as data, so that its test can change each cell and see the change caught. Used inside
// this folder only.
#pragma once

#include <span>

#include "access/policy.h"

namespace nwd::access::policy {

enum Bit : std::uint8_t {
  own_organization = 1,
  own_work = 2,
  handed_off = 4,
  recipient = 8,
  accepted_for_us = 16,
  region_navigator = 32
};

// One line lets one role do one deed, when all of `needs` hold and none of `never`. What no line lets is not allowed.
struct Line {
  Deed deed;
  Role role;
  std::uint8_t needs = 0;
  std::uint8_t never = 0;
};

std::span<const Line> lines();
bool allowed_by(std::span<const Line>, Roles, Deed, const Relation&);

}  // namespace nwd::access::policy
