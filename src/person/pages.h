// The pages of a person's own sign-in, and the page on which whoever holds their record opens it with them.
#pragma once

#include <memory>

#include "casework/pages_kit.h"
#include "person/sessions.h"

namespace nwd::person {

using casework::PageKitPtr;
using casework::PageRoutes;
using casework::Visit;

struct Desk {
  Sessions sessions;
};
using DeskPtr = std::shared_ptr<Desk>;

inline constexpr std::string_view home = "/mine";

Result<void> add_pages(const PageKitPtr&, const DeskPtr&);

std::string_view cookie_name(const Visit&);  // "__Host-m" or, without TLS, "m"

// Leaving ends this browser's session here too.
void end_session(const Visit&, Desk&);

}  // namespace nwd::person
