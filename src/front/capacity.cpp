// Beds: how many there are and how many are taken. Confirmed by the organization that gives them, live at once.
#include "directory/capacity.h"

#include <algorithm>

#include "access/policy.h"
#include "casework/pages_parts.h"
#include "front/screens.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;
using ui::tag;

namespace {

using directory::Service;

ui::Input count_input(const Visit& visit, const ui::Form& form, const std::string& field, bool answered,
                      std::size_t index, std::int32_t known) {
  return {.name = field,
          .label = {.content = visit.say("capacity-" + field)},
          .error = answered ? form_error(form, visit.say, field) : std::nullopt,
          .value = answered ? std::string(form.value(field)) : std::to_string(known),
          .id = answered ? field : field + '-' + std::to_string(index),
          .classes = "govuk-input--width-3",
          .inputmode = "numeric"};
}

Html confirmed_words(const Visit& visit, const directory::Capacity& capacity) {
  if (!capacity.confirmed_at) return casework::paragraph(visit.say("capacity-never"));
  const std::string at = visit.moment(*capacity.confirmed_at);
  return casework::paragraph(visit.say(
      "capacity-now", {{"free", capacity.free().value_or(0)}, {"held", capacity.held}, {"at", std::string_view(at)}}));
}

Html capacity_card(const Visit& visit, const Service& service, std::size_t index, const ui::Form& form) {
  const auto& capacity = *service.capacity;
  const bool answered = form.value("service") == service.id.text();
  const std::string version = answered && form.ok() ? std::string(form.value("v")) : std::to_string(capacity.version);
  const Html words =
      join(visit.say("capacity-confirm"), tag("span", {{"class", "govuk-visually-hidden"}}, ": ", service.name));
  const Html fields = join(casework::hidden_field("service", service.id.text()), casework::hidden_field("v", version),
                           render(count_input(visit, form, "total", answered, index, capacity.total)),
                           render(count_input(visit, form, "occupied", answered, index, capacity.occupied.value_or(0))),
                           render(ui::Button{.content = words, .prevent_double_click = true}));
  return tag("li", {{"class", "nwd-card"}}, tag("h2", {{"class", "govuk-heading-m"}}, service.name),
             confirmed_words(visit, capacity), visit.post("/beds", fields));
}

Result<std::vector<Service>> own_services(const Visit& visit) {
  NWD_TRY(auto all,
          visit.read([&](storage::Reader& r) { return directory::services_of(r, visit.session().organization); }));
  std::erase_if(all, [](const Service& service) { return !service.capacity; });
  return all;
}

Result<http::Response> capacity_page(const Visit& visit, const ui::Form& form) {
  NWD_TRY(const auto services, own_services(visit));
  Html cards;
  for (std::size_t i = 0; i < services.size(); ++i) cards.add(capacity_card(visit, services[i], i, form));
  ui::Page page = visit.page("capacity-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  if (form.ok() && visit.request.query_value("m"))
    page.banner = render(
        ui::NotificationBanner{.content = visit.say("capacity-saved"), .title = visit.say("done"), .success = true});
  page.has_errors = !form.ok();
  page.body = join(casework::heading(visit.say("capacity-heading")), casework::hint(visit.say("capacity-hint")));
  page.body.add(cards.empty() ? casework::paragraph(visit.say("capacity-none"))
                              : tag("ul", {{"class", "nwd-cards"}}, cards));
  page.back_href = "/today";
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<http::Response> show_capacity(const Visit& visit) { return capacity_page(visit, ui::Form()); }

// What the operation refuses is said beside the field that can mend it.
bool told_beside(ui::Form& form, const Error& error) {
  if (error.code == Code::stale) form.problem("occupied", "capacity-changed");
  if (error.code == Code::conflict) form.problem("occupied", "capacity-held");
  if (error.code == Code::invalid) form.problems(error.fields);
  return !form.ok();
}

Result<http::Response> save_capacity(const Visit& visit) {
  NWD_TRY(auto form, visit.form());
  NWD_TRY(const auto services, own_services(visit));
  const auto service = std::find_if(services.begin(), services.end(),
                                    [&](const Service& one) { return one.id.text() == form.value("service"); });
  access::Relation relation;
  relation.own_organization = service != services.end();
  NWD_CHECK(access::decide(visit.session(), access::Deed::confirm_capacity, relation));
  const auto total = form.number("total", {.from = 0, .to = directory::most_beds, .required = true});
  const auto occupied = form.number("occupied", {.from = 0, .to = directory::most_beds, .required = true});
  const auto version = form.number("v", {.from = 0, .required = true});
  if (total && occupied && *occupied > *total) form.problem("occupied", "capacity-too-many");
  if (!form.ok() || !version) return capacity_page(visit, form);
  const directory::Confirmation confirmation{.total = static_cast<std::int32_t>(*total),
                                             .occupied = static_cast<std::int32_t>(*occupied),
                                             .version = *version,
                                             .at = visit.now(),
                                             .by = visit.session().member};
  const auto done =
      visit.write([&](storage::Writer& w) { return directory::confirm_capacity(w, service->id, confirmation); });
  if (!done && told_beside(form, done.error())) return capacity_page(visit, form);
  if (!done) return fail(done.error());
  return http::see_other("/beds?m=2");
}

}  // namespace

void add_capacity(PageRoutes& routes) {
  const auto shelter = access::Rule::of({access::Role::caseworker});
  routes.get("/beds", shelter, "Beds: how many, how many taken", show_capacity)
      .post("/beds", shelter, "Confirms beds", save_capacity);
}

}  // namespace nwd::front
