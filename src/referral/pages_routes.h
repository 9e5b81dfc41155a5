// Each group of screens adds its routes.
#pragma once

#include "referral/pages.h"

namespace nwd::referral {

void add_beds_pages(PageRoutes&, directory::Catalogues&);
void add_release_pages(PageRoutes&, directory::Catalogues&);
void add_check_pages(PageRoutes&);
void add_sent_pages(PageRoutes&);
void add_request_pages(PageRoutes&);
void add_thread_pages(PageRoutes&);
void add_stop_pages(PageRoutes&);

}  // namespace nwd::referral
