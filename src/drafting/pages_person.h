// The form of a person to try a charter on.
#pragma once

#include "drafting/person.h"
#include "drafting/room.h"

namespace nwd::drafting {

// The fields of every fact the charter declares; what is sensitive is marked.
ui::Html person_fields(ui::Say, const charter::Charter&, const ui::Form&);

}  // namespace nwd::drafting
