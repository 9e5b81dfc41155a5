// What a law or a court demands: prepared by one, confirmed by another, and the person told.
#include "casework/pages.h"
#include "casework/pages_parts.h"
#include "release/mandated.h"
#include "release/pages_routes.h"
#include "ui/components.h"

namespace nwd::release {

using ui::Html;
using ui::tag;

namespace {

constexpr std::array<ui::Option<Demand>, demand_count> demands = {{{"0", Demand::child_abuse_report},
                                                                   {"1", Demand::adult_abuse_report},
                                                                   {"2", Demand::court_order},
                                                                   {"3", Demand::other_law}}};
constexpr std::array<ui::Option<Notice>, 4> notices = {
    {{"1", Notice::given}, {"2", Notice::not_safe_yet}, {"3", Notice::not_reached_yet}, {"4", Notice::court_forbids}}};

std::string case_mandated_path(CaseId id) { return casework::case_path(id) + "/mandated"; }
std::string mandated_path(MandatedId id) { return "/m/" + id.text(); }

std::string state_words(const Visit& visit, const Mandated& m) {
  const std::string when = visit.moment(m.decided.value_or(m.prepared));
  return visit.say("mandated-is-" + std::string(word(m.state)), {{"when", std::string_view(when)}});
}

Html list_view(const Visit& visit, const std::vector<Mandated>& all) {
  ui::SummaryList list;
  for (const auto& one : all) {
    const std::string what = visit.say("mandated-demand-" + std::string(word(one.demand)));
    list.rows.push_back(
        {.key = what,
         .value = state_words(visit, one),
         .actions = {{.href = mandated_path(one.id), .content = visit.say("notes-open"), .hidden_text = what}}});
  }
  return render(list);
}

// --- of one case: what there is, and a new one ---

struct CasePage {
  CaseId id;
  std::vector<Mandated> all;
};

Html text_field(const Visit& visit, const ui::Form& form, const std::string& name) {
  return render(ui::Input{.name = name,
                          .label = {.content = visit.say("mandated-" + name)},
                          .hint = ui::Hint{.content = visit.say("mandated-" + name + "-hint")},
                          .error = form_error(form, visit.say, name),
                          .value = std::string(form.value(name)),
                          .autocomplete = "off"});
}

Html prepare_form(const Visit& visit, const CasePage& page, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Radios radios{
      .name = "demand",
      .fieldset = ui::Fieldset{.legend = {.content = say("mandated-demand"), .classes = "govuk-fieldset__legend--m"}},
      .error = form_error(form, say, "demand"),
      .value = std::string(form.value("demand")),
      .classes = "govuk-radios--small"};
  for (const auto& one : demands)
    radios.items.push_back(
        {.value = std::string(one.value), .content = say("mandated-demand-" + std::string(word(one.means)))});
  const Html what = render(ui::Textarea{.name = "what",
                                        .label = {.content = say("mandated-what")},
                                        .hint = ui::Hint{.content = say("mandated-what-hint")},
                                        .error = form_error(form, say, "what"),
                                        .value = std::string(form.value("what")),
                                        .autocomplete = "off"});
  const Html fields = join(render(radios), text_field(visit, form, "to"), text_field(visit, form, "law"), what,
                           render(ui::Button{.content = say("mandated-prepare"), .prevent_double_click = true}));
  return visit.post(case_mandated_path(page.id), fields);
}

Result<http::Response> case_page(const Visit& visit, const CasePage& read, const ui::Form& form) {
  const auto& say = visit.say;
  ui::Page page = visit.page("mandated-title");
  if (!form.ok()) page.banner = error_summary(form, say);
  page.has_errors = !form.ok();
  page.path = case_mandated_path(read.id);
  page.body = join(casework::heading(say("mandated-heading")), casework::paragraph(say("mandated-lead")));
  if (!read.all.empty()) page.body.add(list_view(visit, read.all));
  page.body.add(prepare_form(visit, read, form));
  page.back_href = sharing_path(read.id);
  return casework::answer(page, form.ok() ? 200 : casework::asked_again);
}

Result<CasePage> read_case_page(const Visit& visit) {
  CasePage page;
  NWD_TRY(page.id, visit.id<CaseId>("case"));
  NWD_TRY(page.all, visit.read([&](storage::Reader& r) { return mandated_of(r, visit.session(), page.id); }));
  return page;
}

Result<http::Response> show_case(const Visit& visit) {
  NWD_TRY(const auto read, read_case_page(visit));
  return case_page(visit, read, ui::Form());
}

Result<http::Response> save_case(const Visit& visit) {
  NWD_TRY(const auto read, read_case_page(visit));
  NWD_TRY(auto form, visit.form());
  const auto demand = form.choice<Demand>("demand", demands, true);
  MandatedText text;
  text.to = form.text("to", {.most = 200, .required = true}).value_or("");
  text.law = form.text("law", {.most = 300, .required = true}).value_or("");
  text.what = form.text("what", {.most = 4000, .required = true, .lines = true}).value_or("");
  if (!form.ok()) return case_page(visit, read, form);
  const auto id = visit.write([&](storage::Writer& w) {
    return prepare_mandated(w, visit.session(), visit.kit.site.random, visit.now(), read.id, *demand, text);
  });
  if (id) return http::see_other(mandated_path(*id));
  if (id.error().code != Code::invalid) return fail(id.error());
  form.problems(id.error().fields);
  return case_page(visit, read, form);
}

// --- one of them ---

Html version_field(const OpenMandated& open) {
  return casework::hidden_field("v", std::to_string(open.record.version));
}

Html decide_view(const Visit& visit, const OpenMandated& open) {
  const auto& say = visit.say;
  if (open.record.state != MandatedState::prepared) return {};
  Html body;
  if (open.may_confirm)
    body.add(
        casework::paragraph(casework::link(mandated_path(open.record.id) + "/confirm", say("mandated-to-confirm"))));
  if (!open.may_confirm) body.add(casework::paragraph(say("mandated-needs-another")));
  return body.add(visit.post(mandated_path(open.record.id) + "/set-aside",
                             join(version_field(open), render(ui::Button{.content = say("mandated-set-aside"),
                                                                         .classes = "govuk-button--secondary"}))));
}

// What is given to the person: in both languages, so that nobody has to guess.
Html notice_text(const Visit& visit, const OpenMandated& open) {
  Html all;
  const std::string_view who = open.organization_name;
  const std::string_view to = open.text.to;
  const std::string_view law = open.text.law;
  for (const auto locale : ui::all_locales) {
    const auto say = visit.kit.messages.in(locale);
    const std::string told = say("mandated-notice-told", {{"who", who}, {"to", to}, {"law", law}});
    const std::string text = told + "\n" + say("mandated-notice-what") + "\n" + open.text.what + "\n" +
                             say("mandated-notice-help") + "\n" + say("mandated-notice-safe");
    all.add(agreed_view(std::string(ui::name(locale)), text));
  }
  return all;
}

Html notice_view(const Visit& visit, const OpenMandated& open) {
  const auto& say = visit.say;
  if (open.record.state != MandatedState::confirmed) return {};
  Html body = casework::subheading(say("mandated-notice"));
  body.add(casework::paragraph(say("mandated-notice-is-" + std::string(word(open.record.notice)))));
  if (open.record.notice != Notice::given) {
    ui::Radios radios{.name = "notice",
                      .fieldset = ui::Fieldset{.legend = {.content = say("mandated-notice-question"),
                                                          .classes = "govuk-fieldset__legend--s"}},
                      .classes = "govuk-radios--small"};
    for (const auto& one : notices)
      radios.items.push_back(
          {.value = std::string(one.value), .content = say("mandated-notice-" + std::string(word(one.means)))});
    body.add(visit.post(mandated_path(open.record.id) + "/notice",
                        join(version_field(open), render(radios), render(ui::Button{.content = say("notes-save")}))));
  }
  return body.add(casework::subheading(say("mandated-notice-give"))).add(notice_text(visit, open));
}

Html one_view(const Visit& visit, const OpenMandated& open) {
  const auto& say = visit.say;
  ui::SummaryList list;
  list.rows.push_back({.key = say("mandated-to"), .value = open.text.to});
  list.rows.push_back({.key = say("mandated-law"), .value = open.text.law});
  list.rows.push_back({.key = say("mandated-what"), .value = open.text.what, .value_classes = "nwd-lines"});
  list.rows.push_back({.key = say("mandated-state"), .value = state_words(visit, open.record)});
  Html body = casework::heading(say("mandated-demand-" + std::string(word(open.record.demand))));
  return body.add(render(list)).add(decide_view(visit, open)).add(notice_view(visit, open));
}

Result<OpenMandated> asked_for(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<MandatedId>("mandated"));
  return visit.read_logged([&](storage::Writer& w) { return read_mandated(w, visit.session(), visit.now(), id); });
}

Result<http::Response> show_one(const Visit& visit) {
  NWD_TRY(const auto open, asked_for(visit));
  ui::Page page = visit.page("mandated-title");
  page.body = one_view(visit, open);
  page.back_href = "/mandated";
  return casework::answer(page);
}

// A page of its own, so that showing again who one is comes before it.
Result<http::Response> show_confirm(const Visit& visit) {
  NWD_TRY(const auto open, asked_for(visit));
  if (open.record.state != MandatedState::prepared || !open.may_confirm)
    return http::see_other(mandated_path(open.record.id));
  const auto& say = visit.say;
  ui::SummaryList list;
  list.rows.push_back({.key = say("mandated-to"), .value = open.text.to});
  list.rows.push_back({.key = say("mandated-law"), .value = open.text.law});
  list.rows.push_back({.key = say("mandated-what"), .value = open.text.what, .value_classes = "nwd-lines"});
  const Html fields =
      join(version_field(open), render(ui::Button{.content = say("mandated-confirm"), .prevent_double_click = true}));
  ui::Page page = visit.page("mandated-title");
  page.body =
      join(casework::heading(say("mandated-confirm-heading")), casework::paragraph(say("mandated-confirm-lead")),
           render(list), visit.post(mandated_path(open.record.id) + "/confirm", fields));
  page.back_href = mandated_path(open.record.id);
  return casework::answer(page);
}

// Somebody else was quicker: the page as it is now tells it.
Result<http::Response> back_to(const Result<void>& done, MandatedId id) {
  const bool moved_on = !done && (done.error().code == Code::stale || done.error().code == Code::conflict ||
                                  done.error().code == Code::invalid);
  if (!done && !moved_on) return fail(done.error());
  return http::see_other(mandated_path(id));
}

Result<http::Response> save_confirm(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<MandatedId>("mandated"));
  NWD_TRY(auto form, visit.form());
  const auto version = form.number("v", {.from = 1, .required = true}).value_or(0);
  return back_to(visit.write([&](storage::Writer& w) {
    return confirm_mandated(w, visit.session(), visit.now(), visit.context.stepped_up, id, version);
  }),
                 id);
}

Result<http::Response> save_aside(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<MandatedId>("mandated"));
  NWD_TRY(auto form, visit.form());
  const auto version = form.number("v", {.from = 1, .required = true}).value_or(0);
  return back_to(
      visit.write([&](storage::Writer& w) { return set_aside_mandated(w, visit.session(), visit.now(), id, version); }),
      id);
}

Result<http::Response> save_notice(const Visit& visit) {
  NWD_TRY(const auto id, visit.id<MandatedId>("mandated"));
  NWD_TRY(auto form, visit.form());
  const auto version = form.number("v", {.from = 1, .required = true}).value_or(0);
  const auto notice = form.choice<Notice>("notice", notices).value_or(Notice::not_said);
  return back_to(visit.write([&](storage::Writer& w) {
    return record_notice(w, visit.session(), visit.now(), id, version, notice);
  }),
                 id);
}

Result<http::Response> show_waiting(const Visit& visit) {
  NWD_TRY(const auto all, visit.read([&](storage::Reader& r) { return mandated_waiting(r, visit.session()); }));
  ui::Page page = visit.page("mandated-title");
  page.body = casework::heading(visit.say("mandated-waiting"));
  page.body.add(all.empty() ? casework::paragraph(visit.say("mandated-none-waiting")) : list_view(visit, all));
  page.back_href = "/today";
  return casework::answer(page);
}

}  // namespace

void add_mandated_pages(PageRoutes& routes) {
  using access::Role;
  const auto first = access::Rule::of({Role::door_worker, Role::caseworker});
  const auto second = access::Rule::of({Role::caseworker, Role::supervisor});
  const auto both = access::Rule::of({Role::door_worker, Role::caseworker, Role::supervisor});
  routes.get("/c/{case}/mandated", first, "What a law or a court demanded of a case, and a new demand", show_case)
      .post("/c/{case}/mandated", first, "Prepares one: the first of two people", save_case)
      .get("/mandated", second, "Those that wait for a second person", show_waiting)
      .get("/m/{mandated}", both, "One of them, opened; the read is logged", show_one)
      .get("/m/{mandated}/confirm", second.with_step_up(), "Before it is confirmed", show_confirm)
      .post("/m/{mandated}/confirm", second.with_step_up(), "Confirms it: the second person", save_confirm)
      .post("/m/{mandated}/set-aside", both, "Sets it aside", save_aside)
      .post("/m/{mandated}/notice", first, "Whether the person was told, or why not yet", save_notice);
}

}  // namespace nwd::release
