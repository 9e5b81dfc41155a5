// "Who knows what about me", and stopping it: two taps from there. Nobody is asked why.
#include "casework/pages_parts.h"
#include "person/guest.h"
#include "person/pages_routes.h"
#include "referral/referral.h"
#include "release/pages.h"
#include "ui/components.h"

namespace nwd::person {

using release::Release;
using release::ReleaseId;
using ui::Html;
using ui::tag;

namespace {

constexpr std::string_view sharing_page = "/mine/sharing";

struct Sharing {
  std::vector<Release> releases;
  std::string holder;
};

bool runs(const Release& release, Instant now) { return !release.withdrawn && now < release.expires; }

std::string page_of(ReleaseId id) { return std::string(sharing_page) + '/' + id.text(); }

Html live_card(const Visit& visit, const Release& release) {
  const auto& say = visit.say;
  const std::string_view who = release.recipient_name;
  const std::string day = casework::day_words(visit, release.expires);
  ui::SummaryList list;
  list.rows.push_back({.key = say("mine-they-know"), .value = release::covered_words(say, release)});
  list.rows.push_back({.key = say("sharing-why"), .value = release::purpose_words(say, release.purpose)});
  list.rows.push_back({.key = say("sharing-ends"), .value = say("sharing-until", {{"day", std::string_view(day)}})});
  return tag("li", {{"class", "nwd-card"}}, tag("h2", {{"class", "govuk-heading-s"}}, who), render(list),
             render(ui::Button{.content = say("sharing-stop", {{"who", who}}),
                               .href = page_of(release.id),
                               .classes = "govuk-button--warning"}));
}

std::string ended_line(const Visit& visit, const Release& release) {
  const std::string day = casework::day_words(visit, release.withdrawn.value_or(release.expires));
  const std::string what = release::covered_words(visit.say, release);
  const std::string_view key = !release.withdrawn          ? "mine-ended-by-itself"
                               : release.stopped_by_person ? "mine-ended-by-you"
                                                           : "mine-ended-for-you";
  return visit.say(key, {{"who", std::string_view(release.recipient_name)},
                         {"what", std::string_view(what)},
                         {"day", std::string_view(day)}});
}

Html sharing_view(const Visit& visit, const Sharing& sharing) {
  const auto& say = visit.say;
  Html cards;
  std::vector<ui::Content> ended;
  for (const auto& release : sharing.releases) {
    if (runs(release, visit.now()))
      cards.add(live_card(visit, release));
    else
      ended.emplace_back(ended_line(visit, release));
  }
  Html body = casework::heading(say("mine-sharing-heading"));
  if (visit.request.query_value("done")) body.add(render(ui::InsetText{.content = say("mine-stopped")}));
  body.add(casework::paragraph(say("mine-holder", {{"who", std::string_view(sharing.holder)}})));
  body.add(cards.empty()
               ? casework::paragraph(say("mine-sharing-nothing"))
               : join(casework::paragraph(say("mine-sharing-what")), tag("ul", {{"class", "nwd-cards"}}, cards)));
  if (!ended.empty()) body.add(casework::subheading(say("mine-ended"))).add(casework::bullets(ended));
  return body;
}

Result<http::Response> show_sharing(const Guest& guest) {
  const auto& visit = guest.visit;
  NWD_TRY(const auto sharing, visit.read([&](storage::Reader& r) -> Result<Sharing> {
    Sharing read;
    NWD_TRY(const auto record, casework::find_case(r, guest.session.case_id));
    NWD_TRY(read.releases, release::persons_releases(r, guest.session.case_id));
    NWD_TRY(read.holder, organization_name(r, visit, record->organization));
    return read;
  }));
  return guest_page(guest, "mine-sharing-title", sharing_view(visit, sharing));
}

Result<Release> asked_for(const Guest& guest) {
  NWD_TRY(const auto id, guest.visit.id<ReleaseId>("release"));
  return guest.visit.read([&](storage::Reader& r) { return release::persons_release(r, guest.session.case_id, id); });
}

Html stop_view(const Visit& visit, const Release& release) {
  const auto& say = visit.say;
  const std::string_view who = release.recipient_name;
  std::vector<ui::Content> ends{say("mine-stop-now", {{"who", who}}), say("mine-stop-later"), say("mine-stop-help")};
  if (release.of_packet()) ends.emplace_back(say("stop-packet-ends"));
  const Html button =
      render(ui::Button{.content = say("stop-now"), .classes = "govuk-button--warning", .prevent_double_click = true});
  return join(casework::heading(say("stop-heading", {{"who", who}})), casework::subheading(say("stop-what-ends")),
              casework::bullets(ends), casework::subheading(say("stop-what-stays")),
              casework::paragraph(say(release.of_packet() ? "stop-stays-packet" : "stop-stays", {{"who", who}})),
              visit.post(page_of(release.id), button),
              casework::paragraph(casework::link(sharing_page, say("stop-keep"))));
}

Result<http::Response> show_stop(const Guest& guest) {
  NWD_TRY(const auto release, asked_for(guest));
  if (!runs(release, guest.visit.now())) return http::see_other(std::string(sharing_page));
  return guest_page(guest, "mine-sharing-title", stop_view(guest.visit, release), sharing_page);
}

Result<http::Response> stop_now(const Guest& guest) {
  const auto& visit = guest.visit;
  NWD_TRY(const auto id, visit.id<ReleaseId>("release"));
  NWD_CHECK(visit.write(
      [&](storage::Writer& w) { return referral::stop_by_person(w, visit.now(), guest.session.case_id, id); }));
  return http::see_other(std::string(sharing_page) + "?done=1");
}

}  // namespace

void add_sharing_pages(PageRoutes& routes, const DeskPtr& desk) {
  const auto person = access::Rule::person();
  routes.get(std::string(sharing_page), person, "Who knows what about me", for_person(desk, show_sharing))
      .get("/mine/sharing/{release}", person, "What ends and what stays", for_person(desk, show_stop))
      .post("/mine/sharing/{release}", person, "Stops sharing", for_person(desk, stop_now));
}

}  // namespace nwd::person
