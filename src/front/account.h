// What the pages of a worker's own account have in common. The page itself lists the ways to sign in, one row a way: a
// folder that adds a kind of credential adds its row in account_ways.cpp.
#pragma once

#include <optional>
#include <vector>

#include "access/credential.h"
#include "front/screens.h"
#include "ui/lists.h"

namespace nwd::front {

struct Standing {
  access::Member member;
  std::vector<access::Credential> ways;
  std::optional<Instant> second_factor_by;                          // what the organization demands
  bool provider = false;                                            // the organization has a sign-in page of its own
  bool provider_linked = false;                                     // and one's account there is linked
  [[nodiscard]] const access::Credential* way(access::Kind) const;  // null: none of this kind
  [[nodiscard]] bool second_factor() const { return way(access::Kind::totp) || way(access::Kind::passkey); }
};
Result<Standing> standing_of(const Visit&);

std::vector<ui::SummaryRow> rows_of_ways(const Visit&, const Standing&);
// "Last used 24 November 2026, 2:10 am", or that it was not used yet.
std::string last_used(const Visit&, const access::Credential&);

// A page of the account, with a way back to it.
Result<http::Response> account_page(const Visit&, ui::MessageKey title, const ui::Form&, ui::Html body,
                                    int status = 200);

}  // namespace nwd::front
