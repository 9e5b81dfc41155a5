#include <algorithm>

#include "casework/pages_parts.h"
#include "drafting/pages_person.h"
#include "ui/components.h"

namespace nwd::drafting {

using charter::Charter;
using charter::FactId;
using charter::FactType;
using ui::Form;
using ui::Html;
using ui::Say;
using ui::tag;

namespace {

class Fields {
 public:
  Fields(Say say, const Charter& charter, const Form& form) : say_(say), charter_(charter), form_(form) {}

  [[nodiscard]] Html fact(FactId id) const {
    const auto& f = charter_.facts[id];
    switch (f.self.type) {
      case FactType::date:
      case FactType::maybe_date: return date(fact_field(id), label(f), f.self.type);
      case FactType::choice: return choice(fact_field(id), label(f), f.self);
      case FactType::state: return state(id, label(f));
      case FactType::state_per_service: return needs(id, label(f));
      case FactType::list: return rows(id, f, label(f));
    }
    return {};
  }

 private:
  [[nodiscard]] Html label(const charter::Fact& f) const {
    Html out = in_english(f.self.name);
    if (f.sensitive)
      out.add(ui::text(" "))
          .add(render(ui::Tag{.content = say_("drafting-sensitive"), .classes = "govuk-tag--purple"}));
    return out;
  }

  [[nodiscard]] ui::Fieldset legend(const Html& words) const {
    return {.legend = {.content = words, .classes = "govuk-fieldset__legend--s"}};
  }

  [[nodiscard]] std::string value(const std::string& field) const { return std::string(form_.value(field)); }

  [[nodiscard]] Html box(const std::string& name, const std::string& text) const {
    return render(ui::Checkboxes{.name = name,
                                 .items = {{.value = "1", .content = text}},
                                 .values = {value(name)},
                                 .id_prefix = ui::field_id(name),
                                 .classes = "govuk-checkboxes--small"});
  }

  [[nodiscard]] Html date(const std::string& field, const Html& words, FactType type) const {
    const auto part = [&](const char* name, std::string_view message) {
      return ui::DatePart{.name = name, .label = say_(message), .value = value(field + "-" + name)};
    };
    Html out = render(
        ui::DateInput{.id = ui::field_id(field),
                      .name_prefix = field,
                      .fieldset = legend(words),
                      .error = form_error(form_, say_, field),
                      .parts = {part("day", "date-day"), part("month", "date-month"), part("year", "date-year")}});
    if (type == FactType::maybe_date) out.add(box(field + "-never", say_("drafting-never")));
    return tag("div", {{"class", "nwd-fact"}}, out);
  }

  [[nodiscard]] Html choice(const std::string& field, const Html& words, const charter::Field& declared) const {
    ui::Select select{.name = field,
                      .label = {.content = words, .classes = "govuk-label--s"},
                      .error = form_error(form_, say_, field),
                      .items = {{.value = "", .text = say_("drafting-not-known")}},
                      .value = value(field),
                      .id = ui::field_id(field)};
    for (const auto& one : declared.choices) select.items.push_back({.value = one, .text = one});
    return tag("div", {{"class", "nwd-fact"}}, render(select));
  }

  [[nodiscard]] Html span(FactId id, std::size_t i) const {
    return tag("div", {{"class", "nwd-span"}},
               date(span_field(id, i, "from"), ui::text(say_("drafting-from")), FactType::date),
               date(span_field(id, i, "until"), ui::text(say_("drafting-until")), FactType::date));
  }
  [[nodiscard]] Html spans(FactId id) const {
    Html out;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, spans_given(form_, id)); ++i) out.add(span(id, i));
    return out;
  }

  [[nodiscard]] Html state(FactId id, const Html& words) const {
    const auto field = fact_field(id);
    const auto given = form_.value(field);
    ui::Radios radios{.name = field,
                      .fieldset = legend(words),
                      .error = form_error(form_, say_, field),
                      .items = {{.value = "", .content = say_("drafting-not-known"), .checked = given.empty()},
                                {.value = "never", .content = say_("drafting-never")},
                                {.value = "always", .content = say_("drafting-always")},
                                {.value = "days", .content = say_("drafting-on-days"), .conditional = spans(id)}},
                      .value = std::string(given),
                      .id_prefix = ui::field_id(field),
                      .classes = "govuk-radios--small"};
    return tag("div", {{"class", "nwd-fact"}}, render(radios));
  }

  [[nodiscard]] bool ticked(const std::string& field, charter::ServiceId id) const {
    for (auto at = id; at != charter::none; at = charter_.services[at].parent)
      if (form_.has(field, charter_.services[at].path)) return true;
    return false;
  }

  [[nodiscard]] Html needs(FactId id, const Html& words) const {
    const auto field = fact_field(id);
    ui::Checkboxes boxes{.name = field + "-s",
                         .fieldset = legend(words),
                         .hint = ui::Hint{.content = say_("drafting-needs-hint")},
                         .error = form_error(form_, say_, field + "-s"),
                         .id_prefix = ui::field_id(field + "-s"),
                         .classes = "govuk-checkboxes--small nwd-two-columns"};
    for (charter::ServiceId s = 0; s < charter_.services.size(); ++s)
      if (charter_.services[s].leaf())
        boxes.items.push_back({.value = charter_.services[s].path,
                               .content = service_words(say_, charter_, s),
                               .checked = ticked(field + "-s", s)});
    const auto rest = form_.value(field + "-rest");
    const ui::Radios others{.name = field + "-rest",
                            .fieldset = legend(ui::text(say_("drafting-other-needs"))),
                            .items = {{.value = "never", .content = say_("drafting-not-needed")},
                                      {.value = "unknown", .content = say_("drafting-not-known")}},
                            .value = rest.empty() ? "unknown" : std::string(rest),
                            .id_prefix = ui::field_id(field + "-rest"),
                            .classes = "govuk-radios--inline govuk-radios--small"};
    const bool open = spans_given(form_, id) > 0 || rest == "never";
    return tag("div", {{"class", "nwd-fact"}}, render(boxes),
               render(ui::Details{
                   .summary = say_("drafting-needs-when"), .content = join(spans(id), render(others)), .open = open}));
  }

  [[nodiscard]] Html row(FactId id, const charter::Fact& f, std::size_t r) const {
    Html fields;
    for (std::size_t i = 0; i < f.fields.size(); ++i) {
      const auto name = row_field(id, r, i);
      const auto words = in_english(f.fields[i].name);
      fields.add(f.fields[i].type == FactType::choice ? choice(name, words, f.fields[i])
                                                      : date(name, words, f.fields[i].type));
    }
    const Html title = join(in_english(f.self.name), ui::text(" " + std::to_string(r + 1)));
    return tag(
        "div", {{"class", "nwd-row"}},
        render(ui::Fieldset{.legend = {.content = title, .classes = "govuk-fieldset__legend--s"}, .content = fields}));
  }

  [[nodiscard]] Html rows(FactId id, const charter::Fact& f, const Html& words) const {
    Html out = tag("h3", {{"class", "govuk-heading-s"}}, words);
    const auto shown = std::min(charter::max_rows, rows_given(form_, charter_, id) + 1);
    for (std::size_t r = 0; r < shown; ++r) out.add(row(id, f, r));
    out.add(box(fact_field(id) + "-more", say_("drafting-more-rows")));
    return tag("div", {{"class", "nwd-fact"}}, out, casework::hint(say_("drafting-rows-hint")));
  }

  Say say_;
  const Charter& charter_;
  const Form& form_;
};

}  // namespace

Html person_fields(Say say, const Charter& charter, const Form& form) {
  const Fields fields(say, charter, form);
  Html out;
  for (FactId id = 0; id < charter.facts.size(); ++id) out.add(fields.fact(id));
  return out;
}

}  // namespace nwd::drafting
