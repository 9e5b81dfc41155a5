// The page that finds a record by name, and the box that leads to it.
#pragma once

#include "casework/pages_kit.h"

namespace nwd::search {

Result<void> add_pages(const casework::PageKitPtr&);

bool may_search(const access::Session&);
ui::Html search_box(const casework::Visit&);  // nothing for whoever may not

}  // namespace nwd::search
