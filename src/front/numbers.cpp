#include "front/numbers.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "casework/pages_parts.h"
#include "front/screens.h"
#include "referral/referral.h"
#include "ui/components.h"

namespace nwd::front {

using ui::Html;

namespace {

namespace js = boost::json;

constexpr std::string_view schema =
    R"({"type":"object","properties":{"fewest_told":{"type":"integer"},"records":{"type":"array"},"sent":{"type":"array"},"received":{"type":"array"}},"description":"`many` is absent where it is fewer than `fewest_told`"})";

Count counted(std::string what, std::string_view prefix, std::int64_t many) {
  auto key = std::string(prefix) + what;
  return {std::move(what), std::move(key), many < fewest_told ? std::nullopt : std::optional(many)};
}

std::vector<Count> of_requests(const referral::Counts& counts) {
  using referral::State;
  std::vector<Count> all;
  for (const auto state : {State::asked, State::accepted, State::declined, State::lapsed, State::withdrawn})
    all.push_back(counted(std::string(word(state)), "state-is-", counts.at(static_cast<std::size_t>(state))));
  return all;
}

Html table_of(const Visit& visit, std::string_view caption, const std::vector<Count>& counts) {
  ui::Table table{
      .caption = visit.say(caption), .caption_classes = "govuk-table__caption--m", .first_cell_is_header = true};
  const std::string fewer = visit.say("numbers-fewer", {{"count", fewest_told}});
  for (const auto& one : counts)
    table.rows.push_back({{.content = visit.say(one.key)},
                          {.content = one.many ? std::to_string(*one.many) : fewer, .format = "numeric"}});
  return render(table);
}

Result<http::Response> show_numbers(const Visit& visit) {
  NWD_TRY(const auto numbers, visit.read([&](storage::Reader& r) { return read_numbers(r, visit.session()); }));
  ui::Page page = visit.page("numbers-title");
  page.body = join(casework::heading(visit.say("numbers-heading")), casework::paragraph(visit.say("numbers-what")),
                   table_of(visit, "numbers-records", numbers.records), table_of(visit, "numbers-sent", numbers.sent),
                   table_of(visit, "numbers-received", numbers.received));
  page.back_href = "/today";
  return casework::answer(page);
}

js::array to_json(const std::vector<Count>& counts) {
  js::array list;
  for (const auto& one : counts) {
    js::object row{{"what", one.what}};
    if (one.many) row["many"] = *one.many;
    list.push_back(std::move(row));
  }
  return list;
}

Result<http::Response> tell_numbers(access::Site& site, const access::Context& context) {
  NWD_TRY(const auto numbers,
          site.database.read([&](storage::Reader& r) { return read_numbers(r, *context.session); }));
  return http::json(js::serialize(js::object{{"fewest_told", fewest_told},
                                             {"records", to_json(numbers.records)},
                                             {"sent", to_json(numbers.sent)},
                                             {"received", to_json(numbers.received)}}));
}

}  // namespace

Result<Numbers> read_numbers(storage::Reader& reader, const access::Session& session) {
  NWD_CHECK(access::decide(session, access::Deed::read_numbers, {}));
  Numbers numbers;
  NWD_TRY(const auto records, casework::count_records(reader, session.organization));
  using casework::CaseState;
  for (const auto state :
       {CaseState::intake, CaseState::sent, CaseState::open, CaseState::handed_off, CaseState::closed})
    numbers.records.push_back(counted(std::string(casework::word(state)), "numbers-case-",
                                      records.by_state.at(static_cast<std::size_t>(state))));
  numbers.records.push_back(counted("emergency_contacts", "numbers-", records.glasses));
  NWD_TRY(const auto sent, referral::count_sent(reader, session.organization));
  NWD_TRY(const auto received, referral::count_received(reader, session.organization));
  numbers.sent = of_requests(sent);
  numbers.received = of_requests(received);
  return numbers;
}

void add_numbers(PageRoutes& routes) {
  routes.get("/numbers", access::Rule::of({access::Role::director, access::Role::grants_manager}),
             "Counts of the organization's work", show_numbers);
}

Result<void> add_numbers_api(access::Site& site) {
  http::Route route;
  route.method = http::Method::get;
  route.pattern = "/api/v1/numbers";
  route.kind = http::Kind::api;
  route.summary = "Counts of the organization's work; small ones are not told.";
  route.response_schema = schema;
  return site.add(std::move(route), access::Rule::of({access::Role::director, access::Role::grants_manager}),
                  [&site](const http::Request&, const access::Context& c) { return tell_numbers(site, c); });
}

}  // namespace nwd::front
