// Whether one's account at the organization's own sign-in page is linked here, and linking it while signed in.
#include "casework/pages_parts.h"
#include "front/account.h"
#include "front/providers.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

constexpr auto page_path = "/account/provider";

struct Mine {
  oidc::Provider provider;
  std::optional<oidc::Link> link;
  access::ProviderRule rule;
};
Result<Mine> read_mine(const Visit& visit) {
  return visit.read([&](storage::Reader& reader) -> Result<Mine> {
    const auto organization = visit.session().organization;
    NWD_TRY(auto provider, oidc::provider_of(reader, organization));
    if (!provider) return fail(Code::not_found, "Your organization has no sign-in page of its own here.");
    Mine mine{*std::move(provider), {}, {}};
    NWD_TRY(mine.link, oidc::link_of(reader, visit.session().member));
    NWD_TRY(mine.rule, access::provider_rule(reader, organization));
    return mine;
  });
}

Html linked(const Visit& visit, const oidc::Link& link) {
  const std::string since = visit.moment(link.since);
  const Html button = render(ui::Button{
      .content = visit.say("my-provider-unlink"), .classes = "govuk-button--secondary", .prevent_double_click = true});
  return join(casework::paragraph(visit.say("my-provider-linked", {{"since", std::string_view(since)}})),
              casework::paragraph(visit.say("my-provider-unlink-what")),
              visit.post(std::string(page_path) + "/remove", button));
}

Html not_linked(const Visit& visit) {
  const Html button = render(ui::Button{.content = visit.say("my-provider-link"), .prevent_double_click = true});
  return join(casework::paragraph(visit.say("my-provider-none")), visit.post(page_path, button));
}

Result<http::Response> show_mine(const ProviderDesk& desk, const Visit& visit) {
  NWD_TRY(const auto mine, read_mine(visit));
  const auto& say = visit.say;
  const std::string address = outside(desk, visit, page_of(mine.provider));
  Html body = join(casework::heading(say("my-provider-heading")), casework::paragraph(say("my-provider-what")),
                   casework::paragraph(say("my-provider-address")), casework::paragraph(address));
  if (mine.rule.demanded) body.add(casework::paragraph(say("my-provider-demanded")));
  body.add(mine.link ? linked(visit, *mine.link) : not_linked(visit));
  return account_page(visit, "my-provider-title", ui::Form(), std::move(body));
}

Result<http::Response> link_there(ProviderDesk& desk, const Visit& visit) {
  NWD_TRY(const auto mine, read_mine(visit));
  const auto there = oidc::way_there(occasion(desk, visit), mine.provider, oidc::Purpose::link);
  if (!there && is_down(there.error().code)) return provider_down(visit, false);
  NWD_CHECK(there);
  const auto& say = visit.say;
  return account_page(
      visit, "my-provider-title", ui::Form(),
      join(casework::heading(say("my-provider-heading")), casework::paragraph(say("my-provider-check")),
           render(ui::Button{.content = say("provider-go"), .href = *there, .attributes = {{"rel", "noreferrer"}}})));
}

Result<http::Response> unlink_now(const Visit& visit) {
  NWD_CHECK(visit.write([&](storage::Writer& writer) { return oidc::unlink(writer, visit.now(), visit.session()); }));
  return http::see_other("/account?done=provider-removed");
}

}  // namespace

void add_account_provider(PageRoutes& routes, const ProviderDeskPtr& desk) {
  const auto rule = access::Rule::signed_in().with_step_up();
  routes
      .get(page_path, rule, "One's account at the organization's own sign-in page",
           [desk](const Visit& visit) { return show_mine(*desk, visit); })
      .post(page_path, rule, "Leads there to link it", [desk](const Visit& visit) { return link_there(*desk, visit); })
      .post("/account/provider/remove", rule, "Unlinks it", unlink_now);
}

}  // namespace nwd::front
