// What the door's first three screens look like. Pure: from answers to markup.
#pragma once

#include "casework/answers.h"
#include "casework/pages_kit.h"

namespace nwd::casework {

ui::Html safe_view(const Visit&, const Facts&);
ui::Html age_view(const Visit&, const Facts&, const ui::Form&);
ui::Html tonight_view(const Visit&, const ui::Form&);

ui::Html not_safe_advice(ui::Say);  // what to do now
ui::Html minor_law(ui::Say);        // what the law says of someone under 18, with its source

// The form of the third screen as it stands before it is posted.
ui::Form tonight_form(const Facts&);

// An answer of the second screen: a button's value.
struct AgeButton {
  std::string_view value;
  AgeRange means;
  std::string_view key;
};
std::span<const AgeButton> age_buttons();

}  // namespace nwd::casework
