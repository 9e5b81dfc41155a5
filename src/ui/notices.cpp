#include "ui/notices.h"

#include "ui/buttons.h"
#include "ui/parts.h"

namespace nwd::ui {

using parts::spaced;

namespace {

Html render_error_link(const ErrorLink& error) {
  if (error.href.empty()) return tag("li", {}, error.content.html());
  return tag("li", {}, tag("a", Attributes{}.href(error.href).add(error.attributes), error.content.html()));
}

}  // namespace

Html render(const ErrorSummary& summary) {
  Html body;
  if (!summary.description.empty()) body.add(tag("p", {}, summary.description.html()));
  if (!summary.errors.empty()) {
    Html items;
    for (const auto& error : summary.errors) items.add(render_error_link(error));
    body.add(tag("ul", {{"class", "govuk-list govuk-error-summary__list"}}, items));
  }
  Attributes attributes;
  attributes.classes("govuk-error-summary", summary.classes);
  if (summary.disable_auto_focus) {
    attributes.set("data-disable-auto-focus", *summary.disable_auto_focus ? "true" : "false");
  }
  attributes.add(summary.attributes).set("data-module", "govuk-error-summary");
  return tag("div", attributes,
             tag("div", {{"role", "alert"}}, tag("h2", {{"class", "govuk-error-summary__title"}}, summary.title.html()),
                 tag("div", {{"class", "govuk-error-summary__body"}}, body)));
}

Html render(const InsetText& inset) {
  return tag("div", Attributes{}.maybe("id", inset.id).classes("govuk-inset-text", inset.classes).add(inset.attributes),
             inset.content.html());
}

Html render(const WarningText& warning) {
  return tag("div", Attributes{}.classes("govuk-warning-text", warning.classes).add(warning.attributes),
             tag("span", {{"class", "govuk-warning-text__icon"}, {"aria-hidden", "true"}}, "!"),
             tag("strong", {{"class", "govuk-warning-text__text"}},
                 parts::hidden(text(parts::or_else(warning.fallback, "Warning"))), " ", warning.content.html()));
}

Html render(const NotificationBanner& banner) {
  const std::string classes = spaced(banner.success ? "govuk-notification-banner--success" : "", banner.classes);
  Attributes attributes;
  attributes.classes("govuk-notification-banner", classes)
      .set("role", parts::or_else(banner.role, banner.success ? "alert" : "region"))
      .set("aria-labelledby", banner.title_id)
      .set("data-module", "govuk-notification-banner");
  if (banner.disable_auto_focus) {
    attributes.set("data-disable-auto-focus", *banner.disable_auto_focus ? "true" : "false");
  }
  const Html title = parts::heading(banner.title_heading_level,
                                    {{"class", "govuk-notification-banner__title"}, {"id", banner.title_id}},
                                    banner.title.or_else(text(banner.success ? "Success" : "Important")));
  const Html content = banner.content.is_text()
                           ? tag("p", {{"class", "govuk-notification-banner__heading"}}, banner.content.html())
                           : banner.content.html();
  return tag("div", attributes.add(banner.attributes),
             tag("div", {{"class", "govuk-notification-banner__header"}}, title),
             tag("div", {{"class", "govuk-notification-banner__content"}}, content));
}

namespace {

Html render_panel_action(const PanelAction& action) {
  if (!action.href.empty() && action.type != "button") {
    return tag("a",
               Attributes{}
                   .classes("govuk-link", spaced("govuk-link--inverse", action.classes))
                   .href(action.href)
                   .add(action.attributes),
               action.text);
  }
  return render(Button{.content = action.text,
                       .href = action.href,
                       .type = std::string(parts::or_else(action.type, "button")),
                       .classes = spaced("govuk-button--inverse", action.classes),
                       .attributes = action.attributes});
}

Html render_panel_actions(const Panel& panel) {
  Html buttons;
  for (const auto& action : *panel.actions) buttons.add(render_panel_action(action));
  if (!panel.actions->empty()) buttons = tag("div", {{"class", "govuk-button-group"}}, buttons);
  return tag("div", Attributes{}.classes("govuk-panel__actions", panel.actions_classes).add(panel.actions_attributes),
             buttons);
}

}  // namespace

Html render(const Panel& panel) {
  const bool interruption = panel.classes.find("govuk-panel--interruption") != std::string::npos;
  Html html = parts::heading(panel.heading_level, {{"class", "govuk-panel__title"}}, panel.title.html());
  if (!panel.content.empty()) html.add(tag("div", {{"class", "govuk-panel__body"}}, panel.content.html()));
  if (interruption && panel.actions) html.add(render_panel_actions(panel));
  const std::string classes = spaced(interruption ? "" : "govuk-panel--confirmation", panel.classes);
  return tag("div", Attributes{}.classes("govuk-panel", classes).add(panel.attributes), html);
}

Html render(const Tag& mark) {
  return tag("strong", Attributes{}.classes("govuk-tag", mark.classes).add(mark.attributes), mark.content.html());
}

Html render(const PhaseBanner& banner) {
  const Tag mark{.content = banner.tag.content,
                 .classes = spaced("govuk-phase-banner__content__tag", banner.tag.classes)};
  return tag("div",
             Attributes{}
                 .classes("govuk-phase-banner", spaced("govuk-width-container", banner.classes))
                 .add(banner.attributes),
             tag("p", {{"class", "govuk-phase-banner__content"}}, render(mark), " ",
                 tag("span", {{"class", "govuk-phase-banner__text"}}, banner.content.html())));
}

Html render(const Details& details) {
  Attributes attributes;
  attributes.maybe("id", details.id)
      .classes("govuk-details", details.classes)
      .add(details.attributes)
      .flag("open", details.open);
  return tag("details", attributes,
             tag("summary", {{"class", "govuk-details__summary"}},
                 tag("span", {{"class", "govuk-details__summary-text"}}, details.summary.html())),
             tag("div", {{"class", "govuk-details__text"}}, details.content.html()));
}

Html render(const Feedback& feedback) {
  Html html = parts::heading(feedback.heading_level, {{"class", "govuk-feedback__title"}}, feedback.title.html());
  if (!feedback.content.empty()) {
    const Html content = feedback.content.is_text() ? tag("p", {{"class", "govuk-body"}}, feedback.content.html())
                                                    : feedback.content.html();
    html.add(tag("div", {{"class", "govuk-feedback__body"}}, content));
  }
  return tag("div",
             Attributes{}
                 .classes("govuk-feedback", spaced("govuk-width-container", feedback.classes))
                 .add(feedback.attributes),
             tag("div", {{"class", "govuk-grid-row"}}, tag("div", {{"class", "govuk-grid-column-two-thirds"}}, html)));
}

namespace {

Html render_cookie_action(const CookieAction& action) {
  if (!action.href.empty() && action.type != "button") {
    return tag("a", Attributes{}.classes("govuk-link", action.classes).href(action.href).add(action.attributes),
               action.text);
  }
  return render(Button{.content = action.text,
                       .name = action.name,
                       .value = action.value,
                       .href = action.href,
                       .type = std::string(parts::or_else(action.type, "button")),
                       .classes = action.classes,
                       .attributes = action.attributes});
}

Html render_cookie_message(const CookieMessage& message) {
  Html column;
  if (!message.heading.empty()) {
    column.add(tag("h2", {{"class", "govuk-cookie-banner__heading govuk-heading-m"}}, message.heading.html()));
  }
  column.add(tag("div", {{"class", "govuk-cookie-banner__content"}},
                 message.content.is_text() ? tag("p", {{"class", "govuk-body"}}, message.content.html())
                                           : message.content.html()));
  Html html =
      tag("div", {{"class", "govuk-grid-row"}}, tag("div", {{"class", "govuk-grid-column-two-thirds"}}, column));
  if (!message.actions.empty()) {
    Html actions;
    for (const auto& action : message.actions) actions.add(render_cookie_action(action));
    html.add(tag("div", {{"class", "govuk-button-group"}}, actions));
  }
  Attributes attributes;
  attributes.classes("govuk-cookie-banner__message", spaced(message.classes, "govuk-width-container"))
      .maybe("role", message.role)
      .add(message.attributes)
      .flag("hidden", message.hidden);
  return tag("div", attributes, html);
}

}  // namespace

Html render(const CookieBanner& banner) {
  Html messages;
  for (const auto& message : banner.messages) messages.add(render_cookie_message(message));
  Attributes attributes;
  attributes.classes("govuk-cookie-banner", banner.classes)
      .flag("data-nosnippet")
      .set("role", "region")
      .set("aria-label", banner.label)
      .flag("hidden", banner.hidden)
      .add(banner.attributes);
  return tag("div", attributes, messages);
}

}  // namespace nwd::ui
