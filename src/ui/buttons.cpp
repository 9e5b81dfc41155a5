#include "ui/buttons.h"

#include "ui/parts.h"

namespace nwd::ui {

namespace {

Html start_icon() {
  return trusted(
      "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" height=\"19\" "
      "viewBox=\"0 0 33 40\" aria-hidden=\"true\" focusable=\"false\">"
      "<path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>");
}

}  // namespace

Html render(const Button& button) {
  Attributes common;
  common.classes("govuk-button", parts::spaced(button.classes, button.start ? "govuk-button--start" : ""))
      .set("data-module", "govuk-button")
      .add(button.attributes)
      .maybe("id", button.id);
  Html content = button.content.html();
  if (button.start) {
    content = join(button.content.is_text() ? content : tag("span", {}, content), start_icon());
  }
  if (!button.href.empty()) {
    return tag("a", Attributes{}.href(button.href).set("role", "button").set("draggable", "false").add(common),
               content);
  }
  Attributes attributes;
  attributes.set("type", parts::or_else(button.type, "submit"))
      .maybe("value", button.value)
      .maybe("name", button.name)
      .flag("disabled", button.disabled);
  if (button.disabled) attributes.set("aria-disabled", "true");
  if (button.prevent_double_click) {
    attributes.set("data-prevent-double-click", *button.prevent_double_click ? "true" : "false");
  }
  return tag("button", attributes.add(common), content);
}

Html render(const ExitThisPage& exit) {
  Button button{.content = exit.content.or_else(join(parts::hidden(text("Emergency")), " Exit this page")),
                .href = exit.redirect_url,
                .classes = "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"};
  button.attributes.set("rel", "nofollow noreferrer");
  Attributes attributes;
  attributes.maybe("id", exit.id)
      .classes("govuk-exit-this-page", exit.classes)
      .set("data-module", "govuk-exit-this-page")
      .add(exit.attributes);
  parts::translate(attributes, "activated", exit.activated_text);
  parts::translate(attributes, "timed-out", exit.timed_out_text);
  parts::translate(attributes, "press-two-more-times", exit.press_two_more_text);
  parts::translate(attributes, "press-one-more-time", exit.press_one_more_text);
  return tag("div", attributes, render(button));
}

}  // namespace nwd::ui
