// The rows of doors. Used inside this folder only.
#pragma once

#include "person/door.h"

namespace nwd::person::store {

struct DoorRow {
  Door door;
  Bytes locked_key;
  Bytes wrapped;
};
Result<void> insert(storage::Writer&, const DoorRow&);
Result<void> remove(storage::Writer&, CaseId);
Result<std::optional<DoorRow>> find_of_case(storage::Reader&, CaseId);
Result<std::optional<DoorRow>> find_named(storage::Reader&, std::string_view sign_in);
Result<bool> is_there(storage::Reader&, DoorId);

}  // namespace nwd::person::store
