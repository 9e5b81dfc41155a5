// Each group of the site's own pages adds its routes.
#pragma once

#include <memory>

#include "casework/pages_kit.h"
#include "person/pages.h"

namespace nwd::front {

using casework::PageRoutes;
using casework::Visit;

struct PasskeyDesk;  // passkeys.h
using PasskeyDeskPtr = std::shared_ptr<PasskeyDesk>;

struct ProviderDesk;  // providers.h
using ProviderDeskPtr = std::shared_ptr<ProviderDesk>;

void add_sign_in(PageRoutes&, const PasskeyDeskPtr&, const person::DeskPtr&);
void add_recover(PageRoutes&);
void add_confirm(PageRoutes&, const PasskeyDeskPtr&);
void add_passkeys(PageRoutes&, const PasskeyDeskPtr&, const ProviderDeskPtr&);
void add_providers(PageRoutes&, const ProviderDeskPtr&, const PasskeyDeskPtr&);
void add_provider_rule(PageRoutes&, const ProviderDeskPtr&);
void add_account(PageRoutes&);
void add_account_passphrase(PageRoutes&);
void add_account_app(PageRoutes&);
void add_account_passkeys(PageRoutes&, const PasskeyDeskPtr&);
void add_account_paper_code(PageRoutes&);
void add_account_provider(PageRoutes&, const ProviderDeskPtr&);
void add_second_step_rule(PageRoutes&);
void add_today(PageRoutes&);
void add_capacity(PageRoutes&);
void add_numbers(PageRoutes&);
void add_log(PageRoutes&);
void add_help(PageRoutes&);
void add_language(PageRoutes&);
Result<void> add_numbers_api(access::Site&);
Result<void> add_log_api(access::Site&);
Result<void> add_assets(access::Site&);

}  // namespace nwd::front
