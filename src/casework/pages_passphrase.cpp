#include "casework/pages_passphrase.h"

#include "casework/pages_parts.h"
#include "ui/components.h"

namespace nwd::casework {
namespace {

ui::Html secret_field(const Visit& visit, const ui::Form& form, std::string_view name, std::string_view label,
                      std::string_view autocomplete) {
  return render(ui::PasswordInput{.input = {.name = std::string(name),
                                            .label = {.content = label},
                                            .error = form_error(form, visit.say, name),
                                            .autocomplete = std::string(autocomplete)},
                                  .show_text = visit.say("passphrase-show"),
                                  .hide_text = visit.say("passphrase-hide"),
                                  .show_label = visit.say("passphrase-show-label"),
                                  .hide_label = visit.say("passphrase-hide-label"),
                                  .shown_announcement = visit.say("passphrase-shown"),
                                  .hidden_announcement = visit.say("passphrase-hidden")});
}

}  // namespace

ui::Html passphrase_field(const Visit& visit, const ui::Form& form, std::string_view label) {
  return secret_field(visit, form, "passphrase", label, "current-password");
}

ui::Html new_passphrase_fields(const Visit& visit, const ui::Form& form) {
  return join(hint(visit.say("passphrase-short")),
              secret_field(visit, form, "passphrase", visit.say("passphrase-new"), "new-password"),
              secret_field(visit, form, "again", visit.say("passphrase-again"), "new-password"));
}

void check_typed_twice(ui::Form& form) {
  if (form.value("again") != form.value("passphrase")) form.problem("again", "passphrase-differs");
}

std::optional<NotLetIn> not_let_in(const Error& error, std::string_view key_when_wrong) {
  if (error.code == Code::rate_limited) return NotLetIn{"sign-in-too-often", 429};
  if (error.code == Code::busy) return NotLetIn{"sign-in-busy", 503};
  if (error.code == Code::unauthenticated) return NotLetIn{key_when_wrong, 401};
  return std::nullopt;
}

}  // namespace nwd::casework
