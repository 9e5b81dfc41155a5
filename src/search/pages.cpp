#include "search/pages.h"

#include "base/text.h"
#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "search/search.h"
#include "ui/components.h"

namespace nwd::search {

using casework::Visit;
using ui::Html;
using ui::tag;

namespace {

constexpr std::string_view path = "/find";

// What is typed is not for the browser to remember either.
Html field(const Visit& visit, const ui::Form& form, const std::string& classes) {
  return render(ui::Input{.name = "name",
                          .label = {.content = visit.say("find-name"), .classes = classes},
                          .hint = ui::Hint{.content = visit.say("find-hint")},
                          .error = form_error(form, visit.say, "name"),
                          .value = std::string(form.value("name")),
                          .classes = "govuk-input--width-20",
                          .autocomplete = "off",
                          .autocapitalize = "off",
                          .spellcheck = false});
}

Html box(const Visit& visit, const ui::Form& form, const std::string& label) {
  return visit.post(path, join(field(visit, form, label), render(ui::Button{.content = visit.say("find-go"),
                                                                            .classes = "govuk-button--secondary",
                                                                            .prevent_double_click = true})));
}

Html found_card(const Visit& visit, const Found& one) {
  const std::string title = one.called.empty() ? visit.say("find-no-name") : one.called;
  const std::string opened = visit.moment(one.opened);
  Html below =
      ui::text(one.reference.empty() ? visit.say("find-opened", {{"at", std::string_view(opened)}})
                                     : visit.say("find-reference", {{"reference", std::string_view(one.reference)},
                                                                    {"at", std::string_view(opened)}}));
  below.add(ui::text(" " + visit.say("find-state-" + std::string(casework::word(one.state)))));
  return tag("li", {{"class", "nwd-card nwd-card--link"}},
             tag("h3", {{"class", "govuk-heading-s"}}, casework::link(casework::case_path(one.id), title)),
             tag("p", {{"class", "govuk-body"}}, below));
}

// The name is carried in the form, not in an address.
Html page_button(const Visit& visit, const std::string& name, std::int64_t page, std::string_view words) {
  return visit.post(path,
                    join(casework::hidden_field("name", name), casework::hidden_field("page", std::to_string(page)),
                         render(ui::Button{.content = visit.say(words), .classes = "govuk-button--secondary"})));
}

Html page_buttons(const Visit& visit, const std::string& name, std::int64_t page, std::int64_t all) {
  const auto pages = std::min(last_page, (all + page_size - 1) / page_size);
  if (pages <= 1) return {};
  Html buttons = casework::hint(visit.say("pages-of", {{"page", page}, {"pages", pages}}));
  if (page > 1) buttons.add(page_button(visit, name, page - 1, "pages-previous"));
  if (page < pages) buttons.add(page_button(visit, name, page + 1, "pages-next"));
  return buttons;
}

Html answer_view(const Visit& visit, const Answer& answer, const std::string& name, std::int64_t page) {
  const auto& say = visit.say;
  Html body;
  if (!answer.complete) body.add(render(ui::InsetText{.content = say("find-incomplete")}));
  if (!answer.undamaged) body.add(render(ui::InsetText{.content = say("find-damaged")}));
  body.add(casework::subheading(say("find-count", {{"count", answer.found.all}})));
  if (answer.found.all == 0) return body.add(casework::paragraph(say("find-none")));
  Html cards;
  for (const auto& one : answer.found.shown) cards.add(found_card(visit, one));
  body.add(tag("ul", {{"class", "nwd-cards"}}, cards));
  return body.add(page_buttons(visit, name, page, answer.found.all));
}

http::Response page_with(const Visit& visit, const ui::Form& form, const Html& below) {
  ui::Page page = visit.page("find-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = path;
  page.body = join(casework::heading(visit.say("find-heading")), box(visit, form, "govuk-label--m"), below,
                   casework::hint(visit.say("find-where")));
  page.back_href = "/today";
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show_box(const Visit& visit) { return page_with(visit, ui::Form(), {}); }

Result<http::Response> show_found(const Visit& visit) {
  NWD_TRY(auto form, visit.form());
  const std::string name(trim(form.value("name")));
  const auto page = whole_number(form.value("page"), 1, last_page).value_or(1);
  const auto answer = find(visit.kit.site.database, casework::Asking::of(visit.context), name, page);
  if (answer) return page_with(visit, form, answer_view(visit, *answer, name, page));
  if (answer.error().code == Code::invalid) form.problems(answer.error().fields);
  if (answer.error().code == Code::rate_limited) form.problem("name", "find-too-often");
  if (form.ok()) return fail(answer.error());
  return page_with(visit, form, {});
}

}  // namespace

bool may_search(const access::Session& session) { return session.roles.any_of(searchers); }

Html search_box(const Visit& visit) {
  return may_search(visit.session()) ? box(visit, ui::Form(), "govuk-label--s") : Html();
}

Result<void> add_pages(const casework::PageKitPtr& kit) {
  casework::PageRoutes routes(kit);
  const auto rule = access::Rule::of(searchers);
  routes.get(std::string(path), rule, "Finding somebody by name", show_box)
      .post(std::string(path), rule, "Who is found", show_found);
  return routes.done();
}

}  // namespace nwd::search
