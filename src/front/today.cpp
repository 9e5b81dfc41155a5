#include "front/today.h"

#include <algorithm>

#include "front/screens.h"
#include "referral/pages.h"
#include "ui/components.h"

namespace nwd::front {

namespace {

constexpr std::int64_t ending_ms = 5 * minute_ms;  // a hold that ends so soon is about to lapse

bool shown_at_door(const casework::Case& record, const access::Session& session, Instant now) {
  if (record.opened_by != session.member) return false;
  const bool fresh = now - record.opened < day_ms;  // an intake left alone, or a hand-off done, moves off the page
  return record.state == casework::CaseState::sent || (fresh && record.state != casework::CaseState::closed);
}

Result<std::vector<Sought>> read_sought(storage::Reader& reader, const access::Session& session, Instant now) {
  std::vector<Sought> all;
  NWD_TRY(const auto cases, casework::list_cases(reader, session));
  for (const auto& record : cases) {
    if (all.size() == longest_today) break;
    if (!shown_at_door(record, session, now)) continue;
    Sought one{.record = record, .list = {}};
    if (record.thread) {
      NWD_TRY(one.list, referral::of_case(reader, session, record.id));
    }
    all.push_back(std::move(one));
  }
  return all;
}

Result<std::vector<Held>> read_held(storage::Reader& reader, const access::Session& session) {
  std::vector<Held> all;
  NWD_TRY(const auto cases, casework::list_cases(reader, session));
  for (const auto& record : cases) {
    if (all.size() == longest_today) break;
    if (record.state != casework::CaseState::open) continue;
    Held one{.record = record, .thread = {}};
    if (record.thread) {
      NWD_TRY(one.thread, casework::find_thread(reader, *record.thread));
    }
    all.push_back(std::move(one));
  }
  return all;
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

Result<std::vector<Followed>> read_followed(storage::Reader& reader, const access::Session& session, Instant now) {
  std::vector<Followed> all;
  NWD_TRY(const auto threads, casework::threads_of_region(reader, session.region));
  for (const auto& thread : threads) {
    Followed one{.thread = thread, .owner = {}};
    NWD_TRY(const auto owner, access::find_organization(reader, thread.step_owner));
    if (owner) one.owner = owner->name;
    NWD_TRY(const auto list, referral::of_thread(reader, session, thread.id));
    judge(one, list, now);
    all.push_back(std::move(one));
  }
  std::sort(all.begin(), all.end(), more_urgent);
  if (all.size() > longest_today) all.resize(longest_today);
  return all;
}

Result<Today> read_now(const Visit& visit) {
  return visit.read([&](storage::Reader& r) { return read_today(r, visit.session(), visit.now()); });
}

Result<http::Response> show_today(const Visit& visit) {
  NWD_TRY(const auto today, read_now(visit));
  ui::Page page = visit.page("today-title");
  page.body = today_view(visit, today);
  const auto told = visit.request.query_value("m");
  if (told == "1")
    page.banner = render(
        ui::NotificationBanner{.content = visit.say("today-passed-on"), .title = visit.say("done"), .success = true});
  if (told == "3")
    page.banner = render(ui::NotificationBanner{.content = visit.say("today-ended"), .title = visit.say("notice")});
  page.live = ui::Live{"/today/state", casework::state_etag(state_of(today))};
  return casework::answer(page);
}

Result<http::Response> show_today_state(const Visit& visit) {
  NWD_TRY(const auto today, read_now(visit));
  return casework::unless_changed(visit, state_of(today));
}

}  // namespace

Result<Today> read_today(storage::Reader& reader, const access::Session& session, Instant now) {
  Today today;
  if (session.has(access::Role::door_worker)) {
    NWD_TRY(today.sought, read_sought(reader, session, now));
  }
  if (session.has(access::Role::caseworker)) {
    NWD_TRY(today.requests, referral::inbox(reader, session));
    NWD_TRY(today.held, read_held(reader, session));
  }
  if (session.has(access::Role::navigator)) {
    NWD_TRY(today.followed, read_followed(reader, session, now));
  }
  return today;
}

std::string state_of(const Today& today) {
  std::string all;
  for (const auto& one : today.sought)
    all += one.record.id.text() + ' ' + std::string(casework::word(one.record.state)) + '\n' +
           referral::state_of(one.list);
  all += referral::state_of(today.requests);
  for (const auto& one : today.held)
    all += one.record.id.text() + ' ' + std::to_string(one.thread ? one.thread->version : 0) + '\n';
  for (const auto& one : today.followed)
    all += one.thread.id.text() + ' ' + std::to_string(one.thread.version) + ' ' +
           std::to_string(static_cast<int>(one.urgency)) + '\n';
  return all;
}

void add_today(PageRoutes& routes) {
  routes.get("/today", access::Rule::signed_in(), "What to do now", show_today)
      .get("/today/state", access::Rule::signed_in(), "Whether anything changed", show_today_state);
}

}  // namespace nwd::front
