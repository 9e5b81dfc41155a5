// What became of a referral, for the door that sent it.
#include <algorithm>

#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "referral/pages_messages.h"
#include "referral/pages_routes.h"
#include "release/pages.h"
#include "ui/components.h"
#include "ui/countdown.h"

namespace nwd::referral {

using ui::Html;
using ui::tag;

namespace {

constexpr std::size_t longest_answer = 500;

struct SentPage {
  OpenReferral open;
  std::vector<Referral> list;
};

Html accepted_view(const Visit& visit, const OpenReferral& open) {
  const std::string who = open.referral.to_name;
  Html panel = tag("p", {{"class", "nwd-panel__words"}}, visit.say("sent-go-now"));
  Html body =
      render(ui::Panel{.title = visit.say("sent-accepted", {{"who", std::string_view(who)}}), .content = panel});
  body.add(casework::subheading(visit.say("sent-address")));
  if (open.address) body.add(tag("p", {{"class", "govuk-body-l nwd-address"}}, *open.address));
  if (!open.address) body.add(casework::paragraph(visit.say("sent-no-address")));
  body.add(casework::paragraph(visit.say("sent-handed-off")));
  return body.add(casework::paragraph(
      casework::link(release::sharing_path(open.referral.sender_case), visit.say("case-to-sharing"))));
}

Html question_view(const Visit& visit, const OpenReferral& open, const ui::Form& form) {
  const Html fields = join(casework::hidden_field("v", std::to_string(open.referral.version)),
                           render(ui::Textarea{.name = "answer",
                                               .label = {.content = visit.say("sent-answer")},
                                               .hint = ui::Hint{.content = visit.say("sent-answer-hint")},
                                               .error = form_error(form, visit.say, "answer"),
                                               .value = std::string(form.value("answer")),
                                               .rows = 3,
                                               .autocomplete = "off"}),
                           render(ui::Button{.content = visit.say("sent-answer-send"), .prevent_double_click = true}));
  return visit.post(sent_path(open.referral.id) + "/answer", fields);
}

Html withdraw_view(const Visit& visit, const Referral& referral) {
  const Html fields = join(casework::hidden_field("v", std::to_string(referral.version)),
                           render(ui::Button{.content = visit.say("sent-withdraw-now"),
                                             .classes = "govuk-button--warning",
                                             .prevent_double_click = true}));
  const Html content = join(casework::paragraph(visit.say("sent-withdraw-hint")),
                            visit.post(sent_path(referral.id) + "/withdraw", fields));
  return render(ui::Details{.summary = visit.say("sent-withdraw"), .content = content});
}

Html asked_view(const Visit& visit, const SentPage& page, const ui::Form& form) {
  const auto& referral = page.open.referral;
  const std::string who = referral.to_name;
  const auto key = referral.question_open ? "sent-question" : "sent-waiting";
  Html body = casework::heading(visit.say(key, {{"who", std::string_view(who)}}));
  if (referral.hold_until) {
    const Html clock = render(ui::Countdown{.until = *referral.hold_until, .now = visit.now()}, visit.say);
    body.add(render(ui::InsetText{.content = join(visit.say("sent-held"), ui::trusted(" "), clock)}));
  }
  body.add(messages_view(visit, page.open.messages, referral.to_name));
  if (referral.question_open) body.add(question_view(visit, page.open, form));
  if (!referral.question_open) body.add(casework::paragraph(visit.say("sent-wait-words")));
  return body.add(withdraw_view(visit, referral));
}

Html nobody_view(const Visit& visit, const Referral& referral) {
  const bool withdrawn = referral.state == State::withdrawn;
  const std::string back = casework::intake_path(referral.sender_case, 4);
  return join(casework::heading(visit.say(withdrawn ? "sent-taken-back" : "sent-nobody")),
              casework::paragraph(visit.say(withdrawn ? "sent-taken-back-words" : "sent-nobody-words")),
              render(ui::Button{.content = visit.say("sent-choose-again"), .href = back}));
}

Html list_view(const Visit& visit, const std::vector<Referral>& list) {
  if (list.size() < 2) return {};
  ui::SummaryList rows;
  for (const auto& one : list)
    rows.rows.push_back({.key = one.to_name, .value = visit.say("state-is-" + std::string(word(one.state)))});
  return join(casework::subheading(visit.say("sent-list")), render(rows));
}

Html sent_view(const Visit& visit, const SentPage& page, const ui::Form& form) {
  const auto& referral = page.open.referral;
  const Html reference = tag("p", {{"class", "govuk-body"}}, visit.say("reference-is"), ui::trusted(" "),
                             tag("strong", {}, referral.reference));
  const Html state = referral.state == State::accepted ? accepted_view(visit, page.open)
                     : referral.state == State::asked  ? asked_view(visit, page, form)
                                                       : nobody_view(visit, referral);
  return join(state, list_view(visit, page.list), reference, casework::hint(visit.say("reference-hint")));
}

Result<http::Response> sent_page(const Visit& visit, ReferralId id, const ui::Form& form) {
  NWD_TRY(const auto read, visit.read_logged([&](storage::Writer& w) -> Result<SentPage> {
    SentPage page;
    NWD_TRY(page.open, read_referral(w, visit.session(), visit.now(), id));
    NWD_TRY(page.list, of_case(w, visit.session(), page.open.referral.sender_case));
    return page;
  }));
  const auto* now = current(read.list);
  if (now != nullptr && now->id != id) return http::see_other(sent_path(now->id));  // it was passed on
  ui::Page page = visit.page("sent-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = sent_path(id);
  page.body = sent_view(visit, read, form);
  page.back_href = "/today";
  // Whoever types an answer is not interrupted: without scripts a live page looks again every few seconds.
  if (!read.open.referral.question_open)
    page.live =
        ui::Live{"/i/" + read.open.referral.sender_case.text() + "/state", casework::state_etag(state_of(read.list))};
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show_sent(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReferralId>("referral"));
  return sent_page(visit, id, ui::Form());
}

// What was already answered or ended while the page stood open is no error: the page as it is now tells it.
Result<http::Response> back_to(const Result<void>& done, const std::string& path) {
  const bool moved_on = !done && (done.error().code == Code::stale || done.error().code == Code::conflict ||
                                  done.error().code == Code::gone);
  if (!done && !moved_on) return fail(done.error());
  return http::see_other(path);
}

Result<http::Response> save_answer(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReferralId>("referral"));
  NWD_TRY(auto form, visit.form());
  const auto version = form.number("v", {.from = 1, .required = true});
  const auto words = form.text("answer", {.most = longest_answer, .required = true, .lines = true});
  if (!version || !words) return sent_page(visit, id, form);
  const auto done = visit.write([&](storage::Writer& w) {
    return answer(w, visit.session(), visit.kit.site.random, visit.now(), id, *version, *words);
  });
  return back_to(done, sent_path(id));
}

Result<http::Response> withdraw_now(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReferralId>("referral"));
  NWD_TRY(auto form, visit.form());
  const auto version = form.number("v", {.from = 1, .required = true});
  if (!version) return http::see_other(sent_path(id));
  const auto done =
      visit.write([&](storage::Writer& w) { return withdraw(w, visit.session(), visit.now(), id, *version); });
  return back_to(done, sent_path(id));
}

Result<http::Response> sent_state(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<casework::CaseId>("case"));
  NWD_TRY(const auto list, visit.read([&](storage::Reader& r) { return of_case(r, visit.session(), id); }));
  return casework::unless_changed(visit, state_of(list));
}

}  // namespace

void add_sent_pages(PageRoutes& routes) {
  const auto door = access::Rule::of({access::Role::door_worker});
  routes.get("/a/{referral}", door, "What became of it", show_sent)
      .post("/a/{referral}/answer", door, "Answers the shelter's question", save_answer)
      .post("/a/{referral}/withdraw", door, "Takes it back", withdraw_now)
      .get("/i/{case}/state", door.quietly(), "Whether anything changed", sent_state);
}

}  // namespace nwd::referral
