// What others share with us: a list, one release, one part of it opened.
#include "casework/pages_notes.h"
#include "casework/pages_parts.h"
#include "release/pages_routes.h"
#include "ui/components.h"

namespace nwd::release {

using ui::Html;
using ui::tag;

namespace {

std::string title_of(ui::Say say, const Release& release) {
  const std::string_view who = release.from_name;
  if (release.reference.empty()) return say("shared-by", {{"who", who}});
  return say("shared-by-reference", {{"who", who}, {"reference", std::string_view(release.reference)}});
}

std::string until(const Visit& visit, const Release& release) {
  const std::string day = casework::day_words(visit, release.expires);
  return visit.say("shared-until", {{"day", std::string_view(day)}});
}

Html list_view(const Visit& visit, const std::vector<Release>& releases) {
  const auto& say = visit.say;
  Html body = casework::heading(say("shared-heading"));
  if (releases.empty()) return body.add(casework::paragraph(say("shared-nothing")));
  Html cards;
  for (const auto& release : releases)
    cards.add(
        tag("li", {{"class", "nwd-card"}},
            tag("h2", {{"class", "govuk-heading-s"}}, casework::link(shared_path(release.id), title_of(say, release))),
            casework::paragraph(covered_words(say, release)), casework::paragraph(purpose_words(say, release.purpose)),
            casework::hint(until(visit, release))));
  return body.add(tag("ul", {{"class", "nwd-cards"}}, cards));
}

// What a page of a release was made from, for Live: ids and times.
std::string state_of(const std::vector<Release>& releases) {
  std::string all;
  for (const auto& release : releases) all += release.id.text() + '\n';
  return all;
}

std::string state_of(const Release& release) { return release.id.text(); }

Html release_view(const Visit& visit, const Release& release) {
  const auto& say = visit.say;
  ui::SummaryList list;
  for (const auto part : release.compartments.list()) {
    const std::string name = casework::part_name(say, part);
    list.rows.push_back({.key = name,
                         .actions = {{.href = shared_path(release.id) + '/' + casework::number_of(part),
                                      .content = say("notes-open"),
                                      .hidden_text = name}}});
  }
  return join(casework::heading(title_of(say, release)), render(list),
              render(ui::InsetText{.content = say("shared-only-for")}),
              casework::paragraph(purpose_words(say, release.purpose)), casework::hint(until(visit, release)),
              casework::hint(say("shared-logged")));
}

Html part_view(const Visit& visit, const Release& release, Compartment part, const casework::Notes& notes) {
  const auto& say = visit.say;
  Html body = casework::heading(casework::part_name(say, part), title_of(say, release));
  if (notes.empty()) body.add(casework::paragraph(say("shared-empty")));
  if (!notes.told.empty()) body.add(tag("p", {{"class", "govuk-body nwd-lines"}}, notes.told));
  if (!notes.text.empty()) body.add(tag("p", {{"class", "govuk-body nwd-lines"}}, notes.text));
  if (part == Compartment::substance_use) body.add(render(ui::WarningText{.content = say("shared-part-2")}));
  return body.add(casework::hint(say("shared-not-further"))).add(casework::hint(until(visit, release)));
}

// It was shared and is no more: told in words, not as an error of theirs.
Result<http::Response> no_longer(const Visit& visit) {
  ui::Page page = visit.page("shared-title");
  page.body =
      join(casework::heading(visit.say("shared-no-more")), casework::paragraph(visit.say("shared-no-more-why")));
  page.back_href = "/shared";
  return casework::answer(page, 410);
}

Result<http::Response> show_list(const Visit& visit) {
  NWD_TRY(const auto releases,
          visit.read([&](storage::Reader& r) { return shared_with_us(r, visit.session(), visit.now()); }));
  ui::Page page = visit.page("shared-title");
  page.body = list_view(visit, releases);
  page.back_href = "/today";
  page.live = ui::Live{"/shared/state", casework::state_etag(state_of(releases))};
  return casework::answer(page);
}

Result<http::Response> list_state(const Visit& visit) {
  NWD_TRY(const auto releases,
          visit.read([&](storage::Reader& r) { return shared_with_us(r, visit.session(), visit.now()); }));
  return casework::unless_changed(visit, state_of(releases));
}

Result<Release> asked_for(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<ReleaseId>("release"));
  return visit.read([&](storage::Reader& r) { return find_shared(r, visit.session(), visit.now(), id); });
}

Result<http::Response> show_release(const Visit& visit) {
  const auto release = asked_for(visit);
  if (!release && release.error().code == Code::gone) return no_longer(visit);
  if (!release) return fail(release.error());
  ui::Page page = visit.page("shared-title");
  page.body = release_view(visit, *release);
  page.back_href = "/shared";
  page.live = ui::Live{shared_path(release->id) + "/state", casework::state_etag(state_of(*release))};
  return casework::answer(page);
}

// Changed as soon as it has ended: an open page finds out by itself.
Result<http::Response> release_state(const Visit& visit) {
  const auto release = asked_for(visit);
  if (!release && release.error().code != Code::gone) return fail(release.error());
  return casework::unless_changed(visit, release ? state_of(*release) : "ended");
}

Result<http::Response> show_part(const Visit& visit) {
  const auto release = asked_for(visit);
  if (!release && release.error().code == Code::gone) return no_longer(visit);
  if (!release) return fail(release.error());
  const auto part = casework::compartment_of(visit.request.parameter("part"));
  if (!part) return fail(Code::not_found, "There is no such page.");
  const auto notes = visit.read_logged([&](storage::Writer& w) {
    return read_shared(w, visit.session(), visit.now(), release->id, *part, release->purpose);
  });
  if (!notes && notes.error().code == Code::gone) return no_longer(visit);
  if (!notes) return fail(notes.error());
  ui::Page page = visit.page("shared-title");
  page.body = part_view(visit, *release, *part, *notes);
  page.back_href = shared_path(release->id);
  page.live = ui::Live{shared_path(release->id) + "/state", casework::state_etag(state_of(*release))};
  return casework::answer(page);
}

}  // namespace

void add_shared_pages(PageRoutes& routes) {
  const auto readers = access::Rule::of({access::Role::caseworker, access::Role::navigator});
  routes.get("/shared", readers, "What others share with us", show_list)
      .get("/shared/state", readers.quietly(), "Whether that changed", list_state)
      .get("/shared/{release}", readers, "What one release shares with us", show_release)
      .get("/shared/{release}/state", readers.quietly(), "Whether it still does", release_state)
      .get("/shared/{release}/{part}", readers, "One shared part, opened; the person is told", show_part);
}

}  // namespace nwd::release
