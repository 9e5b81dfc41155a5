// Signing in with an organization's own sign-in page: it says who somebody is, and their passphrase or passkey still
// opens their key here.
#include "front/providers.h"

#include "access/proof.h"
#include "casework/pages_parts.h"
#include "front/entering.h"
#include "front/passkeys.h"
#include "http/url.h"
#include "ui/components.h"

namespace nwd::front {

using oidc::Provider;
using oidc::Purpose;
using ui::Html;

namespace {

constexpr auto back_path = "/sign-in/back";
constexpr auto here_path = "/sign-in/back/here";
constexpr auto own_key_path = "/sign-in/own-key";

Result<Provider> the_provider(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<oidc::ProviderId>("provider"));
  NWD_TRY(const auto found, visit.read([&](storage::Reader& reader) { return oidc::find_provider(reader, id); }));
  if (!found) return fail(Code::not_found, "There is no such page.");
  return *found;
}

Result<bool> is_demanded(const Visit& visit, access::OrganizationId organization) {
  NWD_TRY(const auto rule,
          visit.read([&](storage::Reader& reader) { return access::provider_rule(reader, organization); }));
  return rule.demanded;
}

Html go_button(std::string_view href, std::string_view words) {
  return render(ui::Button{.content = words, .href = std::string(href), .attributes = {{"rel", "noreferrer"}}});
}

Html other_way(const Visit& visit) {
  return casework::paragraph(casework::link("/sign-in", visit.say("provider-other-way")));
}

Result<http::Response> show_way_there(ProviderDesk& desk, const Visit& visit) {
  if (visit.context.session) return http::see_other("/today");
  NWD_TRY(const auto provider, the_provider(visit));
  NWD_TRY(const bool demanded, is_demanded(visit, provider.organization));
  const auto there = oidc::way_there(occasion(desk, visit), provider, Purpose::sign_in);
  if (!there && is_down(there.error().code)) return provider_down(visit, demanded);
  NWD_CHECK(there);
  const auto& say = visit.say;
  Html body = join(casework::heading(say("provider-heading")), casework::paragraph(say("provider-what")),
                   go_button(*there, say("provider-go")));
  if (!demanded) body.add(other_way(visit));
  return asking(visit, "sign-in-title", ui::Form(), std::move(body), 200, page_of(provider));
}

// From elsewhere no cookie of ours comes along (SameSite=Strict), so this page leads on to where it does.
Result<http::Response> show_back(const Visit& visit) {
  http::Pairs kept;
  for (const auto* const name : {"state", "code", "iss", "error"})
    if (const auto value = visit.request.query_value(name)) kept.emplace_back(name, *value);
  const std::string on = std::string(here_path) + "?" + http::encode_pairs(kept);
  ui::Page page = visit.page("sign-in-title");
  page.path = "/sign-in";
  page.body = join(casework::heading(visit.say("provider-back-heading")), go_button(on, visit.say("provider-go-on")));
  auto response = casework::answer(page);
  response.with("Refresh", "0; url=" + on);
  return response;
}

Result<http::Response> not_come_back(const Visit& visit, const Error& error) {
  if (is_down(error.code)) return provider_down(visit, true);
  const bool late = error.code == Code::gone;
  if (!late && error.code != Code::unauthenticated && error.code != Code::rate_limited && error.code != Code::conflict)
    return fail(error);
  const std::string_view words = error.code == Code::rate_limited ? "sign-in-too-often"
                                 : error.code == Code::conflict   ? "provider-others"
                                 : late                           ? "provider-late"
                                                                  : "provider-not-you";
  const int status = error.code == Code::rate_limited ? 429 : error.code == Code::conflict ? 409 : 401;
  const bool in = visit.context.session != nullptr;
  Html body = join(
      casework::heading(visit.say("provider-not-heading")), casework::paragraph(visit.say(words)),
      in ? casework::paragraph(casework::link("/account/provider", visit.say("provider-again"))) : other_way(visit));
  return asking(visit, "sign-in-title", ui::Form(), std::move(body), status, "/sign-in");
}

Result<access::Member> member_of_session(storage::Reader& reader, const access::Session& session) {
  NWD_TRY(const auto members, access::members_of(reader, session.organization));
  for (const auto& one : members)
    if (one.id == session.member) return one;
  return fail(Code::not_found, "There is no such page.");
}

Result<http::Response> link_now(const Visit& visit, const oidc::Word& word) {
  const auto linked = visit.write([&](storage::Writer& writer) -> Result<void> {
    NWD_TRY(const auto member, member_of_session(writer, visit.session()));
    return oidc::link(writer, visit.now(), word.provider, word.subject, member);
  });
  if (!linked) return not_come_back(visit, linked.error());
  return http::see_other("/account?done=provider");
}

Result<http::Response> take_back(ProviderDesk& desk, const Visit& visit) {
  const auto value = [&](std::string_view name) { return visit.request.query_value(name).value_or(""); };
  const auto came =
      oidc::come_back(occasion(desk, visit), {value("state"), value("code"), value("iss"), value("error")});
  if (!came) return not_come_back(visit, came.error());
  if (came->purpose == Purpose::link) {
    if (!visit.context.session) return fail(Code::not_found, "There is no such page.");
    return link_now(visit, came->word);
  }
  NWD_CHECK(desk.desk.words.keep(visit.context.csrf, came->word, visit.now()));
  return http::see_other(own_key_path);
}

// Whose account it is; none: nobody's yet.
Result<std::optional<access::Member>> whose(const Visit& visit, const oidc::Word& word) {
  return visit.read([&](storage::Reader& reader) -> Result<std::optional<access::Member>> {
    NWD_TRY(const auto id, oidc::member_of(reader, word.provider, word.subject));
    if (!id) return std::nullopt;
    NWD_TRY(const auto members, access::members_of(reader, word.provider.organization));
    for (const auto& one : members)
      if (one.id == *id) return one;
    return std::nullopt;
  });
}

Html name_field(const Visit& visit, const ui::Form& form) {
  return render(ui::Input{.name = "sign_in",
                          .label = {.content = visit.say("sign-in-name")},
                          .hint = ui::Hint{.content = visit.say("provider-first-time")},
                          .error = form_error(form, visit.say, "sign_in"),
                          .value = std::string(form.value("sign_in")),
                          .autocomplete = "username",
                          .autocapitalize = "none",
                          .spellcheck = false});
}

Result<http::Response> own_key_page(const PasskeyDesk& passkeys, const Visit& visit, const oidc::Word& word,
                                    const ui::Form& form, int status) {
  NWD_TRY(const auto member, whose(visit, word));
  const auto& say = visit.say;
  const Html fields =
      join(member ? Html() : name_field(visit, form), passphrase_field(visit, form, say("sign-in-passphrase")),
           render(ui::Button{.content = say("sign-in"), .prevent_double_click = true}));
  Html body = join(casework::heading(say("own-key-heading"), say("own-key-above")),
                   casework::paragraph(say("own-key-why")), visit.post(own_key_path, fields),
                   passkey_part(passkeys, visit, passkey::Purpose::sign_in, "/today",
                                casework::hidden_field(through_field, "provider")),
                   casework::paragraph(casework::link("/sign-in/recover", say("sign-in-forgotten"))));
  return asking(visit, "sign-in-title", form, std::move(body), status, own_key_path);
}

Result<http::Response> show_own_key(ProviderDesk& desk, const PasskeyDesk& passkeys, const Visit& visit) {
  if (visit.context.session) return http::see_other("/today");
  const auto word = desk.desk.words.of(visit.context.csrf, visit.now());
  if (!word) return not_come_back(visit, {Code::gone, "", "", {}});
  return own_key_page(passkeys, visit, *word, ui::Form(), 200);
}

Result<http::Response> own_key_now(ProviderDesk& desk, const PasskeyDesk& passkeys, const Visit& visit) {
  auto& site = visit.kit.site;
  NWD_TRY(auto form, visit.form());
  const auto word = desk.desk.words.of(visit.context.csrf, visit.now());
  if (!word) return not_come_back(visit, {Code::gone, "", "", {}});
  NWD_TRY(const auto member, whose(visit, *word));
  const auto typed = member
                         ? std::optional(member->sign_in)
                         : form.text("sign_in", {.most = 64, .required = true, .required_key = "sign-in-name-empty"});
  const std::string_view passphrase = form.value("passphrase");
  if (passphrase.empty()) form.problem("passphrase", "sign-in-passphrase-empty");
  if (!form.ok()) return own_key_page(passkeys, visit, *word, form, casework::asked_again);
  auto who =
      access::sign_in_through(site.database, site.derivations, visit.now(),
                              oidc::through(site.database, visit.now(), *word), *typed, passphrase, visit.request.peer);
  if (who) {
    desk.desk.words.forget(visit.context.csrf);
    return come_in(visit, *std::move(who), "/today");
  }
  const auto why = not_let_in(who.error(), "sign-in-wrong");
  if (!why) return fail(who.error());
  form.problem(member ? "passphrase" : "sign_in", why->key);
  return own_key_page(passkeys, visit, *word, form, why->status);
}

}  // namespace

bool is_down(Code code) { return code == Code::unavailable || code == Code::busy; }

std::string outside(const ProviderDesk& desk, const Visit& visit, std::string_view path) {
  const std::string_view scheme = visit.kit.site.secure ? "https://" : "http://";
  const std::string whole =
      desk.origin.empty() ? std::string(scheme).append(visit.request.header("host")) : desk.origin;
  return whole + std::string(path);
}

oidc::Occasion occasion(ProviderDesk& desk, const Visit& visit) {
  auto& site = visit.kit.site;
  return {desk.desk,   site.database,      *site.derivations.keyring(), site.random,
          visit.now(), visit.context.csrf, visit.request.peer,          outside(desk, visit, back_path)};
}

std::string page_of(const Provider& provider) { return "/sign-in/through/" + provider.id.text(); }

Result<std::optional<http::Response>> led_to_provider(const Visit& visit, const Error& error,
                                                      access::OrganizationId organization) {
  if (error.detail != access::provider_demanded) return std::nullopt;
  NWD_TRY(const auto provider,
          visit.read([&](storage::Reader& reader) { return oidc::provider_of(reader, organization); }));
  if (!provider) return std::nullopt;
  return std::optional(http::see_other(page_of(*provider)));
}

Result<std::optional<http::Response>> led_to_provider(const Visit& visit, const Error& error,
                                                      std::string_view sign_in) {
  if (error.detail != access::provider_demanded) return std::nullopt;
  NWD_TRY(const auto member,
          visit.read([&](storage::Reader& reader) { return access::member_named(reader, sign_in); }));
  if (!member) return std::nullopt;
  return led_to_provider(visit, error, member->organization);
}

std::optional<oidc::Word> word_behind(ProviderDesk& desk, const Visit& visit, const ui::Form& form) {
  if (form.value(through_field) != "provider") return std::nullopt;
  return desk.desk.words.of(visit.context.csrf, visit.now());
}

Result<http::Response> provider_down(const Visit& visit, bool demanded) {
  const auto& say = visit.say;
  std::vector<ui::Content> steps{say("provider-down-wait"), say("provider-down-it")};
  if (demanded) steps.emplace_back(say("provider-down-lift"));
  steps.emplace_back(say("provider-down-urgent"));
  Html body = join(casework::heading(say("provider-down-heading")), casework::paragraph(say("provider-down-what")),
                   casework::bullets(steps));
  if (visit.context.session)
    body.add(casework::paragraph(casework::link("/account", say("provider-to-account"))));
  else
    body.add(other_way(visit));
  return asking(visit, "sign-in-title", ui::Form(), std::move(body), 503, "/sign-in");
}

void add_providers(PageRoutes& routes, const ProviderDeskPtr& desk, const PasskeyDeskPtr& passkeys) {
  const auto stranger = access::Rule::anyone_by_form();
  routes
      .get("/sign-in/through/{provider}", stranger, "Leads to an organization's own sign-in page",
           [desk](const Visit& visit) { return show_way_there(*desk, visit); })
      .get(back_path, access::Rule::anyone(), "Where an organization's sign-in page sends people back to", show_back)
      .get(here_path, stranger, "Takes what an organization's sign-in page said",
           [desk](const Visit& visit) { return take_back(*desk, visit); })
      .get(own_key_path, stranger, "Asks for what opens one's own key",
           [desk, passkeys](const Visit& visit) { return show_own_key(*desk, *passkeys, visit); })
      .post(own_key_path, stranger, "Opens one's own key and signs in",
            [desk, passkeys](const Visit& visit) { return own_key_now(*desk, *passkeys, visit); });
}

}  // namespace nwd::front
