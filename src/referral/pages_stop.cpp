// Stopping: what ends, what cannot be taken back, one button. Nobody is asked why.
#include "casework/pages_parts.h"
#include "referral/pages_routes.h"
#include "release/pages.h"
#include "ui/components.h"

namespace nwd::referral {

using ui::Html;

namespace {

Html stop_view(const Visit& visit, const release::Release& release) {
  const auto& say = visit.say;
  const std::string_view who = release.recipient_name;
  std::vector<ui::Content> ends{say("stop-ends-now", {{"who", who}}), say("stop-ends-future"),
                                say("stop-no-help-lost")};
  if (release.of_packet()) ends.emplace_back(say("stop-packet-ends"));
  const Html button =
      render(ui::Button{.content = say("stop-now"), .classes = "govuk-button--warning", .prevent_double_click = true});
  return join(casework::heading(say("stop-heading", {{"who", who}})), casework::subheading(say("stop-what-ends")),
              casework::bullets(ends), casework::subheading(say("stop-what-stays")),
              casework::paragraph(say(release.of_packet() ? "stop-stays-packet" : "stop-stays", {{"who", who}})),
              visit.post(release::stop_path(release.id), button),
              casework::paragraph(casework::link(release::sharing_path(release.case_id), say("stop-keep"))));
}

Result<release::Release> asked_for(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReleaseId>("release"));
  return visit.read([&](storage::Reader& r) { return release::find_release(r, visit.session(), id); });
}

Result<http::Response> show_stop(const Visit& visit) {
  NWD_TRY(const auto release, asked_for(visit));
  if (release.withdrawn) return http::see_other(release::sharing_path(release.case_id));
  ui::Page page = visit.page("sharing-title");
  page.body = stop_view(visit, release);
  page.back_href = release::sharing_path(release.case_id);
  return casework::answer(page);
}

Result<http::Response> stop_now(const Visit& visit) {
  NWD_TRY(const auto release, asked_for(visit));
  NWD_CHECK(visit.write([&](storage::Writer& w) { return stop_sharing(w, visit.session(), visit.now(), release.id); }));
  return http::see_other(release::sharing_path(release.case_id));
}

}  // namespace

void add_stop_pages(PageRoutes& routes) {
  const auto holders = access::Rule::of({access::Role::caseworker, access::Role::door_worker});
  routes.get("/s/{release}/stop", holders, "What ends and what stays, before it is stopped", show_stop)
      .post("/s/{release}/stop", holders, "Stops sharing", stop_now);
}

}  // namespace nwd::referral
