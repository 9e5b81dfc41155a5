// The table of access/policy.h as data, so that its test can change each cell and see the change caught. Used inside
// this folder only.
#pragma once

#include <span>

#include "access/policy.h"

namespace nwd::access::policy {

// In the order of Relation's members.
enum Bit : std::uint16_t {
  own_organization = 1U << 0U,
  own_work = 1U << 1U,
  handed_off = 1U << 2U,
  recipient = 1U << 3U,
  accepted_for_us = 1U << 4U,
  region_navigator = 1U << 5U,
  live_release = 1U << 6U,
  blocked = 1U << 7U,
  stepped_up = 1U << 8U,
  glass_open = 1U << 9U,
  own_half = 1U << 10U
};
inline constexpr int bit_count = 11;
std::string_view name(Bit);  // "live_release"

// One line lets one role do one deed, when all of `needs` hold and none of `never`. What no line lets is not allowed.
struct Line {
  Deed deed;
  Role role;
  std::uint16_t needs = 0;
  std::uint16_t never = 0;
};

std::span<const Line> lines();
bool allowed_by(std::span<const Line>, Roles, Deed, const Relation&);

}  // namespace nwd::access::policy
