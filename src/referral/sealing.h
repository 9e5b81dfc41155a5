// What crosses between organizations: packets, messages, addresses, each under a key of its own, wrapped to whom it is
// for and bound to the referral's row. Used inside this folder only.
#pragma once

#include "referral/store.h"
#include "vault/organization_keys.h"

namespace nwd::referral {

Result<store::Sealed> seal_packet(const vault::OrganizationKeys&, const vault::Recipient& recipient, ReferralId,
                                  const Packet&);
Result<Packet> open_packet(const vault::OrganizationKeys&, ReferralId, const store::Sealed&);

Result<store::Sealed> seal_address(const vault::OrganizationKeys&, const vault::Recipient& sender, ReferralId,
                                   std::string_view address);
Result<std::string> open_address(const vault::OrganizationKeys&, ReferralId, const store::Sealed&);

struct Ends {
  vault::Recipient from;
  vault::Recipient to;
};
Result<store::MessageRow> seal_message(const vault::OrganizationKeys&, const Ends&, Random&,
                                       access::OrganizationId from, Instant, std::string_view text);
// With the key of either end; `ours`: this organization wrote it.
Result<std::string> open_message(const vault::OrganizationKeys&, const store::MessageRow&, bool ours);

}  // namespace nwd::referral
