// Fields for a passphrase: one that is known, or a new one, typed twice.
#pragma once

#include "casework/pages_kit.h"

namespace nwd::casework {

ui::Html passphrase_field(const Visit&, const ui::Form&, std::string_view label);
// A new one is typed twice: a mistake in it would shut its owner out.
ui::Html new_passphrase_fields(const Visit&, const ui::Form&);
void check_typed_twice(ui::Form&);

}  // namespace nwd::casework
