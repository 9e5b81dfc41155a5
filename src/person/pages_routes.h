// Each group of screens adds its routes.
#pragma once

#include "person/pages.h"

namespace nwd::person {

void add_door_pages(PageRoutes&);  // the holder's
void add_enter_pages(PageRoutes&, const DeskPtr&);
void add_plan_pages(PageRoutes&, const DeskPtr&);
void add_sharing_pages(PageRoutes&, const DeskPtr&);
void add_looked_pages(PageRoutes&, const DeskPtr&);

}  // namespace nwd::person
