// Screen 4: the beds that fit.
#include <algorithm>

#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "referral/pages_fits.h"
#include "referral/pages_routes.h"
#include "ui/components.h"

namespace nwd::referral {

using casework::bullets;
using casework::heading;
using casework::hint;
using casework::link;
using casework::paragraph;
using casework::subheading;
using ui::Html;
using ui::tag;

namespace {

constexpr std::size_t shown_first = 8;

struct BedsPage {
  casework::CaseId id;
  Beds beds;
  std::vector<std::string> navigators;  // of the region
  bool gone = false;                    // the last bed went while the answers were checked
  bool all = false;
};

Html readiness_tag(ui::Say say, match::Readiness readiness) {
  const auto colour = [&] {
    if (readiness == match::Readiness::ready) return "govuk-tag--green";
    if (readiness == match::Readiness::answers) return "govuk-tag--blue";
    return "govuk-tag--grey";
  };
  return render(ui::Tag{.content = say("readiness-" + std::string(word(readiness))), .classes = colour()});
}

Html phone_line(ui::Say say, const directory::Service& service) {
  const auto& phone = service.phone;
  if (phone.empty()) return hint(say("beds-no-phone"));
  return paragraph(
      join(say(service.connected ? "beds-may-call" : "beds-by-phone"), ui::trusted(" "), link("tel:" + phone, phone)));
}

// What the card says anyway, or says better, is not said twice.
bool worth_saying(const match::Fit& fit, match::Why why) {
  const auto says = [&](match::Why other) {
    return std::any_of(fit.reasons.begin(), fit.reasons.end(), [&](const match::Reason& r) { return r.why == other; });
  };
  if (why == match::Why::answers_here) return false;
  const bool of_place = why == match::Why::same_region || why == match::Why::serves_county;
  return !of_place || !(says(match::Why::same_county) || says(match::Why::distance_km));
}

Html bed_card(const Visit& visit, const BedsPage& page, const Listed& listed) {
  std::vector<ui::Content> reasons;
  for (const auto& reason : listed.fit.reasons) {
    if (worth_saying(listed.fit, reason.why)) reasons.emplace_back(reason_words(visit.say, reason));
  }
  const std::string name = bed_name(listed.service);
  Html body = tag("h2", {{"class", "govuk-heading-m"}}, name);
  body.add(tag("p", {{"class", "govuk-body"}}, readiness_tag(visit.say, listed.fit.readiness)));
  if (!reasons.empty()) body.add(bullets(reasons));
  if (listed.can_be_asked()) {
    const Html words = join(visit.say("beds-choose"), tag("span", {{"class", "govuk-visually-hidden"}}, ": ", name));
    body.add(render(
        ui::Button{.content = words, .href = casework::intake_path(page.id, 5) + "?b=" + listed.service.id.text()}));
  } else {
    body.add(phone_line(visit.say, listed.service));
  }
  return tag("li", {{"class", "nwd-card"}}, body);
}

// What would widen the search: for each filter that left somebody out, the answer it came from.
Html widen_view(const Visit& visit, const BedsPage& page) {
  std::vector<ui::Content> items;
  for (int i = 0; i < match::excluded_count; ++i) {
    const auto count = static_cast<std::int64_t>(page.beds.excluded.at(static_cast<std::size_t>(i)));
    const auto why = static_cast<match::Excluded>(i);
    if (count == 0 || why == match::Excluded::other_kind || why == match::Excluded::not_open) continue;
    Html words = ui::text(visit.say("excluded-" + std::string(word(why)), {{"count", count}}));
    const int screen = why == match::Excluded::age ? 2 : 3;
    const bool asked = why == match::Excluded::age || why == match::Excluded::household || why == match::Excluded::area;
    if (asked)
      words.add(ui::trusted(" "))
          .add(link(casework::intake_path(page.id, screen),
                    visit.say(screen == 2 ? "beds-change-age" : "beds-change-answers")));
    items.emplace_back(std::move(words));
  }
  if (items.empty()) return {};
  return join(subheading(visit.say("beds-widen")), bullets(items));
}

Html call_view(const Visit& visit, const BedsPage& page) {
  std::vector<ui::Content> items;
  for (const auto& name : page.navigators)
    items.emplace_back(visit.say("beds-call-navigator", {{"name", std::string_view(name)}}));
  items.emplace_back(join(visit.say("beds-call-hotline"), ui::trusted(" "),
                          link("tel:+18883737888", ui::Content(ui::trusted("1-888-373-7888")))));
  return join(subheading(visit.say("beds-call")), bullets(items));
}

Html beds_view(const Visit& visit, const BedsPage& page) {
  const auto& listed = page.beds.listed;
  const bool askable = std::any_of(listed.begin(), listed.end(), [](const Listed& l) { return l.can_be_asked(); });
  Html body = heading(visit.say(listed.empty() ? "beds-none" : "beds-question"), casework::step_words(visit.say, 4));
  if (!listed.empty())
    body.add(hint(visit.say("beds-hint", {{"count", static_cast<std::int64_t>(page.beds.fitting)}})));
  Html cards;
  const std::size_t shown = page.all ? listed.size() : std::min(listed.size(), shown_first);
  for (std::size_t i = 0; i < shown; ++i) cards.add(bed_card(visit, page, listed[i]));
  if (!listed.empty()) body.add(tag("ul", {{"class", "nwd-cards"}}, cards));
  if (shown < listed.size())
    body.add(paragraph(link(casework::intake_path(page.id, 4) + "?all=1", visit.say("beds-more"))));
  if (!askable) body.add(widen_view(visit, page));
  return body.add(call_view(visit, page));
}

Result<BedsPage> read_beds_page(storage::Writer& writer, const Visit& visit, directory::Catalogues& catalogues,
                                casework::CaseId id) {
  BedsPage page;
  page.id = id;
  NWD_TRY(const auto open, casework::read_case(writer, visit.session(), visit.now(), id));
  NWD_TRY(page.beds, beds_for(writer, catalogues, open.facts, visit.today()));
  NWD_TRY(const auto navigators, access::navigators_of(writer, visit.session().region));
  for (const auto& one : navigators) page.navigators.push_back(one.name);
  return page;
}

Result<http::Response> show_beds(const Visit& visit, directory::Catalogues& catalogues) {
  NWD_TRY(const auto id, visit.id<casework::CaseId>("case"));
  NWD_TRY(auto read, visit.read_logged([&](storage::Writer& w) { return read_beds_page(w, visit, catalogues, id); }));
  read.all = visit.request.query_value("all").has_value();
  ui::Page page = visit.page("step-4-title");
  if (visit.request.query_value("gone"))
    page.banner = render(ui::NotificationBanner{.content = visit.say("beds-gone"), .title = visit.say("notice")});
  page.body = beds_view(visit, read);
  page.back_href = casework::intake_path(id, 3);
  return casework::answer(page);
}

}  // namespace

void add_beds_pages(PageRoutes& routes, directory::Catalogues& catalogues) {
  routes.get("/i/{case}/4", access::Rule::of({access::Role::door_worker}), "Beds that fit",
             [&catalogues](const Visit& visit) { return show_beds(visit, catalogues); });
}

}  // namespace nwd::referral
