// The questions of how a person agrees, on every page that asks for it. Nothing is ticked beforehand.
#pragma once

#include "casework/pages_kit.h"
#include "release/release.h"

namespace nwd::release {

ui::Html consent_fields(const casework::Visit&, Rules, const ui::Form&);

struct ConsentAnswers {
  Giver giver;
  bool by_who_harmed;
  ConsentGiven how;
};
// none: something was not answered; the form says what.
std::optional<ConsentAnswers> consent_in(ui::Form&);

}  // namespace nwd::release
