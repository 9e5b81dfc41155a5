// Questions answered by choosing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/form_parts.h"

namespace nwd::ui {

struct Choice {
  std::string value{};
  Content content{};
  std::optional<Hint> hint{};
  std::optional<bool> checked{};  // none: if the group's value is this one
  bool disabled = false;
  Html conditional{};     // shown only while this is chosen (always, without scripts)
  std::string divider{};  // "or": nothing to choose, only the word
  std::string id{};
  std::string name{};      // checkboxes only: another name than the group's
  bool exclusive = false;  // checkboxes only: "None of these" unticks the others
  std::string label_classes{};
  Attributes label_attributes{};
  Attributes attributes{};
};

struct Radios {
  std::string name;
  std::optional<Fieldset> fieldset{};  // its legend is the question
  std::optional<Hint> hint{};
  std::optional<ErrorMessage> error{};
  std::vector<Choice> items{};
  std::string value{};      // the one chosen
  std::string id_prefix{};  // empty: the name. The first item has this id, the others -2, -3, …
  std::string classes{};    // "govuk-radios--inline", "govuk-radios--small"
  FormGroup group{};
  Attributes attributes{};
};
Html render(const Radios&);

struct Checkboxes {
  std::string name;
  std::optional<Fieldset> fieldset{};
  std::optional<Hint> hint{};
  std::optional<ErrorMessage> error{};
  std::vector<Choice> items{};
  std::vector<std::string> values{};  // those chosen
  std::string id_prefix{};
  std::string classes{};
  std::string described_by{};
  FormGroup group{};
  Attributes attributes{};
};
Html render(const Checkboxes&);

struct SelectOption {
  std::optional<std::string> value{};  // none: the text is the value
  std::string text{};
  std::optional<bool> selected{};  // none: if the select's value is this one
  bool disabled = false;
  Attributes attributes{};
};

struct Select {
  std::string name;
  Label label;
  std::optional<Hint> hint{};
  std::optional<ErrorMessage> error{};
  std::vector<SelectOption> items{};
  std::string value{};  // the one chosen
  std::string id{};
  std::string classes{};
  std::string described_by{};
  bool disabled = false;
  FormGroup group{};
  Attributes attributes{};
};
Html render(const Select&);

}  // namespace nwd::ui
