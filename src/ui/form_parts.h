// The parts that every question is made of. Their markup is govuk-frontend's (MIT), checked against its fixtures.
#pragma once

#include <optional>
#include <string>

#include "ui/html.h"

namespace nwd::ui {

struct Label {
  Content content;
  std::string for_id{};
  std::string classes{};  // "govuk-label--l"
  bool is_page_heading = false;
  Attributes attributes{};
};
Html render(const Label&);

struct Hint {
  Content content;
  std::string id{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const Hint&);

struct ErrorMessage {
  Content content;
  std::string id{};
  std::string classes{};
  Attributes attributes{};
  std::string prefix = "Error";  // read aloud before the message; "" for none
};
Html render(const ErrorMessage&);

struct Legend {
  Content content;
  std::string classes{};  // "govuk-fieldset__legend--l"
  bool is_page_heading = false;
};

struct Fieldset {
  Legend legend{};
  Html content{};
  std::string described_by{};
  std::string role{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const Fieldset&);

// Around a question: classes and what stands before and after the input.
struct FormGroup {
  std::string classes{};
  Attributes attributes{};
  Content before{};
  Content after{};
};

}  // namespace nwd::ui
