// A charter as it is read: its lines with their numbers, and beside each rule the sources it rests on, beside each
// wrong line what is wrong.
#pragma once

#include "charter/charter.h"
#include "ui/html.h"
#include "ui/messages.h"

namespace nwd::drafting {

ui::Html reading(ui::Say, std::string_view text, const charter::Checked&);
// What is wrong, each a link to its line. Says so when nothing is.
ui::Html findings(ui::Say, std::string_view text, const charter::Checked&);

}  // namespace nwd::drafting
