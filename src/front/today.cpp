#include "front/today.h"

#include <algorithm>

#include "base/text.h"
#include "front/screens.h"
#include "referral/pages.h"
#include "same_person/pages.h"
#include "ui/components.h"

namespace nwd::front {

namespace {

constexpr std::int64_t ending_ms = 5 * minute_ms;  // a hold that ends so soon is about to lapse

Result<Listed<Sought>> read_sought(storage::Reader& reader, const access::Session& session, Instant now, Part part) {
  NWD_TRY(const auto cases, casework::cases_at_door(reader, session, now, part));
  Listed<Sought> listed{.shown = {}, .all = cases.all};
  for (const auto& record : cases.shown) {
    Sought one{.record = record, .list = {}};
    if (record.thread) {
      NWD_TRY(one.list, referral::of_case(reader, session, record.id));
    }
    listed.shown.push_back(std::move(one));
  }
  return listed;
}

Result<Listed<Held>> read_held(storage::Reader& reader, const access::Session& session, Part part) {
  NWD_TRY(const auto cases, casework::cases_held(reader, session, part));
  Listed<Held> listed{.shown = {}, .all = cases.all};
  for (const auto& record : cases.shown) {
    Held one{.record = record, .thread = {}};
    if (record.thread) {
      NWD_TRY(one.thread, casework::find_thread(reader, *record.thread));
    }
    listed.shown.push_back(std::move(one));
  }
  return listed;
}

void judge(Followed& one, const std::vector<referral::Referral>& list, Instant now) {
  if (one.thread.step == casework::Step::find_another) one.urgency = Urgency::nobody_left;
  const auto* asked = referral::current(list);
  if (asked == nullptr || asked->state != referral::State::asked) return;
  if (asked->hold_until && *asked->hold_until - now <= ending_ms) {
    one.urgency = Urgency::hold_ending;
    one.minutes = std::max<std::int64_t>(0, (*asked->hold_until - now + minute_ms - 1) / minute_ms);
  } else if (asked->asked_at && now - *asked->asked_at >= referral::answer_ms) {
    one.urgency = Urgency::unanswered;
    one.minutes = (now - *asked->asked_at) / minute_ms;
  }
}

bool more_urgent(const Followed& a, const Followed& b) {
  if (a.urgency != b.urgency) return a.urgency < b.urgency;
  if (a.thread.step_due != b.thread.step_due) return a.thread.step_due < b.thread.step_due;
  return a.thread.opened < b.thread.opened;
}

Result<Listed<Followed>> follow(storage::Reader& reader, const access::Session& session, Instant now,
                                const Listed<casework::Thread>& threads) {
  Listed<Followed> listed{.shown = {}, .all = threads.all};
  for (const auto& thread : threads.shown) {
    Followed one{.thread = thread, .owner = {}};
    NWD_TRY(const auto owner, access::find_organization(reader, thread.step_owner));
    if (owner) one.owner = owner->name;
    NWD_TRY(const auto list, referral::of_thread(reader, session, thread.id));
    judge(one, list, now);
    listed.shown.push_back(std::move(one));
  }
  std::sort(listed.shown.begin(), listed.shown.end(), more_urgent);
  return listed;
}

// What each role finds of the records' access: by role, so that nobody's Today does work that is not theirs.
Result<void> read_tasks(storage::Reader& reader, const access::Session& session, Instant now, Today& today) {
  const casework::Asking asking{session, now};
  if (session.roles.any_of({access::Role::door_worker, access::Role::caseworker})) {
    NWD_TRY(today.alerts, casework::alerts(reader, asking));
    NWD_TRY(today.to_confirm, casework::glasses_to_confirm(reader, asking));
  }
  if (session.has(access::Role::supervisor)) {
    NWD_TRY(today.to_review, casework::glasses_to_review(reader, asking));
  }
  return {};
}

Result<Today> read_page(storage::Reader& reader, const access::Session& session, Instant now, std::int64_t page) {
  Today today;
  today.page = page;
  const auto part = Part::page(page, today_page);
  if (session.has(access::Role::door_worker)) {
    NWD_TRY(today.sought, read_sought(reader, session, now, part));
  }
  if (session.has(access::Role::caseworker)) {
    NWD_TRY(today.requests, referral::inbox(reader, session));
    NWD_TRY(today.held, read_held(reader, session, part));
  }
  if (session.has(access::Role::navigator)) {
    NWD_TRY(const auto threads, casework::threads_of_region(reader, session, part));
    NWD_TRY(today.followed, follow(reader, session, now, threads));
  }
  if (session.has(access::Role::supervisor)) {
    NWD_TRY(const auto threads, casework::threads_of_organization(reader, session, part));
    NWD_TRY(today.own_threads, follow(reader, session, now, threads));
  }
  NWD_CHECK(read_tasks(reader, session, now, today));
  return today;
}

std::int64_t page_of(const http::Request& request) {
  constexpr std::int64_t last = 1'000'000;
  return whole_number(request.query_value("page").value_or(""), 1, last).value_or(1);
}

Result<Today> read_now(const Visit& visit) {
  return visit.read(
      [&](storage::Reader& r) { return read_today(r, visit.session(), visit.now(), page_of(visit.request)); });
}

Result<http::Response> show_today(const Visit& visit) {
  NWD_TRY(const auto today, read_now(visit));
  NWD_TRY(const auto elsewhere, same_person::today_view(visit));
  ui::Page page = visit.page("today-title");
  page.body = today_view(visit, today, elsewhere);
  const auto told = visit.request.query_value("m");
  if (told == "1")
    page.banner = render(
        ui::NotificationBanner{.content = visit.say("today-passed-on"), .title = visit.say("done"), .success = true});
  if (told == "3")
    page.banner = render(ui::NotificationBanner{.content = visit.say("today-ended"), .title = visit.say("notice")});
  page.live = ui::Live{"/today/state" + page_query(today.page), casework::state_etag(state_of(today))};
  return casework::answer(page);
}

Result<http::Response> show_today_state(const Visit& visit) {
  NWD_TRY(const auto today, read_now(visit));
  return casework::unless_changed(visit, state_of(today));
}

}  // namespace

// A list that has become shorter ends at its last page: "nobody" would not be true there.
Result<Today> read_today(storage::Reader& reader, const access::Session& session, Instant now, std::int64_t page) {
  NWD_TRY(auto today, read_page(reader, session, now, page));
  const auto last = pages_of(today);
  if (page <= last) return today;
  return read_page(reader, session, now, last);
}

std::int64_t pages_of(const Today& today) {
  const auto longest = std::max({today.sought.all, today.held.all, today.followed.all, today.own_threads.all});
  return std::max<std::int64_t>(1, (longest + today_page - 1) / today_page);
}

std::string page_query(std::int64_t page) { return page == 1 ? "" : "?page=" + std::to_string(page); }

std::string state_of(const Today& today) {
  std::string all = std::to_string(pages_of(today)) + '\n';
  for (const auto& one : today.sought.shown)
    all += one.record.id.text() + ' ' + std::string(casework::word(one.record.state)) + '\n' +
           referral::state_of(one.list);
  all += referral::state_of(today.requests);
  for (const auto& one : today.held.shown)
    all += one.record.id.text() + ' ' + std::to_string(one.thread ? one.thread->version : 0) + '\n';
  for (const auto* list : {&today.followed, &today.own_threads})
    for (const auto& one : list->shown)
      all += one.thread.id.text() + ' ' + std::to_string(one.thread.version) + ' ' +
             std::to_string(static_cast<int>(one.urgency)) + '\n';
  for (const auto& one : today.alerts)
    all += one.case_id.text() + " alert " + to_text(one.at) + ' ' + std::to_string(one.times) + '\n';
  for (const auto* list : {&today.to_confirm, &today.to_review})
    for (const auto& one : *list) all += one.id.text() + " glass\n";
  return all;
}

void add_today(PageRoutes& routes) {
  routes.get("/today", access::Rule::signed_in(), "What to do now", show_today)
      .get("/today/state", access::Rule::signed_in().quietly(), "Whether anything changed", show_today_state);
}

}  // namespace nwd::front
