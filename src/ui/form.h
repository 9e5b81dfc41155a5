// A posted form, read field by field into types. What is wrong is gathered, not thrown, and what was typed is kept, so
// that the page comes back with the answers in place and each message beside its field.
//
//   Form form(std::move(values));
//   const auto age = form.number("age", {.from = 0, .to = 120});
//   if (!form.ok()) return page_with(form);       // form.value("age"), form_error(form, say, "age")
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/error.h"
#include "ui/form_parts.h"
#include "ui/messages.h"
#include "ui/notices.h"

namespace nwd::ui {

using FormValues = std::vector<std::pair<std::string, std::string>>;  // as posted: decoded, in order

struct TextRule {
  std::size_t most = 200;  // characters (code points)
  bool required = false;
  bool lines = false;                               // may hold line ends; otherwise they are refused
  std::string_view required_key = "form-required";  // message when empty
};

struct NumberRule {
  std::int64_t from = 0;
  std::int64_t to = 1'000'000'000;
  bool required = false;
  std::string_view required_key = "form-required";
};

struct DayRule {
  Day from = first_day;
  Day to = last_day;
  bool required = false;
  std::string_view required_key = "form-required";
};

template <class T>
struct Option {
  std::string_view value;  // as in the page
  T means;
};

class Form {
 public:
  explicit Form(FormValues values = {}) : values_(std::move(values)) {}

  // What was typed, as it was, for the page that asks again. "" if absent.
  [[nodiscard]] std::string_view value(std::string_view field) const;
  [[nodiscard]] std::vector<std::string_view> values(std::string_view field) const;
  [[nodiscard]] bool has(std::string_view field, std::string_view value) const;  // ticked or chosen
  void keep(std::string field, std::string value);  // an answer known already, if none was posted

  // Trimmed. Empty or wrong: none (wrong adds a problem).
  std::optional<std::string> text(std::string_view field, const TextRule& = {});
  std::optional<std::int64_t> number(std::string_view field, const NumberRule& = {});
  std::optional<Day> day(std::string_view field, const DayRule& = {});  // field-day, -month, -year; or one "2026-02-28"

  template <class T>
  std::optional<T> choice(std::string_view field, std::span<const Option<T>> options, bool required = false,
                          std::string_view required_key = "form-choose") {
    const std::string_view given = value(field);
    if (given.empty()) {
      if (required) problem(field, required_key);
      return std::nullopt;
    }
    for (const auto& option : options) {
      if (option.value == given) return option.means;
    }
    problem(field, "form-not-offered");
    return std::nullopt;
  }

  template <class T>
  std::vector<T> choices(std::string_view field, std::span<const Option<T>> options) {
    std::vector<T> chosen;
    for (const std::string_view given : values(field)) {
      bool known = given.empty();
      for (const auto& option : options) {
        if (option.value != given) continue;
        chosen.push_back(option.means);
        known = true;
        break;
      }
      if (!known) problem(field, "form-not-offered");
    }
    return chosen;
  }

  void problem(std::string_view field, std::string_view key, std::string text = {});  // the first one of a field stays
  void problems(const std::vector<FieldProblem>&);                                    // those of an operation's Error
  [[nodiscard]] const std::vector<FieldProblem>& problems() const { return problems_; }
  [[nodiscard]] bool ok() const { return problems_.empty(); }

 private:
  FormValues values_;
  std::vector<FieldProblem> problems_;
};

// Beside the field: nothing if it is right.
std::optional<ErrorMessage> form_error(const Form&, Say, std::string_view field);
// At the top of the page, each problem a link to its field (its id: the field's path with other signs as '-'; give a
// DateInput that id). Empty if all is right.
Html error_summary(const Form&, Say);
std::string field_id(std::string_view field);

// <form method="post"> with the token that proves the form is ours; double posting is prevented by script.
inline constexpr std::string_view csrf_field = "csrf";
Html post_form(std::string_view action, std::string_view csrf, const Html& content, const Attributes& = {});

}  // namespace nwd::ui
