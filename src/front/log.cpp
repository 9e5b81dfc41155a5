#include "front/log.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <limits>
#include <set>

#include "access/api_route.h"
#include "access/log_reader.h"
#include "base/text.h"
#include "casework/blocked.h"
#include "casework/log_words.h"
#include "casework/pages_parts.h"
#include "front/screens.h"
#include "referral/referral.h"
#include "ui/components.h"

namespace nwd::front {

using casework::Asking;
using ui::Html;

namespace {

namespace js = boost::json;

constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t letters_of_id = 8;
const access::Roles readers{access::Role::supervisor, access::Role::auditor};

constexpr std::string_view schema =
    R"({"type":"object","required":["entries"],"properties":{"entries":{"type":"array","items":{"type":"object","required":["at","opened"]}},"next":{"type":"integer","description":"`before` of the page of older entries"}}})";

std::int64_t before_of(const http::Request& request) {
  return whole_number(request.query_value("before").value_or(""), 1, newest).value_or(newest);
}

// Whatever tells of a record whose person does not want the reader to know of it.
Result<std::set<IdBytes>> hidden_from(storage::Reader& reader, const access::Session& session) {
  std::set<IdBytes> hidden;
  NWD_TRY(const auto records, casework::records_naming(reader, session));
  for (const auto& record : records) {
    hidden.insert(record.id);
    if (record.thread) hidden.insert(*record.thread);
    NWD_TRY(const auto requests, referral::requests_of(reader, record.id));
    hidden.insert(requests.begin(), requests.end());
  }
  return hidden;
}

// A page is full however much was left out of it: nobody learns from its length that there is more.
Result<void> fill(LogPage& page, storage::Reader& reader, audit::Opener& opener, const std::set<IdBytes>& hidden,
                  std::int64_t before) {
  while (page.entries.size() < log_page) {
    NWD_TRY(auto some, opener.newest(reader, before, log_page));
    for (auto& entry : some) {
      before = entry.sequence;
      if (entry.detail && hidden.contains(entry.detail->subject_id)) continue;
      page.entries.push_back(std::move(entry));
      if (page.entries.size() == log_page) break;
    }
    if (some.size() < log_page && page.entries.size() < log_page) return {};
  }
  page.next = before;
  return {};
}

std::string subject_words(const Visit& visit, const audit::Detail& detail) {
  const auto record = [&](std::string_view key) {
    const auto letters = to_text(detail.subject_id).substr(0, letters_of_id);
    return visit.say(key, {{"id", std::string_view(letters)}});
  };
  if (detail.subject == "case") return record("log-of-record");
  if (detail.subject == "referral") return record("log-of-request");
  if (detail.subject == "thread") return record("log-of-thread");
  return {};
}

Result<ui::Table> table_of(storage::Reader& reader, const Visit& visit, const std::vector<audit::Recorded>& entries) {
  casework::Names names(reader, visit);
  ui::Table table;
  table.head = {{{.content = visit.say("case-seen-when")},
                 {.content = visit.say("case-seen-who")},
                 {.content = visit.say("case-seen-what")},
                 {.content = visit.say("log-of-what")}}};
  for (const auto& entry : entries) {
    if (!entry.detail) {
      table.rows.push_back({{.content = visit.moment(entry.at)}, {}, {.content = visit.say("seen-unreadable")}, {}});
      continue;
    }
    NWD_TRY(const auto who, names.who(*entry.detail));
    table.rows.push_back({{.content = visit.moment(entry.detail->at)},
                          {.content = who},
                          {.content = casework::deed_words(visit.say, entry.detail->deed)},
                          {.content = subject_words(visit, *entry.detail)}});
  }
  return table;
}

struct Shown {
  LogPage log;
  ui::Table table;
};

Result<http::Response> show_log(const Visit& visit) {
  const auto before = before_of(visit.request);
  NWD_TRY(const auto shown, visit.read_logged([&](storage::Writer& w) -> Result<Shown> {
    NWD_TRY(auto log, read_log(w, Asking::of(visit.context), before));
    NWD_TRY(auto table, table_of(w, visit, log.entries));
    return Shown{std::move(log), std::move(table)};
  }));
  Html body = join(casework::heading(visit.say("log-heading")), casework::paragraph(visit.say("log-what")));
  if (shown.log.entries.empty())
    body.add(casework::paragraph(visit.say("log-empty")));
  else
    body.add(ui::tag(
        "div",
        {{"class", "nwd-scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", visit.say("log-heading")}},
        render(shown.table)));
  ui::Pagination links{.label = visit.say("pages-label")};
  if (before != newest) links.previous = ui::PageLink{.href = "/log", .content = visit.say("log-newest")};
  if (shown.log.next != 0)
    links.next =
        ui::PageLink{.href = "/log?before=" + std::to_string(shown.log.next), .content = visit.say("log-older")};
  if (links.previous || links.next) body.add(render(links));
  ui::Page page = visit.page("log-title");
  page.body = std::move(body);
  page.back_href = "/today";
  page.wide = true;
  return casework::answer(page);
}

js::value to_json(const audit::Recorded& entry) {
  js::object out{{"at", to_text(entry.at)}, {"opened", entry.detail.has_value()}};
  if (!entry.detail) return out;
  const auto& detail = *entry.detail;
  out["at"] = to_text(detail.at);
  out["deed"] = detail.deed;
  out["subject"] = detail.subject;
  out["subject_id"] = to_text(detail.subject_id);
  out["purpose"] = detail.purpose;
  if (detail.member) out["member"] = to_text(*detail.member);
  if (detail.organization) out["organization"] = to_text(*detail.organization);
  return out;
}

Result<http::Response> tell_log(access::Site& site, const http::Request& request, const access::Context& context) {
  NWD_TRY(const auto log, site.database.read_logged([&](storage::Writer& writer) {
    return read_log(writer, Asking::of(context), before_of(request));
  }));
  js::array entries;
  for (const auto& entry : log.entries) entries.push_back(to_json(entry));
  js::object out{{"entries", std::move(entries)}};
  if (log.next != 0) out["next"] = log.next;
  return http::json(js::serialize(out));
}

}  // namespace

Result<LogPage> read_log(storage::Writer& writer, const Asking& asking, std::int64_t before) {
  const auto& session = asking.session;
  NWD_CHECK(access::decide(session, access::Deed::read_audit, {.own_organization = true}));
  auto opener = access::log_opener(session);
  LogPage page;
  NWD_TRY(const auto hidden, hidden_from(writer, session));
  NWD_CHECK(fill(page, writer, opener, hidden, before));
  NWD_CHECK(audit::append(writer, {asking.now, session.member, session.organization, "audit.read", "organization",
                                   session.organization, "oversight"}));
  return page;
}

void add_log(PageRoutes& routes) {
  routes.get("/log", access::Rule::of(readers), "Who did what in the organization", show_log);
}

Result<void> add_log_api(access::Site& site) {
  return site.add(access::api_route(http::Method::get, "/api/v1/log",
                                    "Who did what in the organization, newest first; `before` is a number of an entry.",
                                    "", schema),
                  access::Rule::of(readers), [&site](const http::Request& request, const access::Context& context) {
                    return tell_log(site, request, context);
                  });
}

}  // namespace nwd::front
