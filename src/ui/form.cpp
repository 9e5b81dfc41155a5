#include "ui/form.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::ui {
namespace {

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::string plain_lines(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '\r') out += c;
  return out;
}

}  // namespace

std::string_view Form::value(std::string_view field) const {
  for (const auto& [name, value] : values_)
    if (name == field) return value;
  return {};
}

std::vector<std::string_view> Form::values(std::string_view field) const {
  std::vector<std::string_view> all;
  for (const auto& [name, value] : values_)
    if (name == field) all.emplace_back(value);
  return all;
}

bool Form::has(std::string_view field, std::string_view wanted) const {
  return std::any_of(values_.begin(), values_.end(),
                     [&](const auto& v) { return v.first == field && v.second == wanted; });
}

void Form::keep(std::string field, std::string value) {
  const bool posted = std::any_of(values_.begin(), values_.end(), [&](const auto& v) { return v.first == field; });
  if (!posted) values_.emplace_back(std::move(field), std::move(value));
}

std::optional<std::string> Form::text(std::string_view field, const TextRule& rule) {
  std::string given = plain_lines(trim(value(field)));
  if (given.empty()) {
    if (rule.required) problem(field, rule.required_key);
    return std::nullopt;
  }
  if (code_points(given) > rule.most) {
    problem(field, "form-too-long");
    return std::nullopt;
  }
  if (!rule.lines && given.find('\n') != std::string::npos) {
    problem(field, "form-one-line");
    return std::nullopt;
  }
  return given;
}

std::optional<std::int64_t> Form::number(std::string_view field, const NumberRule& rule) {
  const auto given = trim(value(field));
  if (given.empty()) {
    if (rule.required) problem(field, rule.required_key);
    return std::nullopt;
  }
  const auto number = whole_number(given);
  if (number && *number >= rule.from && *number <= rule.to) return number;
  problem(field, number ? "form-number-range" : "form-number",
          number ? "From " + std::to_string(rule.from) + " to " + std::to_string(rule.to) + "." : std::string());
  return std::nullopt;
}

std::optional<Day> Form::day(std::string_view field, const DayRule& rule) {
  const auto part = [&](std::string_view suffix) { return trim(value(std::string(field) + std::string(suffix))); };
  const auto d = part("-day");
  const auto m = part("-month");
  const auto y = part("-year");
  const auto whole = trim(value(field));
  if (d.empty() && m.empty() && y.empty() && whole.empty()) {
    if (rule.required) problem(field, rule.required_key);
    return std::nullopt;
  }
  Result<Day> day = whole.empty() ? fail(Code::invalid, "") : parse_day(whole);
  if (whole.empty()) {
    const auto dn = whole_number(d, 0, 9999);
    const auto mn = whole_number(m, 0, 9999);
    const auto yn = whole_number(y, 0, 9999);
    if (dn && mn && yn)
      day = day_of(
          CivilDay{static_cast<std::int32_t>(*yn), static_cast<std::int32_t>(*mn), static_cast<std::int32_t>(*dn)});
  }
  if (!day) {
    problem(field, "form-day");
    return std::nullopt;
  }
  if (*day < rule.from || *day > rule.to) {
    problem(field, "form-day-range");
    return std::nullopt;
  }
  return *day;
}

void Form::problem(std::string_view field, std::string_view key, std::string text) {
  const bool there =
      std::any_of(problems_.begin(), problems_.end(), [&](const FieldProblem& p) { return p.field == field; });
  if (!there) problems_.push_back({std::string(field), std::string(key), std::move(text)});
}

void Form::problems(const std::vector<FieldProblem>& more) {
  for (const auto& p : more) problem(p.field, p.key, p.text);
}

namespace {

std::string words_of(const FieldProblem& p, Say say) {
  return say.messages().has(say.locale(), p.key) ? say(p.key) : p.text;
}

}  // namespace

std::optional<ErrorMessage> form_error(const Form& form, Say say, std::string_view field) {
  for (const auto& p : form.problems())
    if (p.field == field) return ErrorMessage{.content = words_of(p, say), .prefix = say("error-prefix")};
  return std::nullopt;
}

std::string field_id(std::string_view field) {
  std::string id(field);
  for (auto& c : id) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!plain) c = '-';
  }
  return id;
}

Html error_summary(const Form& form, Say say) {
  if (form.ok()) return {};
  ErrorSummary summary{.title = say("error-summary-title")};
  for (const auto& p : form.problems())
    summary.errors.push_back({.content = words_of(p, say), .href = "#" + field_id(p.field)});
  return render(summary);
}

Html post_form(std::string_view action, std::string_view csrf, const Html& content, const Attributes& more) {
  Attributes attributes{{"method", "post"}};
  attributes.set("action", action).flag("novalidate").add(more);
  Html token;
  if (!csrf.empty()) token = open("input", {{"type", "hidden"}, {"name", csrf_field}, {"value", csrf}});
  return tag("form", attributes, token, content);
}

}  // namespace nwd::ui
