#include "casework/pages_parts.h"

#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::casework {

using ui::Attributes;
using ui::Html;
using ui::tag;

Html heading(std::string_view words, std::string_view above) {
  Html all;
  if (!above.empty()) all.add(tag("p", {{"class", "govuk-caption-l"}}, above));
  return all.add(tag("h1", {{"class", "govuk-heading-l"}, {"id", "question"}}, words));
}

Html subheading(std::string_view words) { return tag("h2", {{"class", "govuk-heading-m"}}, words); }

Html paragraph(const ui::Content& content) { return tag("p", {{"class", "govuk-body"}}, content.html()); }

Html hint(const ui::Content& content) { return tag("p", {{"class", "govuk-hint"}}, content.html()); }

Html bullets(const std::vector<ui::Content>& items) {
  Html all;
  for (const auto& item : items) all.add(tag("li", {}, item.html()));
  return tag("ul", {{"class", "govuk-list govuk-list--bullet"}}, all);
}

Html hidden_field(std::string_view name, std::string_view value) {
  return ui::open("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

Html link(std::string_view href, const ui::Content& content) {
  return tag("a", Attributes{{"class", "govuk-link"}}.href(href), content.html());
}

std::string day_words(const Visit& visit, Instant at) { return ui::day_text(visit.kit.local(at).day, visit.say); }

std::string step_words(ui::Say say, int screen) { return say("step-of", {{"step", screen}, {"steps", screen_count}}); }

Html big_choices(ui::Say say, std::string_view field, const std::vector<BigChoice>& choices) {
  Html all;
  for (const auto& choice : choices) {
    Html words = ui::text(choice.words);
    if (choice.chosen) {
      words.add(ui::trusted(" ")).add(tag("span", {{"class", "nwd-choice__given"}}, say("answer-given")));
    }
    const std::string_view classes =
        choice.chosen ? "govuk-button--secondary nwd-choice nwd-choice--given" : "govuk-button--secondary nwd-choice";
    all.add(render(ui::Button{.content = words,
                              .name = std::string(field),
                              .value = choice.value,
                              .classes = std::string(classes),
                              .prevent_double_click = true}));
  }
  return tag("div", {{"class", "nwd-choices"}, {"role", "group"}, {"aria-labelledby", "question"}}, all);
}

Html skip_button(ui::Say say, std::string_view field, std::string_view what_happens) {
  const Html button = render(ui::Button{.content = say("skip-question"),
                                        .name = std::string(field),
                                        .value = "skip",
                                        .classes = "govuk-button--secondary nwd-skip",
                                        .prevent_double_click = true});
  return tag("div", {{"class", "nwd-skip-box"}}, button,
             tag("p", {{"class", "govuk-hint"}}, say("if-skipped"), ui::trusted(" "), what_happens));
}

Html why_details(ui::Say say, std::string_view why) {
  return render(ui::Details{.summary = say("why-asked"), .content = paragraph(why)});
}

}  // namespace nwd::casework
