// The shelter's side: one request with the minimum, and three answers to it.
#include "referral/pages_request.h"

#include <algorithm>

#include "casework/case_access.h"
#include "casework/pages.h"
#include "referral/pages_routes.h"
#include "ui/components.h"

namespace nwd::referral {

namespace {

constexpr std::size_t longest_question = 500;

Result<RequestPage> read_request(const Visit& visit, ReferralId id) {
  return visit.read_logged([&](storage::Writer& w) -> Result<RequestPage> {
    RequestPage page;
    NWD_TRY(page.open, read_referral(w, visit.session(), visit.now(), id));
    if (page.open.referral.state != State::accepted) return page;
    NWD_TRY(page.opened, casework::case_of_thread(w, visit.session(), page.open.referral.thread));
    return page;
  });
}

std::string inbox_state(const std::vector<Referral>& list, ReferralId id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Referral& r) { return r.id == id; });
  return found == list.end() ? "over" : state_of({*found});
}

// What has ended is no longer this organization's to read; Today says so.
Result<http::Response> request_page(const Visit& visit, ReferralId id, const ui::Form& form, bool too_late) {
  const auto opened = read_request(visit, id);
  if (!opened && opened.error().code == Code::not_found) {
    casework::note_try(visit.kit.site, visit.context, opened.error());
    return http::see_other("/today?m=3");
  }
  if (!opened) return fail(opened.error());
  const RequestPage& read = *opened;
  ui::Page page = visit.page("request-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  if (too_late)
    page.banner =
        render(ui::NotificationBanner{.content = visit.say("request-too-late"), .title = visit.say("notice")});
  page.has_errors = !form.ok();
  page.body = request_view(visit, read, form);
  page.path = request_path(id);
  page.back_href = "/today";
  // Only while waiting for an answer: whoever types a question is not interrupted.
  if (read.open.referral.state == State::asked && read.open.referral.question_open)
    page.live = ui::Live{request_path(id) + "/state", casework::state_etag(state_of({read.open.referral}))};
  return casework::answer(page, too_late ? 409 : form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show_request(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReferralId>("referral"));
  return request_page(visit, id, ui::Form(), false);
}

Result<http::Response> request_state(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReferralId>("referral"));
  NWD_TRY(const auto list, visit.read([&](storage::Reader& r) { return inbox(r, visit.session()); }));
  return casework::unless_changed(visit, inbox_state(list, id));
}

bool moved_on(const Error& error) {
  return error.code == Code::stale || error.code == Code::conflict || error.code == Code::gone;
}

struct Posted {
  ReferralId id;
  ui::Form form;
  std::int64_t version = 0;
};

Result<Posted> posted_answer(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReferralId>("referral"));
  NWD_TRY(auto form, visit.form());
  const auto version = form.number("v", {.from = 1, .required = true});
  if (!version) return fail(Code::invalid, "The form is not complete. Open the request again.");
  return Posted{id, std::move(form), *version};
}

// Accepted twice by a double click, or by two of us: both find the case.
Result<http::Response> accept_now(const Visit& visit) {
  NWD_TRY(const auto posted, posted_answer(visit));
  const auto accepted = visit.write([&](storage::Writer& w) {
    return accept(w, visit.session(), visit.kit.site.random, visit.now(), posted.id, posted.version);
  });
  if (accepted) return http::see_other(casework::case_path(accepted->opened.id));
  if (!moved_on(accepted.error())) return fail(accepted.error());
  const auto read = read_request(visit, posted.id);
  if (read && read->opened) return http::see_other(casework::case_path(*read->opened));
  return request_page(visit, posted.id, ui::Form(), true);
}

Result<http::Response> ask_now(const Visit& visit) {
  NWD_TRY(auto posted, posted_answer(visit));
  const auto question = posted.form.text("question", {.most = longest_question, .required = true, .lines = true});
  if (!question) return request_page(visit, posted.id, posted.form, false);
  const auto done = visit.write([&](storage::Writer& w) {
    return ask(w, visit.session(), visit.kit.site.random, visit.now(), posted.id, posted.version, *question);
  });
  if (!done && !moved_on(done.error())) return fail(done.error());
  return http::see_other(request_path(posted.id));
}

Result<http::Response> cannot_now(const Visit& visit) {
  NWD_TRY(const auto posted, posted_answer(visit));
  const auto reason = parse_cannot_take(posted.form.value("reason"));
  if (!reason) return http::see_other(request_path(posted.id));
  const auto done = visit.write([&](storage::Writer& w) {
    return cannot_take(w, visit.session(), visit.now(), posted.id, posted.version, *reason);
  });
  if (!done && moved_on(done.error())) return http::see_other(request_path(posted.id));
  if (!done) return fail(done.error());
  return http::see_other("/today?m=1");
}

}  // namespace

void add_request_pages(PageRoutes& routes) {
  const auto shelter = access::Rule::of({access::Role::caseworker});
  routes.get("/r/{referral}", shelter, "A request, with the minimum", show_request)
      .get("/r/{referral}/state", shelter.quietly(), "Whether anything changed", request_state)
      .post("/r/{referral}/accept", shelter, "Accepts: the bed is taken, the case opens", accept_now)
      .post("/r/{referral}/ask", shelter, "Asks the door", ask_now)
      .post("/r/{referral}/cannot", shelter, "Cannot take: it goes to the next at once", cannot_now);
}

}  // namespace nwd::referral
