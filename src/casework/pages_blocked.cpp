// "Who must not see this": the person names workers, and these are turned away.
#include "casework/pages.h"
#include "casework/pages_access.h"
#include "casework/pages_parts.h"
#include "ui/components.h"

namespace nwd::casework {

using ui::Html;
using ui::tag;

namespace {

Html blocked_view(const Visit& visit, CaseId id, const std::vector<Nameable>& all, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Checkboxes boxes{
      .name = "member",
      .fieldset = ui::Fieldset{.legend = {.content = say("blocked-question"), .classes = "govuk-fieldset__legend--m"}},
      .hint = ui::Hint{.content = say("blocked-hint")},
      .error = form_error(form, say, "member")};
  for (const auto& one : all) {
    const std::string value = one.member.text();
    boxes.items.push_back({.value = value, .content = one.name, .hint = ui::Hint{.content = one.organization}});
    if (one.named) boxes.values.push_back(value);
  }
  Html body = heading(say("blocked-heading"));
  body.add(paragraph(say("blocked-words")));
  if (all.empty()) return body.add(paragraph(say("blocked-nobody")));
  const Html save = render(ui::Button{.content = say("blocked-save"), .prevent_double_click = true});
  body.add(visit.post(blocked_path(id), join(render(boxes), save)));
  return body.add(render(ui::InsetText{.content = say("blocked-you")}));
}

Result<http::Response> blocked_page(const Visit& visit, CaseId id, const ui::Form& form) {
  NWD_TRY(const auto all, visit.read([&](storage::Reader& r) { return nameable(r, Asking::of(visit.context), id); }));
  ui::Page page = visit.page("blocked-title");
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.body = blocked_view(visit, id, all, form);
  page.back_href = case_path(id);
  return answer(page, form.ok() ? 200 : asked_again);
}

Result<http::Response> show_blocked(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  return blocked_page(visit, id, ui::Form());
}

Result<http::Response> save_blocked(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  std::vector<access::MemberId> members;
  for (const auto value : form.values("member")) {
    const auto member = access::MemberId::parse(value);
    if (member) members.push_back(*member);
    if (!member) form.problem("member", "form-not-offered");
  }
  if (!form.ok()) return blocked_page(visit, id, form);
  NWD_CHECK(visit.write([&](storage::Writer& w) { return set_blocked(w, Asking::of(visit.context), id, members); }));
  return http::see_other(case_path(id));
}

Result<http::Response> mark_seen(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<CaseId>("case"));
  NWD_CHECK(visit.write([&](storage::Writer& w) { return alerts_seen(w, Asking::of(visit.context), id); }));
  return http::see_other("/today");
}

}  // namespace

std::string blocked_path(CaseId id) { return case_path(id) + "/blocked"; }

std::string alert_words(const Visit& visit, const Alert& alert) {
  const std::string at = visit.moment(alert.at);
  const auto key = alert.kind == AlertKind::glass_open ? "alert-glass" : "alert-turned-away";
  return visit.say(key, {{"who", std::string_view(alert.who)}, {"at", std::string_view(at)}, {"times", alert.times}});
}

Html alerts_view(const Visit& visit, CaseId id, const std::vector<Alert>& alerts) {
  if (alerts.empty()) return {};
  std::vector<ui::Content> lines;
  bool news = false;
  for (const auto& one : alerts) {
    lines.emplace_back(alert_words(visit, one));
    news = news || !one.seen;
  }
  Html body = bullets(lines);
  if (news)
    body.add(visit.post(case_path(id) + "/alerts-seen", render(ui::Button{.content = visit.say("alerts-seen"),
                                                                          .classes = "govuk-button--secondary",
                                                                          .prevent_double_click = true})));
  return join(subheading(visit.say("alerts-heading")), render(ui::InsetText{.content = body}));
}

void add_blocked_pages(PageRoutes& routes) {
  const auto holders = access::Rule::of({access::Role::caseworker, access::Role::door_worker});
  routes.get("/c/{case}/blocked", holders, "Who must not see this", show_blocked)
      .post("/c/{case}/blocked", holders, "Names who must not see this", save_blocked)
      .post("/c/{case}/alerts-seen", holders, "The alerts of a case have been read", mark_seen);
}

}  // namespace nwd::casework
