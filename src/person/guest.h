// One visit of one of the person's own pages: who it is, the frame around it. Every screen but the one that asks who it
// is goes through `for_person`, which turns away whoever is not signed in at a door that is open.
#pragma once

#include <functional>

#include "person/pages.h"

namespace nwd::person {

struct Guest {
  const Visit& visit;  // its forms carry this session's token
  const Session& session;
};
using GuestScreen = std::function<Result<http::Response>(const Guest&)>;
casework::Screen for_person(const DeskPtr&, GuestScreen);

http::Response guest_page(const Guest&, ui::MessageKey title, const ui::Html& body, std::string_view back = {});

// The day, in the reader's language.
// Of an organization; "another organization" if it is not there.
Result<std::string> organization_name(storage::Reader&, const Visit&, const std::optional<IdBytes>&);

}  // namespace nwd::person
