// "My plan": what the law owes the person, what they get, and what happens next. No place, no name of anybody.
#include "casework/owed.h"
#include "casework/pages_parts.h"
#include "casework/pages_words.h"
#include "casework/persons_copy.h"
#include "person/guest.h"
#include "person/pages_routes.h"
#include "ui/components.h"
#include "ui/timeline.h"

namespace nwd::person {

using casework::OwedService;
using casework::PersonsCase;
using casework::Placement;
using ui::Html;
using ui::tag;

namespace {

struct Plan {
  PersonsCase open;
  casework::Owed owed;
  std::string holder;
};

std::string day_of(const Visit& visit, Day day) { return ui::day_text(day, visit.say); }

Html next_view(const Visit& visit, const Plan& plan) {
  const auto& thread = plan.open.thread;
  if (!thread || thread->step == casework::Step::none) return {};
  Html lines = casework::paragraph(visit.say("mine-step-" + std::string(word(thread->step))));
  if (thread->step_due >= visit.now()) {
    const std::string day = casework::day_words(visit, thread->step_due);
    lines.add(casework::hint(visit.say("mine-step-until", {{"day", std::string_view(day)}})));
  }
  return join(casework::subheading(visit.say("mine-next")), render(ui::InsetText{.content = lines}));
}

const Placement* running(const std::vector<Placement>& placements, std::string_view service) {
  for (const auto& one : placements)
    if (one.service == service && !one.until) return &one;
  return nullptr;
}

Html got_view(const Visit& visit, const Plan& plan) {
  std::vector<ui::Content> lines;
  for (const auto& one : plan.open.placements) {
    if (one.until) continue;
    const std::string service = casework::service_words(visit.say, one.service);
    const std::string day = day_of(visit, one.from);
    lines.emplace_back(
        visit.say("mine-got-line", {{"service", std::string_view(service)}, {"day", std::string_view(day)}}));
  }
  const Html head = casework::subheading(visit.say("mine-got"));
  return lines.empty() ? join(head, casework::paragraph(visit.say("mine-got-nothing")))
                       : join(head, casework::bullets(lines));
}

// When it is owed, as of today.
std::string when_words(const Visit& visit, const OwedService& owed) {
  for (const auto& interval : owed.certain.intervals()) {
    if (interval.end <= visit.today()) continue;
    const bool now = interval.begin <= visit.today();
    const std::string day = day_of(visit, now ? interval.end + -1 : interval.begin);
    if (now && interval.end >= distant_future) return visit.say("mine-owed-now");
    return visit.say(now ? "mine-owed-until" : "mine-owed-from", {{"day", std::string_view(day)}});
  }
  return visit.say("mine-owed-over");
}

Html owed_card(const Visit& visit, const Plan& plan, const OwedService& owed) {
  Html card = tag("h3", {{"class", "govuk-heading-s"}}, casework::service_words(visit.say, owed.service));
  card.add(casework::paragraph(when_words(visit, owed)));
  if (running(plan.open.placements, owed.service) != nullptr)
    card.add(render(ui::Tag{.content = visit.say("mine-you-get-it"), .classes = "govuk-tag--green"}));
  else if (owed.owed_today)
    card.add(render(ui::Tag{.content = visit.say("mine-not-yet"), .classes = "govuk-tag--yellow"}));
  return tag("li", {{"class", "nwd-card"}}, card);
}

Html owed_view(const Visit& visit, const Plan& plan) {
  Html certain;
  std::vector<ui::Content> maybe;
  for (const auto& owed : plan.owed.services) {
    if (!owed.certain.empty())
      certain.add(owed_card(visit, plan, owed));
    else if (!owed.possible.empty())
      maybe.emplace_back(casework::service_words(visit.say, owed.service));
  }
  Html body = casework::subheading(visit.say("mine-owed"));
  if (certain.empty())
    body.add(casework::paragraph(visit.say("mine-owed-nothing")));
  else
    body.add(casework::paragraph(visit.say("mine-owed-what"))).add(tag("ul", {{"class", "nwd-cards"}}, certain));
  if (!maybe.empty())
    body.add(casework::subheading(visit.say("mine-maybe")))
        .add(casework::paragraph(visit.say("mine-maybe-what")))
        .add(casework::bullets(maybe));
  return body;
}

// After the hand-off nobody here writes into it any more: what it says would grow old unseen.
Html plan_view(const Visit& visit, const Plan& plan) {
  const std::string_view who = plan.holder;
  Html body = casework::heading(visit.say("mine-plan-heading"));
  if (plan.open.record.state == casework::CaseState::handed_off)
    return body.add(render(ui::InsetText{.content = visit.say("mine-elsewhere", {{"who", who}})}));
  body.add(casework::paragraph(visit.say("mine-plan-what")));
  body.add(next_view(visit, plan)).add(got_view(visit, plan)).add(owed_view(visit, plan));
  return body.add(casework::hint(visit.say("mine-plan-hint", {{"who", who}})));
}

Result<http::Response> show_plan(const Guest& guest) {
  const auto& visit = guest.visit;
  Plan plan;
  NWD_CHECK(visit.read([&](storage::Reader& r) -> Result<void> {
    NWD_TRY(plan.open, casework::open_persons_copy(r, guest.session.reads, guest.session.case_id));
    NWD_TRY(plan.holder, organization_name(r, visit, plan.open.record.organization));
    return {};
  }));
  NWD_TRY(plan.owed, casework::owed_to(plan.open.facts, plan.open.placements, visit.today()));
  return guest_page(guest, "mine-plan-title", plan_view(visit, plan));
}

}  // namespace

void add_plan_pages(PageRoutes& routes, const DeskPtr& desk) {
  routes.get("/mine/plan", access::Rule::person(), "What I am owed, and what is happening",
             for_person(desk, show_plan));
}

}  // namespace nwd::person
