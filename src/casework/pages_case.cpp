#include "casework/pages_case.h"

#include <algorithm>

#include "access/log_reader.h"
#include "casework/case_access.h"
#include "casework/log_words.h"
#include "casework/pages.h"
#include "casework/pages_access.h"
#include "casework/pages_case_views.h"

namespace nwd::casework {

namespace {

constexpr int seen_shown = 50;

Result<std::vector<Seen>> seen_of(storage::Reader& reader, const Visit& visit, CaseId id, Names& names) {
  auto opener = access::log_opener(visit.session());
  NWD_TRY(const auto entries, opener.of_subject(reader, id, seen_shown));
  std::vector<Seen> seen;
  for (const auto& entry : entries) {
    if (!entry.detail) {
      seen.push_back({entry.at, visit.say("seen-unreadable"), visit.say("deed-other")});
      continue;
    }
    NWD_TRY(auto who, names.who(*entry.detail));
    seen.push_back({entry.detail->at, std::move(who), deed_words(visit.say, entry.detail->deed)});
  }
  return seen;
}

Result<CasePage> read_page(storage::Writer& writer, const Visit& visit, CaseId id) {
  CasePage page;
  Names names(writer, visit);
  NWD_TRY(page.open, read_case(writer, visit.session(), visit.now(), id));
  if (page.open.record.thread) {
    NWD_TRY(page.thread, find_thread(writer, *page.open.record.thread));
  }
  if (page.thread) {
    NWD_TRY(page.step_owner, names.organization(page.thread->step_owner));
  }
  const auto asking = Asking::of(visit.context);
  NWD_TRY(page.alerts, alerts_of(writer, asking, id));
  NWD_TRY(const auto standing, standing_of(writer, asking, id));
  const auto allowed = [&](access::Deed deed) {
    return standing && access::allowed(visit.session().roles, deed, standing->relation);
  };
  page.may_block = allowed(access::Deed::manage_blocked);
  if (allowed(access::Deed::read_audit)) {
    NWD_TRY(page.seen, seen_of(writer, visit, id, names));
  }
  return page;
}

Result<http::Response> case_page(const Visit& visit, CaseId id, const ui::Form& form) {
  NWD_TRY(auto read, visit.read_logged([&](storage::Writer& w) { return read_page(w, visit, id); }));
  NWD_TRY(read.owed, owed_to(read.open.facts, read.open.placements, visit.today()));
  ui::Page page = visit.page("case-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.path = case_path(id);
  page.body = case_view(visit, read, form);
  page.back_href = "/today";
  page.wide = true;
  return answer(page, form.ok() ? 200 : asked_again);
}

Result<http::Response> show_case(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  return case_page(visit, id, ui::Form());
}

// The service must be one that the charter owes: the page offers no other.
Result<bool> is_owed(const Visit& visit, CaseId id, std::string_view service) {
  NWD_TRY(const auto open,
          visit.read_logged([&](storage::Writer& w) { return read_case(w, visit.session(), visit.now(), id); }));
  NWD_TRY(const auto owed, owed_to(open.facts, open.placements, visit.today()));
  return std::any_of(owed.services.begin(), owed.services.end(),
                     [&](const OwedService& one) { return one.service == service; });
}

Result<http::Response> record_begun(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  const std::string service(form.value("service"));
  const auto from = form.day("from", {.to = visit.today(), .required = true});
  if (!from) return case_page(visit, id, form);
  NWD_TRY(const bool owed, is_owed(visit, id, service));
  if (!owed) return fail(Code::invalid, "This service is not one that the charter names.");
  NWD_TRY(const auto placement, visit.write([&](storage::Writer& w) {
    return begin_placement(w, visit.session(), visit.kit.site.random, visit.now(), id, service, *from);
  }));
  static_cast<void>(placement);
  return http::see_other(case_path(id));
}

Result<http::Response> record_told(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  const auto told = form.choice<Exploitation>("exploitation", exploitation_options);
  if (!form.ok()) return case_page(visit, id, form);
  NWD_CHECK(visit.write([&](storage::Writer& w) -> Result<void> {
    NWD_TRY(auto open, read_case(w, visit.session(), visit.now(), id));
    open.facts.exploitation = told;
    NWD_CHECK(save_intake(w, visit.session(), visit.now(), id, open.record.version, open.facts, open.identity));
    return {};
  }));
  return http::see_other(case_path(id));
}

Result<http::Response> record_ended(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto form, visit.form());
  const auto placement = PlacementId::parse(form.value("placement"));
  if (!placement) return fail(Code::invalid, "This service is not in the record.");
  NWD_CHECK(visit.write([&](storage::Writer& w) {
    return end_placement(w, visit.session(), visit.now(), id, *placement, visit.today());
  }));
  return http::see_other(case_path(id));
}

// What the button said was done: another may have been quicker.
Result<http::Response> record_step(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto form, visit.form());
  const auto seen = step_of(form.value("step"));
  if (!seen) return fail(Code::invalid, "This is not a step.");
  NWD_CHECK(visit.write([&](storage::Writer& w) { return finish_step(w, visit.session(), visit.now(), id, *seen); }));
  return http::see_other(case_path(id));
}

}  // namespace

void add_case_pages(PageRoutes& routes) {
  const auto holders = access::Rule::of({access::Role::caseworker, access::Role::door_worker});
  const auto caseworker = access::Rule::of({access::Role::caseworker});
  routes.get("/c/{case}", holders, "A case: what is owed, what is received, who has seen it", show_case)
      .post("/c/{case}/step", caseworker, "Records that the next step is done", record_step)
      .post("/c/{case}/told", caseworker, "Records what the person told", record_told)
      .post("/c/{case}/begun", caseworker, "Records that a service has begun", record_begun)
      .post("/c/{case}/ended", caseworker, "Records that a service has ended", record_ended);
}

std::string case_path(CaseId id) { return "/c/" + id.text(); }

std::string intake_path(CaseId id, int screen) { return "/i/" + id.text() + '/' + std::to_string(screen); }

}  // namespace nwd::casework
