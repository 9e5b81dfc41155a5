// Of one case: what is shared with whom and how to stop it, and who has really looked. For the holder, and to be read
// with the person.
#include <algorithm>

#include "casework/pages.h"
#include "casework/pages_notes.h"
#include "casework/pages_parts.h"
#include "release/pages_routes.h"
#include "ui/components.h"

namespace nwd::release {

using ui::Html;
using ui::tag;

namespace {

struct SharingPage {
  casework::Case record;
  std::vector<Release> releases;
  std::vector<Disclosure> disclosures;
  bool holds = false;  // may share more: not after the hand-off
};

bool runs(const Release& release, Instant now) { return !release.withdrawn && now < release.expires; }

std::string until_words(const Visit& visit, const Release& release) {
  const std::string day = casework::day_words(visit, release.withdrawn.value_or(release.expires));
  const std::string_view stopped = release.stopped_by_person ? "sharing-stopped-by-person" : "sharing-stopped-on";
  return visit.say(release.withdrawn ? stopped : "sharing-until", {{"day", std::string_view(day)}});
}

Html live_card(const Visit& visit, const Release& release) {
  const auto& say = visit.say;
  const std::string_view who = release.recipient_name;
  ui::SummaryList list;
  list.rows.push_back({.key = say("sharing-what"), .value = covered_words(say, release)});
  list.rows.push_back({.key = say("sharing-why"), .value = purpose_words(say, release.purpose)});
  list.rows.push_back({.key = say("sharing-ends"), .value = until_words(visit, release)});
  Html card = tag("h2", {{"class", "govuk-heading-s"}}, release.recipient_name);
  card.add(render(list));
  card.add(render(ui::Button{.content = say("sharing-stop", {{"who", who}}),
                             .href = stop_path(release.id),
                             .classes = "govuk-button--warning"}));
  if (!release.of_packet())
    card.add(casework::paragraph(casework::link("/s/" + release.id.text(), say("sharing-agreed"))));
  return tag("li", {{"class", "nwd-card"}}, card);
}

Html live_view(const Visit& visit, const SharingPage& page) {
  Html cards;
  for (const auto& release : page.releases)
    if (runs(release, visit.now())) cards.add(live_card(visit, release));
  if (cards.empty()) return casework::paragraph(visit.say("sharing-nothing"));
  return tag("ul", {{"class", "nwd-cards"}}, cards);
}

Html ended_view(const Visit& visit, const SharingPage& page) {
  ui::SummaryList list;
  for (const auto& release : page.releases)
    if (!runs(release, visit.now()))
      list.rows.push_back({.key = release.recipient_name,
                           .value = covered_words(visit.say, release) + ". " + until_words(visit, release)});
  if (list.rows.empty()) return {};
  return render(ui::Details{.summary = visit.say("sharing-ended"), .content = render(list)});
}

// "On 3 March, Harbor House looked at: Health". The same day, part and way are one line.
std::string told_line(const Visit& visit, const Disclosure& d) {
  const std::string day = casework::day_words(visit, d.at);
  const std::string what = d.part ? casework::part_name(visit.say, *d.part) : visit.say("share-packet");
  return visit.say(
      "told-line-" + std::string(word(d.way)),
      {{"day", std::string_view(day)}, {"who", std::string_view(d.recipient)}, {"what", std::string_view(what)}});
}

Html told_view(const Visit& visit, const SharingPage& page) {
  std::vector<std::string> lines;
  for (const auto& d : page.disclosures) {
    auto line = told_line(visit, d);
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
  }
  Html body = casework::subheading(visit.say("told-heading"));
  if (lines.empty()) return body.add(casework::paragraph(visit.say("told-nobody")));
  const std::vector<ui::Content> items(lines.begin(), lines.end());
  return body.add(casework::bullets(items)).add(casework::hint(visit.say("told-hint")));
}

Html ways_on(const Visit& visit, const SharingPage& page) {
  if (!page.holds) return {};
  const std::string path = casework::case_path(page.record.id);
  // The first is a page of same_person/.
  std::vector<ui::Content> ways{casework::link(path + "/elsewhere", visit.say("sharing-elsewhere")),
                                casework::link(path + "/mandated", visit.say("mandated-heading"))};
  if (visit.session().has(access::Role::caseworker))
    ways.emplace_back(casework::link(path + "/copy", visit.say("copy-heading")));
  return join(casework::subheading(visit.say("sharing-also")), casework::bullets(ways));
}

Html sharing_view(const Visit& visit, const SharingPage& page) {
  const auto& say = visit.say;
  Html body = casework::heading(say("sharing-heading"));
  body.add(casework::paragraph(say("sharing-lead")));
  body.add(live_view(visit, page));
  if (page.holds)
    body.add(render(ui::Button{.content = say("sharing-more"),
                               .href = casework::case_path(page.record.id) + "/share",
                               .classes = "govuk-button--secondary"}));
  body.add(ended_view(visit, page)).add(told_view(visit, page));
  return body.add(ways_on(visit, page));
}

Result<SharingPage> read_sharing(storage::Reader& reader, const Visit& visit, CaseId id) {
  SharingPage page;
  NWD_TRY(page.releases, releases_of(reader, visit.session(), id));
  NWD_TRY(page.disclosures, disclosures_of(reader, visit.session(), id));
  NWD_TRY(const auto record, casework::find_case(reader, id));
  page.record = *record;
  page.holds = page.record.state != casework::CaseState::handed_off;
  return page;
}

Result<http::Response> show_sharing(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(const auto read, visit.read([&](storage::Reader& r) { return read_sharing(r, visit, id); }));
  ui::Page page = visit.page("sharing-title");
  page.body = sharing_view(visit, read);
  page.back_href = read.holds ? casework::case_path(id) : "/today";
  return casework::answer(page);
}

Html agreement_view(const Visit& visit, const Release& release) {
  const auto& say = visit.say;
  ui::SummaryList list;
  list.rows.push_back({.key = say("sharing-with"), .value = release.recipient_name});
  list.rows.push_back({.key = say("sharing-given-on"), .value = casework::day_words(visit, release.given)});
  list.rows.push_back({.key = say("share-giver"), .value = say("share-giver-" + std::string(word(release.giver)))});
  list.rows.push_back({.key = say("consent-how"), .value = say("consent-" + std::string(word(release.how)))});
  list.rows.push_back({.key = say("sharing-ends"), .value = until_words(visit, release)});
  return join(casework::heading(say("sharing-agreed-heading")), agreed_view(release.language, release.agreed_text),
              render(list), casework::hint(say("share-print-hint")));
}

Result<http::Response> show_agreement(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReleaseId>("release"));
  NWD_TRY(const auto release, visit.read([&](storage::Reader& r) { return find_release(r, visit.session(), id); }));
  if (release.of_packet()) return http::see_other(sharing_path(release.case_id));
  ui::Page page = visit.page("sharing-title");
  page.body = agreement_view(visit, release);
  page.back_href = sharing_path(release.case_id);
  return casework::answer(page);
}

}  // namespace

void add_sharing_pages(PageRoutes& routes) {
  const auto holders = access::Rule::of({access::Role::caseworker, access::Role::door_worker});
  routes.get("/c/{case}/sharing", holders, "What is shared of a case, and who has looked", show_sharing)
      .get("/s/{release}", holders, "What the person agreed to, as it was read to them", show_agreement);
}

}  // namespace nwd::release
