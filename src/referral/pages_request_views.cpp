#include <array>

#include "casework/pages.h"
#include "casework/pages_case_views.h"
#include "casework/pages_parts.h"
#include "referral/pages_messages.h"
#include "referral/pages_request.h"
#include "ui/components.h"
#include "ui/countdown.h"

namespace nwd::referral {

using ui::Html;
using ui::tag;

namespace {

Html version_field(const Referral& referral) { return casework::hidden_field("v", std::to_string(referral.version)); }

Html accept_form(const Visit& visit, const Referral& referral) {
  const Html fields = join(version_field(referral), render(ui::Button{.content = visit.say("request-accept"),
                                                                      .classes = "nwd-accept",
                                                                      .prevent_double_click = true}));
  return visit.post(request_path(referral.id) + "/accept", fields);
}

Html ready_question(const Visit& visit, const Referral& referral, int number) {
  const std::string words = visit.say("request-ready-" + std::to_string(number));
  return visit.post(
      request_path(referral.id) + "/ask",
      join(version_field(referral), casework::hidden_field("question", words),
           render(ui::Button{
               .content = words, .classes = "govuk-button--secondary nwd-choice", .prevent_double_click = true})));
}

Html ask_details(const Visit& visit, const Referral& referral, const ui::Form& form) {
  Html content = casework::paragraph(visit.say("request-ask-hint"));
  for (int i = 1; i <= ready_questions; ++i) content.add(ready_question(visit, referral, i));
  const Html own = join(version_field(referral),
                        render(ui::Textarea{.name = "question",
                                            .label = {.content = visit.say("request-ask-own")},
                                            .error = form_error(form, visit.say, "question"),
                                            .value = std::string(form.value("question")),
                                            .rows = 2,
                                            .autocomplete = "off"}),
                        render(ui::Button{.content = visit.say("request-ask-send"), .prevent_double_click = true}));
  content.add(visit.post(request_path(referral.id) + "/ask", own));
  return render(ui::Details{.summary = visit.say("request-ask"), .content = content, .open = !form.ok()});
}

constexpr std::array<CannotTake, 5> reasons = {CannotTake::full, CannotTake::no_staff, CannotTake::not_equipped,
                                               CannotTake::outside_licence, CannotTake::closed_tonight};

Html cannot_details(const Visit& visit, const Referral& referral) {
  Html buttons;
  for (const auto reason : reasons)
    buttons.add(render(ui::Button{.content = visit.say("cannot-" + std::string(word(reason))),
                                  .name = "reason",
                                  .value = std::string(word(reason)),
                                  .classes = "govuk-button--secondary nwd-choice",
                                  .prevent_double_click = true}));
  const Html group =
      tag("div", {{"class", "nwd-choices"}, {"role", "group"}, {"aria-label", visit.say("request-cannot")}}, buttons);
  const Html content = join(casework::paragraph(visit.say("request-cannot-hint")),
                            visit.post(request_path(referral.id) + "/cannot", join(version_field(referral), group)));
  return render(ui::Details{.summary = visit.say("request-cannot"), .content = content});
}

Html held_view(const Visit& visit, const Referral& referral) {
  if (!referral.hold_until) return {};
  return render(ui::InsetText{
      .content = join(visit.say("request-held"), ui::trusted(" "),
                      render(ui::Countdown{.until = *referral.hold_until, .now = visit.now()}, visit.say))});
}

Html waiting_view(const Visit& visit, const RequestPage& page, const ui::Form& form) {
  const auto& referral = page.open.referral;
  const std::string from = referral.from_name;
  const std::string at = visit.moment(referral.asked_at.value_or(referral.created));
  Html body = casework::heading(visit.say("request-heading"), referral.reference);
  body.add(
      casework::paragraph(visit.say("request-from", {{"from", std::string_view(from)}, {"at", std::string_view(at)}})));
  body.add(held_view(visit, referral));
  if (!page.open.packet) body.add(casework::paragraph(visit.say("request-no-permission")));
  if (page.open.packet) {
    body.add(casework::subheading(visit.say("request-told"))).add(casework::hint(visit.say("request-told-hint")));
    body.add(casework::identity_view(visit.say, page.open.packet->identity));
    body.add(casework::answers_view(visit.say, page.open.packet->facts));
  }
  body.add(messages_view(visit, page.open.messages, referral.from_name));
  if (referral.question_open) body.add(casework::paragraph(visit.say("request-question-open")));
  body.add(accept_form(visit, referral));
  if (!referral.question_open) body.add(ask_details(visit, referral, form));
  return body.add(cannot_details(visit, referral));
}

}  // namespace

Html request_view(const Visit& visit, const RequestPage& page, const ui::Form& form) {
  const auto& referral = page.open.referral;
  if (referral.state == State::asked) return waiting_view(visit, page, form);
  Html body = join(casework::heading(visit.say("request-over"), referral.reference),
                   casework::paragraph(visit.say("request-accepted")));
  if (page.opened)
    body.add(render(ui::Button{.content = visit.say("request-open-case"), .href = casework::case_path(*page.opened)}));
  return body.add(casework::paragraph(casework::link("/today", visit.say("back-to-today"))));
}

}  // namespace nwd::referral
