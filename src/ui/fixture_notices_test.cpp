#include "ui/fixture_options_test.h"

namespace nwd::ui::fixtures {

Tag tag_of(const Options& o) {
  return {.content = o.content(), .classes = o["classes"].text(), .attributes = o["attributes"].attributes()};
}

namespace {

Html button(const Options& o) {
  return render(Button{.content = o.content(),
                       .name = o["name"].text(),
                       .value = o["value"].text(),
                       .href = o["href"].text(),
                       .type = o["type"].text_or("submit"),
                       .id = o["id"].text(),
                       .classes = o["classes"].text(),
                       .start = o["isStartButton"].truthy(),
                       .disabled = o["disabled"].truthy(),
                       .prevent_double_click = o["preventDoubleClick"].flag(),
                       .attributes = o["attributes"].attributes()});
}

Html exit_this_page(const Options& o) {
  return render(ExitThisPage{.redirect_url = o["redirectUrl"].text_or("https://www.bbc.co.uk/weather"),
                             .content = o.content(),
                             .id = o["id"].text(),
                             .classes = o["classes"].text(),
                             .activated_text = o["activatedText"].text(),
                             .timed_out_text = o["timedOutText"].text(),
                             .press_two_more_text = o["pressTwoMoreTimesText"].text(),
                             .press_one_more_text = o["pressOneMoreTimeText"].text(),
                             .attributes = o["attributes"].attributes()});
}

Html error_summary(const Options& o) {
  ErrorSummary summary{.title = o.content("titleHtml", "titleText"),
                       .description = o.content("descriptionHtml", "descriptionText"),
                       .classes = o["classes"].text(),
                       .disable_auto_focus = o["disableAutoFocus"].flag(),
                       .attributes = o["attributes"].attributes()};
  for (const auto& item : o["errorList"].items()) {
    summary.errors.push_back(
        {.content = item.content(), .href = item["href"].text(), .attributes = item["attributes"].attributes()});
  }
  return render(summary);
}

Html inset_text(const Options& o) {
  return render(InsetText{.content = o.content(),
                          .id = o["id"].text(),
                          .classes = o["classes"].text(),
                          .attributes = o["attributes"].attributes()});
}

Html warning_text(const Options& o) {
  return render(WarningText{.content = o.content(),
                            .fallback = o["iconFallbackText"].text_or("Warning"),
                            .classes = o["classes"].text(),
                            .attributes = o["attributes"].attributes()});
}

Html notification_banner(const Options& o) {
  return render(NotificationBanner{.content = o.content(),
                                   .title = o.content("titleHtml", "titleText"),
                                   .success = o["type"].text() == "success",
                                   .role = o["role"].text(),
                                   .title_id = o["titleId"].text_or("govuk-notification-banner-title"),
                                   .title_heading_level = o["titleHeadingLevel"].number_or(2),
                                   .disable_auto_focus = o["disableAutoFocus"].flag(),
                                   .classes = o["classes"].text(),
                                   .attributes = o["attributes"].attributes()});
}

Html panel(const Options& o) {
  Panel all{.title = o.content("titleHtml", "titleText"),
            .content = o.content(),
            .heading_level = o["headingLevel"].number_or(1),
            .classes = o["classes"].text(),
            .actions_classes = o["actions"]["classes"].text(),
            .actions_attributes = o["actions"]["attributes"].attributes(),
            .attributes = o["attributes"].attributes()};
  if (!o["actions"].truthy()) return render(all);
  all.actions.emplace();
  for (const auto& item : o["actions"]["items"].items()) {
    all.actions->push_back({.text = item["text"].text(),
                            .href = item["href"].text(),
                            .type = item["type"].text(),
                            .classes = item["classes"].text(),
                            .attributes = item["attributes"].attributes()});
  }
  return render(all);
}

Html phase_banner(const Options& o) {
  return render(PhaseBanner{.tag = tag_of(o["tag"]),
                            .content = o.content(),
                            .classes = o["classes"].text(),
                            .attributes = o["attributes"].attributes()});
}

Html details(const Options& o) {
  return render(Details{.summary = o.content("summaryHtml", "summaryText"),
                        .content = o.content(),
                        .id = o["id"].text(),
                        .classes = o["classes"].text(),
                        .open = o["open"].truthy(),
                        .attributes = o["attributes"].attributes()});
}

Html feedback(const Options& o) {
  return render(Feedback{.title = o.content("titleHtml", "titleText"),
                         .content = o.content(),
                         .heading_level = o["headingLevel"].number_or(2),
                         .classes = o["classes"].text(),
                         .attributes = o["attributes"].attributes()});
}

CookieMessage cookie_message(const Options& o) {
  CookieMessage message{.heading = o.content("headingHtml", "headingText"),
                        .content = o.content(),
                        .role = o["role"].text(),
                        .classes = o["classes"].text(),
                        .hidden = o["hidden"].truthy(),
                        .attributes = o["attributes"].attributes()};
  for (const auto& action : o["actions"].items()) {
    message.actions.push_back({.text = action["text"].text(),
                               .type = action["type"].text(),
                               .name = action["name"].text(),
                               .value = action["value"].text(),
                               .href = action["href"].text(),
                               .classes = action["classes"].text(),
                               .attributes = action["attributes"].attributes()});
  }
  return message;
}

Html cookie_banner(const Options& o) {
  CookieBanner banner{.messages = {},
                      .label = o["ariaLabel"].text_or("Cookie banner"),
                      .classes = o["classes"].text(),
                      .hidden = o["hidden"].truthy(),
                      .attributes = o["attributes"].attributes()};
  for (const auto& message : o["messages"].items()) banner.messages.push_back(cookie_message(message));
  return render(banner);
}

}  // namespace

Renderers notice_renderers() {
  return {{"button", button},
          {"exit-this-page", exit_this_page},
          {"error-summary", error_summary},
          {"inset-text", inset_text},
          {"warning-text", warning_text},
          {"notification-banner", notification_banner},
          {"panel", panel},
          {"tag", [](const Options& o) { return render(tag_of(o)); }},
          {"phase-banner", phase_banner},
          {"details", details},
          {"feedback", feedback},
          {"cookie-banner", cookie_banner}};
}

}  // namespace nwd::ui::fixtures
