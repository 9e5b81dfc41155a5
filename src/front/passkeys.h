// Passkeys on the pages: a button where one signs in, shows the second step or shows again that it is you. The script
// (web/scripts/passkey.ts) asks the browser; without it the same place says that a passkey needs scripts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "front/screens.h"
#include "passkey/passkeys.h"

namespace nwd::front {

struct PasskeyDesk {
  explicit PasskeyDesk(std::string of_the_installation) : origin(std::move(of_the_installation)) {}
  const std::string origin;  // passkey::relying_party
  passkey::Challenges challenges{};
};

// Not at an address in digits, nor where the installation does not know its own name.
bool passkeys_work(const PasskeyDesk&, const Visit&);
// The button, and what its form sends besides (`fields`). Nothing where they do not work.
ui::Html passkey_part(const PasskeyDesk&, const Visit&, passkey::Purpose, std::string_view next,
                      const ui::Html& fields = {});
// For the script: JSON.
void add_passkey_options(PageRoutes&, const PasskeyDeskPtr&, passkey::Purpose, const access::Rule&);

passkey::MadeAnswer made_answer(const ui::Form&);                       // as the browser sent it
std::optional<passkey::Occasion> occasion(PasskeyDesk&, const Visit&);  // none: they do not work here

}  // namespace nwd::front
