#include "casework/pages.h"
#include "casework/pages_access.h"
#include "casework/pages_case_views.h"
#include "casework/pages_parts.h"
#include "front/today.h"
#include "referral/pages.h"
#include "search/pages.h"
#include "ui/components.h"
#include "ui/countdown.h"

namespace nwd::front {

using casework::Visit;
using ui::Html;
using ui::tag;

namespace {

Html card(std::string_view href, const Html& title, const Html& below) {
  return tag("li", {{"class", "nwd-card nwd-card--link"}},
             tag("h3", {{"class", "govuk-heading-s"}}, casework::link(href, title)), below);
}

Html section(std::string_view title, const Html& cards, std::string_view when_empty) {
  Html body = casework::subheading(title);
  if (cards.empty()) return body.add(casework::paragraph(when_empty));
  return body.add(tag("ul", {{"class", "nwd-cards"}}, cards));
}

Html body_line(const Html& words) { return tag("p", {{"class", "govuk-body"}}, words); }

Html countdown(const Visit& visit, Instant until) {
  return render(ui::Countdown{.until = until, .now = visit.now()}, visit.say);
}

// --- door ---

Html sought_card(const Visit& visit, const Sought& one) {
  const auto* now = referral::current(one.list);
  const std::string opened = visit.moment(one.record.opened);
  if (now == nullptr)
    return card(casework::intake_path(one.record.id, 1), ui::text(visit.say("door-go-on")),
                body_line(ui::text(visit.say("door-not-sent", {{"at", std::string_view(opened)}}))));
  const std::string who = now->to_name;
  const Html title = ui::text(visit.say("door-reference", {{"reference", std::string_view(now->reference)}}));
  const std::string path = referral::sent_path(now->id);
  const auto line = [&](std::string_view key) { return visit.say(key, {{"who", std::string_view(who)}}); };
  switch (now->state) {
    case referral::State::accepted: return card(path, title, body_line(ui::text(line("door-accepted"))));
    case referral::State::asked: {
      Html words = ui::text(line(now->question_open ? "door-question" : "door-waiting"));
      if (now->hold_until) words.add(ui::trusted(" ")).add(countdown(visit, *now->hold_until));
      return card(path, title, body_line(words));
    }
    case referral::State::withdrawn: return card(path, title, body_line(ui::text(visit.say("door-taken-back"))));
    default: return card(casework::intake_path(one.record.id, 4), title, body_line(ui::text(visit.say("door-nobody"))));
  }
}

Html door_view(const Visit& visit, const Listed<Sought>& sought) {
  const Html start = visit.post(
      "/i",
      render(ui::Button{
          .content = visit.say("door-start"), .classes = "nwd-start", .start = true, .prevent_double_click = true}));
  Html cards;
  for (const auto& one : sought.shown) cards.add(sought_card(visit, one));
  return join(casework::paragraph(visit.say("door-start-hint")), start,
              section(visit.say("door-sought"), cards, visit.say("door-none")));
}

// --- shelter ---

Html request_card(const Visit& visit, const referral::Referral& one) {
  const std::string at = visit.moment(one.asked_at.value_or(one.created));
  const std::string from = one.from_name;
  Html words = ui::text(visit.say(one.question_open ? "shelter-asked-back" : "shelter-asked-at",
                                  {{"from", std::string_view(from)}, {"at", std::string_view(at)}}));
  if (one.hold_until) words.add(ui::trusted(" ")).add(countdown(visit, *one.hold_until));
  const Html title = ui::text(visit.say("shelter-request", {{"reference", std::string_view(one.reference)}}));
  return card(referral::request_path(one.id), title, body_line(words));
}

Html held_card(const Visit& visit, const Held& one) {
  const Html title = ui::text(visit.say("shelter-case", {{"reference", std::string_view(one.record.reference)}}));
  const std::string opened = visit.moment(one.record.opened);
  Html words = ui::text(visit.say("shelter-since", {{"at", std::string_view(opened)}}));
  if (one.thread) words.add(ui::trusted(" ")).add(casework::step_text(visit.say, one.thread->step));
  return card(casework::case_path(one.record.id), title, body_line(words));
}

Html shelter_view(const Visit& visit, const Today& today) {
  Html body;
  const auto count = static_cast<std::int64_t>(today.requests.size());
  if (count > 0)
    body.add(render(
        ui::NotificationBanner{.content = visit.say("shelter-new", {{"count", count}}), .title = visit.say("notice")}));
  Html requests;
  for (const auto& one : today.requests) requests.add(request_card(visit, one));
  Html held;
  for (const auto& one : today.held.shown) held.add(held_card(visit, one));
  body.add(section(visit.say("shelter-requests"), requests, visit.say("shelter-no-requests")));
  body.add(section(visit.say("shelter-held"), held, visit.say("shelter-no-cases")));
  return body.add(casework::paragraph(casework::link("/beds", visit.say("shelter-beds"))));
}

// --- navigator ---

Html urgency_tag(const Visit& visit, const Followed& one) {
  const ui::Arguments minutes = {{"minutes", one.minutes}};
  switch (one.urgency) {
    case Urgency::nobody_left:
      return render(ui::Tag{.content = visit.say("urgent-nobody-left"), .classes = "govuk-tag--red"});
    case Urgency::hold_ending:
      return render(ui::Tag{.content = visit.say("urgent-hold-ending", minutes), .classes = "govuk-tag--red"});
    case Urgency::unanswered:
      return render(ui::Tag{.content = visit.say("urgent-unanswered", minutes), .classes = "govuk-tag--orange"});
    case Urgency::ordinary: break;
  }
  return {};
}

Html followed_card(const Visit& visit, const Followed& one) {
  const auto& thread = one.thread;
  const Html title = ui::text(visit.say("thread-heading", {{"reference", std::string_view(thread.reference)}}));
  const std::string due = visit.moment(thread.step_due);
  Html below;
  if (const Html mark = urgency_tag(visit, one); !mark.empty()) below.add(body_line(mark));
  below.add(body_line(ui::text(casework::step_text(visit.say, thread.step))));
  if (thread.step != casework::Step::none)
    below.add(casework::hint(
        visit.say(due_key(visit, thread), {{"owner", std::string_view(one.owner)}, {"due", std::string_view(due)}})));
  return card(referral::thread_path(thread.id), title, below);
}

Html navigator_view(const Visit& visit, const Listed<Followed>& followed) {
  Html cards;
  for (const auto& one : followed.shown) cards.add(followed_card(visit, one));
  return join(section(visit.say("navigator-threads"), cards, visit.say("navigator-none")),
              casework::hint(visit.say("thread-no-names")));
}

// --- who may see a record ---

Html alerts_view(const Visit& visit, const std::vector<casework::Alert>& alerts) {
  Html cards;
  for (const auto& one : alerts) {
    const std::string title = one.reference.empty()
                                  ? visit.say("alerts-case-new")
                                  : visit.say("alerts-case", {{"reference", std::string_view(one.reference)}});
    cards.add(card(casework::case_path(one.case_id), ui::text(title),
                   body_line(ui::text(casework::alert_words(visit, one)))));
  }
  return cards.empty() ? Html() : section(visit.say("today-alerts"), cards, {});
}

Html glass_cards(const Visit& visit, const std::vector<casework::Glass>& glasses, std::string_view key) {
  Html cards;
  for (const auto& one : glasses) {
    const std::string reason = visit.say("glass-reason-" + std::string(casework::word(one.reason)));
    const std::string title = casework::record_words(visit, one.reference, one.asked);
    cards.add(card(casework::glass_path(one.id), ui::text(title),
                   body_line(ui::text(visit.say(
                       key, {{"who", std::string_view(one.asked_by_name)}, {"reason", std::string_view(reason)}})))));
  }
  return cards;
}

Html urgent_view(const Visit& visit, const Today& today) {
  Html body = alerts_view(visit, today.alerts);
  const Html waiting = glass_cards(visit, today.to_confirm, "today-glass-card");
  if (!waiting.empty()) body.add(section(visit.say("today-glass-waiting"), waiting, {}));
  return body;
}

Html supervisor_view(const Visit& visit, const Today& today) {
  Html body = section(visit.say("today-reviews"), glass_cards(visit, today.to_review, "today-review-card"),
                      visit.say("today-no-reviews"));
  Html cards;
  for (const auto& one : today.own_threads.shown) cards.add(followed_card(visit, one));
  return body.add(section(visit.say("today-own-threads"), cards, visit.say("navigator-none")));
}

Html glass_link(const Visit& visit) {
  return casework::paragraph(casework::link("/glass", visit.say("today-glass-link")));
}

Html drafter_view(const Visit& visit) {
  return tag("p", {{"class", "govuk-body"}}, casework::link("/drafts", visit.say("drafting-open")),
             ui::text(" " + visit.say("drafting-what")));
}

// What did not fit on this page is on the next.
Html page_links(const Visit& visit, const Today& today) {
  const auto pages = pages_of(today);
  if (pages == 1) return {};
  const auto link = [&](std::int64_t page, std::string_view words) {
    return ui::PageLink{.href = "/today" + page_query(page), .content = visit.say(words)};
  };
  ui::Pagination links{.label = visit.say("pages-label")};
  if (today.page > 1) links.previous = link(today.page - 1, "pages-previous");
  if (today.page < pages) links.next = link(today.page + 1, "pages-next");
  const std::string words = visit.say("pages-of", {{"page", today.page}, {"pages", pages}});
  return join(casework::hint(words), render(links));
}

}  // namespace

Html today_view(const Visit& visit, const Today& today, const Html& news) {
  const auto& session = visit.session();
  Html body = casework::heading(visit.say("today-heading"));
  body.add(urgent_view(visit, today)).add(news);
  if (session.has(access::Role::door_worker)) body.add(door_view(visit, today.sought));
  if (session.has(access::Role::caseworker)) body.add(shelter_view(visit, today));
  body.add(search::search_box(visit));
  if (session.has(access::Role::navigator)) body.add(navigator_view(visit, today.followed));
  if (session.has(access::Role::drafter) || session.has(access::Role::director)) body.add(drafter_view(visit));
  if (session.has(access::Role::supervisor)) body.add(supervisor_view(visit, today));
  if (session.has(access::Role::door_worker) || session.has(access::Role::supervisor)) body.add(glass_link(visit));
  body.add(page_links(visit, today));
  return body.add(
      tag("p", {{"class", "govuk-body nwd-look-again"}}, casework::link("/today", visit.say("look-again"))));
}

}  // namespace nwd::front
