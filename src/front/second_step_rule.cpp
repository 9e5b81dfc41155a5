// The administrator's page that asks a second step of everybody, from a day on.
#include <algorithm>

#include "access/credential.h"
#include "access/policy.h"
#include "base/begin_of_day.h"
#include "casework/pages_parts.h"
#include "front/screens.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

constexpr auto page_path = "/organization/second-step";
constexpr std::int32_t furthest_days = 366;

Result<void> may(const Visit& visit) {
  access::Relation relation;
  relation.own_organization = true;
  return access::decide(visit.session(), access::Deed::manage_members, relation);
}

struct Told {
  std::vector<std::string> without;  // names
  std::int64_t all = 0;
  std::optional<Instant> since;
};
Result<Told> read_told(const Visit& visit) {
  return visit.read([&](storage::Reader& reader) -> Result<Told> {
    Told told;
    const auto organization = visit.session().organization;
    NWD_TRY(const auto members, access::members_of(reader, organization));
    NWD_TRY(const auto without, access::without_second_factor(reader, organization));
    NWD_TRY(told.since, second_factor_demanded(reader, organization));
    for (const auto& one : members) {
      if (one.active) ++told.all;
      if (std::find(without.begin(), without.end(), one.id) != without.end()) told.without.push_back(one.name);
    }
    return told;
  });
}

Html day_form(const Visit& visit, const ui::Form& form) {
  const auto part = [&](const char* name, std::string_view label) {
    return ui::DatePart{
        .name = name, .label = visit.say(label), .value = std::string(form.value(std::string("from-") + name))};
  };
  const ui::DateInput day{
      .id = "from",
      .name_prefix = "from",
      .fieldset = ui::Fieldset{.legend = {.content = visit.say("rule-from"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = visit.say("rule-from-hint")},
      .error = form_error(form, visit.say, "from"),
      .parts = {part("day", "date-day"), part("month", "date-month"), part("year", "date-year")}};
  return visit.post(
      page_path, join(render(day), render(ui::Button{.content = visit.say("rule-ask"), .prevent_double_click = true})));
}

Html state_of(const Visit& visit, const Told& told) {
  if (!told.since) return casework::paragraph(visit.say("rule-none"));
  const std::string day = visit.moment(*told.since);
  const std::string_view key = *told.since <= visit.now() ? "rule-holds" : "rule-coming";
  const Html words = casework::paragraph(visit.say(key, {{"day", std::string_view(day)}}));
  const Html stop = render(ui::Button{.content = visit.say("rule-stop"), .classes = "govuk-button--secondary"});
  return join(words, visit.post(std::string(page_path) + "/stop", stop));
}

Html who_has_one(const Visit& visit, const Told& told) {
  const auto with = told.all - static_cast<std::int64_t>(told.without.size());
  Html all = casework::paragraph(visit.say("rule-count", {{"with", with}, {"all", told.all}}));
  if (told.without.empty()) return all;
  return all.add(casework::paragraph(visit.say("rule-without")))
      .add(casework::bullets({told.without.begin(), told.without.end()}));
}

Result<http::Response> rule_page(const Visit& visit, const ui::Form& form, int status) {
  NWD_CHECK(may(visit));
  NWD_TRY(const auto told, read_told(visit));
  ui::Page page = visit.page("rule-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  if (form.ok() && visit.request.query_value("done"))
    page.banner =
        render(ui::NotificationBanner{.content = visit.say("rule-saved"), .title = visit.say("done"), .success = true});
  page.has_errors = !form.ok();
  page.path = page_path;
  page.back_href = "/account";
  page.body = join(casework::heading(visit.say("rule-heading")), casework::paragraph(visit.say("rule-what")),
                   state_of(visit, told), who_has_one(visit, told), day_form(visit, form));
  return casework::answer(page, status);
}

Result<http::Response> show_rule(const Visit& visit) { return rule_page(visit, ui::Form(), 200); }

Result<http::Response> set_rule(const Visit& visit, std::optional<Instant> since) {
  NWD_CHECK(may(visit));
  NWD_CHECK(visit.write([&](storage::Writer& writer) {
    return access::demand_second_factor(writer, visit.now(), visit.session().organization, since,
                                        visit.session().member);
  }));
  return http::see_other(std::string(page_path) + "?done=1");
}

Result<http::Response> ask_from(const Visit& visit) {
  NWD_TRY(auto form, visit.form());
  const Day today = visit.today();
  const auto day = form.day("from", {.from = today, .to = today + furthest_days, .required = true});
  if (!form.ok()) return rule_page(visit, form, casework::asked_again);
  return set_rule(visit, begin_of(*day, visit.kit.local));
}

Result<http::Response> stop_asking(const Visit& visit) { return set_rule(visit, std::nullopt); }

}  // namespace

void add_second_step_rule(PageRoutes& routes) {
  const auto rule = access::Rule::of({access::Role::administrator}).with_step_up();
  routes.get(page_path, rule, "Who has a second factor, and from when on it is asked of everybody", show_rule)
      .post(page_path, rule, "Asks a second factor of everybody from a day on", ask_from)
      .post("/organization/second-step/stop", rule, "Asks it of nobody any more", stop_asking);
}

}  // namespace nwd::front
