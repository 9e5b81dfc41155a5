// Showing a passkey: alone, as the second of two steps, and again.
#include "front/passkeys.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "casework/pages_parts.h"
#include "front/entering.h"
#include "front/providers.h"
#include "ui/components.h"

namespace nwd::front {

using access::Kind;
using passkey::Purpose;
using ui::Html;
using ui::tag;

namespace {

// Where each is asked for, and what the page says.
struct Place {
  std::string_view page;     // of the other ways to do the same
  std::string_view action;   // takes what the browser sends
  std::string_view options;  // tells the script what to ask the browser for
  std::string_view button;
};

const Place& place_of(Purpose purpose) {
  static constexpr Place places[] = {
      {"/account/passkeys", "/account/passkeys", "/account/passkeys/options", "passkey-add"},
      {"/sign-in", "/sign-in/passkey", "/sign-in/passkey/options", "passkey-use"},
      {"/sign-in/second-step", "/sign-in/second-step/passkey", "/sign-in/second-step/passkey/options", "passkey-use"},
      {"/confirm", "/confirm/passkey", "/confirm/passkey/options", "passkey-use"}};
  return places[static_cast<std::size_t>(purpose)];
}

std::optional<passkey::RelyingParty> party_of(const PasskeyDesk& desk, const Visit& visit) {
  return passkey::relying_party(desk.origin, visit.request.header("host"), visit.kit.site.secure);
}

Bytes bytes_in(const ui::Form& form, std::string_view field) {
  return from_base64url(form.value(field)).value_or(Bytes());
}

vault::SecretBytes secret_in(const ui::Form& form) {
  Bytes bytes = bytes_in(form, "secret");
  auto secret = vault::SecretBytes::copy_of(bytes);
  vault::wipe(bytes);
  return secret;
}

passkey::ShownAnswer shown_answer(const ui::Form& form) {
  return {bytes_in(form, "challenge"),
          bytes_in(form, "credential"),
          bytes_in(form, "client_data"),
          bytes_in(form, "authenticator_data"),
          bytes_in(form, "signature"),
          bytes_in(form, "user_handle"),
          secret_in(form)};
}

Html empty_fields(Purpose purpose) {
  Html fields;
  const auto add = [&](std::initializer_list<std::string_view> names) {
    for (const auto name : names) fields.add(casework::hidden_field(name, ""));
  };
  add({"challenge", "client_data", "secret"});
  if (purpose == Purpose::add)
    add({"attestation"});
  else
    add({"credential", "authenticator_data", "signature", "user_handle"});
  return fields;
}

// Whose passkeys these are: nobody's where one signs in.
access::SessionPtr session_of(const Visit& visit, Purpose purpose) {
  if (purpose == Purpose::sign_in) return nullptr;
  if (purpose != Purpose::second_step) return visit.context.session;
  const auto seen = waiting(visit);
  return seen ? seen->session : nullptr;
}

Failure no_passkeys() { return fail(Code::not_found, "There is no such page."); }

Result<std::string> sign_in_name(storage::Reader& reader, const access::Session& session) {
  NWD_TRY(const auto members, access::members_of(reader, session.organization));
  for (const auto& one : members)
    if (one.id == session.member) return one.sign_in;
  return no_passkeys();
}

// What the script asks the browser for.
Result<boost::json::object> options_of(const PasskeyDesk& desk, const Visit& visit, Purpose purpose) {
  const auto party = party_of(desk, visit);
  const auto session = session_of(visit, purpose);
  if (!party || (!session && purpose != Purpose::sign_in)) return no_passkeys();
  const auto challenge = desk.challenges.issue(visit.kit.site.random, visit.now(), purpose, visit.context.csrf);
  boost::json::array known;
  boost::json::object options{{"challenge", base64url(challenge)},
                              {"timeout", passkey::challenge_ms},
                              {"rpId", party->id},
                              {"rpName", visit.say("site-name")}};
  if (purpose == Purpose::add || purpose == Purpose::sign_in)
    options["salt"] = base64url(bytes_of(passkey::secret_salt));  // else no secret is wanted
  if (session) {
    NWD_TRY(const auto list, visit.read([&](storage::Reader& reader) {
      return access::credentials_of(reader, session->member, access::Kind::passkey);
    }));
    for (const auto& one : list) known.push_back({{"type", "public-key"}, {"id", base64url(one.handle)}});
  }
  options["known"] = std::move(known);
  if (purpose != Purpose::add) return options;
  NWD_TRY(const auto name, visit.read([&](storage::Reader& reader) { return sign_in_name(reader, *session); }));
  options["user"] = {{"id", base64url(passkey::user_handle(session->member))}, {"name", name}};
  boost::json::array algorithms;
  for (const auto one : passkey::all_algorithms) algorithms.push_back(passkey::number(one));
  options["algorithms"] = std::move(algorithms);
  return options;
}

Html heading_of(const Visit& visit, Purpose purpose) {
  if (purpose == Purpose::second_step)
    return casework::heading(visit.say("passkey-show-heading"), visit.say("second-step-above"));
  return casework::heading(visit.say("passkey-show-heading"));
}

// The other ways to do the same.
Result<Html> other_ways(const Visit& visit, Purpose purpose, std::string_view next) {
  const auto way = [&](std::string_view page, std::string_view words) {
    return casework::paragraph(casework::link(with_next(page, next), visit.say(words)));
  };
  if (purpose != Purpose::second_step) return way(place_of(purpose).page, "passkey-other-way");
  const auto pending = session_of(visit, purpose);
  if (!pending) return way("/sign-in", "second-step-again");
  NWD_TRY(const bool app, has_way(visit, pending->member, access::Kind::totp));
  Html all;
  if (app) all.add(way("/sign-in/second-step", "passkey-other-way"));
  return all.add(way("/sign-in/recover", "passkey-lost")).add(way("/sign-in", "second-step-again"));
}

// A page of its own: for the second step, and where one comes to when it did not work.
Result<http::Response> passkey_page(const PasskeyDesk& desk, const Visit& visit, Purpose purpose, const ui::Form& form,
                                    std::string_view next, int status) {
  NWD_TRY(const auto others, other_ways(visit, purpose, next));
  const Html how = passkeys_work(desk, visit) ? passkey_part(desk, visit, purpose, next)
                                              : casework::paragraph(visit.say("passkey-not-here"));
  return asking(visit, "passkey-show-title", form, join(heading_of(visit, purpose), how, others), status,
                with_next(place_of(purpose).action, next));
}

NotLetIn why_not(const Error& error) {
  if (error.code == Code::gone) return {"passkey-late", 401};
  if (error.code == Code::forbidden) return {"passkey-second-only", 401};
  return {"passkey-wrong", 401};
}

bool is_a_fault(Code code) {
  return code != Code::gone && code != Code::forbidden && code != Code::invalid && code != Code::unauthenticated &&
         code != Code::rate_limited && code != Code::busy;
}

Result<http::Response> ask_again(const PasskeyDesk& desk, const Visit& visit, Purpose purpose, const Error& error,
                                 std::string_view next) {
  if (is_a_fault(error.code)) return fail(error);
  const auto why = not_let_in(error, "passkey-wrong").value_or(why_not(error));
  ui::Form form;
  form.problem("passkey", why.key);
  return passkey_page(desk, visit, purpose, form, next, why.status);
}

std::string next_of(const Visit& visit) {
  return safe_next(visit, visit.request.query_value("next").value_or("/today"));
}

// Who showed a passkey that opens their key, and whose organization demands its provider's word.
Result<std::optional<http::Response>> led_on(const Visit& visit, const Error& error, const Bytes& shown) {
  if (error.detail != access::provider_demanded) return std::nullopt;
  NWD_TRY(const auto organization,
          visit.read([&](storage::Reader& reader) { return access::organization_of(reader, Kind::passkey, shown); }));
  if (!organization) return std::nullopt;
  return led_to_provider(visit, error, *organization);
}

Result<http::Response> sign_in_by_passkey(ProviderDesk& providers, PasskeyDesk& desk, const Visit& visit) {
  NWD_TRY(const auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  const auto at = occasion(desk, visit);
  if (!at) return no_passkeys();
  const auto word = word_behind(providers, visit, form);
  const auto through = word ? oidc::through(at->database, visit.now(), *word) : access::Through();
  auto who = passkey::sign_in(*at, visit.kit.site.derivations, shown_answer(form), through);
  if (who && word) providers.desk.words.forget(visit.context.csrf);
  if (who) return come_in(visit, *std::move(who), next);
  NWD_TRY(auto led, led_on(visit, who.error(), bytes_in(form, "credential")));
  if (led) return *std::move(led);
  return ask_again(desk, visit, Purpose::sign_in, who.error(), next);
}

Result<http::Response> second_step_by_passkey(PasskeyDesk& desk, const Visit& visit) {
  NWD_TRY(const auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  const auto at = occasion(desk, visit);
  if (!at) return no_passkeys();
  const auto pending = waiting(visit);
  if (!pending) return http::see_other(with_next("/sign-in", next));
  const auto shown = passkey::show_second(*at, *pending->session, shown_answer(form));
  if (!shown) return ask_again(desk, visit, Purpose::second_step, shown.error(), next);
  NWD_TRY(auto token, visit.kit.site.sessions.complete(pending->session->id, visit.now()));
  return go_on(visit, std::move(token), next);
}

Result<http::Response> confirm_by_passkey(PasskeyDesk& desk, const Visit& visit) {
  NWD_TRY(const auto form, visit.form());
  const std::string next = safe_next(visit, form.value("next"));
  const auto at = occasion(desk, visit);
  if (!at) return no_passkeys();
  const auto shown = passkey::show_again(*at, visit.session(), shown_answer(form));
  if (!shown) return ask_again(desk, visit, Purpose::confirm, shown.error(), next);
  NWD_TRY(auto token, visit.kit.site.sessions.step_up(visit.session().id, visit.now()));
  return go_on(visit, std::move(token), next);
}

Result<http::Response> show_place(const PasskeyDesk& desk, const Visit& visit, Purpose purpose) {
  const std::string next = next_of(visit);
  if (purpose != Purpose::confirm && visit.context.session) return http::see_other(next);
  if (purpose == Purpose::second_step && !waiting(visit)) return http::see_other(with_next("/sign-in", next));
  return passkey_page(desk, visit, purpose, ui::Form(), next, 200);
}

using Taker = std::function<Result<http::Response>(PasskeyDesk&, const Visit&)>;

void add_place(PageRoutes& routes, const PasskeyDeskPtr& desk, Purpose purpose, const access::Rule& rule,
               const Taker& take) {
  const auto& place = place_of(purpose);
  routes
      .get(std::string(place.action), rule, "Asks for a passkey",
           [desk, purpose](const Visit& visit) { return show_place(*desk, visit, purpose); })
      .post(std::string(place.action), rule, "Takes what a passkey showed",
            [desk, take](const Visit& visit) { return take(*desk, visit); });
  add_passkey_options(routes, desk, purpose, rule);
}

}  // namespace

bool passkeys_work(const PasskeyDesk& desk, const Visit& visit) { return party_of(desk, visit).has_value(); }

passkey::MadeAnswer made_answer(const ui::Form& form) {
  return {bytes_in(form, "challenge"), bytes_in(form, "client_data"), bytes_in(form, "attestation"), secret_in(form)};
}

std::optional<passkey::Occasion> occasion(PasskeyDesk& desk, const Visit& visit) {
  auto party = party_of(desk, visit);
  if (!party) return std::nullopt;
  return passkey::Occasion{visit.kit.site.database, desk.challenges,   *std::move(party), visit.now(),
                           visit.context.csrf,      visit.request.peer};
}

Html passkey_part(const PasskeyDesk& desk, const Visit& visit, Purpose purpose, std::string_view next,
                  const Html& fields) {
  if (!passkeys_work(desk, visit)) return {};
  const auto& place = place_of(purpose);
  const auto& say = visit.say;
  const ui::Button button{.content = say(place.button),
                          .classes = purpose == Purpose::add ? "" : "govuk-button--secondary"};
  ui::Attributes more{{"data-passkey", place.options},
                      {"data-asking", say("passkey-asking")},
                      {"data-again", say("passkey-again")},
                      {"hidden"}};
  const Html form =
      ui::post_form(place.action, visit.context.csrf,
                    join(casework::hidden_field("next", next), empty_fields(purpose), fields, render(button)), more);
  const Html words =
      tag("p", {{"class", "govuk-hint"}, {"role", "status"}, {"data-passkey-words"}}, say("passkey-needs-scripts"));
  return tag("div", {{"id", "passkey"}}, form, words);
}

void add_passkey_options(PageRoutes& routes, const PasskeyDeskPtr& desk, Purpose purpose, const access::Rule& rule) {
  routes.get(std::string(place_of(purpose).options), rule, "Tells the page's script what to ask the browser for",
             [desk, purpose](const Visit& visit) -> Result<http::Response> {
               NWD_TRY(const auto options, options_of(*desk, visit, purpose));
               return http::json(boost::json::serialize(options));
             });
}

void add_passkeys(PageRoutes& routes, const PasskeyDeskPtr& desk, const ProviderDeskPtr& providers) {
  const auto stranger = access::Rule::anyone_by_form();
  add_place(routes, desk, Purpose::sign_in, stranger,
            [providers](PasskeyDesk& at, const Visit& visit) { return sign_in_by_passkey(*providers, at, visit); });
  add_place(routes, desk, Purpose::second_step, stranger, second_step_by_passkey);
  add_place(routes, desk, Purpose::confirm, access::Rule::signed_in().while_enrolling(), confirm_by_passkey);
}

}  // namespace nwd::front
