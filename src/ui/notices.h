// What is told: problems, warnings, news, and small marks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"

namespace nwd::ui {

struct ErrorLink {
  Content content;
  std::string href{};  // "#the-field"
  Attributes attributes{};
};

struct ErrorSummary {
  Content title;
  std::vector<ErrorLink> errors{};
  Content description{};
  std::string classes{};
  std::optional<bool> disable_auto_focus{};
  Attributes attributes{};
};
Html render(const ErrorSummary&);

struct InsetText {
  Content content;
  std::string id{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const InsetText&);

struct WarningText {
  Content content;
  std::string fallback = "Warning";  // read aloud instead of the mark
  std::string classes{};
  Attributes attributes{};
};
Html render(const WarningText&);

struct NotificationBanner {
  Content content;
  Content title{};  // empty: "Important", or "Success"
  bool success = false;
  std::string role{};
  std::string title_id = "govuk-notification-banner-title";
  int title_heading_level = 2;
  std::optional<bool> disable_auto_focus{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const NotificationBanner&);

struct PanelAction {
  std::string text;
  std::string href{};
  std::string type{};
  std::string classes{};
  Attributes attributes{};
};

struct Panel {
  Content title;
  Content content{};
  int heading_level = 1;
  std::string classes{};
  std::optional<std::vector<PanelAction>> actions{};  // with "govuk-panel--interruption" only
  std::string actions_classes{};
  Attributes actions_attributes{};
  Attributes attributes{};
};
Html render(const Panel&);

struct Tag {
  Content content;
  std::string classes{};  // "govuk-tag--green"
  Attributes attributes{};
};
Html render(const Tag&);

struct PhaseBanner {
  Tag tag;
  Content content{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const PhaseBanner&);

struct Details {
  Content summary;
  Content content{};
  std::string id{};
  std::string classes{};
  bool open = false;
  Attributes attributes{};
};
Html render(const Details&);

struct Feedback {
  Content title;
  Content content{};
  int heading_level = 2;
  std::string classes{};
  Attributes attributes{};
};
Html render(const Feedback&);

struct CookieAction {
  std::string text;
  std::string type{};
  std::string name{};
  std::string value{};
  std::string href{};
  std::string classes{};
  Attributes attributes{};
};

struct CookieMessage {
  Content heading{};
  Content content{};
  std::vector<CookieAction> actions{};
  std::string role{};
  std::string classes{};
  bool hidden = false;
  Attributes attributes{};
};

struct CookieBanner {
  std::vector<CookieMessage> messages;
  std::string label = "Cookie banner";
  std::string classes{};
  bool hidden = false;
  Attributes attributes{};
};
Html render(const CookieBanner&);

}  // namespace nwd::ui
