// Questions answered by typing. An empty `id` means the name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/form_parts.h"

namespace nwd::ui {

struct Affix {
  Content content{};
  std::string classes{};
  Attributes attributes{};
};

struct Input {
  std::string name;
  Label label;
  std::optional<Hint> hint{};
  std::optional<ErrorMessage> error{};
  std::string value{};
  std::string id{};
  std::string type = "text";
  std::string classes{};  // "govuk-input--width-5"
  std::string inputmode{};
  std::string autocomplete{};
  std::string autocapitalize{};
  std::string pattern{};
  std::string described_by{};
  std::optional<bool> spellcheck{};
  bool disabled = false;
  Affix prefix{};
  Affix suffix{};
  std::string wrapper_classes{};
  Attributes wrapper_attributes{};
  FormGroup group{};
  Attributes attributes{};
};
Html render(const Input&);

struct Textarea {
  std::string name;
  Label label;
  std::optional<Hint> hint{};
  std::optional<ErrorMessage> error{};
  std::string value{};
  std::string id{};
  int rows = 5;
  std::string classes{};
  std::string autocomplete{};
  std::string described_by{};
  std::optional<bool> spellcheck{};
  bool disabled = false;
  FormGroup group{};
  Attributes attributes{};
};
Html render(const Textarea&);

// A text for a script, by plural category ("one", "other") or under "" when there is only one.
using PluralTexts = std::map<std::string, std::string>;

struct CharacterCount {
  Textarea textarea;
  std::string max_length{};  // one of the two; digits
  std::string max_words{};
  std::string threshold{};  // per cent of the limit at which the count appears
  std::string count_type{};
  std::string message_classes{};
  std::string description{};  // "You can enter up to %{count} characters"
  PluralTexts characters_under{}, characters_over{}, words_under{}, words_over{};
  std::string characters_at{}, words_at{};
};
Html render(const CharacterCount&);

struct PasswordInput {
  Input input;  // type, spelling and case are set here
  std::string button_classes{};
  std::string show_text{}, hide_text{};
  std::string show_label{}, hide_label{};
  std::string shown_announcement{}, hidden_announcement{};
};
Html render(const PasswordInput&);

struct FileUpload {
  std::string name;
  Label label;
  std::optional<Hint> hint{};
  std::optional<ErrorMessage> error{};
  std::string id{};
  std::string classes{};
  std::string described_by{};
  bool multiple = false;
  bool disabled = false;
  FormGroup group{};
  Attributes attributes{};
  // The drop zone, for which a script is needed.
  bool drop_zone = false;
  std::string wrapper_classes{};
  Attributes wrapper_attributes{};
  std::string choose_text{}, drop_text{}, none_text{}, entered_text{}, left_text{};
  PluralTexts several_text{};
};
Html render(const FileUpload&);

struct DatePart {
  std::string name{};
  std::string label{};  // empty: the name with a capital
  std::string id{};
  std::string value{};
  std::string classes{};
  std::string inputmode{};
  std::string autocomplete{};
  std::string pattern{};
  std::optional<bool> error{};  // this part is wrong; all of them if none says so
  Attributes attributes{};
};

struct DateInput {
  std::string id;
  std::string name_prefix{};
  std::optional<Fieldset> fieldset{};
  std::optional<Hint> hint{};
  std::optional<ErrorMessage> error{};
  std::vector<DatePart> parts{};  // empty: day, month, year
  std::string classes{};
  FormGroup group{};
  Attributes attributes{};
};
Html render(const DateInput&);

}  // namespace nwd::ui
