// The directory organization by organization, for export.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "directory/directory.h"

namespace nwd::directory {

struct ExportedOrganization {
  ListedOrganization organization;
  std::vector<Service> services;  // in order of id
  std::vector<std::pair<IdBytes, Location>> offices;
};

Result<void> each_exported(storage::Reader&, const std::function<Result<void>(const ExportedOrganization&)>&);

}  // namespace nwd::directory
