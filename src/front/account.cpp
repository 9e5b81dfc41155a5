// A worker's own account: the ways to sign in, and where they are signed in.
#include "front/account.h"

#include <algorithm>

#include "casework/pages_parts.h"
#include "front/entering.h"
#include "oidc/provider.h"
#include "ui/components.h"

namespace nwd::front {

using access::Kind;
using ui::Html;
using ui::tag;

const access::Credential* Standing::way(Kind kind) const {
  const auto found = std::find_if(ways.begin(), ways.end(), [&](const auto& one) { return one.kind == kind; });
  return found == ways.end() ? nullptr : &*found;
}

Result<Standing> standing_of(const Visit& visit) {
  return visit.read([&](storage::Reader& reader) -> Result<Standing> {
    Standing standing;
    const auto& session = visit.session();
    NWD_TRY(const auto members, access::members_of(reader, session.organization));
    for (const auto& one : members)
      if (one.id == session.member) standing.member = one;
    NWD_TRY(standing.ways, credentials_of(reader, session.member));
    NWD_TRY(standing.second_factor_by, second_factor_demanded(reader, session.organization));
    NWD_TRY(const auto provider, oidc::provider_of(reader, session.organization));
    NWD_TRY(const auto link, oidc::link_of(reader, session.member));
    standing.provider = provider.has_value();
    standing.provider_linked = link.has_value();
    return standing;
  });
}

Result<http::Response> account_page(const Visit& visit, ui::MessageKey title, const ui::Form& form, Html body,
                                    int status) {
  ui::Page page = visit.page(title);
  if (!form.ok()) page.banner = error_summary(form, visit.say);
  page.has_errors = !form.ok();
  page.body = std::move(body);
  page.back_href = "/account";
  return casework::answer(page, status);
}

namespace {

// What was just done, by the word in the address.
constexpr std::pair<std::string_view, std::string_view> news[] = {{"passphrase", "account-done-passphrase"},
                                                                  {"app", "account-done-app"},
                                                                  {"app-removed", "account-done-app-removed"},
                                                                  {"passkey", "account-done-passkey"},
                                                                  {"passkey-second", "account-done-passkey-second"},
                                                                  {"passkey-removed", "account-done-passkey-removed"},
                                                                  {"paper-code", "account-done-paper-code"},
                                                                  {"provider", "account-done-provider"},
                                                                  {"provider-removed", "account-done-provider-removed"},
                                                                  {"tried", "account-done-tried"},
                                                                  {"ended", "account-done-ended"},
                                                                  {"recovered", "account-done-recovered"}};

Html news_banner(const Visit& visit) {
  const auto done = visit.request.query_value("done");
  if (!done) return {};
  for (const auto& [word, key] : news)
    if (word == *done)
      return render(ui::NotificationBanner{.content = visit.say(key), .title = visit.say("done"), .success = true});
  return {};
}

Html about_me(const Visit& visit, const Standing& standing) {
  const auto row = [&](std::string_view key, std::string_view value) {
    return ui::SummaryRow{.key = visit.say(key), .value = value};
  };
  return render(ui::SummaryList{.rows = {row("account-name", standing.member.name),
                                         row("account-sign-in", standing.member.sign_in),
                                         row("account-organization", visit.session().organization_name)}});
}

// Said before it happens: what is lost with the last way in.
Html if_lost(const Visit& visit, const Standing& standing) {
  Html all;
  if (standing.way(Kind::recovery_code) == nullptr) {
    const Html words = join(casework::paragraph(visit.say("account-no-paper")),
                            casework::paragraph(casework::link("/account/paper-code", visit.say("way-paper-make"))));
    all.add(render(ui::InsetText{.content = words}));
  }
  return all.add(render(ui::WarningText{.content = visit.say("account-lose-all"), .fallback = visit.say("warning")}));
}

Html demanded(const Visit& visit, const Standing& standing) {
  if (!standing.second_factor_by || standing.second_factor()) return {};
  const std::string day = visit.moment(*standing.second_factor_by);
  return render(ui::InsetText{.content = visit.say("account-demanded", {{"day", std::string_view(day)}})});
}

Html session_card(const Visit& visit, const access::Listed& one) {
  const bool here = one.id == visit.session().id;
  const std::string browser = one.browser.empty() ? visit.say("session-other-browser") : one.browser;
  const std::string started = visit.moment(one.started);
  const std::string used = visit.moment(one.used);
  Html name = tag("strong", {}, browser);
  if (here) name.add(ui::trusted(" ")).add(render(ui::Tag{.content = visit.say("session-here")}));
  const std::string times =
      visit.say("session-times", {{"started", std::string_view(started)}, {"used", std::string_view(used)}});
  Html card = join(tag("p", {{"class", "govuk-body"}}, name), casework::paragraph(times));
  if (!here) {
    const Html words = join(ui::text(visit.say("session-end")),
                            tag("span", {{"class", "govuk-visually-hidden"}}, ": ", browser, ", ", times));
    const Html button = render(ui::Button{.content = words, .classes = "govuk-button--secondary"});
    card.add(visit.post("/account/sessions/" + one.id.text() + "/end", button));
  }
  return tag("li", {{"class", "nwd-card"}}, card);
}

Html sessions_part(const Visit& visit) {
  const auto list = visit.kit.site.sessions.of_member(visit.session().member, visit.now());
  Html cards;
  for (const auto& one : list) cards.add(session_card(visit, one));
  Html all = join(casework::subheading(visit.say("sessions-heading")), casework::paragraph(visit.say("sessions-hint")),
                  tag("ul", {{"class", "nwd-cards"}}, cards));
  if (list.size() > 1)
    all.add(visit.post("/account/sessions/end-others", render(ui::Button{.content = visit.say("session-end-others"),
                                                                         .classes = "govuk-button--secondary"})));
  return all;
}

Html for_administrators(const Visit& visit) {
  if (!visit.session().has(access::Role::administrator)) return {};
  return join(casework::subheading(visit.session().organization_name),
              casework::paragraph(casework::link("/organization/second-step", visit.say("rule-heading"))),
              casework::paragraph(casework::link("/organization/provider", visit.say("provider-rule-heading"))));
}

Result<http::Response> show_account(const Visit& visit) {
  NWD_TRY(const auto standing, standing_of(visit));
  ui::Page page = visit.page("account-title");
  page.banner = news_banner(visit);
  page.path = "/account";
  page.back_href = "/today";
  page.body = join(casework::heading(visit.say("account-heading")), demanded(visit, standing),
                   about_me(visit, standing), casework::subheading(visit.say("ways-heading")),
                   render(ui::SummaryList{.rows = rows_of_ways(visit, standing)}), if_lost(visit, standing),
                   sessions_part(visit), for_administrators(visit));
  return casework::answer(page);
}

Result<http::Response> end_one(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<access::SessionId>("session"));
  visit.kit.site.sessions.end_one(visit.session().member, id);  // it may have ended by itself
  return http::see_other("/account?done=ended");
}

Result<http::Response> end_others(const Visit& visit) {
  visit.kit.site.sessions.end_others(visit.session().member, visit.session().id);
  return http::see_other("/account?done=ended");
}

// Where a sign-in leads when the organization asks for a second step and there is none yet.
Result<http::Response> show_second_step(const Visit& visit) {
  const std::string next = safe_next(visit, visit.request.query_value("next").value_or("/today"));
  NWD_TRY(const auto standing, standing_of(visit));
  if (!standing.second_factor_by || standing.second_factor()) return http::see_other(next);
  const auto& say = visit.say;
  const bool now = visit.context.stage == access::Stage::must_enrol;
  const std::string day = visit.moment(*standing.second_factor_by);
  const std::string why = now ? say("enrol-now") : say("enrol-soon", {{"day", std::string_view(day)}});
  ui::Page page = visit.page("enrol-title");
  page.body =
      join(casework::heading(say("enrol-heading")), casework::paragraph(why), casework::paragraph(say("enrol-what")),
           render(ui::Button{.content = say("enrol-app"), .href = "/account/app"}),
           casework::paragraph(casework::link("/account/passkeys", say("enrol-passkey"))));
  if (!now) page.body.add(casework::paragraph(casework::link(next, say("enrol-later"))));
  return casework::answer(page);
}

}  // namespace

void add_account(PageRoutes& routes) {
  const auto rule = access::Rule::signed_in();
  routes.get("/account", rule, "One's own account: ways to sign in, where one is signed in", show_account)
      .get("/account/second-step", rule.while_enrolling(), "Asks to set up a second factor", show_second_step)
      .post("/account/sessions/{session}/end", rule.with_step_up(), "Ends another session of one's own", end_one)
      .post("/account/sessions/end-others", rule.with_step_up(), "Ends all other sessions of one's own", end_others);
}

}  // namespace nwd::front
