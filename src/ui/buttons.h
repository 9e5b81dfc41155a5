// What is pressed.
#pragma once

#include <optional>
#include <string>

#include "ui/html.h"

namespace nwd::ui {

struct Button {
  Content content;
  std::string name{};
  std::string value{};
  std::string href{};  // a link that looks like a button
  std::string type = "submit";
  std::string id{};
  std::string classes{};  // "govuk-button--secondary", "govuk-button--warning"
  bool start = false;
  bool disabled = false;
  std::optional<bool> prevent_double_click{};
  Attributes attributes{};
};
Html render(const Button&);

// govuk-frontend's own "Exit this page". Our pages have a form instead that works without scripts: see page.h.
struct ExitThisPage {
  std::string redirect_url;
  Content content{};
  std::string id{};
  std::string classes{};
  std::string activated_text{}, timed_out_text{}, press_two_more_text{}, press_one_more_text{};
  Attributes attributes{};
};
Html render(const ExitThisPage&);

}  // namespace nwd::ui
