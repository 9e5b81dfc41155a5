// Each group of screens adds its routes.
#pragma once

#include "release/pages.h"

namespace nwd::release {

void add_sharing_pages(PageRoutes&);
void add_grant_pages(PageRoutes&);
void add_shared_pages(PageRoutes&);
void add_rules_pages(PageRoutes&);
void add_copy_pages(PageRoutes&);
void add_mandated_pages(PageRoutes&);

}  // namespace nwd::release
