// The page of one thread, for the region's navigator and for a supervisor of an organization in it: a
// reference, whose turn it is, what to do. It knows no person.
#include "casework/case_access.h"
#include "casework/pages_case_views.h"
#include "casework/pages_parts.h"
#include "referral/pages_routes.h"
#include "ui/components.h"

namespace nwd::referral {

using ui::Html;
using ui::tag;

namespace {

struct Ask {
  Referral referral;
  std::string phone;
};

struct ThreadPage {
  casework::Thread thread;
  std::string owner;
  std::vector<Ask> asks;
};

Html ask_row(const Visit& visit, const Ask& ask) {
  const auto& r = ask.referral;
  Html times;
  const auto add = [&](std::string_view key, const std::optional<Instant>& at) {
    if (!at) return;
    const std::string moment = visit.moment(*at);
    times.add(tag("li", {}, visit.say(key, {{"at", std::string_view(moment)}})));
  };
  add("thread-asked-at", r.asked_at);
  if (r.state == State::asked) add("thread-held-until", r.hold_until);
  add("thread-answered-at", r.answered_at);
  if (r.reason) times.add(tag("li", {}, visit.say("cannot-" + std::string(word(*r.reason)))));
  if (r.question_open) times.add(tag("li", {}, visit.say("thread-question-open")));
  Html body = tag("h3", {{"class", "govuk-heading-s"}}, r.to_name);
  body.add(tag("p", {{"class", "govuk-body"}},
               render(ui::Tag{.content = visit.say("state-is-" + std::string(word(r.state)))})));
  if (!times.empty()) body.add(tag("ul", {{"class", "govuk-list"}}, times));
  if (!ask.phone.empty()) body.add(casework::paragraph(casework::link("tel:" + ask.phone, ask.phone)));
  return tag("li", {{"class", "nwd-card"}}, body);
}

Html take_form(const Visit& visit, const ThreadPage& page) {
  const bool theirs = page.thread.step_owner == visit.session().organization;
  if (theirs || !visit.session().has(access::Role::navigator)) return {};
  const Html fields = join(casework::hidden_field("v", std::to_string(page.thread.version)),
                           render(ui::Button{.content = visit.say("thread-take"), .prevent_double_click = true}));
  return join(visit.post(thread_path(page.thread.id) + "/take", fields), casework::hint(visit.say("thread-take-hint")));
}

Html thread_view(const Visit& visit, const ThreadPage& page) {
  const auto& thread = page.thread;
  Html body = casework::heading(visit.say("thread-heading", {{"reference", std::string_view(thread.reference)}}));
  const std::string opened = visit.moment(thread.opened);
  body.add(casework::paragraph(
      visit.say("thread-" + std::string(casework::word(thread.state)), {{"opened", std::string_view(opened)}})));
  body.add(casework::next_step_view(visit, thread, page.owner));
  body.add(casework::paragraph(visit.say("todo-" + std::string(casework::word(thread.step)))));
  body.add(take_form(visit, page));
  Html rows;
  for (const auto& ask : page.asks) rows.add(ask_row(visit, ask));
  body.add(casework::subheading(visit.say("thread-asks"))).add(tag("ul", {{"class", "nwd-cards"}}, rows));
  return body.add(casework::hint(visit.say("thread-no-names")));
}

std::string thread_state(const ThreadPage& page) {
  std::vector<Referral> list;
  for (const auto& ask : page.asks) list.push_back(ask.referral);
  return std::to_string(page.thread.version) + '\n' + state_of(list);
}

Result<ThreadPage> read_thread_page(storage::Reader& reader, const Visit& visit, casework::ThreadId id) {
  NWD_TRY(const auto thread, casework::may(reader, casework::Asking::of(visit.context), access::Deed::read_thread, id));
  NWD_TRY(const auto list, of_thread(reader, visit.session(), id));
  ThreadPage page{.thread = thread, .owner = {}, .asks = {}};
  NWD_TRY(const auto owner, access::find_organization(reader, thread.step_owner));
  if (owner) page.owner = owner->name;
  for (const auto& referral : list) {
    NWD_TRY(const auto service, directory::find_service(reader, referral.service));
    page.asks.push_back({referral, service ? service->phone : std::string()});
  }
  return page;
}

Result<http::Response> show_thread(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<casework::ThreadId>("thread"));
  NWD_TRY(const auto read, visit.read([&](storage::Reader& r) { return read_thread_page(r, visit, id); }));
  ui::Page page = visit.page("thread-title");
  page.body = thread_view(visit, read);
  page.back_href = "/today";
  page.live = ui::Live{thread_path(id) + "/state", casework::state_etag(thread_state(read))};
  return casework::answer(page);
}

Result<http::Response> show_thread_state(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<casework::ThreadId>("thread"));
  NWD_TRY(const auto read, visit.read([&](storage::Reader& r) { return read_thread_page(r, visit, id); }));
  return casework::unless_changed(visit, thread_state(read));
}

Result<http::Response> take_over(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<casework::ThreadId>("thread"));
  NWD_TRY(auto form, visit.form());
  const auto version = form.number("v", {.from = 1, .required = true});
  if (!version) return http::see_other(thread_path(id));
  const auto done = visit.write(
      [&](storage::Writer& w) { return casework::take_step(w, visit.session(), visit.now(), id, *version); });
  if (!done && done.error().code != Code::stale) return fail(done.error());
  return http::see_other(thread_path(id));
}

}  // namespace

void add_thread_pages(PageRoutes& routes) {
  const auto navigator = access::Rule::of({access::Role::navigator});
  const auto readers = access::Rule::of({access::Role::navigator, access::Role::supervisor});
  routes.get("/t/{thread}", readers, "A thread: next step and what was asked", show_thread)
      .get("/t/{thread}/state", readers.quietly(), "Whether anything changed", show_thread_state)
      .post("/t/{thread}/take", navigator, "Takes the next step over", take_over);
}

}  // namespace nwd::referral
