#include "referral/routes.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/api_route.h"
#include "base/json.h"
#include "base/local_time.h"
#include "casework/answers_json.h"
#include "casework/case_access.h"
#include "http/conditional.h"
#include "referral/referral.h"
#include "referral/schemas.h"

namespace nwd::referral {
namespace {

namespace js = boost::json;
using access::Context;
using access::Role;
using access::Rule;
using http::Method;
using http::Request;
using http::Response;

Response answer_json(const js::value& value, int status = 200) { return http::json(js::serialize(value), status); }

Result<ReferralId> referral_id(const Request& request) { return access::id_in<ReferralId>(request, "request"); }

js::object to_json(const Referral& r) {
  js::object out{{"id", r.id.text()},
                 {"reference", r.reference},
                 {"from", {{"id", r.from.text()}, {"name", r.from_name}}},
                 {"to", {{"id", r.to.text()}, {"name", r.to_name}}},
                 {"service", {{"id", r.service.text()}, {"name", r.service_name}}},
                 {"place", r.rank},
                 {"state", word(r.state)},
                 {"question_open", r.question_open},
                 {"version", r.version}};
  if (r.asked_at) out["asked_at"] = to_text(*r.asked_at);
  if (r.hold_until) out["hold_until"] = to_text(*r.hold_until);
  if (r.answered_at) out["answered_at"] = to_text(*r.answered_at);
  if (r.reason) out["reason"] = word(*r.reason);
  return out;
}

js::object to_json(const match::Fit& fit) {
  js::array reasons;
  for (const auto& reason : fit.reasons) reasons.emplace_back(match::to_text(reason));
  js::object out{
      {"service", to_text(fit.service)}, {"readiness", word(fit.readiness)}, {"reasons", std::move(reasons)}};
  if (fit.distance_km) out["distance_km"] = *fit.distance_km;
  return out;
}

Result<Response> fits(access::Site& site, directory::Catalogues& catalogues, const Request& request,
                      const Context& context) {
  NWD_TRY(const auto id, access::id_in<casework::CaseId>(request));
  NWD_TRY(const auto open, site.database.read_logged([&](storage::Writer& w) {
    return casework::read_case(w, *context.session, context.now, id);
  }));
  NWD_TRY(const auto catalogue, site.database.read([&](storage::Reader& r) { return catalogues.at_hand(r); }));
  NWD_TRY(const auto ranking, fits_for(catalogue, open.facts, local_time(context.now).day));
  js::array list;
  for (const auto& fit : ranking.fits) list.push_back(to_json(fit));
  js::object excluded;
  for (int i = 0; i < match::excluded_count; ++i)
    excluded[match::word(static_cast<match::Excluded>(i))] = ranking.excluded[static_cast<std::size_t>(i)];
  return answer_json({{"fitting", ranking.fitting}, {"fits", std::move(list)}, {"excluded", std::move(excluded)}});
}

Result<Consent> consent_in(json::Fields& in) {
  Consent consent;
  const auto* value = in.any("consent");
  if (value == nullptr) {
    in.problem("consent", "json-missing", "Say what the person agreed to, and how.");
    return consent;
  }
  json::Fields fields(*value, "consent");
  const std::vector<std::string_view> ways{"spoken", "on_screen", "on_paper", "through_interpreter"};
  consent.how = static_cast<ConsentGiven>(fields.word("how", ways));
  consent.categories.called = fields.flag("called", false);
  consent.categories.contact = fields.flag("contact", false);
  consent.categories.note = fields.flag("note", false);
  consent.lasts_ms = fields.optional_int("days", 1, 365).value_or(7) * day_ms;
  auto done = fields.done();
  if (!done)
    for (const auto& p : done.error().fields) in.problem(p.field, p.key, p.text);
  return consent;
}

Result<Send> send_in(const Request& request) {
  Send wanted;
  NWD_TRY(wanted.sender_case, access::id_in<casework::CaseId>(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  wanted.case_version = in.integer("version", 0, std::int64_t{1} << 53U);
  if (const auto* list = in.array("list", longest_list))
    for (const auto& item : *list) {
      const auto id =
          item.is_string() ? directory::ServiceId::parse(std::string_view(item.get_string())) : std::nullopt;
      if (id)
        wanted.list.push_back(*id);
      else
        in.problem("list", "json-id", "Each one is a service's id.");
    }
  NWD_TRY(wanted.consent, consent_in(in));
  NWD_CHECK(in.done());
  return wanted;
}

Result<Response> send_now(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto wanted, send_in(request));
  return site.database.write([&](storage::Writer& writer) -> Result<Response> {
    NWD_TRY(const auto sent, send(writer, *context.session, site.random, context.now, wanted));
    js::array list;
    for (const auto& r : sent.referrals) list.push_back(to_json(r));
    auto response = answer_json(
        {{"thread", sent.thread.id.text()}, {"reference", sent.thread.reference}, {"referrals", std::move(list)}}, 201);
    NWD_CHECK(site.remember(writer, context, request, response));
    return response;
  });
}

Result<Response> list_inbox(access::Site& site, const Context& context) {
  NWD_TRY(const auto all, site.database.read([&](storage::Reader& r) { return inbox(r, *context.session); }));
  js::array list;
  for (const auto& r : all) list.push_back(to_json(r));
  return answer_json({{"referrals", std::move(list)}});
}

Result<Response> list_of_case(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<casework::CaseId>(request));
  NWD_TRY(const auto all, site.database.read([&](storage::Reader& r) { return of_case(r, *context.session, id); }));
  js::array list;
  for (const auto& r : all) list.push_back(to_json(r));
  return answer_json({{"referrals", std::move(list)}});
}

Result<Response> read(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, referral_id(request));
  NWD_TRY(const auto open, site.database.read_logged([&](storage::Writer& w) {
    return read_referral(w, *context.session, context.now, id);
  }));
  auto out = to_json(open.referral);
  if (open.packet)
    out["packet"] = {{"facts", casework::to_json(open.packet->facts)},
                     {"identity", casework::to_json(open.packet->identity)}};
  js::array messages;
  for (const auto& m : open.messages)
    messages.push_back({{"at", to_text(m.at)}, {"from_us", m.from_us}, {"text", m.text}});
  out["messages"] = std::move(messages);
  if (open.address) out["address"] = *open.address;
  auto response = answer_json(out);
  http::set_version(response, open.referral.version);
  return response;
}

Result<Response> accept_now(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, referral_id(request));
  NWD_TRY(const auto version, http::required_version(request));
  NWD_TRY(const auto accepted, site.database.write([&](storage::Writer& w) {
    return accept(w, *context.session, site.random, context.now, id, version);
  }));
  auto response = answer_json({{"case", accepted.opened.id.text()}});
  response.with("Location", "/api/v1/cases/" + accepted.opened.id.text());
  return response;
}

Result<Response> cannot_take_now(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, referral_id(request));
  NWD_TRY(const auto version, http::required_version(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto reason = static_cast<CannotTake>(
      in.word("reason", {"full", "no_staff", "not_equipped", "outside_licence", "closed_tonight"}));
  NWD_CHECK(in.done());
  NWD_CHECK(site.database.write(
      [&](storage::Writer& w) { return cannot_take(w, *context.session, context.now, id, version, reason); }));
  return http::no_content();
}

using Say = Result<void> (*)(storage::Writer&, const access::Session&, Random&, Instant, ReferralId, std::int64_t,
                             std::string_view);

Result<Response> say_now(access::Site& site, const Request& request, const Context& context, Say say) {
  NWD_TRY(const auto id, referral_id(request));
  NWD_TRY(const auto version, http::required_version(request));
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  const auto text = in.text("text", 1000);
  NWD_CHECK(in.done());
  NWD_CHECK(site.database.write(
      [&](storage::Writer& w) { return say(w, *context.session, site.random, context.now, id, version, text); }));
  return http::no_content();
}

Result<Response> stop_now(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, access::id_in<ReleaseId>(request, "thing"));
  NWD_CHECK(
      site.database.write([&](storage::Writer& w) { return stop_sharing(w, *context.session, context.now, id); }));
  return http::no_content();
}

Result<Response> withdraw_now(access::Site& site, const Request& request, const Context& context) {
  NWD_TRY(const auto id, referral_id(request));
  NWD_TRY(const auto version, http::required_version(request));
  NWD_CHECK(
      site.database.write([&](storage::Writer& w) { return withdraw(w, *context.session, context.now, id, version); }));
  return http::no_content();
}

http::Route with_version(http::Route out) {
  out.needs_version = true;
  return out;
}

http::Route repeatable(http::Route out) {
  out.repeatable = true;
  return out;
}

}  // namespace

Result<void> add_routes(access::Site& site, directory::Catalogues& catalogues) {
  const auto doors = Rule::of({Role::door_worker, Role::caseworker});
  const auto asked = Rule::of({Role::caseworker});
  const auto add = [&](http::Route r, const Rule& rule, access::Handler handler) {
    return site.add(std::move(r), rule, casework::noting(site, std::move(handler)));
  };
  NWD_CHECK(add(access::api_route(Method::get, "/api/v1/intakes/{id}/fits",
                                  "Beds that fit, the best first, and why each is listed.", "", schema::fits),
                doors, [&](const Request& r, const Context& c) { return fits(site, catalogues, r, c); }));
  NWD_CHECK(add(repeatable(access::api_route(Method::post, "/api/v1/intakes/{id}/send",
                                             "Asks the places on the list, one at a time, under a release for each.",
                                             schema::send, schema::sent)),
                doors, [&](const Request& r, const Context& c) { return send_now(site, r, c); }));
  NWD_CHECK(add(access::api_route(Method::get, "/api/v1/intakes/{id}/referrals", "Who was asked, and what came of it.",
                                  "", schema::referrals),
                doors, [&](const Request& r, const Context& c) { return list_of_case(site, r, c); }));
  NWD_CHECK(add(access::api_route(Method::get, "/api/v1/referrals", "What is asked of us, the oldest first.", "",
                                  schema::referrals),
                asked, [&](const Request&, const Context& c) { return list_inbox(site, c); }));
  NWD_CHECK(
      add(access::api_route(Method::get, "/api/v1/referrals/{id}",
                            "One request: the packet for the asked, the address for the sender.", "", schema::referral),
          doors, [&](const Request& r, const Context& c) { return read(site, r, c); }));
  NWD_CHECK(add(with_version(access::api_route(Method::post, "/api/v1/referrals/{id}/accept",
                                               "Takes the person: the bed is theirs, the case opens here.", "",
                                               schema::accepted)),
                asked, [&](const Request& r, const Context& c) { return accept_now(site, r, c); }));
  NWD_CHECK(add(with_version(access::api_route(Method::post, "/api/v1/referrals/{id}/cannot-take",
                                               "Goes to the next on the list at once.", schema::cannot_take)),
                asked, [&](const Request& r, const Context& c) { return cannot_take_now(site, r, c); }));
  NWD_CHECK(add(with_version(access::api_route(Method::post, "/api/v1/referrals/{id}/ask", "A question to the sender.",
                                               schema::text)),
                asked, [&](const Request& r, const Context& c) { return say_now(site, r, c, ask); }));
  NWD_CHECK(add(with_version(access::api_route(Method::post, "/api/v1/referrals/{id}/answer", "The sender's answer.",
                                               schema::text)),
                doors, [&](const Request& r, const Context& c) { return say_now(site, r, c, answer); }));
  NWD_CHECK(add(access::api_route(Method::post, "/api/v1/releases/{id}/withdraw",
                                  "Stops what was shared under one release, at once; nobody is asked why."),
                doors, [&](const Request& r, const Context& c) { return stop_now(site, r, c); }));
  return add(with_version(access::api_route(Method::post, "/api/v1/referrals/{id}/withdraw",
                                            "Takes the request back, and the list with it.")),
             doors, [&](const Request& r, const Context& c) { return withdraw_now(site, r, c); });
}

}  // namespace nwd::referral
