// The rows of compartments. Used inside this folder only.
#pragma once

#include "casework/compartment.h"

namespace nwd::casework::store {

using CompartmentId = Id<struct CompartmentRowTag>;
using WrapId = Id<struct CompartmentWrapTag>;

struct CompartmentRow {
  CompartmentId id;
  Compartment which = Compartment::identity;
  std::int64_t version = 1;
  Instant changed;
  std::int64_t generation = 1;
  bool must_rotate = false;
  Bytes wrapped;
  Bytes body;
};
Result<std::optional<CompartmentRow>> find_compartment(storage::Reader&, CaseId, Compartment);
Result<std::vector<CompartmentRow>> compartments_of(storage::Reader&, CaseId);
Result<void> insert_compartment(storage::Writer&, CaseId, const CompartmentRow&);
Result<void> update_compartment(storage::Writer&, const CompartmentRow&);

struct WrapRow {
  WrapId id;
  CompartmentId compartment;
  Recipient recipient;
  std::int64_t generation = 1;
  Bytes wrapped;
};
Result<std::vector<WrapRow>> wraps_of(storage::Reader&, CompartmentId);
Result<void> insert_wrap(storage::Writer&, const WrapRow&);
Result<void> rewrap(storage::Writer&, const WrapRow&);  // another key for the same recipient
Result<void> delete_wraps_of(storage::Writer&, const IdBytes& release);
Result<void> delete_wraps_until(storage::Writer&, Instant now);
Result<bool> any_wrap_until(storage::Reader&, Instant now);

struct SharedRow {
  CompartmentRow compartment;
  WrapRow wrap;
};
Result<std::optional<SharedRow>> find_shared(storage::Reader&, const IdBytes& release, access::OrganizationId,
                                             Compartment);

}  // namespace nwd::casework::store
