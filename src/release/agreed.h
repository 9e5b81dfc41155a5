// What a person is read before they agree, in their own language.
#pragma once

#include <string>

#include "release/release.h"
#include "ui/messages.h"

namespace nwd::release {

struct Offer {
  std::string_view from;  // names of organizations
  std::string_view to;
  Compartments parts;
  Purpose purpose = Purpose::together;
  Day last;  // it ends on this day
  Rules rules = Rules::vawa;
};
std::string agreed_text(ui::Say, const Offer&);  // lines

}  // namespace nwd::release
