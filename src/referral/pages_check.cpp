// Screen 6: check and send. What stands here is what is sent: the form carries the list and the version that was read.
#include <algorithm>

#include "casework/pages.h"
#include "casework/pages_case_views.h"
#include "casework/pages_parts.h"
#include "casework/pages_words.h"
#include "referral/pages_choice.h"
#include "referral/pages_fits.h"
#include "referral/pages_routes.h"
#include "ui/components.h"

namespace nwd::referral {

using ui::Html;
using ui::tag;

namespace {

struct CheckPage {
  casework::OpenCase open;
  std::vector<directory::Service> list;
  Choice choice;
};

class Summary {
 public:
  Summary(ui::Say say, casework::CaseId id) : say_(say), id_(id) {}

  void add(std::string_view key, ui::Content value, int screen, const std::string& query = {}) {
    ui::RowAction change{
        .href = casework::intake_path(id_, screen) + query, .content = say_("change"), .hidden_text = say_(key)};
    list_.rows.push_back({.key = say_(key), .value = std::move(value), .actions = {std::move(change)}});
  }
  [[nodiscard]] Html html() const { return render(list_); }

 private:
  ui::Say say_;
  casework::CaseId id_;
  ui::SummaryList list_;
};

ui::Content told_words(ui::Say say, const Categories& categories) {
  std::vector<ui::Content> all{say("tell-minimum")};
  if (categories.called) all.emplace_back(say("row-called"));
  if (categories.contact) all.emplace_back(say("row-contact"));
  if (categories.note) all.emplace_back(say("row-note"));
  return casework::bullets(all);
}

ui::Content recipients(const std::vector<directory::Service>& list) {
  if (list.size() == 1) return bed_name(list.front());
  Html items;
  for (const auto& service : list) items.add(tag("li", {}, bed_name(service)));
  return tag("ol", {{"class", "govuk-list govuk-list--number govuk-!-margin-bottom-0"}}, items);
}

Html answers_summary(ui::Say say, const CheckPage& page) {
  const auto& facts = page.open.facts;
  Summary summary(say, page.open.record.id);
  summary.add("row-safe", casework::safe_words(say, facts.safe_now), 1);
  summary.add("row-age", casework::age_words(say, facts.age), 2);
  summary.add("row-needs", casework::needs_words(say, facts.needs), 3);
  summary.add("row-gender", casework::gender_words(say, facts.gender), 3);
  summary.add("row-children", casework::children_words(say, facts.children), 3);
  summary.add("row-language", casework::language_words(say, facts.language), 3);
  summary.add("row-county", join(casework::county_words(say, facts.county), ui::trusted(" "), say("county-not-told")),
              3);
  return summary.html();
}

Html release_summary(ui::Say say, const CheckPage& page) {
  const std::string query = page.choice.query();
  Summary summary(say, page.open.record.id);
  summary.add(page.list.size() > 1 ? "check-recipients" : "check-recipient", recipients(page.list), 4);
  summary.add("check-told", told_words(say, page.choice.categories), 5, query);
  if (page.choice.categories.called) summary.add("row-called", page.open.identity.called, 5, query);
  if (page.choice.categories.contact) summary.add("row-contact", page.open.identity.contact, 5, query);
  if (page.choice.categories.note) summary.add("row-note", page.open.identity.note, 5, query);
  const std::string how = std::string(word(page.choice.how.value_or(ConsentGiven::spoken)));
  summary.add("consent-how", say("consent-" + how), 5, query);
  summary.add("consent-days", say("days-count", {{"count", page.choice.days}}), 5, query);
  return summary.html();
}

Html check_view(const Visit& visit, const CheckPage& page) {
  const auto& say = visit.say;
  Html fields;
  for (const auto& [name, value] : fields_of(page.choice)) fields.add(casework::hidden_field(name, value));
  fields.add(casework::hidden_field("v", std::to_string(page.open.record.version)));
  fields.add(render(ui::Button{.content = say("check-send"), .prevent_double_click = true}));
  return join(casework::heading(say("check-question"), casework::step_words(say, 6)), release_summary(say, page),
              casework::subheading(say("check-answers")), answers_summary(say, page),
              casework::paragraph(say("check-what-happens")),
              visit.post(casework::intake_path(page.open.record.id, 6), fields));
}

Result<CheckPage> read_check_page(storage::Writer& writer, const Visit& visit, casework::CaseId id,
                                  const Choice& choice) {
  CheckPage page;
  page.choice = choice;
  NWD_TRY(page.open, casework::read_case(writer, visit.session(), visit.now(), id));
  for (const auto& bed : choice.beds) {
    NWD_TRY(auto service, directory::find_service(writer, bed));
    if (!service || !service->connected) return fail(Code::not_found, "This bed cannot be asked for here.");
    page.list.push_back(*std::move(service));
  }
  return page;
}

Result<http::Response> check_page(const Visit& visit, casework::CaseId id, const Choice& choice, bool changed) {
  if (choice.beds.empty()) return http::see_other(casework::intake_path(id, 4));
  if (!choice.how) return http::see_other(casework::intake_path(id, 5) + choice.query());
  NWD_TRY(const auto read,
          visit.read_logged([&](storage::Writer& w) { return read_check_page(w, visit, id, choice); }));
  ui::Page page = visit.page("step-6-title");
  page.path = casework::intake_path(id, 6) + choice.query();
  if (changed)
    page.banner = render(ui::NotificationBanner{.content = visit.say("check-changed"), .title = visit.say("notice")});
  page.body = check_view(visit, read);
  page.back_href = casework::intake_path(id, 5) + choice.query();
  return casework::answer(page, changed ? 409 : 200);
}

Result<http::Response> show_check(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<casework::CaseId>("case"));
  return check_page(visit, id, choice_from(visit.request.query), false);
}

// A second press of Send finds the list of the first: the answer is the same page.
Result<std::optional<ReferralId>> already_sent(const Visit& visit, casework::CaseId id) {
  NWD_TRY(const auto list, visit.read([&](storage::Reader& r) { return of_case(r, visit.session(), id); }));
  const auto* now = current(list);
  const bool live = now != nullptr && (now->state == State::asked || now->state == State::accepted);
  return live ? std::optional(now->id) : std::nullopt;
}

Result<http::Response> not_sent(const Visit& visit, casework::CaseId id, const Choice& choice, const Error& error) {
  if (error.code != Code::conflict && error.code != Code::stale && error.code != Code::gone) return fail(error);
  NWD_TRY(const auto sent, already_sent(visit, id));
  if (sent) return http::see_other(sent_path(*sent));
  if (error.code == Code::stale) return check_page(visit, id, choice, true);
  return http::see_other(casework::intake_path(id, 4) + "?gone=1");
}

Result<http::Response> send_now(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<casework::CaseId>("case"));
  NWD_TRY(auto form, visit.form());
  NWD_TRY(const auto fields, visit.request.form());
  const Choice choice = choice_from(fields);
  const auto version = form.number("v", {.from = 1, .required = true});
  if (!version || choice.beds.empty() || !choice.how) return check_page(visit, id, choice, true);
  const Send wanted{.sender_case = id, .case_version = *version, .list = choice.beds, .consent = choice.consent()};
  const auto sent = visit.write(
      [&](storage::Writer& w) { return send(w, visit.session(), visit.kit.site.random, visit.now(), wanted); });
  if (!sent) return not_sent(visit, id, choice, sent.error());
  const auto* asked = current(sent->referrals);
  return http::see_other(asked != nullptr ? sent_path(asked->id) : "/today");
}

}  // namespace

void add_check_pages(PageRoutes& routes) {
  const auto door = access::Rule::of({access::Role::door_worker});
  routes.get("/i/{case}/6", door, "Check and send", show_check)
      .post("/i/{case}/6", door, "Sends, and holds the bed", send_now);
}

}  // namespace nwd::referral
