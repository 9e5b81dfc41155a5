// Fields for a passphrase: one that is known, or a new one, typed twice; and what is told when it does not let in.
#pragma once

#include "casework/pages_kit.h"

namespace nwd::casework {

ui::Html passphrase_field(const Visit&, const ui::Form&, std::string_view label);
// A new one is typed twice: a mistake in it would shut its owner out.
ui::Html new_passphrase_fields(const Visit&, const ui::Form&);
void check_typed_twice(ui::Form&);

// Something shown was not right, or cannot be looked at now: the words under the field, and the status.
struct NotLetIn {
  std::string_view key;
  int status;
};
// none: it is no matter of the visitor, but a fault.
std::optional<NotLetIn> not_let_in(const Error&, std::string_view key_when_wrong);

}  // namespace nwd::casework
